/* The keys that were seen in the objects of a document, to find one that comes twice without comparing each with each.
 */
#ifndef INPUTS_JSON_KEYS_H
#define INPUTS_JSON_KEYS_H

#include "sim/arena.h"

#include <stdbool.h>
#include <stdint.h>

struct json_key {
    const char *text; /* without escapes; kept, not copied */
    uint32_t length;
    uint32_t object; /* number of the object it stands in */
    uint32_t offset; /* of its first place */
    uint32_t hash;
};

struct json_keys {
    struct json_key *slot; /* open addressing; text == NULL: free */
    size_t slots, used;
};

/* Adds the key, unless its object has it already: then that one. */
const struct json_key *json_keys_add(struct arena *arena, struct json_keys *keys, struct json_key key);

#endif
