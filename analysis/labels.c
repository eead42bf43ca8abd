#include "analysis/labels.h"

#include "sim/draws.h"

#include <string.h>

struct given {
    const char *label; /* NULL: a free slot */
    size_t number;     /* that a second one of this name begins to look from */
};

struct labels {
    struct arena *arena;
    size_t mask;
    struct given *given; /* open addressing */
};

struct labels *labels_create(struct arena *arena, size_t most)
{
    struct labels *labels = arena_alloc(arena, 1, sizeof *labels);
    size_t room = 16;
    while (room < 2 * most)
        room *= 2;
    *labels = (struct labels){arena, room - 1, arena_alloc(arena, room, sizeof *labels->given)};
    return labels;
}

static struct given *slot_of(const struct labels *labels, const char *label)
{
    size_t slot = (size_t)draws_hash(label) & labels->mask;
    while (labels->given[slot].label && strcmp(labels->given[slot].label, label) != 0)
        slot = (slot + 1) & labels->mask;
    return &labels->given[slot];
}

const char *labels_give(struct labels *labels, const char *name)
{
    struct given *first = slot_of(labels, name), *free = first;
    const char *label = name;
    while (free->label) {
        label = arena_text(labels->arena, "%s (%zu)", name, first->number++);
        free = slot_of(labels, label);
    }
    *free = (struct given){label, 2};
    return label;
}
