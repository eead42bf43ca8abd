/* Random capital tables, and a judge that knows nothing of the solver: it pays out a given set of conversion choices by
 * the words of the contract (claims by seniority; then one price for all who share, found by bisection). */
#ifndef TESTS_MODELS_WATERFALL_RANDOM_H
#define TESTS_MODELS_WATERFALL_RANDOM_H

#include "models/breakpoints.h"
#include "models/price_curve_kernel.h"
#include "models/waterfall_kernel.h"
#include "tests/support/assert_close.h"

#include <stdlib.h>
#include <string.h>

enum { RANDOM_CLASSES = 12 };

struct random_table {
    size_t count;
    struct waterfall_class classes[RANDOM_CLASSES];
};

static inline double random_unit(uint64_t *state)
{
    *state ^= *state << 13; /* Marsaglia, xorshift64 */
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (double)(*state >> 11) * 0x1p-53;
}

static inline struct random_table random_table(uint64_t *state, size_t index)
{
    bool rich = index % 2 == 1; /* half with caps, options or pari passu levels */
    struct random_table table = {2 + (size_t)(random_unit(state) * 9), {{0}}};
    for (size_t i = 0; i < table.count; i++) {
        struct waterfall_class *to = &table.classes[i];
        double kind = random_unit(state), feature = random_unit(state);
        to->shares = floor(1e4 * exp(7 * random_unit(state)));
        to->kind = i == 0 || kind < 0.1 ? CLASS_COMMON : CLASS_PREFERRED;
        to->cap_total = HUGE_VAL;
        to->seniority = rich ? floor(4 * random_unit(state)) : (double)i;
        if (rich && i > 0 && feature < 0.25) {
            to->kind = CLASS_OPTION;
            to->strike = exp(4 * random_unit(state) - 2);
        }
        if (to->kind != CLASS_PREFERRED)
            continue;
        double invested = 1e5 * exp(7 * random_unit(state));
        to->claim = invested * (1 + 0.5 * floor(3 * random_unit(state)) + 0.1 * random_unit(state));
        to->participating = random_unit(state) < 0.5;
        if (rich && to->participating && feature < 0.8)
            to->cap_total = invested * (1 + 3 * random_unit(state));
    }
    return table;
}

/* Exits around the claims, some where the solution bends, some of nothing. */
static inline double random_proceeds(uint64_t *state, const struct breakpoints *bends, double claims)
{
    double which = random_unit(state), at = random_unit(state);
    if (which < 0.02)
        return 0;
    if (which < 0.2 && bends->count > 0)
        return bends->breakpoint[(size_t)(at * (double)bends->count)].proceeds;
    return (claims + 1e6) * exp(8 * at - 4);
}

static inline double judge_demand(const struct random_table *table, const bool *converts, double price)
{
    double demand = 0;
    for (size_t i = 0; i < table->count; i++) {
        const struct waterfall_class *c = &table->classes[i];
        if (c->kind == CLASS_OPTION)
            demand += price > c->strike ? c->shares * (price - c->strike) : 0;
        else if (c->kind == CLASS_COMMON || converts[i])
            demand += c->shares * price;
        else if (c->participating)
            demand += fmin(c->shares * price, fmax(0, c->cap_total - c->claim));
    }
    return demand;
}

static inline double judge_claims(const struct random_table *table, const bool *converts, double proceeds,
                                  double *payout)
{
    double left = proceeds;
    bool paid[RANDOM_CLASSES] = {false};
    for (size_t i = 0; i < table->count; i++) {
        payout[i] = 0;
        paid[i] = table->classes[i].kind != CLASS_PREFERRED || converts[i];
    }
    for (;;) {
        size_t top = table->count;
        for (size_t i = 0; i < table->count; i++)
            if (!paid[i] && (top == table->count || table->classes[i].seniority > table->classes[top].seniority))
                top = i;
        if (top == table->count)
            return left;
        double level = 0, due[RANDOM_CLASSES] = {0};
        for (size_t i = 0; i < table->count; i++) {
            const struct waterfall_class *c = &table->classes[i];
            if (paid[i] || c->seniority < table->classes[top].seniority)
                continue;
            due[i] = c->participating ? fmin(c->claim, c->cap_total) : c->claim;
            level += due[i];
            paid[i] = true;
        }
        double part = level > left ? left / level : 1;
        for (size_t i = 0; i < table->count; i++)
            payout[i] += due[i] * part;
        left = fmax(0, left - level);
    }
}

