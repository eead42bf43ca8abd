#include "outputs/xlsx_charts.h"

#include "outputs/histogram_ends.h"
#include "outputs/utf8.h"
#include "outputs/xlsx_parts.h"
#include "sim/number.h"

#include <math.h>
#include <string.h>

enum { CHART_ROWS = 20, TITLE_WIDTH = 90, DESCRIPTION_WIDTH = 250, BARS_LABELLED = 8, AMOUNTS_NAMED = 7 };
enum { LEVEL = 1 }; /* of 60,000 to a degree: at 0 LibreOffice breaks amounts into lines, else it leaves some out */
enum { LOSS = 0xB4533C, INK = 0x3A4653, GRID = 0xDDE3EA, AXIS = 0x9AA9BA };
static const double NEXT_TO_NOTHING = 0.01;
static const unsigned colors[] = {0x2F6DB5, 0xD08A2E, 0x4B9B7A, 0x8A63B0, 0xB4533C, 0x5B6770};
enum { COLORS = sizeof colors / sizeof *colors };

/* What a series has a column of, in this order. The changes are from how it is, x[0], to the low and the high end. */
enum part { LABEL, X, LOW, HIGH, Y, LOW_CHANGE, HIGH_CHANGE, PARTS };

static const struct kind {
    const char *direction; /* of bars; NULL: curves */
    enum part categories, values, also;
    unsigned gap; /* between bars, in percent of their width */
} kinds[] = {
    [CHART_HISTOGRAM] = {"col", LOW, Y, Y, 8},
    [CHART_EXCEEDANCE] = {NULL, X, Y, Y, 0},
    [CHART_BARS] = {"bar", LABEL, Y, Y, 50},
    [CHART_CHAIN] = {"col", LABEL, Y, Y, 50},
    [CHART_TORNADO] = {"bar", LABEL, LOW_CHANGE, HIGH_CHANGE, 40},
    [CHART_TIMELINE] = {NULL, X, Y, Y, 0},
    [CHART_LINES] = {NULL, X, Y, Y, 0},
    [CHART_FIELD] = {"col", LABEL, Y, Y, 50},
};

struct placed { /* a series in cells */
    const struct block_series *series;
    const double *number[PARTS]; /* NULL: none of this part */
    size_t column[PARTS];
    double most; /* size of its largest number */
};

struct drawing {
    struct xlsx_sheet *sheet;
    const struct block *block;
    const struct kind *kind;
    struct placed *placed;
    uint32_t first_row; /* of the numbers */
    size_t drawn;       /* series so far */
    struct text_buffer *xml;
};

static double number_at(const struct placed *placed, enum part part, size_t i)
{
    return placed->number[part][i] - (part >= LOW_CHANGE ? placed->series->x[0] : 0);
}

/* Size of the largest number. */
static double largest(const struct placed *placed, enum part part)
{
    double most = 0;
    for (size_t i = 0; placed->number[part] && i < placed->series->count; i++) {
        double size = fabs(number_at(placed, part, i));
        most = fmax(most, isfinite(size) ? size : 0);
    }
    return most;
}

static struct placed place_of(const struct block *block, const struct block_series *series)
{
    struct placed placed = {.series = series};
    if (!series->count)
        return placed;
    bool tornado = block->chart == CHART_TORNADO, marks = block->chart == CHART_HISTOGRAM && series->label;
    placed.number[X] = marks || !kinds[block->chart].direction ? series->x : NULL;
    placed.number[LOW] = series->low;
    placed.number[HIGH] = series->high;
    placed.number[Y] = marks ? NULL : series->y;
    placed.number[LOW_CHANGE] = tornado && series->x ? series->low : NULL;
    placed.number[HIGH_CHANGE] = tornado && series->x ? series->high : NULL;
    for (enum part part = X; part <= Y; part++)
        placed.most = fmax(placed.most, largest(&placed, part));
    return placed;
}

static bool has(const struct placed *placed, enum part part)
{
    return part == LABEL ? placed->series->count && placed->series->label : placed->number[part] != NULL;
}

static const char *unit_of(const struct block *block, enum part part)
{
    bool y = part == Y || block->chart == CHART_BARS || block->chart == CHART_CHAIN || block->chart == CHART_FIELD ||
             (block->chart == CHART_LINES && part != X);
    const char *unit = y ? block->unit_y : block->unit_x;
    return unit ? unit : "";
}

/* --- cells ------------------------------------------------------------------------------------------------------ */

