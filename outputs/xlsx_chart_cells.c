#include "outputs/xlsx_chart_cells.h"

#include <math.h>
#include <string.h>

enum { FIELDS_MOST = 6 };

enum axis { AXIS_X, AXIS_Y };

struct field { /* a column of cells */
    enum xlsx_chart_part part;
    const char *heading;
    enum axis axis; /* whose unit the numbers have */
};

struct shape {                       /* how a series of a kind of chart stands in cells; NULL ends the fields */
    struct field first[FIELDS_MOST]; /* of a series without labels */
    struct field labelled[FIELDS_MOST];
};

#define LABEL                                                                                                          \
    {                                                                                                                  \
        PART_LABEL, " ", AXIS_X                                                                                        \
    }
static const struct shape shapes[] = {
    [CHART_HISTOGRAM] = {{{PART_LOW, "From", AXIS_X}, {PART_HIGH, "To", AXIS_X}, {PART_Y, "Share", AXIS_Y}},
                         {LABEL, {PART_X, "Amount", AXIS_X}, {PART_LOW, "Low", AXIS_X}, {PART_HIGH, "High", AXIS_X}}},
    [CHART_EXCEEDANCE] = {{{PART_X, "Amount", AXIS_X}, {PART_Y, "Chance of more", AXIS_Y}},
                          {LABEL,
                           {PART_X, "Amount", AXIS_X},
                           {PART_LOW, "Low", AXIS_X},
                           {PART_HIGH, "High", AXIS_X},
                           {PART_Y, "Chance of more", AXIS_Y}}},
    [CHART_BARS] = {{{PART_Y, "Amount", AXIS_Y}},
                    {LABEL, {PART_Y, "Amount", AXIS_Y}, {PART_LOW, "Low", AXIS_Y}, {PART_HIGH, "High", AXIS_Y}}},
    [CHART_CHAIN] = {{{PART_Y, "What is left", AXIS_Y}},
                     {LABEL, {PART_Y, "What is left", AXIS_Y}, {PART_LOW, "Low", AXIS_Y}, {PART_HIGH, "High", AXIS_Y}}},
    [CHART_TORNADO] = {{{PART_X, "As it is", AXIS_X}},
                       {LABEL,
                        {PART_LOW, "Input at its low end", AXIS_X},
                        {PART_HIGH, "Input at its high end", AXIS_X},
                        {PART_LOW_CHANGE, "Change, low end", AXIS_X},
                        {PART_HIGH_CHANGE, "Change, high end", AXIS_X}}},
    [CHART_TIMELINE] = {{{PART_X, "Years", AXIS_X}, {PART_Y, "Share", AXIS_Y}},
                        {LABEL,
                         {PART_LOW, "From year", AXIS_X},
                         {PART_X, "Middle", AXIS_X},
                         {PART_HIGH, "To year", AXIS_X},
                         {PART_Y, "Probability", AXIS_Y}}},
};
#undef LABEL

static const double *numbers_of(const struct block_series *series, enum xlsx_chart_part part)
{
    switch (part) {
    case PART_X:
        return series->x;
    case PART_Y:
        return series->y;
    case PART_LOW:
    case PART_LOW_CHANGE:
        return series->low;
    case PART_HIGH:
    case PART_HIGH_CHANGE:
        return series->high;
    default:
        return NULL;
    }
}

double xlsx_chart_cells_number(const struct block_series *series, enum xlsx_chart_part part, size_t i)
{
    bool change = part == PART_LOW_CHANGE || part == PART_HIGH_CHANGE;
    return numbers_of(series, part)[i] - (change ? series->x[0] : 0);
}

bool xlsx_chart_cells_has(const struct block_series *series, enum xlsx_chart_part part)
{
    if (!series->count)
        return false;
    if (part == PART_LABEL)
        return series->label != NULL;
    bool change = part == PART_LOW_CHANGE || part == PART_HIGH_CHANGE;
    return numbers_of(series, part) && (!change || series->x);
}

