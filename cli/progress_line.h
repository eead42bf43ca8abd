/* The progress line of a long run: how far, how fast, how long still. On a terminal that is not dumb, after a second,
 * erased at the end. */
#ifndef CLI_PROGRESS_LINE_H
#define CLI_PROGRESS_LINE_H

#include "cli/options.h"

struct progress_line;

/* Shows each part of a question that takes long. */
struct progress_line *progress_line_start(const struct options *options, struct offercast_progress *progress);
void progress_line_stop(struct progress_line *line);

#endif
