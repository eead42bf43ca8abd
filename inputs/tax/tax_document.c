/* From the tree of a tax table's text to the table. */
#include "inputs/json_document.h"
#include "inputs/tax/tax_reader.h"
#include "inputs/tax/tax_tables.h"

#include <string.h>

static const struct tax_key table_keys[] = {
    {"offercast_tax", NODE_NUMBER, false}, {"id", NODE_TEXT, false},         {"name", NODE_TEXT, false},
    {"period", NODE_OBJECT, false},        {"currency", NODE_TEXT, false},   {"statuses", NODE_ARRAY, false},
    {"sources", NODE_OBJECT, false},       {"disclaimer", NODE_TEXT, false}, {"inputs", NODE_ARRAY, false},
    {"pools", NODE_OBJECT, true},          {"numbers", NODE_OBJECT, true},   {"tariffs", NODE_OBJECT, true},
    {"steps", NODE_ARRAY, false},          {"grants", NODE_OBJECT, true},    {"report", NODE_OBJECT, false},
};

static void read_period(struct tax_reader *reader, const struct node *node)
{
    static const struct tax_key keys[] = {{"from", NODE_TEXT, false}, {"to", NODE_TEXT, false}};
    struct tax_table *table = reader->table;
    if (!tax_object(reader, node, "`period`", keys, 2))
        return;
    const struct node *to = node_member(node, "to");
    if (!tax_date(reader, node_member(node, "from"), &table->from) || !tax_date(reader, to, &table->to))
        return;
    if (calendar_compare(table->to, table->from) <= 0 ||
        calendar_compare(table->to, calendar_months_later(table->from, 12)) >= 0)
        tax_error(reader, to, NULL, "the period ends after it begins, and within a year");
}

