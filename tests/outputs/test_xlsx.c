/* The workbook's bytes, taken apart again: whole, the same each time, every number in full, no text a formula. That a
 * spreadsheet reads it so is tests/outputs/xlsx_check.py. */
#include "outputs/views/run_view.h"
#include "outputs/xlsx_apart.h"
#include "outputs/xlsx_check.h"
#include "outputs/xlsx_names.h"
#include "outputs/xlsx_number_format.h"
#include "outputs/xlsx_scan.h"
#include "outputs/xlsx_workbook.h"
#include "outputs/xlsx_zip.h"
#include "sim/number.h"
#include "tests/outputs/report_fixture.h"

#include "tests/support/assert_close.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static const struct output_style plain = {.utf8 = true, .width = 80};

static int open_arena(void **state)
{
    *state = arena_create();
    return 0;
}

static int close_arena(void **state)
{
    arena_destroy(*state);
    return 0;
}

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

static void keep_piece(void *context, const char *bytes, size_t length)
{
    text_put_bytes(context, bytes, length);
}

/* The text of one part. */
static const char *part_of(struct arena *arena, const char *bytes, size_t length, const char *name)
{
    struct xlsx_zip zip;
    assert_null(xlsx_zip_read(arena, bytes, length, &zip));
    const struct xlsx_zip_part *part = xlsx_zip_find(&zip, name);
    assert_non_null(part);
    struct text_buffer text = {.arena = arena};
    assert_null(xlsx_zip_unpack(arena, part, keep_piece, &text));
    return text.bytes;
}

static struct report *full_run(struct arena *arena)
{
    static const struct report_note input[] = {
        {"/name", "Product designer"}, {"/grants/0/percent", "0.0001"}, {"/zip", "007"}};
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
    static const char *const names[] = {"Summary",     "Statistics",  "Distribution", "Exits",
                                        "Grant value", "Assumptions", "Inputs"};
    const char *at = book;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        at = strstr(at, arena_text(*state, "<sheet name=\"%s\"", names[i]));
        assert_non_null(at);
    }
    for (size_t i = 1; i <= 7; i++)
        if (i != 3) /* the distribution begins with a picture */
            assert_non_null(strstr(part_of(*state, bytes, length, arena_text(*state, "xl/worksheets/sheet%zu.xml", i)),
                                   "state=\"frozen\""));
    /* Histogram, timeline, exceedance; exits; chain. */
    const struct xlsx_expected expected = {.sheets = 7, .charts = 5, .drawings = 3};
    assert_null(xlsx_check(*state, bytes, length, &expected));
}

