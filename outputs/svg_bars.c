/* Charts of named bars, one below the other with the name above: they read on a phone as well as on a desk. */
#include "outputs/svg_canvas.h"

#include <math.h>

enum { ROW = 46, BAR = 12, LABEL_BASE = 14, BAR_TOP = 22, SIDE = 0, VALUE_ROOM = 56 };

/* The range of all bars and intervals, with zero in it. */
static struct svg_scale bar_scale(const struct svg_canvas *canvas, const struct block *block)
{
    struct svg_scale scale = {0, 0, SIDE, canvas->width - SIDE};
    for (size_t s = 0; s < block->series_count; s++) {
        const struct block_series *series = &block->series[s];
        for (size_t i = 0; i < series->count; i++) {
            double low = series->low && isfinite(series->low[i]) ? series->low[i] : series->y[i];
            double high = series->high && isfinite(series->high[i]) ? series->high[i] : series->y[i];
            scale.low = fmin(scale.low, fmin(low, series->y[i]));
            scale.high = fmax(scale.high, fmax(high, series->y[i]));
        }
    }
    return scale;
}

static void put_interval(struct svg_canvas *canvas, const struct block_series *series, size_t i,
                         const struct svg_scale *x, double y)
{
    if (!series->low || !series->high || !(series->high[i] > series->low[i]))
        return;
    double from = svg_at(x, series->low[i]), to = svg_at(x, series->high[i]);
    if (to - from < 3)
        return; /* smaller than the bar's own edge */
    svg_line(canvas->out, "whisker", from, y, to, y);
    svg_line(canvas->out, "whisker", from, y - 4, from, y + 4);
    svg_line(canvas->out, "whisker", to, y - 4, to, y + 4);
}

/* A piece of the line that bars begin at, beside the bars of one row: it does not run through names. */
static void put_middle(struct svg_canvas *canvas, double x, double y, double row)
{
    svg_line(canvas->out, "zero", x, y + BAR_TOP - 4, x, y + row - (ROW - BAR_TOP - BAR) + 4);
}

double svg_bars_plain(struct svg_canvas *canvas, const struct block *block)
{
    struct svg_scale x = bar_scale(canvas, block);
    if (!(x.high > x.low) || !block->series[0].label)
        return 0;
    if (block->series_count > 1)
        x.to -= VALUE_ROOM; /* each bar has its value behind it */
    double y = svg_canvas_legend(canvas, block), zero = svg_at(&x, 0);
    double row = ROW + (double)(block->series_count - 1) * (BAR + 4);
    for (size_t i = 0; i < block->series[0].count; i++) {
        const char *value = svg_canvas_number(canvas, block->series[0].y[i], block->unit_y);
        bool single = block->series_count == 1;
        double room = canvas->width - (single ? svg_text_width(value) + 16 : 0);
        svg_text(canvas->out, "v halo", SIDE, y + LABEL_BASE, SVG_START,
                 svg_canvas_fitting(canvas, block->series[0].label[i], room));
        if (single)
            svg_text(canvas->out, "v", canvas->width - SIDE, y + LABEL_BASE, SVG_END, value);
        for (size_t s = 0; s < block->series_count; s++) {
            const struct block_series *series = &block->series[s];
            double end = svg_at(&x, series->y[i]), bar_y = y + BAR_TOP + (double)s * (BAR + 4);
            const char *style_class = !single            ? svg_canvas_color(canvas, "fill", s)
                                      : block->neutral   ? "fill s1"
                                      : series->y[i] < 0 ? "bar loss"
                                                         : "bar gain";
            svg_rectangle(canvas->out, style_class, fmin(zero, end), bar_y, fabs(end - zero), BAR, 2);
            put_interval(canvas, series, i, &x, bar_y + BAR / 2);
            double reach = series->high && isfinite(series->high[i]) ? svg_at(&x, series->high[i]) : end;
            if (!single)
                svg_text(canvas->out, "t", fmax(fmax(end, reach), zero) + 6, bar_y + BAR - 2, SVG_START,
                         svg_canvas_number(canvas, series->y[i], block->unit_y));
        }
        if (x.low < 0)
            put_middle(canvas, zero, y, row);
        y += row;
    }
    return y;
}

