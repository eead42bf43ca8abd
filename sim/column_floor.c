#include "sim/column_floor.h"
#include "sim/curve_kernel.h"

void ISA_NAME(column_floor_add)(const struct floor_columns *columns, double (*u)[LANES], double *sum)
{
    double value[LANES];
    for (size_t c = 0; c < columns->count; c++) {
        const struct floor_column *column = &columns->column[c];
        curve_column(&column->curve, u[column->slot], value, column->lanes);
        for (size_t i = 0; i < column->lanes; i++)
            sum[i] += value[i];
    }
}
