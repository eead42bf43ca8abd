/* Tables as JSON: every shape and kind, and the schema that is made of the same forms. */
#include "analysis/result_forms.h"
#include "analysis/result_tables.h"
#include "outputs/json_tables.h"
#include "outputs/result_schema.h"
#include "sim/statistics.h"
#include "tests/support/assert_close.h"
#include "tests/support/json_schema.h"

static const struct result_column bare_columns[] = {{RESULT_COLUMN("", NUMBER)}};
static const struct result_form bare = {RESULT_FORM("numbers", ROWS, bare_columns)};
static const struct result_column columns[] = {{RESULT_COLUMN("name", KEY)},
                                               {RESULT_COLUMN("count", COUNT), .nullable = true},
                                               {RESULT_COLUMN("good", FLAG)},
                                               {RESULT_COLUMN("low", NUMBER), .under = "range", .optional = true},
                                               {RESULT_COLUMN("high", NUMBER), .under = "range", .optional = true},
                                               {RESULT_COLUMN("list", TABLE), .form = &bare}};
static const struct result_form by_key = {RESULT_FORM("things", BY_KEY, columns)};
static const struct result_form in_rows = {RESULT_FORM("things", ROWS, columns)};

static void fill(struct arena *arena, struct result_table *table)
{
    struct result_table *list = result_table_create(arena, &bare, 2);
    list->cell[0] = result_number(0.1, "");
    list->cell[1] = result_number((double)NAN, "");
    for (size_t r = 0; r < 2; r++) {
        struct result_cell *cell = table->cell + r * table->column_count;
        cell[0] = result_text(r ? "b\"" : "a");
        cell[1] = result_count(UINT64_MAX);
        cell[1].null = r == 1;
        cell[2] = result_flag(r == 0);
        cell[3] = result_number(1, "");
        cell[4] = result_number(2, "");
        cell[3].absent = cell[4].absent = r == 1;
        cell[5] = result_nested(list);
    }
}

static const char *written(struct arena *arena, const struct result_table *table)
{
    struct text_buffer text = {.arena = arena};
    struct json_writing w = {.out = &text};
    json_tables_open(&w, "{");
    json_tables_put(&w, table);
    json_tables_close(&w, "}");
    return text.bytes;
}

static void shapes_are_written(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct result_table *table = result_table_create(arena, &by_key, 2);
    fill(arena, table);
    assert_string_equal(written(arena, table),
                        "{\n  \"things\": {\n"
                        "    \"a\": {\"count\": 18446744073709551615, \"good\": true, \"range\": {\"low\": 1, "
                        "\"high\": 2}, \"list\": [0.1, null]},\n"
                        "    \"b\\\"\": {\"count\": null, \"good\": false, \"list\": [0.1, null]}\n  }\n}");
    table = result_table_create(arena, &in_rows, 2);
    fill(arena, table);
    table->rows = 1;
    assert_string_equal(
        written(arena, table),
        "{\n  \"things\": [\n"
        "    {\"name\": \"a\", \"count\": 18446744073709551615, \"good\": true, \"range\": {\"low\": 1, "
        "\"high\": 2}, \"list\": [0.1, null]}\n  ]\n}");
    table->rows = 0;
    assert_string_equal(written(arena, table), "{\n  \"things\": []\n}");
    arena_destroy(arena);
}

static void put_square(const struct result_table *table, size_t index, struct result_cell *cells)
{
    (void)table;
    cells[0] = result_number((double)(index * index), "");
}

/* No row of a cursor is held. */
static void rows_come_from_a_cursor(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct result_table table = {
        .form = &bare, .column_count = 1, .column = bare_columns, .rows = 4, .row = put_square};
    assert_string_equal(written(arena, &table), "{\n  \"numbers\": [0, 1, 4, 9]\n}");
    arena_destroy(arena);
}

/* What stands in one member is written in one, wherever its figures came. */
static void quantiles_stand_together(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct report *report = report_create(arena, "run");
    struct figure figure = figure_without_interval(1);
    report_add_row(report, "net_advantage", "credible", "p5", "money", figure);
    report_add_row(report, "net_advantage", "credible", "p5_monte_carlo_error", "money", figure);
    report_add_row(report, "net_advantage", "credible", "p50", "money", figure);
    struct result_tables tables = result_tables_of(arena, report, NULL, 0);
    const char *text = written(arena, tables.table[tables.count - 1]);
    const char *first = strstr(text, "\"quantiles\"");
    assert_non_null(first);
    assert_null(strstr(first + 1, "\"quantiles\""));
    arena_destroy(arena);
}

/* The schema of a made-up command, and what a result of it may not be. */
static void the_schema_refuses_what_does_not_fit(void **state)
{
    (void)state;
    static const struct result_form *const tables[] = {&in_rows, NULL};
    static const char head[] =
        "\"offercast\": {\"version\": \"1\", \"schema\": 2}, \"input\": {\"name\": null, \"sha256\": "
        "null, \"currency\": null}, \"assumptions\": [], \"warnings\": []";
    static const struct {
        const char *rest, *fault;
    } cases[] = {{", \"things\": []", NULL},
                 {", \"things\": [{\"name\": \"a\", \"count\": null, \"good\": true, \"list\": [1]}]", NULL},
                 {"", "lacks things"},
                 {", \"things\": {}", "is not of type array"},
                 {", \"things\": [{\"name\": \"a\", \"count\": null, \"list\": [1]}]", "lacks good"},
                 {", \"things\": [{\"name\": \"a\", \"count\": 0.5, \"good\": true, \"list\": []}]", "is of none"},
                 {", \"things\": [{\"name\": \"a\", \"count\": 1, \"good\": true, \"list\": [\"x\"]}]", "is of none"},
                 {", \"things\": [], \"more\": 1", "is not told of"},
                 {", \"things\": [], \"things\": []", "stands there twice"}};
    struct arena *arena = arena_create();
    struct text_buffer text = {.arena = arena};
    result_schema_put(&text, &(struct result_answer){"made_up", tables}, 1);
    cJSON *root = cJSON_Parse(text.bytes);
    assert_non_null(root);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cJSON *value = cJSON_Parse(arena_text(arena, "{%s%s}", head, cases[i].rest));
        struct json_schema schema = {.root = root};
        assert_non_null(value);
        assert_int_equal(json_schema_accepts(&schema, root, value, ""), cases[i].fault == NULL);
        if (cases[i].fault && !strstr(schema.fault, cases[i].fault))
            fail_msg("%s: %s", cases[i].rest, schema.fault);
        cJSON_Delete(value);
    }
    cJSON_Delete(root);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shapes_are_written),
        cmocka_unit_test(rows_come_from_a_cursor),
        cmocka_unit_test(quantiles_stand_together),
        cmocka_unit_test(the_schema_refuses_what_does_not_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
