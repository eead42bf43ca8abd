/* What an interval must not do: be nil because replicates agree, or tell of a tail that is none. */
#include "sim/critical.h"
#include "tests/sim/made_sample.h"
#include "tests/support/state_arena.h"

#include <gsl/gsl_errno.h>

enum { REPLICATES = 16, POINTS = 256, PATHS = REPLICATES * POINTS };

static double values[PATHS];

/* On one smooth dimension every replicate has a point in each of n equal parts: all shares below the median agree. */
static void a_quantile_of_replicates_that_agree(void **state)
{
    uint64_t seed = 11;
    for (size_t i = 0; i < PATHS; i++)
        values[i] = 1e5 + 1e3 * ((double)(i % POINTS) + made_uniform(&seed)) / POINTS;
    struct sample s = made_sample(*state, values, PATHS, REPLICATES, 0.95);
    struct figure median = sample_quantile(&s, 0, 0.5);
    assert_true(median.ci_low < median.estimate && median.estimate < median.ci_high);
    assert_true(median.ci_low <= 100500 && 100500 <= median.ci_high);
    assert_string_equal(median.status, "ok");
}

/* Ten times as dense below 1000.25 as above, in the middle of a bin that is half a unit wide: the truth at p is known,
 * and the replicates, all even, show no error. */
static void a_bin_of_two_densities(void **state)
{
    enum { MANY = 1 << 12 };
    struct arena *arena = *state;
    double shift = 1000;
    struct tally_layout layout = {.columns = 1, .shift = &shift};
    const struct tally **unit = arena_alloc(arena, REPLICATES, sizeof(void *));
    uint64_t seed = 5;
    for (size_t r = 0; r < REPLICATES; r++) {
        struct tally *tally = tally_create(arena, &layout);
        for (size_t i = 0; i < MANY; i++) {
            double u = ((double)i + made_uniform(&seed)) / MANY;
            double value = u < 0.5 ? 990.25 + 20 * u : 1000.25 + 200 * (u - 0.5);
            tally_add_path(tally, &value, -1, NULL);
        }
        unit[r] = tally;
    }
    struct sample s = sample_of(arena, unit, REPLICATES, false, NULL, 0.95);
    for (double p = 0.488; p < 0.5012; p += 0.001) {
        double exact = p < 0.5 ? 990.25 + 20 * p : 1000.25 + 200 * (p - 0.5);
        struct figure quantile = sample_quantile(&s, 0, p), above = sample_p_above(&s, 0, exact);
        assert_true(quantile.ci_low <= exact && exact <= quantile.ci_high);
        assert_true(above.ci_low <= 1 - p && 1 - p <= above.ci_high);
    }
    struct figure elsewhere = sample_quantile(&s, 0, 0.25); /* where neighbours agree, nothing widens */
    assert_true(elsewhere.ci_high - elsewhere.ci_low < 0.01);
}

/* One path in twenty at 0 and the others from 200,000 on; the level may be given or counted a rounding too high. */
static void a_level_that_equals_a_sum_of_weights(void **state)
{
    for (size_t i = 0; i < 4000; i++)
        values[i] = i % 20 ? 2e5 + (double)i : 0;
    struct sample s = made_sample(*state, values, 4000, 16, 0.95);
    assert_close(sample_quantile(&s, 0, 0.05).estimate, 0, 0);
    assert_close(sample_quantile(&s, 0, 0.05 + 1e-12).estimate, 0, 0);
    assert_true(sample_quantile(&s, 0, 0.05 + 1e-6).estimate > 1e5);
}

/* The points of a net: their variance about the mean is that of the whole, not n/(n-1) of it. */
static void the_sd_of_nets_is_divided_by_n(void **state)
{
    for (size_t i = 0; i < PATHS; i++)
        values[i] = (double)(i % POINTS < POINTS / 2);
    struct sample nets = made_sample(*state, values, PATHS, REPLICATES, 0.95);
    assert_close(sample_sd(&nets, 0).estimate, 0.5, 1e-15);
    struct sample independent = made_sample(*state, values, PATHS, 1, 0.95);
    assert_close(sample_variance(&independent, 0).estimate, 0.25 * PATHS / (PATHS - 1), 1e-15);
}

/* `members` of each replicate's points are in group 1, all of the same value. */
static struct sample grouped(struct arena *arena, size_t members)
{
    static int32_t group[PATHS];
    double shift = 0;
    struct tally_layout layout = {.columns = 1, .shift = &shift, .groups = 2, .group_columns = 1};
    struct tile *tile = tile_create(arena, &layout);
    const struct tally **unit = arena_alloc(arena, REPLICATES, sizeof(void *));
    for (size_t i = 0; i < PATHS; i++) {
        group[i] = i % POINTS < members;
        values[i] = group[i] ? 7 : (double)(i % POINTS % 5);
    }
    for (size_t r = 0; r < REPLICATES; r++) {
        const double *columns[1] = {values + r * POINTS};
        struct tally *tally = tally_create(arena, &layout);
        made_fill(tally, tile, &tally_kernels_baseline, columns, group + r * POINTS, columns, POINTS);
        unit[r] = tally;
    }
    return sample_of(arena, unit, REPLICATES, false, NULL, 0.95);
}

