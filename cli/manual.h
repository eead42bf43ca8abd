/* The manual pages, section 1, written from the records of commands and options: roff with the man macros. A page names
 * the version, never a day. */
#ifndef CLI_MANUAL_H
#define CLI_MANUAL_H

#include "cli/command.h"

/* offercast.1 */
const char *manual_program(void);
/* offercast-NAME.1 */
const char *manual_command(const struct command *command);

#endif
