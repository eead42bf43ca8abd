#include "inputs/json_document.h"

#include "inputs/document.h"
#include "inputs/json_scan.h"
#include "inputs/number_style.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

static void delete_tree(void *tree)
{
    cJSON_Delete(tree);
}

/* cJSON cuts a number of more than 63 bytes. It gets a copy in which such a number is 0; the value is read here. */
static const char *shortened(struct arena *arena, const struct source *source, const struct json_scan *scan)
{
    if (!scan->long_number)
        return source->bytes;
    char *copy = arena_copy(arena, source->bytes, source->length);
    for (size_t i = 0; i < scan->count; i++) {
        char *value = copy + scan->mark[i].at;
        size_t length = *value == '-' || (*value >= '0' && *value <= '9') ? json_number_length(value) : 0;
        if (length > JSON_NUMBER_BYTES) {
            memset(value, ' ', length);
            *value = '0';
        }
    }
    return copy;
}

/* The tree of cJSON and the marks of the scanner, side by side in document order. */
struct conversion {
    struct arena *arena;
    const struct source *source;
    const struct json_mark *mark;
    struct node *node; /* as many as marks, taken in order */
    char *number_text; /* room for all numbers as written */
};

static enum node_type type_of(const cJSON *item)
{
    if (cJSON_IsObject(item))
        return NODE_OBJECT;
    if (cJSON_IsArray(item))
        return NODE_ARRAY;
    if (cJSON_IsString(item))
        return NODE_TEXT;
    if (cJSON_IsNumber(item))
        return NODE_NUMBER;
    return cJSON_IsTrue(item) ? NODE_TRUE : cJSON_IsFalse(item) ? NODE_FALSE : NODE_NULL;
}

static struct node *converted(struct conversion *conversion, const cJSON *item)
{
    struct node *node = conversion->node++;
    const struct json_mark *mark = conversion->mark++;
    node->type = type_of(item);
    node->at = (struct place){conversion->source, mark->at};
    node->key_at = (struct place){conversion->source, mark->key_at};
    node->key = item->string ? arena_copy(conversion->arena, item->string, strlen(item->string)) : NULL;
    if (node->type == NODE_TEXT) {
        node->text = arena_copy(conversion->arena, item->valuestring, strlen(item->valuestring));
        node->writing = WRITTEN_JSON;
    } else if (node->type == NODE_NUMBER) {
        const char *written = conversion->source->bytes + mark->at;
        size_t length = json_number_length(written);
        node->text = conversion->number_text;
        memcpy(conversion->number_text, written, length);
        conversion->number_text += length + 1; /* zeroed */
        node->number = length > JSON_NUMBER_BYTES ? strtod(node->text, NULL) : item->valuedouble;
    }
    for (const cJSON *child = item->child; child; child = child->next) {
        bool twin = conversion->mark->twin;
        struct node *made = converted(conversion, child); /* at most NESTING_MAX deep */
        if (!twin)
            node_append(node, made);
    }
    return node;
}

struct node *json_value(struct arena *arena, const struct source *source, size_t start, const char *pointer,
                        struct problems *problems)
{
    struct json_scan scan;
    if (!json_scan(arena, source, start, pointer, problems, &scan))
        return NULL;
    struct conversion conversion = {arena, source, scan.mark, arena_alloc(arena, scan.count, sizeof(struct node)),
                                    arena_alloc(arena, scan.number_bytes + 1, 1)};
    const char *bytes = shortened(arena, source, &scan) + start;
    cJSON *tree = cJSON_ParseWithLength(bytes, source->length - start);
    if (!tree) /* it was scanned: only memory is missing */
        guard_exhausted();
    struct guard_cleanup deleting;
    guard_push(&deleting, delete_tree, tree);
    struct node *node = converted(&conversion, tree);
    guard_pop(&deleting);
    cJSON_Delete(tree);
    return node;
}

/* --- one style of numbers for the whole file ------------------------------------------------------------------------
 */

static bool holds_value(const struct node *node)
{
    enum { CELL_LIKE_BYTES = 40 };
    static const char *const names[] = {"name", "class", "dimension", "file", "column", "dist"};
    if (node->type != NODE_TEXT || strlen(node->text) > CELL_LIKE_BYTES ||
        (node->key && strncmp(node->key, "//", 2) == 0))
        return false;
    for (size_t i = 0; node->key && i < sizeof names / sizeof *names; i++)
        if (strcmp(node->key, names[i]) == 0)
            return false;
    return true;
}

static void hear(struct number_style *style, const struct node *node)
{
    if (holds_value(node))
        number_style_hear(style, node->text);
    for (const struct node *child = node->child; child; child = child->next)
        hear(style, child); /* at most NESTING_MAX deep */
}

static void restyle(struct node *node, const struct source *source)
{
    node->at.source = node->key_at.source = source;
    for (struct node *child = node->child; child; child = child->next)
        restyle(child, source);
}

struct node *json_document(struct arena *arena, const struct source *source, struct problems *problems)
{
    struct number_style style = {.decimal_comma = false};
    struct node *node = json_value(arena, source, 0, "", problems);
    if (node)
        hear(&style, node);
    const struct source *own = number_style_source(arena, source, &style);
    if (node && own != source)
        restyle(node, own);
    return node;
}
