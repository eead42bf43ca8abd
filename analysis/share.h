/* The work of a question in parts, for several machines: each counts its share of the paths and keeps what it counted;
 * whoever has them all adds them up and goes on as if it had counted alone. The bytes of the answer are the same, since
 * what a range of paths yields merges in any order (sim/tally.h). */
#ifndef ANALYSIS_SHARE_H
#define ANALYSIS_SHARE_H

#include "sim/status.h"
#include "sim/tally.h"

struct share {
    uint64_t shard, shards; /* this one, from 0, of so many */
    bool merging;           /* what all shards counted is there: nothing is simulated */
    void *context;
    /* Of the estimates of a question, one after the other: what this shard counted, replicate by replicate. */
    void (*keep)(void *context, struct tally *const *units, uint64_t count);
    /* Adds what all shards counted to empty units. STATUS_INVALID with *fault: it is of something else. */
    enum status (*add)(void *context, struct tally *const *units, uint64_t count, const char **fault);
};

/* Whether a question ends with what its share keeps, without an answer. */
static inline bool share_keeps(const struct share *share)
{
    return share && !share->merging;
}

#endif
