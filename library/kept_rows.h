/* The rows of a sweep's scenarios, by the SHA-256 of their resolved offers: in a spool, so that there may be a million.
 *
 * Written as a file they are a checkpoint: the whole of it stands under the settings, all else that the rows depend on
 * (version, seed, paths, sampler, level, statistics). So a sweep may be resumed with more values, or in another order,
 * and its output is that of a sweep from the beginning. */
#ifndef LIBRARY_KEPT_ROWS_H
#define LIBRARY_KEPT_ROWS_H

#include "analysis/sweep_rows.h"
#include "library/spool.h"

#define KEPT_ROWS_NONE UINT64_MAX

struct kept_rows;

/* `settings`: a line for each, in words that follow "was made with". `folder`: of the spool. */
struct kept_rows *kept_rows_create(struct arena *arena, const char *folder, const char *settings);
/* Adds what was kept under the settings in the file, or nothing when there is none yet. STATUS_INVALID with *fault when
 * the file is of other settings (the first that differs), damaged, or no checkpoint; STATUS_FILE when it cannot be
 * read. */
enum status kept_rows_read(struct kept_rows *rows, const char *path, const char **fault) MUST_CHECK;
/* Writes the file, whole or not at all. */
enum status kept_rows_write(struct kept_rows *rows, const char *path, struct arena *faults,
                            const char **fault) MUST_CHECK;

/* The rows of a scenario behind those that are there; their place, or KEPT_ROWS_NONE with a fault of the spool. */
uint64_t kept_rows_add(struct kept_rows *rows, const struct sweep_rows *added);
/* What was put in another spool, from `from` on up to `until`. False: it is no such, or *differs tells which setting is
 * another. */
bool kept_rows_take(struct kept_rows *rows, struct spool *spool, uint64_t from, uint64_t until, const char **differs);

/* What is there is found from now on. */
void kept_rows_index(struct kept_rows *rows);
/* The place of the rows, of which there may be none; KEPT_ROWS_NONE: they were not there. */
uint64_t kept_rows_find(const struct kept_rows *rows, const char *sha256, bool *empty);
/* The rows at a place, in `arena`, but for texts that many have. They are none with a fault of the spool. */
struct sweep_rows kept_rows_at(struct kept_rows *rows, struct arena *arena, uint64_t place);

struct spool *kept_rows_spool(const struct kept_rows *rows);

#endif
