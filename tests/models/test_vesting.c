#include "models/share_rounding.h"
#include "models/vesting.h"
#include "tests/support/assert_close.h"

static const struct vesting standard = {false, 48, 12, 1, 0, NULL};
static const struct vesting quarterly = {false, 48, 12, 3, 0, NULL};

/* Days since 1970-01-01 of the dates used, from date(1). */
enum {
    DAY_2024_01_31 = 19753,
    DAY_2024_02_28 = 19781,
    DAY_2024_02_29 = 19782,
    DAY_2024_03_01 = 19783,
    DAY_2024_03_31 = 19813,
    DAY_2025_01_01 = 20089,
    DAY_2025_06_01 = 20240,
    DAY_2026_01_01 = 20454,
    DAY_2026_06_15 = 20619,
    DAY_2026_07_01 = 20635,
    DAY_2026_12_31 = 20818,
    DAY_2027_01_01 = 20819,
    DAY_2028_01_01 = 21184,
    DAY_2029_01_01 = 21550
};

static void test_elapsed_months(void **state)
{
    (void)state;
    assert_int_equal(vesting_elapsed_months(0), 0);
    assert_int_equal(vesting_elapsed_months(11.999 / 12), 11);
    for (int months = 0; months <= 600; months++)
        assert_int_equal(vesting_elapsed_months(months / 12.0), months);
    assert_int_equal(vesting_elapsed_months(-0.01), -1);
    assert_true(vesting_elapsed_months(HUGE_VAL) > 1000000);
    assert_true(vesting_elapsed_months(-HUGE_VAL) < 0);
}

static void test_calendar_months(void **state)
{
    (void)state;
    assert_int_equal(vesting_calendar_months(DAY_2025_01_01, DAY_2029_01_01), 48);
    assert_int_equal(vesting_calendar_months(DAY_2025_01_01, DAY_2029_01_01 - 1), 47);
    assert_int_equal(vesting_calendar_months(DAY_2024_01_31, DAY_2024_02_28), 0);
    assert_int_equal(vesting_calendar_months(DAY_2024_01_31, DAY_2024_02_29), 1);
    assert_int_equal(vesting_calendar_months(DAY_2024_01_31, DAY_2024_03_01), 1);
    assert_int_equal(vesting_calendar_months(DAY_2024_01_31, DAY_2024_03_31), 2);
    assert_int_equal(vesting_calendar_months(DAY_2024_03_01, DAY_2024_02_29), -1);
    assert_int_equal(vesting_calendar_months(-31, 0), 1); /* 1 December 1969 to 1 January 1970 */
    assert_int_equal(vesting_calendar_months(-719162, DAY_2024_03_01), 2023 * 12 + 2); /* from 1 January 1 */
}

/* cases/vesting.json, "Standard schedule": 100,000 shares from 2025-01-01. */
static void test_standard_schedule(void **state)
{
    (void)state;
    static const struct {
        long day;
        double vested;
    } expected[] = {{DAY_2025_06_01, 0},     {DAY_2026_01_01, 25000}, {DAY_2026_07_01, 37500},
                    {DAY_2027_01_01, 50000}, {DAY_2028_01_01, 75000}, {DAY_2029_01_01, 100000}};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        int months = vesting_calendar_months(DAY_2025_01_01, expected[i].day);
        assert_close(100000 * vesting_at_month(&standard, months), expected[i].vested, 1e-9);
    }
}

/* cases/vesting.json, "In words". */
static void test_fraction_by_years(void **state)
{
    (void)state;
    assert_close(vesting_fraction(&standard, 11 / 12.0), 0, 0);
    assert_close(vesting_fraction(&standard, 1), 0.25, 1e-15);
    assert_close(vesting_fraction(&standard, 13 / 12.0), 0.2708333333333333, 1e-15);
    assert_close(vesting_fraction(&standard, 3), 0.75, 1e-15);
    assert_close(vesting_fraction(&standard, 4), 1, 0);
    assert_close(vesting_fraction(&standard, HUGE_VAL), 1, 0);
    assert_close(vesting_fraction(&standard, -1), 0, 0);
    assert_close(vesting_fraction(&quarterly, 14.9 / 12), 0.25, 1e-15);
    assert_close(vesting_fraction(&quarterly, 15 / 12.0), 0.3125, 1e-15);
}

