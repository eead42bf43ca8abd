/* The rows of finished scenarios: kept while a sweep runs, and in a checkpoint file between sweeps.
 *
 * A checkpoint is addressed by content: the rows of a scenario stand under the SHA-256 of its resolved offer, and the
 * whole file under that of all else that the rows depend on (version, seed, paths, sampler, level, statistics). So a
 * sweep may be resumed with more values, or in another order, and its output is that of a sweep from the beginning. */
#ifndef CLI_SWEEP_ROWS_H
#define CLI_SWEEP_ROWS_H

#include "outputs/report.h"
#include "sim/status.h"

struct sweep_rows { /* of one scenario */
    char sha256[65];
    size_t count;
    struct report_row *row;
};

/* Texts that every scenario's rows share are kept once; beyond the first few hundred each is copied. */
enum { SWEEP_TEXTS = 256 };
struct sweep_texts {
    size_t count;
    const char *text[SWEEP_TEXTS];
};

/* Rows of `from` that are wanted, copied; `whole`: without those of groups (exits). */
struct sweep_rows sweep_rows_of(struct arena *arena, struct sweep_texts *texts, const struct report *from,
                                const struct output_style *wanted, bool whole, const char *sha256);

struct sweep_checkpoint;

/* What was kept under this key, or nothing when there is no file yet. STATUS_INVALID with *fault when the file is of
 * other settings, damaged, or no checkpoint; STATUS_FILE when it cannot be read. */
enum status sweep_checkpoint_open(struct arena *arena, const char *path, const char *key,
                                  struct sweep_checkpoint **checkpoint, const char **fault) MUST_CHECK;

const struct sweep_rows *sweep_checkpoint_find(const struct sweep_checkpoint *checkpoint, const char *sha256);
/* `rows` are kept, not copied. */
void sweep_checkpoint_add(struct sweep_checkpoint *checkpoint, const struct sweep_rows *rows);
/* Writes the file, whole or not at all. */
enum status sweep_checkpoint_write(struct sweep_checkpoint *checkpoint, const char **fault) MUST_CHECK;

#endif
