#include "models/hazard.h"
#include "models/hazard_kernel.h"
#include "sim/isa.h"
#include "tests/support/assert_close.h"

struct fixture {
    struct arena *arena;
    struct hazard_segments segments;
};

static struct fixture prepare(const struct hazard_point *point, size_t count, bool stops)
{
    const struct hazard_curve curve = {.count = count, .point = point, .stops = stops};
    struct fixture fixture = {arena_create(), {0, NULL}};
    fixture.segments = hazard_prepare(fixture.arena, &curve);
    return fixture;
}

/* The column gives the scalar's bits, and P(T <= hazard_years(u)) = u. */
static void check_inverse(const struct hazard_segments *segments)
{
    double u[LANES], e[LANES], years[LANES];
    for (size_t lane = 0; lane < LANES; lane++) {
        u[lane] = ((double)lane + 0.5) / LANES;
        e[lane] = -log1p(-u[lane]);
    }
    hazard_column(segments, e, u, years, LANES);
    for (size_t lane = 0; lane < LANES; lane++) {
        double scalar = hazard_years(segments, u[lane]);
        if (isinf(scalar)) {
            assert_true(isinf(years[lane]));
            continue;
        }
        assert_close(years[lane], scalar, 1e-13 * (1 + scalar));
        assert_close(hazard_probability(segments, scalar), u[lane], 1e-13);
        assert_true(lane == 0 || years[lane] >= years[lane - 1]);
    }
}

/* 40% in 18 months: 0.3405504 a year, 2.79803% a month. */
static void test_one_point(void **state)
{
    (void)state;
    const struct hazard_point point[] = {{1.5, 0.4}};
    struct fixture f = prepare(point, 1, false);
    assert_close(hazard_cumulated(&f.segments, 1), 0.3405504, 5e-8);
    assert_close(hazard_probability(&f.segments, 1 / 12.0), 0.0279803, 5e-8);
    assert_close(hazard_years(&f.segments, 0.4), 1.5, 1e-14);
    assert_close(hazard_probability(&f.segments, 3), 1 - 0.6 * 0.6, 1e-14); /* the hazard goes on */
    assert_close(hazard_years(&f.segments, 0.64), 3, 1e-13);
    check_inverse(&f.segments);
    arena_destroy(f.arena);

    f = prepare(point, 1, true);
    assert_close(hazard_years(&f.segments, 0.4 - 1e-12), 1.5, 1e-10);
    assert_true(isinf(hazard_years(&f.segments, 0.4 + 1e-12)));
    assert_close(hazard_probability(&f.segments, 100), 0.4, 1e-14);
    check_inverse(&f.segments);
    arena_destroy(f.arena);
}

static void test_several_points(void **state)
{
    (void)state;
    const struct hazard_point point[] = {{0.5, 0.1}, {1.5, 0.4}, {2, 0.4}, {3, 0.5}};
    struct fixture f = prepare(point, 4, false);
    for (size_t k = 0; k < 4; k++)
        assert_close(hazard_probability(&f.segments, point[k].years), point[k].probability, 1e-14);
    assert_close(hazard_probability(&f.segments, 1), 1 - sqrt(0.9 * 0.6), 1e-14); /* survival is geometric between */
    assert_close(hazard_probability(&f.segments, 4), 1 - 0.5 * 5 / 6, 1e-14);
    assert_true(hazard_years(&f.segments, 0.4 + 1e-9) > 2); /* nothing happens between 1.5 and 2 */
    check_inverse(&f.segments);
    arena_destroy(f.arena);
}

/* P = 100%: uniform over that segment, in time. */
static void test_certain_event(void **state)
{
    (void)state;
    const struct hazard_point point[] = {{1, 0.2}, {3, 1}, {4, 1}};
    struct fixture f = prepare(point, 3, false);
    assert_close(hazard_years(&f.segments, 0.6), 2, 1e-14);
    assert_close(hazard_years(&f.segments, 0.9), 2.75, 1e-14);
    assert_close(hazard_years(&f.segments, 1 - 1e-12), 3, 1e-10);
    assert_close(hazard_probability(&f.segments, 2.5), 0.8, 1e-14);
    assert_close(hazard_probability(&f.segments, 5), 1, 0);
    check_inverse(&f.segments);
    arena_destroy(f.arena);

    f = prepare(point + 1, 1, false);
    assert_close(hazard_years(&f.segments, 0.25), 0.75, 1e-14);
    check_inverse(&f.segments);
    arena_destroy(f.arena);
}

static void test_never(void **state)
{
    (void)state;
    const struct hazard_point nothing[] = {{1, 0}}, then_nothing[] = {{1, 0.3}, {2, 0.3}};
    struct fixture f = prepare(NULL, 0, false);
    assert_true(isinf(hazard_years(&f.segments, 1e-9)));
    assert_close(hazard_probability(&f.segments, 10), 0, 0);
    check_inverse(&f.segments);
    arena_destroy(f.arena);
    f = prepare(nothing, 1, false);
    assert_true(isinf(hazard_years(&f.segments, 1e-9)));
    arena_destroy(f.arena);
    f = prepare(then_nothing, 2, false); /* the last hazard, which goes on, is none */
    assert_true(isinf(hazard_years(&f.segments, 0.31)));
    assert_close(hazard_years(&f.segments, 0.29), log(0.71) / log(0.7), 1e-13);
    check_inverse(&f.segments);
    arena_destroy(f.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_point),
        cmocka_unit_test(test_several_points),
        cmocka_unit_test(test_certain_event),
        cmocka_unit_test(test_never),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