/* Half of the points are in group 1; of 128.2 every replicate may have rounded to 128, and all agree. */
static void cuts_that_round_alike(void **state)
{
    static const double even = 0.5, uneven = 128.2 / POINTS;
    for (int alike = 0; alike < 2; alike++) {
        struct sample s = grouped(*state, POINTS / 2);
        struct tally_cuts cuts = {.count = 1, .cut = alike ? &uneven : &even, .group_column = 0};
        struct tally *pooled = tally_create(*state, &s.pooled->layout);
        tally_merge(pooled, s.pooled);
        pooled->layout.cuts = &cuts;
        s.pooled = pooled;
        struct figure part = sample_group_contribution(&s, 1, 0);
        double high = 7 * 0.5 / (1 - cuts.cut[0]), error = alike ? sqrt(0.2 * 0.8 / REPLICATES) / POINTS : 0;
        assert_close(part.std_error, error * high, 1e-9);
        assert_close(part.ci_high - part.estimate, critical_t(0.95, REPLICATES - 1) * part.std_error, 1e-9);
    }
}

static double half_of_one(struct shared_error *shared, const struct sample *s, size_t column, double shown)
{
    (void)s;
    return column == *(const size_t *)shared->context ? fmax(shown, 0.5) : shown;
}

/* A group column over all paths counts from the number of columns on. */
static void an_error_that_replicates_share(void **state)
{
    struct sample s = grouped(*state, POINTS / 2);
    for (size_t column = 0; column < 2; column++) {
        struct shared_error shared = {half_of_one, &column};
        s.shared_error = &shared;
        struct figure mean = sample_mean(&s, 0), total = sample_total_mean(&s, 0);
        assert_close(mean.std_error, column == 0 ? 0.5 : 0, 0);
        assert_close(total.std_error, column == 1 ? 0.5 : 0, 0);
        assert_close(mean.ci_high - mean.estimate, critical_t(0.95, REPLICATES - 1) * mean.std_error, 1e-12);
    }
}

static void a_group_of_few_paths_has_no_interval(void **state)
{
    struct sample s = grouped(*state, 1);
    const struct figure few[] = {sample_group_mean(&s, 1, 0), sample_group_contribution(&s, 1, 0)};
    for (size_t i = 0; i < 2; i++) {
        assert_true(few[i].estimate > 0 && isnan(few[i].ci_low) && isnan(few[i].std_error));
        assert_string_equal(figure_note(&few[i]), "too few paths");
    }
    s = grouped(*state, 0);
    struct figure none = sample_group_contribution(&s, 1, 0);
    assert_close(none.estimate, 0, 0);
    assert_true(isnan(none.ci_high));
    assert_string_equal(none.status, "ok");
    assert_string_equal(figure_note(&none), "no paths");
    assert_true(sample_group_share(&s, 1).ci_high > 0);
    s = grouped(*state, 2);
    assert_string_equal(sample_group_mean(&s, 1, 0).status, "ok");
}

/* Values that look heavy-tailed in a column that is bounded by its inputs: no diagnosis, no lost interval. */
static void a_bounded_column_has_no_tail(void **state)
{
    struct arena *arena = *state;
    double shift = 0;
    struct tally_layout layout = {.columns = 1, .shift = &shift};
    for (int bounded = 0; bounded < 2; bounded++) {
        layout.bounded = (uint64_t)bounded;
        struct tally *tally = tally_create(arena, &layout);
        for (size_t i = 0; i < PATHS; i++) {
            double value = pow(((double)i + 0.5) / PATHS, -1.2);
            tally_add_path(tally, &value, -1, NULL);
        }
        struct sample s = sample_of(arena, (const struct tally *const[]){tally}, 1, true, NULL, 0.95);
        struct tail_diagnosis tails = sample_tails(&s, 0);
        assert_true(bounded ? isnan(tails.k_high) : tails.k_high > 1);
        assert_true(sample_top_share(&s, 0) > 0.5);
    }
}

/* A sum certain of 10,000 that replicates found with their last bits apart: 1.8e-12 is the step of doubles there. */
static void what_rounding_leaves_is_not_an_error(void **state)
{
    (void)state;
    double influence[REPLICATES] = {[3] = 1.8e-12};
    struct figure figure = figure_of_replicates(10000, influence, REPLICATES, 0.95);
    assert_close(figure.std_error, 0, 0);
    assert_close(figure.ci_high, 10000, 0);
    influence[3] = 1e-9; /* its standard error is a sixteenth, 6.25e-11 */
    assert_true(figure_of_replicates(10000, influence, REPLICATES, 0.95).std_error > 6e-11);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_arena(a_quantile_of_replicates_that_agree),
        with_arena(a_bin_of_two_densities),
        with_arena(a_level_that_equals_a_sum_of_weights),
        with_arena(the_sd_of_nets_is_divided_by_n),
        with_arena(cuts_that_round_alike),
        with_arena(an_error_that_replicates_share),
        with_arena(a_group_of_few_paths_has_no_interval),
        with_arena(a_bounded_column_has_no_tail),
        cmocka_unit_test(what_rounding_leaves_is_not_an_error),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
