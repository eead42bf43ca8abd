#include "outputs/views/tax_years_view.h"

#include "models/tax/tax_years.h"
#include "outputs/block_table.h"
#include "outputs/people.h"

#include <string.h>

static const char sheet[] = "Tax years";
static const char metric[] = "tax_year";

/* The next year that the report has figures of, after row `i`; row_count: there is none. */
static size_t next_year(const struct report *report, size_t i)
{
    while (i < report->row_count && !(strcmp(report->row[i].metric, metric) == 0 &&
                                      strcmp(report->row[i].statistic, tax_year_keys[TAX_YEAR_IN_HAND]) == 0))
        i++;
    return i;
}

void tax_years_view(struct report *report)
{
    static const char *const heading[] = {"Year", "Pay", "From equity", "Tax", "On equity", "In hand"};
    static const enum tax_year_amount shown[] = {TAX_YEAR_WAGES, TAX_YEAR_EQUITY_CASH, TAX_YEAR_TAX, TAX_YEAR_ON_EQUITY,
                                                 TAX_YEAR_IN_HAND};
    size_t columns = sizeof heading / sizeof *heading, i = next_year(report, 0);
    if (i == report->row_count)
        return;
    struct block_table table = block_table_begin(report, "Year by year, after tax", sheet, columns, heading, NULL);
    for (; i < report->row_count; i = next_year(report, i + 1)) {
        const char *year = report->row[i].group;
        block_table_text(&table, year);
        for (size_t c = 0; c + 1 < columns; c++) {
            const struct report_row *row = report_find(report, metric, year, tax_year_keys[shown[c]]);
            if (row) {
                const char *size = people_size(report->arena, &row->figure, row->unit, PEOPLE_TABLE_DIGITS);
                bool below = row->figure.estimate < 0;
                block_table_cell(&table, below ? arena_text(report->arena, "-%s", size) : size, row->figure.estimate,
                                 row->unit);
                block_table_neutral(&table);
            } else {
                block_table_text(&table, "");
            }
        }
    }
    report_add_block(report, BLOCK_TEXT, NULL, sheet)->text =
        "Means over all futures of whole calendar years, undiscounted; before the start and after what the offer "
        "changes "
        "the market's pay counts. From equity: sales less strikes. On equity: the part of the tax that is more than "
        "without "
        "it; a negative one is a credit or a loss that comes back. Estimates, not tax advice.";
}
