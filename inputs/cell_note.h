/* What people write behind a value: "$5-8B (likely acquired)", "2029 (est.)", "35% [1]", "High (70%)". */
#ifndef INPUTS_CELL_NOTE_H
#define INPUTS_CELL_NOTE_H

#include "sim/arena.h"

#include <stddef.h>

struct cell_note {
    const char *value; /* what the grammar reads; as long as nothing was taken away, the text itself */
    size_t value_at;   /* where it begins in the text */
    const char *note;  /* NULL: none */
    const char *fault; /* NULL, or why the note cannot be left out: it changes what the number means */
    size_t fault_at;
};

/* A bracket that holds a unit ("1500 ($M)") is a unit, not a note. `value` is never longer than the text, and byte i of
 * it stood at value_at + i. */
struct cell_note cell_note_split(struct arena *arena, const char *text);

#endif
