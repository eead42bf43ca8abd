/* The workbook's bytes, taken apart again by minizip and expat: whole, the same each time, every number in full, no
 * text a formula. That a spreadsheet reads it so is tests/outputs/xlsx_check.py. */
#include "outputs/block_table.h"
#include "outputs/views/run_view.h"
#include "sim/number.h"
#include "tests/outputs/report_fixture.h"
#include "tests/outputs/workbook_parts.h"
#include "tests/support/state_arena.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static const struct output_style plain = {.utf8 = true, .width = 80};

static const char *write_report(const struct report *report, size_t *length)
{
    struct text_buffer out = {.arena = report->arena};
    const char *fault = NULL;
    enum status status = output_format_named("xlsx")->write(report, &plain, &out, &fault);
    if (status != STATUS_OK)
        fail_msg("%s", fault);
    *length = out.length;
    return out.bytes;
}

/* How many parts begin so. All parts are looked at. */
static size_t parts_of(struct arena *arena, const char *bytes, size_t length, const char *stem)
{
    char name[256];
    size_t count = 0;
    unzFile archive = open_archive(bytes, length);
    for (int more = unzGoToFirstFile(archive); more == UNZ_OK; more = unzGoToNextFile(archive)) {
        assert_int_equal(unzGetCurrentFileInfo64(archive, NULL, name, sizeof name, NULL, 0, NULL, 0), UNZ_OK);
        current_part(arena, archive);
        count += strncmp(name, stem, strlen(stem)) == 0;
    }
    unzClose(archive);
    return count;
}

static void assert_parts(struct arena *arena, const char *bytes, size_t length, size_t sheets, size_t charts,
                         size_t drawings)
{
    assert_int_equal(parts_of(arena, bytes, length, "xl/worksheets/sheet"), sheets);
    assert_int_equal(parts_of(arena, bytes, length, "xl/charts/chart"), charts);
    assert_int_equal(parts_of(arena, bytes, length, "xl/drawings/drawing"), drawings);
}

static struct report *full_run(struct arena *arena)
{
    static const struct report_input input[] = {
        {.at = "/name", .path = "name", .text = "Product designer"},
        {.at = "/grants/0/percent", .path = "grants.0.percent", .text = "0.0001"},
        {.at = "/compensation/offer/salary",
         .path = "compensation.offer.salary",
         .text = "$90-110K",
         .understood = "uniform between 90,000 and 110,000 USD",
         .mean = 100000,
         .unit = "USD"},
        {.at = "/zip", .path = "zip", .text = "007"}};
    struct report *report = fixture_run(arena);
    run_view(report);
    report->input = input;
    report->input_count = sizeof input / sizeof *input;
    return report;
}

static size_t count_of(const char *text, const char *what)
{
    size_t count = 0;
    for (const char *at = strstr(text, what); at; at = strstr(at + 1, what))
        count++;
    return count;
}

static void the_same_report_gives_the_same_bytes_in_any_time_zone(void **state)
{
    size_t first_length, second_length;
    setenv("TZ", "Asia/Tokyo", 1);
    tzset();
    const char *first = write_report(full_run(*state), &first_length);
    setenv("TZ", "America/Lima", 1);
    tzset();
    const char *second = write_report(full_run(*state), &second_length);
    unsetenv("TZ");
    tzset();
    assert_int_equal(first_length, second_length);
    assert_memory_equal(first, second, first_length);
    assert_non_null(strstr(part_of(*state, first, first_length, "docProps/core.xml"), "2000-01-01T00:00:00Z"));
}

