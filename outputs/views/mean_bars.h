/* One bar with its interval for each offer or scenario. */
#ifndef OUTPUTS_VIEWS_MEAN_BARS_H
#define OUTPUTS_VIEWS_MEAN_BARS_H

#include "analysis/report.h"

/* `label` and `figure` have `count` items. The block's text is the caller's. */
struct block *mean_bars(struct report *report, const char *title, const char *sheet, const char *const *label,
                        const struct figure *figure, size_t count, const char *unit);

#endif
