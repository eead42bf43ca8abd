/* Streams of neighbouring seeds, of names that differ in a letter and of neighbouring replicates have nothing to do
 * with each other: the correlation of the uniforms, and of their distances from the middle, is within 4.5 standard
 * errors of none. */
#include "tests/sim/uniform_table.h"
#include "tests/support/test_arena.h"

#include <math.h>
#include <stdlib.h>

enum { POINTS = 1 << 14, SEEDS = 24, NAMES = 6, STARTS = 4096 };
static const double errors_max = 4.5;
static size_t pairs;

static double shape(double u, int power)
{
    double centred = sqrt(12) * (u - 0.5); /* variance 1 */
    return power == 1 ? centred : (centred * centred - 1) * sqrt(1.25);
}

static void assert_independent(const double *a, const double *b, size_t count, const char *what)
{
    for (int power = 1; power <= 2; power++) {
        double sum = 0;
        for (size_t i = 0; i < count; i++)
            sum += shape(a[i], power) * shape(b[i], power);
        pairs++;
        if (!(fabs(sum) <= errors_max * sqrt((double)count)))
            fail_msg("%s: %.2f standard errors", what, sum / sqrt((double)count));
    }
}

static struct draws draws_of_near_names(void)
{
    static const char *const names[NAMES] = {"stay", "stby", "stay ", "exits.0", "exits.1", "exits.10"};
    struct draws draws = {0};
    for (size_t i = 0; i < NAMES; i++)
        draws_add(arena, &draws, names[i], (int)i);
    return draws;
}

static void streams_of_independent_paths(void **state)
{
    (void)state;
    struct draws draws = draws_of_near_names();
    const double *before = NULL;
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        struct sampling sampling = uniform_table_sampling("mc", seed, POINTS);
        const double *u = uniform_table(arena, &draws, &sampling, 0);
        for (size_t a = 0; a < NAMES; a++) {
            for (size_t b = 0; b < a; b++)
                assert_independent(u + a * POINTS, u + b * POINTS, POINTS, "names");
            for (size_t b = 0; before && b < NAMES; b++)
                assert_independent(u + a * POINTS, before + b * POINTS, POINTS, "seeds");
            assert_independent(u + a * POINTS, u + a * POINTS + 1, POINTS - 1, "paths");
        }
        before = u;
    }
}

/* Scrambled points are even within a replicate; it is where each replicate begins that must be independent. */
static void starts_of_replicates(const char *sampler)
{
    struct draws draws = draws_of_near_names();
    static double start[2][NAMES][STARTS];
    for (uint64_t seed = 0; seed < 2; seed++) {
        struct sampling sampling = uniform_table_sampling(sampler, seed, LANES);
        for (uint64_t replicate = 0; replicate < STARTS; replicate++) {
            struct arena *of_one = arena_create();
            const double *u = uniform_table(of_one, &draws, &sampling, replicate);
            for (size_t a = 0; a < NAMES; a++)
                start[seed][a][replicate] = u[a * LANES];
            arena_destroy(of_one);
        }
    }
    for (size_t a = 0; a < NAMES; a++) {
        for (size_t b = 0; b < NAMES; b++) {
            assert_independent(start[0][a], start[1][b], STARTS, "seeds of replicates");
            if (b < a)
                assert_independent(start[0][a], start[0][b], STARTS, "names of replicates");
        }
        assert_independent(start[0][a], start[0][a] + 1, STARTS - 1, "replicates");
    }
}

static void streams_of_replicates(void **state)
{
    (void)state;
    starts_of_replicates("sobol");
    starts_of_replicates("lhs");
    starts_of_replicates("antithetic");
    print_message("%zu correlations, none beyond 4.5 standard errors\n", pairs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(streams_of_independent_paths),
                                       cmocka_unit_test(streams_of_replicates)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
