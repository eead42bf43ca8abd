#include "outputs/tax_curve_svg.h"

#include "outputs/svg.h"
#include "sim/number.h"

#include <math.h>

enum { WIDTH = 760, HEIGHT = 420, LEFT = 56, RIGHT = 16, TOP = 52, BOTTOM = 66 };

static const char style[] =
    "<style>text{font:13px sans-serif;fill:#333}.h{font-weight:600;font-size:15px}.g{stroke:#ddd}"
    ".m{fill:none;stroke:#1b6ca8;stroke-width:2}.a{fill:none;stroke:#c2571a;stroke-width:1.5;"
    "stroke-dasharray:5 4}.ml{fill:#1b6ca8}.al{fill:#c2571a}</style>\n";

static void put_axes(struct text_buffer *out, const struct svg_scale *x, const struct svg_scale *y,
                     const char *currency)
{
    double first, step;
    size_t count = svg_ticks(y, 7, &first, &step);
    for (size_t i = 0; i < count; i++) {
        double at = svg_at(y, first + step * (double)i);
        svg_line(out, "g", LEFT, at, WIDTH - RIGHT, at);
        svg_text(out, "t", LEFT - 8, at + 4, SVG_END, number_short(out->arena, first + step * (double)i, "share"));
    }
    count = svg_ticks(x, 7, &first, &step);
    for (size_t i = 0; i < count; i++) {
        double at = svg_at(x, first + step * (double)i);
        svg_line(out, "g", at, TOP, at, HEIGHT - BOTTOM);
        svg_text(out, "t", at, HEIGHT - BOTTOM + 20, SVG_MIDDLE,
                 number_short(out->arena, first + step * (double)i, currency));
    }
}

/* The marginal rate as stairs: the step that ends at an amount, drawn over that step. Returns the number of points. */
static size_t stairs(const struct tax_curve *curve, const struct svg_scale *x, const struct svg_scale *y, double *px,
                     double *py)
{
    size_t count = 0;
    for (size_t i = 1; i < curve->count; i++) {
        bool same = i > 1 && i + 1 < curve->count && fabs(curve->marginal[i] - curve->marginal[i - 1]) < 1e-9;
        if (same)
            continue;
        px[count] = svg_at(x, curve->amount[i - 1]);
        py[count++] = svg_at(y, curve->marginal[i > 1 ? i - 1 : 1]);
        px[count] = svg_at(x, curve->amount[i - 1]);
        py[count++] = svg_at(y, curve->marginal[i]);
    }
    px[count] = svg_at(x, curve->amount[curve->count - 1]);
    py[count++] = svg_at(y, curve->marginal[curve->count - 1]);
    return count;
}

static void put_average(struct text_buffer *out, const struct tax_curve *curve, const struct svg_scale *x,
                        const struct svg_scale *y, double *px, double *py)
{
    for (size_t i = 1; i < curve->count; i++) {
        px[i - 1] = svg_at(x, curve->amount[i]);
        py[i - 1] = svg_at(y, (curve->total[i] - curve->total[0]) / curve->amount[i]);
    }
    svg_polyline(out, "a", px, py, curve->count - 1);
}

void tax_curve_svg(struct text_buffer *out, const struct tax_table *table, size_t status, enum tax_flow flow,
                   const struct tax_curve *curve)
{
    struct arena *arena = out->arena;
    double *px = arena_alloc(arena, 2 * curve->count, sizeof *px),
           *py = arena_alloc(arena, 2 * curve->count, sizeof *py);
    double most = 0, least = 0;
    for (size_t i = 0; i < curve->count; i++) {
        most = fmax(most, curve->marginal[i]);
        least = fmin(least, curve->marginal[i]);
    }
    struct svg_scale x = {0, curve->amount[curve->count - 1], LEFT, WIDTH - RIGHT};
    struct svg_scale y = {least, most > 0 ? 1.05 * most : 1, HEIGHT - BOTTOM, TOP};
    const char *title = arena_text(arena, "Marginal tax rate on %s: %s, %s", tax_flow_words[flow].name, table->id,
                                   table->status[status]);
    text_putf(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">\n<title>", WIDTH,
              HEIGHT);
    svg_escaped(out, title);
    text_put(out, "</title>\n");
    text_put(out, style);
    text_putf(out, "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n", WIDTH, HEIGHT);
    svg_text(out, "h", LEFT, 24, SVG_START, title);
    put_axes(out, &x, &y, table->currency);
    put_average(out, curve, &x, &y, px, py);
    svg_polyline(out, "m", px, py, stairs(curve, &x, &y, px, py));
    svg_text(out, "ml", LEFT, 44, SVG_START, "of the next amount");
    svg_text(out, "al", LEFT + 150, 44, SVG_START, "of all of it");
    svg_text(out, "t", LEFT, HEIGHT - 14, SVG_START,
             arena_text(arena, "%s. An estimate, not tax advice.", table->name));
    text_put(out, "</svg>\n");
}
