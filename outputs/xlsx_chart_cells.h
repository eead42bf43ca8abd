/* The cells that a chart is drawn from. */
#ifndef OUTPUTS_XLSX_CHART_CELLS_H
#define OUTPUTS_XLSX_CHART_CELLS_H

#include "outputs/xlsx_book.h"

enum xlsx_chart_part { /* of a series; the changes are from how it is, x[0], to the low and the high end */
                       PART_LABEL,
                       PART_X,
                       PART_Y,
                       PART_LOW,
                       PART_HIGH,
                       PART_LOW_CHANGE,
                       PART_HIGH_CHANGE,
                       PARTS
};

struct xlsx_chart_columns { /* where a series stands */
    bool there[PARTS];
    size_t column[PARTS];
    uint32_t first_row;
    double step; /* numbers nearer than this need not be told apart */
};

bool xlsx_chart_cells_has(const struct block_series *series, enum xlsx_chart_part part);
/* Of a part that it has. */
double xlsx_chart_cells_number(const struct block_series *series, enum xlsx_chart_part part, size_t i);
double xlsx_chart_cells_largest(const double *numbers, size_t count); /* size; NULL: 0 */

/* At the sheet's next row a line of series names, a line of headings, then the cells, series beside series; columns[s]
 * says where series s went. */
void xlsx_chart_cells_put(struct xlsx_sheet *sheet, const struct block *block, struct xlsx_chart_columns *columns);

#endif
