/* --keep: the paths themselves as CSV, one row each, streamed. */
#ifndef LIBRARY_KEEP_H
#define LIBRARY_KEEP_H

#include "models/run.h"
#include "outputs/formats.h"

/* The paths of the simulation, the first `most` of them, in the dialect of the style. With *fault on failure. */
enum status keep_write(struct arena *arena, const char *path, uint64_t most, const struct output_style *style,
                       const struct simulation *simulation, const char **fault) MUST_CHECK;

#endif
