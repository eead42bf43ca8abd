/* Stochastic dominance of made samples whose order is known. */
#include "sim/dominance.h"
#include "tests/sim/made_sample.h"
#include "tests/support/assert_close.h"

enum { REPLICATES = 16, POINTS = 4096 };

/* The columns a and b of a path, from a uniform and a normal number that they share, and a normal of b alone. */
struct pair {
    void (*make)(double u, double z, double own, double *a, double *b);
    int first, second;
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
    *b = 200 * z + 20; /* the same mean, twice the spread */
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

static struct dominance judged(const struct pair *pair, bool independent)
{
    struct arena *arena = arena_create();
    static const double shift[2] = {0, 0};
    const struct tally_layout layout = {.columns = 2, .shift = shift};
    const struct tally *unit[REPLICATES];
    uint64_t state = 88172645463325252;
    size_t units = independent ? 1 : REPLICATES;
    for (size_t r = 0; r < units; r++) {
        struct tally *tally = tally_create(arena, &layout);
        for (size_t i = 0; i < POINTS * REPLICATES / units; i++) {
            double column[2], u = made_uniform(&state), z = made_normal(&state), own = made_normal(&state);
            pair->make(u, z, own, &column[0], &column[1]);
            tally_add_path(tally, column, -1, NULL);
        }
        unit[r] = tally;
    }
    struct sample sample = sample_of(arena, unit, units, independent, NULL, 0.95);
    struct dominance forth = dominance_of(&sample, 0, 1), back = dominance_of(&sample, 1, 0);
    assert_int_equal(forth.first, -back.first);
    assert_int_equal(forth.second, -back.second);
    arena_destroy(arena);
    return forth;
}

static void knows_the_order(void **state)
{
    (void)state;
    static const struct pair pairs[] = {{shifted, 1, 1, false}, {shifted_apart, -1, -1, false},  {same_law, 0, 0, true},
                                        {spread, 0, 1, false},  {spread_with_more, 0, 0, false}, {lottery, 1, 1, false},
                                        {prize, 0, 0, false}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        for (int independent = 0; independent < 2; independent++) {
            if (independent && i == 0)
                continue; /* 5 in 100: hidden in the error where the pairing is not known */
            struct dominance dominance = judged(&pairs[i], independent);
            if (dominance.first != pairs[i].first || dominance.second != pairs[i].second ||
                dominance.alike != pairs[i].alike)
                fail_msg("pair %zu, independent %d: first %d, second %d, alike %d", i, independent, dominance.first,
                         dominance.second, dominance.alike);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(knows_the_order)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
