/* --keep: the paths themselves as CSV, one row each, streamed. */
#ifndef CLI_KEEP_H
#define CLI_KEEP_H

#include "cli/options.h"
#include "models/run.h"

/* Writes options->keep; prints what went wrong. The paths are those of the simulation, the first keep_paths of them. */
enum status keep_write(struct arena *arena, const struct options *options,
                       const struct simulation *simulation) MUST_CHECK;

#endif
