/* Options that make no sense together. */
#ifndef CLI_OPTION_CONFLICTS_H
#define CLI_OPTION_CONFLICTS_H

#include "cli/options.h"

/* What is wrong, or NULL: two outputs in one place, or an option without the one it is about. */
const char *option_conflict(struct arena *arena, const struct options *options);

#endif
