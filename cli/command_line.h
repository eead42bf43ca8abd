/* A command's options and operands, from the arguments behind its name: --name value, --name=value, -n value, -nvalue,
 * letters together; what stands behind -- is an operand. */
#ifndef CLI_COMMAND_LINE_H
#define CLI_COMMAND_LINE_H

#include "cli/options.h"

/* On OFFERCAST_USAGE the message is already on standard error. */
enum offercast_status command_line_read(int argc, char **argv, const struct command *command,
                                        struct options *options) OFFERCAST_CHECK;

#endif
