/* What a cap table says twice: totals of its rows, percentages beside shares. */
#ifndef INPUTS_CAPITAL_SUMS_H
#define INPUTS_CAPITAL_SUMS_H

#include "inputs/capital_columns.h"
#include "inputs/report_cells.h"

bool capital_sums_is_total(struct arena *arena, const char *name);
/* Of the table whose headings stand in row `header` and whose body are the rows up to `end`: a total that is not the
 * sum of its rows is a warning, a percentage that is not that of the shares an error. */
void capital_sums_check(struct report *report, const struct grid *grid, size_t header, size_t end,
                        const struct capital_columns *columns);

#endif
