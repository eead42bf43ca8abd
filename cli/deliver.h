/* Sending a report where the options say: files by their endings, standard output by --format. */
#ifndef CLI_DELIVER_H
#define CLI_DELIVER_H

#include "analysis/report.h"
#include "cli/options.h"

/* Before any work: every -o has a known ending and can be written. Prints what is wrong. */
enum status deliver_check(const struct options *options) MUST_CHECK;

/* Every --stat names something that the report has; prints which does not. */
enum status deliver_check_statistics(const struct options *options, const struct report *report) MUST_CHECK;

/* Writes the report everywhere; prints what went wrong. */
enum status deliver_report(struct arena *arena, const struct options *options, const struct report *report) MUST_CHECK;

/* Text that is no report (a schema, an offer file) to the -o files, or to standard output. */
enum status deliver_text(const struct options *options, const char *text) MUST_CHECK;

/* Warnings of the report on standard error, unless the report itself goes to standard output as a table. */
void deliver_warnings(const struct options *options, const struct report *report);

/* Whether anything is written for people to read. */
bool deliver_for_people(const struct options *options);

#endif
