/* Reports: which tables are read, from which columns, with which places; and what is said about the rest. */
#include "inputs/markdown_document.h"
#include "inputs/place.h"
#include "inputs/report_tables.h"
#include "inputs/source.h"

#include "tests/support/assert_close.h"

#include <string.h>

static struct arena *arena;
static struct problems *problems;

static int begin(void **state)
{
    (void)state;
    arena = arena_create();
    problems = problems_create(arena);
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

static struct node *read_file(const char *path)
{
    struct source *source = source_read(arena, arena_text(arena, "%s/%s", SOURCE_DIR, path), problems);
    assert_non_null(source);
    return markdown_document(arena, source, problems);
}

static struct node *read_text(const char *text)
{
    return markdown_document(arena, source_create(arena, "report.md", text, strlen(text)), problems);
}

static const struct node *row_of(const struct node *document, const char *table, size_t row)
{
    const struct node *list = node_member(document, table);
    if (!list)
        fail_msg("there is no table %s", table);
    const struct node *object = list->child;
    while (object && row-- > 0)
        object = object->next;
    assert_non_null(object);
    return object;
}

/* The text of a cell, and NULL where it is not there. */
static const char *text_of(const struct node *object, const char *key)
{
    const struct node *node = node_member(object, key);
    return node ? node->text : NULL;
}

static void assert_place(const struct node *node, size_t line, size_t column)
{
    size_t at_line, at_column;
    place_line_column(&node->at, &at_line, &at_column);
    if (at_line != line || at_column != column)
        fail_msg("`%s` is placed at %zu:%zu, not %zu:%zu", node->text ? node->text : "", at_line, at_column, line,
                 column);
}

static void assert_warned(const char *words, size_t line)
{
    for (size_t i = 0; i < problems->warning_count; i++) {
        size_t at_line, at_column;
        place_line_column(&problems->warning[i].at, &at_line, &at_column);
        if (strstr(problems->warning[i].text, words) && at_line == line)
            return;
    }
    fail_msg("no warning in line %zu says \"%s\"", line, words);
}

static void the_example_reads_as_the_offer_that_it_tells(void **state)
{
    (void)state;
    struct node *document = read_file("examples/hugging-face.md");
    assert_non_null(document);
    assert_int_equal(problems->count, 0);
    assert_int_equal(problems->warning_count, 0);
    assert_string_equal(text_of(document, "start"), "2026-02-13");
    assert_string_equal(text_of(document, "name"), "Hugging Face: an offer for a product designer");
    static const char *const exits[][4] = {{"IPO", "35%", "$8-12B", "2027-2028"},
                                           {"Amazon acquisition", "30%", "$6-8B", "2026-2027"},
                                           {"Google acquisition", "25%", "$5-7B", "2026-2027"},
                                           {"Independent leader", "10%", "$15B+", "2028+"}};
    assert_int_equal(node_member(document, "exits")->children, 4);
    for (size_t i = 0; i < 4; i++) {
        const struct node *row = row_of(document, "exits", i);
        assert_string_equal(text_of(row, "name"), exits[i][0]);
        assert_string_equal(text_of(row, "probability"), exits[i][1]);
        assert_string_equal(text_of(row, "valuation"), exits[i][2]);
        assert_string_equal(text_of(row, "timeline"), exits[i][3]);
        assert_int_equal(row->children, 4);
    }
    static const char *const risks[][3] = {{"Equity goes to $0", "30%", "-$200K to $1M loss"},
                                           {"Below-market comp cost", "100%", "-$100K to $150K over 2-3 years"},
                                           {"Layoff within 18 months", "40%", NULL},
                                           {"Acquisition/team elimination", "50%", NULL},
                                           {"Stagnation (zombie startup)", "30%", NULL}};
    assert_int_equal(node_member(document, "risks")->children, 5);
    for (size_t i = 0; i < 5; i++) {
        const struct node *row = row_of(document, "risks", i);
        assert_string_equal(text_of(row, "name"), risks[i][0]);
        assert_string_equal(text_of(row, "probability"), risks[i][1]);
        if (risks[i][2])
            assert_string_equal(text_of(row, "amount"), risks[i][2]);
        else
            assert_null(node_member(row, "amount"));
    }
    assert_int_equal(node_member(document, "scorecard")->children, 5); /* without TOTAL */
    assert_string_equal(text_of(row_of(document, "scorecard", 4), "dimension"), "Equity");
    assert_string_equal(text_of(row_of(document, "scorecard", 4), "score"), "5/10");
    assert_string_equal(text_of(row_of(document, "scorecard", 4), "weight"), "10%");
}

static void columns_come_in_any_order_with_any_heading(void **state)
{
    (void)state;
    struct node *document = read_file("tests/cases/markdown/variants.md");
    assert_non_null(document);
    assert_string_equal(text_of(document, "name"), "Another company, with a link");
    assert_string_equal(text_of(document, "start"), "February 13, 2026");
    assert_place(node_member(document, "start"), 3, 23);
    assert_int_equal(node_member(document, "exits")->children, 2); /* the row Total is none */
    const struct node *ipo = row_of(document, "exits", 0), *sale = row_of(document, "exits", 1);
    assert_string_equal(text_of(ipo, "name"), "IPO, or a direct listing");
    assert_string_equal(text_of(ipo, "probability"), "~35%");
    assert_string_equal(text_of(ipo, "valuation"), "$8–12B");
    assert_string_equal(text_of(ipo, "timeline"), "2027–2028");
    assert_place(node_member(ipo, "valuation"), 27, 7);
    assert_place(node_member(ipo, "probability"), 27, 68); /* columns count characters, not bytes */
    assert_string_equal(text_of(sale, "name"), "Sale");
    assert_null(node_member(sale, "timeline"));
    assert_null(node_member(document, "risks"));
    assert_string_equal(text_of(row_of(document, "scorecard", 1), "dimension"), "Pay");
    assert_int_equal(problems->warning_count, 2);
    assert_warned("without a single number", 21);
    assert_warned("the one in line 25 is read", 31);
}

static void a_risks_table_with_a_valuation_is_exits(void **state)
{
    (void)state;
    struct node *document = read_text("| Risk | Chance | Price |\n|-|-|-|\n| Sale | 100% | $1B |\n");
    assert_non_null(document);
    assert_string_equal(text_of(row_of(document, "exits", 0), "valuation"), "$1B");
    assert_null(node_member(document, "risks"));
}

static void empty_cells_and_short_rows_keep_their_places(void **state)
{
    (void)state;
    struct node *document = read_text("Exit|Odds|Value\r\n-|--|---\r\n||50%|$1B\r\nSale\r\nIPO|50%|$2B|more\r\n");
    assert_non_null(document);
    const struct node *first = row_of(document, "exits", 0), *second = row_of(document, "exits", 1);
    assert_int_equal(first->children, 2);
    assert_place(node_member(first, "probability"), 3, 3);
    assert_place(second, 4, 1);
    assert_int_equal(second->children, 1);
    assert_place(row_of(document, "exits", 2), 5, 1);
}

static void pipes_without_a_blank_between_hold_an_empty_cell(void **state)
{
    (void)state;
    struct node *document = read_text("| Exit | When | Value | Odds |\n|-|:-:|-:|-|\n| IPO || $8B | 100% |\n");
    assert_non_null(document);
    const struct node *row = row_of(document, "exits", 0);
    assert_null(node_member(row, "timeline"));
    assert_string_equal(text_of(row, "valuation"), "$8B");
    assert_place(node_member(row, "valuation"), 3, 10);
    assert_place(node_member(row, "probability"), 3, 16);
}

static void a_report_without_exits_is_an_error_that_names_the_columns(void **state)
{
    (void)state;
    static const char *const texts[] = {"", "# Title\n\ntext\n", "| Metric | Value |\n|-|-|\n| ARR | $1 |\n",
                                        "| Signal | Present? | Notes |\n|-|-|-|\n| a | b | c |\n",
                                        "| Valuation | Probability |\n|-|-|\n| $1B | 100% |\n"};
    const size_t last = sizeof texts / sizeof *texts - 1; /* comes near: its head is where the problem stands */
    for (size_t i = 0; i <= last; i++) {
        problems = problems_create(arena);
        const struct node *document = read_text(texts[i]); /* exits may still come from elsewhere */
        assert_non_null(document);
        assert_null(node_member(document, "exits"));
        assert_int_equal(problems->count, 0);
        assert_non_null(problems->lacking.message);
        assert_int_equal(problems->lacking.at.offset, i == last ? 2 : 0);
        assert_non_null(strstr(problems->lacking.help, "Likelihood"));
        assert_non_null(strstr(problems->lacking.help, "Company value"));
    }
}

static const char *const exits = "| Exit | Odds | Value |\n|-|-|-|\n| Sale | 100% | $1B |\n\n";

static void totals_that_disagree_with_the_rows_are_warnings(void **state)
{
    (void)state;
    const char *rows = "| Dimension | Score | Weight |\n|-|-|-|\n| Pay | 8/10 | 50% |\n| Fun | 7/10 | 50% |\n";
    assert_non_null(read_text(arena_text(arena, "%s%s| **TOTAL** | **7.5/10** | |\n", exits, rows)));
    assert_int_equal(problems->warning_count, 0);
    assert_non_null(read_text(arena_text(arena, "%s%s| Total | 7.6/10 | |\n", exits, rows)));
    assert_int_equal(problems->warning_count, 1);
    assert_warned("the total is 7.6 out of ten, but the rows of the scorecard make 7.5", 9);
    problems = problems_create(arena);
    assert_non_null(read_text(arena_text(arena, "> Overall Score: 6.85/10\n\n%s%s", exits, rows)));
    assert_warned("the overall score is 6.85 out of ten, but the rows of the scorecard make 7.5", 1);
}

static void the_start_is_the_reports_own_date(void **state)
{
    (void)state;
    static const struct {
        const char *line, *start;
    } rows[] = {{"> Generated: 2026-02-13", "2026-02-13"},
                {"**Date:** 13 Feb 2026", "13 Feb 2026"},
                {"- Report date: 2026-02-13", "2026-02-13"},
                {"---\ntitle: x\ndate: 2026-02-13\n---", "2026-02-13"},
                {"Generated: 2026-02-13T10:00Z", "2026-02-13"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct node *document = read_text(arena_text(arena, "%s\n\n%s", rows[i].line, exits));
        assert_non_null(document);
        if (!node_member(document, "start"))
            fail_msg("no start in %s", rows[i].line);
        assert_string_equal(text_of(document, "start"), rows[i].start);
    }
    assert_int_equal(problems->warning_count, 0);
    assert_null(node_member(read_text(arena_text(arena, "Date: May 2026\n\n%s", exits)), "start"));
    assert_warned("not a full date", 1);
    assert_null(node_member(read_text(arena_text(arena, "\nGenerate: 2026-02-13\n\n%s", exits)), "start"));
    assert_warned("did you mean \"Generated\"?", 2);
}

static void headings_tell_tables(void **state)
{
    (void)state;
    static const struct {
        const char *headers[5];
        const char *table;
        const char *keys[5];
    } rows[] = {
        {{"Scenario", "Probability", "Valuation", "Timeline"},
         "exits",
         {"name", "probability", "valuation", "timeline"}},
        {{"Exit date", "EXIT VALUE", "Exit", "Odds (%)"}, "exits", {"timeline", "valuation", "name", "probability"}},
        {{"Company value (USD)", "Likelihood", "Event", "Year"},
         "exits",
         {"valuation", "probability", "name", "timeline"}},
        {{"Scenario", "Risk", "Chance", "Impact", "Notes"}, "risks", {"name", NULL, "probability", "amount", NULL}},
        {{"name", "kind", "probability", "within", "amount"},
         "risks",
         {"name", "kind", "probability", "within", "amount"}},
        {{"Dimension", "Score", "Weight", "Weighted"}, "scorecard", {"dimension", "score", "weight", NULL}},
        {{"Metric", "Value"}, NULL, {NULL, NULL}},
        {{"Year", "Probability", "Valuation"}, NULL, {NULL, NULL, NULL}},
        {{"Eventual", "Improbability", "Valuable"}, NULL, {NULL, NULL, NULL}},
        {{"", "()", "(("}, NULL, {NULL, NULL, NULL}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t count = 0;
        while (count < 5 && rows[i].headers[count])
            count++;
        struct grid_cell cells[5];
        struct grid_row row = {.number = 1, .count = count, .cell = cells};
        struct grid grid = {.name = "", .count = 1, .row = &row, .table = true};
        for (size_t k = 0; k < count; k++)
            cells[k] = (struct grid_cell){.text = rows[i].headers[k]};
        struct table_columns columns = report_tables_columns(arena, &grid, 0, 1, NULL);
        if (!rows[i].table) {
            assert_null(columns.table);
            continue;
        }
        assert_string_equal(columns.table, rows[i].table);
        for (size_t k = 0; k < count; k++)
            if (rows[i].keys[k])
                assert_string_equal(columns.key[k], rows[i].keys[k]);
            else
                assert_null(columns.key[k]);
    }
}

/* Texts made to trip the parser: no crash, no endless walk, memory within a stated limit. */
static void hostile_texts_are_survived(void **state)
{
    (void)state;
    static const char *const texts[] = {"|",
                                        "|-|",
                                        "a|b\n-|-\n",
                                        "| \\",
                                        "\\",
                                        "[",
                                        "![",
                                        "`",
                                        "&",
                                        "&#",
                                        "&#x;",
                                        "<",
                                        "| Exit | Odds | Value |\n|-|-|-|\n| &#0; | &#x110000; | `` |\n",
                                        "\xFF\xFE|\xC0",
                                        "| Exit | Odds | Value |\n|-|-|-|\n||||\n|||\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        (void)read_text(texts[i]);
    static const char nul[] = "| Exit\0 | Odds | Value |\n|-|-|-|\n| a\0b | 1 | 1 |\n";
    (void)markdown_document(arena, source_create(arena, "nul.md", nul, sizeof nul - 1), problems);

    enum { WIDE = 3000, LONG = 3000 };
    size_t size = 4 * WIDE + 2 * LONG + 16, length = 0;
    char *text = arena_alloc(arena, size, 1);
    for (size_t i = 0; i < WIDE; i++)
        text[length++] = 'a', text[length++] = '|';
    text[length++] = '\n';
    for (size_t i = 0; i < WIDE; i++)
        text[length++] = '-', text[length++] = '|';
    text[length++] = '\n';
    for (size_t i = 0; i < LONG; i++)
        text[length++] = 'b', text[length++] = '\n';
    problems = problems_create(arena);
    assert_null(markdown_document(arena, source_create(arena, "wide.md", text, length), problems));
    assert_int_equal(problems->status, STATUS_LIMIT);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        TEST(the_example_reads_as_the_offer_that_it_tells),
        TEST(columns_come_in_any_order_with_any_heading),
        TEST(a_risks_table_with_a_valuation_is_exits),
        TEST(empty_cells_and_short_rows_keep_their_places),
        TEST(pipes_without_a_blank_between_hold_an_empty_cell),
        TEST(a_report_without_exits_is_an_error_that_names_the_columns),
        TEST(totals_that_disagree_with_the_rows_are_warnings),
        TEST(the_start_is_the_reports_own_date),
        TEST(headings_tell_tables),
        TEST(hostile_texts_are_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
