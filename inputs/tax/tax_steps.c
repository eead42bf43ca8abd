/* The steps of a formula, by the keys that their operators' records name. */
#include "inputs/tax/tax_reader.h"

#include <string.h>

/* All names that an operand may have, for the nearest one. */
static const char *const *names_of(struct tax_reader *reader, const struct tax_scope *scope, bool numbers_only,
                                   size_t *count)
{
    const struct tax_formula *formula = scope->formula;
    const struct tax_table *table = reader->table;
    const char **names = arena_alloc(
        reader->arena, formula->argument_count + formula->step_count + table->number_count + 1, sizeof *names);
    *count = 0;
    for (size_t i = 0; !numbers_only && i < formula->argument_count; i++)
        names[(*count)++] = formula->argument[i];
    for (size_t i = 0; !numbers_only && i < formula->step_count; i++)
        names[(*count)++] = formula->step[i].name;
    for (size_t i = 0; i < table->number_count; i++)
        names[(*count)++] = table->number[i].name;
    return names;
}

static bool stands_later(const struct tax_scope *scope, const char *name)
{
    for (const struct node *step = scope->steps ? scope->steps->child : NULL; step; step = step->next) {
        const struct node *other = node_member(step, "name");
        if (other && other->type == NODE_TEXT && strcmp(other->text, name) == 0)
            return true;
    }
    return false;
}

static void unknown_name(struct tax_reader *reader, const struct tax_scope *scope, const struct node *node, bool at_key,
                         const char *name, bool numbers_only)
{
    size_t count;
    const char *const *names = names_of(reader, scope, numbers_only, &count);
    if (!numbers_only && stands_later(scope, name)) {
        (at_key ? tax_key_error : tax_error)(reader, node, "a step uses what stands above it",
                                             "the step \"%s\" is not known yet", name);
        return;
    }
    if (numbers_only && tax_formula_value(scope->formula, name) != SIZE_MAX) {
        tax_error(reader, node, "a number, or the name of one of `numbers`",
                  "\"%s\" differs from household to household: a constant is expected here", name);
        return;
    }
    tax_unknown(reader, node, at_key, numbers_only ? "number" : "name", name, names, count);
}

static struct tax_operand literal(double value)
{
    return (struct tax_operand){TAX_OPERAND_LITERAL, value, 0};
}

static struct tax_operand named(struct tax_reader *reader, const struct tax_scope *scope, const struct node *node,
                                bool at_key, const char *name)
{
    size_t value = tax_formula_value(scope->formula, name), number = tax_number_index(reader, name);
    if (value != SIZE_MAX)
        return (struct tax_operand){TAX_OPERAND_VALUE, 0, value};
    if (number != SIZE_MAX)
        return (struct tax_operand){TAX_OPERAND_NUMBER, 0, number};
    unknown_name(reader, scope, node, at_key, name, false);
    return literal(0);
}

static struct tax_operand operand_of(struct tax_reader *reader, const struct tax_scope *scope, const struct node *node)
{
    if (node->type == NODE_NUMBER)
        return literal(node->number);
    if (node->type == NODE_TEXT)
        return named(reader, scope, node, false, node->text);
    tax_error(reader, node, NULL, "an operand is a name or a number");
    return literal(0);
}

static struct tax_operand factor_of(struct tax_reader *reader, const struct tax_scope *scope, const struct node *node)
{
    size_t number = node->type == NODE_TEXT ? tax_number_index(reader, node->text) : SIZE_MAX;
    if (node->type == NODE_NUMBER)
        return literal(node->number);
    if (number != SIZE_MAX)
        return (struct tax_operand){TAX_OPERAND_NUMBER, 0, number};
    if (node->type == NODE_TEXT)
        unknown_name(reader, scope, node, false, node->text, true);
    else
        tax_error(reader, node, NULL, "a constant is a number or the name of one");
    return literal(1);
}

