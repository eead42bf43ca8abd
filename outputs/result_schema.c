#include "outputs/result_schema.h"

#include "analysis/result_forms.h"
#include "outputs/json_tables.h"
#include "outputs/json_text.h"

#include <string.h>

static void put_text(struct json_writing *w, const char *key, const char *text)
{
    json_tables_member(w, key);
    json_text_string(w->out, text);
}

static void open_member(struct json_writing *w, const char *key, const char *bracket)
{
    json_tables_member(w, key);
    json_tables_open(w, bracket);
}

/* {"type": ["number", "null"]} */
static void put_type(struct json_writing *w, const char *type, bool nullable)
{
    if (!nullable) {
        put_text(w, "type", type);
        return;
    }
    json_tables_member(w, "type");
    text_putf(w->out, "[\"%s\", \"null\"]", type);
}

static void put_ref(struct json_writing *w, const char *name)
{
    put_text(w, "$ref", arena_text(w->out->arena, "#/$defs/%s", name));
}

/* --- figures ------------------------------------------------------------------------------------------------------ */

static const struct {
    const char *key, *type;
    bool nullable;
} figure_members[] = {{"estimate", "number", true}, {"std_error", "number", true}, {"ci_low", "number", true},
                      {"ci_high", "number", true},  {"level", "number", true},     {"method", "string", false},
                      {"status", "string", false},  {"note", "string", false}};
enum { FIGURE_MEMBERS = sizeof figure_members / sizeof *figure_members };

static void put_figure_properties(struct json_writing *w)
{
    for (size_t i = 0; i < FIGURE_MEMBERS; i++) {
        open_member(w, figure_members[i].key, "{");
        put_type(w, figure_members[i].type, figure_members[i].nullable);
        json_tables_close(w, "}");
    }
}

static void require_figure(struct json_writing *w)
{
    for (size_t i = 0; i < FIGURE_MEMBERS; i++) {
        json_tables_item(w);
        json_text_string(w->out, figure_members[i].key);
    }
}

static void put_figure(struct json_writing *w)
{
    open_member(w, "figure", "{");
    put_text(
        w, "description",
        "a number with its confidence interval; status is ok, or says why there is none; note: what to know of one");
    put_type(w, "object", false);
    open_member(w, "properties", "{");
    put_figure_properties(w);
    json_tables_close(w, "}");
    open_member(w, "required", "[");
    require_figure(w);
    json_tables_close(w, "]");
    json_tables_member(w, "additionalProperties");
    text_put(w->out, "false");
    json_tables_close(w, "}");
}

/* Members that hold figures by their statistic. */
static void put_figures(struct json_writing *w)
{
    put_type(w, "object", false);
    open_member(w, "additionalProperties", "{");
    put_ref(w, "figure");
    json_tables_close(w, "}");
}

static void put_open(struct json_writing *w, enum table_open open)
{
    json_tables_member(w, "additionalProperties");
    if (open == TABLE_CLOSED) {
        text_put(w->out, "false");
        return;
    }
    json_tables_open(w, "{");
    if (open == TABLE_OPEN_VALUES) {
        json_tables_member(w, "type");
        text_put(w->out, "[\"number\", \"string\", \"null\"]");
    } else if (open == TABLE_OPEN_GROUPS) {
        put_figures(w);
    } else {
        open_member(w, "anyOf", "[");
        json_tables_item(w);
        json_tables_open(w, "{");
        put_ref(w, "figure");
        json_tables_close(w, "}");
        json_tables_item(w);
        json_tables_open(w, "{");
        put_figures(w);
        json_tables_close(w, "}");
        json_tables_close(w, "]");
    }
    json_tables_close(w, "}");
}

/* --- tables ------------------------------------------------------------------------------------------------------- */

static void put_table(struct json_writing *w, const struct result_form *form);

static void put_column(struct json_writing *w, const struct result_column *column)
{
    static const char *const types[] = {[COLUMN_KEY] = "string",
                                        [COLUMN_TEXT] = "string",
                                        [COLUMN_NUMBER] = "number",
                                        [COLUMN_COUNT] = "integer",
                                        [COLUMN_FLAG] = "boolean"};
    if (column->sentence)
        put_text(w, "description", column->sentence);
    if (column->kind == COLUMN_FIGURE)
        put_ref(w, "figure");
    else if (column->kind == COLUMN_TABLE)
        put_table(w, column->form);
    else
        put_type(w, types[column->kind], column->nullable || column->kind == COLUMN_NUMBER);
}

/* The columns as properties; neighbours that stand in one member as an object of theirs. */
static void put_properties(struct json_writing *w, const struct result_form *form, size_t first)
{
    for (size_t c = first; c < form->column_count; c++) {
        const struct result_column *column = &form->column[c];
        const char *under = c > first ? form->column[c - 1].under : NULL;
        bool begins = column->under && !(under && strcmp(under, column->under) == 0);
        if (begins) {
            open_member(w, column->under, "{");
            put_figures(w);
            json_tables_close(w, "}");
        }
        if (column->under)
            continue;
        if (*column->key) {
            open_member(w, column->key, "{");
            put_column(w, column);
            json_tables_close(w, "}");
        } else {
            open_member(w, "unit", "{");
            put_type(w, "string", false);
            json_tables_close(w, "}");
            put_figure_properties(w);
        }
    }
}

