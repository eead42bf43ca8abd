/* Options that make no sense together. */
#ifndef CLI_OPTION_CONFLICTS_H
#define CLI_OPTION_CONFLICTS_H

#include "cli/options.h"

/* What is wrong, or NULL: two outputs on standard output, or an option without the one it is about. */
const char *option_conflict(const struct options *options);

#endif
