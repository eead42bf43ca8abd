/* Work handed out to ranks as they come for it, so that none waits for a slow one. The first rank answers in a thread
 * of its own: a message there, one back, and no more between ranks until they merge. */
#ifndef MPI_HANDOUT_H
#define MPI_HANDOUT_H

#include <stdbool.h>
#include <stdint.h>

struct handout;

/* Of all ranks at once, as is handout_end, which returns when no rank asks any more. NULL where this MPI does not let
 * many threads send: then work is dealt out beforehand. */
struct handout *handout_begin(void);
void handout_end(struct handout *handout);

/* The question's `next` (include/offercast.h), of a `struct handout`; any thread may ask. */
bool handout_next(void *handout, uint64_t stage, uint64_t count, uint64_t *item);

#endif