static const struct field *fields_of(const struct block *block, const struct block_series *series)
{
    return series->label ? shapes[block->chart].labelled : shapes[block->chart].first;
}

/* The number of columns that the series takes, in a block that begins at `first`. */
static size_t lay_out(const struct block *block, const struct block_series *series, size_t first,
                      struct xlsx_chart_columns *columns)
{
    const struct field *fields = fields_of(block, series);
    size_t count = 0;
    for (size_t f = 0; f < FIELDS_MOST && fields[f].heading; f++) {
        enum xlsx_chart_part part = fields[f].part;
        columns->there[part] = xlsx_chart_cells_has(series, part);
        columns->column[part] = first + count;
        count += columns->there[part];
    }
    return count;
}

double xlsx_chart_cells_largest(const double *numbers, size_t count)
{
    double size = 0;
    for (size_t i = 0; numbers && i < count; i++)
        size = fmax(size, isfinite(numbers[i]) ? fabs(numbers[i]) : 0);
    return size;
}

static void put_cell(struct xlsx_sheet *sheet, uint32_t row, const struct xlsx_chart_columns *columns,
                     const struct block_series *series, const struct field *field, size_t i, const char *unit)
{
    if (field->part == PART_LABEL) {
        xlsx_book_text(sheet, row, columns->column[PART_LABEL], series->label[i], XLSX_PLAIN);
        return;
    }
    bool share = strcmp(unit, "share") == 0;
    double number = xlsx_chart_cells_number(series, field->part, i);
    struct xlsx_number_format format = xlsx_number_format_of_unit(number, share ? 5e-4 : columns->step, unit);
    xlsx_book_number(sheet, row, columns->column[field->part], number, &format, XLSX_PLAIN);
}

static const char *unit_of(const struct block *block, const struct field *field)
{
    const char *unit = field->axis == AXIS_X ? block->unit_x : block->unit_y;
    return unit ? unit : "";
}

static double step_of(const struct block_series *series)
{
    double size = fmax(xlsx_chart_cells_largest(series->low, series->count),
                       xlsx_chart_cells_largest(series->high, series->count));
    return fmax(size, fmax(xlsx_chart_cells_largest(series->x, series->count),
                           xlsx_chart_cells_largest(series->y, series->count))) /
           500;
}

void xlsx_chart_cells_put(struct xlsx_sheet *sheet, const struct block *block, struct xlsx_chart_columns *columns)
{
    size_t first = 0, rows = 0;
    uint32_t names = sheet->row, headings = names + 1;
    for (size_t s = 0; s < block->series_count; s++) {
        const struct block_series *series = &block->series[s];
        size_t width = lay_out(block, series, first, &columns[s]);
        columns[s].first_row = headings + 1;
        columns[s].step = step_of(series);
        if (width && series->name)
            xlsx_book_text(sheet, names, first, series->name, XLSX_MUTED);
        first += width + (width > 0); /* an empty column between series */
        rows = series->count > rows ? series->count : rows;
    }
    for (size_t row = 0; row <= rows; row++)
        for (size_t s = 0; s < block->series_count; s++) {
            const struct block_series *series = &block->series[s];
            const struct field *fields = fields_of(block, series);
            for (size_t f = 0; f < FIELDS_MOST && fields[f].heading; f++) {
                if (!columns[s].there[fields[f].part])
                    continue;
                size_t column = columns[s].column[fields[f].part];
                if (row == 0)
                    xlsx_book_text(sheet, headings, column, fields[f].heading,
                                   fields[f].part == PART_LABEL ? XLSX_HEADER : XLSX_HEADER_RIGHT);
                else if (row - 1 < series->count)
                    put_cell(sheet, headings + (uint32_t)row, &columns[s], series, &fields[f], row - 1,
                             unit_of(block, &fields[f]));
            }
        }
    sheet->row = headings + (uint32_t)rows + 2;
}
