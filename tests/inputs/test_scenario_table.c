/* Tables of scenarios: what a heading means in the offer at hand, units, empty cells, and headings that mean nothing.
 */
#include "inputs/offer_input.h"
#include "inputs/scenario_table.h"

#include "tests/support/test_arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CASE SOURCE_DIR "/tests/cases/sheets/15-scenario-table/"

static struct problems *problems;
static struct vary vary;

static bool read_table(const char *path)
{
    static struct offer_input base;
    assert_true(offer_input_read(arena, CASE "base.json", NULL, 0, &base));
    problems = problems_create(arena);
    const struct scenario_table *table = scenario_table_read(arena, path, problems, &vary);
    return table && scenario_table_understand(arena, table, base.document, problems, &vary);
}

static bool read_text(const char *text)
{
    char path[] = "/tmp/offercast_scenarios_XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0 && write(file, text, strlen(text)) == (ssize_t)strlen(text) && close(file) == 0);
    bool read = read_table(path);
    unlink(path);
    return read;
}

static void words_and_paths_mean_the_same(void **state)
{
    (void)state;
    static const char *const paths[] = {"compensation.offer.salary", "grants.0.percent", "exits.IPO.probability",
                                        "exits.IPO.valuation"};
    static const char *const files[] = {CASE "scenarios.csv", CASE "scenarios.xlsx"};
    for (size_t k = 0; k < 2; k++) {
        assert_true(read_table(files[k]));
        assert_int_equal(vary.combinations, 200);
        assert_int_equal(vary.axes, 4);
        for (size_t i = 0; i < 4; i++)
            assert_string_equal(vary.axis[i].path, paths[i]);
        assert_string_equal(vary.name[57], "s058");
    }
    assert_string_equal(vary.axis[0].heading, "Salary"); /* of the workbook */
    assert_int_equal(problems->assumption_count, 5);     /* four words, and Comment is left out */
}

static void units_stand_in_headings_and_gaps_keep_the_offer(void **state)
{
    (void)state;
    assert_true(read_text("Case,Salary ($K),IPO value ($M),Exit chance\nlow,95,,20%\nhigh,,1200,\n"));
    assert_string_equal(vary_value(&vary, 0, 0), "$95K");
    assert_null(vary_value(&vary, 0, 1));
    assert_string_equal(vary_value(&vary, 1, 1), "$1200M");
    assert_null(vary_value(&vary, 1, 0));
    assert_string_equal(vary.axis[2].path, "exits.IPO.probability"); /* there is one exit */
    assert_string_equal(vary.name[1], "high");
}

static void headings_that_mean_nothing_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text, *says;
    } refused[] = {
        {"Scenario,Salry\na,100000\n", "unknown column \"Salry\""},
        {"Scenario,Salary,Base salary\na,100000,90000\n", "as a column before is"},
        {"Scenario,Comment\na,nothing\n", "no column of the table is an input"},
        {"Scenario\n", "no table of scenarios"},
    };
    for (size_t k = 0; k < sizeof refused / sizeof *refused; k++) {
        assert_false(read_text(refused[k].text));
        if (!strstr(problems->problem[0].message, refused[k].says))
            fail_msg("\"%s\" does not say \"%s\"", problems->problem[0].message, refused[k].says);
        assert_non_null(problems->problem[0].help);
    }
    assert_non_null(strstr(problems->problem[0].help, "key paths"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_and_paths_mean_the_same),
        cmocka_unit_test(units_stand_in_headings_and_gaps_keep_the_offer),
        cmocka_unit_test(headings_that_mean_nothing_are_refused),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
