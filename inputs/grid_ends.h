/* "Low value" beside "High value", two columns that are the ends of one; "Value (low / mid / high)", one that holds
 * both ends in each cell. */
#ifndef INPUTS_GRID_ENDS_H
#define INPUTS_GRID_ENDS_H

#include "inputs/grid.h"
#include "inputs/problems.h"

/* Whether a heading in row `header` of a table of exits has such columns. */
bool grid_ends_meet(struct arena *arena, const struct grid *grid, size_t header);
/* Joins such columns of the table whose headings stand in row `header`, rows [header + 1, end): the first holds the
 * range then and loses the word from its heading, the second is empty. A column that holds both ends holds the range
 * then. Said for each. */
void grid_ends_join(struct arena *arena, struct grid *grid, size_t header, size_t end, struct problems *problems);

#endif