double svg_bars_chain(struct svg_canvas *canvas, const struct block *block)
{
    const struct block_series *series = &block->series[0];
    struct svg_scale x = bar_scale(canvas, block);
    if (!(x.high > x.low) || !series->label)
        return 0;
    double y = 0;
    for (size_t i = 0; i < series->count; i++, y += ROW) {
        double from = svg_at(&x, 0), end = svg_at(&x, series->y[i]);
        double before = i ? svg_at(&x, series->y[i - 1]) : end;
        const char *value = svg_canvas_number(canvas, series->y[i], block->unit_y), *lost = "";
        double value_width = svg_text_width(value) + 14;
        if (i && series->y[i] < series->y[i - 1])
            lost = arena_text(canvas->out->arena, "-%s",
                              svg_canvas_number(canvas, series->y[i - 1] - series->y[i], block->unit_y));
        svg_text(canvas->out, "v", SIDE, y + LABEL_BASE, SVG_START,
                 svg_canvas_fitting(canvas, series->label[i], canvas->width - value_width - svg_text_width(lost) - 16));
        svg_text(canvas->out, "t down", canvas->width - SIDE - value_width, y + LABEL_BASE, SVG_END, lost);
        svg_text(canvas->out, "v", canvas->width - SIDE, y + LABEL_BASE, SVG_END, value);
        svg_rectangle(canvas->out, "track", from, y + BAR_TOP, canvas->width - SIDE - from, BAR, 2);
        if (before > end)
            svg_rectangle(canvas->out, "bar lost", end, y + BAR_TOP, before - end, BAR, 0);
        svg_rectangle(canvas->out, "bar gain", from, y + BAR_TOP, end - from, BAR, 2);
        put_interval(canvas, series, i, &x, y + BAR_TOP + BAR / 2);
    }
    return y;
}

double svg_bars_tornado(struct svg_canvas *canvas, const struct block *block)
{
    const struct block_series *series = &block->series[0];
    if (!series->count || !series->label || !series->low || !series->high || !series->x)
        return 0;
    double base = series->x[0];
    struct svg_scale x = {base, base, SIDE + 4, canvas->width - SIDE - 4};
    for (size_t i = 0; i < series->count; i++) {
        x.low = fmin(x.low, fmin(series->low[i], series->high[i]));
        x.high = fmax(x.high, fmax(series->low[i], series->high[i]));
    }
    if (!(x.high > x.low))
        return 0;
    const char *as_it_is =
        arena_text(canvas->out->arena, "as it is: %s", svg_canvas_number(canvas, base, block->unit_x));
    double middle = svg_at(&x, base), half = svg_text_width(as_it_is) / 2, y = 24;
    svg_text(canvas->out, "v", fmin(fmax(middle, half), canvas->width - half), 12, SVG_MIDDLE, as_it_is);
    for (size_t i = 0; i < series->count; i++, y += ROW) {
        double ends[2] = {series->low[i], series->high[i]};
        const char *span =
            arena_text(canvas->out->arena, "%s to %s", svg_canvas_number(canvas, fmin(ends[0], ends[1]), block->unit_x),
                       svg_canvas_number(canvas, fmax(ends[0], ends[1]), block->unit_x));
        svg_text(canvas->out, "v halo", SIDE, y + LABEL_BASE, SVG_START,
                 svg_canvas_fitting(canvas, series->label[i], canvas->width - svg_text_width(span) - 16));
        svg_text(canvas->out, "t", canvas->width - SIDE, y + LABEL_BASE, SVG_END, span);
        put_middle(canvas, middle, y, ROW);
        for (size_t e = 0; e < 2; e++) {
            double at = svg_at(&x, ends[e]);
            svg_rectangle(canvas->out, at < middle ? "bar loss" : "bar gain", fmin(at, middle), y + BAR_TOP,
                          fabs(at - middle), BAR, 2);
            /* Which end of the input this is: a hollow dot for its low end, a full one for its high end. */
            svg_circle(canvas->out, e ? "end high" : "end low", at, y + BAR_TOP + BAR / 2, 3.5);
        }
    }
    svg_circle(canvas->out, "end low", SIDE + 6, y + 10, 3.5);
    svg_text(canvas->out, "t", SIDE + 16, y + 14, SVG_START, "input at its low end");
    svg_circle(canvas->out, "end high", SIDE + 156, y + 10, 3.5);
    svg_text(canvas->out, "t", SIDE + 166, y + 14, SVG_START, "at its high end");
    return y + 22;
}
