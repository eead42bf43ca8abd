/* Lines over an axis of amounts, with bands, and a field of two inputs: what a sweep, a breakeven, a waterfall show. */
#include "outputs/svg_canvas.h"

#include <math.h>

enum { TOP = 16, MARK_ROOM = 8, CELL = 34, NAME_ROW = 22 };

/* --- lines -------------------------------------------------------------------------------------------------------- */

static void widen(struct svg_scale *scale, double value)
{
    if (!isfinite(value))
        return;
    scale->low = fmin(scale->low, value);
    scale->high = fmax(scale->high, value);
}

static void find_scales(const struct block *block, struct svg_scale *x, struct svg_scale *y)
{
    *x = *y = (struct svg_scale){INFINITY, -INFINITY, 0, 0};
    for (size_t s = 0; s < block->series_count; s++)
        for (size_t i = 0; i < block->series[s].count; i++) {
            const struct block_series *series = &block->series[s];
            widen(x, series->x[i]);
            widen(y, series->y[i]);
            if (series->low && series->high) {
                widen(y, series->low[i]);
                widen(y, series->high[i]);
            }
        }
    if (y->low > 0 && y->low < y->high / 2)
        y->low = 0; /* where it is near, heights compare */
}

/* Of the labels of the y axis. */
static double room_left(struct svg_canvas *canvas, const struct svg_scale *y, const char *unit)
{
    double most = svg_text_width(svg_canvas_number(canvas, y->high, unit));
    return fmax(most, svg_text_width(svg_canvas_number(canvas, y->low, unit))) + 20;
}

static void put_line(struct svg_canvas *canvas, const struct block_series *series, const struct svg_scale *x,
                     const struct svg_scale *y, size_t color)
{
    double *at = arena_alloc(canvas->out->arena, 4 * series->count + 1, sizeof *at);
    double *ys = at + series->count, *low = ys + series->count, *high = low + series->count;
    bool band = series->low && series->high;
    for (size_t i = 0; i < series->count; i++) {
        at[i] = svg_at(x, series->x[i]);
        ys[i] = svg_at(y, series->y[i]);
        low[i] = band ? svg_at(y, series->low[i]) : ys[i];
        high[i] = band ? svg_at(y, series->high[i]) : ys[i];
    }
    if (band)
        svg_band(canvas->out, svg_canvas_color(canvas, "band", color), at, low, high, series->count);
    svg_polyline(canvas->out, svg_canvas_color(canvas, "curve", color), at, ys, series->count);
}

static void put_marks(struct svg_canvas *canvas, const struct block_series *marks, const struct svg_scale *x,
                      const struct svg_scale *y)
{
    for (size_t i = 0; i < marks->count; i++) {
        double at = svg_at(x, marks->x[i]), height = svg_at(y, marks->y[i]);
        double width = svg_text_width(marks->label[i]);
        bool left = at + MARK_ROOM + width > canvas->width;
        svg_circle(canvas->out, "dot s1", at, height, 4.5);
        double beside = i % 2 ? 20 : -8; /* marks lie close together: names stand above and below in turn */
        svg_text(canvas->out, "v halo", left ? at - MARK_ROOM : at + MARK_ROOM, height + beside,
                 left ? SVG_END : SVG_START, marks->label[i]);
    }
}

double svg_lines_plain(struct svg_canvas *canvas, const struct block *block)
{
    struct svg_scale x, y;
    find_scales(block, &x, &y);
    if (!(x.high > x.low) || !(y.high > y.low))
        return 0;
    double top = svg_canvas_legend(canvas, block) + TOP, floor_y = top + (canvas->narrow ? 200 : 260);
    double left = room_left(canvas, &y, block->unit_y);
    x.from = left;
    x.to = canvas->width - MARK_ROOM;
    y.from = floor_y;
    y.to = top;
    svg_canvas_y_axis(canvas, &y, left, 5, block->unit_y);
    svg_canvas_x_axis(canvas, &x, floor_y, floor_y, block->unit_x);
    if (y.low < 0 && y.high > 0)
        svg_line(canvas->out, "zero", x.from, svg_at(&y, 0), x.to, svg_at(&y, 0));
    for (size_t s = 0, color = 0; s < block->series_count; s++)
        if (!block->series[s].label)
            put_line(canvas, &block->series[s], &x, &y, color++);
    for (size_t s = 0; s < block->series_count; s++)
        if (block->series[s].label)
            put_marks(canvas, &block->series[s], &x, &y);
    if (block->series[0].name)
        svg_text(canvas->out, "t", canvas->width, floor_y + 38, SVG_END, block->axis_x ? block->axis_x : "");
    return floor_y + (block->axis_x ? 46 : 28);
}

/* --- field -------------------------------------------------------------------------------------------------------- */

static double most_of(const struct block *block)
{
    double most = 0;
    for (size_t s = 0; s < block->series_count; s++)
        for (size_t i = 0; i < block->series[s].count; i++)
            if (isfinite(block->series[s].y[i]))
                most = fmax(most, fabs(block->series[s].y[i]));
    return most;
}

/* A row a series, a column a label; a fuller colour is more of gain or loss, and each cell says its number. */
double svg_lines_field(struct svg_canvas *canvas, const struct block *block)
{
    const struct block_series *first = &block->series[0];
    double most = most_of(block), left = 0;
    if (!first->count || !first->label || !(most > 0))
        return 0;
    for (size_t s = 0; s < block->series_count; s++)
        left = fmax(left, svg_text_width(block->series[s].name) + 12);
    double width = (canvas->width - left) / (double)first->count, y = NAME_ROW;
    for (size_t i = 0; i < first->count; i++)
        svg_text(canvas->out, "t", left + ((double)i + 0.5) * width, NAME_ROW - 8, SVG_MIDDLE, first->label[i]);
    for (size_t s = 0; s < block->series_count; s++, y += CELL) {
        const struct block_series *series = &block->series[s];
        svg_text(canvas->out, "t", 0, y + CELL / 2 + 4, SVG_START, series->name);
        for (size_t i = 0; i < series->count; i++) {
            double part = isfinite(series->y[i]) ? fabs(series->y[i]) / most : 0;
            const char *value = svg_canvas_number(canvas, series->y[i], block->unit_y);
            double x = left + (double)i * width;
            svg_rectangle(canvas->out, "cell", x + 1, y + 1, width - 2, CELL - 2, 3);
            svg_rectangle(canvas->out, series->y[i] < 0 ? "bar loss" : "bar gain", x + 1, y + CELL - 7,
                          (width - 2) * part, 5, 0);
            if (svg_text_width(value) < width)
                svg_text(canvas->out, "v", x + width / 2, y + CELL / 2 + 2, SVG_MIDDLE, value);
        }
    }
    return y + 4;
}
