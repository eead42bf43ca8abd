#include "models/outer_draw.h"

#include "models/leaving_rule.h"
#include "sim/numeric.h"
#include "sim/sampler.h"

#include <math.h>
#include <string.h>

struct outer_draws {
    const struct offer *offer;
    struct draws draws;
    struct sampling sampling;
    struct stream stream;
    double (*u)[LANES];
    uint64_t seated; /* first point of the block in u */
    int *exit_slot, *risk_slot, *round_slot, *grant_slot, *quit_slot, *market_layoff_slot;
    int raise_slot;
};

static bool uncertain(const struct value *value)
{
    double point;
    return value->distribution.kind && !distribution_is_point(&value->distribution, &point);
}

static int slot_of(struct arena *arena, struct outer_draws *outer, bool wanted, const char *table, const char *row)
{
    return wanted ? draws_add(arena, &outer->draws, arena_text(arena, "%s.%s.probability", table, row), -1)
                  : DRAW_CERTAIN;
}

/* Of a curve's points, in the order of their times. */
static int *slots_of_curve(struct arena *arena, struct outer_draws *outer, const struct hazard_curve *curve,
                           const char *table)
{
    int *slot = arena_alloc(arena, curve->count + 1, sizeof *slot);
    for (size_t i = 0; i < curve->count; i++)
        slot[i] = slot_of(arena, outer, uncertain(&curve->stated[i]), table, arena_text(arena, "%zu", i));
    return slot;
}

/* What is asked of the person: leaving, and exercising then. */
static void place_leaving(struct arena *arena, struct outer_draws *outer, const struct offer *offer)
{
    outer->quit_slot = slots_of_curve(arena, outer, &offer->quit, "quit");
    outer->market_layoff_slot = slots_of_curve(arena, outer, &offer->market_layoff, "compensation.market.layoff");
    outer->grant_slot = arena_alloc(arena, offer->grant_count + 1, sizeof *outer->grant_slot);
    for (size_t i = 0; i < offer->grant_count; i++)
        outer->grant_slot[i] = uncertain(&offer->grant[i].leaving_chance_stated)
                                   ? draws_add(arena, &outer->draws,
                                               arena_text(arena, "grants.%s.%s", offer->grant[i].name,
                                                          offer->grant[i].on_leaving->chance_key->name),
                                               -1)
                                   : DRAW_CERTAIN;
}

struct outer_draws *outer_draws_of(struct arena *arena, const struct offer *offer, uint64_t seed, uint64_t count)
{
    struct outer_draws *outer = arena_alloc(arena, 1, sizeof *outer);
    bool dirichlet = offer->concentration.given;
    outer->offer = offer;
    outer->exit_slot = arena_alloc(arena, offer->exit_count + 1, sizeof *outer->exit_slot);
    outer->risk_slot = arena_alloc(arena, offer->risk_count + 1, sizeof *outer->risk_slot);
    outer->round_slot = arena_alloc(arena, offer->dilution.round_count + 1, sizeof *outer->round_slot);
    for (size_t i = 0; i < offer->exit_count; i++)
        outer->exit_slot[i] =
            slot_of(arena, outer, dirichlet || uncertain(&offer->exit[i].probability), "exits", offer->exit[i].name);
    outer->exit_slot[offer->exit_count] =
        slot_of(arena, outer, dirichlet && offer->no_exit_share > 0, "exits", "(no exit)");
    for (size_t i = 0; i < offer->risk_count; i++)
        outer->risk_slot[i] =
            slot_of(arena, outer, uncertain(&offer->risk[i].probability), "risks", offer->risk[i].name);
    for (size_t i = 0; i < offer->dilution.round_count; i++)
        outer->round_slot[i] = slot_of(arena, outer, uncertain(&offer->dilution.round[i].probability),
                                       "dilution.rounds", offer->dilution.round[i].name);
    outer->raise_slot =
        slot_of(arena, outer, offer->company_given && uncertain(&offer->raise_probability), "company", "raise");
    place_leaving(arena, outer, offer);
    if (!draws_place(&outer->draws, 0))
        outer->draws.count = 0;
    uint64_t points = LANES;
    while (points < count)
        points *= 2;
    outer->sampling = (struct sampling){sampler_named("sobol"), seed, 1, points, NULL};
    outer->stream = stream_create(arena, &outer->sampling, &outer->draws);
    outer->u = arena_alloc(arena, outer->draws.count + 1, sizeof *outer->u);
    outer->seated = UINT64_MAX;
    stream_seat(&outer->stream, &outer->sampling, 0);
    return outer;
}

