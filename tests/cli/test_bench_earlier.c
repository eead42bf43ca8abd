/* The verdict over an earlier bench: only where intervals lie apart, and in yardsticks where the machine has changed.
 */
#include "cli/bench_earlier.h"
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
                       (struct figure){yardstick, 0, yardstick - 0.01, yardstick + 0.01, 0.95, "", "ok"})
            ->scenario = s;
        report_add_row(report, "sobol", "", "ns_per_path", "ns", (struct figure){10, 0, 9.5, 10.5, 0.95, "", "ok"})
            ->scenario = s;
        report_add_row(report, "sobol", "net_advantage", "std_error", "USD",
                       (struct figure){30, 0, 28, 32, 0.95, "", "ok"})
            ->scenario = s;
        report_add_row(report, "sobol", "", "over_floor", "multiple", figure_without_interval(2))->scenario = s;
    }
    return report;
}

static const struct node *earlier(struct arena *arena, const char *ns_per_path)
{
    const char *text = arena_text(
        arena,
        "{\"bench\": {}, \"scenarios\": [{\"name\": \"A\", \"results\": ["
        "{\"metric\": \"machine\", \"group\": \"\", \"statistic\": \"yardstick_ns\", \"estimate\": 2, \"ci_low\": "
        "1.99, "
        "\"ci_high\": 2.01},"
        "{\"metric\": \"sobol\", \"group\": \"\", \"statistic\": \"ns_per_path\", %s},"
        "{\"metric\": \"sobol\", \"group\": \"net_advantage\", \"statistic\": \"std_error\", \"estimate\": 20, "
        "\"ci_low\": "
        "19, \"ci_high\": 21},"
        "{\"metric\": \"sobol\", \"group\": \"\", \"statistic\": \"over_floor\", \"estimate\": 2, \"ci_low\": null, "
        "\"ci_high\": null}]}]}",
        ns_per_path);
    struct problems *problems = problems_create(arena);
    const struct node *node = json_document(arena, source_create(arena, "earlier", text, strlen(text)), problems);
    assert_non_null(node);
    return node;
}

static const char *verdict(const struct report *report, const char *statistic, double *ratio)
{
    const struct report_row *row = report_find(report, "sobol", "earlier", statistic);
    assert_non_null(row);
    *ratio = row->figure.estimate;
    return row->figure.status;
}

static void only_intervals_apart_differ(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    double ratio = 0;
    struct report *report = report_now(arena, 2);
    bench_earlier_compare(report, earlier(arena, "\"estimate\": 11, \"ci_low\": 10.4, \"ci_high\": 12"));
    assert_string_equal(verdict(report, "ns_per_path", &ratio), "within the noise");
    assert_close(ratio, 10.0 / 11, 1e-15);
    assert_string_equal(verdict(report, "net_advantage.std_error", &ratio), "worse");
    assert_string_equal(verdict(report, "over_floor", &ratio), "too few repeats to tell");
    report = report_now(arena, 2);
    bench_earlier_compare(report, earlier(arena, "\"estimate\": 11, \"ci_low\": 10.6, \"ci_high\": 12"));
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
    bench_earlier_compare(report, earlier(arena, "\"estimate\": 6, \"ci_low\": 5.9, \"ci_high\": 6.1"));
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
    bench_earlier_compare(report, earlier(arena, "\"estimate\": 10, \"ci_low\": 9, \"ci_high\": 11"));
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
