/* What --help and --version print, made from the records of commands and options. At most 80 columns. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "cli/command.h"

#include <stdio.h>

enum status help_program(struct arena *arena, FILE *stream);
enum status help_command(struct arena *arena, const struct command *command);
enum status help_version(void);
/* Wrong usage: no command, or none of that name (NULL: none was given). */
void help_no_command(struct arena *arena, const char *name);

#endif
