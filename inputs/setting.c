/* --set PATH=VALUE: a dotted path into the tree, made where it is not there yet. */
#include "inputs/setting.h"

#include "inputs/grant_words.h"
#include "inputs/json_document.h"
#include "inputs/nearest_word.h"
#include "inputs/offer_input.h"
#include "inputs/offer_tables.h"
#include "inputs/source.h"
#include "inputs/utf8_strict.h"

#include <string.h>
#include <strings.h>

struct walk {
    struct arena *arena;
    struct problems *problems;
    const struct source *source;
    const char *text;
    size_t at; /* of the segment that comes next */
};

struct step {          /* one segment of the path, and what it leads to */
    size_t at, end;    /* in the text */
    struct node *node; /* NULL: not there yet */
    const char *key;   /* in an object */
};

static bool refuse(const struct walk *walk, size_t at, const struct node *near, const char *help, const char *message)
{
    problem_add(walk->problems, STATUS_USAGE, (struct place){walk->source, at}, node_pointer(walk->arena, near), help,
                "%s", message);
    return false;
}

static size_t segment_end(const struct walk *walk)
{
    return walk->at + strcspn(walk->text + walk->at, ".=");
}

static const char *row_name(struct arena *arena, const struct node *row)
{
    const struct node *name = node_member(row, "name");
    if (!name)
        name = node_member(row, "dimension");
    if (name)
        return name->type == NODE_TEXT ? name->text : NULL;
    /* A grant without a name is called by its number. */
    bool grant = row->parent->key && strcmp(row->parent->key, "grants") == 0;
    return grant ? arena_text(arena, "grant %zu", row->index + 1) : NULL;
}

/* The row whose name stands at the path, the longest if one begins with another: a name may hold points and spaces. */
static struct node *row_at(const struct walk *walk, const struct node *array, bool exact, size_t *length)
{
    const char *path = walk->text + walk->at;
    struct node *found = NULL;
    *length = 0;
    for (struct node *row = array->child; row; row = row->next) {
        const char *name = row_name(walk->arena, row);
        size_t name_length = name ? strlen(name) : 0;
        if (name_length <= *length)
            continue;
        bool same = exact ? strncmp(path, name, name_length) == 0 : strncasecmp(path, name, name_length) == 0;
        if (same && (path[name_length] == '.' || path[name_length] == '=')) {
            found = row;
            *length = name_length;
        }
    }
    return found;
}

static const char *rows_help(const struct walk *walk, const struct node *array, const char *segment)
{
    enum { ROWS_LISTED = 8 };
    const char *name[ROWS_LISTED], *list = NULL;
    size_t count = 0;
    for (const struct node *row = array->child; row && count < ROWS_LISTED; row = row->next) {
        const char *called = row_name(walk->arena, row);
        if (called)
            name[count++] = called;
    }
    const char *near = nearest_word(segment, name, count);
    if (near)
        return arena_text(walk->arena, "Did you mean \"%.60s\"?", near);
    for (size_t i = 0; i < count; i++)
        list = list ? arena_text(walk->arena, "%s, %.60s", list, name[i]) : arena_text(walk->arena, "%.60s", name[i]);
    return list ? arena_text(walk->arena, "A row is named by its index from 0 or its name: %s.", list)
                : "A row is named by its index, from 0.";
}

static bool step_into_array(struct walk *walk, const struct node *array, struct step *step)
{
    step->end = segment_end(walk);
    size_t length = step->end - step->at, name_length;
    const char *segment = arena_copy(walk->arena, walk->text + step->at, length);
    if (length && strspn(segment, "0123456789") == length) {
        size_t index = 0;
        for (size_t i = 0; i < length && index <= array->children; i++)
            index = 10 * index + (size_t)(segment[i] - '0');
        if (index > array->children)
            return refuse(
                walk, step->at, array,
                arena_text(walk->arena, "There are %zu rows; index %zu appends one.", array->children, array->children),
                arena_text(walk->arena, "index %.20s is past the end", segment));
        for (step->node = array->child; step->node && step->node->index != index;)
            step->node = step->node->next;
        return true;
    }
    step->node = row_at(walk, array, true, &name_length);
    if (!step->node)
        step->node = row_at(walk, array, false, &name_length);
    if (!step->node)
        return refuse(walk, step->at, array, rows_help(walk, array, segment),
                      arena_text(walk->arena, "no row is named \"%.60s\"", segment));
    step->end = step->at + name_length;
    return true;
}

