/* A question in shards: what is checked before, and what is written when its share is kept. */
#ifndef LIBRARY_SHARDS_H
#define LIBRARY_SHARDS_H

#include "library/answer.h"

/* Prepares asking->partial and the question's share, where the question is of a shard or of partials; false with a
 * problem. */
bool shards_open(struct asking *asking, const struct answer *answer);

/* Of a shard: writes the file. */
enum status shards_close(struct asking *asking);

#endif
