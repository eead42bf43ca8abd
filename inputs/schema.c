#include "inputs/schema.h"

#include "inputs/empirical_column.h"
#include "inputs/key_records.h"
#include "inputs/several_offers.h"

#include <string.h>

/* "35%", 0.35 -> the list of them */
static void write_examples(struct json_writer *schema, const struct key *key)
{
    if (!key->examples)
        return;
    json_writer_raw_member(schema, "examples", arena_text(schema->arena, "[%s]", key->examples));
}

void schema_open_key(struct json_writer *schema, const struct key *key)
{
    json_writer_open(schema, '{');
    const char *description = key->description;
    for (const struct word *word = description ? key->words : NULL; word && word->name; word++)
        description = arena_text(schema->arena, "%s \"%s\": %s.", description, word->name, word->meaning);
    if (description)
        json_writer_text_member(schema, "description", description);
    if (key->fallback)
        json_writer_text_member(schema, "default", key->fallback);
    write_examples(schema, key);
}

static void write_member(struct json_writer *schema, const struct key *key)
{
    if (!(key->flags & KEY_FILE)) {
        key_shape(key)->schema(schema, key);
        return;
    }
    json_writer_open(schema, '{');
    json_writer_key(schema, "anyOf");
    json_writer_open(schema, '[');
    key_shape(key)->schema(schema, key);
    json_writer_raw(schema, "{\"description\": \"A file beside this one.\", \"type\": \"string\", \"pattern\": "
                            "\"[.][ct]sv$\"}");
    json_writer_close(schema, ']');
    json_writer_close(schema, '}');
}

static void write_members(struct json_writer *schema, const struct object_record *record)
{
    const struct key *key;
    for (size_t i = 0; (key = key_at(record, i)); i++) {
        json_writer_key(schema, key->name);
        write_member(schema, key);
    }
}

/* What must be there, and that nothing else may. */
static void write_bounds(struct json_writer *schema, const struct object_record *record)
{
    const struct key *key;
    bool required = false;
    for (size_t i = 0; (key = key_at(record, i)); i++)
        required = required || (key->flags & KEY_REQUIRED);
    if (required) {
        json_writer_key(schema, "required");
        json_writer_open(schema, '[');
        for (size_t i = 0; (key = key_at(record, i)); i++) {
            if (key->flags & KEY_REQUIRED)
                json_writer_text(schema, key->name);
        }
        json_writer_close(schema, ']');
    }
    /* Comments are keys that begin with two slashes. */
    json_writer_raw_member(schema, "patternProperties", "{\"^//\": true}");
    json_writer_raw_member(schema, "additionalProperties", "false");
}

void schema_object(struct json_writer *schema, const struct object_record *record)
{
    json_writer_raw_member(schema, "type", record->told_in_words ? "[\"object\", \"string\"]" : "\"object\"");
    json_writer_key(schema, "properties");
    json_writer_open(schema, '{');
    write_members(schema, record);
    json_writer_close(schema, '}');
    write_bounds(schema, record);
}

/* "p*" stands for p0 to p100, which is a pattern of keys. */
static bool is_pattern(const struct distribution_key *key)
{
    return strchr(key->name, '*');
}

static void write_parameter(struct json_writer *schema, const struct distribution_key *key)
{
    json_writer_open(schema, '{');
    json_writer_text_member(schema, "description", key->meaning);
    if (key->role == ARGUMENT_VALUES || key->role == ARGUMENT_NUMBERS) {
        json_writer_text_member(schema, "type", "array");
        json_writer_raw_member(schema, "minItems", "1");
        json_writer_raw_member(schema, "items", "{\"type\": [\"string\", \"number\"]}");
    } else {
        json_writer_raw_member(schema, "type", "[\"string\", \"number\"]");
    }
    json_writer_close(schema, '}');
}

static void write_parameters(struct json_writer *schema, const struct distribution_kind *kind)
{
    if (empirical_column_wanted(kind)) {
        json_writer_raw_member(schema, "file",
                               "{\"description\": \"A CSV file beside this one.\", \"type\": \"string\"}");
        json_writer_raw_member(schema, "column",
                               "{\"description\": \"The heading of a column.\", \"type\": \"string\"}");
        return;
    }
    for (const struct distribution_key *key = kind->keys; key->name; key++) {
        if (is_pattern(key))
            continue;
        json_writer_key(schema, key->name);
        write_parameter(schema, key);
    }
}

