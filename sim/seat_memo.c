#include "sim/seat_memo.h"

enum { SETS_MOST = 4, REPLICATES_MOST = 64 };

struct seated_draw {
    uint64_t key, salt;
    unsigned dimension;
};

struct seated_set { /* the replicates of one list of draws */
    const struct sampler *sampler;
    uint64_t seed, detail;
    size_t count;
    struct seated_draw *draw;
    void *replicate[REPLICATES_MOST]; /* NULL: not made yet */
};

struct seat_memo {
    struct arena *arena;
    size_t count;
    struct seated_set set[SETS_MOST];
};

struct seat_memo *seat_memo_create(struct arena *arena)
{
    struct seat_memo *memo = arena_alloc(arena, 1, sizeof *memo);
    memo->arena = arena;
    return memo;
}

static bool is_of(const struct seated_set *set, const struct sampling *sampling, const struct draws *draws,
                  uint64_t detail)
{
    if (set->sampler != sampling->sampler || set->seed != sampling->seed || set->detail != detail ||
        set->count != draws->count)
        return false;
    for (size_t i = 0; i < set->count; i++) {
        const struct draw *draw = &draws->draw[i];
        if (set->draw[i].key != draw->key || set->draw[i].salt != draw->salt ||
            set->draw[i].dimension != draw->dimension)
            return false;
    }
    return true;
}

static struct seated_set *set_of(struct seat_memo *memo, const struct sampling *sampling, const struct draws *draws,
                                 uint64_t detail)
{
    for (size_t i = 0; i < memo->count; i++)
        if (is_of(&memo->set[i], sampling, draws, detail))
            return &memo->set[i];
    if (memo->count == SETS_MOST)
        return NULL;
    struct seated_set *set = &memo->set[memo->count++];
    set->sampler = sampling->sampler;
    set->seed = sampling->seed;
    set->detail = detail;
    set->count = draws->count;
    set->draw = arena_alloc(memo->arena, draws->count + 1, sizeof *set->draw);
    for (size_t i = 0; i < draws->count; i++)
        set->draw[i] = (struct seated_draw){draws->draw[i].key, draws->draw[i].salt, draws->draw[i].dimension};
    return set;
}

void *seat_memo_of(struct seat_memo *memo, const struct sampling *sampling, const struct draws *draws,
                   uint64_t replicate, uint64_t detail, size_t bytes, bool *made)
{
    struct seated_set *set = replicate < REPLICATES_MOST ? set_of(memo, sampling, draws, detail) : NULL;
    if (!set)
        return NULL;
    *made = set->replicate[replicate] != NULL;
    if (!*made)
        set->replicate[replicate] = arena_alloc(memo->arena, 1, bytes);
    return set->replicate[replicate];
}