static void test_none_vests_at_once(void **state)
{
    (void)state;
    const struct vesting none = {true, 0, 0, 0, 0, NULL};
    assert_close(vesting_fraction(&none, 0), 1, 0);
    assert_close(vesting_fraction(&none, -0.5), 0, 0);
    assert_int_equal(vesting_last_month(&none), 0);
}

/* cases/vesting.json, "Company schedules". */
static void test_increments(void **state)
{
    (void)state;
    const struct vesting_step back[] = {{12, 0.05}, {24, 0.15}, {36, 0.40}, {48, 0.40}};
    const struct vesting_step front[] = {{12, 0.38}, {24, 0.32}, {36, 0.20}, {48, 0.10}};
    const struct vesting later = {false, 0, 0, 0, 4, back}, sooner = {false, 0, 0, 0, 4, front};
    assert_close(vesting_fraction(&later, 2), 0.20, 1e-15);
    assert_close(vesting_fraction(&sooner, 2), 0.70, 1e-15);
    assert_close(vesting_at_month(&later, 11), 0, 0);
    assert_close(vesting_at_month(&later, 48), 1, 0);
    assert_int_equal(vesting_last_month(&later), 48);
}

/* A schedule whose steps do not divide it, and a cliff past its end. */
static void test_odd_schedules(void **state)
{
    (void)state;
    const struct vesting uneven = {false, 10, 5, 4, 0, NULL}, late = {false, 12, 24, 1, 0, NULL};
    assert_close(vesting_at_month(&uneven, 4), 0, 0);
    assert_close(vesting_at_month(&uneven, 5), 0.4, 1e-15);
    assert_close(vesting_at_month(&uneven, 9), 0.8, 1e-15);
    assert_close(vesting_at_month(&uneven, 10), 1, 0);
    assert_close(vesting_at_month(&late, 23), 0, 0);
    assert_close(vesting_at_month(&late, 24), 1, 0);
}

static void test_table(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct vesting_table table = vesting_table(arena, &quarterly);
    assert_int_equal(table.months, 48);
    for (int n = 0; n <= table.months; n++)
        assert_close(table.fraction[n], vesting_at_month(&quarterly, n), 0);
    assert_close(table.fraction[48], 1, 0);
    arena_destroy(arena);
}

/* Open Cap Format, AllocationType: 18 shares in 4 tranches. */
static void test_seven_rounding_rules(void **state)
{
    (void)state;
    static const double expected[][4] = {
        [ROUND_CUMULATIVE] = {5, 4, 5, 4},
        [ROUND_CUMULATIVE_DOWN] = {4, 5, 4, 5},
        [ROUND_FRONT_LOADED] = {5, 5, 4, 4},
        [ROUND_BACK_LOADED] = {4, 4, 5, 5},
        [ROUND_FRONT_LOADED_TO_SINGLE] = {6, 4, 4, 4},
        [ROUND_BACK_LOADED_TO_SINGLE] = {4, 4, 4, 6},
        [ROUND_FRACTIONAL] = {4.5, 4.5, 4.5, 4.5},
    };
    const double weight[4] = {0.25, 0.25, 0.25, 0.25};
    for (int rule = ROUND_CUMULATIVE; rule <= ROUND_FRACTIONAL; rule++) {
        double tranche[4], vested = 0;
        share_rounding_tranches((enum vesting_rounding)rule, 18, weight, 4, tranche);
        for (size_t k = 0; k <= 4; k++) {
            assert_close(share_rounding_vested((enum vesting_rounding)rule, 18, weight, 4, k), vested, 0);
            if (k == 4)
                break;
            assert_close(tranche[k], expected[rule][k], 0);
            vested += tranche[k];
        }
    }
}

