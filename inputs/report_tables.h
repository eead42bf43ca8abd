/* Which of the offer's tables a table of a report is, told by its columns alone: whatever its heading and their order.
 * Reports are written for people, so this is more lenient than a CSV file's header (inputs/offer_tables.h).
 *
 *     exits      a name (Scenario, Exit, Outcome, Event, Risk) + Probability (Likelihood, Chance, Odds)
 *                + Valuation (Value, Company value, Exit value, Price) (+ Timeline, When, Date, Year, Timing)
 *     risks      a name + Probability, and no valuation (+ Impact, Amount; + Within)
 *     scorecard  Dimension + Score + Weight
 *
 * Column names are compared by whole words, without case, and without what stands in brackets: "Company value (USD)".
 * The keys of the offer file are names of columns too. Where two columns fit one key, the one with no other word wins,
 * else the first. */
#ifndef INPUTS_REPORT_TABLES_H
#define INPUTS_REPORT_TABLES_H

#include "sim/arena.h"

#include <stddef.h>

struct table_columns {
    const char *table;       /* "exits", "risks", "scorecard": the key in the offer; NULL: none of them */
    size_t count;            /* of columns, as given */
    const char *const *key;  /* per column: the key in a row of that table; NULL: the column is not read... */
    const char *const *lost; /* ...but fits this key of the table, which another column has; NULL: fits none */
};

struct table_columns report_tables_columns(struct arena *arena, const char *const *headers, size_t count);

/* How many of the four columns of exits the headings have; *lacking: the ones they need and have not, in words, or "".
 */
size_t report_tables_exits_likeness(struct arena *arena, const char *const *headers, size_t count,
                                    const char **lacking);

/* One line for help: what columns the exits need. */
extern const char *const report_tables_exits_wanted;

#endif
