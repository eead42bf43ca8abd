#include "tests/sim/uniform_table.h"
#include "tests/support/test_arena.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static struct draws draws_named(const char *const *names, size_t count)
{
    struct draws draws = {0};
    for (size_t i = 0; i < count; i++)
        draws_add(arena, &draws, names[i], -1);
    assert_true(draws_place(&draws, 64));
    return draws;
}

static struct draws many_draws(size_t count)
{
    struct draws draws = {0};
    for (size_t i = 0; i < count; i++)
        draws_add(arena, &draws, arena_text(arena, "risks.%zu", i), -1);
    assert_true(draws_place(&draws, 64));
    return draws;
}

static void every_sampler_is_found_by_name(void **state)
{
    (void)state;
    const char *names[] = {"sobol", "lhs", "antithetic", "mc"};
    for (size_t i = 0; i < 4; i++) {
        assert_string_equal(sampler_list[i]->name, names[i]);
        assert_ptr_equal(sampler_named(names[i]), sampler_list[i]);
        assert_int_equal(sampler_list[i]->replicated, i != 3);
    }
    assert_null(sampler_list[4]);
    assert_null(sampler_named("halton"));
}

static void paths_are_rounded_as_documented(void **state)
{
    (void)state;
    const struct {
        const char *sampler;
        uint64_t paths, replicates, points, run;
    } cases[] = {
        {"sobol", 1 << 20, 16, 1 << 16, 1 << 20},
        {"sobol", 1000000, 16, 1 << 16, 1 << 20},
        {"sobol", 1048577, 16, 1 << 17, 1 << 21},
        {"sobol", 1, 16, 1, 16},
        {"sobol", 1000, 9, 128, 1152},
        {"lhs", 1000, 16, 63, 1008},
        {"lhs", 1000, 9, 112, 1008},
        {"lhs", 999, 9, 112, 1008},
        {"lhs", 1, 9, 2, 18},
        {"antithetic", 1000, 16, 64, 1024},
        {"antithetic", 1000, 9, 112, 1008},
        {"antithetic", 1, 16, 2, 32},
        {"mc", 1000, 16, 1000, 1000},
        {"mc", 1, 16, 1, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sampling sampling = sampling_of(sampler_named(cases[i].sampler), 1, cases[i].paths, cases[i].replicates);
        assert_int_equal(sampling.points, cases[i].points);
        assert_int_equal(sampling_paths(&sampling), cases[i].run);
        assert_int_equal(sampling.replicates, sampling.sampler->replicated ? cases[i].replicates : 1);
    }
}

/* Values of an implementation of the written definitions in Python, with exact fractions. */
static void streams_are_as_defined(void **state)
{
    (void)state;
    const uint64_t point[] = {0, 1, 40, 127, 128, 1000};
    const struct {
        const char *sampler;
        uint64_t replicate;
        double u[6];
    } streams[] = {
        {"mc",
         0,
         {0x1.7d09d9d1466efp-1, 0x1.133263ac9f042p-2, 0x1.8c96c0d1ef510p-5, 0x1.6e509e315f232p-2, 0x1.cf12a17545738p-4,
          0x1.f17a0301c525ep-2}},
        {"antithetic",
         3,
         {0x1.5f1c621977de8p-4, 0x1.d41c73bcd1043p-1, 0x1.37754dc710bf5p-1, 0x1.f93d137bec4fap-2, 0x1.e7dc7138cda18p-4,
          0x1.b77357bed4f8dp-1}},
        {"lhs",
         3,
         {0x1.3df370c57c420p-1, 0x1.1e7b6fb98f094p-1, 0x1.224c353eeee9dp-1, 0x1.9736a4d81b6c6p-1, 0x1.21703b6489cbbp-1,
          0x1.ff019e962741fp-6}},
    };
    const char *name = "exits.valuation";
    struct draws draws = draws_named(&name, 1);
    for (size_t s = 0; s < sizeof streams / sizeof *streams; s++) {
        struct sampling sampling = uniform_table_sampling(streams[s].sampler, 1, 1002);
        const double *u = uniform_table(arena, &draws, &sampling, streams[s].replicate);
        for (int i = 0; i < 6; i++)
            assert_true(u[point[i]] == streams[s].u[i]);
    }
    struct sampling sampling = uniform_table_sampling("mc", UINT64_MAX, 8);
    assert_true(uniform_table(arena, &draws, &sampling, 0)[7] == 0x1.ee559b9284ce3p-1);
    sampling.seed = 1;
    draws.draw[0].salt = 5;
    assert_true(uniform_table(arena, &draws, &sampling, 0)[0] == 0x1.be5093dae4f4ap-2);
}

static bool isa_runs_here(int isa)
{
#if defined(__x86_64__)
    if (isa == 1)
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("fma");
    if (isa == 2)
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
               __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
               __builtin_cpu_supports("avx512cd");
#endif
    return isa == 0;
}

static void instruction_sets_give_the_same_bytes(void **state)
{
    (void)state;
    const uint64_t sizes[] = {2, 64, 128, 1000, 8192};
    const size_t counts[] = {1, 16, 19};
    for (const struct sampler *const *sampler = sampler_list; *sampler; sampler++)
        for (size_t i = 0; i < 5; i++)
            for (size_t c = 0; c < 3; c++) {
                struct draws draws = many_draws(counts[c]);
                struct sampling sampling = uniform_table_sampling((*sampler)->name, 99, sizes[i]);
                const double *baseline = uniform_table(arena, &draws, &sampling, 1);
                for (int isa = 1; isa < 3; isa++)
                    if (isa_runs_here(isa))
                        assert_memory_equal(uniform_table_by(arena, &draws, &sampling, 1, isa), baseline,
                                            counts[c] * sizes[i] * sizeof(double));
            }
}

/* Blocks late in the largest replicate, and lanes past the end of a short one. */
static void uniforms_are_inside_everywhere(void **state)
{
    (void)state;
    struct draws draws = many_draws(20);
    const uint64_t sizes[] = {1, 2, 3, 100, 4096, 3000000018, SAMPLER_MAX_POINTS - 2, SAMPLER_MAX_POINTS};
    for (const struct sampler *const *sampler = sampler_list; *sampler; sampler++)
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
            struct sampling sampling = uniform_table_sampling((*sampler)->name, 5, sizes[i]);
            struct stream stream = stream_create(arena, &sampling, &draws);
            uint64_t last_block = (sizes[i] - 1) / LANES * LANES;
            for (uint64_t first = last_block > 3 * LANES ? last_block - 3 * LANES : 0; first <= last_block;
                 first += LANES) {
                double u[20][LANES];
                sampling.sampler->fill[0](&stream, first, u);
                for (int slot = 0; slot < 20; slot++)
                    for (int j = 0; j < LANES; j++)
                        assert_true(u[slot][j] > 0 && u[slot][j] < 1);
            }
        }
}