static void check_above_zero(struct tax_reader *reader, const struct node *node, const struct tax_operand *factor)
{
    const struct tax_table *table = reader->table;
    bool number = factor->kind == TAX_OPERAND_NUMBER;
    for (size_t i = 0; i < (number ? table->status_count : 1); i++) {
        double value = number ? table->number[factor->index].value[i] : factor->literal;
        if (value <= 0) {
            tax_error(reader, node, NULL, "`%s` is above 0", node->key);
            return;
        }
    }
}

/* --- keys of a step ---------------------------------------------------------------------------------------------- */

struct step_reading {
    struct tax_reader *reader;
    const struct tax_scope *scope;
    struct tax_step *step;
    size_t factors; /* read so far */
};

static void add_term(struct step_reading *reading, struct tax_operand coefficient, struct tax_operand of)
{
    struct tax_step *step = reading->step;
    step->term = arena_grow(reading->reader->arena, step->term, step->term_count, sizeof *step->term);
    step->term[step->term_count++] = (struct tax_step_term){coefficient, of};
}

static bool check_term_count(struct tax_reader *reader, const struct node *node)
{
    if (node->children == 0 || node->children > TAX_STEPS_MAX)
        tax_error(reader, node, NULL, "`of` has 1 to %d operands", TAX_STEPS_MAX);
    return node->children > 0 && node->children <= TAX_STEPS_MAX;
}

static void read_terms(struct step_reading *reading, const struct node *node)
{
    struct tax_reader *reader = reading->reader;
    if (!tax_type(reader, node, NODE_OBJECT, "`of`, the terms with their coefficients,") ||
        !check_term_count(reader, node))
        return;
    for (const struct node *member = node->child; member; member = member->next) {
        if (!tax_is_comment(member))
            add_term(reading, factor_of(reader, reading->scope, member),
                     named(reader, reading->scope, member, true, member->key));
    }
}

static void read_list(struct step_reading *reading, const struct node *node)
{
    if (!tax_type(reading->reader, node, NODE_ARRAY, "`of`") || !check_term_count(reading->reader, node))
        return;
    for (const struct node *item = node->child; item; item = item->next)
        add_term(reading, literal(1), operand_of(reading->reader, reading->scope, item));
}

static void read_tariff_name(struct step_reading *reading, const struct node *node)
{
    struct tax_reader *reader = reading->reader;
    const struct tax_table *table = reader->table;
    const char **names = arena_alloc(reader->arena, table->tariff_count + 1, sizeof *names);
    size_t found = SIZE_MAX;
    if (!tax_type(reader, node, NODE_TEXT, "the name of a tariff"))
        return;
    for (size_t i = 0; i < table->tariff_count; i++) {
        names[i] = table->tariff[i].name;
        if (strcmp(names[i], node->text) == 0)
            found = i;
    }
    if (found == SIZE_MAX)
        tax_unknown(reader, node, false, "tariff", node->text, names, table->tariff_count);
    reading->step->tariff = found;
}

static void read_mode(struct step_reading *reading, const struct node *node, const char *const *modes)
{
    size_t count = 0;
    bool known = false;
    if (!tax_type(reading->reader, node, NODE_TEXT, "`mode`"))
        return;
    for (; modes[count]; count++) {
        if (strcmp(modes[count], node->text) == 0) {
            reading->step->mode = count;
            known = true;
        }
    }
    if (!known)
        tax_unknown(reading->reader, node, false, "mode", node->text, modes, count);
}

static void read_factor(struct step_reading *reading, const struct node *node, const struct tax_operator_key *key)
{
    struct tax_operand *factor = &reading->step->factor[reading->factors++];
    *factor = node ? factor_of(reading->reader, reading->scope, node) : literal(key->fallback);
    if (node && key->above_zero)
        check_above_zero(reading->reader, node, factor);
}

