/* A row of `correlations`. */
#include "inputs/offer_reader.h"

#include <string.h>

static void read_between(struct reader *reader, const struct node *node, const struct key *key, void *target)
{
    const char **between = target;
    if (node->type != NODE_ARRAY || node->children != 2) {
        reader_wrong_type(reader, node, key, key_shape(key)->expected);
        return;
    }
    const struct node *item = node->child;
    for (size_t i = 0; i < 2; i++, item = item->next) {
        if (item->type == NODE_TEXT)
            between[i] = item->text; /* resolved when all tables are known: offer_check */
        else
            reader_wrong_type(reader, item, key, "the name of a draw");
    }
}

static void schema_between(struct json_writer *schema, const struct key *key)
{
    schema_open_key(schema, key);
    json_writer_text_member(schema, "type", "array");
    json_writer_raw_member(schema, "minItems", "2");
    json_writer_raw_member(schema, "maxItems", "2");
    json_writer_raw_member(schema, "items", "{\"type\": \"string\"}");
    json_writer_close(schema, '}');
}

static void canonical_between(struct json_writer *text, const struct key *key, const void *target)
{
    const char *const *between = target;
    bool swapped = strcmp(between[0], between[1]) > 0;
    json_writer_key(text, key->name);
    json_writer_open(text, '[');
    json_writer_text(text, between[swapped]);
    json_writer_text(text, between[!swapped]);
    json_writer_close(text, ']');
}

static const struct shape shape_between = {
    .expected = "two names of draws", .read = read_between, .schema = schema_between, .canonical = canonical_between};

static const struct bounds bounds_rho = {-1, 1, true, true, "above -1 and below 1"};

static const struct key correlation_keys[] = {
    {.name = "between",
     .shape = &shape_between,
     .offset = offsetof(struct correlation, between),
     .description = "Two draws, named by their key paths.",
     .examples = "[\"exits.valuation\", \"compensation.market.salary\"]",
     .flags = KEY_REQUIRED},
    {.name = "rho",
     .shape = &shape_number,
     .offset = offsetof(struct correlation, rho),
     .description = "Correlation of the underlying normals.",
     .examples = "0.3",
     .bounds = &bounds_rho,
     .flags = KEY_REQUIRED},
};

const struct object_record correlation_record = {
    .name = "a correlation",
    .keys = correlation_keys,
    .key_count = KEY_COUNT(correlation_keys),
    .row_bytes = sizeof(struct correlation),
    .count_offset = offsetof(struct offer, correlation_count),
    .row_limit = 1000,
};
