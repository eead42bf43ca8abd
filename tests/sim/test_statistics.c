#include "sim/statistics.h"
#include "tests/sim/made_sample.h"
#include "tests/support/state_arena.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>

enum { MANY = 1000000 };

static double *values; /* MANY of them, filled anew by each test */

#define assert_figure(actual, truth, errors)                                                                           \
    do {                                                                                                               \
        struct figure assert_figure_of = (actual);                                                                     \
        assert_string_equal(assert_figure_of.status, "ok");                                                            \
        assert_true(assert_figure_of.std_error > 0);                                                                   \
        assert_close(assert_figure_of.estimate, truth, (errors)*assert_figure_of.std_error);                           \
    } while (0)

/* --- published values -------------------------------------------------------------------------------------------- */

static void cvar_splits_an_atom(void **state)
{
    const double five[] = {0, 1, 2, 3, 4};
    struct sample s = made_sample(*state, five, 5, 1, 0.95);
    assert_close(sample_cvar(&s, 0, -0.25).estimate, 3.8, 1e-12);
    assert_close(sample_cvar(&s, 0, 0.25).estimate, 0.2, 1e-12);
    assert_close(sample_cvar(&s, 0, 1).estimate, 2, 1e-12);
    assert_close(sample_quantile(&s, 0, 0.75).estimate, 3, 0);
    assert_close(sample_quantile(&s, 0, 0.6).estimate, 2, 0);
    assert_close(sample_sd(&s, 0).estimate, sqrt(2.5), 1e-15);
}

static void wildcatter(void **state)
{
    for (size_t i = 0; i < 1000; i++)
        values[i] = i % 10 < 5 ? -70 : i % 10 < 8 ? 50 : 200;
    struct sample s = made_sample(*state, values, 1000, 1, 0.95);
    assert_close(sample_mean(&s, 0).estimate, 20, 1e-12);
    struct figure evpi = sample_evpi(&s, 0);
    assert_close(evpi.estimate, 35, 1e-12);
    assert_close(evpi.std_error, 35 / sqrt(1000), 1e-9);
    for (size_t i = 0; i < 1000; i++)
        values[i] -= 30; /* now not drilling is best */
    s = made_sample(*state, values, 1000, 1, 0.95);
    assert_close(sample_evpi(&s, 0).estimate, 0.3 * 20 + 0.2 * 170, 1e-12);
}

/* IPO .35 U(8,12), .30 U(6,8), .25 U(5,7), .10 at 15 ($B), equity to zero .30, 0.01%, foregone U(100,150) thousand. */
static void seed_tree(uint64_t *seed, double *equity, double *foregone)
{
    double exit = made_uniform(seed), u = made_uniform(seed);
    double billions = exit < 0.35 ? 8 + 4 * u : exit < 0.65 ? 6 + 2 * u : exit < 0.9 ? 5 + 2 * u : 15;
    *equity = made_uniform(seed) < 0.3 ? 0 : billions * 1e9 * 1e-4;
    *foregone = 1e5 + 5e4 * made_uniform(seed);
}

static void exact_seed_tree(void **state)
{
    uint64_t seed = 2024;
    for (size_t i = 0; i < MANY; i++) {
        double equity, foregone;
        seed_tree(&seed, &equity, &foregone);
        values[i] = equity - foregone;
    }
    struct sample s = made_sample(*state, values, MANY, 1, 0.95);
    assert_figure(sample_mean(&s, 0), 477000, 4);
    assert_figure(sample_sd(&s, 0), 459079.8769, 4);
    assert_figure(sample_variance(&s, 0), 459079.8769 * 459079.8769, 4);
    assert_figure(sample_p_positive(&s, 0), 0.7, 4);
    assert_figure(sample_p_above(&s, 0, 500000), 0.564375, 4);
    assert_figure(sample_p_above(&s, 0, 1000000), 0.1159375, 4);
    assert_figure(sample_p_below(&s, 0, 1000000), 1 - 0.1159375, 4);
    static const double quantile[][2] = {{0.05, -141666.67}, {0.25, -108333.33}, {0.5, 533441.56},
                                         {0.75, 781122.45},  {0.9, 1026020.41},  {0.95, 1364285.71}};
    for (size_t i = 0; i < sizeof quantile / sizeof *quantile; i++)
        assert_figure(sample_quantile(&s, 0, quantile[i][0]), quantile[i][1], 4);
    assert_figure(sample_cvar(&s, 0, -0.05), 1382142.857, 4);
    assert_figure(sample_cvar(&s, 0, 0.05), -145833.33, 4);
    assert_figure(sample_evpi(&s, 0), 37500, 4);
}

