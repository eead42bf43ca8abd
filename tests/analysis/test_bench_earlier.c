/* The verdict over an earlier bench: only where intervals lie apart, and in yardsticks where the machine has changed.
 */
#include "analysis/bench_earlier.h"
#include "sim/statistics.h"
#include "tests/support/assert_close.h"

#include <string.h>

static struct report *report_now(struct arena *arena, double yardstick)
{
    static const struct report_scenario scenarios[] = {{"A", NULL, NULL, NULL, NULL}, {"B", NULL, NULL, NULL, NULL}};
    struct report *report = report_create(arena, "bench");
    report->scenario = scenarios;
    report->scenario_count = 2;
    for (size_t s = 0; s < 2; s++) {
        report_add_row(report, "machine", "", "yardstick_ns", "ns",
                       (struct figure){yardstick, 0, yardstick - 0.01, yardstick + 0.01, 0.95, "", "ok", NULL})
            ->scenario = s;
        report_add_row(report, "sobol", "", "ns_per_path", "ns",
                       (struct figure){10, 0, 9.5, 10.5, 0.95, "", "ok", NULL})
            ->scenario = s;
        report_add_row(report, "sobol", "net_advantage", "std_error", "USD",
                       (struct figure){30, 0, 28, 32, 0.95, "", "ok", NULL})
            ->scenario = s;
        report_add_row(report, "sobol", "", "over_floor", "multiple", figure_without_interval(2))->scenario = s;
    }
    return report;
}

static const struct report *earlier(struct arena *arena, struct figure ns_per_path)
{
    static const struct report_scenario scenario = {"A", NULL, NULL, NULL, NULL};
    struct report *report = report_create(arena, "bench");
    report->scenario = &scenario;
    report->scenario_count = 1;
    report_add_row(report, "machine", "", "yardstick_ns", "", (struct figure){2, 0, 1.99, 2.01, 0.95, "", "ok", NULL});
    report_add_row(report, "sobol", "", "ns_per_path", "", ns_per_path);
    report_add_row(report, "sobol", "net_advantage", "std_error", "",
                   (struct figure){20, 0, 19, 21, 0.95, "", "ok", NULL});
    report_add_row(report, "sobol", "", "over_floor", "", figure_without_interval(2));
    return report;
}

static const char *verdict(const struct report *report, const char *statistic, double *ratio)
{
    const struct report_row *row = report_find(report, "sobol", "earlier", statistic);
    assert_non_null(row);
    *ratio = row->figure.estimate;
    return figure_note(&row->figure);
}

static void only_intervals_apart_differ(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    double ratio = 0;
    struct report *report = report_now(arena, 2);
    bench_earlier_compare(report, earlier(arena, (struct figure){11, 0, 10.4, 12, 0.95, "", "ok", NULL}));
    assert_string_equal(verdict(report, "ns_per_path", &ratio), "within the noise");
    assert_close(ratio, 10.0 / 11, 1e-15);
    assert_string_equal(verdict(report, "net_advantage.std_error", &ratio), "worse");
    assert_string_equal(verdict(report, "over_floor", &ratio), "too few repeats to tell");
    report = report_now(arena, 2);
    bench_earlier_compare(report, earlier(arena, (struct figure){11, 0, 10.6, 12, 0.95, "", "ok", NULL}));
    assert_string_equal(verdict(report, "ns_per_path", &ratio), "better");
    arena_destroy(arena);
}

/* A machine at half its pace: 10 ns now are 5 then, so 6 then was worse; an error has no pace. */
static void a_slow_machine_is_not_a_slow_program(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    double ratio = 0;
    struct report *report = report_now(arena, 4);
    bench_earlier_compare(report, earlier(arena, (struct figure){6, 0, 5.9, 6.1, 0.95, "", "ok", NULL}));
    assert_string_equal(verdict(report, "ns_per_path", &ratio), "better");
    assert_close(ratio, 10.0 / 12, 1e-15);
    assert_string_equal(verdict(report, "net_advantage.std_error", &ratio), "worse");
    assert_close(ratio, 1.5, 1e-15);
    assert_non_null(strstr(report->warning[0].text, "2.00 times as slow"));
    arena_destroy(arena);
}

static void rows_stay_in_the_order_of_their_offers(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct report *report = report_now(arena, 2);
    bench_earlier_compare(report, earlier(arena, (struct figure){10, 0, 9, 11, 0.95, "", "ok", NULL}));
    assert_int_equal(report->row_count, 11);
    for (size_t i = 1; i < report->row_count; i++)
        assert_true(report->row[i].scenario >= report->row[i - 1].scenario);
    assert_string_equal(report->warning[0].at, "B");
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(only_intervals_apart_differ),
                                       cmocka_unit_test(a_slow_machine_is_not_a_slow_program),
                                       cmocka_unit_test(rows_stay_in_the_order_of_their_offers)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