static void rows_in_any_order_and_further_rows_change_nothing(void **state)
{
    (void)state;
    const char *few[] = {"layoff", "risks.A", "grants.New hire"};
    const char *more[] = {"risks.B", "grants.New hire", "risks.A", "exits.no-exit", "layoff"};
    struct draws one = draws_named(few, 3), other = draws_named(more, 5);
    for (const struct sampler *const *sampler = sampler_list; *sampler; sampler++) {
        struct sampling sampling = uniform_table_sampling((*sampler)->name, 3, 512);
        const double *u = uniform_table(arena, &one, &sampling, 1), *v = uniform_table(arena, &other, &sampling, 1);
        for (int i = 0; i < 3; i++) {
            int slot = draws_find(&other, few[i]);
            assert_memory_equal(&u[i * 512], &v[slot * 512], 512 * sizeof(double));
        }
    }
}

static bool same(const double *a, const double *b, size_t count)
{
    return memcmp(a, b, count * sizeof *a) == 0;
}

static void seed_replicate_and_salt_each_give_another_stream(void **state)
{
    (void)state;
    enum { POINTS = 256 };
    for (const struct sampler *const *sampler = sampler_list; *sampler; sampler++) {
        struct draws draws = many_draws(2);
        struct sampling sampling = uniform_table_sampling((*sampler)->name, 0, POINTS), reseeded = sampling;
        reseeded.seed = UINT64_C(1) << 63;
        const double *u = uniform_table(arena, &draws, &sampling, 0);
        assert_false(same(u, u + POINTS, POINTS));
        assert_false(same(u, uniform_table(arena, &draws, &reseeded, 0), POINTS));
        assert_false(same(u, uniform_table(arena, &draws, &sampling, 1), POINTS));
        draws.draw[0].salt = 1;
        const double *salted = uniform_table(arena, &draws, &sampling, 0);
        assert_false(same(u, salted, POINTS));
        assert_true(same(u + POINTS, salted + POINTS, POINTS));
        draws.draw[0].salt = 0;
        assert_true(same(u, uniform_table(arena, &draws, &sampling, 0), 2 * POINTS));
    }
}

