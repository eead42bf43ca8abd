#include "inputs/tax/tax_cases.h"

#include "inputs/json_document.h"
#include "inputs/tax/tax_reader.h"

#include <string.h>

static void read_inputs(struct tax_reader *reader, const struct node *object, struct tax_check_year *year)
{
    const struct tax_table *table = reader->table;
    const char *names[TAX_FLOWS];
    for (size_t i = 0; i < table->input_count; i++)
        names[i] = tax_flow_words[table->input[i]].name;
    for (const struct node *member = object->child; member; member = member->next) {
        size_t input = 0;
        if (tax_is_comment(member))
            continue;
        while (input < table->input_count && strcmp(names[input], member->key) != 0)
            input++;
        if (input == table->input_count)
            tax_unknown(reader, member, true, "input of the table", member->key, names, table->input_count);
        else if (tax_type(reader, member, NODE_NUMBER, "an amount"))
            year->flow[table->input[input]] = member->number;
    }
}

struct figure_name {
    const char *const *names;
    const size_t *values;
    size_t count;
    const char *kind;
};

static void read_expected(struct tax_reader *reader, const struct node *object, const struct figure_name *known,
                          struct tax_check_year *year)
{
    for (const struct node *member = object ? object->child : NULL; member; member = member->next) {
        size_t i = 0;
        if (tax_is_comment(member))
            continue;
        while (i < known->count && strcmp(known->names[i], member->key) != 0)
            i++;
        if (i == known->count) {
            tax_unknown(reader, member, true, known->kind, member->key, known->names, known->count);
        } else if (tax_type(reader, member, NODE_NUMBER, "an amount")) {
            year->expected = arena_grow(reader->arena, year->expected, year->expected_count, sizeof *year->expected);
            year->expected[year->expected_count++] =
                (struct tax_expected){member->key, known->values[i], member->number};
        }
    }
}

/* The names of reports (and then of pools) with the values they stand for. */
static struct figure_name figure_names(struct tax_reader *reader, bool pools)
{
    const struct tax_table *table = reader->table;
    size_t count = pools ? table->pool_count : table->report_count;
    const char **names = arena_alloc(reader->arena, count + 1, sizeof *names);
    size_t *values = arena_alloc(reader->arena, count + 1, sizeof *values);
    for (size_t i = 0; i < count; i++) {
        names[i] = pools ? table->pool[i].name : table->report[i].name;
        values[i] = pools ? table->pool[i].carried : table->report[i].value;
    }
    return (struct figure_name){names, values, count, pools ? "pool of the table" : "report of the table"};
}

static void read_year(struct tax_reader *reader, const struct node *node, struct tax_check_year *year)
{
    static const struct tax_key keys[] = {
        {"inputs", NODE_OBJECT, false}, {"expect", NODE_OBJECT, false}, {"pools_after", NODE_OBJECT, true}};
    if (!tax_object(reader, node, "a year", keys, sizeof keys / sizeof *keys))
        return;
    struct figure_name reports = figure_names(reader, false), pools = figure_names(reader, true);
    read_inputs(reader, node_member(node, "inputs"), year);
    read_expected(reader, node_member(node, "expect"), &reports, year);
    read_expected(reader, node_member(node, "pools_after"), &pools, year);
}

static void read_case(struct tax_reader *reader, const struct node *node, struct tax_check_case *it)
{
    static const struct tax_key keys[] = {
        {"name", NODE_TEXT, false}, {"status", NODE_TEXT, false}, {"years", NODE_ARRAY, false}};
    const struct tax_table *table = reader->table;
    if (!tax_object(reader, node, "a case", keys, sizeof keys / sizeof *keys))
        return;
    const struct node *status = node_member(node, "status"), *years = node_member(node, "years");
    it->name = node_member(node, "name")->text;
    it->status = tax_table_status(table, status->text);
    if (it->status == table->status_count)
        tax_unknown(reader, status, false, "status", status->text, table->status, table->status_count);
    it->year_count = years->children;
    it->year = arena_alloc(reader->arena, years->children + 1, sizeof *it->year);
    for (const struct node *year = years->child; year; year = year->next)
        read_year(reader, year, &it->year[year->index]);
}

struct tax_check *tax_cases_from(struct arena *arena, const struct source *source, struct tax_table *table,
                                 struct problems *problems)
{
    static const struct tax_key keys[] = {{"table", NODE_TEXT, true}, {"cases", NODE_ARRAY, false}};
    struct tax_reader reader = {arena, problems, table};
    size_t problems_before = problems->count;
    const struct node *document = json_document(arena, source, problems);
    if (!document || !tax_object(&reader, document, "a file of cases", keys, sizeof keys / sizeof *keys))
        return NULL;
    const struct node *named = node_member(document, "table"), *cases = node_member(document, "cases");
    if (named && strcmp(named->text, table->id) != 0)
        problem_warn(problems, named->at, "/table", "these cases are of \"%s\", the table is \"%s\"", named->text,
                     table->id);
    struct tax_check *check = arena_alloc(arena, 1, sizeof *check);
    check->case_count = cases->children;
    check->check_case = arena_alloc(arena, cases->children + 1, sizeof *check->check_case);
    for (const struct node *node = cases->child; node; node = node->next)
        read_case(&reader, node, &check->check_case[node->index]);
    return problems->count == problems_before ? check : NULL;
}