static void the_sheets_are_there_in_order(void **state)
{
    size_t length;
    const char *bytes = write_report(full_run(*state), &length);
    const char *book = part_of(*state, bytes, length, "xl/workbook.xml");
    static const char *const names[] = {"Summary",      "Statistics",  "Exits", "Grant value",
                                        "Distribution", "Assumptions", "Inputs"};
    const char *at = book;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        at = strstr(at, arena_text(*state, "<sheet name=\"%s\"", names[i]));
        assert_non_null(at);
    }
    for (size_t i = 1; i <= 7; i++)
        assert_non_null(strstr(part_of(*state, bytes, length, arena_text(*state, "xl/worksheets/sheet%zu.xml", i)),
                               "state=\"frozen\""));
    /* The histogram on the first sheet; timeline, exceedance; exits; chain. */
    assert_parts(*state, bytes, length, 7, 5, 4);
    assert_non_null(strstr(part_of(*state, bytes, length, "xl/charts/chart1.xml"), "Net advantage: share of futures"));
    assert_non_null(strstr(part_of(*state, bytes, length, "xl/worksheets/sheet1.xml"), "<drawing r:id=\"rId1\"/>"));
}

/* A row of the sheet Statistics holds the estimate in its column D. */
static void every_figure_is_there_in_the_text_that_json_has(void **state)
{
    size_t length;
    struct report *report = full_run(*state);
    report->row[0].figure.estimate = 0.1 + 0.2; /* needs 17 digits */
    const char *bytes = write_report(report, &length);
    const char *sheet = part_of(*state, bytes, length, "xl/worksheets/sheet2.xml");
    const char *book = part_of(*state, bytes, length, "xl/workbook.xml");
    for (size_t i = 0; i < report->row_count; i++) {
        static const char columns[] = {'D', 'F', 'G', 'H'};
        const struct figure *figure = &report->row[i].figure;
        const double number[] = {figure->estimate, figure->std_error, figure->ci_low, figure->ci_high};
        for (size_t n = 0; n < sizeof columns; n++) {
            const char *cell = strstr(sheet, arena_text(*state, "<c r=\"%c%zu\"", columns[n], i + 2));
            if (isnan(number[n])) {
                assert_null(cell);
                continue;
            }
            char exact[NUMBER_TEXT_BYTES];
            const char *value = strstr(cell, "<v>") + 3;
            assert_string_equal(arena_copy(*state, value, strcspn(value, "<")), number_exact(number[n], exact));
        }
        assert_non_null(strstr(book, arena_text(*state, ">Statistics!$D$%zu<", i + 2)));
    }
    assert_non_null(strstr(sheet, "<v>0.30000000000000004</v>"));
    assert_non_null(strstr(book, "<definedName name=\"net_advantage_mean\">Statistics!$D$36</definedName>"));
    assert_non_null(strstr(book, "name=\"equity_value_p50\""));
    assert_non_null(strstr(book, "name=\"equity_value_Amazon_acquisition_share\""));
}

static void numbers_of_the_offer_are_numbers_and_other_digits_are_text(void **state)
{
    size_t length;
    const char *bytes = write_report(full_run(*state), &length);
    const char *sheet = part_of(*state, bytes, length, "xl/worksheets/sheet7.xml");
    assert_non_null(strstr(sheet, "<v>0.0001</v>"));
    assert_non_null(strstr(sheet, "<v>100000</v>"));
    assert_non_null(strstr(sheet, "Your salary"));
    assert_non_null(strstr(sheet, "uniform between 90,000 and 110,000 USD"));
    assert_int_equal(count_of(sheet, "<v>"), 2); /* the others are texts */
    assert_non_null(strstr(part_of(*state, bytes, length, "xl/workbook.xml"),
                           "<definedName name=\"input_grants_0_percent\">Inputs!$B$3</definedName>"));
    assert_non_null(strstr(part_of(*state, bytes, length, "xl/workbook.xml"),
                           "<definedName name=\"input_compensation_offer_salary\">Inputs!$B$4</definedName>"));
}