static void more_points_only_append(void **state)
{
    (void)state;
    const char *const samplers[] = {"sobol", "mc", "antithetic"};
    struct draws draws = many_draws(3);
    for (int s = 0; s < 3; s++) {
        struct sampling few = uniform_table_sampling(samplers[s], 4, 256), many = few;
        many.points = 4096;
        const double *u = uniform_table(arena, &draws, &few, 2), *v = uniform_table(arena, &draws, &many, 2);
        for (size_t slot = 0; slot < 3; slot++)
            assert_memory_equal(&u[slot * few.points], &v[slot * many.points], few.points * sizeof(double));
    }
}

static void antithetic_paths_come_in_pairs(void **state)
{
    (void)state;
    struct draws draws = many_draws(3);
    struct sampling sampling = uniform_table_sampling("antithetic", 4, 1000);
    const double *u = uniform_table(arena, &draws, &sampling, 0);
    for (size_t i = 0; i < 3 * 1000; i += 2)
        assert_true(u[i] + u[i + 1] == 1 && u[i + 1] == 1 - u[i]);
}

static void each_stratum_is_hit_once(void **state)
{
    (void)state;
    const uint64_t sizes[] = {1, 2, 3, 4, 10, 63, 64, 100, 127, 130, 1002, 4096, 65536, 100000};
    struct draws draws = many_draws(2);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        uint64_t n = sizes[i];
        struct sampling sampling = uniform_table_sampling("lhs", 6, n);
        const double *u = uniform_table(arena, &draws, &sampling, 1);
        for (size_t slot = 0; slot < 2; slot++) {
            unsigned char *hit = arena_alloc(arena, n, 1);
            for (uint64_t p = 0; p < n; p++)
                assert_int_equal(hit[(uint64_t)(u[slot * n + p] * (double)n)]++, 0);
        }
    }
}

/* All 24 orders of four points are equally likely, over replicates. */
static void orders_of_few_points_are_uniform(void **state)
{
    (void)state;
    enum { REPLICATES = 24000, ORDERS = 24 };
    struct draws draws = many_draws(1);
    struct sampling sampling = uniform_table_sampling("lhs", 6, 4);
    struct stream stream = stream_create(arena, &sampling, &draws);
    int count[ORDERS] = {0};
    double u[1][LANES], chi_square = 0;
    for (uint64_t r = 0; r < REPLICATES; r++) {
        stream_seat(&stream, &sampling, r);
        sampling.sampler->fill[0](&stream, 0, u);
        int order = 0;
        for (int i = 0; i < 4; i++) {
            int below = 0;
            for (int j = i + 1; j < 4; j++)
                below += u[0][j] < u[0][i];
            order = order * (4 - i) + below;
        }
        count[order]++;
    }
    for (int i = 0; i < ORDERS; i++)
        chi_square +=
            (count[i] - REPLICATES / ORDERS) * (count[i] - REPLICATES / ORDERS) / (double)(REPLICATES / ORDERS);
    assert_close(chi_square, ORDERS - 1, 4 * sqrt(2.0 * (ORDERS - 1)));
}

