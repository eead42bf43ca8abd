/* The door of the program: what holds for all commands, from first to last: memory that runs out, signals, libraries'
 * manners. */
#ifndef CLI_DOOR_H
#define CLI_DOOR_H

#include "models/run.h"
#include "sim/arena.h"
#include "sim/status.h"

struct arena *door_open(void);
/* The exit status: of the command, of a standard output that could not be written, or of the signal that came. */
int door_close(struct arena *arena, enum status status);

/* What a signal stops; NULL: nothing but the program. */
void door_watch(struct progress *progress);

#endif
