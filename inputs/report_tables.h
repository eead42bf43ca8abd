/* Which of the offer's tables a table of a report is, told by its columns, whatever its heading and their order.
 * Reports are written for people, so this is more lenient than the header of a CSV table (inputs/offer_tables.h).
 *
 *     exits      a name + Probability + Valuation (+ Timeline)
 *     risks      a name + Probability, and no valuation (+ Impact, Amount; + Within)
 *     scorecard  Dimension + Score + Weight
 *
 * A column's role comes from its heading (inputs/column_roles.def) and, where that says nothing, from its cells: shares
 * that sum to 100% are the probability, money is the value, dates and durations the time, the first column of text the
 * name. Where two columns fit one key, the one with no other word in its heading wins, else the first. */
#ifndef INPUTS_REPORT_TABLES_H
#define INPUTS_REPORT_TABLES_H

#include "inputs/grid.h"
#include "inputs/heading_unit.h"

struct table_columns {
    const char *table;       /* "exits", "risks", "scorecard": the key in the offer; NULL: none of them */
    size_t count;            /* of columns */
    const char *const *key;  /* per column: the key in a row of that table; NULL: the column is not read... */
    const char *const *lost; /* ...but fits this key of the table, which another column has; NULL: fits none */
    const char *const *role; /* as inputs/column_roles.def has it, also of columns that are no key; NULL: none */
    const int *rank;         /* of the headings: the higher one has the key; 0: it has other words too */
    const bool *by_cells;    /* the heading said nothing: its cells did */
    const struct heading_unit *unit;
};

/* The columns of the table whose headings stand in row `header`; its body are the rows [header + 1, end). The heading
 * `value_column` is that of the company's value, whatever its words say; NULL: none is. */
struct table_columns report_tables_columns(struct arena *arena, const struct grid *grid, size_t header, size_t end,
                                           const char *value_column);

/* The column that has a key or a role; `count` when none has. */
size_t report_tables_key(const struct table_columns *columns, const char *key);
size_t report_tables_role(const struct table_columns *columns, const char *role);

/* The role of a heading; NULL: none. *exact: it has no other word. */
const char *report_tables_heading_role(struct arena *arena, const char *heading, bool *exact);

/* Whether a cell says that there is nothing: empty, a dash, "N/A", "none". */
bool report_tables_absent(const char *text);

/* How many of the four columns of exits the headings have; *lacking: the ones they need and have not, in words, or "".
 */
size_t report_tables_exits_likeness(struct arena *arena, const char *const *headers, size_t count,
                                    const char **lacking);

/* One line for help: what columns the exits need. */
extern const char *const report_tables_exits_wanted;

#endif
