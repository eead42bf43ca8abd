/* The rules of a tax table for the events of each type of grant. */
#include "inputs/tax/tax_reader.h"

#include <string.h>

enum { MONTHS_MAX = 1200 };

/* Index of a key or text in a closed list; `count` and told when it isn't there. */
static size_t word_of(struct tax_reader *reader, const struct node *node, bool at_key, const char *kind,
                      const struct tax_word *words, size_t count)
{
    const char *word = at_key ? node->key : node->text;
    size_t found = tax_word_index(words, count, word);
    if (found == count) {
        const char **names = arena_alloc(reader->arena, count, sizeof *names);
        for (size_t i = 0; i < count; i++)
            names[i] = words[i].name;
        tax_unknown(reader, node, at_key, kind, word, names, count);
    }
    return found;
}

/* --- when -------------------------------------------------------------------------------------------------------- */

static void add_condition(struct tax_reader *reader, struct tax_rule *rule, struct tax_condition condition)
{
    rule->condition = arena_grow(reader->arena, rule->condition, rule->condition_count, sizeof *rule->condition);
    rule->condition[rule->condition_count++] = condition;
}

/* {event: months, ...}: all of them must hold. */
static void read_months(struct tax_reader *reader, const struct node *node, enum tax_condition_kind kind,
                        struct tax_rule *rule)
{
    if (!tax_type(reader, node, NODE_OBJECT, arena_text(reader->arena, "`%s`, months by event,", node->key)))
        return;
    for (const struct node *member = node->child; member; member = member->next) {
        if (tax_is_comment(member))
            continue;
        size_t event = word_of(reader, member, true, "event", tax_event_words, TAX_EVENTS);
        double months = member->number;
        if (member->type != NODE_NUMBER || months < 0 || months > MONTHS_MAX || months != (int)months)
            tax_error(reader, member, NULL, "months are a whole number from 0 to %d", MONTHS_MAX);
        else if (event < TAX_EVENTS)
            add_condition(reader, rule,
                          (struct tax_condition){kind, (enum tax_event)event, (int)months, false, {0, 0, 0}});
    }
    if (tax_member_count(node) == 0)
        tax_error(reader, node, NULL, "`%s` names no event", node->key);
}

static void read_condition(struct tax_reader *reader, const struct node *node, struct tax_rule *rule)
{
    size_t kind = word_of(reader, node, true, "condition", tax_condition_words, TAX_CONDITIONS), event;
    if (kind == TAX_CONDITIONS)
        return;
    struct tax_condition condition = {.kind = (enum tax_condition_kind)kind};
    switch (tax_condition_arguments[kind]) {
    case TAX_ARGUMENT_MONTHS:
        read_months(reader, node, condition.kind, rule);
        return;
    case TAX_ARGUMENT_EVENT:
        if (!tax_type(reader, node, NODE_TEXT, "the name of an event"))
            return;
        event = word_of(reader, node, false, "event", tax_event_words, TAX_EVENTS);
        condition.event = event < TAX_EVENTS ? (enum tax_event)event : TAX_EVENT_GRANT;
        break;
    case TAX_ARGUMENT_FLAG:
        condition.flag = node->type == NODE_TRUE;
        if (node->type != NODE_TRUE && node->type != NODE_FALSE)
            tax_error(reader, node, NULL, "`%s` is true or false", node->key);
        break;
    case TAX_ARGUMENT_DATE:
        tax_date(reader, node, &condition.date);
        break;
    }
    add_condition(reader, rule, condition);
}

/* --- rules ------------------------------------------------------------------------------------------------------- */

static size_t input_named(struct tax_reader *reader, const struct node *member)
{
    const struct tax_table *table = reader->table;
    size_t flow = word_of(reader, member, true, "flow", tax_flow_words, TAX_FLOWS);
    for (size_t i = 0; i < table->input_count; i++)
        if (table->input[i] == flow)
            return i;
    if (flow < TAX_FLOWS)
        tax_key_error(reader, member, "list it in `inputs`", "the flow \"%s\" is not an input of this table",
                      member->key);
    return SIZE_MAX;
}

