#include "outputs/xlsx_charts.h"

#include "outputs/histogram_ends.h"
#include "outputs/utf8.h"
#include "outputs/xlsx_chart_cells.h"

#include <math.h>
#include <string.h>

enum { CHART_ROWS = 20, TITLE_WIDTH = 90, DESCRIPTION_WIDTH = 250, BARS_LABELLED = 8 };
enum { LOSS = 0xB4533C, INK = 0x3A4653, GRID = 0xDDE3EA, AXIS = 0x9AA9BA };
static const double NEXT_TO_NOTHING = 0.01;
static const double CHART_WIDTH = 1.55, CHART_HEIGHT = 1.35; /* of libxlsxwriter's 480 by 288 pixels */
static const lxw_color_t colors[] = {0x2F6DB5, 0xD08A2E, 0x4B9B7A, 0x8A63B0, 0xB4533C, 0x5B6770};
enum { COLORS = sizeof colors / sizeof *colors };

struct drawing {
    struct xlsx_sheet *sheet;
    const struct block *block;
    const struct xlsx_chart_columns *columns;
    lxw_chart *chart;
};

/* A text that libxlsxwriter takes for a formula begins with "=". */
static const char *plain_words(struct drawing *d, const char *text, size_t width)
{
    struct arena *arena = d->sheet->book->arena;
    const char *cut = utf8_cut(arena, xlsx_book_clean(d->sheet->book, text ? text : ""), width, true);
    return *cut == '=' ? arena_text(arena, " %s", cut) : cut;
}

