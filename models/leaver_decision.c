#include "models/leaver_decision.h"

#include "models/engine.h"
#include "models/grant_kind.h"
#include "models/grant_plan.h"
#include "models/leaving_rule.h"
#include "models/workspace.h"
#include "sim/numeric.h"

#include <math.h>

enum { DECISION_PATHS = 1 << 16, DECISION_REPLICATES = 16, MONTHS_MAX = 1200, DECISION_SEED = 1 };
static const double LEAST_SHARE = 0.001;

/* Of one grant of the file: sums over the paths whose exit comes after a month, and not after the next. */
struct estimate_of_grant {
    const struct grant_plan *grant;
    double price[MONTHS_MAX + 1];
    double strike[MONTHS_MAX + 1]; /* discounted from the month in question, where the rate is certain: not at all */
};

struct estimating {
    const struct plan *plan;
    size_t count;
    struct estimate_of_grant *of; /* [count] */
    double paths[MONTHS_MAX + 1];
};

static bool decides(const struct grant_plan *grant)
{
    return grant->kind->has_strike && !grant->paid_early && grant->on_leaving->decides;
}

static bool is_asked_for(const struct grant_plan *grant)
{
    return decides(grant) || grant->valued;
}

/* The last month after which the exit comes; -1: it is there at start. */
static int last_month_before(double exit_years)
{
    if (!(exit_years < MONTHS_MAX / 12.0))
        return MONTHS_MAX;
    int month = (int)floor(12 * exit_years);
    return month / 12.0 < exit_years ? month : month - 1;
}

static void add_strike(struct estimate_of_grant *of, double strike, double rate, bool certain_rate, int last)
{
    if (certain_rate) {
        of->strike[last] += strike;
        return;
    }
    double a_month = numeric_exp(-numeric_log1p(rate) / 12);
    for (int m = 0; m <= last; m++, strike *= a_month)
        of->strike[m] += strike;
}

static void add_lane(struct estimating *estimating, const struct path_block *block, size_t lane)
{
    const struct quantity *rate = &estimating->plan->pay.discount_rate;
    int last = last_month_before(block->exit_years[lane]);
    if (last < 0)
        return;
    estimating->paths[last]++;
    for (size_t g = 0; g < estimating->count; g++) {
        struct estimate_of_grant *of = &estimating->of[g];
        double size = grant_plan_size_at(of->grant, block, lane);
        of->price[last] += size * block->class_value[of->grant->class_slot][lane] * block->sale_discount[lane];
        add_strike(of, size * grant_plan_strike_at(of->grant, block, lane), quantity_at(rate, block, lane),
                   rate->slot == DRAW_CERTAIN, last);
    }
}

static void simulate_all(struct estimating *estimating)
{
    struct arena *arena = arena_create();
    struct sampling sampling = sampling_of(sampler_named("sobol"), DECISION_SEED, DECISION_PATHS, DECISION_REPLICATES);
    struct workspace *workspace = workspace_create(arena, estimating->plan, isa_best(), &sampling);
    for (uint64_t r = 0; r < sampling.replicates; r++) {
        workspace_seat(workspace, r);
        for (uint64_t point = 0; point < sampling.points; point += LANES) {
            workspace_block(workspace, point);
            for (size_t lane = 0; lane < LANES; lane++)
                add_lane(estimating, &workspace->block, lane);
        }
    }
    arena_destroy(arena);
}

/* From those whose exit comes right after a month to those whose exit comes any time after it. */
static void cumulate(double *sum)
{
    for (size_t m = MONTHS_MAX; m-- > 0;)
        sum[m] += sum[m + 1];
}

static const struct leaver_decision *decision_of(struct arena *arena, struct estimating *estimating,
                                                 struct estimate_of_grant *of, size_t months)
{
    const struct quantity *rate = &estimating->plan->pay.discount_rate;
    struct leaver_decision *decision = arena_alloc(arena, 1, sizeof *decision);
    double *exercises = arena_alloc(arena, months, sizeof *exercises),
           *value = arena_alloc(arena, months, sizeof *value);
    bool certain_rate = rate->slot == DRAW_CERTAIN;
    cumulate(of->price);
    if (certain_rate)
        cumulate(of->strike);
    for (size_t m = 0; m < months; m++) {
        double discount = certain_rate ? numeric_exp(-numeric_log1p(rate->value) * ((double)m / 12)) : 1;
        exercises[m] = of->price[m] > of->strike[m] * discount;
        double later = numeric_exp(numeric_log1p(rate->mean) * ((double)m / 12));
        value[m] = estimating->paths[m] > 0 ? of->price[m] * later / estimating->paths[m] : 0;
    }
    *decision = (struct leaver_decision){months, exercises, value};
    return decision;
}

static const char *remark_of(struct arena *arena, const char *grant, const char *months)
{
    if (strcmp(months, "never") == 0)
        return arena_text(arena, "who leaves lets %s lapse: at the end of the window to exercise pays in no month",
                          grant);
    return arena_text(arena,
                      "who leaves exercises %s at the end of the window in months %s from start, where that pays on "
                      "average",
                      grant, months);
}

