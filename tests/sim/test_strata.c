/* Boxes of the draws' cube: how cells are dealt to them, what their points weigh, where uniforms come to lie. */
#include "sim/sampler.h"
#include "sim/strata.h"
#include "tests/support/assert_close.h"

#include <math.h>
#include <string.h>

static const char *const names[] = {"a", "b"};

/* `a` cut at .3 and .9, the middle cut again along `b` at 1 - 1e-9; a rare stratum is wanted more often than it comes.
 */
static struct strata made_strata(struct arena *arena)
{
    static const struct stratum made[] = {
        {.low = {0, 0}, .high = {0.3, 1}, .chance = 0.3, .wanted = 0.2},
        {.low = {0.3, 0}, .high = {0.9, 1 - 1e-9}, .chance = 0.6 * (1 - 1e-9), .wanted = 0.5},
        {.low = {0.3, 1 - 1e-9}, .high = {0.9, 1}, .chance = 0.6 * 1e-9, .wanted = 0.25},
        {.low = {0.9, 0}, .high = {1, 1}, .chance = 0.1, .wanted = 0.05},
    };
    enum { COUNT = sizeof made / sizeof *made };
    struct stratum *stratum = arena_alloc(arena, COUNT, sizeof *stratum);
    for (size_t s = 0; s < COUNT; s++)
        stratum[s] = made[s];
    struct strata strata = {.sides = 2, .name = names, .count = COUNT, .stratum = stratum};
    strata_allot(&strata);
    return strata;
}

static struct sampling sampling_named(const char *sampler, uint64_t paths)
{
    return sampling_of(sampler_named(sampler), 1, paths, 16);
}

static void every_stratum_has_whole_nets_of_cells(void **state)
{
    struct arena *arena = arena_create();
    (void)state;
    for (size_t count = 2; count <= STRATA_MOST; count++)
        for (double first = 0; first < 1; first += 0.17) {
            struct stratum stratum[STRATA_MOST] = {{.wanted = first}};
            for (size_t s = 1; s < count; s++)
                stratum[s].wanted = (1 - first) * 2 * (double)s / (double)(count * (count - 1));
            struct strata strata = {.count = count, .stratum = stratum};
            strata_allot(&strata);
            unsigned begins[STRATA_MOST], sum = 0;
            for (unsigned cell = STRATA_CELLS; cell-- > 0;)
                begins[strata.of_cell[cell]] = cell;
            for (size_t s = 0; s < count; s++) {
                unsigned cells = stratum[s].cells, power = cells & -cells;
                assert_true(cells > 0 && (cells == power || cells == 3 * power) && begins[s] % power == 0);
                sum += cells;
            }
            assert_int_equal(sum, STRATA_CELLS);
        }
    arena_destroy(arena);
}

static struct sampling stratified(const struct strata *strata, uint64_t paths, bool by_cells)
{
    struct sampling sampling = sampling_named("sobol", paths);
    sampling.strata = strata;
    sampling.by_cells = by_cells;
    return sampling;
}

/* Points a replicate, from the fewest to more than a tile: walked by number and by cells. */
static void weights_are_the_chances(void **state)
{
    struct arena *arena = arena_create();
    struct strata strata = made_strata(arena);
    (void)state;
    for (unsigned bits = STRATA_CELL_BITS; bits <= 14; bits++)
        for (int by_cells = 0; by_cells < 2; by_cells++) {
            struct sampling sampling = stratified(&strata, UINT64_C(16) << bits, by_cells);
            const struct strata_layout *layout = strata_layout_of(arena, &sampling);
            uint64_t total = 0, of_stratum[4] = {0};
            for (uint64_t i = 0; i < sampling.points; i++) {
                size_t block = strata_block(layout, i), lane = i % LANES, s = 0;
                const struct lane_weights *weights = layout->weights[block];
                double low[2] = {0, 0};
                for (size_t side = 0; side < 2; side++)
                    if (layout->box[2 * block + side])
                        low[side] = layout->box[2 * block + side]->low[lane];
                while (low[0] < strata.stratum[s].low[0] || low[1] < strata.stratum[s].low[1] ||
                       low[0] >= strata.stratum[s].high[0] || low[1] >= strata.stratum[s].high[1])
                    s++;
                total += weights->whole[lane];
                of_stratum[s] += weights->whole[lane];
                assert_close(weights->value[lane], ldexp((double)weights->whole[lane], -WEIGHT_BITS), 0x1p-20);
            }
            assert_true(total == sampling.points << WEIGHT_BITS);
            for (size_t s = 0; s < 4; s++)
                assert_close((double)of_stratum[s] / (double)total, strata.stratum[s].chance, 0x1p-28);
        }
    arena_destroy(arena);
}