/* A row of the sheet Statistics holds the estimate in its column D. */
static void every_figure_is_there_in_the_text_that_json_has(void **state)
{
    size_t length;
    struct report *report = full_run(*state);
    report->row[0].figure.estimate = 0.1 + 0.2; /* needs 17 digits; libxlsxwriter writes 16 */
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
    assert_int_equal(count_of(sheet, "t=\"s\""), 2 + 3 + 2); /* headings, paths, two texts */
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
    struct xlsx_zip zip;
    assert_null(xlsx_zip_read(*state, bytes, length, &zip));
    for (size_t i = 0; i < zip.count; i++) {
        const char *text = part_of(*state, bytes, length, zip.part[i].name);
        if (strncmp(zip.part[i].name, "xl/worksheets/sheet", 19) == 0)
            assert_null(strstr(text, "<f"));
    }
    const char *strings = part_of(*state, bytes, length, "xl/sharedStrings.xml");
    assert_non_null(strstr(strings, ">=1+1<"));
    assert_non_null(strstr(strings, "\\x01\\x1b[31m"));
    assert_non_null(strstr(strings, "_x005F_x0041_"));
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
    const struct xlsx_expected expected = {.sheets = 7, .charts = 10, .drawings = 3};
    assert_null(xlsx_check(*state, bytes, length, &expected));
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

static void a_folder_that_takes_no_file_is_named(void **state)
{
    struct text_buffer out = {.arena = *state};
    const char *fault = NULL;
    setenv("TMPDIR", "/nonexistent-folder", 1);
    enum status status = output_format_named("xlsx")->write(full_run(*state), &plain, &out, &fault);
    unsetenv("TMPDIR");
    assert_int_equal(status, STATUS_FILE);
    assert_non_null(strstr(fault, "/nonexistent-folder"));
}

/* A file cut off anywhere, and one flipped bit in any part. */
static void the_checker_sees_damage(void **state)
{
    const struct xlsx_expected expected = {.sheets = 7, .charts = 5, .drawings = 3};
    size_t length;
    const char *good = write_report(full_run(*state), &length);
    char *bytes = arena_alloc(*state, length, 1);
    for (size_t cut = 1; cut < length; cut += length / 20) {
        memcpy(bytes, good, length);
        assert_non_null(xlsx_check(*state, bytes, length - cut, &expected));
    }
    struct xlsx_zip zip;
    assert_null(xlsx_zip_read(*state, good, length, &zip));
    for (size_t i = 0; i < zip.count; i++) {
        memcpy(bytes, good, length);
        size_t at = (size_t)((const char *)zip.part[i].packed - good) + zip.part[i].packed_size / 2;
        bytes[at] = (char)(bytes[at] ^ 0x10);
        assert_non_null(xlsx_check(*state, bytes, length, &expected));
    }
    assert_non_null(xlsx_check(*state, good, length, &(struct xlsx_expected){6, 5, 3}));
    assert_non_null(xlsx_check(*state, good, length, &(struct xlsx_expected){7, 6, 3}));
    assert_non_null(xlsx_check(*state, "", 0, &expected));
}

static const char *scanned(const char *xml)
{
    static struct xlsx_scan scan;
    memset(&scan, 0, sizeof scan);
    for (const char *at = xml; *at; at++) /* in the smallest pieces */
        xlsx_scan_feed(&scan, at, 1);
    return xlsx_scan_end(&scan);
}

static void the_scanner_knows_well_formed_xml(void **state)
{
    (void)state;
    static const char *const good[] = {"<a/>", "<?xml version=\"1.0\"?>\n<a b=\"x>y\"><c>1 &lt; 2 é</c></a>"};
    static const char *const bad[] = {"",
                                      "<a>",
                                      "<a></b>",
                                      "<a/><b/>",
                                      "<a>&lt</a>",
                                      "<a>\x01</a>",
                                      "<a>\xff</a>",
                                      "<a b=\"</a>",
                                      "</a>",
                                      "<a><b></a></b>",
                                      "<ab></b>",
                                      "<a>< b/></a>"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_null(scanned(good[i]));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_non_null(scanned(bad[i]));
}

static void sheet_names_follow_the_rules_of_spreadsheets(void **state)
{
    struct xlsx_names taken = {.arena = *state};
    assert_string_equal(xlsx_names_sheet(&taken, "Exits"), "Exits");
    assert_string_equal(xlsx_names_sheet(&taken, "EXITS"), "EXITS (2)");
    assert_string_equal(xlsx_names_sheet(&taken, "a/b:c[d]"), "a b c d");
    assert_string_equal(xlsx_names_sheet(&taken, "'quoted'"), "quoted");
    assert_string_equal(xlsx_names_sheet(&taken, "history"), "Sheet history");
    assert_string_equal(xlsx_names_sheet(&taken, ""), "Sheet");
    assert_string_equal(xlsx_names_sheet(&taken, "1234567890123456789012345678901234"),
                        "1234567890123456789012345678901");
    assert_string_equal(xlsx_names_sheet(&taken, "1234567890123456789012345678901xyz"),
                        "123456789012345678901234567 (2)");
}

static void cell_names_are_no_addresses_and_no_two_are_the_same(void **state)
{
    struct xlsx_names taken = {.arena = *state};
    assert_string_equal(xlsx_names_cell(&taken, (const char *[]){"", "net_advantage", "", "mean"}, 4),
                        "net_advantage_mean");
    assert_string_equal(xlsx_names_cell(&taken, (const char *[]){"Net", "advantage", "mean"}, 3),
                        "Net_advantage_mean_2");
    assert_string_equal(xlsx_names_cell(&taken, (const char *[]){"3Com / A - B"}, 1), "_3Com_A_B");
    assert_string_equal(xlsx_names_cell(&taken, (const char *[]){"abc123"}, 1), "abc123_");
    assert_string_equal(xlsx_names_cell(&taken, (const char *[]){"日本"}, 1), "_");
}

static void formats_show_what_the_text_shows(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double number;
        const char *format;
    } cases[] = {{"$149,833", 149833.45, "\"$\"#,##0"},
                 {"+$6,381", 6380.9, "+\"$\"#,##0;-\"$\"#,##0;\"$\"#,##0"},
                 {"-$41,273", -41273.4, "\"$\"#,##0"},
                 {"29.763%", 0.29763, "#,##0.000%"},
                 {"1.50 years", 1.4999, "#,##0.00\" years\""},
                 {"CHF 1,200", 1200, "\"CHF \"#,##0"},
                 {"5x", 5, "#,##0\"x\""}};
    struct xlsx_number_format format;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(xlsx_number_format_of_text(cases[i].text, strlen(cases[i].text), cases[i].number, &format));
        assert_string_equal(format.text, cases[i].format);
    }
    assert_false(xlsx_number_format_of_text("$1.2M", 5, 1.2e6, &format));
    assert_false(xlsx_number_format_of_text("n/a", 3, 1, &format));
    assert_false(xlsx_number_format_of_text("35%", 3, 35, &format));
    assert_string_equal(xlsx_number_format_of_unit(149833.45, 48.5, "USD").text, "\"$\"#,##0");
    assert_int_equal(xlsx_number_format_of_unit(149833.45, 48.5, "USD").width, strlen("-$149,833"));
    assert_string_equal(xlsx_number_format_of_unit(1.25, NAN, "EUR").text, "\"€\"#,##0.00");
    assert_string_equal(xlsx_number_format_of_unit(0.95, NAN, "share").text, "#,##0%");
    assert_string_equal(xlsx_number_format_of_unit(0.70237, 6.69e-05, "share").text, "#,##0.0000%");
}

