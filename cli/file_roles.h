/* No file has two roles in one command: an output takes the place of no input and of no other output, whatever the
 * spelling or the links that lead to it. */
#ifndef CLI_FILE_ROLES_H
#define CLI_FILE_ROLES_H

#include "cli/options.h"

/* Before any work: compares all files that the options name, by device and inode; prints what is wrong. From then on a
 * file that is named only inside an offer, and is an output of this command, ends the program when it is to be read. */
enum status file_roles_check(struct arena *arena, const struct options *options) MUST_CHECK;

/* Nothing but these files is opened from now on, where the kernel can hold the program to it (cli/sandbox.h); --verbose
 * says whether it does. */
void file_roles_hold(struct arena *arena, const struct options *options);

#endif
