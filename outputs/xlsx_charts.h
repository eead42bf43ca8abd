/* BLOCK_CHART as a chart of the spreadsheet, drawn from cells of the same sheet. The chart stands where its block does;
 * the cells stand together at the end of the sheet, so that people see pictures first. */
#ifndef OUTPUTS_XLSX_CHARTS_H
#define OUTPUTS_XLSX_CHARTS_H

#include "analysis/report.h"
#include "outputs/xlsx_book.h"

struct xlsx_charts { /* of one sheet */
    size_t count;
    struct xlsx_chart_place {
        const struct block *block;
        const char *owner; /* the offer it belongs to, or "" */
        uint32_t row;
    } * place;
};

/* Keeps room for the chart at the sheet's next row; false: the block has nothing to draw. */
bool xlsx_charts_reserve(struct xlsx_charts *charts, struct xlsx_sheet *sheet, const struct block *block,
                         const char *owner);
/* The cells of all charts of the sheet, and the charts. */
void xlsx_charts_finish(struct xlsx_charts *charts, struct xlsx_sheet *sheet);

#endif
