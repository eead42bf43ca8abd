#include "inputs/offer_reader.h"

#include "inputs/how_to_add.h"
#include "inputs/nearest_word.h"
#include "inputs/offer_checks.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* --- saying ------------------------------------------------------------------------------------------------------ */

void reader_error_at(struct reader *reader, const struct node *node, struct place at, const char *help,
                     const char *format, ...)
{
    if (node->faulty && reader->problems->status != STATUS_OK)
        return;
    if (!problem_shows(reader->problems, at)) { /* a file with a million mistakes takes no memory for each */
        problem_add(reader->problems, STATUS_INVALID, at, "", NULL, " ");
        return;
    }
    va_list arguments;
    va_start(arguments, format);
    const char *message = arena_vtext(reader->arena, format, arguments);
    va_end(arguments);
    problem_add(reader->problems, STATUS_INVALID, at, node_pointer(reader->arena, node), help, "%s", message);
}

void reader_error(struct reader *reader, const struct node *node, const char *help, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *message = arena_vtext(reader->arena, format, arguments);
    va_end(arguments);
    reader_error_at(reader, node, node->at, help, "%s", message);
}

bool reader_notes(const struct reader *reader)
{
    return !reader->silent && !reader->problems->without_notes;
}

void reader_assume(struct reader *reader, const struct node *node, const char *format, ...)
{
    if (!reader_notes(reader))
        return;
    va_list arguments;
    va_start(arguments, format);
    const char *text = arena_vtext(reader->arena, format, arguments);
    va_end(arguments);
    problem_assume(reader->problems, node->at, node_pointer(reader->arena, node), "%s", text);
}

void reader_warn(struct reader *reader, const struct node *node, const char *format, ...)
{
    if (!reader_notes(reader))
        return;
    va_list arguments;
    va_start(arguments, format);
    const char *text = arena_vtext(reader->arena, format, arguments);
    va_end(arguments);
    problem_warn(reader->problems, node->at, node_pointer(reader->arena, node), "%s", text);
}

void reader_assume_absent(struct reader *reader, const struct node *object, const char *key, const char *format, ...)
{
    if (!reader_notes(reader))
        return;
    va_list arguments;
    va_start(arguments, format);
    const char *text = arena_vtext(reader->arena, format, arguments);
    va_end(arguments);
    const char *pointer = arena_text(reader->arena, "%s/%s", node_pointer(reader->arena, object), key);
    problem_assume(reader->problems, object->at, pointer, "%s", text);
}

static const char *type_words(const struct node *node)
{
    static const char *const words[] = {
        [NODE_OBJECT] = "an object", [NODE_ARRAY] = "a list", [NODE_TEXT] = "a text", [NODE_NUMBER] = "a number",
        [NODE_TRUE] = "true",        [NODE_FALSE] = "false",  [NODE_NULL] = "null",
    };
    return words[node->type];
}

void reader_wrong_type(struct reader *reader, const struct node *node, const struct key *key, const char *expected)
{
    const char *help = key->examples ? arena_text(reader->arena, "for instance %s", key->examples) : NULL;
    reader_error(reader, node, help, "`%s`: expected %s; this is %s", key->name, expected, type_words(node));
}

/* --- objects ----------------------------------------------------------------------------------------------------- */

const struct shape *key_shape(const struct key *key)
{
    static const struct shape *const of_unit[] = {
        [UNIT_MONEY] = &shape_money,       [UNIT_SHARE] = &shape_share,    [UNIT_YEARS] = &shape_duration,
        [UNIT_MULTIPLE] = &shape_multiple, [UNIT_YES_NO] = &shape_boolean, [UNIT_CHOICE] = &shape_choice};
    return key->unit == UNIT_OTHER ? key->shape : of_unit[key->unit];
}

const struct key *key_at(const struct object_record *record, size_t i)
{
    if (i < record->key_count)
        return &record->keys[i];
    return record->more_keys ? record->more_keys(i - record->key_count) : NULL;
}

const struct key *key_named(const struct object_record *record, const char *name)
{
    const struct key *key;
    for (size_t i = 0; (key = key_at(record, i)); i++)
        if (strcmp(key->name, name) == 0)
            return key;
    return NULL;
}