size_t outer_draws_uncertain(const struct outer_draws *outer)
{
    return outer->draws.count;
}

/* The most that the exits' probabilities can sum to. */
static double highest_sum(const struct outer_draws *outer)
{
    const double nearly_one = 1 - 1e-9;
    double sum = 0;
    for (size_t i = 0; i < outer->offer->exit_count; i++) {
        const struct exit_row *exit = &outer->offer->exit[i];
        sum += outer->exit_slot[i] == DRAW_CERTAIN ? exit->share
                                                   : distribution_quantile(&exit->probability.distribution, nearly_one);
    }
    return sum;
}

bool outer_draws_exit_uncertain(const struct outer_draws *outer, size_t exit)
{
    bool any = false;
    for (size_t i = 0; i < outer->offer->exit_count; i++)
        any |= outer->exit_slot[i] != DRAW_CERTAIN;
    if (!any || outer->offer->concentration.given || outer->exit_slot[exit] != DRAW_CERTAIN)
        return any;
    /* A certain one moves with the sum that all are divided by. */
    return outer->offer->no_exit_share == 0 || highest_sum(outer) > 1;
}

/* --- one draw ----------------------------------------------------------------------------------------------------- */

static double drawn(const struct outer_draws *outer, int slot, size_t lane, const struct value *value)
{
    double p = distribution_quantile(&value->distribution, outer->u[slot][lane]);
    return p < 0 ? 0 : p > 1 ? 1 : p;
}

/* A Dirichlet is independent gammas of these shapes over their sum. With small shapes all of them may be below the
 * smallest double, so this is the logarithm of one; near 0, P(X <= x) = x^a / Gamma(a + 1). */
static double log_gamma_drawn(const struct outer_draws *outer, int slot, size_t lane, double share)
{
    const double near = -30; /* e^near is below the rounding error of 1 */
    double shape = distribution_mean(&outer->offer->concentration.distribution) * share, u = outer->u[slot][lane];
    if (shape <= 0)
        return -HUGE_VAL;
    double log = (numeric_log(u) + numeric_lgamma(shape + 1)) / shape;
    if (log < near)
        return log;
    struct distribution gamma = {.kind = distribution_kind_named("gamma"), .parameter = {shape, 1}};
    return numeric_log(distribution_quantile(&gamma, u));
}

/* The shares of the exits, and of no exit as the last one. */
static void draw_dirichlet(const struct outer_draws *outer, size_t lane, struct exit_row *exit, double *no_exit_share)
{
    size_t count = outer->offer->exit_count;
    double most = -HUGE_VAL, sum = 0;
    for (size_t i = 0; i <= count; i++) {
        double *share = i < count ? &exit[i].share : no_exit_share;
        *share = log_gamma_drawn(outer, outer->exit_slot[i], lane, *share);
        most = fmax(most, *share);
    }
    for (size_t i = 0; i <= count; i++) {
        double *share = i < count ? &exit[i].share : no_exit_share;
        *share = numeric_exp(*share - most);
        sum += *share;
    }
    for (size_t i = 0; i <= count; i++)
        *(i < count ? &exit[i].share : no_exit_share) /= sum;
}

/* Each range drawn, and all over their sum. */
static void draw_ranges(const struct outer_draws *outer, size_t lane, struct exit_row *exit, double *no_exit_share)
{
    double sum = 0, rest = 0;
    for (size_t i = 0; i < outer->offer->exit_count; i++) {
        if (outer->exit_slot[i] != DRAW_CERTAIN)
            exit[i].share = drawn(outer, outer->exit_slot[i], lane, &exit[i].probability);
        sum += exit[i].share;
    }
    if (*no_exit_share > 0)
        rest = sum < 1 ? 1 - sum : 0;
    for (size_t i = 0; i < outer->offer->exit_count && sum + rest > 0; i++)
        exit[i].share /= sum + rest;
    *no_exit_share = sum + rest > 0 ? rest / (sum + rest) : 0;
}

static void draw_exits(struct arena *arena, const struct outer_draws *outer, size_t lane, struct offer *offer)
{
    struct exit_row *exit = arena_alloc(arena, offer->exit_count + 1, sizeof *exit);
    memcpy(exit, offer->exit, offer->exit_count * sizeof *exit);
    if (offer->concentration.given)
        draw_dirichlet(outer, lane, exit, &offer->no_exit_share);
    else
        draw_ranges(outer, lane, exit, &offer->no_exit_share);
    offer->exit = exit;
}