static void paired_offers(void **state)
{
    enum { REPLICATES = 16, POINTS = MANY / REPLICATES };
    struct arena *arena = *state;
    double *a = arena_alloc(arena, MANY, sizeof *a), *b = arena_alloc(arena, MANY, sizeof *b);
    uint64_t seed = 99;
    for (size_t i = 0; i < MANY; i++) {
        double equity, foregone;
        seed_tree(&seed, &equity, &foregone);
        a[i] = equity - foregone;
        b[i] = 2 * equity - 1.3 * foregone;
        values[i] = b[i] - a[i];
    }
    const double shift[3] = {a[0], b[0], values[0]};
    const struct tally_layout layout = {.columns = 3, .shift = shift};
    struct tile *tile = tile_create(arena, &layout);
    const struct tally *unit[REPLICATES];
    for (size_t r = 0; r < REPLICATES; r++) {
        const double *columns[3] = {a + r * POINTS, b + r * POINTS, values + r * POINTS};
        struct tally *tally = tally_create(arena, &layout);
        made_fill(tally, tile, &tally_kernels_baseline, columns, NULL, NULL, POINTS);
        unit[r] = tally;
    }
    for (int independent = 0; independent < 2; independent++) {
        struct sample s = sample_of(arena, unit, REPLICATES, false, NULL, 0.95);
        struct sample one = sample_of(arena, &s.pooled, 1, true, NULL, 0.95);
        const struct sample *used = independent ? &one : &s;
        assert_figure(sample_mean(used, 1), 1041500, 4);
        assert_figure(sample_mean(used, 2), 564500, 4);
        assert_figure(sample_sd(used, 2), 458873.349, 4);
        struct figure rho = sample_correlation(used, 1, 0, 2), factor = sample_variance_reduction(used, 1, 0, 2);
        assert_close(rho.estimate, 0.9999395, 2e-7);
        assert_close(factor.estimate, 5.002216, 0.002);
        assert_string_equal(figure_note(&rho), independent ? "conservative" : "");
        assert_true(rho.ci_low < 0.9999395 && rho.ci_high > 0.9999395);
        assert_true(factor.ci_low < 5.002216 && factor.ci_high > 5.002216);
        struct figure better = sample_p_better(used, 2);
        assert_figure(better, 0.7, 4);
    }
}

/* --- against a full sort ----------------------------------------------------------------------------------------- */

enum shape { NORMAL, LOGNORMAL, UNIFORM, MIXED, DISCRETE, SHAPES };

static double draw(enum shape shape, double u, double v)
{
    static const double atoms[] = {-12.5, 0, 3.7, 3.75, 149999.99, 1e6 / 3};
    switch (shape) {
    case NORMAL:
        return -165000 + 283000 * gsl_cdf_ugaussian_Pinv(u);
    case LOGNORMAL:
        return exp(12 + gsl_cdf_ugaussian_Pinv(u));
    case UNIFORM:
        return 2e5 + 1e5 * u;
    case MIXED: /* atoms in the middle of bins, and a continuous part on both sides of them */
        return u < 0.2 ? 149999.99 : u < 0.3 ? 0 : 149950 + 100 * v;
    default:
        return atoms[(size_t)(u * 6)];
    }
}

static void draw_all(enum shape shape, uint64_t seed, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        double u = made_uniform(&seed), v = made_uniform(&seed);
        values[i] = draw(shape, u, v);
    }
}

static double sorted_cvar(const double *sorted, size_t n, double a)
{
    size_t whole = (size_t)(a * (double)n);
    double sum = 0;
    for (size_t i = 0; i < whole; i++)
        sum += sorted[i];
    return (sum + (a * (double)n - (double)whole) * sorted[whole]) / (a * (double)n);
}

static const double levels[] = {0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99};
enum { LEVELS = sizeof levels / sizeof *levels };

static double *sorted_copy(struct arena *arena)
{
    double *sorted = arena_alloc(arena, MANY, sizeof *sorted);
    memcpy(sorted, values, MANY * sizeof *sorted);
    qsort(sorted, MANY, sizeof *sorted, made_order);
    return sorted;
}

