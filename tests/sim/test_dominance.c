/* Stochastic dominance of made samples whose order is known. */
#include "sim/dominance.h"
#include "tests/sim/made_sample.h"
#include "tests/support/assert_close.h"

enum { REPLICATES = 16, POINTS = 4096 };

/* The columns a and b of a path, from a uniform and a normal number that they share, and a normal of b alone. */
struct pair {
    void (*make)(double u, double z, double own, double *a, double *b);
    int first, second; /* 2: not resolved */
    bool alike;
};

static void shifted(double u, double z, double own, double *a, double *b)
{
    (void)u, (void)own;
    *a = 100 * z + 5;
    *b = 100 * z;
}

static void shifted_apart(double u, double z, double own, double *a, double *b)
{
    (void)u;
    *a = 100 * z;
    *b = 100 * own + 50;
}

static void same_law(double u, double z, double own, double *a, double *b)
{
    (void)u;
    *a = 100 * z;
    *b = 100 * own;
}

static void spread(double u, double z, double own, double *a, double *b)
{
    (void)u, (void)own;
    *a = 100 * z + 20;
    *b = 200 * z + 20; /* the same mean, twice the spread: no number of paths tells that it is not a little more */
}

static void less_spread_and_more(double u, double z, double own, double *a, double *b)
{
    (void)u, (void)own;
    *a = 100 * z + 30;
    *b = 200 * z + 20;
}

static void spread_with_more(double u, double z, double own, double *a, double *b)
{
    (void)u, (void)own;
    *a = 100 * z;
    *b = 200 * z + 60; /* more on average, and riskier */
}

static void lottery(double u, double z, double own, double *a, double *b)
{
    (void)z, (void)own;
    *a = u < 0.3 ? 0 : 100; /* atoms: b gives up nothing and has twice as often nothing */
    *b = u < 0.6 ? 0 : 100;
}

static void prize(double u, double z, double own, double *a, double *b)
{
    (void)z, (void)own;
    *a = u < 0.3 ? -125000 : 477000;
    *b = u < 0.3 ? -162500 : 1041500;
}

static size_t losses;

/* Once in 20,000 a loses twice as much as b ever does: no path of some seeds, and a few of others. */
static void better_but_for_a_rare_loss(double u, double z, double own, double *a, double *b)
{
    (void)own;
    *b = 100 * z;
    *a = u < 5e-5 ? -1000 : 100 * z + 1;
    losses += u < 5e-5;
}

static void nothing_between(double u, double z, double own, double *a, double *b)
{
    (void)u, (void)own;
    *a = *b = 100 * z;
}

/* 1, -1, 0, or 2 where it is not resolved, and then a number of paths is more than there were. */
static int order_in(const struct dominance_order *order)
{
    bool more = order->paths > POINTS * REPLICATES;
    assert_true(order->resolved || more);
    return order->resolved ? order->over : 2;
}

static struct dominance judged(const struct pair *pair, bool independent, uint64_t state)
{
    struct arena *arena = arena_create();
    static const double shift[4] = {0, 0, 0, 0};
    const struct tally_layout layout = {.columns = 4, .shift = shift};
    const struct tally *unit[REPLICATES];
    size_t units = independent ? 1 : REPLICATES;
    for (size_t r = 0; r < units; r++) {
        struct tally *tally = tally_create(arena, &layout);
        for (size_t i = 0; i < POINTS * REPLICATES / units; i++) {
            double column[4], u = made_uniform(&state), z = made_normal(&state), own = made_normal(&state);
            pair->make(u, z, own, &column[0], &column[1]);
            column[2] = column[0] - column[1];
            column[3] = -column[2];
            tally_add_path(tally, column, -1, NULL);
        }
        unit[r] = tally;
    }
    struct sample sample = sample_of(arena, unit, units, independent, NULL, 0.95);
    struct dominance forth = dominance_of(&sample, 0, 1, 2), back = dominance_of(&sample, 1, 0, 3);
    assert_int_equal(forth.first.over, -back.first.over);
    assert_int_equal(forth.second.over, -back.second.over);
    assert_int_equal(forth.first.resolved, back.first.resolved);
    assert_int_equal(forth.second.resolved, back.second.resolved);
    arena_destroy(arena);
    return forth;
}

static void knows_the_order(void **state)
{
    (void)state;
    static const struct pair pairs[] = {{shifted, 1, 1, false},
                                        {shifted_apart, -1, -1, false},
                                        {same_law, 2, 2, true},
                                        {spread, 0, 2, false},
                                        {less_spread_and_more, 0, 1, false},
                                        {spread_with_more, 0, 0, false},
                                        {lottery, 1, 1, false},
                                        {prize, 0, 0, false},
                                        {nothing_between, 0, 0, true}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        for (int independent = 0; independent < 2; independent++) {
            if (independent && i == 0)
                continue; /* 5 in 100: hidden in the error where the pairing is not known */
            struct dominance dominance = judged(&pairs[i], independent, 88172645463325252);
            if (order_in(&dominance.first) != pairs[i].first || order_in(&dominance.second) != pairs[i].second ||
                dominance.alike != pairs[i].alike || dominance.same != (pairs[i].make == nothing_between))
                fail_msg("pair %zu, independent %d: first %d, second %d, alike %d", i, independent,
                         order_in(&dominance.first), order_in(&dominance.second), dominance.alike);
        }
}

/* The loss is of three paths in a sample on average: far within the error, but enough to leave it open. Of the seeds
 * without one (5 in 100) it may be asserted: the rarest futures are left out, and it is said. */
static void a_path_that_speaks_against_it(void **state)
{
    size_t without = 0;
    static const struct pair pair = {better_but_for_a_rare_loss, 0, 0, false};
    (void)state;
    for (uint64_t seed = 1; seed <= 40; seed++) {
        losses = 0;
        struct dominance dominance = judged(&pair, false, seed * 88172645463325252);
        without += losses == 0;
        assert_int_equal(dominance.first.over, losses == 0);
        assert_int_equal(dominance.first.resolved, losses == 0);
        assert_int_equal(dominance.second.over, losses == 0);
    }
    assert_true(without <= 6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(knows_the_order),
                                       cmocka_unit_test(a_path_that_speaks_against_it)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
