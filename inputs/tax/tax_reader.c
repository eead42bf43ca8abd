#include "inputs/tax/tax_reader.h"
#include "inputs/nearest_word.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* --- saying ------------------------------------------------------------------------------------------------------ */

static void tell(struct tax_reader *reader, const struct node *node, struct place at, const char *help,
                 const char *format, va_list arguments) __attribute__((format(printf, 5, 0)));
static void tell(struct tax_reader *reader, const struct node *node, struct place at, const char *help,
                 const char *format, va_list arguments)
{
    const char *message = arena_vtext(reader->arena, format, arguments);
    problem_add(reader->problems, STATUS_INVALID, at, node_pointer(reader->arena, node), help, "%s", message);
}

void tax_error(struct tax_reader *reader, const struct node *node, const char *help, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    tell(reader, node, node->at, help, format, arguments);
    va_end(arguments);
}

void tax_key_error(struct tax_reader *reader, const struct node *node, const char *help, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    tell(reader, node, node->key_at, help, format, arguments);
    va_end(arguments);
}

void tax_unknown(struct tax_reader *reader, const struct node *node, bool at_key, const char *kind, const char *word,
                 const char *const *names, size_t count)
{
    enum { NAMES_TOLD = 40 };
    struct place at = at_key ? node->key_at : node->at;
    const char *help = NULL;
    if (problem_shows(reader->problems, at)) {
        const char *near = nearest_word(word, names, count);
        help = near ? arena_text(reader->arena, "did you mean \"%s\"?", near) : "one of";
        for (size_t i = 0; !near && i < count && i < NAMES_TOLD; i++)
            help = arena_text(reader->arena, "%s%s %s", help, i ? "," : "", names[i]);
        if (!near && count == 0)
            help = "there are none";
        else if (!near && count > NAMES_TOLD)
            help = arena_text(reader->arena, "%s and %zu more", help, count - NAMES_TOLD);
    }
    problem_add(reader->problems, STATUS_INVALID, at, node_pointer(reader->arena, node), help, "unknown %s \"%s\"",
                kind, word);
}

/* --- objects ----------------------------------------------------------------------------------------------------- */

bool tax_is_comment(const struct node *member)
{
    return member->key && strncmp(member->key, "//", 2) == 0;
}

size_t tax_member_count(const struct node *object)
{
    size_t count = 0;
    for (const struct node *member = object->child; member; member = member->next)
        count += !tax_is_comment(member);
    return count;
}

static const char *type_words(enum node_type type)
{
    static const char *const words[] = {
        [NODE_OBJECT] = "an object", [NODE_ARRAY] = "a list", [NODE_TEXT] = "a text", [NODE_NUMBER] = "a number",
        [NODE_TRUE] = "true",        [NODE_FALSE] = "false",  [NODE_NULL] = "null",
    };
    return words[type];
}

bool tax_type(struct tax_reader *reader, const struct node *node, enum node_type type, const char *what)
{
    if (node->type == type)
        return true;
    tax_error(reader, node, NULL, "%s: expected %s; this is %s", what, type_words(type), type_words(node->type));
    return false;
}

enum { KEYS_MAX = 24 };

static const struct tax_key *key_of(const struct tax_key *keys, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(keys[i].name, name) == 0)
            return &keys[i];
    return NULL;
}

bool tax_object(struct tax_reader *reader, const struct node *node, const char *what, const struct tax_key *keys,
                size_t count)
{
    const char *names[KEYS_MAX];
    bool good = tax_type(reader, node, NODE_OBJECT, what);
    if (!good)
        return false;
    for (size_t i = 0; i < count; i++)
        names[i] = keys[i].name;
    for (const struct node *member = node->child; member; member = member->next) {
        const struct tax_key *key = key_of(keys, count, member->key);
        if (tax_is_comment(member))
            continue;
        if (!key)
            tax_unknown(reader, member, true, arena_text(reader->arena, "key of %s", what), member->key, names, count);
        else if (key->type != NODE_NULL)
            good = tax_type(reader, member, key->type, arena_text(reader->arena, "`%s`", key->name)) && good;
    }
    for (size_t i = 0; i < count; i++) {
        if (!keys[i].optional && !node_member(node, keys[i].name)) {
            tax_error(reader, node, NULL, "%s needs `%s`", what, keys[i].name);
            good = false;
        }
    }
    return good;
}

/* --- small values ------------------------------------------------------------------------------------------------ */

bool tax_date(struct tax_reader *reader, const struct node *node, struct calendar_date *date)
{
    int read = 0;
    bool form = node->type == NODE_TEXT && strlen(node->text) == 10 && strspn(node->text, "0123456789-") == 10 &&
                sscanf(node->text, "%4d-%2d-%2d%n", &date->year, &date->month, &date->day, &read) == 3 && read == 10;
    if (form && calendar_valid(*date))
        return true;
    tax_error(reader, node, "a day of the calendar as year-month-day: \"2026-01-31\"", "this is not a date");
    return false;
}

size_t tax_source_index(struct tax_reader *reader, const struct node *node)
{
    const struct tax_table *table = reader->table;
    const char **names = arena_alloc(reader->arena, table->source_count + 1, sizeof *names);
    for (size_t i = 0; i < table->source_count; i++) {
        names[i] = table->source[i].key;
        if (strcmp(names[i], node->text) == 0)
            return i;
    }
    tax_unknown(reader, node, false, "source", node->text, names, table->source_count);
    return 0;
}

size_t tax_number_index(const struct tax_reader *reader, const char *name)
{
    for (size_t i = 0; i < reader->table->number_count; i++)
        if (strcmp(reader->table->number[i].name, name) == 0)
            return i;
    return SIZE_MAX;
}

static bool check_status_keys(struct tax_reader *reader, const struct node *object, const char *common, bool shared)
{
    const struct tax_table *table = reader->table;
    bool good = true;
    for (const struct node *member = object->child; member; member = member->next) {
        bool status = tax_table_status(table, member->key) < table->status_count;
        if (tax_is_comment(member) || strcmp(member->key, "source") == 0 || strcmp(member->key, common) == 0)
            continue;
        if (!status)
            tax_unknown(reader, member, true, "status", member->key, table->status, table->status_count);
        else if (shared)
            tax_key_error(reader, member, NULL, "`%s` holds for every status: this one cannot be said besides", common);
        good = good && status && !shared;
    }
    return good;
}

bool tax_by_status(struct tax_reader *reader, const struct node *object, const char *common, const struct node **found,
                   bool *by_status)
{
    const struct tax_table *table = reader->table;
    const struct node *shared = node_member(object, common);
    bool good = check_status_keys(reader, object, common, shared != NULL);
    *by_status = !shared;
    for (size_t i = 0; i < table->status_count; i++) {
        found[i] = shared ? shared : node_member(object, table->status[i]);
        if (found[i])
            continue;
        tax_key_error(reader, object, arena_text(reader->arena, "one for each status, or `%s` for all", common),
                      "\"%s\" says nothing for the status \"%s\"", object->key, table->status[i]);
        good = false;
    }
    return good;
}