/* --- the process apart ------------------------------------------------------------------------------------------ */

static enum status make_bytes(void *context, struct text_buffer *out, const char **fault)
{
    (void)fault;
    text_put_bytes(out, context, 5);
    return STATUS_OK;
}

static enum status make_fault(void *context, struct text_buffer *out, const char **fault)
{
    (void)context;
    text_put(out, "half of it");
    *fault = "XLSX: no";
    return STATUS_FILE;
}

static enum status crash(void *context, struct text_buffer *out, const char **fault)
{
    (void)fault;
    text_put_bytes(out, context, 5);
    raise(SIGKILL);
    return STATUS_OK;
}

static enum status run_out_of_memory(void *context, struct text_buffer *out, const char **fault)
{
    (void)context;
    (void)fault;
    arena_fail_after(0);
    arena_alloc(out->arena, 1, 1 << 20);
    return STATUS_OK;
}

static enum status complain(void *context, struct text_buffer *out, const char **fault)
{
    fputs("[ERROR][packager.c:1]: Memory allocation failed.\n", stderr);
    return make_bytes(context, out, fault);
}

static void what_happens_apart_is_a_status(void **state)
{
    static const struct {
        xlsx_apart_maker *make;
        enum status status;
        const char *fault;
    } cases[] = {{make_fault, STATUS_FILE, "XLSX: no"},
                 {crash, STATUS_LIMIT, "XLSX: out of memory"},
                 {run_out_of_memory, STATUS_LIMIT, "XLSX: out of memory"},
                 {complain, STATUS_LIMIT, "XLSX: out of memory"}};
    char bytes[] = "a\0\xff\nb";
    struct text_buffer out = {.arena = *state};
    const char *fault = NULL;
    text_put(&out, "before ");
    assert_int_equal(xlsx_apart_make(make_bytes, bytes, &out, &fault), STATUS_OK);
    assert_int_equal(out.length, 7 + 5);
    assert_memory_equal(out.bytes + 7, bytes, 5);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(xlsx_apart_make(cases[i].make, bytes, &out, &fault), cases[i].status);
        assert_memory_equal(fault, cases[i].fault, strlen(cases[i].fault));
        assert_int_equal(out.length, 7 + 5);
    }
}

static void the_bytes_are_the_same_here_and_apart(void **state)
{
    size_t length;
    const char *apart = write_report(full_run(*state), &length);
    struct text_buffer here = {.arena = *state};
    const char *fault = NULL;
    assert_int_equal(xlsx_workbook_make(full_run(*state), &plain, &here, &fault), STATUS_OK);
    assert_int_equal(here.length, length);
    assert_memory_equal(here.bytes, apart, length);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_same_report_gives_the_same_bytes_in_any_time_zone, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(the_sheets_are_there_in_order, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(every_figure_is_there_in_the_text_that_json_has, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(numbers_of_the_offer_are_numbers_and_other_digits_are_text, open_arena,
                                        close_arena),
        cmocka_unit_test_setup_teardown(nothing_from_outside_becomes_a_formula_or_breaks_the_xml, open_arena,
                                        close_arena),
        cmocka_unit_test_setup_teardown(several_offers_share_the_sheets, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(a_sweep_says_which_scenario_failed, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(more_rows_than_a_sheet_holds_is_a_limit, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(a_folder_that_takes_no_file_is_named, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(the_checker_sees_damage, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(what_happens_apart_is_a_status, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(the_bytes_are_the_same_here_and_apart, open_arena, close_arena),
        cmocka_unit_test(the_scanner_knows_well_formed_xml),
        cmocka_unit_test_setup_teardown(sheet_names_follow_the_rules_of_spreadsheets, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(cell_names_are_no_addresses_and_no_two_are_the_same, open_arena, close_arena),
        cmocka_unit_test(formats_show_what_the_text_shows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
