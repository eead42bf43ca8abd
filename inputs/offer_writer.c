#include "inputs/offer_writer.h"

#include "inputs/cell_scan.h"
#include "inputs/key_records.h"

#include <stdlib.h>
#include <string.h>

/* What was assumed, sorted by pointer, so that what is below a pointer stands together. */
struct remark {
    const char *pointer, *text;
    size_t order;
    bool written;
};

struct offer_writer {
    struct arena *arena;
    struct json_writer json;
    struct remark *remark;
    size_t remark_count;
};

static int by_pointer(const void *a, const void *b)
{
    const struct remark *left = a, *right = b;
    int order = strcmp(left->pointer, right->pointer);
    return order ? order : left->order < right->order ? -1 : 1;
}

/* What is wrong, or missing: where the pointer leads, or beside the key that is not there. */
static struct remark to_fill_in(struct arena *arena, const struct problem *problem, size_t order)
{
    const char *help = problem->help ? arena_text(arena, " (%s)", problem->help) : "";
    bool exits = problem->pointer[0] == '\0' && strstr(problem->message, "exits");
    return (struct remark){exits ? "/exits" : problem->pointer,
                           arena_text(arena, "to fill in: %s%s", problem->message, help), order, false};
}

/* What a simulation needs and the tree has not. */
static const struct {
    const char *list, *side, *key, *pointer, *asks;
} blanks[] = {{"compensation", "offer", "salary", "/compensation/offer/salary", "to fill in: the salary of this job"},
              {"compensation", "market", "salary", "/compensation/market/salary", "to fill in: the salary elsewhere"},
              {"grants", NULL, NULL, "/grants", "to fill in: the equity, such as [{\"percent\": \"0.1%\"}]"}};
enum { BLANKS = sizeof blanks / sizeof *blanks };

static bool is_blank(const struct node *document, size_t k)
{
    const struct node *node = node_member(document, blanks[k].list);
    node = node && blanks[k].side ? node_member(node, blanks[k].side) : node;
    return !(node && blanks[k].key ? node_member(node, blanks[k].key) : node);
}

static struct remark *remarks_of(struct arena *arena, const struct offer_input *input, size_t *count)
{
    const struct problems *problems = input->problems;
    size_t faults = problems->count < PROBLEMS_SHOWN ? problems->count : PROBLEMS_SHOWN;
    struct remark *remark = arena_alloc(arena, faults + problems->assumption_count + BLANKS, sizeof *remark);
    *count = 0;
    for (size_t i = 0; i < problems->assumption_count; i++, (*count)++)
        remark[*count] = (struct remark){problems->assumption[i].pointer, problems->assumption[i].text, *count, false};
    for (size_t i = 0; i < faults; i++, (*count)++)
        remark[*count] = to_fill_in(arena, &problems->problem[i], *count);
    for (size_t k = 0; k < BLANKS && faults > 0; k++)
        if (is_blank(input->document, k)) {
            remark[*count] = (struct remark){blanks[k].pointer, blanks[k].asks, *count, false};
            (*count)++;
        }
    if (*count)
        qsort(remark, *count, sizeof *remark, by_pointer);
    return remark;
}

bool offer_writer_holds_something(const struct offer_input *input)
{
    const struct problems *problems = input->problems;
    if (!input->document || !input->document->report)
        return false;
    for (const struct node *member = input->document->child; member; member = member->next)
        if (strcmp(member->key, "name") != 0 && strcmp(member->key, "start") != 0)
            return true;
    for (size_t i = 0; i < problems->assumption_count; i++)
        if (problems->assumption[i].pointer[0] == '\0') /* of the file: a sentence or label that is not read */
            return true;
    return false;
}

