#include "sim/tally.h"
#include "tests/sim/made_sample.h"
#include "tests/sim/same_bytes.h"
#include "tests/support/state_arena.h"

enum { PATHS = 50000 + 37, COLUMNS = 3, GROUPS = 4 };

static double column[COLUMNS][PATHS];
static int32_t group[PATHS];
static const double *const columns[COLUMNS] = {column[0], column[1], column[2]};

static void make_columns(void)
{
    uint64_t seed = 77;
    for (size_t i = 0; i < PATHS; i++) {
        column[0][i] = 1e5 * made_normal(&seed);
        column[1][i] = made_uniform(&seed) < 0.4 ? -0.0 : exp(3 * made_normal(&seed));
        column[2][i] = made_uniform(&seed) < 0.3 ? 4 : 4 * made_uniform(&seed);
        group[i] = (int32_t)(made_uniform(&seed) * (GROUPS + 1)) - 1;
    }
    column[0][100] = (double)NAN;
    column[0][20000] = (double)INFINITY;
    column[1][300] = -1e200;
    column[1][301] = 1e-20;
    column[1][302] = -1e-300;
    column[1][303] = 1e25;
}

static const double shift[COLUMNS] = {-3e4, 0, 4};
static const struct tally_layout layout = {.columns = COLUMNS, .shift = shift, .groups = GROUPS, .group_columns = 2};

static struct tally *tallied(struct arena *arena, const struct tally_kernels *kernels, const struct tally_layout *as)
{
    struct tally *tally = tally_create(arena, as);
    made_fill(tally, tile_create(arena, as), kernels, columns, group, columns, PATHS);
    return tally;
}

static void bins_ascend_and_contain_their_values(void **state)
{
    (void)state;
    for (uint32_t bin = 1; bin < HISTOGRAM_BINS; bin++) {
        assert_true(histogram_low(bin) >= histogram_high(bin - 1));
        assert_true(histogram_low(bin) <= histogram_high(bin));
    }
    uint64_t seed = 9;
    for (int i = 0; i < 100000; i++) {
        double value = ldexp(made_uniform(&seed) - 0.5, (int)(made_uniform(&seed) * 140) - 50);
        uint32_t bin = histogram_bin(value);
        assert_true(histogram_low(bin) <= value && value <= histogram_high(bin));
    }
    assert_int_equal(histogram_bin(0), HISTOGRAM_ZERO);
    assert_int_equal(histogram_bin(-0.0), HISTOGRAM_ZERO);
    assert_int_equal(histogram_bin(0x1p-32), HISTOGRAM_ZERO + 2);
    assert_int_equal(histogram_bin(0x1.ffp-33), HISTOGRAM_ZERO + 1);
    assert_int_equal(histogram_bin(-1e-310), HISTOGRAM_ZERO - 1);
    assert_int_equal(histogram_bin(0x1p64), HISTOGRAM_BINS - 1);
    assert_int_equal(histogram_bin(-1e300), 0);
}

/* What one path at a time says: every kernel must agree, counts exactly and sums to rounding. */
static void kernels_agree_with_single_paths(void **state)
{
    struct arena *arena = *state;
    struct tally *kernel = tallied(arena, &tally_kernels_baseline, &layout), *single = tally_create(arena, &layout);
    for (size_t i = 0; i < PATHS; i++) {
        double values[COLUMNS] = {column[0][i], column[1][i], column[2][i]};
        tally_add_path(single, values, group[i], values);
    }
    assert_int_equal(kernel->paths, PATHS);
    for (size_t c = 0; c < COLUMNS; c++) {
        const struct column_tally *a = &kernel->column[c], *b = &single->column[c];
        for (uint32_t bin = 0; bin < HISTOGRAM_BINS; bin++)
            assert_int_equal(histogram_count(&a->histogram, bin), histogram_count(&b->histogram, bin));
        assert_int_equal(histogram_sum(&a->histogram, 0, HISTOGRAM_BINS), PATHS - a->not_finite);
        assert_int_equal(a->not_finite, b->not_finite);
        assert_close(a->min, b->min, 0);
        assert_close(a->max, b->max, 0);
        double square = exact_sum_value(&b->square);
        assert_close(exact_sum_value(&a->deviation), exact_sum_value(&b->deviation), 1e-12 * sqrt(square * PATHS));
        assert_close(exact_sum_value(&a->square), square, 1e-13 * square);
    }
    assert_int_equal(kernel->column[0].not_finite, 2);
    assert_int_equal(kernel->column[1].not_finite, 1);
    assert_false(signbit(tallied(arena, &tally_kernels_baseline, &layout)->column[2].min));
    for (size_t g = 0; g < GROUPS; g++)
        assert_int_equal(kernel->group_paths[g], single->group_paths[g]);
    for (size_t i = 0; i < GROUPS * 2; i++) {
        double square = exact_sum_value(&single->group_square[i]);
        assert_close(exact_sum_value(&kernel->group_sum[i]), exact_sum_value(&single->group_sum[i]),
                     1e-12 * sqrt(square * PATHS));
        assert_close(exact_sum_value(&kernel->group_square[i]), square, 1e-13 * square);
    }
}

