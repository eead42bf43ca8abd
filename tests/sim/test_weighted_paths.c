/* Paths that count for weights of their own: a weight of k quarters is k paths of a quarter each, in every sum, bin,
 * rank and group; the same bytes from every instruction set, kept or counted, in any order, and written and read back.
 */
#include "sim/sample.h"
#include "tests/sim/made_sample.h"
#include "tests/sim/same_bytes.h"

enum { POINTS = 4 * LANES + 40, UNITS = 8, PATHS = UNITS * POINTS, COLUMNS = 3, GROUPS = 3 };

static double column[COLUMNS][PATHS];
static int32_t group[PATHS];
static struct lane_weights mixed, alike[2];
static const double shift[COLUMNS] = {-3e4, 1, 0};

static void weigh(struct lane_weights *weights, size_t i, uint64_t quarters)
{
    weights->whole[i] = quarters << (WEIGHT_BITS - 2);
    weights->value[i] = (double)quarters / 4;
}

static const struct lane_weights *weights_of(size_t block)
{
    return block % 3 == 0 ? &mixed : &alike[block % 3 - 1];
}

static uint64_t quarters_of(size_t point)
{
    return weights_of(point / LANES)->whole[point % LANES] >> (WEIGHT_BITS - 2);
}

static void make_all(void)
{
    uint64_t seed = 5;
    for (size_t i = 0; i < PATHS; i++) {
        double u = made_uniform(&seed);
        column[0][i] = u < 0.3 ? -0.0 : u < 0.45 ? 7 : 1e5 * made_normal(&seed);
        column[1][i] = exp(made_normal(&seed));
        column[2][i] = made_uniform(&seed) < 0.3 ? 1 : 0;
        group[i] = (int32_t)(made_uniform(&seed) * (GROUPS + 1)) - 1;
        if (i % POINTS / LANES == 1)
            group[i] = 2; /* a block of one group */
    }
    column[0][100] = (double)NAN;
    for (size_t i = 0; i < LANES; i++) {
        weigh(&mixed, i, 1 + i % 8);
        weigh(&alike[0], i, 3);
        weigh(&alike[1], i, 6);
    }
    alike[0].alike = alike[1].alike = true;
}

static struct tally_layout layout_of(uint64_t kept)
{
    return (struct tally_layout){.columns = COLUMNS,
                                 .shift = shift,
                                 .groups = GROUPS,
                                 .group_columns = COLUMNS,
                                 .without_group_squares = true,
                                 .flags = UINT64_C(1) << 2,
                                 .weighted = true,
                                 .largest_weight = 2,
                                 .kept = kept};
}

static struct tally *unit_of(struct arena *arena, const struct tally_layout *layout,
                             const struct tally_kernels *kernels, size_t r)
{
    struct tally *tally = tally_create(arena, layout);
    struct tile *tile = tile_create(arena, layout);
    kernels->begin(tile);
    for (size_t i = 0; i < POINTS; i += LANES) {
        double block[COLUMNS][LANES] = {{0}};
        int32_t member[LANES] = {0};
        size_t lanes = POINTS - i < LANES ? POINTS - i : LANES, at = r * POINTS + i;
        for (size_t c = 0; c < COLUMNS; c++)
            memcpy(block[c], column[c] + at, lanes * sizeof(double));
        memcpy(member, group + at, lanes * sizeof *member);
        const double *const columns[COLUMNS] = {block[0], block[1], block[2]};
        kernels->block(tile, weights_of(i / LANES), columns, member, columns, lanes);
    }
    kernels->end(tile, tally);
    return tally;
}

/* Each path as often as it has quarters. */
static struct tally *repeated_unit(struct arena *arena, size_t r)
{
    struct tally_layout layout = layout_of(0);
    layout.weighted = false;
    struct tally *tally = tally_create(arena, &layout);
    for (size_t i = 0; i < POINTS; i++)
        for (uint64_t k = 0; k < quarters_of(i); k++) {
            size_t at = r * POINTS + i;
            const double values[COLUMNS] = {column[0][at], column[1][at], column[2][at]};
            tally_add_path(tally, values, group[at], values);
        }
    return tally;
}

static void a_weight_is_so_many_paths(void **state)
{
    struct arena *arena = arena_create();
    (void)state;
    struct tally_layout layout = layout_of(0);
    for (size_t r = 0; r < UNITS; r++) {
        struct tally *weighted = unit_of(arena, &layout, &tally_kernels_baseline, r);
        const struct tally *repeated = repeated_unit(arena, r);
        for (size_t c = 0; c < COLUMNS; c++) {
            const struct column_tally *a = &weighted->column[c], *b = &repeated->column[c];
            for (uint32_t bin = 0; bin < HISTOGRAM_BINS; bin++)
                assert_true(histogram_count(&a->histogram, bin) == histogram_count(&b->histogram, bin)
                                                                       << (WEIGHT_BITS - 2));
            assert_true(a->weight == b->weight << (WEIGHT_BITS - 2));
            double square = exact_sum_value(&b->square) / 4;
            assert_close(exact_sum_value(&a->deviation), exact_sum_value(&b->deviation) / 4,
                         1e-12 * sqrt(square * POINTS));
            assert_close(exact_sum_value(&a->square), square, 1e-13 * square);
        }
        for (size_t g = 0; g < GROUPS; g++) {
            assert_true(weighted->group_weight[g] == repeated->group_paths[g] << (WEIGHT_BITS - 2));
            double sum = exact_sum_value(&repeated->group_sum[g * COLUMNS + 1]) / 4;
            assert_close(exact_sum_value(&weighted->group_sum[g * COLUMNS + 1]), sum, 1e-12 * sum);
        }
    }
    arena_destroy(arena);
}

