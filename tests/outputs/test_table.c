#include "tests/support/assert_close.h"

#include "outputs/block_table.h"
#include "outputs/histogram_ends.h"
#include "outputs/paragraph.h"
#include "outputs/table_histogram.h"
#include "outputs/utf8.h"
#include "outputs/views/run_view.h"
#include "tests/outputs/report_fixture.h"

static void assert_lines_fit(struct arena *arena, const char *text, size_t width)
{
    while (*text) {
        size_t length = strcspn(text, "\n");
        const char *line = arena_copy(arena, text, length);
        if (utf8_width(line) > width)
            fail_msg("%zu columns: %s", utf8_width(line), line);
        if (length && line[length - 1] == ' ')
            fail_msg("blank at the end of: %s", line);
        text += length + (text[length] != 0);
    }
}

static bool ascii_only(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text >= 0x7F || ((unsigned char)*text < 0x20 && *text != '\n'))
            return false;
    return true;
}

static void run_fits_80_columns(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct report *report = fixture_run(arena);
    run_view(report);
    struct output_style style = {.utf8 = true, .width = 80};
    const char *text = fixture_written(report, "table", &style, NULL);
    assert_lines_fit(arena, text, 80);
    assert_null(strchr(text, 0x1b));
    assert_non_null(strstr(text, "$149,833 ± 103\n"));
    assert_non_null(strstr(text, "+$6,381 ± 96\n"));
    assert_non_null(strstr(text, "-$320K to $470K\n"));
    assert_non_null(strstr(text, "What was assumed (4)\n"));
    assert_non_null(strstr(text, "seed 1 · 1,048,576 paths in 16 replicates · sobol\n"));
    assert_non_null(strstr(text, "input 9f86d081884c\n"));
    style.utf8 = false;
    text = fixture_written(report, "table", &style, NULL);
    assert_lines_fit(arena, text, 80);
    assert_true(ascii_only(text));
    assert_non_null(strstr(text, "$149,833 +/- 103\n"));
    style.color = true;
    text = fixture_written(report, "table", &style, NULL);
    /* A mean that most futures do not reach is no good news. */
    assert_non_null(strstr(text, "+$6,381 +/- 96\n"));
    assert_null(strstr(text, "\x1b[32m+$6,381"));
    assert_non_null(strstr(text, "\x1b[")); /* headings are coloured all the same */
    arena_destroy(arena);
}

static void hostile_and_long_names_are_tamed(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct report *report = fixture_run(arena);
    report->name =
        "\x1b]0;title\x07 \xe2\x80\xae \xff 名前名前名前名前名前名前名前名前名前名前名前名前名前名前名前名前名前";
    for (size_t i = 0; i < report->row_count; i++)
        if (strcmp(report->row[i].group, "IPO") == 0)
            report->row[i].group =
                "An initial public offering\nwith a name that goes on for longer than the page is wide";
    run_view(report);
    struct output_style style = {.utf8 = true, .width = 80};
    const char *text = fixture_written(report, "table", &style, NULL);
    assert_lines_fit(arena, text, 80);
    assert_null(strpbrk(text, "\x1b\x07"));
    assert_non_null(strstr(text, "\\x1b]0;title\\x07 \\u202e"));
    /* A name goes on below, and nothing of it is lost. */
    assert_non_null(strstr(text, "\nAn initial public  "));
    assert_non_null(strstr(text, "\n  offering\\x0awith"));
    assert_non_null(strstr(text, "the page is wide\n"));
    arena_destroy(arena);
}

static void many_columns_go_below_each_other(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct report *report = report_create(arena, "compare");
    static const char *const heading[] = {"", "A", "B", "C", "D", "E", "F", "G"};
    struct block_table table = block_table_begin(report, "Side by side", "Comparison", 8, heading, NULL);
    block_table_text(&table, "Net advantage");
    for (int i = 0; i < 7; i++)
        block_table_text(&table, "$123,456,789 ± 123");
    struct output_style style = {.utf8 = true, .width = 80};
    const char *text = fixture_written(report, "table", &style, NULL);
    assert_lines_fit(arena, text, 80);
    size_t times = 0;
    for (const char *found = text; (found = strstr(found, "\nNet advantage  ")); found++)
        times++;
    assert_int_equal(times, 3);
    arena_destroy(arena);
}

/* Where there is room, the numbers of a column stand below each other and so do their errors. */
static void errors_are_aligned(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct report *report = report_create(arena, "run");
    static const char *const heading[] = {"", "Mean"};
    struct block_table table = block_table_begin(report, "Means", "Summary", 2, heading, NULL);
    block_table_text(&table, "One");
    block_table_cell(&table, "$149,826 ± 1,092", 149826, "USD");
    block_table_text(&table, "Two");
    block_table_cell(&table, "-$6 ± 9", -6, "USD");
    block_table_text(&table, "Three");
    block_table_cell(&table, "$0", 0, "USD");
    struct output_style style = {.utf8 = true, .width = 80};
    assert_non_null(strstr(fixture_written(report, "table", &style, NULL), "One    $149,826 ± 1,092\n"
                                                                           "Two         -$6 ± 9\n"
                                                                           "Three        $0\n"));
    arena_destroy(arena);
}