/* The kernels this processor can run, baseline first. */
static size_t runnable(const struct tally_kernels **kernels)
{
    size_t count = 0;
    kernels[count++] = &tally_kernels_baseline;
#if defined __x86_64__
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2"))
        kernels[count++] = &tally_kernels_avx2;
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512cd"))
        kernels[count++] = &tally_kernels_avx512;
#endif
    return count;
}

static void instruction_sets_give_the_same_bytes(void **state)
{
    struct arena *arena = *state;
    const struct tally_kernels *kernels[3];
    size_t count = runnable(kernels);
    struct tally_layout many = layout;
    for (many.groups = GROUPS; many.groups <= 12; many.groups += 8) {
        struct tally *first = tallied(arena, kernels[0], &many);
        for (size_t k = 1; k < count; k++)
            assert_same_bytes(arena, first, tallied(arena, kernels[k], &many));
    }
}

static void narrow_and_wide_groups_agree(void **state)
{
    struct arena *arena = *state;
    struct tally_layout wide = layout;
    wide.groups = 12;
    struct tally *a = tallied(arena, &tally_kernels_baseline, &layout);
    struct tally *b = tallied(arena, &tally_kernels_baseline, &wide);
    assert_memory_equal(a->group_paths, b->group_paths, GROUPS * sizeof *a->group_paths);
    assert_memory_equal(a->group_sum, b->group_sum, GROUPS * 2 * sizeof *a->group_sum);
    assert_memory_equal(a->group_square, b->group_square, GROUPS * 2 * sizeof *a->group_square);
    wide = layout;
    wide.without_group_squares = true;
    struct tally *c = tallied(arena, &tally_kernels_baseline, &wide);
    assert_memory_equal(&a->group_sum[3], &c->group_sum[3], sizeof a->group_sum[3]);
    assert_null(c->group_square);
}

/* Tiles tallied apart and merged in three orders, through a cleared tally too. */
static void merging_is_free_of_order(void **state)
{
    struct arena *arena = *state;
    enum { TILES = (PATHS + TILE_POINTS - 1) / TILE_POINTS };
    struct tally *whole = tallied(arena, &tally_kernels_baseline, &layout), *part[TILES];
    struct tile *tile = tile_create(arena, &layout);
    for (size_t t = 0; t < TILES; t++) {
        size_t from = t * TILE_POINTS, paths = PATHS - from < TILE_POINTS ? PATHS - from : TILE_POINTS;
        const double *const at[COLUMNS] = {column[0] + from, column[1] + from, column[2] + from};
        part[t] = tally_create(arena, &layout);
        made_fill(part[t], tile, &tally_kernels_baseline, at, group + from, at, paths);
    }
    struct tally *merged = tally_create(arena, &layout);
    for (size_t step = 1; step <= 5; step += 2) { /* 13 tiles: every step visits each of them once */
        tally_clear(merged);
        assert_int_equal(histogram_next(&merged->column[0].histogram, 0), HISTOGRAM_BINS);
        for (size_t t = 0, at = 0; t < TILES; t++, at = (at + step) % TILES)
            tally_merge(merged, part[at]);
        assert_same_bytes(arena, whole, merged);
    }
    assert_int_equal(TILES, 13);
}

