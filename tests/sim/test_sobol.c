/* The Sobol' sequence, its scramble, and what scrambled points are good for. */
#include "sim/seat_memo.h"
#include "sim/sobol_directions.h"
#include "tests/sim/uniform_table.h"
#include "tests/support/test_arena.h"

#include <math.h>
#include <stdlib.h>

static const unsigned dimensions[] = {0, 1, 2, 9, 255, 511, 1023};
enum { DIMENSIONS = sizeof dimensions / sizeof *dimensions };

static struct draws draws_at(const unsigned *dimension, size_t count)
{
    struct draws draws = {0};
    for (size_t i = 0; i < count; i++)
        draws_add(arena, &draws, arena_text(arena, "dimension %u", dimension[i]), (int)dimension[i]);
    return draws;
}

/* scipy.stats.qmc.Sobol(1024, scramble=False, bits=32), times 2^32. Its point i in Gray code order is point
 * number i ^ (i >> 1) here. */
static void sequence_is_joe_and_kuos(void **state)
{
    (void)state;
    const struct {
        unsigned number;
        uint32_t x[DIMENSIONS];
    } points[] = {
        {1, {2147483648, 2147483648, 2147483648, 2147483648, 2147483648, 2147483648, 2147483648}},
        {3, {3221225472, 1073741824, 1073741824, 3221225472, 3221225472, 3221225472, 3221225472}},
        {2, {1073741824, 3221225472, 3221225472, 1073741824, 1073741824, 1073741824, 1073741824}},
        {7, {3758096384, 3758096384, 536870912, 536870912, 3758096384, 3758096384, 1610612736}},
        {86, {1778384896, 1107296256, 3321888768, 2986344448, 2449473536, 2248146944, 4060086272}},
        {653, {2973761536, 4022337536, 700448768, 1388314624, 2730491904, 3426746368, 1941962752}},
        {512, {4194304, 3233808384, 2629828608, 3653238784, 3619684352, 2638217216, 4273995776}},
    };
    for (size_t p = 0; p < sizeof points / sizeof *points; p++)
        for (int d = 0; d < DIMENSIONS; d++) {
            uint32_t column[SOBOL_BITS], x = 0;
            sobol_directions(dimensions[d], column);
            for (unsigned k = 0; k < SOBOL_BITS; k++)
                if (points[p].number >> k & 1)
                    x ^= column[k];
            assert_int_equal(x, points[p].x[d]);
        }
}

/* Values of an implementation of the written definition in Python: integers, one matrix row at a time. */
static void scrambled_points_are_as_defined(void **state)
{
    (void)state;
    struct draws draws = {0};
    draws_add(arena, &draws, "something else", 4);
    draws_add(arena, &draws, "exits.valuation", 17);
    struct sampling sampling = uniform_table_sampling("sobol", 1, 1024);
    const double *u = uniform_table(arena, &draws, &sampling, 3) + sampling.points;
    assert_true(u[0] == 0x1.f71cd504p-3);
    assert_true(u[1] == 0x1.960e4859p-1);
    assert_true(u[40] == 0x1.bd1bbf8bp-1);
    assert_true(u[127] == 0x1.fc9e9795p-1);
    assert_true(u[128] == 0x1.f8943212p-2);
    assert_true(u[1000] == 0x1.f72ba3c2p-2);
    draws.draw[1].salt = 5;
    assert_true(uniform_table(arena, &draws, &sampling, 3)[sampling.points + 40] == 0x1.c6de261fp-1);
}

