/* Every shipped table reads; a spoilt one is refused, with the place, the pointer and what is allowed. */
#include "inputs/problems_print.h"
#include "inputs/source.h"
#include "inputs/tax/tax_tables.h"
#include "tests/support/tax_household.h"

static void shipped_tables_read(void **state)
{
    (void)state;
    size_t count = 0;
    for (const struct tax_builtin *builtin = tax_builtins; builtin->id; builtin++, count++) {
        const struct tax_table *table = table_named(builtin->id);
        assert_string_equal(table->id, builtin->id);
        assert_string_equal(table->disclaimer, "an estimate, not tax advice");
    }
    assert_int_equal(count, 10);
    const struct tax_table *table = table_named("us-2026");
    assert_int_equal(table->formula.step_count, 106);
    assert_int_equal(table->pool_count, 5);
    assert_int_equal(table->report_count, 16);
    assert_int_equal(table_named("de-2025")->formula.step_count, 15);
}

/* `old` becomes `new` once in a table's text. At the problem's place stands `at`. */
struct spoilt {
    const char *table, *old, *new, *message, *pointer, *at, *help;
};

static char *spoilt_text(const struct spoilt *it)
{
    const char *text = NULL;
    for (const struct tax_builtin *builtin = tax_builtins; builtin->id; builtin++)
        if (strcmp(builtin->id, it->table) == 0)
            text = builtin->text;
    const char *where = strstr(text, it->old);
    if (!where)
        fail_msg("%s does not have %s", it->table, it->old);
    return arena_text(households_arena, "%.*s%s%s", (int)(where - text), text, it->new, where + strlen(it->old));
}

static const struct problem *problem_like(const struct problems *problems, const char *message)
{
    for (size_t i = 0; i < problems->count && i < PROBLEMS_SHOWN; i++)
        if (strcmp(problems->problem[i].message, message) == 0)
            return &problems->problem[i];
    problems_print(problems, stderr);
    fail_msg("nobody says: %s", message);
    return NULL;
}

static void is_refused(const struct spoilt *it)
{
    struct problems *problems = problems_create(households_arena);
    const char *text = spoilt_text(it);
    const struct source *source = source_create(households_arena, "spoilt.json", text, strlen(text));
    assert_null(tax_table_from(households_arena, source, problems));
    assert_int_equal(problems->status, STATUS_INVALID);
    const struct problem *told = problem_like(problems, it->message);
    assert_string_equal(told->pointer, it->pointer);
    if (strncmp(text + told->at.offset, it->at, strlen(it->at)) != 0)
        fail_msg("%s: the place is at %.30s", it->message, text + told->at.offset);
    size_t line, column;
    place_line_column(&told->at, &line, &column);
    assert_true(line > 1 && column > 1);
    if (it->help && (!told->help || strcmp(told->help, it->help) != 0))
        fail_msg("%s: the help is %s", it->message, told->help ? told->help : "none");
}

static const struct spoilt twelve[] = {
    {"de-2026", "\"currency\"", "\"curency\"", "unknown key of a tax table \"curency\"", "/curency", "\"curency\"",
     "did you mean \"currency\"?"},
    {"de-2026", "\"saver\": {", "\"saver\": {\"value\": 1, \"value\": 2, ", "the key \"value\" is given twice",
     "/numbers/saver/value", "\"value\": 2", NULL},
    {"de-2026", "\"op\": \"notch\"", "\"op\": \"notsh\"", "unknown operator \"notsh\"", "/steps/8/op", "\"notsh\"",
     "did you mean \"notch\"?"},
    {"de-2026", "\"single\": 1000, \"joint\"", "\"single\": 1000, \"jiont\"", "unknown status \"jiont\"",
     "/numbers/saver/jiont", "\"jiont\"", "did you mean \"joint\"?"},
    {"de-2026", "[\"wages\", \"income\"", "[\"wagse\", \"income\"", "unknown flow \"wagse\"", "/inputs/0", "\"wagse\"",
     "did you mean \"wages\"?"},
    {"de-2026", "\"gain_base\": \"gain_rate\"", "\"gain_bass\": \"gain_rate\"", "unknown name \"gain_bass\"",
     "/steps/11/of/gain_bass", "\"gain_bass\"", "did you mean \"gain_base\"?"},
    {"de-2026", "\"allowance\": {\"source\": \"estg\", ", "\"allowance\": {", "the number \"allowance\" has no source",
     "/numbers/allowance", "\"allowance\"", NULL},
    {"us-2024", "[0, 0.1], [11600, 0.12]", "[11600, 0.1], [0, 0.12]", "thresholds out of order: 0 after 11600",
     "/tariffs/ordinary/single/1", "[0, 0.12]", NULL},
    {"de-2026", "1034.87", "1134.87", "the tariff jumps by 100.00 at 17799", "/tariffs/income/all/2",
     "{\"from\": 17799", NULL},
    {"us-2024", "[11600, 0.12]", "[11600, -0.12]", "the tariff falls", "/tariffs/ordinary/single/1", "[11600, -0.12]",
     NULL},
    {"us-2024", "[609350, 0.37]",
     "[609350, 0.37], [700000, 0.4], [700001, 0.4], [700002, 0.4], [700003, 0.4], [700004, 0.4], [700005, 0.4]",
     "a tariff has 1 to 12 pieces; this one has 13", "/tariffs/ordinary/single", "[[0, 0.1]", NULL},
    {"de-2026", "{\"flows\": {\"wages\": \"price\"}}",
     "{\"when\": {\"same_year\": \"grant\"}, \"flows\": {\"wages\": \"price\"}}",
     "the rules for \"payout\" end without one that always applies", "/grants/phantom/payout/0", "{\"when\"", NULL},
};

