/* Blocks on a sheet, one below the other: tables as cells, texts as lines, charts as charts. */
#ifndef OUTPUTS_XLSX_BLOCKS_H
#define OUTPUTS_XLSX_BLOCKS_H

#include "outputs/xlsx_charts.h"

/* At the sheet's next row. A table's numbers are cells of their own; what the text says after a number, "± 95", stands
 * in a muted column on its right. `owner`: the offer the block belongs to, or "". */
void xlsx_blocks_put(struct xlsx_sheet *sheet, struct xlsx_charts *charts, const struct block *block,
                     const char *owner);
/* A paragraph in as many rows as it takes, which run over the empty cells on their right. */
void xlsx_blocks_words(struct xlsx_sheet *sheet, size_t column, const char *text, enum xlsx_style style);
/* The number of a cell in the sheet's row, as it stands in the block. */
void xlsx_blocks_number(struct xlsx_sheet *sheet, size_t column, const struct block_cell *cell);
/* Rows until the headings of the table end, were it put on an empty sheet. */
uint32_t xlsx_blocks_headed_rows(const struct block *block);

#endif
