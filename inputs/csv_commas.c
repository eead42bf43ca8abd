#include "inputs/csv_commas.h"

#include "inputs/number_style.h"

enum comma_use csv_commas(const struct csv_rows *rows)
{
    struct number_style style = {.decimal_comma = false};
    for (size_t i = 1; i < rows->count; i++) {
        const struct csv_row *row = &rows->row[i];
        for (size_t k = 0; k < row->count && k < CSV_CELLS_KEPT; k++)
            number_style_hear(&style, row->cell[k].text);
    }
    return number_style_told(&style);
}
