/* One row of a cap table. */
#ifndef INPUTS_HOLDING_H
#define INPUTS_HOLDING_H

#include "inputs/capital_columns.h"
#include "inputs/report_cells.h"

struct holding {
    const struct grid *grid;
    size_t row;
    const struct capital_columns *columns;
    size_t header; /* its row of headings */
};

static inline const char *holding_text(const struct holding *holding, size_t column)
{
    return column == NO_COLUMN ? "" : grid_text(holding->grid, holding->row, column);
}

static inline double holding_number(const struct report *report, const struct holding *holding, size_t column,
                                    enum cell_kind kind)
{
    return capital_columns_number(report->arena, holding->grid, holding->row, column, holding->columns, kind,
                                  report->problems);
}

#endif
