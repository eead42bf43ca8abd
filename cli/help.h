/* What --help and --version print, made from the records of commands and options. At most 80 columns. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "cli/command.h"

#include <stdio.h>

enum offercast_status help_program(FILE *stream);
enum offercast_status help_command(const struct command *command);
enum offercast_status help_version(void);
/* Wrong usage: no command, or none of that name (NULL: none was given). */
void help_no_command(const char *name);

#endif