/* Reads the next segment and finds what it names in `container`. */
static bool step_from(struct walk *walk, const struct node *container, struct step *step)
{
    *step = (struct step){.at = walk->at, .end = segment_end(walk)};
    if (container->type != NODE_OBJECT && container->type != NODE_ARRAY)
        return refuse(walk, walk->at, container, "Set the whole value instead, if need be as JSON: PATH='{...}'.",
                      "the path goes on, but the value before this has no parts");
    if (step->end == step->at)
        return refuse(walk, walk->at, container, "A path is like exits.0.probability or exits.IPO.probability.",
                      "a part of the path is empty");
    if (container->type == NODE_ARRAY)
        return step_into_array(walk, container, step);
    step->key = arena_copy(walk->arena, walk->text + step->at, step->end - step->at);
    step->node = node_member(container, step->key);
    return true;
}

static void attach(const struct walk *walk, struct node *container, const struct step *step, struct node *value)
{
    struct place key_at = {walk->source, step->at};
    value->key_at = key_at;
    if (container->type == NODE_OBJECT)
        node_set_member(container, step->key, key_at, value);
    else if (step->node)
        node_replace(step->node, value);
    else
        node_append(container, value);
}

/* What the path needs next where nothing is yet: a list for a table and before an index, else an object. */
static struct node *container_for(const struct walk *walk, const char *key)
{
    size_t length = segment_end(walk) - walk->at;
    bool index = length && strspn(walk->text + walk->at, "0123456789") >= length;
    bool table = key && offer_table_named(key) && strcmp(key, "compensation") != 0;
    enum node_type type = index || table ? NODE_ARRAY : NODE_OBJECT;
    return node_create(walk->arena, type, (struct place){walk->source, walk->at});
}

static struct node *value_of(const struct walk *walk, size_t at, const char *pointer)
{
    at += strspn(walk->text + at, " ");
    if (strchr("{[\"", walk->text[at]))
        return json_value(walk->arena, walk->source, at, pointer, walk->problems);
    struct node *value = node_create(walk->arena, NODE_TEXT, (struct place){walk->source, at});
    value->text = walk->text + at;
    return value;
}

static bool is_utf8(const struct walk *walk, const struct node *document)
{
    for (size_t at = 0; at < walk->source->length;) {
        size_t bytes = utf8_length(walk->text + at, walk->source->length - at);
        if (!bytes)
            return refuse(walk, at, document, "Use a terminal that writes UTF-8.", "this byte is not UTF-8");
        at += bytes;
    }
    return true;
}

struct node *setting_place(struct arena *arena, struct node *document, const struct setting *setting,
                           const char *option, struct problems *problems)
{
    struct source *source = source_create(arena, option, setting->text, strlen(setting->text));
    source->first_line = setting->number;
    source->one_line = true;
    struct walk walk = {arena, problems, source, source->bytes, 0};
    if (!is_utf8(&walk, document))
        return NULL;
    if (!strchr(source->bytes, '=')) {
        refuse(&walk, source->length, document, "Write PATH=VALUE, for example exits.0.probability=40%.",
               "a = and a value are missing");
        return NULL;
    }
    struct node *container = document;
    struct step step;
    while (step_from(&walk, container, &step)) {
        if (walk.text[step.end] == '=') {
            struct node probe = {.key = step.key, .index = step.node ? step.node->index : container->children};
            probe.parent = container;
            size_t at = step.end + 1;
            if (!walk.text[at + strspn(walk.text + at, " ")]) {
                refuse(&walk, at, &probe, "After the = stands a cell as in a file, or JSON.", "a value is missing");
                return NULL;
            }
            struct node *value = value_of(&walk, at, node_pointer(arena, &probe));
            if (value)
                attach(&walk, container, &step, value);
            return value;
        }
        walk.at = step.end + (walk.text[step.end] == '.');
        struct node *inside = step.node ? step.node : container_for(&walk, step.key);
        if (!step.node)
            attach(&walk, container, &step, inside);
        container = inside;
    }
    return NULL;
}

void setting_apply(struct arena *arena, struct node *document, const struct setting *setting, struct problems *problems)
{
    if (setting_place(arena, document, setting, "--set", problems))
        grant_words_take(arena, document, problems);
}
