/* The progress line of a long run: how far, how fast, how long still. On a terminal that is not dumb, after a second,
 * erased at the end. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include "cli/options.h"

struct progress_line;

/* `paths` in all, counted in progress->paths_done. */
struct progress_line *progress_line_start(struct arena *arena, const struct options *options, struct progress *progress,
                                          uint64_t paths);
void progress_line_stop(struct progress_line *line);

/* Seconds on a clock that does not jump. */
double progress_seconds(void);

#endif
