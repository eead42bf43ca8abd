/* What ends with an arena besides its memory: a file that is open as long as what was read from it. */
#ifndef SIM_ARENA_ENDING_H
#define SIM_ARENA_ENDING_H

#include "sim/arena.h"

/* When the arena goes or is reset, `end` is called with `what`, which is the arena's own or outlives it. The last one
 * first. */
void arena_at_end(struct arena *arena, void (*end)(void *what), void *what);

#endif
