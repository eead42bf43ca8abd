#include "cli/option_sections.h"

const struct option_section option_sections[] = {{"Options", 0},
                                                 {"The offer", OPTION_INPUT},
                                                 {"The simulation", OPTION_SIMULATION},
                                                 {"Output", OPTION_WRITING},
                                                 {NULL, 0}};

static bool takes(const struct option_section *section, unsigned group)
{
    unsigned named = 0;
    for (const struct option_section *other = option_sections; other->title; other++)
        named |= other->groups;
    return section->groups ? (group & section->groups) != 0 : (group & named) == 0;
}

const struct option_record *option_section_next(const struct option_section *section, const struct command *command,
                                                const struct option_record *option)
{
    for (option = option ? option + 1 : option_list; option->name; option++)
        if (option_belongs(option, command) && takes(section, (unsigned)option->group))
            return option;
    return NULL;
}
