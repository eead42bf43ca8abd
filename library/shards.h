/* A question in shards, or one that goes on from a checkpoint: what is checked before, and what is written when its
 * work is done or was ended. */
#ifndef LIBRARY_SHARDS_H
#define LIBRARY_SHARDS_H

#include "library/answer.h"

/* Prepares asking->work and the question's share, where the question has one; false with a problem. */
bool shards_open(struct asking *asking, const struct answer *answer);

/* When the answer ended with this status: what was kept is written; the status of the question. */
enum status shards_close(struct asking *asking, enum status status);

#endif