static void *key_target(const struct key *key, void *target)
{
    return (char *)target + key->offset;
}

static bool is_comment(const struct node *member)
{
    return strncmp(member->key, "//", 2) == 0;
}

enum { KEYS_MAX = 64, KEY_PATH_DEPTH = 4 };

/* The key of a record that is meant by one that it does not know, or NULL. */
static const char *near_key(const struct object_record *record, const char *name)
{
    const char *names[KEYS_MAX];
    size_t count = 0;
    const struct key *key;
    while (count < KEYS_MAX && (key = key_at(record, count)))
        names[count++] = key->name;
    return nearest_word(name, names, count);
}

/* Where in the offer a key belongs, "compensation.offer" for "salary"; NULL: nowhere, or into the rows of a table. */
static const char *home_of(struct arena *arena, const struct object_record *record, const char *name, size_t depth)
{
    const struct key *key;
    for (size_t i = 0; depth < KEY_PATH_DEPTH && (key = key_at(record, i)); i++) {
        if (!key->object || key_shape(key) != &shape_object)
            continue;
        if (key_named(key->object, name))
            return key->name;
        const char *inner = home_of(arena, key->object, name, depth + 1);
        if (inner)
            return arena_text(arena, "%s.%s", key->name, inner);
    }
    return NULL;
}

static void unknown_key(struct reader *reader, const struct node *member, const struct object_record *record)
{
    const char *help = NULL;
    if (problem_shows(reader->problems, member->key_at)) {
        const char *near = near_key(record, member->key), *home = home_of(reader->arena, &offer_record, member->key, 0);
        help = arena_text(reader->arena, "the keys of %s are", record->name);
        const struct key *key;
        for (size_t i = 0; !near && !home && (key = key_at(record, i)); i++)
            help = arena_text(reader->arena, "%s%s %s", help, i ? "," : "", key->name);
        if (near)
            help = arena_text(reader->arena, "did you mean \"%s\"?", near);
        else if (home)
            help = arena_text(reader->arena, "\"%s\" stands in %s", member->key, home);
    }
    reader_error_at(reader, member, member->key_at, help, "unknown key \"%s\" in %s", member->key, record->name);
}

bool reader_misspelt(const struct node *object, const struct object_record *record, const char *key)
{
    for (const struct node *member = object->child; member; member = member->next) {
        if (is_comment(member) || key_named(record, member->key) || !nearest_word(member->key, &key, 1))
            continue;
        const char *near = near_key(record, member->key); /* another key may be nearer */
        if (near && strcmp(near, key) == 0)
            return true;
    }
    return false;
}

static void read_defaults(struct reader *reader, const struct object_record *record, void *target);

/* A default is read as if the file had said it. */
static void read_fallback(struct reader *reader, const struct key *key, void *target)
{
    if (!key->fallback) {
        if (key->object && key_shape(key) == &shape_object)
            read_defaults(reader, key->object, key_target(key, target));
        return;
    }
    struct node node = {.type = NODE_TEXT, .key = key->name, .text = key->fallback};
    bool was_silent = reader->silent;
    reader->silent = true;
    key_shape(key)->read(reader, &node, key, key_target(key, target));
    reader->silent = was_silent;
}

/* The defaults of an object that is not there. */
static void read_defaults(struct reader *reader, const struct object_record *record, void *target)
{
    const struct key *key;
    for (size_t i = 0; (key = key_at(record, i)); i++)
        read_fallback(reader, key, target);
}

static void read_absent(struct reader *reader, const struct node *node, const struct object_record *record,
                        const struct key *key, void *target)
{
    if (key->flags & KEY_REQUIRED && reader_misspelt(node, record, key->name))
        return;
    if (key->flags & KEY_REQUIRED) {
        const char *help = key->examples
                               ? how_to_add(reader, node, key->name,
                                            arena_copy(reader->arena, key->examples, strcspn(key->examples, "\n")))
                               : NULL;
        reader_error(reader, node, help, "%s needs `%s`", record->name, key->name);
        return;
    }
    read_fallback(reader, key, target);
    if (key->flags & KEY_TOLD)
        reader_assume_absent(reader, node, key->name, "`%s` is not given: %s", key->name, key->fallback);
}

