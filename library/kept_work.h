/* What is kept of a question's work, behind a share (models/share.h): in the partial of a shard, in those of all
 * shards, or in a checkpoint. */
#ifndef LIBRARY_KEPT_WORK_H
#define LIBRARY_KEPT_WORK_H

#include "library/partial.h"
#include "models/progress.h"
#include "models/share.h"

struct kept_work;

/* `progress` is stopped where what was kept cannot be used, or cannot be written. */
struct kept_work *kept_work_of_shard(struct arena *arena, const struct partial_head *head, struct progress *progress);
/* Its items are those that `next` hands out, instead of every so manieth. */
void kept_work_hand_out(struct kept_work *work,
                        bool (*next)(void *context, uint64_t stage, uint64_t count, uint64_t *item), void *context);
/* Of files that partial_set_check found to be the whole. */
struct kept_work *kept_work_of_all(struct arena *arena, const char *const *path, size_t count,
                                   struct progress *progress);
/* Goes on from the file, where there is one; NULL with *fault: it is of something else (STATUS_INVALID), or cannot be
 * read. */
struct kept_work *kept_work_resumed(struct arena *arena, const char *path, const struct partial_head *head,
                                    struct progress *progress, enum status *status, const char **fault);
const struct share *kept_work_share(const struct kept_work *work);

/* Bytes of other kinds, in the next stage of a shard; of all shards those of file `i`, which may be many and stay in
 * the file, open as long as `arena`. NULL: they are not there. */
void kept_work_put(struct kept_work *work, struct spool *bytes);
const struct partial_piece *kept_work_take(struct kept_work *work, struct arena *arena, size_t i);

/* Writes what was kept. STATUS_OK, or why it could not be written or used. */
enum status kept_work_write(struct kept_work *work, const char *path, const char **fault) MUST_CHECK;
/* Why what was kept could not be used, or written while it came; STATUS_OK: neither happened. */
enum status kept_work_fault(const struct kept_work *work, const char **fault);

#endif
