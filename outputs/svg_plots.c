/* Charts over an axis of values: the histogram, the exceedance curve, the timeline. */
#include "outputs/histogram_ends.h"
#include "outputs/svg_canvas.h"
#include "sim/number.h"

#include <math.h>
#include <string.h>

enum { LEFT = 44, LANE = 34, LABEL_ROW = 18, MARK_LABELS = 4 }; /* left of LEFT stand the labels of the y axis */

/* --- histogram ---------------------------------------------------------------------------------------------------- */

/* Says how much lies beyond the ends. */
static double put_ends(struct svg_canvas *canvas, const struct histogram_ends *shown, double y)
{
    struct arena *arena = canvas->out->arena;
    if (!(shown->below > 0) && !(shown->above > 0))
        return 0;
    if (shown->below > 0)
        svg_text(canvas->out, "t", 0, y, SVG_START,
                 arena_text(arena, "← %s beyond", number_for_people(arena, shown->below, 0.001, "share")));
    if (shown->above > 0)
        svg_text(canvas->out, "t", canvas->width, y, SVG_END,
                 arena_text(arena, "%s beyond →", number_for_people(arena, shown->above, 0.001, "share")));
    return 20;
}

static size_t mark_named(const struct block_series *marks, const char *name)
{
    for (size_t i = 0; i < marks->count; i++)
        if (strcmp(marks->label[i], name) == 0)
            return i;
    return marks->count;
}

static double clamped(const struct svg_scale *scale, double value)
{
    return svg_at(scale, fmin(fmax(value, scale->low), scale->high));
}

static void put_span(struct svg_canvas *canvas, const struct svg_scale *scale, const struct block_series *marks,
                     const char *low, const char *high, const char *style_class, double y, double thickness)
{
    size_t from = mark_named(marks, low), to = mark_named(marks, high);
    if (from == marks->count || to == marks->count)
        return;
    double x = clamped(scale, marks->x[from]);
    svg_rectangle(canvas->out, style_class, x, y - thickness / 2, clamped(scale, marks->x[to]) - x, thickness,
                  thickness / 2);
}

static const struct {
    const char *name, *words;
} labelled[MARK_LABELS] = {
    {"p5", "1 in 20 below"}, {"median", "typically"}, {"mean", "on average"}, {"p95", "1 in 20 above"}};

/* The marks that have a label, from left to right, as they are in `labelled`. Returns how many. */
static size_t labelled_marks(const struct block_series *marks, size_t index[MARK_LABELS],
                             const char *words[MARK_LABELS])
{
    size_t count = 0;
    for (size_t n = 0; n < MARK_LABELS; n++) {
        size_t found = mark_named(marks, labelled[n].name), at = count;
        if (found == marks->count)
            continue;
        for (; at && marks->x[index[at - 1]] > marks->x[found]; at--) {
            index[at] = index[at - 1];
            words[at] = words[at - 1];
        }
        index[at] = found;
        words[at] = labelled[n].words;
        count++;
    }
    return count;
}

/* Names the marks under the strip, each in the first row that has room below it. Returns the height of the rows. */
static double put_mark_labels(struct svg_canvas *canvas, const struct svg_scale *scale,
                              const struct block_series *marks, double y, const char *unit)
{
    const char *words[MARK_LABELS];
    size_t index[MARK_LABELS], count = labelled_marks(marks, index, words), rows = 0;
    double row_end[MARK_LABELS];
    for (size_t m = 0; m < count; m++) {
        const char *label =
            arena_text(canvas->out->arena, "%s %s", words[m], svg_canvas_number(canvas, marks->x[index[m]], unit));
        double width = svg_text_width(label), left = clamped(scale, marks->x[index[m]]) - width / 2;
        size_t row = 0;
        left = fmin(fmax(left, 0), canvas->width - width);
        while (row < rows && left < row_end[row] + 12)
            row++;
        rows = row == rows ? rows + 1 : rows;
        row_end[row] = left + width;
        svg_text(canvas->out, "v", left, y + LABEL_ROW * (double)row, SVG_START, label);
    }
    return LABEL_ROW * (double)rows;
}

/* Below the axis, on its scale: nine of ten outcomes as a line, half of them as a bar, the median, and the mean with
 * its interval. */
static double put_strip(struct svg_canvas *canvas, const struct svg_scale *scale, const struct block_series *marks,
                        double y, const char *unit)
{
    double middle = y + 12;
    put_span(canvas, scale, marks, "p5", "p95", "span", middle, 3);
    put_span(canvas, scale, marks, "p25", "p75", "span half", middle, 12);
    size_t median = mark_named(marks, "median"), mean = mark_named(marks, "mean");
    if (median < marks->count)
        svg_line(canvas->out, "median", clamped(scale, marks->x[median]), middle - 9, clamped(scale, marks->x[median]),
                 middle + 9);
    if (mean < marks->count) {
        svg_line(canvas->out, "whisker", clamped(scale, marks->low[mean]), middle, clamped(scale, marks->high[mean]),
                 middle);
        svg_diamond(canvas->out, "mean", clamped(scale, marks->x[mean]), middle, 5.5);
    }
    return 30 + put_mark_labels(canvas, scale, marks, middle + 28, unit);
}

