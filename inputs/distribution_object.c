#include "inputs/distribution_object.h"

#include "inputs/empirical_column.h"
#include "inputs/nearest_word.h"
#include "inputs/value_shapes.h"

#include <string.h>

/* A date as a year or a quarter: as a `min` its first day, as a `max` its last. */
static bool interval_end(struct reader *reader, const char *text, const char *name, double *number)
{
    struct cell_rules rules = reader->rules;
    rules.start_day = -1e6; /* nothing is cut */
    struct cell_reading reading = cell_read(reader->arena, text, CELL_DATE, &rules);
    bool last = strcmp(name, "max") == 0;
    if (reading.fault || reading.form != CELL_FORM_RANGE || (!last && strcmp(name, "min") != 0))
        return false;
    *number = ((last ? reading.high : reading.low) - reader->rules.start_day) / 365.25;
    return true;
}

static bool read_argument_number(struct reader *reader, const struct node *node, const char *name, enum cell_kind cell,
                                 double *number)
{
    const char *text = reader_cell_text(reader, node);
    if (!text) {
        reader_error(reader, node, NULL, "`%s` is one %s here", name, cell_kind_name(cell));
        return false;
    }
    if (cell == CELL_NUMBER && strchr(text, '%'))
        cell = CELL_SHARE;
    if (cell == CELL_NUMBER && node->type == NODE_NUMBER) {
        *number = node->number;
        return true;
    }
    struct cell_rules rules = reader_rules(reader, node);
    struct cell_reading reading = cell_read(reader->arena, text, cell, &rules);
    if (!reader_cell_ok(reader, node, name, &reading))
        return false;
    if (distribution_is_point(&reading.distribution, number))
        return true;
    if ((cell == CELL_TIMELINE || cell == CELL_DATE) && interval_end(reader, text, name, number))
        return true;
    reader_error(reader, node, "inside a distribution every parameter is one value", "`%s`: \"%s\" is not one value",
                 name, text);
    return false;
}

static bool read_argument(struct reader *reader, const struct node *node, const struct distribution_key *key,
                          enum cell_kind value_cell, struct distribution_argument *argument)
{
    bool many = key->role == ARGUMENT_VALUES || key->role == ARGUMENT_NUMBERS;
    bool plain = key->role == ARGUMENT_NUMBER || key->role == ARGUMENT_NUMBERS;
    enum cell_kind cell = plain ? CELL_NUMBER : value_cell;
    argument->key = node->key; /* "p5" where the parameter is any percentile */
    if (!many)
        return read_argument_number(reader, node, node->key, cell, &argument->number);
    if (node->type != NODE_ARRAY || !node->children) {
        reader_error(reader, node, NULL, "`%s` is a list, such as [%s]", key->name, plain ? "0.3, 0.7" : "1, 2, 3");
        return false;
    }
    if (!reader_list_fits(reader, node, ROWS_MAX))
        return false;
    double *numbers = arena_alloc(reader->arena, node->children, sizeof *numbers);
    bool fine = true;
    size_t i = 0;
    for (const struct node *item = node->child; item; item = item->next)
        fine &= read_argument_number(reader, item, key->name, cell, &numbers[i++]);
    argument->count = node->children;
    argument->numbers = numbers;
    return fine;
}

static const struct distribution_kind *read_kind(struct reader *reader, const struct node *node)
{
    const struct node *dist = node_member(node, "dist");
    if (!dist || dist->type != NODE_TEXT) {
        reader_error(reader, dist ? dist : node, "such as {\"dist\": \"lognormal\", \"p5\": \"6B\", \"p95\": \"9B\"}",
                     "a distribution object needs \"dist\" with the name of the distribution");
        return NULL;
    }
    const struct distribution_kind *kind = distribution_kind_named(dist->text);
    if (kind)
        return kind;
    const char *help = "known are";
    const char *names[64] = {NULL};
    size_t count = 0;
    for (const struct distribution_kind *const *known = distribution_kinds; *known && count < 64; known++)
        names[count++] = (*known)->name;
    const char *near = nearest_word(dist->text, names, count);
    for (size_t i = 0; i < count; i++)
        help = arena_text(reader->arena, "%s%s %s", help, i ? "," : "", names[i]);
    if (near)
        help = arena_text(reader->arena, "did you mean \"%s\"?", near);
    reader_error(reader, dist, help, "\"%s\" is not a distribution", dist->text);
    return NULL;
}

static const struct distribution_key *argument_key(struct reader *reader, const struct node *member,
                                                   const struct distribution_kind *kind)
{
    const char *names[32] = {NULL};
    size_t count = 0;
    const char *all = "";
    for (const struct distribution_key *key = kind->keys; key->name && count < 32; key++) {
        if (distribution_key_matches(key, member->key))
            return key;
        const char *shown = strchr(key->name, '*') ? "p0 ... p100" : key->name;
        all = arena_text(reader->arena, "%s%s %s", all, *all ? "," : "", shown);
        if (!strchr(key->name, '*'))
            names[count++] = key->name;
    }
    const char *near = nearest_word(member->key, names, count);
    reader_error_at(reader, member, member->key_at,
                    near ? arena_text(reader->arena, "did you mean \"%s\"?", near)
                         : arena_text(reader->arena, "its parameters are%s", all),
                    "\"%s\" is not a parameter of %s", member->key, kind->name);
    return NULL;
}

static bool read_arguments(struct reader *reader, const struct node *node, const struct key *key,
                           const struct distribution_kind *kind, struct distribution_argument *given, size_t *count)
{
    bool fine = true;
    for (const struct node *member = node->child; member; member = member->next) {
        if (strncmp(member->key, "//", 2) == 0 || strcmp(member->key, "dist") == 0)
            continue;
        const struct distribution_key *parameter = argument_key(reader, member, kind);
        if (parameter && read_argument(reader, member, parameter, key_shape(key)->cell, &given[*count]))
            ++*count;
        else
            fine = false;
    }
    return fine;
}

bool distribution_object_read(struct reader *reader, const struct node *node, const struct key *key,
                              struct value *value)
{
    const struct distribution_kind *kind = read_kind(reader, node);
    if (!kind)
        return false;
    struct distribution_argument *given = arena_alloc(reader->arena, node->children, sizeof *given);
    size_t count = 0;
    if (empirical_column_wanted(kind)) {
        if (!empirical_column_read(reader, node, key, kind, &given[count++]))
            return false;
    } else if (!read_arguments(reader, node, key, kind, given, &count)) {
        return false;
    }
    const char *fault = NULL;
    if (!kind->read(reader->arena, given, count, &value->distribution, &fault)) {
        reader_error(reader, node, NULL, "`%s`: %s: %s", key->name, kind->name, fault);
        return false;
    }
    if (!reader_bounds_hold(reader, node, key, &value->distribution))
        return false;
    const char *caution = distribution_caution(&value->distribution);
    if (caution)
        reader_warn(reader, node, "`%s`: %s", key->name, caution);
    return true;
}
