#include "include/offercast.h"
#include "library/partial.h"

#include <stdio.h>

struct partial_call {
    const char *path;
    struct offercast_partial *partial;
    char *fault;
    size_t fault_bytes;
    enum status status;
};

static void read_head(void *argument)
{
    struct partial_call *call = argument;
    struct arena *arena = arena_create();
    struct partial_head head = {.key = ""};
    const char *why = NULL;
    call->status = partial_head_read(arena, call->path, &head, &why);
    if (call->fault_bytes)
        snprintf(call->fault, call->fault_bytes, "%s", why ? why : "");
    *call->partial =
        (struct offercast_partial){head.shard + 1, head.shards, head.key, {head.argument, head.argument_count}, arena};
}

enum offercast_status offercast_partial_read(const char *path, struct offercast_partial *partial, char *fault,
                                             size_t fault_bytes)
{
    struct partial_call call = {path, partial, fault, fault_bytes, STATUS_OK};
    *partial = (struct offercast_partial){0};
    return guard_run(read_head, &call) ? (enum offercast_status)call.status : OFFERCAST_LIMIT;
}

void offercast_partial_free(struct offercast_partial *partial)
{
    arena_destroy(partial->memory);
}