double svg_plots_histogram(struct svg_canvas *canvas, const struct block *block)
{
    const struct block_series *series = &block->series[0];
    struct histogram_ends shown = histogram_ends(series);
    if (shown.first >= shown.last)
        return 0;
    double top = 14, floor_y = canvas->narrow ? 190 : 260, most = 0;
    for (size_t i = shown.first; i < shown.last; i++)
        most = fmax(most, series->y[i]);
    struct svg_scale x = {series->low[shown.first], series->high[shown.last - 1], LEFT, canvas->width - 1};
    struct svg_scale y = {0, most * 1.04, floor_y, top};
    svg_canvas_y_axis(canvas, &y, LEFT, 4, "share");
    svg_canvas_x_axis(canvas, &x, floor_y, floor_y, block->unit_x);
    for (size_t i = shown.first; i < shown.last; i++) {
        double left = svg_at(&x, series->low[i]), right = svg_at(&x, series->high[i]),
               height = svg_at(&y, series->y[i]);
        bool loss = (series->low[i] + series->high[i]) / 2 < 0;
        if (series->y[i] > 0)
            svg_rectangle(canvas->out, loss ? "bar loss" : "bar gain", left + 0.5, height, right - left - 1,
                          floor_y - height, 1.5);
    }
    if (x.low < 0 && x.high > 0)
        svg_line(canvas->out, "zero", svg_at(&x, 0), top, svg_at(&x, 0), floor_y);
    double used = floor_y + 26;
    if (block->series_count > 1 && block->series[1].label)
        used += put_strip(canvas, &x, &block->series[1], used, block->unit_x);
    return used + put_ends(canvas, &shown, used + 14);
}

/* --- exceedance -----------------------------------------------------------------------------------------------------
 */

/* From the smallest to the largest value with a chance between 99.5% and 0.5%. */
static struct svg_scale exceedance_scale(const struct svg_canvas *canvas, const struct block *block)
{
    struct svg_scale scale = {INFINITY, -INFINITY, LEFT, canvas->width - 8};
    for (size_t s = 0; s < block->series_count; s++)
        for (size_t i = 0; i < block->series[s].count; i++) {
            if (block->series[s].y[i] > 0.995 || block->series[s].y[i] < 0.0095)
                continue;
            scale.low = fmin(scale.low, block->series[s].x[i]);
            scale.high = fmax(scale.high, block->series[s].x[i]);
        }
    return scale;
}

/* Where the line from a curve's point i - 1 to its point i is at a value between them. */
static double height_between(const struct block_series *series, size_t i, double value)
{
    double part = (value - series->x[i - 1]) / (series->x[i] - series->x[i - 1]);
    return series->y[i - 1] + part * (series->y[i] - series->y[i - 1]);
}

/* The curve within the scale, to its very ends. */
static void put_curve(struct svg_canvas *canvas, const struct block_series *series, const struct svg_scale *x,
                      const struct svg_scale *y, size_t color)
{
    double *xs = arena_alloc(canvas->out->arena, series->count + 3, sizeof *xs);
    double *ys = arena_alloc(canvas->out->arena, series->count + 3, sizeof *ys);
    const double ends[] = {x->low, x->high};
    size_t count = 0;
    for (size_t i = 0; i < series->count; i++) {
        for (size_t e = 0; e < 2 && i; e++)
            if (series->x[i - 1] < ends[e] && series->x[i] > ends[e]) {
                xs[count] = svg_at(x, ends[e]);
                ys[count++] = svg_at(y, height_between(series, i, ends[e]));
            }
        if (series->x[i] < x->low || series->x[i] > x->high)
            continue;
        xs[count] = svg_at(x, series->x[i]);
        ys[count++] = svg_at(y, series->y[i]);
    }
    svg_polyline(canvas->out, svg_canvas_color(canvas, "curve", color), xs, ys, count);
}

/* Small chances are what the curve is read for: their amounts are written where there is room. The others stand on the
 * axis. */
static void put_points(struct svg_canvas *canvas, const struct block_series *series, const struct svg_scale *x,
                       const struct svg_scale *y, size_t color, const char *unit)
{
    double label_end = 0;
    for (size_t i = 0; i < series->count; i++) {
        double at_x = svg_at(x, series->x[i]), at_y = svg_at(y, series->y[i]);
        if (series->x[i] < x->low || series->x[i] > x->high)
            continue;
        if (series->low && series->high)
            svg_line(canvas->out, svg_canvas_color(canvas, "whisker", color), clamped(x, series->low[i]), at_y,
                     clamped(x, series->high[i]), at_y);
        svg_circle(canvas->out, svg_canvas_color(canvas, "dot", color), at_x, at_y, 4);
        const char *label = svg_canvas_number(canvas, series->x[i], unit);
        double begin = at_x + 8, end = begin + svg_text_width(label);
        if (series->y[i] > 0.26 || color > 0 || begin < label_end || end > canvas->width)
            continue;
        svg_text(canvas->out, "v halo", begin, at_y - 6, SVG_START, label);
        label_end = end;
    }
}

