/* Where bytes go: a file is written whole or not at all (temporary file beside it, every write checked, fsync, rename);
 * a pipe or device is written in place; "-" is standard output. */
#ifndef OUTPUTS_SINK_H
#define OUTPUTS_SINK_H

#include "sim/status.h"

#include <stddef.h>

enum status sink_write(const char *path, const void *bytes, size_t length, const char **fault) MUST_CHECK;
/* Before a long run: can `path` be written at all? Changes nothing. */
enum status sink_check(const char *path, const char **fault) MUST_CHECK;
/* Removes temporary files of writes under way; async-signal-safe. */
void sink_abandon(void);

#endif
