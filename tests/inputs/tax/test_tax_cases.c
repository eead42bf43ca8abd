/* Tables against cases that stand in files: those handed to the project and those computed by hand from the rules. And
 * faults of such files. */
#include "inputs/problems_print.h"
#include "inputs/source.h"
#include "inputs/tax/tax_cases.h"
#include "tests/support/tax_household.h"

static struct tax_check *cases_of(struct tax_table *table, const char *text, struct problems *problems)
{
    const struct source *source = source_create(households_arena, "cases.json", text, strlen(text));
    return tax_cases_from(households_arena, source, table, problems);
}

/* How many figures of a file of tests/cases/tax agree with the table; all do. */
static size_t agreeing(const char *table_name, const char *file)
{
    struct tax_table *table = table_named(table_name);
    struct problems *problems = problems_create(households_arena);
    const char *path = arena_text(households_arena, "%s/tests/cases/tax/%s", SOURCE_DIR, file);
    const struct source *source = source_read(households_arena, path, problems);
    assert_non_null(source);
    struct tax_check *check = tax_cases_from(households_arena, source, table, problems);
    problems_print(problems, stderr);
    assert_non_null(check);
    struct tax_check_result result = tax_check_run(households_arena, table, check);
    for (size_t i = 0; i < result.miss_count; i++)
        print_error("%s, year %zu: %s is %.4f, expected %.4f\n", result.miss[i].case_name, result.miss[i].year,
                    result.miss[i].figure, result.miss[i].actual, result.miss[i].expected);
    assert_int_equal(result.miss_count, 0);
    assert_int_equal(result.agreeing, result.figures);
    return result.figures;
}

static void handed_checks_agree(void **state)
{
    (void)state;
    assert_int_equal(agreeing("us-2026", "check-us-2026-handed.json"), 2100);
    assert_int_equal(agreeing("de-2025", "check-de-2025-handed.json"), 624);
}

static void every_table_agrees_with_cases_by_hand(void **state)
{
    (void)state;
    for (const struct tax_builtin *builtin = tax_builtins; builtin->id; builtin++) {
        const char *file = arena_text(households_arena, "by-hand/%s.json", builtin->id);
        assert_true(agreeing(builtin->id, file) >= 3);
    }
}

static void a_wrong_figure_is_a_miss(void **state)
{
    (void)state;
    struct tax_table *table = table_named("de-2025");
    struct problems *problems = problems_create(households_arena);
    struct tax_check *check =
        cases_of(table,
                 "{\"cases\": [{\"name\": \"a\", \"status\": \"joint\", \"years\": [{\"inputs\": {}, \"expect\": {}},"
                 " {\"inputs\": {\"gains\": 12000}, \"expect\": {\"gains_tax\": 2500.011, \"gains_soli\": 137.5}}]}]}",
                 problems);
    assert_non_null(check);
    struct tax_check_result result = tax_check_run(households_arena, table, check);
    assert_int_equal(result.figures, 2);
    assert_int_equal(result.miss_count, 1);
    assert_string_equal(result.miss[0].figure, "gains_tax");
    assert_int_equal(result.miss[0].year, 2);
    assert_close(result.miss[0].actual, 2500, 0);
}

static void faults_of_cases_are_located(void **state)
{
    (void)state;
    static const struct {
        const char *text, *pointer, *message, *at;
    } faults[] = {
        {"{\"cases\": [{\"name\": \"a\", \"status\": \"singel\", \"years\": []}]}", "/cases/0/status",
         "unknown status \"singel\"", "\"singel\""},
        {"{\"cases\": [{\"name\": \"a\", \"status\": \"single\", \"years\": [{\"inputs\": {\"wage\": 1},"
         " \"expect\": {}}]}]}",
         "/cases/0/years/0/inputs/wage", "unknown input of the table \"wage\"", "\"wage\""},
        {"{\"cases\": [{\"name\": \"a\", \"status\": \"single\", \"years\": [{\"inputs\": {}, \"expect\":"
         " {\"totl\": 1}}]}]}",
         "/cases/0/years/0/expect/totl", "unknown report of the table \"totl\"", "\"totl\""},
        {"{\"cases\": [{\"name\": \"a\", \"status\": \"single\", \"years\": [{\"inputs\": {}, \"expect\":"
         " {\"total\": \"1\"}}]}]}",
         "/cases/0/years/0/expect/total", "an amount: expected a number; this is a text", "\"1\"}"},
        {"{\"cases\": [{\"name\": \"a\", \"status\": \"single\", \"years\": [{\"inputs\": {}, \"expect\": {},"
         " \"pools_after\": {\"credit\": 1}}]}]}",
         "/cases/0/years/0/pools_after/credit", "unknown pool of the table \"credit\"", "\"credit\""},
        {"{\"case\": []}", "/case", "unknown key of a file of cases \"case\"", "\"case\""},
    };
    struct tax_table *table = table_named("de-2025");
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct problems *problems = problems_create(households_arena);
        assert_null(cases_of(table, faults[i].text, problems));
        const struct problem *told = &problems->problem[problems->count > 1 && i == 5 ? 1 : 0];
        assert_string_equal(told->message, faults[i].message);
        assert_string_equal(told->pointer, faults[i].pointer);
        assert_int_equal(told->at.offset, strstr(faults[i].text, faults[i].at) - faults[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(handed_checks_agree),
        cmocka_unit_test(every_table_agrees_with_cases_by_hand),
        cmocka_unit_test(a_wrong_figure_is_a_miss),
        cmocka_unit_test(faults_of_cases_are_located),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
