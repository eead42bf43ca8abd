/* The epistemic part of outer estimates is found whatever the inner error. The case: outer sd 0.587164, and raw sds of
 * 1.04847, 0.64824, 0.59355 with 10, 100, 1000 inner paths. */
#include "sim/credible_band.h"

#include "sim/numeric.h"
#include "sim/threefry.h"
#include "tests/support/assert_close.h"

enum { COUNT = 20000 };

static double normal(uint64_t word)
{
    return numeric_normal_inverse(((double)(word >> 12) + 0.5) / 4503599627370496.0);
}

static void test_shrinking(void **state)
{
    static const double raw_sd[] = {1.04847, 0.64824, 0.59355},
                        inner_sd = 2.74685; /* of one path, from the first of them */
    static const double inner_paths[] = {10, 100, 1000};
    const struct threefry_key key = threefry_key(1, 2, 3, 4);
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct arena *arena = arena_create();
        double *estimate = arena_alloc(arena, COUNT, sizeof *estimate),
               *error = arena_alloc(arena, COUNT, sizeof *error);
        for (size_t k = 0; k < COUNT; k++) {
            uint64_t word[4] = {k, i, 0, 0};
            threefry4x64(&key, word);
            error[k] = inner_sd / sqrt(inner_paths[i]);
            estimate[k] = 8.6 + 0.587164 * normal(word[0]) + error[k] * normal(word[1]);
        }
        struct credible_band band = credible_band_of(arena, estimate, error, COUNT, 0.95);
        double error_of_sd = raw_sd[i] / sqrt(2.0 * COUNT);
        assert_close(band.raw_sd, raw_sd[i], 4.5 * error_of_sd);
        assert_close(band.epistemic_sd, 0.587164, 4.5 * error_of_sd * raw_sd[i] / 0.587164);
        assert_close(band.monte_carlo_error, error[0], 1e-12);
        assert_close(band.mean, 8.6, 4.5 * raw_sd[i] / sqrt(COUNT));
        assert_close(band.low, 8.6 - 1.959964 * 0.587164, 0.06);
        assert_close(band.high, 8.6 + 1.959964 * 0.587164, 0.06);
        arena_destroy(arena);
    }
}

static void test_edges(void **state)
{
    static const double same[] = {3, 3, 3}, noise[] = {1, 2, 3}, none[] = {0, NAN, 0}, large[] = {5, 5, 5};
    struct arena *arena = arena_create();
    (void)state;
    struct credible_band band = credible_band_of(arena, same, none, 3, 0.95);
    assert_close(band.epistemic_sd, 0, 0);
    assert_close(band.high - band.low, 0, 0);
    band = credible_band_of(arena, noise, large, 3, 0.95); /* nothing but Monte Carlo */
    assert_close(band.epistemic_sd, 0, 0);
    assert_close(band.low, 2, 0);
    assert_close(band.high, 2, 0);
    band = credible_band_of(arena, noise, none, 3, 0.95);
    assert_close(band.low, 1, 0);
    assert_close(band.high, 3, 0);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_shrinking), cmocka_unit_test(test_edges)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