/* The first remark that does not come before `pointer`. */
static size_t remark_at(const struct offer_writer *writer, const char *pointer)
{
    size_t low = 0, high = writer->remark_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(writer->remark[middle].pointer, pointer) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static const char *joined(struct arena *arena, const char *text, const char *more)
{
    return text ? arena_text(arena, "%s; %s", text, more) : more;
}

/* Beside a value there is no need to quote it: "$8-12B" is read as uniform between ... */
static const char *shortened(struct arena *arena, const char *text, const struct node *node)
{
    if (!node || node->type != NODE_TEXT)
        return text;
    const char *quoted = arena_text(arena, "\"%s\" is read as ", node->text);
    size_t length = strlen(quoted);
    return strncmp(text, quoted, length) == 0 ? text + length : text;
}

/* All remarks about one pointer; NULL: none. `node` is what stands there, or NULL. */
static const char *remarks_about(struct offer_writer *writer, const char *pointer, const struct node *node)
{
    const char *text = NULL;
    for (size_t i = remark_at(writer, pointer); i < writer->remark_count; i++) {
        struct remark *remark = &writer->remark[i];
        if (strcmp(remark->pointer, pointer) != 0)
            break;
        text = joined(writer->arena, text, shortened(writer->arena, remark->text, node));
        remark->written = true;
    }
    return text;
}

static void write_comment(struct offer_writer *writer, const struct node *object, const char *about, const char *text)
{
    const char *key = *about ? arena_text(writer->arena, "// %s", about) : "//";
    const struct node *own = node_member(object, key); /* the file's own comment keeps its key */
    if (own && own->type == NODE_TEXT && strcmp(own->text, text) == 0)
        return;
    if (own)
        key = arena_text(writer->arena, "%s (assumed)", key);
    json_writer_text_member(&writer->json, key, text);
}

/* The text of a cell with decimal points, for a source with decimal commas: its numbers as the grammar reads them. */
static const char *with_points(struct arena *arena, const char *text, enum comma_use commas)
{
    struct scan scan;
    cell_scan(arena, text, commas, &scan);
    const char *written = "";
    size_t done = 0;
    for (size_t i = 0; i < scan.count && !scan.fault; i++) {
        const struct token *token = &scan.token[i];
        if (token->type != TOKEN_NUMBER)
            continue;
        const char *exponent = token->exponent ? arena_text(arena, "e%d", token->exponent) : "";
        written = arena_text(arena, "%s%.*s%s%s", written, (int)(token->at - done), text + done, token->word, exponent);
        done = token->end;
    }
    return scan.fault ? text : arena_text(arena, "%s%s", written, text + done);
}

static void write_node(struct offer_writer *writer, const struct node *node, const struct object_record *record,
                       const char *text);

/* What a text says to the reader of JSON; a name stays a name. */
static const char *text_of(struct offer_writer *writer, const struct node *node, const struct key *key)
{
    if (node->type != NODE_TEXT)
        return node->text;
    enum comma_use commas = node->at.source ? node->at.source->commas : COMMA_GROUPS;
    bool cell = !key || key_shape(key) != &shape_text;
    return commas != COMMA_GROUPS && cell ? with_points(writer->arena, node->text, commas) : node->text;
}

static void write_member(struct offer_writer *writer, const struct node *member, const struct object_record *record)
{
    const struct key *key = record ? key_named(record, member->key) : NULL;
    const char *text = text_of(writer, member, key);
    json_writer_key(&writer->json, member->key);
    write_node(writer, member, key ? key->object : NULL, text);
    const char *remarks = remarks_about(writer, node_pointer(writer->arena, member), member);
    if (text != member->text && strcmp(text, member->text) != 0) {
        const char *written = arena_text(writer->arena, "written \"%s\" in the table", member->text);
        remarks = remarks ? arena_text(writer->arena, "%s: %s", written, remarks) : written;
    }
    if (remarks)
        write_comment(writer, member->parent, member->key, remarks);
}

/* Remarks about members that are not there: defaults. */
static void write_absent(struct offer_writer *writer, const struct node *object, const char *pointer)
{
    const char *prefix = arena_text(writer->arena, "%s/", pointer);
    size_t length = strlen(prefix);
    for (size_t i = remark_at(writer, prefix); i < writer->remark_count; i++) {
        struct remark *remark = &writer->remark[i];
        if (strncmp(remark->pointer, prefix, length) != 0)
            return;
        const char *key = remark->pointer + length;
        if (!remark->written && !strchr(key, '/') && !node_member(object, key))
            write_comment(writer, object, key, remarks_about(writer, remark->pointer, NULL));
    }
}

static void write_members(struct offer_writer *writer, const struct node *object, const struct object_record *record)
{
    const char *pointer = node_pointer(writer->arena, object);
    const char *remarks = *pointer ? remarks_about(writer, pointer, NULL) : NULL;
    if (remarks)
        write_comment(writer, object, "", remarks);
    for (const struct node *member = object->child; member; member = member->next)
        write_member(writer, member, record);
    write_absent(writer, object, pointer);
}

static void write_node(struct offer_writer *writer, const struct node *node, const struct object_record *record,
                       const char *text)
{
    static const char *const words[] = {[NODE_TRUE] = "true", [NODE_FALSE] = "false", [NODE_NULL] = "null"};
    switch (node->type) {
    case NODE_OBJECT:
        json_writer_open(&writer->json, '{');
        write_members(writer, node, record);
        json_writer_close(&writer->json, '}');
        return;
    case NODE_ARRAY:
        json_writer_open(&writer->json, '[');
        for (const struct node *item = node->child; item; item = item->next)
            write_node(writer, item, record, text_of(writer, item, NULL));
        json_writer_close(&writer->json, ']');
        return;
    case NODE_TEXT:
        json_writer_text(&writer->json, text);
        return;
    case NODE_NUMBER:
        json_writer_raw(&writer->json, text);
        return;
    default:
        json_writer_raw(&writer->json, words[node->type]);
    }
}

/* About the whole, or about something in a list that can't hold a comment. */
static void write_rest(struct offer_writer *writer, const struct node *document)
{
    for (size_t i = 0; i < writer->remark_count; i++) {
        const char *pointer = writer->remark[i].pointer;
        if (!writer->remark[i].written)
            write_comment(writer, document, *pointer ? pointer : "file", remarks_about(writer, pointer, NULL));
    }
}

const char *offer_writer_text(struct arena *arena, const struct offer_input *input)
{
    const struct node *document = input->document;
    struct offer_writer writer = {
        .arena = arena,
        .json = json_writer_create(arena, true),
    };
    writer.remark = remarks_of(arena, input, &writer.remark_count);
    json_writer_open(&writer.json, '{');
    if (!node_member(document, "//"))
        json_writer_text_member(
            &writer.json, "//",
            "Written by `offercast import`. Keys that begin with // are comments: what was assumed, "
            "beside what it touches.");
    if (!node_member(document, "offercast"))
        json_writer_raw_member(&writer.json, "offercast", "1");
    write_members(&writer, document, &offer_record);
    write_rest(&writer, document);
    json_writer_close(&writer.json, '}');
    return json_writer_finish(&writer.json);
}
