#include "library/partial_set.h"

#include <inttypes.h>
#include <string.h>

struct set {
    struct arena *arena;
    struct partial_head first;
    const char **path_of; /* of each shard; NULL: none yet */
};

static enum status refuse(struct set *set, const char *path, const char *what, const char **fault)
{
    *fault = arena_text(set->arena, "%s: %s", path, what);
    return STATUS_INVALID;
}

/* All have to be of the question of the first one. */
static enum status add(struct set *set, const char *const *paths, size_t i, const struct partial_head *head,
                       const char **fault)
{
    const char *path = paths[i], *first = paths[0];
    if (!head->shards)
        return refuse(set, path, "is a checkpoint, not a shard: the command that made it goes on from it", fault);
    if (i == 0) {
        set->first = partial_head_copy(set->arena, head);
        set->path_of = arena_alloc(set->arena, (size_t)head->shards, sizeof *set->path_of);
    } else if (strcmp(head->key, set->first.key) != 0) {
        return refuse(set, path, arena_text(set->arena, "is of another question or offer than %s", first), fault);
    } else if (head->shards != set->first.shards) {
        return refuse(set, path,
                      arena_text(set->arena, "is a shard of %" PRIu64 ", %s one of %" PRIu64, head->shards, first,
                                 set->first.shards),
                      fault);
    }
    if (set->path_of[head->shard])
        return refuse(set, path,
                      arena_text(set->arena, "is shard %" PRIu64 " of %" PRIu64 ", and so is %s", head->shard + 1,
                                 head->shards, set->path_of[head->shard]),
                      fault);
    set->path_of[head->shard] = path;
    return STATUS_OK;
}

static enum status find_missing(struct set *set, const char **fault, const char **help)
{
    enum { NAMED = 10 };
    uint64_t shards = set->first.shards, missing = 0, first_missing = 0;
    const char *list = "";
    for (uint64_t shard = 0; shard < shards; shard++) {
        if (set->path_of[shard])
            continue;
        first_missing = missing ? first_missing : shard;
        if (missing++ < NAMED)
            list = arena_text(set->arena, "%s%s%" PRIu64, list, *list ? ", " : "", shard + 1);
    }
    if (!missing)
        return STATUS_OK;
    *fault = arena_text(set->arena, "%" PRIu64 " of %" PRIu64 " shards missing: %s%s", missing, shards, list,
                        missing > NAMED ? ", ..." : "");
    *help = partial_command(
        set->arena, &set->first,
        arena_text(set->arena, "--shard %" PRIu64 "/%" PRIu64 " --partial FILE", first_missing + 1, shards));
    return STATUS_INVALID;
}

enum status partial_set_check(struct arena *arena, const char *const *path, size_t count,
                              const struct partial_head *wanted, const char **fault, const char **help)
{
    struct set set = {.arena = arena};
    *help = NULL;
    for (size_t i = 0; i < count; i++) {
        struct arena *own = arena_create(); /* a file at a time */
        struct partial partial;
        enum status status = partial_read(own, path[i], &partial, fault);
        if (status == STATUS_OK)
            status = add(&set, path, i, &partial.head, fault);
        if (status != STATUS_OK) {
            *fault = arena_copy(arena, *fault, strlen(*fault));
            arena_destroy(own);
            return status;
        }
        arena_destroy(own);
    }
    const char *differs = partial_differs(arena, &set.first, wanted);
    return differs ? refuse(&set, path[0], differs, fault) : find_missing(&set, fault, help);
}
