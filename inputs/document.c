#include "inputs/document.h"

#include "inputs/utf8_strict.h"

#include <stdio.h>
#include <string.h>

struct node *node_create(struct arena *arena, enum node_type type, struct place at)
{
    struct node *node = arena_alloc(arena, 1, sizeof *node);
    node->type = type;
    node->at = node->key_at = at;
    return node;
}

void node_append(struct node *parent, struct node *child)
{
    child->parent = parent;
    child->index = parent->children++;
    if (parent->last_child)
        parent->last_child->next = child;
    else
        parent->child = child;
    parent->last_child = child;
}

struct node *node_member(const struct node *object, const char *key)
{
    if (object->type != NODE_OBJECT)
        return NULL;
    for (struct node *child = object->child; child; child = child->next) {
        if (strcmp(child->key, key) == 0)
            return child;
    }
    return NULL;
}

void node_replace(struct node *old, struct node *fresh)
{
    struct node *parent = old->parent;
    fresh->key = old->key;
    fresh->parent = parent;
    fresh->index = old->index;
    fresh->next = old->next;
    if (parent->last_child == old)
        parent->last_child = fresh;
    struct node **link = &parent->child;
    while (*link != old)
        link = &(*link)->next;
    *link = fresh;
}

void node_set_member(struct node *object, const char *key, struct place key_at, struct node *value)
{
    struct node *old = node_member(object, key);
    value->key_at = key_at;
    if (old) {
        node_replace(old, value);
        return;
    }
    value->key = key;
    node_append(object, value);
}

/* Bytes of a key in a pointer: RFC 6901 writes ~ as ~0 and / as ~1. */
static size_t token_length(const char *key)
{
    size_t length = 0;
    for (; *key; key++)
        length += *key == '~' || *key == '/' ? 2 : 1;
    return length;
}

static char *token_before(char *end, const char *key)
{
    char *at = end -= token_length(key);
    for (; *key; key++) {
        *at++ = *key == '/' ? '~' : *key;
        if (*key == '~' || *key == '/')
            *at++ = *key == '~' ? '0' : '1';
    }
    return end;
}

const char *node_pointer(struct arena *arena, const struct node *node)
{
    enum { INDEX_BYTES = 24 };
    size_t length = 0;
    for (const struct node *at = node; at->parent; at = at->parent)
        length += 1 + (at->key ? token_length(at->key) : INDEX_BYTES);
    char *text = arena_alloc(arena, length + 1, 1), *start = text + length;
    for (const struct node *at = node; at->parent; at = at->parent) {
        char index[INDEX_BYTES];
        if (!at->key)
            snprintf(index, sizeof index, "%zu", at->index);
        start = token_before(start, at->key ? at->key : index);
        *--start = '/';
    }
    return start;
}

/* Bytes of the escape at `raw` (a backslash), and of what it stands for. The scanner found it to be good. */
static size_t escape_length(const char *raw, size_t *meant)
{
    *meant = 1;
    if (raw[1] != 'u')
        return 2;
    unsigned code = 0;
    sscanf(raw + 2, "%4x", &code);
    bool pair = code >= 0xD800 && code < 0xDC00;
    *meant = code < 0x80 ? 1 : code < 0x800 ? 2 : pair ? 4 : 3;
    return pair ? 12 : 6;
}

struct place node_text_place(const struct node *node, size_t offset)
{
    struct place at = node->at;
    if (!at.source || node->written || (node->type != NODE_TEXT && node->type != NODE_NUMBER))
        return at;
    if (node->writing == WRITTEN_PLAIN) {
        at.offset += offset;
        return at;
    }
    const char *bytes = at.source->bytes;
    size_t raw = at.offset + 1; /* past the opening quote */
    for (size_t text = 0; text < offset && raw < at.source->length;) {
        size_t raw_step = 1, text_step = 1;
        if (node->writing == WRITTEN_JSON && bytes[raw] == '\\')
            raw_step = escape_length(bytes + raw, &text_step);
        else if (node->writing == WRITTEN_CSV_QUOTED && bytes[raw] == '"')
            raw_step = 2;
        text += text_step;
        if (text <= offset)
            raw += raw_step;
    }
    at.offset = raw;
    return at;
}

struct node *node_copy(struct arena *arena, const struct node *node)
{
    struct node *copy = arena_alloc(arena, 1, sizeof *copy);
    *copy = *node;
    copy->child = copy->last_child = copy->next = copy->parent = NULL;
    copy->children = 0;
    for (const struct node *child = node->child; child; child = child->next)
        node_append(copy, node_copy(arena, child));
    return copy;
}