static void twelve_spoilt_tables_are_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof twelve / sizeof *twelve; i++)
        is_refused(&twelve[i]);
}

static const struct spoilt more[] = {
    {"de-2026", "\"offercast_tax\": 1", "\"offercast_tax\": 2", "the version of this format is 1", "/offercast_tax",
     "2", NULL},
    {"de-2026", "\"to\": \"2026-12-31\"", "\"to\": \"2026-02-30\"", "this is not a date", "/period/to",
     "\"2026-02-30\"", NULL},
    {"de-2026", "\"to\": \"2026-12-31\"", "\"to\": \"2027-01-01\"",
     "the period ends after it begins, and within a year", "/period/to", "\"2027-01-01\"", NULL},
    {"de-2026", "\"EUR\"", "\"euro\"", "a currency is three capital letters, such as \"USD\"", "/currency", "\"euro\"",
     NULL},
    {"de-2026", "[\"single\", \"joint\"]", "[\"single\", \"single\"]", "the status \"single\" comes twice",
     "/statuses/1", "\"single\"]", NULL},
    {"de-2026", "[\"single\", \"joint\"]", "[\"single\", \"value\"]", "\"value\" cannot name a status", "/statuses/1",
     "\"value\"]", NULL},
    {"de-2026", "\"income\", \"gains\"]", "\"income\", \"income\"]", "the input \"income\" comes twice", "/inputs/2",
     "\"income\"]", NULL},
    {"de-2026", "[\"wages\", \"income\", \"gains\"]", "[]", "a table has at least one input", "/inputs", "[]", NULL},
    {"de-2026", "\"saver\": {\"source\": \"estg\"", "\"saver\": {\"source\": \"esgt\"", "unknown source \"esgt\"",
     "/numbers/saver/source", "\"esgt\"", "did you mean \"estg\"?"},
    {"de-2026", "\"joint\": 2000", "\"//\": 2000", "\"saver\" says nothing for the status \"joint\"", "/numbers/saver",
     "\"saver\"", NULL},
    {"de-2026", "\"saver\": {\"source\": \"estg\",", "\"saver\": {\"source\": \"estg\", \"value\": 1,",
     "`value` holds for every status: this one cannot be said besides", "/numbers/saver/single", "\"single\"", NULL},
    {"de-2026", "\"allowance\": {\"source\": \"estg\", \"value\": 1230",
     "\"allowance\": {\"source\": \"estg\", \"value\": \"1230\"",
     "the value of a number: expected a number; this is a text", "/numbers/allowance/value", "\"1230\"", NULL},
    {"de-2026", "\"allowance\": {", "\"wages\": {", "the name \"wages\" is taken", "/numbers/wages", "\"wages\": {",
     NULL},
    {"de-2026", "\"name\": \"zve\"", "\"name\": \"zve_raw\"", "the name \"zve_raw\" is taken", "/steps/2/name",
     "\"zve_raw\", \"op\": \"round\"", NULL},
    {"de-2026", "\"of\": {\"net_wages\": 1", "\"of\": {\"tax\": 1", "the step \"tax\" is not known yet",
     "/steps/1/of/tax", "\"tax\": 1", "a step uses what stands above it"},
    {"de-2026", "\"zve\": \"share\"", "\"zve\": \"net_wages\"",
     "\"net_wages\" differs from household to household: a constant is expected here", "/steps/3/of/zve",
     "\"net_wages\"", NULL},
    {"de-2026", "\"table\": \"income\"", "\"table\": \"incone\"", "unknown tariff \"incone\"", "/steps/5/table",
     "\"incone\"", "did you mean \"income\"?"},
    {"de-2026", "\"mode\": \"down\"", "\"mode\": \"dwon\"", "unknown mode \"dwon\"", "/steps/2/mode", "\"dwon\"",
     "did you mean \"down\"?"},
    {"de-2026", "\"unit\": 1,", "\"unit\": 0,", "`unit` is above 0", "/steps/2/unit", "0,", NULL},
    {"de-2026", "\"unit\": 1, \"mode\": \"down\"}", "\"unit\": 1}", "a step of `round` needs `mode`", "/steps/2",
     "{\"name\": \"zve\"", NULL},
    {"de-2026", "\"table\": \"income\"", "\"table\": \"income\", \"positive\": true",
     "unknown key of a step of `tariff` \"positive\"", "/steps/5/positive", "\"positive\"", NULL},
    {"de-2026", "\"poly\": [0, 1400, 914.51]", "\"poly\": [0, 1400, 914.51, 1]", "`poly` has one to three numbers",
     "/tariffs/income/all/1/poly", "[0, 1400", NULL},
    {"us-2024", "[11600, 0.12]", "[11600]", "a bracket is a list of two numbers, a threshold and a rate",
     "/tariffs/ordinary/single/1", "[11600]", NULL},
    {"de-2026", "\"total\": \"total\"", "\"sum\": \"total\"", "`report` needs \"total\", all taxes of the year",
     "/report", "{", NULL},
    {"de-2026", "\"soli\": \"soli\"", "\"soli\": \"sole\"", "unknown step \"sole\"", "/report/soli", "\"sole\"",
     "did you mean \"soli\"?"},
    {"us-2024", "\"credit\": \"credit_left\"", "\"credit\": \"credit_lift\"", "unknown step \"credit_lift\"",
     "/pools/credit", "\"credit_lift\"", "did you mean \"credit_left\"?"},
    {"de-2026", "\"payout\"", "\"pay_out\"", "unknown event \"pay_out\"", "/grants/phantom/pay_out", "\"pay_out\"",
     "did you mean \"payout\"?"},
    {"de-2026", "{\"wages\": \"price\"}", "{\"wages\": \"prize\"}", "unknown amount \"prize\"",
     "/grants/phantom/payout/0/flows/wages", "\"prize\"", "did you mean \"price\"?"},
    {"de-2026", "{\"wages\": \"price\"}", "{\"short\": \"price\"}", "the flow \"short\" is not an input of this table",
     "/grants/phantom/payout/0/flows/short", "\"short\"", NULL},
    {"de-2026", "{\"flows\": {\"wages\": \"price\"}}", "{\"flows\": {\"wages\": \"price\"}}, {\"flows\": {}}",
     "this rule never applies: the one before it has no condition", "/grants/phantom/payout/1", "{\"flows\": {}}",
     NULL},
    {"us-2024", "{\"over_months_since\": {\"grant\": 24, \"exercise\": 12}}", "{\"over_month_since\": {\"grant\": 24}}",
     "unknown condition \"over_month_since\"", "/grants/iso/sale/0/when/over_month_since", "\"over_month_since\"",
     "did you mean \"over_months_since\"?"},
    {"us-2024", "\"grant\": 24, \"exercise\": 12", "\"grant\": 24.5, \"exercise\": 12",
     "months are a whole number from 0 to 1200", "/grants/iso/sale/0/when/over_months_since/grant", "24.5", NULL},
    {"us-2024", "{\"same_year\": \"exercise\"}", "{\"acquired_after\": \"2025-13-01\"}", "this is not a date",
     "/grants/iso/sale/1/when/acquired_after", "\"2025-13-01\"", NULL},
    {"us-2024", "{\"same_year\": \"exercise\"}", "{\"elected_83b\": \"yes\"}", "`elected_83b` is true or false",
     "/grants/iso/sale/1/when/elected_83b", "\"yes\"", NULL},
};