static int ascending(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

static void each_interval_has_one_point(void **state)
{
    (void)state;
    struct draws draws = draws_at(dimensions, DIMENSIONS);
    for (unsigned m = 0; m <= 16; m++) {
        uint64_t points = UINT64_C(1) << m;
        struct sampling sampling = uniform_table_sampling("sobol", m, points);
        double *u = uniform_table(arena, &draws, &sampling, m);
        for (int d = 0; d < DIMENSIONS; d++) {
            double *column = &u[(uint64_t)d * points];
            qsort(column, points, sizeof *column, ascending);
            for (uint64_t i = 0; i < points; i++)
                assert_true((uint64_t)(column[i] * (double)points) == i && column[i] > 0 && column[i] < 1);
        }
    }
}

/* Dimensions 0 and 1 make a (0, m, 2)-net: each box of 2^-a by 2^-(m-a) has one of 2^m points. */
static void two_dimensions_make_a_net(void **state)
{
    (void)state;
    enum { M = 10, POINTS = 1 << M };
    struct draws draws = draws_at(dimensions, 2);
    for (uint64_t replicate = 0; replicate < 4; replicate++) {
        struct sampling sampling = uniform_table_sampling("sobol", 8, POINTS);
        const double *u = uniform_table(arena, &draws, &sampling, replicate);
        for (int a = 0; a <= M; a++) {
            unsigned char box[POINTS] = {0};
            for (int i = 0; i < POINTS; i++) {
                size_t x = (size_t)(u[i] * (1 << a)), y = (size_t)(u[POINTS + i] * (1 << (M - a)));
                assert_int_equal(box[x << (M - a) | y]++, 0);
            }
        }
    }
}

/* The shift and the matrix are drawn anew for each replicate, name and seed: point 0 and the step to point 1 are
 * uniform over replicates, and neither repeats. */
static void replicates_differ_and_are_uniform(void **state)
{
    (void)state;
    enum { REPLICATES = 4096, CELLS = 16 };
    struct draws draws = draws_at(dimensions, 2);
    struct sampling sampling = uniform_table_sampling("sobol", 0, 2);
    int cell[2][CELLS][CELLS] = {{{0}}};
    double first[REPLICATES];
    struct stream stream = stream_create(arena, &sampling, &draws);
    double u[2][LANES];
    for (uint64_t r = 0; r < REPLICATES; r++) {
        stream_seat(&stream, &sampling, r);
        sampling.sampler->fill[0](&stream, 0, u);
        first[r] = u[0][0];
        cell[0][(int)(u[0][0] * CELLS)][(int)(u[1][0] * CELLS)]++;
        cell[1][(int)(u[0][5] * CELLS)][(int)(u[0][6] * CELLS)]++;
    }
    qsort(first, REPLICATES, sizeof *first, ascending);
    for (int r = 1; r < REPLICATES; r++)
        assert_true(first[r] > first[r - 1]);
    /* Two dimensions of one point are independent: all 256 cells. Points 5 and 6 differ in a top digit, and in the
     * second one: of 16 by 16 cells those of one half, and one quarter, of them are open to a pair. */
    const double open_cells[2] = {CELLS * CELLS, CELLS * CELLS / 2};
    for (int pair = 0; pair < 2; pair++) {
        double chi_square = 0, expected = REPLICATES / open_cells[pair];
        int open = 0;
        for (int i = 0; i < CELLS * CELLS; i++) {
            int hits = cell[pair][i / CELLS][i % CELLS];
            if (pair == 1 && (i / CELLS < CELLS / 2) == (i % CELLS < CELLS / 2)) {
                assert_int_equal(hits, 0);
                continue;
            }
            open++;
            chi_square += (hits - expected) * (hits - expected) / expected;
        }
        assert_close(chi_square, open - 1, 4 * sqrt(2.0 * (open - 1)));
    }
}

/* A smooth function of six uniforms whose mean is known: the product of exp(a u) a / (exp(a) - 1). */
static double smooth(const double *u, uint64_t points, uint64_t i)
{
    const double steepness[6] = {1, 0.7, 0.5, 0.35, 0.25, 0.15};
    double product = 1;
    for (int d = 0; d < 6; d++)
        product *= exp(steepness[d] * u[(uint64_t)d * points + i]) * steepness[d] / expm1(steepness[d]);
    return product;
}

static double mean_square_error(const char *sampler, const struct draws *draws, uint64_t points)
{
    enum { REPLICATES = 32 };
    double squares = 0;
    struct sampling sampling = uniform_table_sampling(sampler, 11, points);
    for (uint64_t r = 0; r < REPLICATES; r++) {
        const double *u = uniform_table(arena, draws, &sampling, r);
        double sum = 0;
        for (uint64_t i = 0; i < points; i++)
            sum += smooth(u, points, i);
        squares += (sum / (double)points - 1) * (sum / (double)points - 1);
    }
    return squares / REPLICATES;
}

/* Owen (Ann. Statist. 25, 1997): n^-3 but for logarithms; independent points give n^-1. */
static void error_of_a_smooth_mean_falls_fast(void **state)
{
    (void)state;
    const unsigned first_six[] = {0, 1, 2, 3, 4, 5};
    struct draws draws = draws_at(first_six, 6);
    double sum_x = 0, sum_y = 0, sum_xx = 0, sum_xy = 0, count = 0;
    for (int m = 6; m <= 12; m++) {
        double x = m, y = log2(mean_square_error("sobol", &draws, UINT64_C(1) << m));
        sum_x += x, sum_y += y, sum_xx += x * x, sum_xy += x * y, count++;
    }
    double slope = (count * sum_xy - sum_x * sum_y) / (count * sum_xx - sum_x * sum_x);
    assert_true(slope < -2.5 && slope > -3.5);
    assert_true(mean_square_error("sobol", &draws, 4096) * 1e4 < mean_square_error("mc", &draws, 4096));
}

/* Uniforms of point 0 of a replicate, by slot. */
static void first_point(const struct sampling *sampling, const struct draws *draws, uint64_t replicate, double *u)
{
    double(*block)[LANES] = arena_alloc(arena, draws->count, sizeof *block);
    struct stream stream = stream_create(arena, sampling, draws);
    stream_seat(&stream, sampling, replicate);
    sampling->sampler->fill[0](&stream, 0, block);
    for (size_t slot = 0; slot < draws->count; slot++)
        u[slot] = block[slot][0] + block[slot][LANES - 1];
}

/* Whatever was asked before: other draws, another seed, other points, more lists than are kept. */
static void memo_changes_no_point(void **state)
{
    (void)state;
    enum { LISTS = 7, REPLICATES = 3 };
    struct seat_memo *memo = seat_memo_create(arena);
    for (int round = 0; round < 2; round++)
        for (unsigned list = 0; list < LISTS; list++) {
            const unsigned dimension[] = {list % 2, 5 + list % 3};
            struct draws draws = draws_at(dimension, 2);
            draws.draw[1].salt = list == 4 ? 9 : 0;
            struct sampling sampling = uniform_table_sampling("sobol", 1, list == 5 ? 4096 : 512);
            sampling.seed = list == 6 ? 77 : 1;
            for (uint64_t r = 0; r < REPLICATES; r++) {
                double plain[2], kept[2];
                sampling.memo = NULL;
                first_point(&sampling, &draws, r, plain);
                sampling.memo = memo;
                first_point(&sampling, &draws, r, kept);
                assert_true(plain[0] == kept[0] && plain[1] == kept[1]);
            }
        }
}

/* What was made once is found again: of the same draws by name, in whatever plan. */
static void memo_keeps_replicates(void **state)
{
    (void)state;
    const unsigned dimension[] = {0, 3};
    struct draws draws = draws_at(dimension, 2), again = draws_at(dimension, 2);
    struct sampling sampling = uniform_table_sampling("sobol", 1, 256);
    struct seat_memo *memo = seat_memo_create(arena);
    bool made = true;
    void *first = seat_memo_of(memo, &sampling, &draws, 1, 8, 64, &made);
    assert_false(made);
    assert_ptr_equal(seat_memo_of(memo, &sampling, &again, 1, 8, 64, &made), first);
    assert_true(made);
    assert_ptr_not_equal(seat_memo_of(memo, &sampling, &again, 0, 8, 64, &made), first);
    assert_false(made);
    assert_null(seat_memo_of(memo, &sampling, &again, 1000, 8, 64, &made));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sequence_is_joe_and_kuos),
        cmocka_unit_test(scrambled_points_are_as_defined),
        cmocka_unit_test(each_interval_has_one_point),
        cmocka_unit_test(two_dimensions_make_a_net),
        cmocka_unit_test(replicates_differ_and_are_uniform),
        cmocka_unit_test(error_of_a_smooth_mean_falls_fast),
        cmocka_unit_test(memo_changes_no_point),
        cmocka_unit_test(memo_keeps_replicates),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
