#include "inputs/key_paths.h"

#include "inputs/key_records.h"

#include <stdio.h>
#include <string.h>

struct walk { /* to the path that is wanted */
    size_t left;
    char *path;
    size_t bytes;
    const char **meaning;
    bool found;
};

static void walk_record(struct walk *walk, const struct object_record *record, size_t length);

/* `length`: of the path so far, which ends in a point or is empty. */
static void walk_key(struct walk *walk, const struct key *key, size_t length)
{
    bool table = key_shape(key) == &shape_table;
    const char *end = !key->object ? "" : table ? ".0." : ".";
    int more = snprintf(walk->path + length, walk->bytes - length, "%s%s", key->name, end);
    if (more < 0 || (size_t)more >= walk->bytes - length)
        return;
    if (key->object)
        walk_record(walk, key->object, length + (size_t)more);
    else if (walk->left == 0) {
        *walk->meaning = key->description;
        walk->found = true;
    } else
        walk->left--;
}

static void walk_record(struct walk *walk, const struct object_record *record, size_t length)
{
    const struct key *key;
    for (size_t i = 0; !walk->found && (key = key_at(record, i)); i++)
        walk_key(walk, key, length);
}

bool key_paths_at(size_t i, char *path, size_t bytes, const char **meaning)
{
    struct walk walk = {.left = i, .path = path, .bytes = bytes, .meaning = meaning};
    walk_record(&walk, &offer_record, 0);
    return walk.found;
}