/* A cumulative probability does not fall. */
static void lift(struct hazard_point *point, size_t count)
{
    for (size_t i = 1; i < count; i++)
        point[i].probability = fmax(point[i].probability, point[i - 1].probability);
}

static void draw_curve(struct arena *arena, const struct outer_draws *outer, const int *slot, size_t lane,
                       struct hazard_curve *curve)
{
    struct hazard_point *point = arena_alloc(arena, curve->count + 1, sizeof *point);
    for (size_t i = 0; i < curve->count; i++) {
        point[i] = curve->point[i];
        if (slot[i] != DRAW_CERTAIN)
            point[i].probability = drawn(outer, slot[i], lane, &curve->stated[i]);
    }
    lift(point, curve->count);
    curve->point = point;
}

static void draw_grants(struct arena *arena, const struct outer_draws *outer, size_t lane, struct offer *offer)
{
    struct grant *grant = arena_alloc(arena, offer->grant_count + 1, sizeof *grant);
    for (size_t i = 0; i < offer->grant_count; i++) {
        grant[i] = offer->grant[i];
        if (outer->grant_slot[i] != DRAW_CERTAIN)
            grant[i].leaving_chance = drawn(outer, outer->grant_slot[i], lane, &grant[i].leaving_chance_stated);
    }
    offer->grant = grant;
}

/* A point of the layoff curve moves with the risk it came from; then the curve is made not to fall. */
static void move_layoff(const struct risk_row *risk, struct hazard_point *point, size_t count)
{
    double years = distribution_mean(&risk->within.distribution);
    for (size_t i = 0; i < count; i++)
        if (fabs(point[i].years - years) < 1e-12)
            point[i].probability = risk->chance;
}

static void draw_risks(struct arena *arena, const struct outer_draws *outer, size_t lane, struct offer *offer)
{
    struct risk_row *risk = arena_alloc(arena, offer->risk_count + 1, sizeof *risk);
    struct hazard_point *point = arena_alloc(arena, offer->layoff.count + 1, sizeof *point);
    if (offer->risk_count)
        memcpy(risk, offer->risk, offer->risk_count * sizeof *risk);
    if (offer->layoff.count)
        memcpy(point, offer->layoff.point, offer->layoff.count * sizeof *point);
    for (size_t i = 0; i < offer->risk_count; i++) {
        if (outer->risk_slot[i] == DRAW_CERTAIN)
            continue;
        risk[i].chance = drawn(outer, outer->risk_slot[i], lane, &risk[i].probability);
        if (risk[i].kind == RISK_ELIMINATION)
            offer->elimination_chance = risk[i].chance;
        if (risk[i].kind == RISK_LAYOFF)
            move_layoff(&risk[i], point, offer->layoff.count);
    }
    lift(point, offer->layoff.count);
    offer->risk = risk;
    offer->layoff.point = point;
}

static void draw_company(struct arena *arena, const struct outer_draws *outer, size_t lane, struct offer *offer)
{
    size_t count = offer->dilution.round_count;
    struct round_row *round = arena_alloc(arena, count + 1, sizeof *round);
    if (count)
        memcpy(round, offer->dilution.round, count * sizeof *round);
    for (size_t i = 0; i < count; i++)
        if (outer->round_slot[i] != DRAW_CERTAIN)
            round[i].probability.distribution =
                distribution_point(drawn(outer, outer->round_slot[i], lane, &round[i].probability));
    offer->dilution.round = round;
    if (outer->raise_slot != DRAW_CERTAIN)
        offer->raise_probability.distribution =
            distribution_point(drawn(outer, outer->raise_slot, lane, &offer->raise_probability));
}

struct offer outer_draw_offer(struct arena *arena, struct outer_draws *outer, uint64_t k)
{
    struct offer offer = *outer->offer;
    uint64_t first = k / LANES * LANES;
    size_t lane = (size_t)(k - first);
    if (outer->seated != first)
        outer->sampling.sampler->fill[0](&outer->stream, first, outer->u);
    outer->seated = first;
    draw_exits(arena, outer, lane, &offer);
    draw_risks(arena, outer, lane, &offer);
    draw_company(arena, outer, lane, &offer);
    draw_curve(arena, outer, outer->quit_slot, lane, &offer.quit);
    draw_curve(arena, outer, outer->market_layoff_slot, lane, &offer.market_layoff);
    draw_grants(arena, outer, lane, &offer);
    return offer;
}