static const char *heading_of(const struct block *block, enum part part)
{
    static const char *const headings[PARTS] = {
        " ", "Amount", "From", "To", "Amount", "Change, low end", "Change, high end"};
    if (block->chart == CHART_TORNADO && (part == LOW || part == HIGH))
        return part == LOW ? "Input at its low end" : "Input at its high end";
    if (part == Y && strcmp(unit_of(block, Y), "share") == 0)
        return block->chart == CHART_EXCEEDANCE ? "Chance of more" : "Share";
    return part == X && block->chart == CHART_TIMELINE ? "Years" : headings[part];
}

static void put_cell(struct drawing *d, const struct placed *placed, enum part part, size_t i)
{
    struct xlsx_sheet *sheet = d->sheet;
    if (part == LABEL) {
        xlsx_book_text(sheet, sheet->row, placed->column[part], placed->series->label[i], XLSX_PLAIN);
        return;
    }
    const char *unit = unit_of(d->block, part);
    double number = number_at(placed, part, i), step = strcmp(unit, "share") == 0 ? 5e-4 : placed->most / 500;
    struct xlsx_number_format format = xlsx_number_format_of_unit(sheet->book->arena, number, step, unit);
    xlsx_book_number(sheet, sheet->row, placed->column[part], number, &format, XLSX_PLAIN);
}

/* Row 0 are the headings. */
static void put_row(struct drawing *d, const struct placed *placed, size_t row)
{
    for (enum part part = LABEL; part < PARTS; part++)
        if (has(placed, part) && row == 0)
            xlsx_book_text(d->sheet, d->sheet->row, placed->column[part], heading_of(d->block, part),
                           part == LABEL ? XLSX_HEADER : XLSX_HEADER_RIGHT);
        else if (has(placed, part) && row <= placed->series->count)
            put_cell(d, placed, part, row - 1);
}

/* The names of the series, then series beside series. */
static void put_cells(struct drawing *d)
{
    size_t column = 0, rows = 0;
    for (size_t s = 0; s < d->block->series_count; s++) {
        const struct block_series *series = &d->block->series[s];
        d->placed[s] = place_of(d->block, series);
        if (series->count && series->name)
            xlsx_book_text(d->sheet, d->sheet->row, column, series->name, XLSX_MUTED);
        for (enum part part = LABEL; part < PARTS; part++) {
            d->placed[s].column[part] = column;
            column += has(&d->placed[s], part);
        }
        column += series->count > 0; /* an empty column between series */
        rows = series->count > rows ? series->count : rows;
    }
    d->first_row = d->sheet->row + 2;
    for (size_t row = 0; row <= rows; row++) {
        d->sheet->row++;
        for (size_t s = 0; s < d->block->series_count; s++)
            put_row(d, &d->placed[s], row);
    }
    d->sheet->row += 2;
}

/* --- DrawingML -------------------------------------------------------------------------------------------------- */

#define FILL "<a:solidFill><a:srgbClr val=\"%06X\"/></a:solidFill>"
#define SMALL                                                                                                          \
    "<a:p><a:pPr><a:defRPr sz=\"900\">" FILL "</a:defRPr></a:pPr><a:endParaRPr lang=\"en-US\"/></a:p></c:txPr>"
#define LINE "<a:ln w=\"%d\">" FILL "</a:ln>"

static void put_title(struct text_buffer *xml, const char *text, unsigned points, bool bold)
{
    text_putf(xml, "<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:rPr sz=\"%u00\" b=\"%d\">" FILL "</a:rPr><a:t>",
              points, bold, INK);
    xlsx_book_escape(xml, utf8_cut(xml->arena, text, TITLE_WIDTH, true));
    text_put(xml, "</a:t></a:r></a:p></c:rich></c:tx><c:overlay val=\"0\"/></c:title>");
}

static void put_format(struct text_buffer *xml, double most, const char *unit)
{
    char format[XLSX_FORMAT_BYTES];
    xlsx_number_format_of_axis(xml->arena, most, unit, format);
    text_put(xml, "<c:numFmt formatCode=\"");
    xlsx_book_escape(xml, format);
    text_put(xml, "\" sourceLinked=\"0\"/>");
}

struct axis {
    const char *name;        /* NULL: none */
    double most;             /* size of the largest number */
    const char *unit;        /* of the numbers; NULL: there are none */
    bool things, down, left; /* not of numbers, so no grid; the first on top; which side of the chart */
    double low, high;        /* its ends; both 0: as they come */
    double cross;            /* where it cuts the other; INFINITY: at the end, 0: at 0 or the nearest */
    size_t every;            /* one of so many things is named; 0: as it comes */
};

