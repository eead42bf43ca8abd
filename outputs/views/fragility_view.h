/* The blocks of `fragility`. */
#ifndef OUTPUTS_FRAGILITY_VIEW_H
#define OUTPUTS_FRAGILITY_VIEW_H

#include "analysis/fragility_report.h"

void fragility_view(struct report *report, const struct fragility *fragility);

#endif
