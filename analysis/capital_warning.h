/* Warnings of a run about its rounds and its exits, with the share of the paths that they are about. */
#ifndef ANALYSIS_CAPITAL_WARNING_H
#define ANALYSIS_CAPITAL_WARNING_H

#include "analysis/question.h"
#include "analysis/report.h"
#include "analysis/subject.h"

/* From a pass of its own over the first of the question's paths. */
void capital_warning_add(struct report *report, const struct question *question, const struct subject *subject);

#endif