static void instruction_sets_agree(void **state)
{
    static const struct tally_kernels *const kernels[] = {&tally_kernels_avx2, &tally_kernels_avx512};
    const bool supported[] = {__builtin_cpu_supports("avx2"), __builtin_cpu_supports("avx512dq")};
    struct arena *arena = arena_create();
    (void)state;
    for (uint64_t kept = 0; kept <= POINTS; kept += POINTS) {
        struct tally_layout layout = layout_of(kept);
        struct tally *baseline = unit_of(arena, &layout, &tally_kernels_baseline, 0);
        for (size_t k = 0; k < 2; k++)
            if (supported[k])
                assert_same_bytes(arena, baseline, unit_of(arena, &layout, kernels[k], 0));
    }
    arena_destroy(arena);
}

static void what_is_written_reads_back(void **state)
{
    struct arena *arena = arena_create();
    (void)state;
    struct tally_layout kept = layout_of(POINTS), counted = layout_of(0), plain = layout_of(POINTS);
    struct tally *tally = unit_of(arena, &kept, &tally_kernels_baseline, 0), *merged = tally_create(arena, &counted);
    size_t size;
    const unsigned char *bytes = bytes_of(arena, tally, &size);
    struct byte_span first = {bytes, bytes + size, false}, again = first, foreign = first;
    struct tally *back = tally_create(arena, &kept), *as_counts = tally_create(arena, &counted);
    assert_int_equal(tally_take(back, &first), STATUS_OK);
    assert_same_bytes(arena, tally, back);
    assert_int_equal(tally_take(as_counts, &again), STATUS_OK);
    tally_merge(merged, tally);
    assert_same_bytes(arena, merged, as_counts);
    plain.weighted = false;
    assert_int_equal(tally_take(tally_create(arena, &plain), &foreign), STATUS_INVALID);
    arena_destroy(arena);
}

static struct sample sample_with(struct arena *arena, struct tally *(*unit)(struct arena *arena, size_t r))
{
    const struct tally **units = arena_alloc(arena, UNITS, sizeof(struct tally *));
    for (size_t r = 0; r < UNITS; r++)
        units[r] = unit(arena, r);
    return sample_of(arena, units, UNITS, false, NULL, 0.95);
}

static struct tally *kept_unit(struct arena *arena, size_t r)
{
    struct tally_layout layout = layout_of(POINTS);
    return unit_of(arena, &layout, &tally_kernels_baseline, r);
}

static struct tally *counted_unit(struct arena *arena, size_t r)
{
    struct tally_layout layout = layout_of(0);
    return unit_of(arena, &layout, &tally_kernels_baseline, r);
}

/* The k-th of all values, each as often as it has quarters. */
static double order_statistic(size_t c, double p)
{
    static double sorted[8 * PATHS];
    size_t count = 0;
    for (size_t i = 0; i < PATHS; i++)
        for (uint64_t k = 0; isfinite(column[c][i]) && k < quarters_of(i % POINTS); k++)
            sorted[count++] = column[c][i] + 0.0;
    qsort(sorted, count, sizeof *sorted, made_order);
    return sorted[(size_t)ceil((double)count * p - 1e-3) - 1];
}

static void figures_are_those_of_so_many_paths(void **state)
{
    struct arena *arena = arena_create();
    (void)state;
    struct sample kept = sample_with(arena, kept_unit), counted = sample_with(arena, counted_unit),
                  repeated = sample_with(arena, repeated_unit);
    for (size_t c = 0; c < COLUMNS; c++) {
        struct figure mean = sample_mean(&repeated, c), p = sample_p_positive(&repeated, c);
        assert_close(sample_mean(&kept, c).estimate, mean.estimate, 1e-9 * fabs(mean.estimate));
        assert_close(sample_mean(&counted, c).std_error, mean.std_error, 1e-9 * mean.std_error);
        assert_close(sample_sd(&counted, c).estimate, sample_sd(&repeated, c).estimate,
                     1e-9 * sample_sd(&repeated, c).estimate);
        assert_close(sample_p_positive(&kept, c).estimate, p.estimate, 1e-12);
        assert_close(sample_p_positive(&counted, c).estimate, p.estimate, 1e-12);
        for (double level = 0.05; level < 1; level += 0.05) {
            double q = order_statistic(c, level);
            assert_close(sample_quantile(&kept, c, level).estimate, q, 0);
            assert_close(sample_quantile(&counted, c, level).estimate, q, fabs(q) / 512 + 1e-12);
        }
        double worst = sample_cvar(&kept, c, 0.05).estimate;
        assert_close(sample_cvar(&counted, c, 0.05).estimate, worst, fabs(worst) / 512 + 1e-12);
    }
    double mean_weight = (double)repeated.pooled->paths / 4 / PATHS; /* 1 where strata make them */
    for (size_t g = 0; g < GROUPS; g++) {
        assert_close(sample_group_share(&kept, g).estimate, mean_weight * sample_group_share(&repeated, g).estimate,
                     1e-12);
        struct figure mean = sample_group_mean(&repeated, g, 1);
        assert_close(sample_group_mean(&kept, g, 1).estimate, mean.estimate, 1e-12 * mean.estimate);
    }
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_weight_is_so_many_paths),
        cmocka_unit_test(instruction_sets_agree),
        cmocka_unit_test(what_is_written_reads_back),
        cmocka_unit_test(figures_are_those_of_so_many_paths),
    };
    make_all();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
