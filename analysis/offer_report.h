/* What the report says of the offer itself, before anything is simulated. */
#ifndef ANALYSIS_OFFER_REPORT_H
#define ANALYSIS_OFFER_REPORT_H

#include "analysis/report.h"
#include "models/offer.h"

/* What offer i of several is called: its name, or "offer"; a second one of that name is "name (2)". So a further offer
 * never changes an earlier one's label. `label` holds those of the offers before it. */
const char *offer_report_label(struct arena *arena, const char *const *name, const char *const *label, size_t i);

/* For each exit with a timeline, exit_years of its group: p5, p50 and p95 of the timeline, which are exact. */
void offer_report_timelines(struct report *report, const struct offer *offer);

#endif