static void require_columns(struct json_writing *w, const struct result_form *form, size_t first)
{
    for (size_t c = first; c < form->column_count; c++) {
        const struct result_column *column = &form->column[c];
        if (column->optional)
            continue;
        if (*column->key) {
            json_tables_item(w);
            json_text_string(w->out, column->key);
        } else {
            require_figure(w);
        }
    }
}

static void put_row(struct json_writing *w, const struct result_form *form, size_t first)
{
    put_type(w, "object", false);
    open_member(w, "properties", "{");
    put_properties(w, form, first);
    json_tables_close(w, "}");
    open_member(w, "required", "[");
    require_columns(w, form, first);
    json_tables_close(w, "]");
    put_open(w, form->open);
}

static void put_table(struct json_writing *w, const struct result_form *form)
{
    if (form->sentence)
        put_text(w, "description", form->sentence);
    if (form->shape == TABLE_ONE) {
        put_row(w, form, 0);
        return;
    }
    bool list = form->shape == TABLE_ROWS, bare = form->column_count == 1 && !*form->column[0].key;
    put_type(w, list ? "array" : "object", false);
    open_member(w, list ? "items" : "additionalProperties", "{");
    if (bare)
        put_column(w, &form->column[0]);
    else
        put_row(w, form, list ? 0 : 1);
    json_tables_close(w, "}");
}

/* --- answers ------------------------------------------------------------------------------------------------------ */

static const struct result_form *const heads[] = {&result_form_offercast,
                                                  &result_form_input,
                                                  &result_form_run,
                                                  &result_form_tax,
                                                  &result_form_assumptions,
                                                  &result_form_warnings,
                                                  NULL};

static void put_members(struct json_writing *w, const struct result_form *const *form)
{
    for (; *form; form++)
        if (*(*form)->key) {
            open_member(w, (*form)->key, "{");
            put_table(w, *form);
            json_tables_close(w, "}");
        } else if ((*form)->shape == TABLE_ONE) {
            put_properties(w, *form, 0);
        }
}

static void require_members(struct json_writing *w, const struct result_form *const *form)
{
    for (; *form; form++)
        if (!*(*form)->key && (*form)->shape == TABLE_ONE) {
            require_columns(w, *form, 0);
        } else if (*(*form)->key && !(*form)->optional) {
            json_tables_item(w);
            json_text_string(w->out, (*form)->key);
        }
}

static void put_answer(struct json_writing *w, const struct result_answer *answer)
{
    const struct result_form *rest = NULL;
    for (size_t i = 0; answer->tables[i]; i++)
        rest = !*answer->tables[i]->key && answer->tables[i]->shape == TABLE_BY_KEY ? answer->tables[i] : rest;
    open_member(w, answer->name, "{");
    put_type(w, "object", false);
    open_member(w, "properties", "{");
    put_members(w, heads);
    put_members(w, answer->tables);
    json_tables_close(w, "}");
    open_member(w, "required", "[");
    require_members(w, heads);
    require_members(w, answer->tables);
    json_tables_close(w, "]");
    if (rest) {
        open_member(w, "additionalProperties", "{");
        put_row(w, rest, 1);
        json_tables_close(w, "}");
    } else {
        put_open(w, TABLE_CLOSED);
    }
    json_tables_close(w, "}");
}

static void put_choice(struct json_writing *w, const char *name)
{
    json_tables_item(w);
    json_tables_open(w, "{");
    put_ref(w, name);
    json_tables_close(w, "}");
}

/* Several offers in one run. */
static void put_runs(struct json_writing *w)
{
    open_member(w, "runs", "{");
    put_text(w, "description", "several offers, each as if alone");
    put_type(w, "object", false);
    open_member(w, "properties", "{");
    open_member(w, "runs", "{");
    put_type(w, "array", false);
    open_member(w, "items", "{");
    put_ref(w, "run");
    json_tables_close(w, "}");
    json_tables_close(w, "}");
    json_tables_close(w, "}");
    json_tables_member(w, "required");
    text_put(w->out, "[\"runs\"]");
    put_open(w, TABLE_CLOSED);
    json_tables_close(w, "}");
}

void result_schema_put(struct text_buffer *out, const struct result_answer *answer, size_t count)
{
    struct json_writing writing = {.out = out}, *w = &writing;
    json_tables_open(w, "{");
    put_text(w, "$schema", "https://json-schema.org/draft/2020-12/schema");
    put_text(w, "title", "What offercast writes as JSON");
    open_member(w, "anyOf", "[");
    for (size_t i = 0; i < count; i++)
        put_choice(w, answer[i].name);
    put_choice(w, "runs");
    json_tables_close(w, "]");
    open_member(w, "$defs", "{");
    put_figure(w);
    for (size_t i = 0; i < count; i++)
        put_answer(w, &answer[i]);
    put_runs(w);
    json_tables_close(w, "}");
    json_tables_close(w, "}");
    text_put(out, "\n");
}