/* A threshold is met on one side only, by the smallest and the largest uniform too, in a thin box as well. */
static void uniforms_stay_strictly_inside(void **state)
{
    struct arena *arena = arena_create();
    struct strata strata = made_strata(arena);
    struct sampling sampling = stratified(&strata, 1 << 16, false);
    const struct strata_layout *layout = strata_layout_of(arena, &sampling);
    static const double ends[] = {0x1p-53, 0x1p-33, 0.5, 1 - 0x1p-33, 1 - 0x1p-53};
    (void)state;
    for (size_t e = 0; e < sizeof ends / sizeof *ends; e++)
        for (size_t side = 0; side < 2; side++) {
            const struct strata_box *box = layout->box[side];
            double u[LANES];
            for (size_t i = 0; i < LANES; i++)
                u[i] = ends[e];
            strata_cut_baseline(box, u);
            for (size_t i = 0; i < LANES; i++) {
                bool cut = box->width[i] < 1;
                assert_true(u[i] > 0 && u[i] < 1 && u[i] >= box->low[i]);
                if (!cut)
                    assert_close(u[i], ends[e], 0);
                for (size_t s = 0; cut && s < strata.count; s++) /* no end of any box is inside another */
                    assert_true(u[i] != strata.stratum[s].low[side] && u[i] != strata.stratum[s].high[side]);
                if (box->low[i] >= 1 - 1e-9)
                    assert_true(side == 1 && u[i] > 1 - 1e-9);
            }
        }
    arena_destroy(arena);
}

/* The same points, in another order: each of them has the cell and the uniforms that its number has. */
static void cells_are_walked_one_by_one(void **state)
{
    struct arena *arena = arena_create();
    struct strata strata = made_strata(arena);
    struct draws draws = {0};
    (void)state;
    draws_add(arena, &draws, "a", 3);
    for (unsigned bits = STRATA_CELL_BITS; bits <= 13; bits++) {
        struct sampling numbered = stratified(&strata, UINT64_C(16) << bits, false),
                        walked = stratified(&strata, UINT64_C(16) << bits, true);
        struct stream one = stream_create(arena, &numbered, &draws), other = stream_create(arena, &walked, &draws);
        double *of_point = arena_alloc(arena, numbered.points + LANES, sizeof *of_point), u[1][LANES];
        unsigned period = strata_period_bits(walked.points);
        stream_seat(&one, &numbered, 5);
        stream_seat(&other, &walked, 5);
        for (uint64_t point = 0; point < numbered.points; point += LANES) {
            sampler_sobol.fill[0](&one, point, u);
            memcpy(of_point + point, u[0], sizeof u[0]);
        }
        for (uint64_t at = 0; at < walked.points; at++) {
            uint64_t point = 0, cell = 0;
            for (unsigned digit = 0; digit < 32; digit++)
                point |= (at >> digit & 1) << strata_digit(period, digit);
            for (unsigned digit = 0; digit < STRATA_CELL_BITS; digit++)
                cell = 2 * cell + (point >> digit & 1);
            assert_int_equal(cell, (at & ((UINT64_C(1) << period) - 1)) >> (period - STRATA_CELL_BITS));
            if (at % LANES == 0)
                sampler_sobol.fill[0](&other, at, u);
            assert_close(u[0][at % LANES], of_point[point], 0);
        }
    }
    arena_destroy(arena);
}

static void some_samplings_are_not_cut(void **state)
{
    struct arena *arena = arena_create();
    struct strata strata = made_strata(arena);
    (void)state;
    static const struct {
        const char *sampler;
        uint64_t paths;
        bool fits;
    } cases[] = {{"sobol", 1024, true}, {"sobol", 512, false}, {"mc", 1 << 20, false}, {"lhs", 1024, false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sampling sampling = sampling_named(cases[i].sampler, cases[i].paths);
        assert_true(strata_fit(&strata, &sampling) == cases[i].fits);
    }
    strata.count = 1;
    struct sampling sampling = sampling_named("sobol", 1024);
    assert_false(strata_fit(&strata, &sampling));
    assert_false(strata_fit(NULL, &sampling));
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_stratum_has_whole_nets_of_cells),
        cmocka_unit_test(weights_are_the_chances),
        cmocka_unit_test(uniforms_stay_strictly_inside),
        cmocka_unit_test(cells_are_walked_one_by_one),
        cmocka_unit_test(some_samplings_are_not_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