/* Random paths: how they happen to fall inside a bin is noise, and must be small beside the error printed. */
static void random_paths_against_a_full_sort(void **state)
{
    struct arena *arena = *state;
    for (int shape = 0; shape < SHAPES; shape++) {
        draw_all((enum shape)shape, 31 + (uint64_t)shape, MANY);
        double *sorted = sorted_copy(arena);
        struct sample s = made_sample(arena, values, MANY, 1, 0.95);
        double sd = sample_sd(&s, 0).estimate;
        for (size_t i = 0; i < LEVELS; i++) {
            size_t rank = (size_t)ceil(levels[i] * MANY - 1e-6);
            double truth = sorted[rank - 1];
            struct figure figure = sample_quantile(&s, 0, levels[i]);
            bool atom = sorted[rank - 2000] == sorted[rank + 2000];
            assert_close(figure.estimate, truth, atom ? 0 : fmax(2e-5 * sd, 0.3 * figure.std_error));
            assert_true(figure.ci_low <= truth && truth <= figure.ci_high);
            if (atom) {
                assert_close(figure.ci_low, truth, 0);
                assert_close(figure.ci_high, truth, 0);
                assert_close(figure.std_error, 0, 0);
            }
            assert_string_equal(figure_note(&figure), atom ? "atom" : "");
        }
        assert_close(sample_cvar(&s, 0, 0.05).estimate, sorted_cvar(sorted, MANY, 0.05), 2e-5 * sd);
        assert_close(sample_min(&s, 0).estimate, sorted[0], 0);
        assert_close(sample_max(&s, 0).estimate, sorted[MANY - 1], 0);
        assert_true(isnan(sample_min(&s, 0).ci_low) && isnan(sample_max(&s, 0).std_error));
        assert_string_equal(sample_min(&s, 0).method, "none");
    }
}

/* Evenly spread paths, as a Sobol' sequence gives them: then the histogram itself is all the error there is. */
static void even_paths_against_a_full_sort(void **state)
{
    struct arena *arena = *state;
    for (int shape = NORMAL; shape <= UNIFORM; shape++) {
        for (size_t i = 0; i < MANY; i++) /* 618033 shares no factor with MANY: every stratum once, in mixed order */
            values[i] = draw((enum shape)shape, ((double)(i * 618033 % MANY) + 0.5) / MANY, 0);
        double *sorted = sorted_copy(arena);
        struct sample s = made_sample(arena, values, MANY, 16, 0.95);
        double sd = sample_sd(&s, 0).estimate;
        for (size_t i = 0; i < LEVELS; i++)
            assert_close(sample_quantile(&s, 0, levels[i]).estimate, sorted[(size_t)ceil(levels[i] * MANY - 1e-6) - 1],
                         2e-5 * sd);
        assert_close(sample_cvar(&s, 0, 0.05).estimate, sorted_cvar(sorted, MANY, 0.05), 2e-6 * sd);
    }
}

static double root(double y, const void *context)
{
    (void)context;
    return sqrt(fabs(y));
}

static void expectations_and_shares_at_atoms(void **state)
{
    double sum = 0, at = 0;
    draw_all(DISCRETE, 8, MANY);
    for (size_t i = 0; i < MANY; i++) {
        sum += sqrt(fabs(values[i]));
        at += values[i] == 3.7;
    }
    struct sample s = made_sample(*state, values, MANY, 1, 0.95);
    struct figure mean_root = sample_expectation(&s, 0, root, NULL);
    assert_close(mean_root.estimate, sum / MANY, 1e-9);
    assert_true(mean_root.std_error > 0 && mean_root.std_error < 1);
    assert_close(sample_p_below(&s, 0, 3.7).estimate - sample_p_below(&s, 0, 3.6999999).estimate, at / MANY, 1e-12);
    assert_close(sample_p_below(&s, 0, 3.7).estimate + sample_p_above(&s, 0, 3.7).estimate, 1, 1e-12);
    double atom[SHAPES + 4];
    assert_int_equal(sample_atoms(&s, 0, 0.01, sizeof atom / sizeof *atom, atom), 6);
    assert_close(atom[2], 3.7, 0);
    assert_close(sample_p_zero(&s, 0).estimate, sample_cdf(&s, 0, 0) - sample_cdf(&s, 0, -1e-9), 1e-12);
}

/* --- edges ------------------------------------------------------------------------------------------------------- */

