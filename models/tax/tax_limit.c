/* The yearly limit of incentive options, over the grants of an offer. */
#include "models/grant_kind.h"
#include "models/leaving_rule.h"
#include "models/stage.h"
#include "models/tax/option_limit.h"
#include "models/tax/tax_path.h"

double tax_mean_size(const struct grant_plan *grant)
{
    return grant->size.mean / (grant->by_value ? grant->valued_at.mean : 1);
}

/* --- the yearly limit of incentive options ---------------------------------------------------------------------------
 */

static const double limit_of_a_year = 100000; /* IRC 422(d) */
static const double months_to_exercise = 3;   /* IRC 422(a)(2) */

static double grant_value_of(const struct grant_plan *grant, const struct tax_grant_terms *terms)
{
    double strike = tax_mean_size(grant) * grant->strike_company.mean;
    return terms->fair_value_given ? terms->fair_value : strike;
}

static double vesting_year(const struct tax_path_plan *path, const struct grant_plan *grant, int month)
{
    double years = grant->granted_years.mean + (grant->paid_early ? 0 : month / 12.0);
    return calendar_tax_year(&path->years, floor(path->start_day + years * 365.25 + 1e-6));
}

/* A tranche of every grant and month, earlier grants first. */
static size_t tranches_of(struct arena *arena, const struct plan *plan, struct tax_path_plan *path,
                          struct option_tranche **tranche, size_t **grant_of, int **month_of)
{
    const struct equity_plan *equity = &plan->equity;
    size_t count = 0, most = 0, *order = arena_alloc(arena, equity->count + 1, sizeof *order);
    for (size_t g = 0; g < equity->count; g++) {
        size_t at = g;
        for (; at > 0 && equity->grant[order[at - 1]].granted_years.mean > equity->grant[g].granted_years.mean; at--)
            order[at] = order[at - 1];
        order[at] = g;
        most += (size_t)equity->grant[g].vesting.months + 1;
    }
    *tranche = arena_alloc(arena, most + 1, sizeof **tranche);
    *grant_of = arena_alloc(arena, most + 1, sizeof **grant_of);
    *month_of = arena_alloc(arena, most + 1, sizeof **month_of);
    for (size_t i = 0; i < equity->count; i++) {
        const struct grant_plan *grant = &equity->grant[order[i]];
        const double *fraction = grant->vesting.fraction;
        double value = grant_value_of(grant, &path->grant[order[i]]);
        for (int m = 0; m <= grant->vesting.months && grant->kind->converts_to && value > 0; m++) {
            double share = fraction[m] - (m ? fraction[m - 1] : 0);
            if (!(share > 0))
                continue;
            (*tranche)[count] = (struct option_tranche){(int)vesting_year(path, grant, m), share, value};
            (*grant_of)[count] = order[i];
            (*month_of)[count++] = m;
        }
    }
    return count;
}

/* Of each grant, by months vested, the share of what has vested that stays within the limit. */
void tax_limit_prepare(struct arena *arena, const struct plan *plan, struct tax_path_plan *path)
{
    struct option_tranche *tranche;
    size_t *grant_of;
    int *month_of;
    size_t count = tranches_of(arena, plan, path, &tranche, &grant_of, &month_of);
    double *within = arena_alloc(arena, count + 1, sizeof *within);
    option_limit_split(tranche, count, limit_of_a_year, within);
    for (size_t g = 0; g < plan->equity.count; g++) {
        const struct vesting_table *vesting = &plan->equity.grant[g].vesting;
        struct tax_grant_terms *terms = &path->grant[g];
        double *share = arena_alloc(arena, (size_t)vesting->months + 1, sizeof *share), inside = 0, all = 0;
        bool binds = false;
        for (int m = 0; m <= vesting->months; m++) {
            for (size_t i = 0; i < count; i++) {
                if (grant_of[i] != g || month_of[i] != m)
                    continue;
                inside += within[i];
                all += tranche[i].shares;
                binds = binds || within[i] < tranche[i].shares;
            }
            share[m] = all > 0 ? inside / all : 1;
        }
        if (binds) {
            terms->within_limit = share;
            terms->within_months = (size_t)vesting->months;
        }
        const struct grant_plan *grant = &plan->equity.grant[g];
        bool late =
            grant->on_leaving->has_window && quantity_longest(&grant->exercise_window_years) > months_to_exercise / 12;
        terms->converts = grant->kind->converts_to && (binds || late);
    }
}
