/* The list of metrics: what the rest of the program takes for granted of it, and that the documentation has all of it.
 */
#include "models/metrics.h"
#include "models/pair_watcher.h"

#include "tests/support/assert_close.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Before tax and after it each role but "other" has at most one. */
static unsigned roles_of(size_t first, size_t end)
{
    unsigned seen = 0;
    for (size_t m = first; m < end; m++) {
        unsigned role = metrics[m].role;
        assert_int_equal(role & (role - 1), 0);
        assert_int_equal(role & seen & ~(unsigned)METRIC_ROLE_OTHER, 0);
        seen |= role;
    }
    return seen;
}

static void test_each_role_has_one_metric(void **state)
{
    (void)state;
    unsigned before = roles_of(0, METRICS_BEFORE_TAX), after = roles_of(METRICS_BEFORE_TAX, METRICS);
    assert_int_equal(before | after | METRIC_ROLE_OTHER, METRIC_ROLE_ANY);
    for (size_t m = 0; m < METRICS; m++)
        assert_int_equal(metrics[metric_after_tax(m)].role, metrics[m].role);
    assert_int_equal(metric_after_tax(METRIC_NET_ADVANTAGE), METRIC_NET_AFTER_TAX);
    assert_int_equal(metrics[METRIC_CASH_NEEDED].role, METRIC_ROLE_CASH);
    assert_int_equal(METRIC_CASH_LOST, METRIC_CASH_NEEDED + 1); /* which the statistic p_lost reads */
    assert_int_equal(metrics[METRIC_NET_ADVANTAGE].role, METRIC_ROLE_NET);
}

static void test_keys_are_found(void **state)
{
    (void)state;
    for (size_t m = 0; m < METRICS; m++)
        assert_int_equal(metric_of_key(metrics[m].key, strlen(metrics[m].key)), m);
    assert_int_equal(metric_of_key("net_advantage.mean", 13), METRIC_NET_ADVANTAGE);
    assert_int_equal(metric_of_key("net", 3), METRICS);
    assert_int_equal(metric_of_key("net_advantages", 14), METRICS);
}

static void test_pairs_are_of_money(void **state)
{
    (void)state;
    for (size_t m = 0; m < METRICS; m++)
        if (metrics[m].traits & METRIC_IS_PAIRED)
            assert_string_equal(metrics[m].unit, "money");
    assert_int_equal(metrics_with(METRIC_IS_FLAG), UINT64_C(1) << METRIC_JOB_LOST | UINT64_C(1) << METRIC_CASH_LOST);
}

/* Three offers: their metrics, then every paired metric of three pairs, then three regrets; each column once. */
static void test_columns_of_pairs_are_distinct(void **state)
{
    (void)state;
    enum { OFFERS = 3, PAIRS = 3, PAIRED = 6, COLUMNS = OFFERS * METRICS + PAIRS * PAIRED + OFFERS };
    int taken[COLUMNS] = {0};
    for (size_t i = 0; i < OFFERS; i++) {
        for (size_t m = 0; m < METRICS; m++)
            taken[pair_watcher_metric(OFFERS, i, m)]++;
        taken[pair_watcher_regret(OFFERS, i)]++;
        for (size_t j = i + 1; j < OFFERS; j++)
            for (size_t m = 0; m < METRICS; m++)
                if (metrics[m].traits & METRIC_IS_PAIRED)
                    taken[pair_watcher_difference(OFFERS, i, j, m)]++;
    }
    for (size_t column = 0; column < COLUMNS; column++)
        assert_int_equal(taken[column], 1);
}

/* docs/formats.md has the line "| `key` | unit | sentence |" of each. */
static void test_documentation_has_all(void **state)
{
    (void)state;
    static char text[1 << 18];
    FILE *file = fopen(SOURCE_DIR "/docs/formats.md", "r");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    for (size_t m = 0; m < METRICS; m++) {
        char line[512];
        snprintf(line, sizeof line, "| `%s` | %s | %s |\n", metrics[m].key, metrics[m].unit, metrics[m].sentence);
        if (!strstr(text, line))
            fail_msg("docs/formats.md lacks the line: %s", line);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_role_has_one_metric), cmocka_unit_test(test_keys_are_found),
        cmocka_unit_test(test_pairs_are_of_money),       cmocka_unit_test(test_columns_of_pairs_are_distinct),
        cmocka_unit_test(test_documentation_has_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