/* `id` is 1 or 2, that of the other the other. */
static void put_axis(struct drawing *d, const struct axis *axis, int id)
{
    struct text_buffer *xml = d->xml;
    bool end = isinf(axis->cross);
    text_putf(xml, "<c:%s><c:axId val=\"%d\"/><c:scaling><c:orientation val=\"%s\"/>", axis->things ? "catAx" : "valAx",
              id, axis->down ? "maxMin" : "minMax");
    if (axis->high > axis->low)
        text_putf(xml, "<c:max val=\"%.17g\"/><c:min val=\"%.17g\"/>", axis->high, axis->low);
    text_putf(xml, "</c:scaling><c:delete val=\"0\"/><c:axPos val=\"%s\"/>", axis->left ? "l" : "b");
    if (!axis->things)
        text_putf(xml, "<c:majorGridlines><c:spPr>" LINE "</c:spPr></c:majorGridlines>", 9525, GRID);
    if (axis->name)
        put_title(xml, axis->name, 9, false);
    if (axis->unit)
        put_format(xml, axis->most, axis->unit);
    text_putf(xml,
              "<c:majorTickMark val=\"out\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"%s\"/><c:spPr>" LINE
              "</c:spPr><c:txPr><a:bodyPr rot=\"%d\" vert=\"horz\"/>" SMALL "<c:crossAx val=\"%d\"/>",
              end ? "nextTo" : "low", 9525, AXIS, axis->every ? LEVEL : 0, INK, 3 - id);
    if (axis->cross != 0 && !end)
        text_putf(xml, "<c:crossesAt val=\"%.17g\"/>", axis->cross);
    else
        text_putf(xml, "<c:crosses val=\"%s\"/>", end ? "max" : "autoZero");
    if (axis->every)
        text_putf(xml, "<c:tickLblSkip val=\"%zu\"/><c:tickMarkSkip val=\"%zu\"/>", axis->every, axis->every);
    if (!axis->things)
        text_putf(xml, "<c:crossBetween val=\"%s\"/>", d->kind->direction ? "between" : "midCat");
    text_put(xml, axis->things ? "</c:catAx>" : "</c:valAx>");
}

/* A range of cells, with what they hold for those who do not read them. */
static void put_range(struct drawing *d, const char *tag, const struct placed *placed, enum part part,
                      struct histogram_ends ends)
{
    struct text_buffer *xml = d->xml;
    char from[XLSX_PLACE_BYTES], to[XLSX_PLACE_BYTES], number[NUMBER_TEXT_BYTES];
    const char *kind = part == LABEL ? "str" : "num";
    xlsx_book_place(from, d->first_row + (uint32_t)ends.first, placed->column[part], true);
    xlsx_book_place(to, d->first_row + (uint32_t)ends.last - 1, placed->column[part], true);
    text_putf(xml, "<c:%s><c:%sRef><c:f>%s!%s:%s</c:f><c:%sCache><c:ptCount val=\"%zu\"/>", tag, kind,
              xlsx_book_quoted(d->sheet), from, to, kind, ends.last - ends.first);
    for (size_t i = ends.first; i < ends.last; i++) {
        text_putf(xml, "<c:pt idx=\"%zu\"><c:v>", i - ends.first);
        if (part == LABEL)
            xlsx_book_escape(xml, placed->series->label[i]);
        else
            text_put(xml, number_exact(number_at(placed, part, i), number));
        text_put(xml, "</c:v></c:pt>");
    }
    text_putf(xml, "</c:%sCache></c:%sRef></c:%s>", kind, kind, tag);
}

/* Bars, a line or points. */
static void put_look(struct drawing *d, bool points, unsigned color)
{
    if (d->kind->direction)
        text_putf(d->xml, "<c:spPr>" FILL "</c:spPr><c:invertIfNegative val=\"0\"/>", color);
    else if (points)
        text_putf(d->xml,
                  "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr><c:marker><c:symbol val=\"circle\"/><c:size val=\"6\"/>"
                  "<c:spPr>" FILL "</c:spPr></c:marker>",
                  color);
    else
        text_putf(d->xml, "<c:spPr>" LINE "</c:spPr><c:marker><c:symbol val=\"none\"/></c:marker>", 25400, color);
}

