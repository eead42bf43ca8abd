/* Inline SVG: shapes in the colours of the page (CSS classes, see outputs/html_style.c), texts escaped. Coordinates are
 * rounded to a tenth, so that bytes do not depend on the last bit of a double. */
#ifndef OUTPUTS_SVG_H
#define OUTPUTS_SVG_H

#include "outputs/text_buffer.h"

#include <stddef.h>

enum svg_anchor { SVG_START, SVG_MIDDLE, SVG_END };

void svg_number(struct text_buffer *out, double number);
/* For text between tags and in quoted attributes; control characters become visible escapes. */
void svg_escaped(struct text_buffer *out, const char *text);
/* The same for the program's own words: a minus before a number is a real one, and so is an apostrophe. */
void svg_words(struct text_buffer *out, const char *text);

void svg_rectangle(struct text_buffer *out, const char *style_class, double x, double y, double width, double height,
                   double radius);
void svg_line(struct text_buffer *out, const char *style_class, double x1, double y1, double x2, double y2);
void svg_text(struct text_buffer *out, const char *style_class, double x, double y, enum svg_anchor anchor,
              const char *text);
void svg_circle(struct text_buffer *out, const char *style_class, double x, double y, double radius);
void svg_diamond(struct text_buffer *out, const char *style_class, double x, double y, double radius);
/* A line through the points; with `floor` also the area down to that y. */
void svg_polyline(struct text_buffer *out, const char *style_class, const double *x, const double *y, size_t count);
void svg_area(struct text_buffer *out, const char *style_class, const double *x, const double *y, size_t count,
              double floor);
/* Between two lines. */
void svg_band(struct text_buffer *out, const char *style_class, const double *x, const double *low, const double *high,
              size_t count);
/* About how wide a text of the chart's size is. */
double svg_text_width(const char *text);

/* A linear scale from values to coordinates, and round numbers on it. */
struct svg_scale {
    double low, high; /* values */
    double from, to;  /* coordinates */
};
double svg_at(const struct svg_scale *scale, double value);
/* Round values within the scale, at most `most` (at least 2): the first and the step. Returns how many. */
size_t svg_ticks(const struct svg_scale *scale, size_t most, double *first, double *step);

#endif
