/* A command of the program: one record in one file (cli/commands/NAME.c), one line in cli/commands.def. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "cli/options.h"

struct command {
    const char *name;
    const char *operands; /* "OFFER..." for the usage line */
    const char *summary;  /* one line */
    const char *examples; /* lines, shown first in help */
    const char *details;  /* a paragraph or more */
    unsigned groups;      /* of options: bits of enum option_group */
    size_t operands_min, operands_max;
    enum offercast_status (*run)(const struct options *options);
};

enum { OPERANDS_MOST = 10000 };
extern const struct command *const command_list[]; /* NULL at the end */
const struct command *command_named(const char *name);

#endif