/* Red and green are for money won or lost: a correlation has a sign and no colour, nor has an amount that is neither.
 */
static void only_gains_and_losses_are_coloured(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct report *report = report_create(arena, "compare");
    struct block_table table = block_table_begin(report, NULL, "Comparison", 2, NULL, NULL);
    block_table_text(&table, "Correlation");
    block_table_cell(&table, "-0.25", -0.25, "");
    block_table_text(&table, "Foregone");
    block_table_cell(&table, "-$75", -75, "USD");
    block_table_neutral(&table);
    struct output_style style = {.utf8 = true, .width = 80, .color = true};
    assert_null(strstr(fixture_written(report, "table", &style, NULL), "\x1b[3"));
    block_table_text(&table, "Net");
    block_table_cell(&table, "-$75", -75, "USD");
    assert_non_null(strstr(fixture_written(report, "table", &style, NULL), "\x1b[31m-$75"));
    arena_destroy(arena);
}

/* What is left over where bars are put together belongs to the line of the thin end. */
static void histogram_lines_are_whole(void **state)
{
    (void)state;
    enum { BINS = 36, ZERO = 9 };
    double edges[BINS + 1], shares[BINS];
    for (int i = 0; i <= BINS; i++)
        edges[i] = (i - ZERO) * 50e3;
    for (int i = 0; i < BINS; i++)
        shares[i] = i == BINS - 1 ? 0.002 : 0.998 / (BINS - 1);
    const struct block_series series = {.count = BINS, .y = shares, .low = edges, .high = edges + 1};
    struct arena *arena = arena_create();
    struct report *report = report_create(arena, "run");
    struct block *block = report_add_block(report, BLOCK_CHART, "Net advantage", "Distribution");
    block->series = &series;
    block->series_count = 1;
    block->unit_x = "USD";
    struct output_style style = {.utf8 = true, .width = 80};
    const char *text = fixture_written(report, "table", &style, NULL);
    assert_non_null(strstr(text, "-$150K to $0   8.6%"));
    assert_non_null(strstr(text, "$1.05M to $1.2M   8.6%"));
    assert_non_null(strstr(text, "$1.2M and more   5.9%"));
    arena_destroy(arena);
}

/* A last bar that holds whatever lies far out is a line by itself, however much it holds. */
static void far_out_is_one_line(void **state)
{
    (void)state;
    static const double edges[] = {-50e3, 0, 50e3, 100e3, 9e6}, shares[] = {0.3, 0.3, 0.3, 0.1};
    const struct block_series series = {.count = 4, .y = shares, .low = edges, .high = edges + 1};
    const struct histogram_ends ends = histogram_ends(&series);
    assert_int_equal(ends.first, 0);
    assert_int_equal(ends.last, 3);
    assert_close(ends.above, 0.1, 1e-15);
    struct arena *arena = arena_create();
    struct text_buffer out = {.arena = arena};
    const struct block block = {.kind = BLOCK_CHART, .series = &series, .series_count = 1, .unit_x = "USD"};
    table_histogram_put(&out, &block, true);
    assert_non_null(strstr(out.bytes, "\n$100K and more  10.0% ██████████\n"));
    arena_destroy(arena);
}

static void words_are_wrapped(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct text_buffer out = {.arena = arena};
    paragraph_put(&out, "one two three four\nfive abcdefghijklmnop", 10, "* ", "  ");
    assert_string_equal(out.bytes, "* one two\n  three\n  four\n  five\n  abcdefgh\n  ijklmnop\n");
    arena_destroy(arena);
}

static void text_has_a_width(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    assert_int_equal(utf8_width("abc"), 3);
    assert_int_equal(utf8_width("é±…"), 3);
    assert_int_equal(utf8_width("e\xcc\x81"), 1);
    assert_int_equal(utf8_width("名前"), 4);
    assert_string_equal(utf8_cut(arena, "名前名前", 5, true), "名前…");
    assert_string_equal(utf8_cut(arena, "abc def", 6, false), "abc...");
    assert_string_equal(utf8_cut(arena, "abc", 3, true), "abc");
    assert_string_equal(utf8_for_terminal(arena, "€5 ± 名", false), "EUR 5 +/- ?");
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(run_fits_80_columns),
                                       cmocka_unit_test(hostile_and_long_names_are_tamed),
                                       cmocka_unit_test(many_columns_go_below_each_other),
                                       cmocka_unit_test(errors_are_aligned),
                                       cmocka_unit_test(only_gains_and_losses_are_coloured),
                                       cmocka_unit_test(histogram_lines_are_whole),
                                       cmocka_unit_test(far_out_is_one_line),
                                       cmocka_unit_test(words_are_wrapped),
                                       cmocka_unit_test(text_has_a_width)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
