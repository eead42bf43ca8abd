/* Where bytes go: a file is written whole or not at all (temporary file beside it, every write checked, fsync, rename);
 * a pipe or device is written in place; "-" is standard output. A symbolic link stays: its target is written.
 *
 * STATUS_FILE with *fault, e.g. "report.json: cannot be written: No space left on device". The fault is good until the
 * next call of this file's functions. For the main thread only. */
#ifndef OUTPUTS_SINK_H
#define OUTPUTS_SINK_H

#include "sim/status.h"

#include <stddef.h>

enum status sink_write(const char *path, const void *bytes, size_t length, const char **fault) MUST_CHECK;

/* Before a long run: can `path` be written at all? Changes nothing. */
enum status sink_check(const char *path, const char **fault) MUST_CHECK;

/* In pieces, for what is too large to hold in memory (--keep): nothing is seen at `path` before sink_close. */
struct sink;
enum status sink_open(const char *path, struct sink **sink, const char **fault) MUST_CHECK;
enum status sink_put(struct sink *sink, const void *bytes, size_t length, const char **fault) MUST_CHECK;
enum status sink_close(struct sink *sink, const char **fault) MUST_CHECK; /* also after a failed put: then it removes */

/* Removes temporary files of writes under way; async-signal-safe. */
void sink_abandon(void);

#endif
