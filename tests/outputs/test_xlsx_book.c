/* The writer of workbooks: names, places, texts, number formats, the last row of a sheet. */
#include "outputs/xlsx_book.h"

#include "tests/outputs/workbook_parts.h"
#include "tests/support/state_arena.h"

#include <math.h>
#include <string.h>

static const char *named(struct xlsx_sheet *sheet, const char *first, const char *second)
{
    return xlsx_book_name_cell(sheet, 0, 0, (const char *[]){"", first, "", second}, 4);
}

static void cell_names_are_no_addresses_and_no_two_are_the_same(void **state)
{
    struct text_buffer out = {.arena = *state};
    struct xlsx_sheet *sheet = xlsx_book_sheet(xlsx_book_create(&out, "", ""), "Names", 1);
    assert_string_equal(named(sheet, "net_advantage", "mean"), "net_advantage_mean");
    assert_string_equal(named(sheet, "Net advantage", "mean"), "Net_advantage_mean_2");
    assert_string_equal(named(sheet, "3Com / A - B", ""), "_3Com_A_B");
    assert_string_equal(named(sheet, "abc123", ""), "abc123_");
    assert_string_equal(named(sheet, "日本", ""), "_");
}

static void places_count_columns_in_letters(void **state)
{
    (void)state;
    char place[XLSX_PLACE_BYTES];
    assert_string_equal(xlsx_book_place(place, 0, 0, false), "A1");
    assert_string_equal(xlsx_book_place(place, 9, 25, true), "$Z$10");
    assert_string_equal(xlsx_book_place(place, 0, 26, false), "AA1");
    assert_string_equal(xlsx_book_place(place, 0, 701, false), "ZZ1");
    assert_string_equal(xlsx_book_place(place, 1048575, 16383, false), "XFD1048576");
}

/* Of 32,767 units of UTF-16 a cell holds no more; an emoji takes two, and is not cut in half. */
static void a_long_text_is_cut_to_what_a_cell_holds(void **state)
{
    static const char emoji[] = "\xF0\x9F\x98\x80";
    struct text_buffer text = {.arena = *state}, cut = {.arena = *state}, fits = {.arena = *state};
    text_put_repeated(&text, "a", 32766);
    xlsx_book_escape(&fits, text.bytes);
    assert_string_equal(fits.bytes, text.bytes);
    text.length -= 10;
    text_put_repeated(&text, emoji, 10);
    xlsx_book_escape(&cut, text.bytes);
    assert_string_equal(cut.bytes + 32756, "\xF0\x9F\x98\x80\xF0\x9F\x98\x80…");
}

static void formats_show_what_the_text_shows(void **state)
{
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
    assert_string_equal(xlsx_number_format_of_unit(*state, 149833.45, 48.5, "USD").text, "\"$\"#,##0");
    assert_int_equal(xlsx_number_format_of_unit(*state, 149833.45, 48.5, "USD").width, strlen("-$149,833"));
    assert_string_equal(xlsx_number_format_of_unit(*state, 1.25, NAN, "EUR").text, "\"€\"#,##0.00");
    assert_string_equal(xlsx_number_format_of_unit(*state, 0.95, NAN, "share").text, "#,##0%");
    assert_string_equal(xlsx_number_format_of_unit(*state, 0.70237, 6.69e-05, "share").text, "#,##0.0000%");
}

/* A sheet is poured out as it grows: rows need no memory but their packed bytes, and the last row is the last one that
 * a spreadsheet has. */
static void a_sheet_holds_1048576_rows_and_no_more(void **state)
{
    struct text_buffer out = {.arena = *state};
    struct xlsx_book *book = xlsx_book_create(&out, "", "");
    struct xlsx_sheet *sheet = xlsx_book_sheet(book, "Rows", 1);
    const struct xlsx_number_format plain_format = {.width = 1};
    const char *fault = NULL;
    size_t before = arena_used(*state);
    for (uint32_t row = 0; row < XLSX_ROWS; row++)
        xlsx_book_number(sheet, row, 0, row, &plain_format, XLSX_PLAIN);
    assert_true(arena_used(*state) - before < 8 * out.length);
    assert_int_equal(xlsx_book_finish(book, &fault), STATUS_OK);
    assert_non_null(strstr(part_of(*state, out.bytes, out.length, "xl/worksheets/sheet1.xml"),
                           "<c r=\"A1048576\" s=\"0\"><v>1048575</v></c></row></sheetData>"));
    xlsx_book_number(xlsx_book_sheet(xlsx_book_create(&out, "", ""), "Rows", 1), 0, XLSX_COLUMNS, 1, &plain_format,
                     XLSX_PLAIN);
    book = xlsx_book_create(&out, "", "");
    xlsx_book_text(xlsx_book_sheet(book, "Rows", 1), XLSX_ROWS, 0, "one too many", XLSX_PLAIN);
    assert_int_equal(xlsx_book_finish(book, &fault), STATUS_LIMIT);
    assert_non_null(strstr(fault, "1,048,576"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_arena(cell_names_are_no_addresses_and_no_two_are_the_same),
        cmocka_unit_test(places_count_columns_in_letters),
        with_arena(a_long_text_is_cut_to_what_a_cell_holds),
        with_arena(formats_show_what_the_text_shows),
        with_arena(a_sheet_holds_1048576_rows_and_no_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
