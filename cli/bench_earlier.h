/* An earlier result of `bench`, and what has changed since. */
#ifndef CLI_BENCH_EARLIER_H
#define CLI_BENCH_EARLIER_H

#include "inputs/document.h"
#include "outputs/report.h"

/* Reads the JSON of an earlier bench; prints what is wrong with the file. */
enum status bench_earlier_read(struct arena *arena, const char *path, const struct node **earlier) MUST_CHECK;

/* Adds, after the rows of each scenario of the same name, rows of the group "earlier": now over then, with the status
 * "better", "worse" or "within the noise". Two figures differ when their intervals lie apart; where the yardsticks do,
 * times are taken in its measure, with a warning. */
void bench_earlier_compare(struct report *report, const struct node *earlier);

#endif