static void put_series(struct drawing *d, const struct placed *placed, enum part values, const char *name,
                       unsigned color)
{
    struct text_buffer *xml = d->xml;
    const struct block_series *series = placed->series;
    const bool bars = d->kind->direction != NULL;
    struct histogram_ends ends = {0, series->count, 0, 0};
    if (d->block->chart == CHART_HISTOGRAM)
        ends = histogram_ends(series);
    text_putf(xml, "<c:ser><c:idx val=\"%zu\"/><c:order val=\"%zu\"/>", d->drawn, d->drawn);
    d->drawn++;
    if (name) {
        text_put(xml, "<c:tx><c:v>");
        xlsx_book_escape(xml, utf8_cut(xml->arena, name, TITLE_WIDTH, true));
        text_put(xml, "</c:v></c:tx>");
    }
    put_look(d, series->label != NULL, color);
    if (bars && values == Y && series->label && d->block->series_count == 1 && series->count <= BARS_LABELLED) {
        text_put(xml, "<c:dLbls>");
        put_format(xml, largest(placed, Y), unit_of(d->block, Y));
        text_put(xml, "<c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/><c:showCatName val=\"0\"/>"
                      "<c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/></c:dLbls>");
    }
    if (has(placed, d->kind->categories))
        put_range(d, bars ? "cat" : "xVal", placed, d->kind->categories, ends);
    put_range(d, bars ? "val" : "yVal", placed, values, ends);
    text_put(xml, bars ? "</c:ser>" : "<c:smooth val=\"0\"/></c:ser>");
}

/* --- kinds ------------------------------------------------------------------------------------------------------ */

static void put_bar_axes(struct drawing *d, double most)
{
    const struct block *block = d->block;
    bool lying = strcmp(d->kind->direction, "bar") == 0; /* since names are long; the first is on top */
    struct axis things = {.things = true, .down = lying, .left = lying};
    struct axis numbers = {.left = !lying, .most = most, .unit = unit_of(block, d->kind->values)};
    if (lying) {
        numbers.cross = INFINITY; /* keeps the numbers at the bottom */
        numbers.name = block->chart == CHART_TORNADO ? "change of the result"
                       : block->series_count == 1    ? block->series->name
                                                     : NULL;
    } else if (block->chart == CHART_HISTOGRAM) {
        things.name = "lower end of each bar";
        things.most = largest(d->placed, LOW);
        things.unit = unit_of(block, LOW);
        things.every = block->series->count / AMOUNTS_NAMED + 1;
    }
    put_axis(d, &things, 1);
    put_axis(d, &numbers, 2);
}

static void put_bars(struct drawing *d)
{
    const struct kind *kind = d->kind;
    bool tornado = kind->also != kind->values;
    size_t count = tornado || d->block->chart == CHART_HISTOGRAM ? 1 : d->block->series_count;
    double most = 0;
    text_putf(d->xml, "<c:barChart><c:barDir val=\"%s\"/><c:grouping val=\"clustered\"/><c:varyColors val=\"0\"/>",
              kind->direction);
    for (size_t s = 0; s < count; s++) {
        const struct placed *placed = &d->placed[s];
        if (!has(placed, kind->values))
            continue;
        put_series(d, placed, kind->values, tornado ? "input at its low end" : placed->series->name,
                   tornado ? LOSS : colors[d->drawn % COLORS]);
        if (tornado)
            put_series(d, placed, kind->also, "input at its high end", colors[0]);
        most = fmax(most, fmax(largest(placed, kind->values), largest(placed, kind->also)));
    }
    text_putf(d->xml, "<c:gapWidth val=\"%u\"/>%s<c:axId val=\"1\"/><c:axId val=\"2\"/></c:barChart>", kind->gap,
              tornado ? "<c:overlap val=\"100\"/>" : "");
    put_bar_axes(d, most);
    text_put(d->xml, "</c:plotArea>");
    if (d->drawn > 1)
        text_put(d->xml, "<c:legend><c:legendPos val=\"b\"/><c:overlay val=\"0\"/></c:legend>");
}

/* Where next to nothing of a falling curve is left: its tail would push all else to the edge. */
static size_t end_of_curve(const struct block_series *series)
{
    size_t end = 0;
    while (end + 1 < series->count && series->y[end] > NEXT_TO_NOTHING)
        end++;
    return end;
}

