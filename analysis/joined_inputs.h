/* The inputs of several offers in one list. */
#ifndef ANALYSIS_JOINED_INPUTS_H
#define ANALYSIS_JOINED_INPUTS_H

#include "analysis/compare_report.h"

/* Fills report->input: what all offers have comes once, as the first has it; else it says whose it is. */
void joined_inputs_put(struct report *report, const struct compared *offers, size_t count);

#endif
