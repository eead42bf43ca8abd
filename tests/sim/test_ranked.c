/* Ranks and counts of numbers dealt into buckets, against a full sort. */
#include "sim/ranked.h"
#include "tests/sim/made_sample.h"
#include "tests/support/assert_close.h"

enum { MOST = 3000 };

static double normal(uint64_t *seed, size_t i)
{
    (void)i;
    return 1e5 * made_normal(seed);
}

static double heavy(uint64_t *seed, size_t i)
{
    (void)i;
    return 1 / (made_uniform(seed) * made_uniform(seed) * made_uniform(seed));
}

static double mostly_zero(uint64_t *seed, size_t i)
{
    (void)i;
    return made_uniform(seed) < 0.7 ? 0 : 1e6 * made_normal(seed);
}

static double two_atoms(uint64_t *seed, size_t i)
{
    (void)i;
    return made_uniform(seed) < 0.001 ? -7 : made_uniform(seed) < 0.5 ? 3 : made_uniform(seed);
}

static double constant(uint64_t *seed, size_t i)
{
    (void)seed;
    (void)i;
    return -2.5;
}

/* All of the probes are alike, and nothing else is. */
static double rare(uint64_t *seed, size_t i)
{
    return i % (MOST / 64) == 0 ? 1 : made_uniform(seed) < 0.5 ? -1e300 * made_uniform(seed) / 1e151 : 1e-300;
}

static double falling(uint64_t *seed, size_t i)
{
    (void)seed;
    return -(double)i;
}

static double (*const kinds[])(uint64_t *seed, size_t i) = {normal,   heavy, mostly_zero, two_atoms,
                                                            constant, rare,  falling};

static void check(struct arena *arena, const double *value, size_t count)
{
    double *sorted = arena_alloc(arena, count, sizeof *sorted);
    memcpy(sorted, value, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, made_order);
    struct ranked *ranked = ranked_create(arena, value, NULL, count), *whole = ranked_create(arena, value, NULL, count);
    for (size_t k = 0; k < count; k++) {
        size_t rank = (k * 1009) % count; /* in no order */
        assert_close(ranked_value(ranked, rank + 1), sorted[rank], 0);
    }
    for (size_t k = 0; k < count; k += 7) {
        size_t below = 0, until;
        while (below < count && sorted[below] < sorted[k])
            below++;
        for (until = below; until < count && sorted[until] <= sorted[k]; until++) {
        }
        assert_int_equal(ranked_below(ranked, sorted[k], false), below);
        assert_int_equal(ranked_below(ranked, sorted[k], true), until);
    }
    assert_int_equal(ranked_below(ranked, -1e300, true), 0);
    assert_int_equal(ranked_below(ranked, 1e300, false), count);
    assert_memory_equal(ranked_all(whole).value, sorted, count * sizeof *sorted);
}

static void ranks_are_those_of_a_sort(void **state)
{
    static const size_t counts[] = {1, 2, 3, 64, 65, 500, MOST};
    static double value[MOST];
    (void)state;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        for (size_t n = 0; n < sizeof counts / sizeof *counts; n++) {
            struct arena *arena = arena_create();
            uint64_t seed = 11 + k;
            for (size_t i = 0; i < counts[n]; i++)
                value[i] = kinds[k](&seed, i);
            check(arena, value, counts[n]);
            arena_destroy(arena);
        }
}

static void nothing_has_no_ranks(void **state)
{
    struct arena *arena = arena_create();
    (void)state;
    assert_int_equal(ranked_below(ranked_create(arena, NULL, NULL, 0), 1, true), 0);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranks_are_those_of_a_sort),
        cmocka_unit_test(nothing_has_no_ranks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