static void nothing_few_and_constant(void **state)
{
    struct arena *arena = *state;
    double shift = 0;
    struct tally_layout layout = {.columns = 1, .shift = &shift, .groups = 1, .group_columns = 1};
    struct tally *empty = tally_create(arena, &layout);
    struct sample s = sample_of(arena, (const struct tally *const[]){empty}, 1, true, NULL, 0.95);
    const struct figure none[] = {sample_mean(&s, 0),       sample_sd(&s, 0),          sample_quantile(&s, 0, 0.5),
                                  sample_cvar(&s, 0, 0.05), sample_p_zero(&s, 0),      sample_min(&s, 0),
                                  sample_evpi(&s, 0),       sample_group_share(&s, 0), sample_group_mean(&s, 0, 0)};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        assert_true(isnan(none[i].estimate) && isnan(none[i].ci_low));
        assert_string_equal(none[i].status, "no paths");
    }
    assert_true(isnan(sample_tails(&s, 0).k_high) && isnan(sample_cdf(&s, 0, 1)));
    const double one[] = {5};
    s = made_sample(arena, one, 1, 1, 0.95);
    assert_close(sample_mean(&s, 0).estimate, 5, 0);
    assert_string_equal(sample_mean(&s, 0).note, "too few paths");
    assert_close(sample_quantile(&s, 0, 0.05).estimate, 5, 0);
    assert_string_equal(sample_quantile(&s, 0, 0.05).note, "too few paths");
    for (size_t i = 0; i < 4096; i++)
        values[i] = 1e5 / 3;
    s = made_sample(arena, values, 4096, 16, 0.95);
    assert_close(sample_mean(&s, 0).estimate, 1e5 / 3, 0);
    assert_close(sample_sd(&s, 0).estimate, 0, 0);
    assert_string_equal(sample_quantile(&s, 0, 0.5).note, "atom");
    assert_close(sample_quantile(&s, 0, 0.5).ci_high, 1e5 / 3, 0);
    assert_string_equal(sample_cvar(&s, 0, 0.05).note, "atom");
    assert_close(sample_cvar(&s, 0, 0.05).estimate, 1e5 / 3, 1e-10);
}

static void quantile_bounds_may_be_missing(void **state)
{
    for (size_t i = 0; i < 100; i++)
        values[i] = (double)i + 0.5;
    struct sample s = made_sample(*state, values, 100, 1, 0.95);
    struct figure low = sample_quantile(&s, 0, 0.01), high = sample_quantile(&s, 0, 0.99);
    assert_close(low.estimate, 0.5, 0);
    assert_true(isnan(low.ci_low) && isnan(low.std_error) && low.ci_high > 0.5);
    assert_string_equal(low.note, "too few paths for a lower bound");
    assert_true(isnan(high.ci_high) && high.ci_low < 99);
    assert_string_equal(high.note, "too few paths for an upper bound");
}

/* Zero hits in every replicate are no proof of impossibility. */
static void replicates_that_agree(void **state)
{
    uint64_t seed = 4;
    for (size_t i = 0; i < 1 << 16; i++)
        values[i] = made_uniform(&seed) + 1;
    struct sample s = made_sample(*state, values, 1 << 16, 16, 0.95);
    struct figure never = sample_p_negative(&s, 0), always = sample_p_positive(&s, 0);
    assert_close(never.estimate, 0, 0);
    assert_close(never.ci_low, 0, 0);
    assert_close(never.ci_high, 3.68887945411394 / 65536, 1e-8);
    assert_close(always.estimate, 1, 0);
    assert_close(always.ci_low, 1 - never.ci_high, 1e-12);
    assert_string_equal(never.method, "clopper-pearson");
    assert_string_equal(sample_p_above(&s, 0, 1.5).method, "replicates-t");
    assert_string_equal(sample_mean(&s, 0).method, "replicates-t");
    assert_string_equal(sample_quantile(&s, 0, 0.5).method, "cdf-inversion");
}