static void read_head(struct tax_reader *reader, const struct node *document)
{
    struct tax_table *table = reader->table;
    const struct node *version = node_member(document, "offercast_tax"), *currency = node_member(document, "currency");
    if (version->number != 1)
        tax_error(reader, version, NULL, "the version of this format is 1");
    table->id = node_member(document, "id")->text;
    table->name = node_member(document, "name")->text;
    table->disclaimer = node_member(document, "disclaimer")->text;
    table->currency = currency->text;
    if (strlen(currency->text) != 3 || strspn(currency->text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 3)
        tax_error(reader, currency, NULL, "a currency is three capital letters, such as \"USD\"");
    read_period(reader, node_member(document, "period"));
}

static void read_statuses(struct tax_reader *reader, const struct node *list)
{
    struct tax_table *table = reader->table;
    table->status = arena_alloc(reader->arena, list->children + 1, sizeof *table->status);
    if (list->children == 0 || list->children > TAX_STATUSES_MAX)
        tax_error(reader, list, NULL, "a table has 1 to %d statuses", TAX_STATUSES_MAX);
    for (const struct node *node = list->child; node && table->status_count < TAX_STATUSES_MAX; node = node->next) {
        if (!tax_type(reader, node, NODE_TEXT, "a status"))
            continue;
        if (!strcmp(node->text, "source") || !strcmp(node->text, "value") || !strcmp(node->text, "all"))
            tax_error(reader, node, NULL, "\"%s\" cannot name a status", node->text);
        if (tax_table_status(table, node->text) < table->status_count)
            tax_error(reader, node, NULL, "the status \"%s\" comes twice", node->text);
        else
            table->status[table->status_count++] = node->text;
    }
}

static void read_sources(struct tax_reader *reader, const struct node *object)
{
    struct tax_table *table = reader->table;
    table->source = arena_alloc(reader->arena, object->children + 1, sizeof *table->source);
    for (const struct node *member = object->child; member; member = member->next)
        if (!tax_is_comment(member) && tax_type(reader, member, NODE_TEXT, "a source"))
            table->source[table->source_count++] = (struct tax_source){member->key, member->text};
}

static void read_inputs(struct tax_reader *reader, const struct node *list)
{
    const char *names[TAX_FLOWS];
    struct tax_table *table = reader->table;
    table->input = arena_alloc(reader->arena, list->children + 1, sizeof *table->input);
    for (size_t i = 0; i < TAX_FLOWS; i++)
        names[i] = tax_flow_words[i].name;
    if (!list->child)
        tax_error(reader, list, NULL, "a table has at least one input");
    for (const struct node *node = list->child; node; node = node->next) {
        if (!tax_type(reader, node, NODE_TEXT, "an input"))
            continue;
        size_t flow = tax_word_index(tax_flow_words, TAX_FLOWS, node->text);
        bool twice = false;
        for (size_t i = 0; i < table->input_count; i++)
            twice = twice || table->input[i] == flow;
        if (flow == TAX_FLOWS)
            tax_unknown(reader, node, false, "flow", node->text, names, TAX_FLOWS);
        else if (twice)
            tax_error(reader, node, NULL, "the input \"%s\" comes twice", node->text);
        else
            table->input[table->input_count++] = (enum tax_flow)flow;
    }
}

/* The inputs and the names of the pools are what the formula starts from. */
static void read_arguments(struct tax_reader *reader, const struct node *pools)
{
    struct tax_table *table = reader->table;
    size_t count = table->input_count + (pools ? pools->children : 0);
    const char **names = arena_alloc(reader->arena, count + 1, sizeof *names);
    table->formula.argument = names;
    for (size_t i = 0; i < table->input_count; i++)
        names[table->formula.argument_count++] = tax_flow_words[table->input[i]].name;
    table->pool = arena_alloc(reader->arena, count + 1, sizeof *table->pool);
    for (const struct node *member = pools ? pools->child : NULL; member; member = member->next) {
        if (tax_is_comment(member) || !tax_type(reader, member, NODE_TEXT, "the step of a pool"))
            continue;
        if (tax_formula_value(&table->formula, member->key) != SIZE_MAX)
            tax_key_error(reader, member, NULL, "the name \"%s\" is taken", member->key);
        table->pool[table->pool_count++].name = member->key;
        names[table->formula.argument_count++] = member->key;
    }
}

/* The value of the formula that a text names. */
static size_t value_named(struct tax_reader *reader, const struct node *node)
{
    const struct tax_formula *formula = &reader->table->formula;
    size_t value = tax_formula_value(formula, node->text);
    if (value != SIZE_MAX)
        return value;
    const char **names = arena_alloc(reader->arena, formula->argument_count + formula->step_count + 1, sizeof *names);
    for (size_t i = 0; i < formula->argument_count; i++)
        names[i] = formula->argument[i];
    for (size_t i = 0; i < formula->step_count; i++)
        names[formula->argument_count + i] = formula->step[i].name;
    tax_unknown(reader, node, false, "step", node->text, names, formula->argument_count + formula->step_count);
    return 0;
}

static void read_results(struct tax_reader *reader, const struct node *pools, const struct node *report)
{
    struct tax_table *table = reader->table;
    size_t pool = 0;
    for (const struct node *member = pools ? pools->child : NULL; member; member = member->next)
        if (!tax_is_comment(member) && member->type == NODE_TEXT)
            table->pool[pool++].carried = value_named(reader, member);
    table->report = arena_alloc(reader->arena, report->children + 1, sizeof *table->report);
    for (const struct node *member = report->child; member; member = member->next)
        if (!tax_is_comment(member) && tax_type(reader, member, NODE_TEXT, "the step of a report"))
            table->report[table->report_count++] = (struct tax_report){member->key, value_named(reader, member)};
    if (!node_member(report, "total"))
        tax_error(reader, report, NULL, "`report` needs \"total\", all taxes of the year");
}

/* Names are looked for one by one: no object may have so many that this takes long. */
static bool check_sizes(struct tax_reader *reader, const struct node *document)
{
    bool good = true;
    for (const struct node *member = document->child; member; member = member->next) {
        if (member->children > TAX_STEPS_MAX) {
            tax_error(reader, member, NULL, "more than %d entries", TAX_STEPS_MAX);
            good = false;
        }
    }
    return good;
}

struct tax_table *tax_table_from(struct arena *arena, const struct source *source, struct problems *problems)
{
    struct tax_reader reader = {arena, problems, arena_alloc(arena, 1, sizeof *reader.table)};
    size_t problems_before = problems->count;
    const struct node *document = json_document(arena, source, problems);
    if (!document ||
        !tax_object(&reader, document, "a tax table", table_keys, sizeof table_keys / sizeof *table_keys) ||
        !check_sizes(&reader, document))
        return NULL;
    const struct node *pools = node_member(document, "pools"), *numbers = node_member(document, "numbers"),
                      *tariffs = node_member(document, "tariffs"), *grants = node_member(document, "grants");
    struct tax_scope scope = {&reader.table->formula, NULL};
    read_head(&reader, document);
    read_statuses(&reader, node_member(document, "statuses"));
    read_sources(&reader, node_member(document, "sources"));
    read_inputs(&reader, node_member(document, "inputs"));
    read_arguments(&reader, pools);
    if (numbers)
        tax_read_numbers(&reader, numbers);
    if (tariffs)
        tax_read_tariffs(&reader, tariffs);
    tax_read_steps(&reader, node_member(document, "steps"), &scope);
    read_results(&reader, pools, node_member(document, "report"));
    if (grants)
        tax_read_grants(&reader, grants);
    return problems->count == problems_before ? reader.table : NULL;
}
