/* The columns of a table of holdings (who has how many shares of which class) or of terms (what a class is paid first),
 * told by their headings. */
#ifndef INPUTS_CAPITAL_COLUMNS_H
#define INPUTS_CAPITAL_COLUMNS_H

#include "inputs/grid.h"
#include "inputs/heading_unit.h"
#include "inputs/problems.h"

enum { SHARE_COLUMNS = 3, NO_COLUMN = GRID_COLUMNS_MAX };

struct capital_columns {
    size_t class, holder, type, status, invested, price, strike, multiple, preference, participation, cap, rank;
    size_t percent, discount;
    size_t shares[SHARE_COLUMNS];    /* in the order in which they count */
    const struct heading_unit *unit; /* of each column of the grid's width */
    const char **currency;           /* of the amounts so far, to be set; NULL: not asked */
};

struct capital_columns capital_columns_none(void);
/* Whether the row is the heading of such a table; NO_COLUMN: not there. */
bool capital_columns_read(struct arena *arena, const struct grid *grid, size_t row, struct capital_columns *columns);
/* The units of its headings; before any number is asked. */
void capital_columns_find_units(struct arena *arena, const struct grid *grid, size_t header,
                                struct capital_columns *columns);
/* The number of a cell in base units, with the unit of its heading; NAN: none. A fault of a cell that holds digits is
 * told. */
double capital_columns_number(struct arena *arena, const struct grid *grid, size_t row, size_t column,
                              const struct capital_columns *columns, enum cell_kind kind, struct problems *problems);
/* The shares of a row, by the first column that has them; NAN: none. */
double capital_columns_shares(struct arena *arena, const struct grid *grid, size_t row,
                              const struct capital_columns *columns, struct problems *problems);
bool capital_columns_has_shares(const struct capital_columns *columns);
bool capital_columns_has_terms(const struct capital_columns *columns);

#endif