static inline void judge_payout(const struct random_table *table, const bool *converts, double proceeds, double *payout)
{
    double left = judge_claims(table, converts, proceeds, payout), low = 0, high = 1e-6;
    while (judge_demand(table, converts, high) < left)
        high *= 2;
    for (double middle = high / 2; middle > low && middle < high; middle = low + (high - low) / 2) {
        if (judge_demand(table, converts, middle) < left)
            low = middle;
        else
            high = middle;
    }
    double price = left > 0 ? high : 0;
    for (size_t i = 0; i < table->count; i++) {
        const struct waterfall_class *c = &table->classes[i];
        if (c->kind == CLASS_OPTION)
            payout[i] += price > c->strike ? c->shares * (price - c->strike) : 0;
        else if (c->kind == CLASS_COMMON || converts[i])
            payout[i] += c->shares * price;
        else if (c->participating)
            payout[i] += fmin(c->shares * price, fmax(0, c->cap_total - c->claim));
    }
}

/* The most that any one class gains by switching its own choice. */
static inline double judge_best_gain(const struct random_table *table, const bool *converts, double proceeds)
{
    double payout[RANDOM_CLASSES], other[RANDOM_CLASSES], best = 0;
    bool switched[RANDOM_CLASSES];
    judge_payout(table, converts, proceeds, payout);
    memcpy(switched, converts, sizeof switched);
    for (size_t i = 0; i < table->count; i++) {
        if (table->classes[i].kind != CLASS_PREFERRED)
            continue;
        switched[i] = !converts[i];
        judge_payout(table, switched, proceeds, other);
        switched[i] = converts[i];
        best = fmax(best, other[i] - payout[i]);
    }
    return best;
}

static inline double solve_table(const struct random_table *table, double proceeds, double *payout, bool *converts)
{
    double price, paid = waterfall_solve(table->classes, table->count, proceeds, payout, converts, &price);
    assert_close(paid, proceeds, 1e-9 * proceeds);
    return price;
}

static inline void assert_same_payouts(const double *actual, const double *expected, size_t count, double tolerance)
{
    for (size_t i = 0; i < count; i++)
        assert_close(actual[i], expected[i], tolerance);
}

/* To the cent, and to 1e-9 of what is distributed where that is more than 10 million. */
static inline void check_equilibrium(const struct random_table *table, double proceeds)
{
    double payout[RANDOM_CLASSES], judged[RANDOM_CLASSES], tolerance = fmin(0.005, 1e-9 * (proceeds + 1));
    bool converts[RANDOM_CLASSES] = {false};
    tolerance = fmax(tolerance, 1e-13 * proceeds);
    solve_table(table, proceeds, payout, converts);
    for (size_t i = 0; i < table->count; i++)
        assert_true(payout[i] >= 0);
    judge_payout(table, converts, proceeds, judged);
    assert_same_payouts(payout, judged, table->count, tolerance);
    assert_true(judge_best_gain(table, converts, proceeds) <= tolerance);
}

static inline void check_invariance(const struct random_table *table, double proceeds, size_t which, double factor)
{
    double payout[RANDOM_CLASSES], again[RANDOM_CLASSES], tolerance = 1e-9 * (proceeds + 1);
    solve_table(table, proceeds, payout, NULL);

    struct random_table split = *table; /* in two pari passu parts, and one more class of nothing */
    struct waterfall_class *part = &split.classes[which], *rest = &split.classes[split.count++];
    *rest = *part;
    part->shares /= 2, part->claim /= 2, part->cap_total /= 2;
    rest->shares /= 2, rest->claim /= 2, rest->cap_total /= 2;
    split.classes[split.count] = *part;
    split.classes[split.count].shares = split.classes[split.count].claim = 0;
    split.classes[split.count++].cap_total = 0;
    solve_table(&split, proceeds, again, NULL);
    assert_close(again[split.count - 1], 0, 0);
    again[which] += again[split.count - 2];
    assert_same_payouts(again, payout, table->count, tolerance);

    struct random_table scaled = *table;
    for (size_t i = 0; i < scaled.count; i++) {
        scaled.classes[i].claim *= factor;
        scaled.classes[i].cap_total *= factor;
        scaled.classes[i].strike *= factor;
    }
    solve_table(&scaled, proceeds * factor, again, NULL);
    for (size_t i = 0; i < table->count; i++)
        assert_close(again[i] / factor, payout[i], tolerance);
}