void reader_object(struct reader *reader, const struct node *node, const struct object_record *record, void *target)
{
    for (const struct node *member = node->child; member; member = member->next) {
        if (!is_comment(member) && !key_named(record, member->key))
            unknown_key(reader, member, record);
    }
    /* In the order of the records, so that start, defaults and currency come before what needs them. */
    const struct key *key;
    for (size_t i = 0; (key = key_at(record, i)); i++) {
        const struct node *member = node_member(node, key->name);
        if (member)
            key_shape(key)->read(reader, member, key, key_target(key, target));
        else
            read_absent(reader, node, record, key, target);
    }
    if (record->finish)
        record->finish(reader, node, target);
}

static void read_object(struct reader *reader, const struct node *node, const struct key *key, void *target)
{
    if (node->type == NODE_OBJECT) {
        reader_object(reader, node, key->object, target);
    } else {
        reader_wrong_type(reader, node, key, "an object");
        read_defaults(reader, key->object, target);
    }
}

static void schema_of_object(struct json_writer *schema, const struct key *key)
{
    schema_open_key(schema, key);
    schema_object(schema, key->object);
    json_writer_close(schema, '}');
}

static void canonical_of_object(struct json_writer *text, const struct key *key, const void *target)
{
    json_writer_key(text, key->name);
    json_writer_open(text, '{');
    canonical_object(text, key->object, target);
    json_writer_close(text, '}');
}

/* --- tables ------------------------------------------------------------------------------------------------------ */

bool reader_list_fits(struct reader *reader, const struct node *list, size_t limit)
{
    if (list->children <= limit)
        return true;
    problem_add(reader->problems, STATUS_LIMIT, list->at, node_pointer(reader->arena, list), NULL,
                "`%s` has %zu rows; the limit is %zu", list->key, list->children, limit);
    return false;
}

static size_t row_limit(const struct object_record *record)
{
    return record->row_limit ? record->row_limit : ROWS_MAX;
}

struct named_row {
    const char *name;
    const struct node *node;
    size_t row;
};

static int by_name(const void *a, const void *b)
{
    const struct named_row *left = a, *right = b;
    int order = strcmp(left->name, right->name);
    return order ? order : left->row < right->row ? -1 : 1;
}

/* Gives names to rows without one, and says where two are the same. */
static void name_rows(struct reader *reader, const struct node *node, const struct object_record *record, char *rows)
{
    struct named_row *named = arena_alloc(reader->arena, node->children, sizeof *named);
    size_t count = 0, row = 0;
    for (const struct node *item = node->child; item; item = item->next, row++) {
        const char **name = (const char **)(void *)(rows + row * record->row_bytes);
        if (!*name && record->row_stem)
            *name = arena_text(reader->arena, "%s %zu", record->row_stem, row + 1);
        if (*name)
            named[count++] = (struct named_row){*name, item, row};
    }
    qsort(named, count, sizeof *named, by_name);
    for (size_t i = 1; i < count; i++) {
        if (strcmp(named[i - 1].name, named[i].name) != 0)
            continue;
        const struct node *at = node_member(named[i].node, record->keys[0].name);
        reader_error(reader, at ? at : named[i].node, "names within a table are unique",
                     "there is already a row named \"%s\"", named[i].name);
    }
}

static void read_table(struct reader *reader, const struct node *node, const struct key *key, void *target)
{
    const struct object_record *record = key->object;
    if (node->type != NODE_ARRAY) {
        reader_wrong_type(reader, node, key, "a list of rows");
        return;
    }
    if (!node->children || !reader_list_fits(reader, node, row_limit(record)))
        return;
    char *rows = arena_alloc(reader->arena, node->children, record->row_bytes);
    size_t row = 0;
    for (const struct node *item = node->child; item; item = item->next, row++) {
        if (item->type == NODE_OBJECT)
            reader_object(reader, item, record, rows + row * record->row_bytes);
        else
            reader_error(reader, item, NULL, "`%s`: expected %s with named keys; this is %s", key->name, record->name,
                         type_words(item));
    }
    *(void **)target = rows;
    /* The count stands in the same struct as the pointer. */
    *(size_t *)(void *)((char *)target - key->offset + record->count_offset) = node->children;
    if (record->named)
        name_rows(reader, node, record, rows);
}

