/* What the report says of the offer itself, before anything is simulated. */
#ifndef ANALYSIS_OFFER_REPORT_H
#define ANALYSIS_OFFER_REPORT_H

#include "analysis/report.h"
#include "models/offer.h"

/* What an offer is called among several: its name, or "offer". */
const char *offer_report_name(const char *name);

/* For each exit with a timeline, exit_years of its group: p5, p50 and p95 of the timeline, which are exact. */
void offer_report_timelines(struct report *report, const struct offer *offer);

#endif
