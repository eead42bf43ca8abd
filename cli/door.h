/* The door of the program: what holds for all commands, from first to last: signals, libraries' manners, memory. */
#ifndef CLI_DOOR_H
#define CLI_DOOR_H

#include "include/offercast.h"

void door_open(void);
/* The exit status: of the command, of a standard output that could not be written, or of the signal that came. */
int door_close(enum offercast_status status);

/* What a signal stops; NULL: nothing but the program. */
void door_watch(struct offercast_progress *progress);

#endif
