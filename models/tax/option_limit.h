/* How much of an option grant keeps its favoured kind under a yearly limit on what first becomes exercisable. */
#ifndef MODELS_TAX_OPTION_LIMIT_H
#define MODELS_TAX_OPTION_LIMIT_H

#include <stddef.h>

/* Options of one grant that become exercisable for the first time in one year. A grant that may be exercised early
 * becomes exercisable as a whole in the year of the grant. */
struct option_tranche {
    int year;
    double shares, grant_value; /* value per share at grant */
};

/* Of each tranche the shares within `limit` (value at grant of what first becomes exercisable in a year), earlier
 * grants first; tranches come in the order of their grants. Shares are not rounded. IRC 422(d). */
void option_limit_split(const struct option_tranche *tranche, size_t count, double limit, double *within);

#endif
