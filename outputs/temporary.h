/* A file in the making, in the folder where it will stand: it has no name where the file system can do that
 * (O_TMPFILE), else ".offercast-PID-N.tmp". Nothing is seen of it before it is published.
 *
 * No end of its maker leaves one behind for good: a named one is locked as long as its maker lives, and whoever makes
 * the next one in that folder removes those that nobody holds. */
#ifndef OUTPUTS_TEMPORARY_H
#define OUTPUTS_TEMPORARY_H

#include "outputs/target.h"

#include <stdbool.h>

struct temporary {
    bool named;     /* `name` exists and must go when the write is abandoned */
    unsigned names; /* tried */
    int file, held; /* to write; a second descriptor, which keeps the lock until the name has changed */
    char name[TARGET_PATH_BYTES];
};

/* Beside target->path, with the permissions of the file that is there, else those that the umask leaves. 0 or errno;
 * then nothing is to be discarded. */
int temporary_open(struct temporary *temporary, const struct file_target *target);

/* Synced, closed and put in the place of target->path, replacing what is there. 0 or errno; discarded in any case. */
int temporary_publish(struct temporary *temporary, const struct file_target *target);

void temporary_discard(struct temporary *temporary);

#endif