double svg_plots_exceedance(struct svg_canvas *canvas, const struct block *block)
{
    struct svg_scale x = exceedance_scale(canvas, block);
    if (!(x.high > x.low))
        return 0;
    double top = svg_canvas_legend(canvas, block) + 16, floor_y = top + (canvas->narrow ? 190 : 250);
    struct svg_scale y = {0, 1, floor_y, top};
    svg_canvas_y_axis(canvas, &y, LEFT, 5, "share");
    svg_canvas_x_axis(canvas, &x, floor_y, floor_y, block->unit_x);
    if (x.low < 0 && x.high > 0)
        svg_line(canvas->out, "zero", svg_at(&x, 0), top, svg_at(&x, 0), floor_y);
    size_t color = 0;
    for (size_t s = 0; s < block->series_count; s++) {
        if (!block->series[s].label)
            put_curve(canvas, &block->series[s], &x, &y, color++);
        else
            put_points(canvas, &block->series[s], &x, &y, color ? color - 1 : 0, block->unit_x);
    }
    return floor_y + 28;
}

/* --- timeline -------------------------------------------------------------------------------------------------------
 */

/* Points of a curve until it has come down to the floor. */
static size_t points_above_floor(const struct block_series *series)
{
    static const double FLOOR = 1e-4;
    size_t count = 1;
    while (count < series->count && series->y[count - 1] > FLOOR)
        count++;
    return series->count ? count : 0;
}

static double latest_year(const struct block *block)
{
    double latest = 0;
    for (size_t s = 0; s < block->series_count; s++) {
        const struct block_series *series = &block->series[s];
        size_t count = series->label ? series->count : points_above_floor(series);
        for (size_t i = 0; i < count; i++)
            latest = fmax(latest, series->label ? series->high[i] : series->x[i]);
    }
    return latest;
}

static void put_lane(struct svg_canvas *canvas, const struct block_series *series, size_t i, const struct svg_scale *x,
                     double y)
{
    const char *chance = isfinite(series->y[i]) ? svg_canvas_number(canvas, series->y[i], "share") : NULL;
    double room = canvas->width - (chance ? svg_text_width(" · ") + svg_text_width(chance) : 0);
    const char *label = svg_canvas_fitting(canvas, series->label[i], room);
    if (chance)
        label = arena_text(canvas->out->arena, "%s · %s", label, chance);
    double from = svg_at(x, series->low[i]), to = svg_at(x, series->high[i]);
    double left = fmin(from, fmax(canvas->width - svg_text_width(label), 0));
    svg_text(canvas->out, "v halo", left, y, SVG_START, label);
    svg_rectangle(canvas->out, "lane", from, y + 6, fmax(to - from, 3), 8, 4);
    if (series->x && isfinite(series->x[i]))
        svg_circle(canvas->out, "dot s1", svg_at(x, series->x[i]), y + 10, 4);
}

double svg_plots_timeline(struct svg_canvas *canvas, const struct block *block)
{
    struct svg_scale x = {0, latest_year(block), LEFT, canvas->width};
    if (!(x.high > 0))
        return 0;
    double top = 16, floor_y = canvas->narrow ? 130 : 160;
    struct svg_scale y = {0, 1, floor_y, top};
    size_t lanes = 0;
    for (size_t s = 0; s < block->series_count; s++)
        lanes += block->series[s].label ? block->series[s].count : 0;
    double bottom = floor_y + (double)lanes * LANE + (lanes ? 14 : 0);
    svg_canvas_x_axis(canvas, &x, top, bottom, "");
    svg_canvas_y_axis(canvas, &y, LEFT, 3, "share");
    double lane_y = floor_y + 26;
    for (size_t s = 0; s < block->series_count; s++) {
        const struct block_series *series = &block->series[s];
        for (size_t i = 0; series->label && i < series->count; i++, lane_y += LANE)
            put_lane(canvas, series, i, &x, lane_y);
        if (series->label)
            continue;
        double *xs = arena_alloc(canvas->out->arena, series->count + 1, sizeof *xs);
        double *ys = arena_alloc(canvas->out->arena, series->count + 1, sizeof *ys);
        size_t count = points_above_floor(series);
        for (size_t i = 0; i < count; i++) {
            xs[i] = svg_at(&x, series->x[i]);
            ys[i] = svg_at(&y, series->y[i]);
        }
        svg_area(canvas->out, svg_canvas_color(canvas, "area", s), xs, ys, count, floor_y);
        svg_polyline(canvas->out, svg_canvas_color(canvas, "curve", s), xs, ys, count);
        svg_text(canvas->out, "v", LEFT + 10, floor_y - 10, SVG_START, series->name);
    }
    svg_line(canvas->out, "axis", x.from, floor_y, x.to, floor_y);
    svg_text(canvas->out, "t", canvas->width, bottom + 34, SVG_END, "years from the start");
    return bottom + 40;
}
