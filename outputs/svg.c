#include "outputs/svg.h"

#include "outputs/utf8.h"
#include "sim/number.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

static const double LETTER_WIDTH = 7.2; /* of 13 px type, on average */

void svg_number(struct text_buffer *out, double number)
{
    char text[NUMBER_TEXT_BYTES];
    double rounded = floor(number * 10 + 0.5) / 10;
    text_put(out, number_exact(isfinite(rounded) ? rounded : 0, text));
}

static bool is_letter(char character)
{
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
}

static void put_escaped(struct text_buffer *out, const char *text, bool own_words)
{
    static const struct {
        char character;
        const char *entity;
    } entities[] = {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}, {'\'', "&#39;"}};
    const char *safe = utf8_for_terminal(out->arena, text ? text : "", true);
    for (const char *at = safe; *at; at++) {
        const char *entity = NULL;
        for (size_t i = 0; i < sizeof entities / sizeof *entities && !entity; i++)
            if (entities[i].character == *at)
                entity = entities[i].entity;
        bool begins = at == safe || at[-1] == ' ' || at[-1] == '(';
        if (own_words && *at == '-' && begins && at[1] && !strchr(" -", at[1]))
            entity = "−";
        if (own_words && *at == '\'' && at > safe && is_letter(at[-1]) && is_letter(at[1]))
            entity = "’";
        if (entity)
            text_put(out, entity);
        else
            text_put_bytes(out, at, 1);
    }
}

void svg_escaped(struct text_buffer *out, const char *text)
{
    put_escaped(out, text, false);
}

void svg_words(struct text_buffer *out, const char *text)
{
    put_escaped(out, text, true);
}

static void attribute(struct text_buffer *out, const char *name, double number)
{
    text_put(out, " ");
    text_put(out, name);
    text_put(out, "=\"");
    svg_number(out, number);
    text_put(out, "\"");
}

static void open_tag(struct text_buffer *out, const char *tag, const char *style_class)
{
    text_put(out, "<");
    text_put(out, tag);
    text_put(out, " class=\"");
    text_put(out, style_class);
    text_put(out, "\"");
}

void svg_rectangle(struct text_buffer *out, const char *style_class, double x, double y, double width, double height,
                   double radius)
{
    open_tag(out, "rect", style_class);
    attribute(out, "x", x);
    attribute(out, "y", y);
    attribute(out, "width", fmax(width, 0));
    attribute(out, "height", fmax(height, 0));
    if (radius > 0)
        attribute(out, "rx", fmin(radius, fmax(width, 0) / 2));
    text_put(out, "/>");
}

void svg_line(struct text_buffer *out, const char *style_class, double x1, double y1, double x2, double y2)
{
    open_tag(out, "line", style_class);
    attribute(out, "x1", x1);
    attribute(out, "y1", y1);
    attribute(out, "x2", x2);
    attribute(out, "y2", y2);
    text_put(out, "/>");
}

void svg_text(struct text_buffer *out, const char *style_class, double x, double y, enum svg_anchor anchor,
              const char *text)
{
    static const char *const anchors[] = {"", " text-anchor=\"middle\"", " text-anchor=\"end\""};
    open_tag(out, "text", style_class);
    attribute(out, "x", x);
    attribute(out, "y", y);
    text_put(out, anchors[anchor]);
    text_put(out, ">");
    svg_words(out, text);
    text_put(out, "</text>");
}

void svg_circle(struct text_buffer *out, const char *style_class, double x, double y, double radius)
{
    open_tag(out, "circle", style_class);
    attribute(out, "cx", x);
    attribute(out, "cy", y);
    attribute(out, "r", radius);
    text_put(out, "/>");
}

static void point(struct text_buffer *out, const char *letter, double x, double y)
{
    text_put(out, letter);
    svg_number(out, x);
    text_put(out, " ");
    svg_number(out, y);
}

void svg_diamond(struct text_buffer *out, const char *style_class, double x, double y, double radius)
{
    open_tag(out, "path", style_class);
    text_put(out, " d=\"");
    point(out, "M", x - radius, y);
    point(out, "L", x, y - radius);
    point(out, "L", x + radius, y);
    point(out, "L", x, y + radius);
    text_put(out, "Z\"/>");
}

void svg_polyline(struct text_buffer *out, const char *style_class, const double *x, const double *y, size_t count)
{
    open_tag(out, "path", style_class);
    text_put(out, " fill=\"none\" d=\"");
    for (size_t i = 0; i < count; i++)
        point(out, i ? "L" : "M", x[i], y[i]);
    text_put(out, "\"/>");
}

void svg_area(struct text_buffer *out, const char *style_class, const double *x, const double *y, size_t count,
              double floor)
{
    if (!count)
        return;
    open_tag(out, "path", style_class);
    text_put(out, " d=\"");
    point(out, "M", x[0], floor);
    for (size_t i = 0; i < count; i++)
        point(out, "L", x[i], y[i]);
    point(out, "L", x[count - 1], floor);
    text_put(out, "Z\"/>");
}

void svg_band(struct text_buffer *out, const char *style_class, const double *x, const double *low, const double *high,
              size_t count)
{
    if (!count)
        return;
    open_tag(out, "path", style_class);
    text_put(out, " d=\"");
    for (size_t i = 0; i < count; i++)
        point(out, i ? "L" : "M", x[i], low[i]);
    for (size_t i = count; i-- > 0;)
        point(out, "L", x[i], high[i]);
    text_put(out, "Z\"/>");
}

double svg_text_width(const char *text)
{
    return (double)utf8_width(text) * LETTER_WIDTH;
}

double svg_at(const struct svg_scale *scale, double value)
{
    double span = scale->high - scale->low;
    return span > 0 ? scale->from + (value - scale->low) / span * (scale->to - scale->from) : scale->from;
}

size_t svg_ticks(const struct svg_scale *scale, size_t most, double *first, double *step)
{
    static const double round[] = {1, 2, 2.5, 5};
    double span = scale->high - scale->low, power = 1;
    if (!(span > 1e-300) || !isfinite(span))
        return 0;
    while (power > span)
        power /= 10;
    while (power * 10 <= span)
        power *= 10;
    power /= 100;
    for (;; power *= 10)
        for (size_t i = 0; i < sizeof round / sizeof *round; i++) {
            *step = round[i] * power;
            *first = ceil(scale->low / *step - 1e-9) * *step;
            size_t count = (size_t)floor((scale->high - *first) / *step + 1e-9) + 1;
            if (*first > scale->high + *step * 1e-9)
                count = 0;
            if (count <= most)
                return count;
        }
}
