/* Tallies that keep values, and the statistics of them: exact, the same in any order, and the same as counted ones up
 * to the width of a bin. */
#include "sim/sample.h"
#include "tests/sim/made_sample.h"
#include "tests/sim/same_bytes.h"

enum { POINTS = 1000 + 37, UNITS = 16, PATHS = UNITS * POINTS, COLUMNS = 2 };

static double column[COLUMNS][PATHS]; /* replicate by replicate */
static const double shift[COLUMNS] = {-3e4, 1};

static struct tally_layout layout_of(uint64_t kept)
{
    return (struct tally_layout){.columns = COLUMNS, .shift = shift, .kept = kept};
}

static void make_columns(void)
{
    uint64_t seed = 5;
    for (size_t i = 0; i < PATHS; i++) {
        double u = made_uniform(&seed);
        column[0][i] = u < 0.4 ? -0.0 : u < 0.45 ? 7 : 1e5 * made_normal(&seed);
        column[1][i] = made_uniform(&seed) < 0.3 ? 1 : 0;
    }
    column[0][100] = (double)NAN;
    column[0][101] = (double)INFINITY;
    column[1][3] = -1e300;
}

static struct tally *unit_of(struct arena *arena, const struct tally_layout *layout,
                             const struct tally_kernels *kernels, size_t r)
{
    const double *const at[COLUMNS] = {column[0] + r * POINTS, column[1] + r * POINTS};
    struct tally *tally = tally_create(arena, layout);
    made_fill(tally, tile_create(arena, layout), kernels, at, NULL, NULL, POINTS);
    return tally;
}

static const struct tally *const *units_of(struct arena *arena, const struct tally_layout *layout)
{
    const struct tally **unit = arena_alloc(arena, UNITS, sizeof(struct tally *));
    for (size_t r = 0; r < UNITS; r++)
        unit[r] = unit_of(arena, layout, &tally_kernels_baseline, r);
    return unit;
}

static enum status read_bytes(struct tally *into, const unsigned char *bytes, size_t size)
{
    struct byte_span span = {bytes, bytes + size, false};
    return tally_take(into, &span);
}

static void any_order_and_kernel_gives_the_same(void **state)
{
    struct arena *arena = arena_create();
    struct tally_layout one = layout_of(POINTS), all = layout_of(PATHS);
    struct tally *up = tally_create(arena, &all), *down = tally_create(arena, &all), *path = tally_create(arena, &all);
    (void)state;
    for (size_t r = 0; r < UNITS; r++) {
        tally_merge(up, unit_of(arena, &one, &tally_kernels_baseline, r));
        tally_merge(down,
                    unit_of(arena, &one, __builtin_cpu_supports("avx2") ? &tally_kernels_avx2 : &tally_kernels_baseline,
                            UNITS - 1 - r));
    }
    assert_same_bytes(arena, up, down);
    for (size_t i = 0; i < PATHS; i++)
        tally_add_path(path, (const double[]){column[0][i], column[1][i]}, -1, NULL);
    assert_int_equal(tally_finite(path, 0), PATHS - 2);
    for (size_t i = 0; i < PATHS - 2; i++)
        assert_memory_equal(&path->column[0].kept[i], &up->column[0].kept[i], sizeof(double));
    tally_clear(up);
    assert_same_bytes(arena, up, tally_create(arena, &all));
    arena_destroy(arena);
}

static void what_counts_takes_in_what_keeps(void **state)
{
    struct arena *arena = arena_create();
    struct tally_layout kept = layout_of(POINTS), counted = layout_of(0);
    struct tally *into = tally_create(arena, &counted), *read = tally_create(arena, &counted);
    size_t size;
    (void)state;
    tally_merge(into, unit_of(arena, &kept, &tally_kernels_baseline, 3));
    unsigned char *bytes = bytes_of(arena, unit_of(arena, &kept, &tally_kernels_baseline, 3), &size);
    assert_int_equal(read_bytes(read, bytes, size), STATUS_OK);
    assert_same_bytes(arena, into, unit_of(arena, &counted, &tally_kernels_baseline, 3));
    assert_same_bytes(arena, into, read);
    arena_destroy(arena);
}

static void bytes_that_do_not_fit_are_refused(void **state)
{
    struct arena *arena = arena_create();
    struct tally_layout kept = layout_of(POINTS), counted = layout_of(0), wide = layout_of(2 * POINTS);
    size_t size;
    (void)state;
    unsigned char *bytes = bytes_of(arena, unit_of(arena, &kept, &tally_kernels_baseline, 0), &size);
    struct tally *twice = tally_create(arena, &wide), *once = tally_create(arena, &kept);
    assert_int_equal(read_bytes(twice, bytes, size), STATUS_OK);
    assert_int_equal(read_bytes(twice, bytes, size), STATUS_OK);
    assert_int_equal(tally_finite(twice, 1), 2 * (POINTS - 1));
    assert_int_equal(read_bytes(once, bytes, size), STATUS_OK);
    assert_int_equal(read_bytes(once, bytes, size), STATUS_INVALID); /* no room */
    bytes[size - 1] ^= 0x40;                                         /* the last value leaves the order */
    assert_int_equal(read_bytes(tally_create(arena, &kept), bytes, size), STATUS_INVALID);
    bytes = bytes_of(arena, unit_of(arena, &counted, &tally_kernels_baseline, 0), &size);
    assert_int_equal(read_bytes(tally_create(arena, &kept), bytes, size), STATUS_INVALID);
    arena_destroy(arena);
}

