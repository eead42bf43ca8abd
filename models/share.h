/* The work of a question in parts: of several machines each counts its share, and whoever has what all of them counted
 * adds it up and goes on as if it had counted alone; or one machine keeps what it has counted so far, and goes on from
 * it when it was ended. The bytes of the answer are the same, since what a range of paths yields merges in any order
 * (sim/tally.h).
 *
 * The work is a row of stages, which the question alone decides: estimates, whose paths are counted, and rows of
 * numbered pieces that come to numbers. One thread begins them; numbers are asked for and kept by any. */
#ifndef MODELS_SHARE_H
#define MODELS_SHARE_H

#include "sim/status.h"
#include "sim/tally.h"

enum share_role {
    SHARE_OF_MANY, /* keeps what its share comes to: there is no answer */
    SHARE_ALL,     /* has what every share came to: nothing is simulated */
    SHARE_RESUMED  /* simulates what was not kept before, and keeps it now and then */
};

struct share_points { /* points 0 to `end` of every replicate were counted, on the way to so many */
    uint64_t end, toward;
};

struct share {
    enum share_role role;
    uint64_t shard, shards; /* of SHARE_OF_MANY: this one, from 0, of so many */
    void *context;
    void (*begin)(void *context); /* the next stage */
    /* SHARE_OF_MANY: the next of the `count` items of the stage that is this share's to do; false: there is none left.
     */
    bool (*next)(void *context, uint64_t count, uint64_t *item);
    /* SHARE_RESUMED: how far the stage was counted; false: nothing was kept of it. */
    bool (*points)(void *context, struct share_points *points);
    /* Adds what was kept of the stage to empty units. False: it is of something else. */
    bool (*add)(void *context, struct tally *const *units, uint64_t count);
    /* `due`: in any case; else when some seconds have passed. */
    void (*keep)(void *context, struct tally *const *units, uint64_t count, struct share_points points, bool due);
    /* What was kept of a piece; NULL: nothing, or another count of numbers. */
    const double *(*numbers)(void *context, uint64_t piece, size_t count);
    void (*keep_numbers)(void *context, uint64_t piece, const double *number, size_t count);
    /* What was kept cannot be used, and why: whoever asks is told that instead of an answer. */
    void (*refuse)(void *context, const char *why);
};

/* Whether a question ends with what its share keeps, without an answer. */
static inline bool share_keeps(const struct share *share)
{
    return share && share->role == SHARE_OF_MANY;
}

static inline bool share_merges(const struct share *share)
{
    return share && share->role == SHARE_ALL;
}

static inline bool share_resumes(const struct share *share)
{
    return share && share->role == SHARE_RESUMED;
}

/* Whether piece `index` of a row is this share's to do. */
static inline bool share_has(const struct share *share, uint64_t index)
{
    return !share_keeps(share) || index % share->shards == share->shard;
}

#endif
