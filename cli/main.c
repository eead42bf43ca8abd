#include "cli/command.h"
#include "cli/command_line.h"
#include "cli/door.h"
#include "cli/file_roles.h"
#include "cli/help.h"
#include "cli/pager.h"

#include <stdio.h>
#include <string.h>

static bool asks_for_help(int argc, char **argv)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0)
            return true;
    return false;
}

/* `offercast help [COMMAND]` */
static enum offercast_status help(const char *about)
{
    const struct command *command = about ? command_named(about) : NULL;
    if (about && !command) {
        help_no_command(about);
        return OFFERCAST_USAGE;
    }
    return command ? help_command(command) : help_program(stdout);
}

int main(int argc, char **argv)
{
    door_open();
    const char *name = argc > 1 ? argv[1] : "";
    const struct command *command = command_named(name);
    enum offercast_status status = OFFERCAST_USAGE;
    struct options options;
    if (asks_for_help(argc, argv) && (command || name[0] == '-'))
        status = command ? help_command(command) : help_program(stdout);
    else if (strcmp(name, "help") == 0)
        status = help(argc > 2 ? argv[2] : NULL);
    else if (strcmp(name, "--version") == 0 || strcmp(name, "version") == 0)
        status = help_version();
    else if (command)
        status = command_line_read(argc - 2, argv + 2, command, &options);
    else
        help_no_command(argc > 1 ? name : NULL);
    if (command && !asks_for_help(argc, argv)) {
        if (status == OFFERCAST_OK)
            status = file_roles_check(&options);
        if (status == OFFERCAST_OK)
            pager_start(&options);
        if (status == OFFERCAST_OK && !(command->groups & OPTION_MERGE)) /* whose files are named in files */
            file_roles_hold(&options);
        if (status == OFFERCAST_OK)
            status = command->run(&options);
        pager_end();
    }
    return door_close(status);
}
