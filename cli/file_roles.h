/* No file has two roles in one command: an output takes the place of no input and of no other output, whatever the
 * spelling or the links that lead to it. */
#ifndef CLI_FILE_ROLES_H
#define CLI_FILE_ROLES_H

#include "cli/options.h"

/* Before any work: compares all files that the options name, by device and inode; prints what is wrong. */
enum offercast_status file_roles_check(const struct options *options) OFFERCAST_CHECK;

/* Nothing but these files is opened from now on, where the kernel can hold the program to it (cli/sandbox.h); --verbose
 * says whether it does. */
void file_roles_hold(const struct options *options);

/* What the command writes: for the library, which refuses to read such a file where an offer names it. */
struct offercast_texts file_roles_written(const struct options *options);

#endif
