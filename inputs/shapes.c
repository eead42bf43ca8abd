/* Shapes whose target is plain: a number, a whole number, yes or no, a text, a word of a list. */
#include "inputs/nearest_word.h"
#include "inputs/offer_reader.h"
#include "inputs/value_shapes.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

static void read_number(struct reader *reader, const struct node *node, const struct key *key, void *target)
{
    (void)reader_certain(reader, node, key, target);
}

static void read_whole(struct reader *reader, const struct node *node, const struct key *key, void *target)
{
    double number;
    if (!reader_certain(reader, node, key, &number))
        return;
    if (number != floor(number) || number > 1e6) {
        reader_error(reader, node, NULL,
                     number != floor(number) ? "`%s` is a whole number" : "`%s` is at most 1,000,000", key->name);
        return;
    }
    *(int *)target = (int)number;
}

static void schema_plain_number(struct json_writer *schema, const struct key *key)
{
    schema_open_key(schema, key);
    json_writer_key(schema, "type");
    json_writer_raw(schema, "[\"string\", \"number\", \"object\"]");
    json_writer_close(schema, '}');
}

static void canonical_number(struct json_writer *text, const struct key *key, const void *target)
{
    json_writer_key(text, key->name);
    json_writer_number(text, *(const double *)target);
}

static void canonical_whole(struct json_writer *text, const struct key *key, const void *target)
{
    json_writer_key(text, key->name);
    json_writer_number(text, *(const int *)target);
}

/* Case, spaces and the marks between words make no difference. */
static bool same_word(const char *a, const char *b)
{
    for (;; a++, b++) {
        while (*a == ' ' || *a == '_' || *a == '-' || *a == '*' || *a == '`')
            a++;
        while (*b == ' ' || *b == '_' || *b == '-')
            b++;
        if (tolower((unsigned char)*a) != tolower((unsigned char)*b))
            return false;
        if (!*a)
            return true;
    }
}

static void read_boolean(struct reader *reader, const struct node *node, const struct key *key, void *target)
{
    bool *yes = target;
    if (node->type == NODE_TRUE ||
        (node->type == NODE_TEXT && (same_word(node->text, "true") || same_word(node->text, "yes"))))
        *yes = true;
    else if (node->type == NODE_FALSE ||
             (node->type == NODE_TEXT && (same_word(node->text, "false") || same_word(node->text, "no"))))
        *yes = false;
    else
        reader_wrong_type(reader, node, key, key_shape(key)->expected);
}

static void schema_boolean(struct json_writer *schema, const struct key *key)
{
    schema_open_key(schema, key);
    json_writer_key(schema, "anyOf");
    json_writer_raw(schema, "[{\"type\": \"boolean\"}, {\"type\": \"string\", \"pattern\": "
                            "\"^[ *_`-]*([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|[Yy][Ee][Ss]|[Nn][Oo])[ *_`-]*$\"}]");
    json_writer_close(schema, '}');
}

static void canonical_boolean(struct json_writer *text, const struct key *key, const void *target)
{
    if (key->flags & KEY_ADDED && !*(const bool *)target)
        return;
    json_writer_key(text, key->name);
    json_writer_bool(text, *(const bool *)target);
}

static void read_text(struct reader *reader, const struct node *node, const struct key *key, void *target)
{
    if (node->type != NODE_TEXT) {
        reader_wrong_type(reader, node, key, key_shape(key)->expected);
        return;
    }
    size_t length = strlen(node->text);
    if (length > NAME_BYTES_MAX) {
        problem_add(reader->problems, STATUS_LIMIT, node->at, node_pointer(reader->arena, node), NULL,
                    "`%s` is %zu bytes long; the limit is %d", key->name, length, NAME_BYTES_MAX);
        return;
    }
    if (!length) {
        reader_error(reader, node, NULL, "`%s` is empty", key->name);
        return;
    }
    *(const char **)target = node->text;
}

static void schema_text_value(struct json_writer *schema, const struct key *key)
{
    schema_open_key(schema, key);
    json_writer_text_member(schema, "type", "string");
    json_writer_key(schema, "minLength");
    json_writer_raw(schema, "1");
    json_writer_key(schema, "maxLength");
    json_writer_number(schema, NAME_BYTES_MAX);
    json_writer_close(schema, '}');
}

static void canonical_text(struct json_writer *text, const struct key *key, const void *target)
{
    const char *words = *(const char *const *)target;
    if (!words)
        return;
    json_writer_key(text, key->name);
    json_writer_text(text, words);
}

