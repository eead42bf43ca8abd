/* The options of a command in the order in which people are shown them: first what few commands have, then what all
 * have in common. */
#ifndef CLI_OPTION_SECTIONS_H
#define CLI_OPTION_SECTIONS_H

#include "cli/command.h"

struct option_section {
    const char *title;
    unsigned groups; /* bits of enum option_group; 0: all that no other section takes */
};
extern const struct option_section option_sections[]; /* title NULL at the end */

/* The options of a command that stand in a section, one after the other: `option` is NULL for the first, else the one
 * before. NULL after the last. */
const struct option_record *option_section_next(const struct option_section *section, const struct command *command,
                                                const struct option_record *option);

#endif
