/* Bytes that are too many to hold: put one behind the other, and taken from any place. The first few MB stay in memory;
 * the rest is in a file without a name in a folder for temporary files, which is gone with its maker, however that
 * ends. Or the bytes of a file that is there, as it was when it was opened.
 *
 * Not shared between threads without a lock. A fault is kept: after one, nothing more is put or taken. */
#ifndef LIBRARY_SPOOL_H
#define LIBRARY_SPOOL_H

#include "sim/arena.h"
#include "sim/status.h"

#include <stdbool.h>
#include <stdint.h>

struct spool;

/* Lives, and its file is open, as long as the arena. `folder` NULL: "/tmp". */
struct spool *spool_create(struct arena *arena, const char *folder);
/* Of a file; STATUS_FILE with *fault. */
enum status spool_open(struct arena *arena, const char *path, struct spool **spool, const char **fault) MUST_CHECK;

uint64_t spool_length(const struct spool *spool);
bool spool_put(struct spool *spool, const void *bytes, size_t length);
/* False: there are not so many bytes, or they cannot be read. */
bool spool_take(struct spool *spool, uint64_t at, void *bytes, size_t length);

/* In a line, with the name of the folder or the file; NULL: none. */
const char *spool_fault(const struct spool *spool);

#endif