static void read_key(struct step_reading *reading, const struct node *node, const struct tax_operator_key *key,
                     const char *const *modes)
{
    switch (key->kind) {
    case TAX_KEY_TERMS:
        read_terms(reading, node);
        break;
    case TAX_KEY_LIST:
        read_list(reading, node);
        break;
    case TAX_KEY_VALUE:
        add_term(reading, literal(1), operand_of(reading->reader, reading->scope, node));
        break;
    case TAX_KEY_FACTOR:
        read_factor(reading, node, key);
        break;
    case TAX_KEY_TARIFF:
        read_tariff_name(reading, node);
        break;
    case TAX_KEY_MODE:
        read_mode(reading, node, modes);
        break;
    }
}

/* --- steps ------------------------------------------------------------------------------------------------------- */

static size_t operator_named(struct tax_reader *reader, const struct node *node)
{
    const char *names[TAX_OPERATORS];
    for (size_t i = 0; i < TAX_OPERATORS; i++) {
        names[i] = tax_operators[0][i]->name;
        if (node->type == NODE_TEXT && strcmp(names[i], node->text) == 0)
            return i;
    }
    if (tax_type(reader, node, NODE_TEXT, "`op`"))
        tax_unknown(reader, node, false, "operator", node->text, names, TAX_OPERATORS);
    return TAX_OPERATORS;
}

/* The keys that a step with this operator may have; false: a fault of its keys was told. */
static bool check_keys(struct tax_reader *reader, const struct node *node, const struct tax_operator *record)
{
    struct tax_key keys[TAX_KEYS_MAX + 3] = {{"name", NODE_TEXT, false}, {"op", NODE_TEXT, false}};
    size_t count = 2;
    for (size_t i = 0; i < TAX_KEYS_MAX && record->key[i].name; i++)
        keys[count++] = (struct tax_key){record->key[i].name, NODE_NULL, record->key[i].optional};
    if (record->cuts)
        keys[count++] = (struct tax_key){"positive", NODE_NULL, true};
    return tax_object(reader, node, arena_text(reader->arena, "a step of `%s`", record->name), keys, count);
}

static void read_step(struct tax_reader *reader, const struct node *node, const struct tax_scope *scope,
                      struct tax_step *step)
{
    const struct node *op = node_member(node, "op"), *positive = node_member(node, "positive");
    size_t index = op ? operator_named(reader, op) : TAX_OPERATORS;
    if (!op)
        tax_error(reader, node, NULL, "a step needs `op`");
    if (index == TAX_OPERATORS)
        return;
    const struct tax_operator *record = tax_operators[0][index];
    struct step_reading reading = {reader, scope, step, 0};
    if (!check_keys(reader, node, record))
        return;
    step->op = index;
    for (size_t i = 0; i < TAX_KEYS_MAX && record->key[i].name; i++)
        read_key(&reading, node_member(node, record->key[i].name), &record->key[i], record->modes);
    step->positive = positive && positive->type == NODE_TRUE;
    if (positive && positive->type != NODE_TRUE && positive->type != NODE_FALSE)
        tax_error(reader, positive, NULL, "`positive` is true or false");
}

void tax_read_steps(struct tax_reader *reader, const struct node *list, struct tax_scope *scope)
{
    struct tax_formula *formula = scope->formula;
    formula->step = arena_alloc(reader->arena, list->children + 1, sizeof *formula->step);
    if (list->children > TAX_STEPS_MAX) {
        tax_error(reader, list, NULL, "more than %d steps", TAX_STEPS_MAX);
        return;
    }
    scope->steps = list;
    for (const struct node *node = list->child; node; node = node->next) {
        const struct node *name = node_member(node, "name");
        struct tax_step step = {.name = ""};
        if (!tax_type(reader, node, NODE_OBJECT, "a step"))
            continue;
        if (name && name->type == NODE_TEXT) {
            step.name = name->text;
            if (tax_formula_value(formula, name->text) != SIZE_MAX || tax_number_index(reader, name->text) != SIZE_MAX)
                tax_error(reader, name, NULL, "the name \"%s\" is taken", name->text);
        } else if (!name && !node_member(node, "op")) {
            tax_error(reader, node, NULL, "a step needs `name`");
        }
        read_step(reader, node, scope, &step);
        formula->step[formula->step_count++] = step;
    }
}
