#include "inputs/json_keys.h"

#include <string.h>

/* FNV-1a (Fowler, Noll, Vo), 64 bits folded to 32, over the object's number and the text. */
static uint32_t hash_of(const struct json_key *key)
{
    uint64_t hash = (14695981039346656037U ^ key->object) * 1099511628211U;
    for (uint32_t i = 0; i < key->length; i++)
        hash = (hash ^ (unsigned char)key->text[i]) * 1099511628211U;
    return (uint32_t)(hash ^ hash >> 32);
}

static struct json_key *seat_of(const struct json_keys *keys, const struct json_key *key)
{
    for (size_t i = key->hash;; i++) {
        struct json_key *slot = &keys->slot[i & (keys->slots - 1)];
        if (!slot->text || (slot->hash == key->hash && slot->object == key->object && slot->length == key->length &&
                            memcmp(slot->text, key->text, key->length) == 0))
            return slot;
    }
}

static void widen(struct arena *arena, struct json_keys *keys)
{
    struct json_keys wide = {.slots = keys->slots ? 2 * keys->slots : 64, .used = keys->used};
    wide.slot = arena_alloc(arena, wide.slots, sizeof *wide.slot);
    for (size_t i = 0; i < keys->slots; i++) {
        if (keys->slot[i].text)
            *seat_of(&wide, &keys->slot[i]) = keys->slot[i];
    }
    *keys = wide;
}

const struct json_key *json_keys_add(struct arena *arena, struct json_keys *keys, struct json_key key)
{
    if (2 * keys->used >= keys->slots)
        widen(arena, keys);
    key.hash = hash_of(&key);
    struct json_key *seat = seat_of(keys, &key);
    if (seat->text)
        return seat;
    *seat = key;
    keys->used++;
    return NULL;
}