/* Labelled series are points on the curve before them; in a timeline they are spans of time, in the cells only. */
static void put_curves(struct drawing *d)
{
    const struct block *block = d->block;
    bool timeline = block->chart == CHART_TIMELINE, lines = block->chart == CHART_LINES;
    struct text_buffer legend = {.arena = d->xml->arena};
    size_t curves = 0;
    double low = INFINITY, high = -INFINITY;
    text_put(d->xml, "<c:scatterChart><c:scatterStyle val=\"lineMarker\"/><c:varyColors val=\"0\"/>");
    for (size_t s = 0; s < block->series_count; s++) {
        const struct block_series *series = &block->series[s];
        if (!has(&d->placed[s], X) || !has(&d->placed[s], Y) || (series->label && timeline))
            continue;
        curves += !series->label;
        if (series->label)
            text_putf(&legend, "<c:legendEntry><c:idx val=\"%zu\"/><c:delete val=\"1\"/></c:legendEntry>", d->drawn);
        put_series(d, &d->placed[s], Y, series->name, colors[(curves + COLORS - 1) % COLORS]);
        low = fmin(low, series->x[0]);
        high = fmax(high, series->x[lines ? series->count - 1 : end_of_curve(series)]);
    }
    text_put(d->xml, "<c:axId val=\"1\"/><c:axId val=\"2\"/></c:scatterChart>");
    struct axis across = {.name = lines ? block->axis_x : timeline ? "years from the start" : "more than this amount"};
    across.most = fmax(fabs(low), fabs(high));
    across.unit = unit_of(block, X);
    across.low = low;
    across.high = high;
    put_axis(d, &across, 1);
    struct axis up = {.left = true, .most = 1, .unit = "share", .high = 1, .cross = low};
    if (lines) {
        up.high = 0;
        up.most = d->placed[0].most;
        up.unit = unit_of(block, Y);
    }
    put_axis(d, &up, 2);
    text_put(d->xml, "</c:plotArea>");
    if (curves > 1)
        text_putf(d->xml, "<c:legend><c:legendPos val=\"b\"/>%s<c:overlay val=\"0\"/></c:legend>",
                  legend.bytes ? legend.bytes : "");
}

bool xlsx_charts_reserve(struct xlsx_charts *charts, struct xlsx_sheet *sheet, const struct block *block,
                         const char *owner)
{
    const struct kind *kind = &kinds[block->chart];
    struct placed first = block->series_count ? place_of(block, block->series) : (struct placed){.series = NULL};
    if (!first.series || !has(&first, kind->values) || !has(&first, kind->also) || !has(&first, kind->categories))
        return false;
    charts->place = arena_grow(sheet->book->arena, charts->place, charts->count, sizeof *charts->place);
    charts->place[charts->count++] = (struct xlsx_chart_place){block, owner, sheet->row};
    sheet->row += CHART_ROWS;
    return true;
}

static void put_chart(struct drawing *d, uint32_t row)
{
    const char *text = d->block->text ? d->block->text : "", *title = d->block->title ? d->block->title : " ";
    d->xml = xlsx_book_chart(d->sheet, row, utf8_cut(d->sheet->book->arena, text, DESCRIPTION_WIDTH, true));
    text_put(d->xml,
             XLSX_PARTS_XML "<c:chartSpace xmlns:c=\"" XLSX_PARTS_DRAWING "chart\" xmlns:a=\"" XLSX_PARTS_DRAWING
                            "main\"><c:roundedCorners val=\"0\"/><c:chart>");
    put_title(d->xml, title, 12, true);
    text_put(d->xml, "<c:autoTitleDeleted val=\"0\"/><c:plotArea><c:layout/>");
    (d->kind->direction ? put_bars : put_curves)(d);
    text_putf(d->xml,
              "<c:plotVisOnly val=\"1\"/></c:chart><c:spPr><a:ln><a:noFill/></a:ln></c:spPr><c:txPr><a:bodyPr/>" SMALL
              "</c:chartSpace>",
              INK);
}

void xlsx_charts_finish(struct xlsx_charts *charts, struct xlsx_sheet *sheet)
{
    struct arena *arena = sheet->book->arena;
    if (charts->count)
        xlsx_book_line(sheet, sheet->row++, 0, "What the charts are drawn from", XLSX_TITLE);
    for (size_t i = 0; i < charts->count; i++) {
        const struct block *block = charts->place[i].block;
        const char *owner = charts->place[i].owner, *title = block->title ? block->title : "";
        struct drawing d = {.sheet = sheet, .block = block, .kind = &kinds[block->chart]};
        d.placed = arena_alloc(arena, block->series_count + 1, sizeof *d.placed);
        xlsx_book_line(sheet, ++sheet->row, 0, *owner ? arena_text(arena, "%s: %s", owner, title) : title,
                       XLSX_HEADING);
        sheet->row++;
        put_cells(&d);
        put_chart(&d, charts->place[i].row);
    }
}
