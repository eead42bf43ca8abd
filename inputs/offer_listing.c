#include "inputs/offer_listing.h"

#include "inputs/json_writer.h"
#include "inputs/key_records.h"

#include <string.h>

struct listing {
    struct arena *arena;
    struct offer_listing_row *row;
    size_t count; /* of values, also of those that have no row */
};

void offer_listing_write(struct json_writer *json, const struct node *node, size_t most)
{
    static const char *const words[] = {[NODE_TRUE] = "true", [NODE_FALSE] = "false", [NODE_NULL] = "null"};
    bool object = node->type == NODE_OBJECT;
    switch (node->type) {
    case NODE_TEXT:
        json_writer_text(json, node->text);
        return;
    case NODE_NUMBER:
        json_writer_raw(json, node->text);
        return;
    case NODE_OBJECT:
    case NODE_ARRAY:
        json_writer_open(json, object ? '{' : '[');
        /* A list may be millions long. */
        for (const struct node *child = node->child; child && json->length <= most; child = child->next) {
            if (object)
                json_writer_key(json, child->key);
            offer_listing_write(json, child, most);
        }
        json_writer_close(json, object ? '}' : ']');
        return;
    default:
        json_writer_raw(json, words[node->type]);
    }
}

/* Cut between characters. */
static const char *cut(struct arena *arena, const char *text)
{
    size_t length = OFFER_LISTING_TEXT_BYTES;
    if (strlen(text) <= length)
        return text;
    while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
        length--;
    return arena_text(arena, "%.*s…", (int)length, text);
}

static const char *value_text(struct arena *arena, const struct node *node)
{
    if (node->type == NODE_TEXT || node->type == NODE_NUMBER)
        return cut(arena, node->text);
    struct json_writer json = json_writer_create(arena, false);
    offer_listing_write(&json, node, OFFER_LISTING_TEXT_BYTES);
    return cut(arena, json_writer_finish(&json));
}

static void list_value(struct listing *listing, const struct node *node)
{
    if (listing->count < OFFER_LISTING_ROWS)
        listing->row[listing->count] =
            (struct offer_listing_row){node_pointer(listing->arena, node), value_text(listing->arena, node)};
    listing->count++;
}

static void list_members(struct listing *listing, const struct node *object, const struct object_record *record);

/* A value of `key`: what has keys of its own is listed key by key. */
static void list_node(struct listing *listing, const struct node *node, const struct object_record *record)
{
    if (record && node->type == NODE_OBJECT) {
        list_members(listing, node, record);
    } else if (record && node->type == NODE_ARRAY) {
        for (const struct node *child = node->child; child; child = child->next)
            list_node(listing, child, record);
    } else {
        list_value(listing, node);
    }
}

static void list_members(struct listing *listing, const struct node *object, const struct object_record *record)
{
    for (const struct node *child = object->child; child; child = child->next) {
        const struct key *key = key_named(record, child->key);
        if (key)
            list_node(listing, child, key->object);
    }
}

const struct offer_listing_row *offer_listing(struct arena *arena, const struct node *document, size_t *count)
{
    struct listing listing = {arena, arena_alloc(arena, OFFER_LISTING_ROWS + 1, sizeof *listing.row), 0};
    list_node(&listing, document, &offer_record);
    *count = listing.count;
    if (listing.count > OFFER_LISTING_ROWS) {
        const char *rest = arena_text(arena, "%zu more values are in the file", listing.count - OFFER_LISTING_ROWS);
        listing.row[OFFER_LISTING_ROWS] = (struct offer_listing_row){"", rest};
        *count = OFFER_LISTING_ROWS + 1;
    }
    return listing.row;
}
