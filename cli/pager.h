/* What a terminal shows of a report goes through a pager, as git does it: OFFERCAST_PAGER, PAGER or less, which leaves
 * a report of one screen as it is. */
#ifndef CLI_PAGER_H
#define CLI_PAGER_H

#include "cli/options.h"

/* Where the report goes to a terminal and --no-pager is not given; "cat", or nothing, is no pager. Before files and
 * programs are closed off (cli/sandbox.h). */
void pager_start(const struct options *options);
/* Standard output was a terminal before a pager took its place. */
bool pager_runs(void);
/* Waits until the reader has read. */
void pager_end(void);

#endif