/* Of the grant and its repeats: no decision comes later. */
static size_t last_month_of_term(const struct equity_plan *equity, size_t row)
{
    double years = 0;
    for (size_t g = 0; g < equity->count; g++)
        if (equity->grant[g].row == row)
            years = fmax(years, quantity_longest(&equity->grant[g].granted_years) +
                                    quantity_longest(&equity->grant[g].expires_years));
    return years < MONTHS_MAX / 12.0 ? (size_t)floor(12 * years + 1e-9) : MONTHS_MAX;
}

static void decide(struct arena *arena, struct plan *plan, struct estimating *estimating)
{
    struct equity_plan *equity = &plan->equity;
    size_t months = 1;
    simulate_all(estimating);
    cumulate(estimating->paths);
    while (months <= MONTHS_MAX && estimating->paths[months] >= LEAST_SHARE * DECISION_PATHS)
        months++;
    for (size_t k = 0; k < estimating->count; k++) {
        struct estimate_of_grant *of = &estimating->of[k];
        size_t until = of->grant->kind->has_strike ? last_month_of_term(equity, of->grant->row) + 1 : MONTHS_MAX + 1;
        const struct leaver_decision *decision = decision_of(arena, estimating, of, months < until ? months : until);
        for (size_t g = 0; g < equity->count; g++)
            if (equity->grant[g].row == of->grant->row)
                equity->grant[g].before = decision;
        if (!decides(of->grant))
            continue;
        plan->remark = arena_grow(arena, plan->remark, plan->remark_count, sizeof *plan->remark);
        plan->remark[plan->remark_count++] =
            (struct plan_remark){arena_text(arena, "/grants/%zu/on_leaving", of->grant->row),
                                 remark_of(arena, of->grant->name, leaver_decision_months(arena, decision))};
        for (size_t g = 0; g < equity->count; g++)
            if (equity->grant[g].row == of->grant->row)
                equity->grant[g].decision = decision;
    }
}

/* Each grant of the file once: its repeats stand behind it. */
static size_t grants_to_decide(struct arena *arena, const struct equity_plan *equity, struct estimate_of_grant **of)
{
    size_t count = 0;
    for (size_t g = 0; g < equity->count; g++) {
        if (!is_asked_for(&equity->grant[g]) || (count && (*of)[count - 1].grant->row == equity->grant[g].row))
            continue;
        *of = arena_grow(arena, *of, count, sizeof **of);
        (*of)[count] = (struct estimate_of_grant){0};
        (*of)[count++].grant = &equity->grant[g];
    }
    return count;
}

/* Until a leaver has decided, no option is exercised: the plan can be run. */
static void leave_undecided(struct equity_plan *equity)
{
    static const double never[] = {0};
    static const struct leaver_decision nothing = {1, never, never};
    for (size_t g = 0; g < equity->count; g++) {
        if (decides(&equity->grant[g]))
            equity->grant[g].decision = &nothing;
        if (equity->grant[g].valued)
            equity->grant[g].before = &nothing;
    }
}

/* One without taxes has valued nothing. */
static bool knows_values(const struct plan *decided, const struct plan *plan)
{
    for (size_t g = 0; g < plan->equity.count; g++)
        if (plan->equity.grant[g].valued && !decided->equity.grant[g].before)
            return false;
    return true;
}

void leaver_decisions_prepare(struct arena *arena, struct plan *plan, const struct plan *decided)
{
    struct equity_plan *equity = &plan->equity;
    decided = decided && knows_values(decided, plan) ? decided : NULL;
    for (size_t g = 0; decided && g < equity->count; g++) {
        equity->grant[g].decision = decided->equity.grant[g].decision;
        equity->grant[g].before = decided->equity.grant[g].before;
    }
    if (decided)
        return;
    struct arena *own = arena_create();
    struct estimating *estimating = arena_alloc(own, 1, sizeof *estimating);
    estimating->plan = plan;
    estimating->count = grants_to_decide(own, equity, &estimating->of);
    leave_undecided(equity);
    const struct tax_path_plan *tax = plan->tax;
    plan->tax = NULL; /* the decision is before tax, and taxes wait for what is found here */
    if (estimating->count)
        decide(arena, plan, estimating);
    plan->tax = tax;
    arena_destroy(own);
}

const char *leaver_decision_months(struct arena *arena, const struct leaver_decision *decision)
{
    const char *all = "";
    for (size_t m = 0; m < decision->months;) {
        size_t end = m;
        while (end < decision->months && decision->exercises[end] == decision->exercises[m])
            end++;
        if (decision->exercises[m] > 0)
            all = arena_text(arena, "%s%s%zu-%zu", all, *all ? ", " : "", m, end - 1);
        m = end;
    }
    return *all ? all : "never";
}
