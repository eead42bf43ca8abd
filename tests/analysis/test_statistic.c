/* The list of statistics and the one reading of METRIC.STATISTIC; and that the documentation has all of it. */
#include "analysis/statistic.h"
#include "analysis/sweep.h"
#include "tests/support/assert_close.h"

#include <stdio.h>
#include <string.h>

static struct metric_statistic read(struct arena *arena, const char *text)
{
    return metric_statistic_read(arena, text, strlen(text));
}

static void test_a_name_is_read(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    assert_int_equal(read(arena, "net_advantage.mean").metric, METRIC_NET_ADVANTAGE);
    assert_string_equal(read(arena, "net_advantage.p97.5").statistic, "p97.5");
    assert_int_equal(read(arena, "p97.5").metric, METRICS);
    assert_string_equal(read(arena, "p97.5").statistic, "p97.5");
    assert_int_equal(read(arena, "net_advantages.mean").metric, METRICS);
    assert_string_equal(metric_statistic_read(arena, "job_lost.mean=0.5", 13).statistic, "mean");
    assert_int_equal(read(arena, "").metric, METRICS);
    assert_string_equal(read(arena, "equity_value.").statistic, "");
    arena_destroy(arena);
}

static void test_what_a_target_may_be_about(void **state)
{
    (void)state;
    struct figure unused;
    static const char *const may[] = {"mean", "sd", "p1", "p0.1", "p97.5", "p_zero", "cvar5"};
    static const char *const may_not[] = {"min", "max", "p0", "p100", "p", "p5x", "share", "p_above", ""};
    for (size_t i = 0; i < sizeof may / sizeof *may; i++)
        assert_true(statistic_figure(NULL, 0, may[i], &unused));
    for (size_t i = 0; i < sizeof may_not / sizeof *may_not; i++)
        assert_false(statistic_figure(NULL, 0, may_not[i], &unused));
}

static void test_units(void **state)
{
    (void)state;
    assert_string_equal(statistic_unit_of("p_zero", METRIC_EQUITY_VALUE), "share");
    assert_string_equal(statistic_unit_of("p97.5", METRIC_EQUITY_VALUE), "money");
    assert_string_equal(statistic_unit_of("mean", METRIC_YEARS_EMPLOYED), "years");
}

static void test_a_sweep_has_the_mean_of_every_metric(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    size_t count, means = 0;
    const char *const *usual = sweep_statistics(arena, true, &count);
    for (size_t i = 0; i < count; i++) {
        assert_true(sweep_knows(arena, usual[i]));
        means += strstr(usual[i], ".mean") != NULL;
    }
    assert_int_equal(means, METRICS);
    assert_false(sweep_knows(arena, "net_advantage.meen"));
    assert_true(sweep_knows(arena, "net_advantage.max"));
    arena_destroy(arena);
}

static void test_lists_for_help(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    assert_string_equal(statistic_targets(arena), "mean, sd, p1 ... p99, p_zero, p_positive, p_negative, cvar5, "
                                                  "p_worthless, p_lose_money, p_lost");
    arena_destroy(arena);
}

/* docs/formats.md has the line "| `key` | sentence |" of each. */
static void test_documentation_has_all(void **state)
{
    (void)state;
    static char text[1 << 18];
    FILE *file = fopen(SOURCE_DIR "/docs/formats.md", "r");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    for (size_t i = 0; i < STATISTICS; i++) {
        char line[512];
        snprintf(line, sizeof line, "| `%s` | %s |\n", statistics[i].key, statistics[i].sentence);
        if (!strstr(text, line))
            fail_msg("docs/formats.md lacks the line: %s", line);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_name_is_read), cmocka_unit_test(test_what_a_target_may_be_about),
        cmocka_unit_test(test_units),          cmocka_unit_test(test_a_sweep_has_the_mean_of_every_metric),
        cmocka_unit_test(test_lists_for_help), cmocka_unit_test(test_documentation_has_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
