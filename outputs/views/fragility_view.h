/* The blocks of `fragility`. */
#ifndef OUTPUTS_FRAGILITY_VIEW_H
#define OUTPUTS_FRAGILITY_VIEW_H

#include "analysis/fragility_report.h"

/* `offers`: those that it is about, with their labels. */
void fragility_view(struct report *report, const struct compared *offers, const struct fragility *fragility);

#endif
