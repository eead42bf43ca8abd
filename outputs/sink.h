/* Where bytes go: a file is written whole or not at all (temporary file beside it, every write checked, fsync, rename);
 * a pipe or device is written in place; "-" is standard output. A symbolic link stays: its target is written.
 *
 * STATUS_FILE with *fault, e.g. "report.json: cannot be written: No space left on device", which is in the
 * arena. */
#ifndef OUTPUTS_SINK_H
#define OUTPUTS_SINK_H

#include "sim/arena.h"
#include "sim/status.h"

#include <stddef.h>

enum status sink_write(struct arena *arena, const char *path, const void *bytes, size_t length,
                       const char **fault) MUST_CHECK;

/* Before a long run: can `path` be written at all? Changes nothing. */
enum status sink_check(struct arena *arena, const char *path, const char **fault) MUST_CHECK;

/* In pieces, for what is too large to hold in memory (--keep): nothing is seen at `path` before sink_close, which
 * undoes what sink_open began last; when memory runs out in between, nothing is left of it (sim/guard.h). */
struct sink;
enum status sink_open(struct arena *arena, const char *path, struct sink **sink, const char **fault) MUST_CHECK;
enum status sink_put(struct sink *sink, const void *bytes, size_t length, const char **fault) MUST_CHECK;
enum status sink_close(struct sink *sink, const char **fault) MUST_CHECK; /* also after a failed put: then it removes */

/* Closes what was put with this status and fault; the first fault counts. */
enum status sink_end(struct sink *sink, enum status put, const char *why, const char **fault) MUST_CHECK;

#endif