/* Every value of column 0, sorted. */
static size_t sorted_values(double *sorted)
{
    size_t count = 0;
    for (size_t i = 0; i < PATHS; i++)
        if (isfinite(column[0][i]))
            sorted[count++] = column[0][i] + 0.0;
    qsort(sorted, count, sizeof *sorted, made_order);
    return count;
}

static void order_statistics_are_exact(void **state)
{
    static double sorted[PATHS];
    struct arena *arena = arena_create();
    struct tally_layout layout = layout_of(POINTS);
    struct sample s = sample_of(arena, units_of(arena, &layout), UNITS, false, NULL, 0.95);
    size_t count = sorted_values(sorted);
    (void)state;
    for (double p = 0.01; p < 1; p += 0.01)
        assert_close(sample_quantile(&s, 0, p).estimate, sorted[(size_t)ceil((double)count * (p - 0x1p-30)) - 1], 0);
    double below = 0, shortfall = 0, q = sample_quantile(&s, 0, 0.05).estimate;
    for (size_t i = 0; i < count; i++) {
        below += sorted[i] < 0;
        shortfall += sorted[i] < q ? q - sorted[i] : 0;
    }
    assert_close(sample_p_negative(&s, 0).estimate, below / (double)count, 1e-15);
    assert_close(sample_cvar(&s, 0, 0.05).estimate, q - shortfall / (double)count / 0.05, 1e-7);
    assert_close(sample_p_above(&s, 0, 7).estimate,
                 1 - (double)(size_t)sample_hits_below(&s, UNITS, 0, 7, true) / (double)count, 1e-15);
    /* Between zeros and sevens both atoms are told; a value that comes once is none. */
    assert_true(sample_is_atom(&s, 0, 0) && sample_is_atom(&s, 0, 7));
    assert_false(sample_is_atom(&s, 0, sorted[10]));
    arena_destroy(arena);
}

static void close_to(struct figure kept, struct figure counted)
{
    double width = fabs(counted.estimate) / 1024 + 1e-12, ends = 0.25 * (counted.ci_high - counted.ci_low) + width;
    assert_close(kept.estimate, counted.estimate, width);
    assert_close(kept.ci_low, counted.ci_low, ends);
    assert_close(kept.ci_high, counted.ci_high, ends);
    assert_string_equal(kept.method, counted.method);
}

static void both_kinds_tell_the_same(void **state)
{
    struct arena *arena = arena_create();
    (void)state;
    for (int independent = 0; independent < 2; independent++) {
        struct tally_layout kept = layout_of(POINTS), counted = layout_of(0);
        struct sample a = sample_of(arena, units_of(arena, &kept), UNITS, false, NULL, 0.95);
        struct sample b = sample_of(arena, units_of(arena, &counted), UNITS, false, NULL, 0.95);
        if (independent) {
            a = sample_of(arena, &a.pooled, 1, true, NULL, 0.95);
            b = sample_of(arena, &b.pooled, 1, true, NULL, 0.95);
        }
        close_to(sample_mean(&a, 0), sample_mean(&b, 0));
        close_to(sample_sd(&a, 0), sample_sd(&b, 0));
        close_to(sample_quantile(&a, 0, 0.05), sample_quantile(&b, 0, 0.05));
        close_to(sample_quantile(&a, 0, 0.95), sample_quantile(&b, 0, 0.95));
        close_to(sample_cvar(&a, 0, 0.05), sample_cvar(&b, 0, 0.05));
        close_to(sample_p_zero(&a, 0), sample_p_zero(&b, 0));
        close_to(sample_p_positive(&a, 0), sample_p_positive(&b, 0));
        close_to(sample_evpi(&a, 0), sample_evpi(&b, 0));
        assert_close(sample_cdf(&a, 0, 5e4), sample_cdf(&b, 0, 5e4), 1e-3);
        struct tail_diagnosis k = sample_tails(&a, 0), binned = sample_tails(&b, 0);
        assert_close(k.k_low, binned.k_low, 0.01);
        assert_close(k.k_high, binned.k_high, 0.01);
        assert_true(isnan(sample_tails(&a, 1).k_high)); /* ends in an atom */
    }
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_order_and_kernel_gives_the_same),
        cmocka_unit_test(what_counts_takes_in_what_keeps),
        cmocka_unit_test(bytes_that_do_not_fit_are_refused),
        cmocka_unit_test(order_statistics_are_exact),
        cmocka_unit_test(both_kinds_tell_the_same),
    };
    make_columns();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
