#include "inputs/how_to_add.h"

#include <string.h>

/* The first of the examples as a flag has it: without quotes. */
static const char *bare(struct arena *arena, const char *example)
{
    if (example[0] == '"')
        return arena_copy(arena, example + 1, strcspn(example + 1, "\""));
    return arena_copy(arena, example, strcspn(example, ","));
}

/* The key path of an object: of a row by its name, where that can stand in a path. NULL: it has none. */
static const char *path_of(struct arena *arena, const struct node *node)
{
    const struct node *table = node->parent, *name = node_member(node, "name");
    if (!table)
        return "";
    const char *above = path_of(arena, table);
    const char *between = *above ? "." : "";
    if (table->type != NODE_ARRAY)
        return arena_text(arena, "%s%s%s", above, between, node->key);
    bool callable = name && name->type == NODE_TEXT && !strpbrk(name->text, ".='");
    return callable ? arena_text(arena, "%s%s%s", above, between, name->text)
                    : arena_text(arena, "%s%s%zu", above, between, node->index);
}

const char *how_to_add(struct reader *reader, const struct node *node, const char *key, const char *example)
{
    if (!reader->document->report || (node->parent && node->parent->key == NULL && node->parent->parent))
        return arena_text(reader->arena, "for instance \"%s\": %s", key, example);
    const char *path = path_of(reader->arena, node);
    return arena_text(reader->arena, "add it: --set '%s%s%s=%s'", path, *path ? "." : "", key,
                      bare(reader->arena, example));
}