static void more_spoilt_tables_are_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof more / sizeof *more; i++)
        is_refused(&more[i]);
}

static void faults_are_found_in_one_pass(void **state)
{
    (void)state;
    struct spoilt once = twelve[2];
    struct problems *problems = problems_create(households_arena);
    char *text = spoilt_text(&once);
    memcpy(strstr(text, "\"mode\": \"down\""), "\"mode\": \"dwon\"", 14);
    memcpy(strstr(text, "[\"wages\", "), "[\"wagse\", ", 10);
    const struct source *source = source_create(households_arena, "spoilt.json", text, strlen(text));
    assert_null(tax_table_from(households_arena, source, problems));
    problem_like(problems, "unknown operator \"notsh\"");
    problem_like(problems, "unknown mode \"dwon\"");
    problem_like(problems, "unknown flow \"wagse\"");
}

static void an_unknown_table_names_the_nearest(void **state)
{
    (void)state;
    struct problems *problems = problems_create(households_arena);
    assert_null(tax_table_named(households_arena, "us-2062", problems));
    assert_int_equal(problems->status, STATUS_USAGE);
    assert_non_null(strstr(problems->problem[0].help, "us-202"));
    problems = problems_create(households_arena);
    assert_null(tax_table_named(households_arena, "nowhere/mine.json", problems));
    assert_int_equal(problems->status, STATUS_FILE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shipped_tables_read),
        cmocka_unit_test(twelve_spoilt_tables_are_refused),
        cmocka_unit_test(more_spoilt_tables_are_refused),
        cmocka_unit_test(faults_are_found_in_one_pass),
        cmocka_unit_test(an_unknown_table_names_the_nearest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
