#include "inputs/offer_document.h"
#include "inputs/place.h"
#include "inputs/source.h"
#include "tests/support/assert_close.h"

#include "inputs/csv_document.h"
#include "inputs/offer_input.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct desk {
    struct arena *arena;
    struct problems *problems;
    struct node *document;
};

static struct desk desk_of(const char *name, const char *text)
{
    struct desk desk = {.arena = arena_create()};
    desk.problems = problems_create(desk.arena);
    desk.document = csv_document(desk.arena, source_create(desk.arena, name, text, strlen(text)), NULL, desk.problems);
    return desk;
}

/* The text of a member of a row, or "" when it is not there. */
static const char *cell(const struct desk *desk, const char *table, size_t row, const char *key)
{
    const struct node *node = node_member(desk->document, table);
    for (node = node ? node->child : NULL; node && node->index != row;)
        node = node->next;
    node = node ? node_member(node, key) : NULL;
    return node && node->type == NODE_TEXT ? node->text : "";
}

static void test_a_table_in_every_dress(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "name,probability,valuation,timeline\nIPO,35%,$8-12B,2027-2028\n\"A, \"\"b\"\"\",65%,$5B,2026\n",
        "\xEF\xBB\xBFname,probability,valuation,timeline\r\nIPO,35%,$8-12B,2027-2028\r\n\"A, \"\"b\"\"\",65%,$5B,2026",
        "name;probability;valuation;timeline\nIPO;35%;$8-12B;2027-2028\nA, \"\"b\"\";65%;$5B;2026\n",
        "name\tprobability\tvaluation\ttimeline\rIPO\t35%\t$8-12B\t2027-2028\r\"A, \"\"b\"\"\"\t65%\t$5B\t2026\r",
        "\n\nname,probability,valuation,timeline\n\n IPO , 35% ,$8-12B, 2027-2028\n,,,\n \"A, \"\"b\"\"\" "
        ",65%,$5B,2026\n\n\n",
        "When, Company Value (USD) ,SCENARIO,Odds\n2027-2028,$8-12B,IPO,35%\n2026,$5B,\"A, \"\"b\"\"\",65%\n",
        "sep=;\nname;probability;valuation;timeline\nIPO;35%;$8-12B;2027-2028\n\"A, \"\"b\"\"\";65%;$5B;2026\n",
        "// note,name,probability,valuation,timeline\nwhy,IPO,35%,$8-12B,2027-2028\n,\"A, \"\"b\"\"\",65%,$5B,2026\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct desk desk = desk_of("x.csv", texts[i]);
        bool loose_quote = i == 2; /* quotes inside a cell without quotes */
        if ((desk.problems->count != 0) != loose_quote)
            fail_msg("text %zu: %zu problems", i, desk.problems->count);
        assert_int_equal(node_member(desk.document, "exits")->children, 2);
        assert_string_equal(cell(&desk, "exits", 0, "name"), "IPO");
        assert_string_equal(cell(&desk, "exits", 0, "probability"), "35%");
        assert_string_equal(cell(&desk, "exits", 0, "valuation"), "$8-12B");
        assert_string_equal(cell(&desk, "exits", 1, "timeline"), "2026");
        if (!loose_quote)
            assert_string_equal(cell(&desk, "exits", 1, "name"), "A, \"b\"");
        const struct node *row = node_member(desk.document, "exits")->child;
        assert_int_equal(row->at.source->commas, i == 2 || i == 6 ? COMMA_UNKNOWN : COMMA_GROUPS);
        arena_destroy(desk.arena);
    }
}