static void nothing_from_outside_becomes_a_formula_or_breaks_the_xml(void **state)
{
    static const char *const hostile[] = {
        "=1+1", "=HYPERLINK(\"http://x\")", "<&>\"'", "\x01\x1b[31m\xff", "_x0041_", "\xEF\xBF\xBE", "a'b!C1", ""};
    size_t length;
    struct report *report = fixture_run(*state);
    report->name = "=cmd|' /C calc'!A0";
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        report_add_row(report, "equity_value", hostile[i], "probability", "share", fixture_bare(0.1));
        report_add_row(report, "equity_value", hostile[i], "contribution", "money", fixture_figure(100, 1));
    }
    run_view(report);
    struct block *chart = &report->block[report->block_count - 1];
    assert_int_equal(chart->kind, BLOCK_CHART);
    chart->title = "=1+1";
    const char *bytes = write_report(report, &length);
    size_t sheets = parts_of(*state, bytes, length, "xl/worksheets/sheet");
    for (size_t i = 1; i <= sheets; i++)
        assert_null(
            strstr(part_of(*state, bytes, length, arena_text(*state, "xl/worksheets/sheet%zu.xml", i)), "<f>=1"));
    const char *strings = part_of(*state, bytes, length, "xl/worksheets/sheet2.xml");
    assert_non_null(strstr(strings, ">=1+1<"));
    assert_non_null(strstr(strings, "\\x01\\x1b[31m"));
    assert_non_null(strstr(strings, "_x005F_x0041_"));
}

static void put_plain(struct block_table *table, double number)
{
    block_table_cell(table, arena_text(table->report->arena, "%g", number), number, "");
}

/* A total and a product are computed again when a cell they stand on is changed; a number that is not what its rule
 * says stays a number. */
static void figures_that_follow_from_others_are_formulas(void **state)
{
    static const char *const heading[] = {"", "Weight", "Score", "Adds"};
    size_t length;
    struct report *report = report_create(*state, "run");
    struct block_table table = block_table_begin(report, NULL, "Summary", 4, heading, NULL);
    const double adds[] = {0.25 * 8, 0.75 * 4, 5}, wrong = 5.5;
    for (size_t i = 0; i < 2; i++) {
        block_table_text(&table, "row");
        block_table_cell(&table, i ? "0.75 ± 1" : "0.25 ± 1", i ? 0.75 : 0.25, "");
        put_plain(&table, i ? 4 : 8);
        put_plain(&table, adds[i]);
        block_table_rule(&table, RULE_PRODUCT);
    }
    for (size_t i = 0; i < 3; i++)
        block_table_text(&table, "");
    put_plain(&table, adds[2]);
    block_table_rule(&table, RULE_SUM);
    for (size_t i = 0; i < 3; i++)
        block_table_text(&table, "");
    put_plain(&table, wrong);
    block_table_rule(&table, RULE_SUM);
    const char *bytes = write_report(report, &length);
    const char *sheet = part_of(*state, bytes, length, "xl/worksheets/sheet1.xml");
    assert_non_null(strstr(sheet, "<f>B5*D5</f><v>2</v>")); /* C holds the intervals */
    assert_non_null(strstr(sheet, "<f>B6*D6</f><v>3</v>"));
    assert_non_null(strstr(sheet, "<f>SUM(E5:E6)</f><v>5</v>"));
    assert_int_equal(count_of(sheet, "<f>"), 3);
    assert_non_null(strstr(sheet, "<v>5.5</v>"));
}

static void several_offers_share_the_sheets(void **state)
{
    size_t length;
    struct report *parts[] = {full_run(*state), full_run(*state)};
    parts[0]->name = "Acme & Söhne";
    parts[1]->name = "Beta";
    struct report *report = report_create(*state, "run");
    report->part = parts;
    report->part_count = 2;
    const char *bytes = write_report(report, &length);
    const char *book = part_of(*state, bytes, length, "xl/workbook.xml");
    assert_int_equal(count_of(book, "<sheet name="), 7);
    assert_non_null(strstr(book, "name=\"Acme_S_hne_net_advantage_mean\""));
    assert_non_null(strstr(book, "name=\"Beta_net_advantage_mean\""));
    assert_parts(*state, bytes, length, 7, 10, 4);
}

