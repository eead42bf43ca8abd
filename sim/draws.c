#include "sim/draws.h"

#include "sim/sampler.h"

#include <stdlib.h>
#include <string.h>

uint64_t draws_hash(const char *name)
{
    /* FNV-1a (Fowler, Noll, Vo), 64 bits. Its high bits hardly depend on the last letters; the finalizer of MurmurHash3
     * (A. Appleby) spreads them. */
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (const char *letter = name; *letter; letter++) {
        hash ^= (unsigned char)*letter;
        hash *= UINT64_C(0x100000001b3);
    }
    hash ^= hash >> 33;
    hash *= UINT64_C(0xff51afd7ed558ccd);
    hash ^= hash >> 33;
    hash *= UINT64_C(0xc4ceb9fe1a85ec53);
    return hash ^ hash >> 33;
}

int draws_find(const struct draws *draws, const char *name)
{
    uint64_t key = draws_hash(name);
    for (size_t slot = 0; slot < draws->count; slot++)
        if (draws->draw[slot].key == key && strcmp(draws->draw[slot].name, name) == 0)
            return (int)slot;
    return -1;
}

int draws_add(struct arena *arena, struct draws *draws, const char *name, int dimension)
{
    int known = draws_find(draws, name);
    if (known >= 0)
        return known;
    draws->draw = arena_grow(arena, draws->draw, draws->count, sizeof *draws->draw);
    draws->draw[draws->count] = (struct draw){
        .name = arena_copy(arena, name, strlen(name)),
        .key = draws_hash(name),
        .dimension = dimension < 0 ? 0 : (unsigned)dimension,
        .fixed = dimension >= 0,
    };
    return (int)draws->count++;
}

bool draw_is_settled(const struct draw *draw, struct draw_range within)
{
    for (size_t k = 0; k < draw->cut_count; k++)
        if (draw->cut[k] > within.low && draw->cut[k] < within.high)
            return false;
    return draw->cut_count > 0;
}

static int by_name(const void *a, const void *b)
{
    const struct draw *const *left = a, *const *right = b;
    return strcmp((*left)->name, (*right)->name);
}

bool draws_place(struct draws *draws, unsigned first_free)
{
    struct draw *waiting[SAMPLER_DIMENSIONS];
    bool taken[SAMPLER_DIMENSIONS] = {false};
    size_t count = 0;
    for (size_t slot = 0; slot < draws->count; slot++) {
        if (draws->draw[slot].fixed)
            continue;
        if (first_free >= SAMPLER_DIMENSIONS || count == SAMPLER_DIMENSIONS - first_free)
            return false;
        waiting[count++] = &draws->draw[slot];
    }
    qsort(waiting, count, sizeof *waiting, by_name);
    for (size_t i = 0; i < count; i++) {
        unsigned room = SAMPLER_DIMENSIONS - first_free;
        unsigned place = (unsigned)(waiting[i]->key % room);
        while (taken[first_free + place])
            place = (place + 1) % room;
        taken[first_free + place] = true;
        waiting[i]->dimension = first_free + place;
    }
    return true;
}