static void read_flows(struct tax_reader *reader, const struct node *node, struct tax_rule *rule)
{
    rule->flow = arena_alloc(reader->arena, node->children + 1, sizeof *rule->flow);
    for (const struct node *member = node->child; member; member = member->next) {
        if (tax_is_comment(member) || !tax_type(reader, member, NODE_TEXT, "a flow's amount, a name,"))
            continue;
        size_t input = input_named(reader, member), value = tax_formula_value(&rule->formula, member->text);
        if (value == SIZE_MAX) {
            const struct tax_formula *formula = &rule->formula;
            const char **names = arena_alloc(reader->arena, TAX_AMOUNTS + formula->step_count, sizeof *names);
            for (size_t i = 0; i < TAX_AMOUNTS; i++)
                names[i] = tax_amount_words[i].name;
            for (size_t i = 0; i < formula->step_count; i++)
                names[TAX_AMOUNTS + i] = formula->step[i].name;
            tax_unknown(reader, member, false, "amount", member->text, names, TAX_AMOUNTS + formula->step_count);
        }
        rule->flow[rule->flow_count++] = (struct tax_rule_flow){input, value};
    }
}

static void read_rule(struct tax_reader *reader, const struct node *node, struct tax_rule *rule)
{
    static const struct tax_key keys[] = {
        {"when", NODE_OBJECT, true}, {"let", NODE_ARRAY, true}, {"flows", NODE_OBJECT, false}};
    if (!tax_object(reader, node, "a rule", keys, sizeof keys / sizeof *keys))
        return;
    const struct node *when = node_member(node, "when"), *let = node_member(node, "let");
    const char **amounts = arena_alloc(reader->arena, TAX_AMOUNTS, sizeof *amounts);
    for (size_t i = 0; i < TAX_AMOUNTS; i++)
        amounts[i] = tax_amount_words[i].name;
    rule->formula.argument_count = TAX_AMOUNTS;
    rule->formula.argument = amounts;
    for (const struct node *member = when ? when->child : NULL; member; member = member->next)
        if (!tax_is_comment(member))
            read_condition(reader, member, rule);
    struct tax_scope scope = {&rule->formula, NULL};
    if (let)
        tax_read_steps(reader, let, &scope);
    read_flows(reader, node_member(node, "flows"), rule);
}

static bool is_unconditional(const struct node *rule)
{
    const struct node *when = node_member(rule, "when");
    return !when || (when->type == NODE_OBJECT && tax_member_count(when) == 0);
}

static void read_event(struct tax_reader *reader, const struct node *list, struct tax_grant *grant)
{
    size_t event = word_of(reader, list, true, "event", tax_event_words, TAX_EVENTS);
    if (!tax_type(reader, list, NODE_ARRAY, "the rules of an event") || event == TAX_EVENTS)
        return;
    struct tax_rule *rules = arena_alloc(reader->arena, list->children + 1, sizeof *rules);
    const struct node *last = NULL;
    for (const struct node *node = list->child; node; node = node->next) {
        if (last)
            tax_error(reader, node, NULL, "this rule never applies: the one before it has no condition");
        read_rule(reader, node, &rules[node->index]);
        last = is_unconditional(node) ? node : NULL;
    }
    if (!last)
        tax_error(reader, list->last_child ? list->last_child : list,
                  "the last rule has no `when`; where nothing is taxed it is {\"flows\": {}}",
                  "the rules for \"%s\" end without one that always applies", list->key);
    grant->event[event].count = list->children;
    grant->event[event].rule = rules;
}

void tax_read_grants(struct tax_reader *reader, const struct node *object)
{
    struct tax_table *table = reader->table;
    table->grant = arena_alloc(reader->arena, object->children + 1, sizeof *table->grant);
    for (const struct node *member = object->child; member; member = member->next) {
        if (tax_is_comment(member) || !tax_type(reader, member, NODE_OBJECT, "the events of a type of grant"))
            continue;
        struct tax_grant *grant = &table->grant[table->grant_count++];
        grant->type = member->key;
        for (const struct node *event = member->child; event; event = event->next)
            if (!tax_is_comment(event))
                read_event(reader, event, grant);
    }
}
