#include "models/leaving_month.h"

#include "models/grant_kind.h"
#include "models/stage.h"

#include <math.h>
#include <string.h>

enum { MONTHS_A_YEAR = 12 };

size_t leaving_months(const struct plan *plan)
{
    const double rounding = 1e-9;
    double months = ceil(MONTHS_A_YEAR * quantity_longest(&plan->exit.stay) - rounding);
    return months < 1 ? 1 : months < LEAVING_MONTHS_MAX ? (size_t)months : LEAVING_MONTHS_MAX;
}

/* A month that ends after the largest stay may end after the term of an option, too. */
static void outlive_terms(struct arena *arena, struct equity_plan *equity)
{
    struct grant_plan *grant = arena_alloc(arena, equity->count + 1, sizeof *grant);
    for (size_t g = 0; g < equity->count; g++) {
        grant[g] = equity->grant[g];
        grant[g].outlives_term = grant[g].kind->has_strike;
    }
    equity->grant = grant;
}

const struct plan *leaving_month_plan(struct arena *arena, const struct plan *plan, size_t month)
{
    struct plan *copy = arena_alloc(arena, 1, sizeof *copy);
    double years = (double)month / MONTHS_A_YEAR;
    *copy = *plan;
    copy->exit.stay = (struct quantity){.slot = DRAW_CERTAIN, .value = years, .mean = years};
    if (years > quantity_longest(&plan->exit.stay))
        outlive_terms(arena, &copy->equity);
    return copy;
}
