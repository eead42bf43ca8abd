/* A command of the program: one record in one file (cli/commands/NAME.c), one line in cli/commands.def. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "analysis/result_forms.h"
#include "cli/options.h"
#include "sim/arena.h"
#include "sim/status.h"

struct command {
    const char *name;
    const char *operands; /* "OFFER..." for the usage line */
    const char *summary;  /* one line */
    const char *examples; /* lines, shown first in help */
    const char *details;  /* a paragraph or more */
    unsigned groups;      /* of options: bits of enum option_group */
    size_t operands_min, operands_max;
    const struct result_form *const
        *tables;            /* of its result, besides the heads of every one; NULL at the end; or NULL */
    uint64_t default_paths; /* without --paths; 0: 2^20 */
    enum status (*run)(struct arena *arena, const struct options *options);
};

extern const struct command *const command_list[]; /* NULL at the end */
const struct command *command_named(const char *name);

#endif