static void clearing_leaves_nothing(void **state)
{
    struct arena *arena = *state;
    struct tally *tally = tallied(arena, &tally_kernels_baseline, &layout);
    tally_clear(tally);
    assert_same_bytes(arena, tally, tally_create(arena, &layout));
    for (uint32_t bin = 0; bin < HISTOGRAM_BINS; bin++)
        for (size_t c = 0; c < COLUMNS; c++)
            assert_int_equal(tally->column[c].histogram.count[bin], 0);
}

static void counts_pass_32_bits(void **state)
{
    struct arena *arena = *state;
    struct tally *tally = tallied(arena, &tally_kernels_baseline, &layout), *sum = tally_create(arena, &layout);
    uint64_t zeros = histogram_count(&tally->column[1].histogram, HISTOGRAM_ZERO), times = 1;
    uint64_t fours = histogram_count(&tally->column[2].histogram, histogram_bin(4.0));
    tally_merge(sum, tally);
    while (times < UINT64_C(1) << 24) { /* doubling: merging with itself, through a copy */
        struct tally *copy = tally_create(arena, &layout);
        tally_merge(copy, sum);
        tally_merge(sum, copy);
        times *= 2;
    }
    tally_merge(sum, tally);
    times++;
    assert_true(zeros * times > UINT64_C(1) << 36);
    assert_int_equal(histogram_count(&sum->column[1].histogram, HISTOGRAM_ZERO), zeros * times);
    assert_int_equal(histogram_count(&sum->column[2].histogram, histogram_bin(4.0)), fours * times);
    assert_int_equal(sum->paths, PATHS * times);
    size_t size;
    bytes_of(arena, sum, &size);
    struct sample s = sample_of(arena, (const struct tally *const[]){sum}, 1, true, NULL, 0.95);
    assert_close(sample_mean(&s, 2).estimate, exact_sum_value(&tally->column[2].deviation) / PATHS + 4, 1e-12);
    tally_clear(sum);
    assert_same_bytes(arena, sum, tally_create(arena, &layout));
}

static void what_is_written_reads_back(void **state)
{
    struct arena *arena = *state;
    struct tally *tally = tallied(arena, &tally_kernels_baseline, &layout), *back = tally_create(arena, &layout);
    size_t size;
    const unsigned char *bytes = bytes_of(arena, tally, &size);
    struct byte_span span = {bytes, bytes + size, false}, again = span, foreign = span;
    assert_int_equal(tally_take(back, &span), STATUS_OK);
    assert_ptr_equal(span.at, span.end);
    assert_same_bytes(arena, tally, back);
    assert_int_equal(tally_take(back, &again), STATUS_OK); /* a second one is added */
    struct tally *twice = tally_create(arena, &layout);
    tally_merge(twice, tally);
    tally_merge(twice, tally);
    assert_same_bytes(arena, twice, back);
    struct tally_layout other = layout;
    other.groups = 2;
    assert_int_equal(tally_take(tally_create(arena, &other), &foreign), STATUS_INVALID);
}

static void damaged_bytes_are_refused(void **state)
{
    struct arena *arena = *state;
    size_t size;
    unsigned char *bytes = bytes_of(arena, tallied(arena, &tally_kernels_baseline, &layout), &size);
    struct tally *into = tally_create(arena, &layout);
    for (size_t cut = 0; cut < size; cut += 1 + size / 50) {
        struct byte_span span = {bytes, bytes + cut, false};
        assert_int_equal(tally_take(into, &span), STATUS_INVALID);
        tally_clear(into);
    }
    bytes[0] ^= 1;
    struct byte_span span = {bytes, bytes + size, false};
    assert_int_equal(tally_take(into, &span), STATUS_INVALID);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bins_ascend_and_contain_their_values),
        with_arena(kernels_agree_with_single_paths),
        with_arena(instruction_sets_give_the_same_bytes),
        with_arena(narrow_and_wide_groups_agree),
        with_arena(merging_is_free_of_order),
        with_arena(clearing_leaves_nothing),
        with_arena(counts_pass_32_bits),
        with_arena(what_is_written_reads_back),
        with_arena(damaged_bytes_are_refused),
    };
    make_columns();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