static void read_word(struct reader *reader, const struct node *node, const struct key *key, void *target)
{
    const char *names[16];
    size_t count = 0;
    const char *help = "";
    for (const struct word *word = key->words; word->name; word++) {
        if (node->type == NODE_TEXT && same_word(node->text, word->name)) {
            *(int *)target = word->number;
            reader_understood_word(reader, node, word->name);
            return;
        }
        help = arena_text(reader->arena, "%s%s\"%s\"", help, count ? ", " : "", word->name);
        names[count++] = word->name;
    }
    help = arena_text(reader->arena, "`%s` is %s%s", key->name, count > 1 ? "one of " : "", help);
    if (node->type != NODE_TEXT) {
        reader_wrong_type(reader, node, key, help);
        return;
    }
    const char *near = nearest_word(node->text, names, count);
    if (near)
        help = arena_text(reader->arena, "did you mean \"%s\"? %s", near, help);
    reader_error(reader, node, help, "\"%s\" is not a valid %s", node->text, key->name);
}

/* The words themselves, for editors that complete; and a pattern that takes them as the reader does: any case and
 * marks. */
static void schema_word(struct json_writer *schema, const struct key *key)
{
    schema_open_key(schema, key);
    json_writer_key(schema, "anyOf");
    json_writer_open(schema, '[');
    json_writer_open(schema, '{');
    json_writer_key(schema, "enum");
    json_writer_open(schema, '[');
    for (const struct word *word = key->words; word->name; word++)
        json_writer_text(schema, word->name);
    json_writer_close(schema, ']');
    json_writer_close(schema, '}');
    const char *pattern = "^[ *_`-]*(";
    for (const struct word *word = key->words; word->name; word++) {
        pattern = arena_text(schema->arena, "%s%s", pattern, word == key->words ? "" : "|");
        for (const unsigned char *c = (const unsigned char *)word->name; *c; c++) {
            if (isdigit(*c))
                pattern = arena_text(schema->arena, "%s%c[ *_`-]*", pattern, *c);
            else if (isalpha(*c))
                pattern = arena_text(schema->arena, "%s[%c%c][ *_`-]*", pattern, toupper(*c), tolower(*c));
        }
    }
    json_writer_open(schema, '{');
    json_writer_text_member(schema, "type", "string");
    json_writer_text_member(schema, "pattern", arena_text(schema->arena, "%s)$", pattern));
    json_writer_close(schema, '}');
    json_writer_close(schema, ']');
    json_writer_close(schema, '}');
}

static void canonical_word(struct json_writer *text, const struct key *key, const void *target)
{
    for (const struct word *word = key->words; word->name; word++) {
        if (word->number == *(const int *)target) {
            json_writer_text_member(text, key->name, word->name);
            return;
        }
    }
}

/* A bool that is written as one of two words. */
static void read_choice(struct reader *reader, const struct node *node, const struct key *key, void *target)
{
    int chosen = *(bool *)target;
    read_word(reader, node, key, &chosen);
    *(bool *)target = chosen != 0;
}

static void canonical_choice(struct json_writer *text, const struct key *key, const void *target)
{
    int chosen = *(const bool *)target;
    if (chosen || !(key->flags & KEY_ADDED))
        canonical_word(text, key, &chosen);
}

const struct shape shape_number = {.expected = "a number, such as 0.3",
                                   .cell = CELL_NUMBER,
                                   .read = read_number,
                                   .schema = schema_plain_number,
                                   .canonical = canonical_number};
const struct shape shape_years = {.expected = "a duration, such as \"1 year\"",
                                  .cell = CELL_DURATION,
                                  .read = read_number,
                                  .schema = schema_plain_number,
                                  .canonical = canonical_number};
const struct shape shape_whole = {.expected = "a whole number, such as 48",
                                  .cell = CELL_COUNT,
                                  .read = read_whole,
                                  .schema = schema_plain_number,
                                  .canonical = canonical_whole};
const struct shape shape_boolean = {
    .expected = "true or false", .read = read_boolean, .schema = schema_boolean, .canonical = canonical_boolean};
const struct shape shape_text = {
    .expected = "a text", .read = read_text, .schema = schema_text_value, .canonical = canonical_text};
const struct shape shape_word = {
    .expected = "a word", .read = read_word, .schema = schema_word, .canonical = canonical_word};
const struct shape shape_choice = {
    .expected = "a word", .read = read_choice, .schema = schema_word, .canonical = canonical_choice};