/* Two columns of n points: correlation has mean 0 and variance 1/(n - 1), also for random permutations. */
static void columns_are_uncorrelated(void **state)
{
    (void)state;
    enum { POINTS = 1000, REPLICATES = 200 };
    struct draws draws = many_draws(2);
    for (const struct sampler *const *sampler = sampler_list; *sampler; sampler++) {
        if (strcmp((*sampler)->name, "sobol") == 0)
            continue; /* far smaller there */
        struct sampling sampling = uniform_table_sampling((*sampler)->name, 7, POINTS);
        double sum = 0, squares = 0, serial = 0;
        for (uint64_t r = 0; r < REPLICATES; r++) {
            const double *u = uniform_table(arena, &draws, &sampling, r);
            double product = 0;
            for (int i = 0; i < POINTS; i++)
                product += 12 * (u[i] - 0.5) * (u[POINTS + i] - 0.5) / POINTS;
            for (int i = 0; i + 2 < POINTS; i++)
                serial += 12 * (u[i] - 0.5) * (u[i + 2] - 0.5) / POINTS;
            sum += product;
            squares += product * product;
        }
        double pairs = strcmp((*sampler)->name, "antithetic") == 0 ? 2 : 1; /* half as many independent points */
        assert_close(sum / REPLICATES, 0, 4 * sqrt(pairs / POINTS / REPLICATES));
        assert_close(squares / REPLICATES, pairs / POINTS, 4 * pairs / POINTS * sqrt(2.0 / REPLICATES));
        assert_close(serial / REPLICATES, 0, 4 * sqrt(2.0 / POINTS / REPLICATES) + 1.0 / POINTS);
    }
}

static void moments_are_those_of_uniforms(void **state)
{
    (void)state;
    enum { POINTS = 1 << 16, CELLS = 16 };
    struct draws draws = many_draws(2);
    for (const struct sampler *const *sampler = sampler_list; *sampler; sampler++) {
        struct sampling sampling = uniform_table_sampling((*sampler)->name, 21, POINTS);
        const double *u = uniform_table(arena, &draws, &sampling, 0);
        double mean = 0, square = 0, chi_square = 0, expected = POINTS / (double)(CELLS * CELLS);
        int cell[CELLS][CELLS] = {{0}};
        for (int i = 0; i < POINTS; i++) {
            mean += u[i] / POINTS;
            square += (u[i] - 0.5) * (u[i] - 0.5) / POINTS;
            cell[(int)(u[i] * CELLS)][(int)(u[POINTS + i] * CELLS)]++;
        }
        assert_close(mean, 0.5, 4 * sqrt(1.0 / 12 / POINTS));
        assert_close(square, 1.0 / 12, 4 * sqrt(1.0 / 180 / POINTS));
        for (int i = 0; i < CELLS * CELLS; i++)
            chi_square += pow(cell[i / CELLS][i % CELLS] - expected, 2) / expected;
        /* Independent points: about as many as cells. Mirrored points fill cells in pairs: twice the variance. */
        double most = strcmp((*sampler)->name, "antithetic") == 0 ? 2 : 1;
        assert_true(chi_square < most * (CELLS * CELLS - 1 + 4 * sqrt(2.0 * CELLS * CELLS)));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_sampler_is_found_by_name),
        cmocka_unit_test(paths_are_rounded_as_documented),
        cmocka_unit_test(streams_are_as_defined),
        cmocka_unit_test(instruction_sets_give_the_same_bytes),
        cmocka_unit_test(uniforms_are_inside_everywhere),
        cmocka_unit_test(rows_in_any_order_and_further_rows_change_nothing),
        cmocka_unit_test(seed_replicate_and_salt_each_give_another_stream),
        cmocka_unit_test(more_points_only_append),
        cmocka_unit_test(antithetic_paths_come_in_pairs),
        cmocka_unit_test(each_stratum_is_hit_once),
        cmocka_unit_test(orders_of_few_points_are_uniform),
        cmocka_unit_test(columns_are_uncorrelated),
        cmocka_unit_test(moments_are_those_of_uniforms),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