/* 30 shares in tenths: 0.1 x 30 in binary is not to lose a share. Any weights sum to the grant, in whole shares. */
static void test_rounding_of_weights(void **state)
{
    (void)state;
    const double tenths[10] = {0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1};
    const double uneven[4] = {0.05, 0.15, 0.4, 0.4};
    double tranche[10];
    for (int rule = ROUND_CUMULATIVE; rule < ROUND_FRACTIONAL; rule++) {
        share_rounding_tranches((enum vesting_rounding)rule, 30, tenths, 10, tranche);
        for (size_t k = 0; k < 10; k++)
            assert_close(tranche[k], 3, 0);
        for (double shares = 1; shares < 2000; shares += 37) {
            double sum = 0;
            share_rounding_tranches((enum vesting_rounding)rule, shares, uneven, 4, tranche);
            for (size_t k = 0; k < 4; k++) {
                assert_true(tranche[k] >= 0 && floor(tranche[k]) == tranche[k]);
                assert_true(fabs(tranche[k] - shares * uneven[k]) < 4);
                sum += tranche[k];
            }
            assert_close(sum, shares, 0);
        }
    }
}

/* cases/vesting.json, "Double-trigger RSU": 562 by service at the exit, 125 more by the end of the year, at $30. */
static void test_double_trigger_case(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct vesting_table table = share_rounding_table(arena, &quarterly, ROUND_CUMULATIVE_DOWN, 1000);
    double at_exit = 1000 * table.fraction[vesting_calendar_months(DAY_2024_03_01, DAY_2026_06_15)];
    double at_year_end = 1000 * table.fraction[vesting_calendar_months(DAY_2024_03_01, DAY_2026_12_31)];
    assert_close(at_exit, 562, 1e-9);
    assert_close(30 * at_exit, 16860, 1e-6);
    assert_close(at_year_end - at_exit, 125, 1e-9);
    arena_destroy(arena);
}

/* A cliff delays the tranches before it, it does not merge them: 50 shares in 48 months, front loaded, give
 * 2, 2, 1, 1, ...: 14 in the first year, where one tranche of a quarter would be 12 or 13. */
static void test_rounded_schedules(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const struct vesting none = {true, 0, 0, 0, 0, NULL};
    struct vesting_table table = share_rounding_table(arena, &standard, ROUND_FRONT_LOADED, 50);
    assert_close(50 * table.fraction[11], 0, 0);
    assert_close(50 * table.fraction[12], 14, 1e-12);
    assert_close(50 * table.fraction[13], 15, 1e-12);
    assert_close(table.fraction[48], 1, 0);
    table = share_rounding_table(arena, &standard, ROUND_CUMULATIVE_DOWN, 50);
    for (int n = 12; n <= 48; n++)
        assert_close(50 * table.fraction[n], floor(50 * n / 48.0), 1e-12);
    table = share_rounding_table(arena, &standard, ROUND_FRACTIONAL, 50);
    assert_close(50 * table.fraction[13], 50 * 13 / 48.0, 1e-12);
    table = share_rounding_table(arena, &none, ROUND_FRONT_LOADED, 50);
    assert_int_equal(table.months, 0);
    assert_close(table.fraction[0], 1, 0);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_elapsed_months),       cmocka_unit_test(test_calendar_months),
        cmocka_unit_test(test_standard_schedule),    cmocka_unit_test(test_fraction_by_years),
        cmocka_unit_test(test_none_vests_at_once),   cmocka_unit_test(test_increments),
        cmocka_unit_test(test_odd_schedules),        cmocka_unit_test(test_table),
        cmocka_unit_test(test_seven_rounding_rules), cmocka_unit_test(test_rounding_of_weights),
        cmocka_unit_test(test_double_trigger_case),  cmocka_unit_test(test_rounded_schedules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
