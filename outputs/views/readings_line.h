/* What an answer hangs on, in a line: how far the other readings of an offer, or of several, move it, and which turn
 * it.
 */
#ifndef OUTPUTS_VIEWS_READINGS_LINE_H
#define OUTPUTS_VIEWS_READINGS_LINE_H

#include "analysis/fragility_report.h"

/* "-$60K to +$130K": the means of all readings, and of the offer as given, which more paths may have told. */
const char *readings_line_reach(struct arena *arena, const struct fragility *fragility, const struct figure *given,
                                const char *currency);
/* "; turns negative if the discount rate is 10%, ..., or in 2 other ways": `turned` and the readings that move the mean
 * most of those that turn its sign, of several offers of those that make another the best. Or that none does, or that
 * the paths do not tell. */
const char *readings_line_turns(struct arena *arena, const struct fragility *fragility, const char *turned);

#endif
