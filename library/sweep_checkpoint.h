/* The file in which a sweep keeps the rows of finished scenarios between runs.
 *
 * A checkpoint is addressed by content: the rows of a scenario stand under the SHA-256 of its resolved offer, and the
 * whole file under that of all else that the rows depend on (version, seed, paths, sampler, level, statistics). So a
 * sweep may be resumed with more values, or in another order, and its output is that of a sweep from the beginning. */
#ifndef LIBRARY_SWEEP_CHECKPOINT_H
#define LIBRARY_SWEEP_CHECKPOINT_H

#include "analysis/sweep.h"
#include "outputs/text_buffer.h"

struct sweep_checkpoint;

/* What was kept under this key, or nothing when there is no file yet. STATUS_INVALID with *fault when the file is of
 * other settings, damaged, or no checkpoint; STATUS_FILE when it cannot be read. */
enum status sweep_checkpoint_open(struct arena *arena, const char *path, const char *key,
                                  struct sweep_checkpoint **checkpoint, const char **fault) MUST_CHECK;

const struct sweep_rows *sweep_checkpoint_find(const struct sweep_checkpoint *checkpoint, const char *sha256);
/* `rows` are kept, not copied. */
void sweep_checkpoint_add(struct sweep_checkpoint *checkpoint, const struct sweep_rows *rows);
/* The rows alone, without a file: as a shard of a sweep keeps them, and all shards' together. */
struct sweep_checkpoint *sweep_checkpoint_create(struct arena *arena);
void sweep_checkpoint_put(const struct sweep_checkpoint *checkpoint, struct text_buffer *out);
/* Adds what was put; false: these are no such bytes. */
bool sweep_checkpoint_take(struct sweep_checkpoint *checkpoint, const char *bytes, size_t length);
void sweep_checkpoint_index(struct sweep_checkpoint *checkpoint); /* what was added is found from now on */

/* Writes the file, whole or not at all. */
enum status sweep_checkpoint_write(struct sweep_checkpoint *checkpoint, const char **fault) MUST_CHECK;

#endif