static void test_numbers_tell_what_commas_mean(void **state)
{
    (void)state;
    static const struct {
        const char *rows;
        enum comma_use commas;
    } cases[] = {
        {"A;35%;$120,000\n", COMMA_UNKNOWN},
        {"A;35%;1.234\n", COMMA_UNKNOWN},
        {"A;35%;$120,000\nB;65%;$1.5M\n", COMMA_GROUPS},
        {"A;35%;$1,200,000\n", COMMA_GROUPS},
        {"A;35%;$1,200.5\n", COMMA_GROUPS},
        {"A;35%;$120,000\nB;62,5%;$1B\n", COMMA_DECIMAL},
        {"A;35%;$1.200.000\n", COMMA_DECIMAL},
        {"A;0,125;$120,000\n", COMMA_DECIMAL},
        {"A;12,125%;$1B\n", COMMA_DECIMAL},
        {"A;35%;1.234,5\n", COMMA_DECIMAL},
        {"A;37,5%;$1.5M\n", COMMA_DECIMAL},
        {"A;35%;\"{\"\"dist\"\": \"\"uniform\"\", \"\"min\"\": 0.5}\"\n", COMMA_UNKNOWN},
        {"on 31.12.2027;35%;$120,000\n", COMMA_UNKNOWN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena *arena = arena_create();
        const char *text = arena_text(arena, "name;probability;valuation\n%s", cases[i].rows);
        struct desk desk = desk_of("x.csv", text);
        const struct node *row = node_member(desk.document, "exits")->child;
        if (row->at.source->commas != cases[i].commas)
            fail_msg("%s: %d", cases[i].rows, (int)row->at.source->commas);
        arena_destroy(desk.arena);
        arena_destroy(arena);
    }
}

static void test_tables_are_told_by_their_columns(void **state)
{
    (void)state;
    static const struct {
        const char *name, *header, *table;
    } cases[] = {
        {"x.csv", "Risk,Probability,Impact", "risks"},
        {"x.csv", "Event,Chance,Price", "exits"},
        {"x.csv", "Dimension,Score,Weight,Weighted", "scorecard"},
        {"x.csv", "side,salary,annual equity", "compensation"},
        {"x.csv", "type,percent,strike_value,vesting.months", "grants"},
        {"x.csv", "within,probability", "quit"},
        {"x.csv", "name,kind,shares,invested", "capital"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct desk desk = desk_of(cases[i].name, cases[i].header);
        if (!desk.document || desk.problems->count)
            fail_msg("%s: not recognised", cases[i].header);
        assert_string_equal(desk.document->child->key, cases[i].table);
        arena_destroy(desk.arena);
    }
}

static void test_faults_stand_at_row_and_column(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text;
        size_t count, line, column;
        const char *pointer;
        enum status status;
    } cases[] = {
        {"x.csv", "name,probability,valuation\nIPO,35%,$8B,2027\n", 1, 2, 13, "/exits/0", STATUS_INVALID},
        {"x.csv", "name,probability,valuation\nIPO,35%\nB,1%,$1B\n", 1, 2, 8, "/exits/0", STATUS_INVALID},
        {"exits.csv", "name,probabilty,valuation\nIPO,35%,$8B\n", 1, 1, 6, "/exits", STATUS_INVALID},
        {"x.csv", "name,probabilty,valuation\nIPO,35%,$8B\n", 1, 1, 6, "/exits", STATUS_INVALID},
        {"x.csv", "name,probability,valuation,colour\nIPO,35%,$8B,red\n", 1, 1, 28, "/exits", STATUS_INVALID},
        {"x.csv", "name,probability,valuation,Odds\nIPO,35%,$8B,4%\n", 1, 1, 28, "/exits", STATUS_INVALID},
        {"x.csv", "name,probability,\"valuation\nIPO,35%,$8B\n", 1, 1, 18, "", STATUS_INVALID},
        {"x.csv", "name,probability,valuation\n\"I\"PO,35%,$8B\n", 1, 2, 4, "", STATUS_INVALID},
        {"x.csv", "name,probability,valuation\nI\"P\"O,35%,$8B\n", 1, 2, 2, "", STATUS_INVALID},
        {"x.csv", "name,probability,valuation\nZo\xC3\xAB \xEB,35%,$8B\n", 1, 2, 5, "", STATUS_INVALID},
        {"x.csv", "name,probability,valuation\nZo\xC3\xAB\x07,35%,$8B\n", 1, 2, 4, "", STATUS_INVALID},
        {"x.csv", "name,probability,valuation,valuation.arr\nA,5%,$8B,$1M\n", 1, 2, 10, "/exits/0/valuation",
         STATUS_INVALID},
        {"x.csv", "name,probability,valuation\nA,5%,\"{\"\"dist\"\": \"\"point\"\"\"\n", 1, 2, 6, "", STATUS_INVALID},
        {"x.csv", "side,salary\nofer,$1K\n", 1, 2, 1, "/compensation", STATUS_INVALID},
        {"x.csv", "side,salary\noffer,$1K\nOffer,$2K\n", 1, 3, 1, "/compensation", STATUS_INVALID},
        {"x.csv", "a,b,c\n1,2,3\n", 1, 1, 1, "", STATUS_INVALID},
        {"x.csv", "\n , \n", 1, 1, 1, "", STATUS_INVALID},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct desk desk = desk_of(cases[i].name, cases[i].text);
        size_t line = 0, column = 0;
        if (desk.problems->count != cases[i].count)
            fail_msg("%s: %zu problems", cases[i].text, desk.problems->count);
        const struct problem *problem = &desk.problems->problem[0];
        place_line_column(&problem->at, &line, &column);
        if (desk.problems->status != cases[i].status || line != cases[i].line || column != cases[i].column ||
            strcmp(problem->pointer, cases[i].pointer) != 0)
            fail_msg("%s: %zu:%zu %s: %s", cases[i].text, line, column, problem->pointer, problem->message);
        assert_non_null(problem->help);
        arena_destroy(desk.arena);
    }
}

static void test_a_misspelt_column_counts_as_the_nearest(void **state)
{
    (void)state;
    struct desk desk = desk_of("exits.csv", "name,probabilty,valuation\nIPO,35%,$8B\n");
    assert_string_equal(cell(&desk, "exits", 0, "probability"), "35%");
    assert_non_null(strstr(desk.problems->problem[0].help, "Did you mean \"probability\"?"));
    arena_destroy(desk.arena);
}

static void test_cells_are_absent_nested_or_json(void **state)
{
    (void)state;
    struct desk desk = desk_of("grants.csv", "percent,vesting.months,vesting.cliff,strike\n0.01%,48,12,\n"
                                             "\"{\"\"dist\"\": \"\"uniform\"\", \"\"min\"\": 0.1}\",,,$1\n");
    assert_int_equal(desk.problems->count, 0);
    const struct node *grant = node_member(desk.document, "grants")->child;
    const struct node *vesting = node_member(grant, "vesting");
    assert_string_equal(node_member(vesting, "months")->text, "48");
    assert_string_equal(node_member(vesting, "cliff")->text, "12");
    assert_string_equal(node_pointer(desk.arena, vesting->child), "/grants/0/vesting/months");
    assert_null(node_member(grant, "strike"));
    assert_null(node_member(grant->next, "vesting"));
    assert_close(node_member(node_member(grant->next, "percent"), "min")->number, 0.1, 0);
    arena_destroy(desk.arena);
}

static void test_a_quoted_cell_knows_its_characters(void **state)
{
    (void)state;
    struct desk desk = desk_of("x.csv", "name,probability,valuation\n\"a\"\"b\nc\",35%,$8B\n");
    const struct node *name = node_member(node_member(desk.document, "exits")->child, "name");
    assert_string_equal(name->text, "a\"b\nc");
    assert_int_equal(name->at.offset, 27);
    assert_int_equal(node_text_place(name, 1).offset, 29);
    assert_int_equal(node_text_place(name, 2).offset, 31);
    size_t line, column;
    const struct node *probability = node_member(name->parent, "probability");
    place_line_column(&probability->at, &line, &column);
    assert_int_equal(line, 3);
    assert_int_equal(column, 4);
    arena_destroy(desk.arena);
}

static void test_compensation_has_two_sides(void **state)
{
    (void)state;
    struct desk desk = desk_of("x.csv", "side,salary,bonus\nMarket,$120-250K,\noffer,$74-105K,10%\n");
    assert_int_equal(desk.problems->count, 0);
    const struct node *compensation = node_member(desk.document, "compensation");
    assert_string_equal(node_member(node_member(compensation, "offer"), "bonus")->text, "10%");
    const struct node *salary = node_member(node_member(compensation, "market"), "salary");
    assert_string_equal(node_pointer(desk.arena, salary), "/compensation/market/salary");
    assert_int_equal(compensation->children, 2);
    arena_destroy(desk.arena);
}

static void test_many_rows_have_a_limit(void **state)
{
    (void)state;
    static const char header[] = "name,probability,valuation\n", row[] = "Exit name,0.001%,$8-12B\n";
    for (size_t extra = 0; extra < 2; extra++) {
        size_t rows = (size_t)ROWS_MAX + extra;
        char *text = test_malloc(sizeof header + rows * (sizeof row - 1) + 2), *end = text;
        end += snprintf(end, sizeof header, "%s", header);
        for (size_t i = 0; i < rows; i++)
            end += snprintf(end, sizeof row, "%s", row);
        memcpy(end, "\n", 2); /* an empty last line is no row */
        struct desk desk = desk_of("x.csv", text);
        assert_int_equal(desk.problems->status, extra ? STATUS_LIMIT : STATUS_OK);
        assert_int_equal(node_member(desk.document, "exits")->children, ROWS_MAX);
        arena_destroy(desk.arena);
        test_free(text);
    }
}

static void test_a_row_of_a_million_cells_is_counted_not_kept(void **state)
{
    (void)state;
    enum { CELLS = 1000000 };
    static const char header[] = "name,probability,valuation\n";
    char *text = test_malloc(sizeof header + CELLS + 1);
    memcpy(text, header, sizeof header);
    memset(text + sizeof header - 1, ',', CELLS);
    memcpy(text + sizeof header - 1, "x", 1);
    text[sizeof header - 1 + CELLS] = 0;
    struct desk desk = desk_of("x.csv", text);
    assert_int_equal(desk.problems->count, 1);
    assert_non_null(strstr(desk.problems->problem[0].message, "row 1 has 1000000 cells"));
    assert_true(arena_used(desk.arena) < 4 << 20);
    arena_destroy(desk.arena);
    desk = desk_of("x.csv", text + sizeof header - 1); /* the same as a header */
    assert_null(desk.document);
    assert_int_equal(desk.problems->status, STATUS_LIMIT);
    arena_destroy(desk.arena);
    test_free(text);
}

/* --- files ------------------------------------------------------------------------------------------------------- */

static char folder[] = "/tmp/offercast-test-XXXXXX";

static const char *path_of(struct arena *arena, const char *name)
{
    return arena_text(arena, "%s/%s", folder, name);
}

static void put_file(const char *name, const char *text)
{
    struct arena *arena = arena_create();
    FILE *stream = fopen(path_of(arena, name), "wb");
    assert_non_null(stream);
    fputs(text, stream);
    fclose(stream);
    arena_destroy(arena);
}

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static const char *const files[] = {"exits.csv",  "r.csv",     "offer.json",     "notes.csv", "text",
                                    "empty.json", "list.json", "more/exits.csv", "more",      "utf16.json"};

static int remove_folder(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        remove(path_of(arena, files[i]));
    arena_destroy(arena);
    return remove(folder);
}

static struct desk desk_at(const char *path, bool *report)
{
    struct desk desk = {.arena = arena_create()};
    desk.problems = problems_create(desk.arena);
    desk.document = offer_document(desk.arena, path_of(desk.arena, path), desk.problems, report);
    return desk;
}

static const char exits_text[] = "name,probability,valuation,timeline\nIPO,35%,$8B,2027\n";

static void test_a_folder_of_tables_is_an_offer(void **state)
{
    (void)state;
    bool report = false;
    struct desk desk = desk_at("", &report);
    assert_null(desk.document);
    assert_int_equal(desk.problems->status, STATUS_FILE);
    arena_destroy(desk.arena);
    put_file("exits.csv", exits_text);
    put_file("r.csv", "risk;odds\nEquity goes to $0;30,5%\n"); /* told by its columns, whatever its name */
    put_file("notes.csv", "returns\n1\n2\n");                  /* no table of an offer */
    desk = desk_at("", &report);
    assert_int_equal(desk.problems->count, 0);
    assert_true(report);
    assert_int_equal(desk.document->children, 2);
    assert_string_equal(cell(&desk, "risks", 0, "probability"), "30,5%");
    arena_destroy(desk.arena);
    put_file("offer.json", "{\"currency\": \"USD\", \"exits\": \"exits.csv\"}");
    desk = desk_at("", &report);
    assert_int_equal(desk.problems->count, 0);
    assert_string_equal(node_member(desk.document, "currency")->text, "USD");
    assert_string_equal(cell(&desk, "exits", 0, "name"), "IPO");
    arena_destroy(desk.arena);
    put_file("offer.json", "{\"exits\": []}");
    desk = desk_at("", &report);
    assert_int_equal(desk.problems->status, STATUS_INVALID);
    arena_destroy(desk.arena);
}

static void test_json_names_tables_beside_it(void **state)
{
    (void)state;
    bool report = true;
    struct arena *arena = arena_create();
    assert_int_equal(mkdir(path_of(arena, "more"), 0700), 0);
    arena_destroy(arena);
    put_file("more/exits.csv", exits_text);
    put_file("offer.json", "{\"exits\": \"more/exits.csv\", \"stay\": \"2 years\"}");
    struct desk desk = desk_at("offer.json", &report);
    assert_int_equal(desk.problems->count, 0);
    assert_false(report);
    assert_string_equal(cell(&desk, "exits", 0, "valuation"), "$8B");
    const struct node *exits = node_member(desk.document, "exits");
    assert_string_equal(node_pointer(desk.arena, exits->child), "/exits/0");
    assert_int_equal(exits->key_at.offset, 1);
    assert_non_null(strstr(exits->child->at.source->name, "more/exits.csv"));
    arena_destroy(desk.arena);
    put_file("offer.json", "{\"risks\": \"none.csv\"}");
    desk = desk_at("offer.json", &report);
    assert_int_equal(desk.problems->status, STATUS_FILE);
    assert_int_equal(desk.problems->problem[0].at.offset, 10);
    assert_string_equal(desk.problems->problem[0].pointer, "/risks");
    arena_destroy(desk.arena);
}

static void test_the_reader_is_chosen_by_ending_or_content(void **state)
{
    (void)state;
    bool report = true;
    put_file("text", "\n {\"stay\": \"2 years\"}");
    struct desk desk = desk_at("text", &report);
    assert_false(report);
    assert_non_null(node_member(desk.document, "stay"));
    arena_destroy(desk.arena);
    put_file("text", exits_text);
    desk = desk_at("text", &report);
    assert_true(report);
    assert_string_equal(cell(&desk, "exits", 0, "timeline"), "2027");
    arena_destroy(desk.arena);
}

static void test_wrong_content_is_told_about_the_whole_file(void **state)
{
    (void)state;
    put_file("empty.json", "");
    put_file("list.json", "\n []");
    put_file("utf16.json", "\xFF\xFE{"); /* its zero bytes are not needed to know it */
    static const char *const names[] = {"empty.json", "list.json", "utf16.json"};
    for (size_t i = 0; i < 3; i++) {
        bool report;
        struct desk desk = desk_at(names[i], &report);
        assert_null(desk.document);
        assert_int_equal(desk.problems->status, STATUS_INVALID);
        assert_int_equal(desk.problems->count, 1);
        assert_int_equal(desk.problems->problem[0].at.offset, 0);
        assert_non_null(desk.problems->problem[0].help);
        arena_destroy(desk.arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_table_in_every_dress),
        cmocka_unit_test(test_numbers_tell_what_commas_mean),
        cmocka_unit_test(test_tables_are_told_by_their_columns),
        cmocka_unit_test(test_faults_stand_at_row_and_column),
        cmocka_unit_test(test_a_misspelt_column_counts_as_the_nearest),
        cmocka_unit_test(test_cells_are_absent_nested_or_json),
        cmocka_unit_test(test_a_quoted_cell_knows_its_characters),
        cmocka_unit_test(test_compensation_has_two_sides),
        cmocka_unit_test(test_many_rows_have_a_limit),
        cmocka_unit_test(test_a_row_of_a_million_cells_is_counted_not_kept),
        cmocka_unit_test(test_a_folder_of_tables_is_an_offer),
        cmocka_unit_test(test_json_names_tables_beside_it),
        cmocka_unit_test(test_the_reader_is_chosen_by_ending_or_content),
        cmocka_unit_test(test_wrong_content_is_told_about_the_whole_file),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
