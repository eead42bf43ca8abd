/* Sobol' indices of the Ishigami function and of Sobol's g function against their exact values, within 4.5 standard
 * errors, for every sampler; and the interval's coverage. */
#include "sim/sobol_index.h"

#include "sim/sampler.h"
#include "tests/support/assert_close.h"

#include <stdio.h>

enum { INPUTS_MAX = 8, UNITS = 16 };

struct function {
    size_t inputs;
    double (*value)(const double *u);
};

static double ishigami(const double *u)
{
    const double pi = 3.14159265358979323846;
    double x[3];
    for (int i = 0; i < 3; i++)
        x[i] = pi * (2 * u[i] - 1);
    return sin(x[0]) + 7 * sin(x[1]) * sin(x[1]) + 0.1 * x[2] * x[2] * x[2] * x[2] * sin(x[0]);
}

static double sobol_g(const double *u)
{
    static const double a[] = {0, 1, 4.5, 9, 99, 99, 99, 99};
    double g = 1;
    for (int i = 0; i < 8; i++)
        g *= (fabs(4 * u[i] - 2) + a[i]) / (1 + a[i]);
    return g;
}

struct sums {
    struct sobol_base base[UNITS];
    struct sobol_change change[INPUTS_MAX][UNITS];
};

static void add_point(const struct function *f, struct sums *sums, size_t unit, const double *a, const double *b)
{
    double ya = f->value(a), yb = f->value(b), mixed[INPUTS_MAX];
    struct sobol_base *base = &sums->base[unit];
    base->paths += 1;
    base->value += ya;
    base->square += ya * ya;
    base->copy_value += yb;
    base->copy_square += yb * yb;
    for (size_t k = 0; k < f->inputs; k++) {
        for (size_t i = 0; i < f->inputs; i++)
            mixed[i] = i == k ? b[i] : a[i];
        double change = f->value(mixed) - ya;
        struct sobol_change *total = &sums->change[k][unit];
        total->change += change;
        total->change_square += change * change;
        total->change_by_value += change * ya;
        total->change_by_copy += change * yb;
    }
}

/* Draws 0 .. d-1 are the first set, d .. 2d-1 the second. */
static void run(struct arena *arena, const struct function *f, const char *sampler, uint64_t seed, uint64_t points,
                struct sums *sums)
{
    struct draws draws = {0};
    char name[32];
    for (size_t k = 0; k < 2 * f->inputs; k++) {
        snprintf(name, sizeof name, "x%zu", k);
        draws_add(arena, &draws, name, (int)k);
    }
    struct sampling sampling = {sampler_named(sampler), seed, UNITS, points, NULL};
    struct stream stream = stream_create(arena, &sampling, &draws);
    double(*u)[LANES] = arena_alloc(arena, draws.count, sizeof *u);
    for (size_t r = 0; r < UNITS; r++) {
        stream_seat(&stream, &sampling, r);
        for (uint64_t point = 0; point < points; point += LANES) {
            sampling.sampler->fill[0](&stream, point, u);
            for (size_t lane = 0; lane < LANES; lane++) {
                double a[INPUTS_MAX], b[INPUTS_MAX];
                for (size_t k = 0; k < f->inputs; k++) {
                    a[k] = u[k][lane];
                    b[k] = u[f->inputs + k][lane];
                }
                add_point(f, sums, r, a, b);
            }
        }
    }
}

static void check(const struct figure *figure, double exact)
{
    assert_close(figure->estimate, exact, 4.5 * figure->std_error + 1e-12);
    assert_true(figure->ci_low <= figure->estimate && figure->estimate <= figure->ci_high);
    assert_true(figure->ci_low >= 0);
}

static const char *const samplers[] = {"sobol", "lhs", "antithetic"};

static void test_ishigami(void **state)
{
    static const double first[] = {0.313905191148, 0.44241114479, 0},
                        total[] = {0.55758885521, 0.44241114479, 0.243683664062};
    const struct function f = {3, ishigami};
    (void)state;
    for (size_t s = 0; s < 3; s++) {
        struct arena *arena = arena_create();
        struct sums *sums = arena_alloc(arena, 1, sizeof *sums);
        run(arena, &f, samplers[s], 7, 4096, sums);
        for (size_t k = 0; k < 3; k++) {
            struct sobol_index index = sobol_index_of(sums->base, sums->change[k], UNITS, 0.95);
            check(&index.first, first[k]);
            check(&index.total, total[k]);
            assert_true(index.total.std_error < 0.02);
        }
        arena_destroy(arena);
    }
}

static void test_g(void **state)
{
    static const double first[] = {0.716192168879, 0.17904804222, 0.023675774178, 0.007161921689,
                                   7.16192e-05,    7.16192e-05,   7.16192e-05,    7.16192e-05};
    static const double total[] = {0.787144126659, 0.242198192818, 0.034316910155, 0.010460387065,
                                   0.000104949,    0.000104949,    0.000104949,    0.000104949};
    const struct function f = {8, sobol_g};
    (void)state;
    struct arena *arena = arena_create();
    struct sums *sums = arena_alloc(arena, 1, sizeof *sums);
    run(arena, &f, "sobol", 3, 8192, sums);
    for (size_t k = 0; k < 8; k++) {
        struct sobol_index index = sobol_index_of(sums->base, sums->change[k], UNITS, 0.95);
        check(&index.first, first[k]);
        check(&index.total, total[k]);
    }
    arena_destroy(arena);
}

/* 95% intervals of x1's indices over 200 seeds: more than 89% cover (the binomial 0.001 quantile is 179 of 200). */
static void test_coverage(void **state)
{
    const struct function f = {3, ishigami};
    int covers_first = 0, covers_total = 0;
    (void)state;
    for (uint64_t seed = 0; seed < 200; seed++) {
        struct arena *arena = arena_create();
        struct sums *sums = arena_alloc(arena, 1, sizeof *sums);
        run(arena, &f, "sobol", seed, 256, sums);
        struct sobol_index index = sobol_index_of(sums->base, sums->change[0], UNITS, 0.95);
        covers_first += index.first.ci_low <= 0.313905191148 && 0.313905191148 <= index.first.ci_high;
        covers_total += index.total.ci_low <= 0.55758885521 && 0.55758885521 <= index.total.ci_high;
        arena_destroy(arena);
    }
    assert_true(covers_first >= 179);
    assert_true(covers_total >= 179);
}

static void test_constant(void **state)
{
    (void)state;
    struct sobol_base base[UNITS];
    struct sobol_change change[UNITS] = {{0, 0, 0, 0}};
    for (size_t r = 0; r < UNITS; r++)
        base[r] = (struct sobol_base){100, 300, 900, 300, 900};
    struct sobol_index index = sobol_index_of(base, change, UNITS, 0.95);
    assert_true(isnan(index.first.estimate) && isnan(index.total.estimate));
    assert_string_equal(index.first.status, "does not vary");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ishigami),
        cmocka_unit_test(test_g),
        cmocka_unit_test(test_coverage),
        cmocka_unit_test(test_constant),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
