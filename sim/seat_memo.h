/* Scrambles of replicates, kept from one run to the next. They follow from the seed, the replicate and the names of the
 * draws, so the scenarios of a sweep, which draw the same quantities, have the same ones. Of one thread. */
#ifndef SIM_SEAT_MEMO_H
#define SIM_SEAT_MEMO_H

#include "sim/sampler.h"

struct seat_memo;

struct seat_memo *seat_memo_create(struct arena *arena);

/* Memory for what a sampler makes of a replicate of these draws: `bytes` in the memo's arena, with *made when it was
 * handed out before and so is filled. `detail` is what it depends on besides the seed, the draws and the replicate.
 * NULL: the memo is full, which only costs time. */
void *seat_memo_of(struct seat_memo *memo, const struct sampling *sampling, const struct draws *draws,
                   uint64_t replicate, uint64_t detail, size_t bytes, bool *made);

#endif