static lxw_chart_series *add_series(struct drawing *d, size_t s, enum xlsx_chart_part categories,
                                    enum xlsx_chart_part values)
{
    const struct xlsx_chart_columns *columns = &d->columns[s];
    const struct block_series *series = &d->block->series[s];
    if (!columns->there[values] || !series->count)
        return NULL;
    lxw_chart_series *added = chart_add_series(d->chart, NULL, NULL);
    if (!added) {
        xlsx_book_look(d->sheet->book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return NULL;
    }
    const bool histogram = d->block->chart == CHART_HISTOGRAM && s == 0;
    struct histogram_ends ends = histogram ? histogram_ends(series) : (struct histogram_ends){0, series->count, 0, 0};
    if (ends.last <= ends.first)
        return NULL;
    uint32_t first = columns->first_row + (uint32_t)ends.first, last = columns->first_row + (uint32_t)ends.last - 1;
    lxw_col_t column = (lxw_col_t)columns->column[values];
    chart_series_set_values(added, d->sheet->name, first, column, last, column);
    column = (lxw_col_t)columns->column[categories];
    if (columns->there[categories])
        chart_series_set_categories(added, d->sheet->name, first, column, last, column);
    if (series->name)
        chart_series_set_name(added, plain_words(d, series->name, TITLE_WIDTH));
    return added;
}

static void fill(lxw_chart_series *series, lxw_color_t color)
{
    lxw_chart_fill look = {.color = color};
    chart_series_set_fill(series, &look);
}

/* What the axes of all charts have in common; `name` may be NULL. */
static void set_axis(lxw_chart_axis *axis, const char *name)
{
    lxw_chart_font font = {.size = 9, .color = INK}, name_font = {.size = 9, .color = INK, .bold = LXW_EXPLICIT_FALSE};
    lxw_chart_line line = {.color = AXIS, .width = 0.75F};
    chart_axis_set_num_font(axis, &font);
    chart_axis_set_line(axis, &line);
    chart_axis_set_label_position(axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    if (name) {
        chart_axis_set_name(axis, name);
        chart_axis_set_name_font(axis, &name_font);
    }
}

/* An axis of things, or of the ends of bars: no grid. */
static void set_category_axis(lxw_chart_axis *axis, const char *name)
{
    set_axis(axis, name);
    chart_axis_major_gridlines_set_visible(axis, LXW_FALSE);
}

static void set_number_axis(lxw_chart_axis *axis, const char *name, double most, const char *unit)
{
    lxw_chart_line grid = {.color = GRID, .width = 0.75F};
    char format[XLSX_FORMAT_BYTES];
    set_axis(axis, name);
    chart_axis_major_gridlines_set_line(axis, &grid);
    xlsx_number_format_of_axis(most, unit ? unit : "", format);
    chart_axis_set_num_format(axis, format);
}

static void draw_histogram(struct drawing *d)
{
    const struct block_series *series = &d->block->series[0];
    char format[XLSX_FORMAT_BYTES];
    lxw_chart_series *bars = add_series(d, 0, PART_LOW, PART_Y);
    if (!bars)
        return;
    fill(bars, colors[0]);
    chart_set_series_gap(d->chart, 8);
    set_category_axis(d->chart->x_axis, "lower end of each bar");
    set_number_axis(d->chart->y_axis, NULL, xlsx_chart_cells_largest(series->y, series->count), d->block->unit_y);
    xlsx_number_format_of_axis(xlsx_chart_cells_largest(series->low, series->count),
                               d->block->unit_x ? d->block->unit_x : "", format);
    chart_axis_set_num_format(d->chart->x_axis, format);
    uint16_t every = (uint16_t)(series->count / 10 + 1);
    chart_axis_set_interval_unit(d->chart->x_axis, every);
    chart_axis_set_interval_tick(d->chart->x_axis, every);
    chart_legend_set_position(d->chart, LXW_CHART_LEGEND_NONE);
}

/* A line, or points in the colour of the line before them. */
static void set_curve(lxw_chart_series *added, bool points, lxw_color_t color)
{
    lxw_chart_line line = {.color = color, .width = 2, .none = points};
    lxw_chart_fill inside = {.color = color};
    chart_series_set_line(added, &line);
    chart_series_set_marker_type(added, points ? LXW_CHART_MARKER_CIRCLE : LXW_CHART_MARKER_NONE);
    if (!points)
        return;
    chart_series_set_marker_size(added, 6);
    chart_series_set_marker_fill(added, &inside);
}

/* Labelled series are points on the curve before them; in a timeline they are spans of time, in the cells only. Returns
 * the number of curves. */
static size_t add_curves(struct drawing *d)
{
    const struct block *block = d->block;
    size_t curves = 0, points = 0;
    int16_t drawn = 0;
    int16_t *unnamed = arena_alloc(d->sheet->book->arena, block->series_count + 1, sizeof *unnamed);
    for (size_t s = 0; s < block->series_count; s++) {
        bool labelled = block->series[s].label != NULL;
        lxw_chart_series *added = labelled && block->chart == CHART_TIMELINE ? NULL : add_series(d, s, PART_X, PART_Y);
        if (!added)
            continue;
        curves += !labelled;
        set_curve(added, labelled, colors[(curves + COLORS - 1) % COLORS]);
        if (labelled)
            unnamed[points++] = drawn;
        drawn++;
    }
    unnamed[points] = -1;
    if (points)
        xlsx_book_look(d->sheet->book, chart_legend_delete_series(d->chart, unnamed));
    return curves;
}

/* Where next to nothing of a falling curve is left: its tail would push all else to the edge. */
static size_t end_of_curve(const struct block_series *series)
{
    size_t end = 0;
    while (end + 1 < series->count && series->y[end] > NEXT_TO_NOTHING)
        end++;
    return end;
}

static void draw_curves(struct drawing *d)
{
    const struct block *block = d->block;
    bool timeline = block->chart == CHART_TIMELINE;
    size_t curves = add_curves(d);
    double low = INFINITY, high = -INFINITY;
    for (size_t s = 0; s < block->series_count; s++) {
        const struct block_series *series = &block->series[s];
        if (!series->count || !series->x || !series->y || (series->label && timeline))
            continue;
        low = fmin(low, series->x[0]);
        high = fmax(high, series->x[end_of_curve(series)]);
    }
    double most = fmax(fabs(low), fabs(high));
    set_number_axis(d->chart->x_axis, timeline ? "years from the start" : "more than this amount", most,
                    timeline ? "" : block->unit_x);
    set_number_axis(d->chart->y_axis, NULL, 1, "share");
    chart_axis_set_min(d->chart->y_axis, 0);
    chart_axis_set_max(d->chart->y_axis, 1);
    if (high > low) {
        chart_axis_set_min(d->chart->x_axis, low);
        chart_axis_set_max(d->chart->x_axis, high);
        chart_axis_set_crossing(d->chart->x_axis, low);
    }
    chart_legend_set_position(d->chart, curves > 1 ? LXW_CHART_LEGEND_BOTTOM : LXW_CHART_LEGEND_NONE);
}

static void label_values(lxw_chart_series *series, double most, const char *unit)
{
    lxw_chart_font font = {.size = 9, .color = INK};
    char format[XLSX_FORMAT_BYTES];
    xlsx_number_format_of_axis(most, unit, format);
    chart_series_set_labels(series);
    chart_series_set_labels_num_format(series, format);
    chart_series_set_labels_font(series, &font);
}

/* Bars lie, since names are long, the first on top. libxlsxwriter's x_axis of such a chart is the one of the numbers.
 */
static void set_lying_axes(struct drawing *d, const char *name, double most, const char *unit)
{
    set_category_axis(d->chart->y_axis, NULL);
    set_number_axis(d->chart->x_axis, name, most, unit);
    chart_axis_set_reverse(d->chart->y_axis);
    chart_axis_set_crossing_max(d->chart->y_axis); /* keeps the numbers at the bottom */
    chart_axis_set_label_position(d->chart->x_axis, LXW_CHART_AXIS_LABEL_POSITION_NEXT_TO);
}

static void draw_bars(struct drawing *d)
{
    const struct block *block = d->block;
    const struct block_series *first = &block->series[0];
    const char *unit = block->unit_y ? block->unit_y : "";
    double most = 0;
    size_t drawn = 0;
    for (size_t s = 0; s < block->series_count; s++) {
        const struct block_series *series = &block->series[s];
        lxw_chart_series *bars = add_series(d, s, PART_LABEL, PART_Y);
        if (!bars)
            continue;
        fill(bars, colors[drawn++ % COLORS]);
        most = fmax(most, xlsx_chart_cells_largest(series->y, series->count));
        if (block->series_count == 1 && first->count <= BARS_LABELLED)
            label_values(bars, most, unit);
    }
    if (block->chart == CHART_BARS) {
        bool told = block->series_count > 1 || !first->name; /* by the legend */
        set_lying_axes(d, told ? NULL : plain_words(d, first->name, TITLE_WIDTH), most, unit);
    } else {
        set_category_axis(d->chart->x_axis, NULL);
        set_number_axis(d->chart->y_axis, NULL, most, unit);
    }
    chart_set_series_gap(d->chart, 50);
    chart_legend_set_position(d->chart, drawn > 1 ? LXW_CHART_LEGEND_BOTTOM : LXW_CHART_LEGEND_NONE);
}

static void draw_tornado(struct drawing *d)
{
    const struct block_series *series = &d->block->series[0];
    static const enum xlsx_chart_part ends[] = {PART_LOW_CHANGE, PART_HIGH_CHANGE};
    static const char *const names[] = {"input at its low end", "input at its high end"};
    double most = 0;
    for (size_t e = 0; e < 2; e++) {
        lxw_chart_series *bars = add_series(d, 0, PART_LABEL, ends[e]);
        if (!bars)
            continue;
        fill(bars, e ? colors[0] : LOSS);
        chart_series_set_name(bars, names[e]);
        for (size_t i = 0; i < series->count; i++)
            most = fmax(most, fabs(xlsx_chart_cells_number(series, ends[e], i)));
    }
    chart_set_series_overlap(d->chart, 100);
    chart_set_series_gap(d->chart, 40);
    set_lying_axes(d, "change of the result", most, d->block->unit_x);
    chart_legend_set_position(d->chart, LXW_CHART_LEGEND_BOTTOM);
}

static const struct drawer {
    uint8_t type;
    void (*draw)(struct drawing *d);
    enum xlsx_chart_part needs[2]; /* of the first series */
} drawers[] = {
    [CHART_HISTOGRAM] = {LXW_CHART_COLUMN, draw_histogram, {PART_LOW, PART_Y}},
    [CHART_EXCEEDANCE] = {LXW_CHART_SCATTER_STRAIGHT, draw_curves, {PART_X, PART_Y}},
    [CHART_BARS] = {LXW_CHART_BAR, draw_bars, {PART_LABEL, PART_Y}},
    [CHART_CHAIN] = {LXW_CHART_COLUMN, draw_bars, {PART_LABEL, PART_Y}},
    [CHART_TORNADO] = {LXW_CHART_BAR, draw_tornado, {PART_LOW_CHANGE, PART_HIGH_CHANGE}},
    [CHART_TIMELINE] = {LXW_CHART_SCATTER_STRAIGHT, draw_curves, {PART_X, PART_Y}},
};

bool xlsx_charts_reserve(struct xlsx_sheet *sheet, const struct block *block, const char *owner)
{
    const struct drawer *drawer = &drawers[block->chart];
    if (!block->series_count || !xlsx_chart_cells_has(&block->series[0], drawer->needs[0]) ||
        !xlsx_chart_cells_has(&block->series[0], drawer->needs[1]))
        return false;
    sheet->chart = arena_grow(sheet->book->arena, sheet->chart, sheet->chart_count, sizeof *sheet->chart);
    sheet->chart[sheet->chart_count++] = (struct xlsx_chart_place){block, owner, sheet->row};
    sheet->row += CHART_ROWS;
    return true;
}

static void insert_chart(struct xlsx_sheet *sheet, const struct xlsx_chart_place *place,
                         const struct xlsx_chart_columns *columns)
{
    struct xlsx_book *book = sheet->book;
    if (book->status != STATUS_OK)
        return;
    struct drawing d = {.sheet = sheet, .block = place->block, .columns = columns};
    d.chart = workbook_add_chart(book->workbook, drawers[place->block->chart].type);
    if (!d.chart) {
        xlsx_book_look(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    book->chart_count++;
    lxw_chart_font font = {.size = 12, .bold = LXW_TRUE, .color = INK};
    lxw_chart_line border = {.none = LXW_TRUE};
    chart_title_set_name(d.chart, plain_words(&d, place->block->title ? place->block->title : " ", TITLE_WIDTH));
    chart_title_set_name_font(d.chart, &font);
    chart_chartarea_set_line(d.chart, &border);
    drawers[place->block->chart].draw(&d);
    const char *description = plain_words(&d, place->block->text, DESCRIPTION_WIDTH);
    lxw_chart_options options = {.x_scale = CHART_WIDTH,
                                 .y_scale = CHART_HEIGHT,
                                 .object_position = LXW_OBJECT_MOVE_DONT_SIZE,
                                 .description = arena_copy(book->arena, description, strlen(description))};
    xlsx_book_look(book, worksheet_insert_chart_opt(sheet->sheet, place->row, 0, d.chart, &options));
}

void xlsx_charts_finish(struct xlsx_sheet *sheet)
{
    if (!sheet->chart_count)
        return;
    xlsx_book_line(sheet, sheet->row++, "What the charts are drawn from", XLSX_TITLE);
    for (size_t i = 0; i < sheet->chart_count; i++) {
        const struct block *block = sheet->chart[i].block;
        const char *owner = sheet->chart[i].owner, *title = block->title ? block->title : "";
        struct xlsx_chart_columns *columns = arena_alloc(sheet->book->arena, block->series_count + 1, sizeof *columns);
        xlsx_book_line(sheet, ++sheet->row, *owner ? arena_text(sheet->book->arena, "%s: %s", owner, title) : title,
                       XLSX_HEADING);
        sheet->row++;
        xlsx_chart_cells_put(sheet, block, columns);
        insert_chart(sheet, &sheet->chart[i], columns);
    }
}