static void schema_of_table(struct json_writer *schema, const struct key *key)
{
    schema_open_key(schema, key);
    json_writer_text_member(schema, "type", "array");
    json_writer_key(schema, "maxItems");
    json_writer_number(schema, (double)row_limit(key->object));
    json_writer_key(schema, "items");
    json_writer_open(schema, '{');
    schema_object(schema, key->object);
    json_writer_close(schema, '}');
    json_writer_close(schema, '}');
}

static void canonical_of_table(struct json_writer *text, const struct key *key, const void *target)
{
    const struct object_record *record = key->object;
    const char *rows = *(const char *const *)target;
    size_t count = *(const size_t *)(const void *)((const char *)target - key->offset + record->count_offset);
    if (!count)
        return;
    struct named_row *order = arena_alloc(text->arena, count, sizeof *order);
    size_t counted = 0;
    for (size_t i = 0; i < count; i++) {
        const char *row = rows + i * record->row_bytes;
        if (!record->counts || record->counts(row))
            order[counted++] =
                (struct named_row){record->any_order ? *(const char *const *)(const void *)row : "", NULL, i};
    }
    if (!counted)
        return;
    if (record->any_order)
        qsort(order, counted, sizeof *order, by_name);
    json_writer_key(text, key->name);
    json_writer_open(text, '[');
    for (size_t i = 0; i < counted; i++) {
        json_writer_open(text, '{');
        canonical_object(text, record, rows + order[i].row * record->row_bytes);
        json_writer_close(text, '}');
    }
    json_writer_close(text, ']');
}

const struct shape shape_object = {
    .expected = "an object", .read = read_object, .schema = schema_of_object, .canonical = canonical_of_object};
const struct shape shape_table = {
    .expected = "a list of rows", .read = read_table, .schema = schema_of_table, .canonical = canonical_of_table};

/* --- the offer --------------------------------------------------------------------------------------------------- */

/* What the values of exits need to know of a key that is read after them; 0: it is not there, or wrong, which is told
 * when it is read. */
static double told_before(struct arena *arena, const struct node *node, enum cell_kind kind)
{
    struct cell_rules rules = cell_rules_usual();
    if (!node || node->type == NODE_NUMBER)
        return node ? node->number : 0;
    if (node->type != NODE_TEXT)
        return 0;
    rules.commas = node->at.source ? node->at.source->commas : COMMA_GROUPS;
    struct cell_reading reading = cell_read(arena, node->text, kind, &rules);
    return reading.fault ? 0 : distribution_mean(&reading.distribution);
}

void offer_from_document(struct arena *arena, const struct node *document, struct problems *problems,
                         struct offer *offer)
{
    offer_from_variant(arena, document, NULL, problems, offer);
}

void offer_from_variant(struct arena *arena, const struct node *document, struct cell_memo *memo,
                        struct problems *problems, struct offer *offer)
{
    *offer = (struct offer){.name = NULL};
    struct reader reader = {
        .arena = arena,
        .problems = problems,
        .offer = offer,
        .document = document,
        .rules = cell_rules_usual(),
    };
    reader.rules.memo = memo;
    if (document->type != NODE_OBJECT) {
        reader_error(&reader, document,
                     "the smallest offer: {\"exits\": [...], \"compensation\": {...}, \"grants\": [...]}",
                     "an offer is one object in braces; this is %s", type_words(document));
        return;
    }
    reader.rules.shares = told_before(arena, node_member(document, "fully_diluted_shares"), CELL_COUNT);
    const struct node *company = node_member(document, "company");
    reader.rules.arr = company ? told_before(arena, node_member(company, "arr"), CELL_MONEY) : 0;
    reader.rules.last_valuation = company ? told_before(arena, node_member(company, "last_valuation"), CELL_MONEY) : 0;
    offer->overlap_given = node_member(document, "overlap") != NULL;
    reader_object(&reader, document, &offer_record, offer);
    offer_check(&reader);
}