static void a_sweep_says_which_scenario_failed(void **state)
{
    static const double varied[] = {0.0001, 0.0002, 0.0003};
    static const char *const names[] = {"grants.0.percent"};
    const struct report_scenario scenarios[] = {{"1", varied, NULL, "0a", NULL},
                                                {"2", varied + 1, "grants.0.percent: too large", NULL, NULL},
                                                {"3", varied + 2, NULL, "2c", NULL}};
    size_t length;
    struct report *report = report_create(*state, "sweep");
    report->currency = "EUR";
    report->scenario = scenarios;
    report->scenario_count = 3;
    report->varied_name = names;
    report->varied_count = 1;
    report_add_row(report, "net_advantage", "", "mean", "money", fixture_figure(100, 1));
    report_add_row(report, "net_advantage", "", "mean", "money", fixture_figure(300, 1))->scenario = 2;
    const char *bytes = write_report(report, &length);
    const char *sheet = part_of(*state, bytes, length, "xl/worksheets/sheet2.xml");
    assert_int_equal(count_of(sheet, "<row "), 4);
    assert_non_null(strstr(strstr(sheet, "<c r=\"B3\""), "<v>0.0002</v>"));
    assert_null(strstr(sheet, "r=\"F3\""));     /* no estimate */
    assert_non_null(strstr(sheet, "r=\"M3\"")); /* but why */
    assert_non_null(strstr(part_of(*state, bytes, length, "xl/styles.xml"), "€"));
}

static void more_rows_than_a_sheet_holds_is_a_limit(void **state)
{
    struct report *report = report_create(*state, "sweep");
    report->row_count = 1048576;
    report->row = arena_alloc(*state, report->row_count, sizeof *report->row);
    struct text_buffer out = {.arena = *state};
    const char *fault = NULL;
    assert_int_equal(output_format_named("xlsx")->write(report, &plain, &out, &fault), STATUS_LIMIT);
    assert_non_null(strstr(fault, "1,048,576"));
}

struct memory_attempt {
    struct report *report;
    bool written;
};

static void write_with_what_is_left(void *context)
{
    struct memory_attempt *attempt = context;
    struct text_buffer out = {.arena = arena_create()};
    const char *fault = NULL;
    attempt->report->arena = out.arena;
    attempt->written = output_format_named("xlsx")->write(attempt->report, &plain, &out, &fault) == STATUS_OK;
    arena_destroy(out.arena);
}

/* Memory, zlib's too, is the arena's: wherever it ends, the entry hears of it, and nothing else happens. */
static void running_out_of_memory_anywhere_is_heard(void **state)
{
    struct memory_attempt attempt = {.report = full_run(*state)};
    long blocks = 0;
    for (; !attempt.written; blocks++) {
        atomic_long left = blocks;
        arena_fail_after(&left);
        bool done = guard_run(write_with_what_is_left, &attempt);
        arena_fail_after(NULL);
        assert_true(done == attempt.written);
    }
    assert_true(blocks > 3);
}

struct written {
    struct arena *arena;
    const char *bytes;
    size_t length;
};

static void *write_in_a_thread(void *context)
{
    struct written *written = context;
    written->bytes = write_report(full_run(written->arena), &written->length);
    return NULL;
}

static void two_threads_write_at_once(void **state)
{
    (void)state;
    struct written written[2] = {{.arena = arena_create()}, {.arena = arena_create()}};
    pthread_t thread[2];
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(pthread_create(&thread[i], NULL, write_in_a_thread, &written[i]), 0);
    for (size_t i = 0; i < 2; i++)
        pthread_join(thread[i], NULL);
    assert_int_equal(written[0].length, written[1].length);
    assert_memory_equal(written[0].bytes, written[1].bytes, written[0].length);
    for (size_t i = 0; i < 2; i++)
        arena_destroy(written[i].arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_arena(the_same_report_gives_the_same_bytes_in_any_time_zone),
        with_arena(the_sheets_are_there_in_order),
        with_arena(every_figure_is_there_in_the_text_that_json_has),
        with_arena(numbers_of_the_offer_are_numbers_and_other_digits_are_text),
        with_arena(nothing_from_outside_becomes_a_formula_or_breaks_the_xml),
        with_arena(figures_that_follow_from_others_are_formulas),
        with_arena(several_offers_share_the_sheets),
        with_arena(a_sweep_says_which_scenario_failed),
        with_arena(more_rows_than_a_sheet_holds_is_a_limit),
        with_arena(running_out_of_memory_anywhere_is_heard),
        with_arena(two_threads_write_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
