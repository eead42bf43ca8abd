/* Sending a result where the options say: files by their endings, standard output by --format. */
#ifndef CLI_DELIVER_H
#define CLI_DELIVER_H

#include "cli/options.h"

/* Before any work: every -o has a known ending and can be written. Prints what is wrong. */
enum offercast_status deliver_check(const struct options *options) OFFERCAST_CHECK;

/* Says so; its status. */
enum offercast_status deliver_out_of_memory(void);

/* Writes the result everywhere; prints what went wrong. */
enum offercast_status deliver_result(const struct options *options, struct offercast_result *result) OFFERCAST_CHECK;

/* The memo of a negotiation; prints what went wrong. */
enum offercast_status deliver_memo(const struct options *options, struct offercast_result *result) OFFERCAST_CHECK;

/* Text that is no result (a schema, an offer file) to the -o files, or to standard output. */
enum offercast_status deliver_text(const struct options *options, const char *text) OFFERCAST_CHECK;

/* A text to one file, or "-". */
enum offercast_status deliver_file(const char *path, const char *text) OFFERCAST_CHECK;

/* Whether a table on standard output shows the result's warnings. */
bool deliver_shows_warnings(const struct options *options);

/* Whether the file could be written; prints why not. */
enum offercast_status deliver_check_file(const char *path) OFFERCAST_CHECK;

/* Whether anything is written for people to read. */
bool deliver_for_people(const struct options *options);

/* The format of a path, by its ending; NULL: it says none. */
const char *deliver_format(const char *path);

#endif