static void groups_add_up(void **state)
{
    enum { PATHS = 1 << 16, REPLICATES = 16, POINTS = PATHS / REPLICATES };
    struct arena *arena = *state;
    int32_t *group = arena_alloc(arena, PATHS, sizeof *group);
    uint64_t seed = 6;
    double sum[3] = {0}, square[3] = {0}, members[3] = {0};
    for (size_t i = 0; i < PATHS; i++) {
        group[i] = (int32_t)(made_uniform(&seed) * 4) - 1;
        values[i] = group[i] < 0 ? 0 : 10 * group[i] + made_uniform(&seed);
        if (group[i] >= 0) {
            sum[group[i]] += values[i];
            square[group[i]] += values[i] * values[i];
            members[group[i]]++;
        }
    }
    double shift = values[0];
    struct tally_layout layout = {.columns = 1, .shift = &shift, .groups = 3, .group_columns = 1};
    struct tile *tile = tile_create(arena, &layout);
    const struct tally *unit[REPLICATES];
    for (size_t r = 0; r < REPLICATES; r++) {
        const double *columns[1] = {values + r * POINTS};
        struct tally *tally = tally_create(arena, &layout);
        made_fill(tally, tile, &tally_kernels_baseline, columns, group + r * POINTS, columns, POINTS);
        unit[r] = tally;
    }
    struct sample s = sample_of(arena, unit, REPLICATES, false, NULL, 0.95);
    struct sample one = sample_of(arena, &s.pooled, 1, true, NULL, 0.95);
    double contributions = 0;
    for (size_t g = 0; g < 3; g++) {
        assert_close(sample_group_share(&s, g).estimate, members[g] / PATHS, 1e-15);
        assert_figure(sample_group_mean(&s, g, 0), 10 * (double)g + 0.5, 4);
        assert_close(sample_group_mean(&one, g, 0).estimate, sum[g] / members[g], 1e-10);
        double variance = (square[g] - sum[g] * sum[g] / members[g]) / (members[g] - 1);
        assert_close(sample_group_mean(&one, g, 0).std_error, sqrt(variance / members[g]), 1e-8);
        contributions += sample_group_contribution(&s, g, 0).estimate;
    }
    assert_close(contributions, sample_mean(&s, 0).estimate, 1e-12);
}

static void shares_sum_to_one_between_round_edges(void **state)
{
    double edges[21], shares[20];
    for (int shape = 0; shape < SHAPES; shape++) {
        draw_all((enum shape)shape, 12, 100000);
        struct sample s = made_sample(*state, values, 100000, 1, 0.95);
        sample_shares(&s, 0, 20, edges, shares);
        double sum = 0;
        for (int i = 0; i < 20; i++) {
            assert_true(edges[i] < edges[i + 1] && shares[i] >= 0);
            size_t inside = 0;
            for (size_t k = 0; k < 100000; k++)
                inside += values[k] >= edges[i] && (values[k] < edges[i + 1] || (i == 19 && values[k] <= edges[20]));
            /* MIXED lies within two bins: there the pilot's 16384 paths alone tell where */
            assert_close(shares[i], (double)inside / 100000, shape == MIXED ? 0.02 : 2e-3);
            sum += shares[i];
        }
        assert_close(sum, 1, 1e-12);
        for (int i = 1; i + 2 < 20; i++)
            assert_close(edges[i + 1] - edges[i], edges[i + 2] - edges[i + 1], 1e-6 * (edges[19] - edges[1]));
    }
}

/* A short check of coverage, exponential paths in 8 replicates; test_slow_coverage.c has the long one. */
static void intervals_cover(void **state)
{
    (void)state;
    enum { REPETITIONS = 250, REPLICATES = 8, PATHS = 2048 };
    const double truth[4] = {1, 1, log(2), 1 + log(20)}; /* mean, sd, median, CVaR of the top 5% */
    double covered[4] = {0};
    uint64_t seed = 5150;
    for (int repetition = 0; repetition < REPETITIONS; repetition++) {
        struct arena *arena = arena_create();
        for (size_t i = 0; i < PATHS; i++)
            values[i] = -log(made_uniform(&seed));
        struct sample s = made_sample(arena, values, PATHS, REPLICATES, 0.95);
        const struct figure figure[4] = {sample_mean(&s, 0), sample_sd(&s, 0), sample_quantile(&s, 0, 0.5),
                                         sample_cvar(&s, 0, -0.05)};
        for (int k = 0; k < 4; k++)
            covered[k] += figure[k].ci_low <= truth[k] && truth[k] <= figure[k].ci_high;
        arena_destroy(arena);
    }
    for (int k = 0; k < 4; k++)
        assert_close(covered[k] / REPETITIONS, 0.95, 4.5 * sqrt(0.95 * 0.05 / REPETITIONS));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_arena(cvar_splits_an_atom),
        with_arena(wildcatter),
        with_arena(exact_seed_tree),
        with_arena(paired_offers),
        with_arena(random_paths_against_a_full_sort),
        with_arena(even_paths_against_a_full_sort),
        with_arena(expectations_and_shares_at_atoms),
        with_arena(nothing_few_and_constant),
        with_arena(quantile_bounds_may_be_missing),
        with_arena(replicates_that_agree),
        with_arena(groups_add_up),
        with_arena(shares_sum_to_one_between_round_edges),
        cmocka_unit_test(intervals_cover),
    };
    gsl_set_error_handler_off();
    values = malloc(MANY * sizeof *values);
    int failed = values ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
    free(values);
    return failed;
}
