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
    struct arena *arena = arena_create(), *own;
    call->partial->memory = arena;
    own = arena_create(); /* all that was counted is not kept */
    struct partial partial;
    const char *why = NULL;
    call->status = partial_read(own, call->path, &partial, &why);
    if (call->fault_bytes)
        snprintf(call->fault, call->fault_bytes, "%s", why ? why : "");
    if (call->status == STATUS_OK) {
        struct partial_head head = partial_head_copy(arena, &partial.head);
        *call->partial = (struct offercast_partial){
            head.shards ? head.shard + 1 : 0, head.shards, head.key, {head.argument, head.argument_count}, arena};
    }
    arena_destroy(own);
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
