#include "outputs/svg_charts.h"

#include "outputs/svg_canvas.h"
#include "outputs/utf8.h"
#include "sim/number.h"

#include <math.h>

enum { LEGEND_HEIGHT = 26, SERIES_COLORS = 4, TICKS_WIDE = 8, TICKS_NARROW = 5 };

const char *svg_canvas_number(struct svg_canvas *canvas, double number, const char *unit)
{
    return number_short(canvas->out->arena, number, unit ? unit : "");
}

const char *svg_canvas_fitting(struct svg_canvas *canvas, const char *label, double width)
{
    double letters = width / svg_text_width("x");
    const char *shown = utf8_for_terminal(canvas->out->arena, label, true); /* as it will be written */
    return utf8_cut(canvas->out->arena, shown, letters > 8 ? (size_t)letters : 8, true);
}

const char *svg_canvas_color(struct svg_canvas *canvas, const char *kind, size_t series)
{
    return arena_text(canvas->out->arena, "%s s%zu", kind, series % SERIES_COLORS);
}

void svg_canvas_x_axis(struct svg_canvas *canvas, const struct svg_scale *scale, double top, double y, const char *unit)
{
    double first, step, last_end = -1e9;
    size_t count = svg_ticks(scale, canvas->narrow ? TICKS_NARROW : TICKS_WIDE, &first, &step);
    for (size_t i = 0; i < count; i++) {
        double value = first + (double)i * step;
        if (fabs(value) < step * 1e-6)
            value = 0;
        double x = svg_at(scale, value);
        const char *label = svg_canvas_number(canvas, value, unit);
        double width = svg_text_width(label);
        svg_line(canvas->out, "grid", x, top, x, y);
        if (x - width / 2 < last_end || x - width / 2 < 0 || x + width / 2 > canvas->width)
            continue;
        svg_text(canvas->out, "t", x, y + 18, SVG_MIDDLE, label);
        last_end = x + width / 2 + 8;
    }
    svg_line(canvas->out, "axis", scale->from, y, scale->to, y);
}

void svg_canvas_y_axis(struct svg_canvas *canvas, const struct svg_scale *scale, double left, size_t most,
                       const char *unit)
{
    double first, step;
    size_t count = svg_ticks(scale, most, &first, &step);
    for (size_t i = 0; i < count; i++) {
        double value = first + (double)i * step, y = svg_at(scale, value);
        if (fabs(value) < step * 1e-6)
            continue; /* the axis is there */
        svg_line(canvas->out, "grid", left, y, canvas->width, y);
        svg_text(canvas->out, "t", left - 8, y + 4, SVG_END, svg_canvas_number(canvas, value, unit));
    }
}

/* Points on a curve, and no series of their own. */
static bool is_points(const struct block *block, size_t i)
{
    return (block->chart == CHART_EXCEEDANCE || block->chart == CHART_LINES) && block->series[i].label;
}

double svg_canvas_legend(struct svg_canvas *canvas, const struct block *block)
{
    double x = 0, y = 8;
    size_t named = 0;
    for (size_t i = 0; i < block->series_count; i++)
        named += block->series[i].name && !is_points(block, i);
    if (named < 2)
        return 0;
    for (size_t i = 0, color = 0; i < block->series_count; i++) {
        const struct block_series *series = &block->series[i];
        if (!series->name || is_points(block, i))
            continue;
        const char *name = svg_canvas_fitting(canvas, series->name, canvas->width - 34);
        double width = svg_text_width(name) + 34;
        if (x > 0 && x + width > canvas->width) {
            x = 0;
            y += LEGEND_HEIGHT - 6;
        }
        svg_circle(canvas->out, svg_canvas_color(canvas, "fill", color++), x + 5, y, 5);
        svg_text(canvas->out, "t", x + 16, y + 4, SVG_START, name);
        x += width;
    }
    return y - 8 + LEGEND_HEIGHT;
}

bool svg_charts_put(struct text_buffer *out, const struct block *block, int width, unsigned number)
{
    static double (*const drawers[])(struct svg_canvas *, const struct block *) = {
        [CHART_HISTOGRAM] = svg_plots_histogram, [CHART_EXCEEDANCE] = svg_plots_exceedance,
        [CHART_BARS] = svg_bars_plain,           [CHART_CHAIN] = svg_bars_chain,
        [CHART_TORNADO] = svg_bars_tornado,      [CHART_TIMELINE] = svg_plots_timeline,
        [CHART_LINES] = svg_lines_plain,         [CHART_FIELD] = svg_lines_field};
    struct text_buffer shapes = {.arena = out->arena};
    struct svg_canvas canvas = {&shapes, width, width < SVG_CHARTS_WIDE};
    double height = block->series_count ? drawers[block->chart](&canvas, block) : 0;
    if (!(height > 0) || !shapes.bytes)
        return false;
    text_putf(out, "<svg class=\"%s\" viewBox=\"0 0 %d %.0f\" role=\"img\" aria-labelledby=\"t%u d%u\">",
              canvas.narrow ? "narrow" : "wide", width, ceil(height), number, number);
    text_putf(out, "<title id=\"t%u\">", number);
    svg_words(out, block->title ? block->title : block->series[0].name);
    text_putf(out, "</title><desc id=\"d%u\">", number);
    svg_words(out, block->text ? block->text : "");
    text_put(out, "</desc>");
    text_put_bytes(out, shapes.bytes, shapes.length);
    text_put(out, "</svg>");
    return true;
}
