/* What the chart drawers share. A drawer puts shapes into canvas->out and returns the height it used; 0: nothing to
 * draw. */
#ifndef OUTPUTS_SVG_CANVAS_H
#define OUTPUTS_SVG_CANVAS_H

#include "analysis/report.h"
#include "outputs/svg.h"

struct svg_canvas {
    struct text_buffer *out;
    double width;
    bool narrow; /* a phone: fewer ticks */
};

/* Ticks with labels below y, and grid lines up to `top`. */
void svg_canvas_x_axis(struct svg_canvas *canvas, const struct svg_scale *scale, double top, double y,
                       const char *unit);
/* Grid lines from `left` to the right end, with labels before them. */
void svg_canvas_y_axis(struct svg_canvas *canvas, const struct svg_scale *scale, double left, size_t most,
                       const char *unit);
/* Coloured dots with names, from x = 0; returns the height taken (0 for none or one series). */
double svg_canvas_legend(struct svg_canvas *canvas, const struct block *block);
/* "$1.2M" */
const char *svg_canvas_number(struct svg_canvas *canvas, double number, const char *unit);
/* A name as it is written, cut at its end to a width in pixels. */
const char *svg_canvas_fitting(struct svg_canvas *canvas, const char *label, double width);
/* Class of the n-th series: its colour. */
const char *svg_canvas_color(struct svg_canvas *canvas, const char *kind, size_t series);

double svg_plots_histogram(struct svg_canvas *canvas, const struct block *block);
double svg_plots_exceedance(struct svg_canvas *canvas, const struct block *block);
double svg_plots_timeline(struct svg_canvas *canvas, const struct block *block);
double svg_lines_plain(struct svg_canvas *canvas, const struct block *block);
double svg_lines_field(struct svg_canvas *canvas, const struct block *block);
double svg_bars_plain(struct svg_canvas *canvas, const struct block *block);
double svg_bars_chain(struct svg_canvas *canvas, const struct block *block);
double svg_bars_tornado(struct svg_canvas *canvas, const struct block *block);

#endif
