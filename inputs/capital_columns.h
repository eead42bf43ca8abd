/* The columns of a table of holdings (who has how many shares of which class) or of terms (what a class is paid first),
 * told by their headings. */
#ifndef INPUTS_CAPITAL_COLUMNS_H
#define INPUTS_CAPITAL_COLUMNS_H

#include "inputs/grid.h"
#include "sim/arena.h"

enum { SHARE_COLUMNS = 3, NO_COLUMN = GRID_COLUMNS_MAX };

struct capital_columns {
    size_t class, holder, type, status, invested, price, strike, multiple, preference, participation, cap, rank;
    size_t shares[SHARE_COLUMNS]; /* in the order in which they count */
};

/* Whether the row is the heading of such a table; NO_COLUMN: not there. */
bool capital_columns_read(struct arena *arena, const struct grid *grid, size_t row, struct capital_columns *columns);
bool capital_columns_has_shares(const struct capital_columns *columns);
bool capital_columns_has_terms(const struct capital_columns *columns);

#endif