/* The curves and the column kernels give what the scalar solution gives. */
static inline void check_columns(struct arena *arena, const struct random_table *table, const double *proceeds)
{
    struct waterfall_column *columns = arena_alloc(arena, table->count, sizeof *columns);
    double price[LANES], curved[LANES], payout[LANES], ahead[LANES], level[LANES];
    struct waterfall_terms terms[RANDOM_CLASSES];
    for (size_t i = 0; i < table->count; i++) {
        terms[i] = waterfall_terms_of(&table->classes[i]);
        for (size_t lane = 0; lane < LANES; lane++) {
            columns[i].shares[lane] = terms[i].shares;
            columns[i].claim[lane] = terms[i].claim;
            columns[i].cap[lane] = terms[i].cap;
            columns[i].strike[lane] = terms[i].strike;
        }
        columns[i].shape = waterfall_shape_of(&table->classes[i]);
        waterfall_column_prepare(&columns[i]);
    }
    waterfall_column_price(columns, table->count, proceeds, price);
    struct price_curve common = price_curve_of_common(arena, table->classes, table->count);
    assert_true(common.count <= 2 + 2 * table->count);
    price_curve_column(&common, proceeds, curved, LANES);
    for (size_t lane = 0; lane < LANES; lane++) {
        double expected = waterfall_price(table->classes, table->count, proceeds[lane]);
        double rounding = 1e-12 * proceeds[lane] / table->classes[0].shares;
        assert_close(price[lane], expected, 1e-9 * expected + rounding);
        assert_close(curved[lane], expected, 1e-9 * expected + rounding);
        assert_true(curved[lane] == price_curve_at(&common, proceeds[lane]));
    }
    for (size_t i = 0; i < table->count; i++) {
        struct price_curve own = price_curve_of_class(arena, table->classes, table->count, i);
        assert_true(own.count <= 4 + 2 * table->count);
        price_curve_column(&own, proceeds, curved, LANES);
        struct waterfall_level around = waterfall_level_of(table->classes, table->count, i);
        for (size_t lane = 0; lane < LANES; lane++)
            ahead[lane] = around.ahead, level[lane] = around.level;
        waterfall_column_payout(&columns[i], ahead, level, proceeds, price, payout);
        for (size_t lane = 0; lane < LANES; lane++) {
            double expected[RANDOM_CLASSES];
            waterfall_solve(table->classes, table->count, proceeds[lane], expected, NULL, NULL);
            assert_close(curved[lane], expected[i], 1e-9 * (proceeds[lane] + 1));
            assert_close(payout[lane], expected[i], 1e-9 * (proceeds[lane] + 1));
        }
    }
}

/* Every set of choices from which no class gains by switching pays the same. */
static inline void check_uniqueness(const struct random_table *table, double proceeds)
{
    double payout[RANDOM_CLASSES], other[RANDOM_CLASSES];
    size_t preferred[RANDOM_CLASSES], count = 0, equilibria = 0;
    solve_table(table, proceeds, payout, NULL);
    for (size_t i = 0; i < table->count; i++)
        if (table->classes[i].kind == CLASS_PREFERRED)
            preferred[count++] = i;
    if (count > 6)
        return; /* the others are judged by switching single classes */
    for (unsigned set = 0; set < 1u << count; set++) {
        bool converts[RANDOM_CLASSES] = {false};
        for (size_t i = 0; i < count; i++)
            converts[preferred[i]] = set >> i & 1;
        if (judge_best_gain(table, converts, proceeds) > 1e-10 * proceeds)
            continue;
        equilibria++;
        judge_payout(table, converts, proceeds, other);
        assert_same_payouts(other, payout, table->count, 1e-8 * (proceeds + 1));
    }
    assert_true(equilibria > 0);
}

#endif