static void write_distribution(struct json_writer *schema, const struct distribution_kind *kind)
{
    json_writer_open(schema, '{');
    json_writer_text_member(schema, "title", kind->name);
    json_writer_text_member(schema, "description", kind->summary);
    json_writer_text_member(schema, "type", "object");
    json_writer_key(schema, "properties");
    json_writer_open(schema, '{');
    json_writer_key(schema, "dist");
    json_writer_open(schema, '{');
    json_writer_text_member(schema, "const", kind->name);
    json_writer_close(schema, '}');
    write_parameters(schema, kind);
    json_writer_close(schema, '}');
    json_writer_raw_member(schema, "required",
                           empirical_column_wanted(kind) ? "[\"dist\", \"file\", \"column\"]" : "[\"dist\"]");
    json_writer_key(schema, "patternProperties");
    json_writer_open(schema, '{');
    json_writer_raw_member(schema, "^//", "true");
    for (const struct distribution_key *key = kind->keys; key->name; key++) {
        if (!is_pattern(key))
            continue;
        json_writer_key(schema, "^p[0-9]+([.][0-9]+)?$");
        write_parameter(schema, key);
    }
    json_writer_close(schema, '}');
    json_writer_raw_member(schema, "additionalProperties", "false");
    json_writer_close(schema, '}');
}

/* The file and each of its offers have the same keys (inputs/several_offers.h). */
static void write_offers(struct json_writer *schema)
{
    json_writer_key(schema, "offers");
    json_writer_open(schema, '{');
    json_writer_text_member(schema, "description",
                            "Several offers in one file, each an object of these keys; those beside it are shared: an "
                            "offer's own counts first, and objects are joined key by key.");
    json_writer_raw_member(schema, "examples",
                           "[[{\"name\": \"Acme\", \"compensation\": {\"offer\": {\"salary\": \"$150K\"}}}, "
                           "{\"name\": \"Other\", \"compensation\": {\"offer\": {\"salary\": \"$170K\"}}}]]");
    json_writer_text_member(schema, "type", "array");
    json_writer_raw_member(schema, "minItems", "1");
    json_writer_raw_member(schema, "maxItems", arena_text(schema->arena, "%d", SEVERAL_OFFERS_MAX));
    json_writer_raw_member(schema, "items", "{\"$ref\": \"#\"}");
    json_writer_close(schema, '}');
}

const char *schema_text(struct arena *arena)
{
    struct json_writer schema = json_writer_create(arena, true);
    json_writer_open(&schema, '{');
    json_writer_text_member(&schema, "$schema", "https://json-schema.org/draft/2020-12/schema");
    json_writer_text_member(&schema, "$id", "urn:offercast:offer:1");
    json_writer_text_member(&schema, "title", "offercast offer file");
    json_writer_text_member(&schema, "description",
                            "A startup job offer: exits, risks, pay and grants. Values are cells such as \"$8-12B\", "
                            "\"35%\", \"2027-2028\", or distribution objects.");
    json_writer_text_member(&schema, "type", "object");
    json_writer_key(&schema, "properties");
    json_writer_open(&schema, '{');
    write_members(&schema, &offer_record);
    write_offers(&schema);
    json_writer_close(&schema, '}');
    write_bounds(&schema, &offer_record);
    json_writer_key(&schema, "$defs");
    json_writer_open(&schema, '{');
    static const struct shape *const defined[] = {&shape_money,    &shape_share, &shape_duration, &shape_timeline,
                                                  &shape_multiple, &shape_count, &shape_score,    &shape_plain};
    for (size_t i = 0; i < sizeof defined / sizeof *defined; i++)
        schema_definition(&schema, defined[i]);
    json_writer_key(&schema, "distribution");
    json_writer_open(&schema, '{');
    json_writer_text_member(&schema, "description", "A value that is not known, as a distribution.");
    json_writer_key(&schema, "oneOf");
    json_writer_open(&schema, '[');
    for (const struct distribution_kind *const *kind = distribution_kinds; *kind; kind++)
        write_distribution(&schema, *kind);
    json_writer_close(&schema, ']');
    json_writer_close(&schema, '}');
    json_writer_close(&schema, '}');
    json_writer_close(&schema, '}');
    return json_writer_finish(&schema);
}
