#include "outputs/json_text.h"

#include "outputs/utf8.h"
#include "sim/number.h"

#include <math.h>

void json_text_string(struct text_buffer *out, const char *text)
{
    if (!text) {
        text_put(out, "null");
        return;
    }
    text_put(out, "\"");
    for (uint32_t point = utf8_next(&text); point; point = utf8_next(&text)) {
        if (point == '"' || point == '\\')
            text_put(out, "\\");
        if (point == '\n')
            text_put(out, "\\n");
        else if (point == '\t')
            text_put(out, "\\t");
        else if (!utf8_is_shown(point))
            text_putf(out, "\\u%04x", (unsigned)point);
        else
            utf8_put(out, point);
    }
    text_put(out, "\"");
}

void json_text_number(struct text_buffer *out, double number)
{
    char text[NUMBER_TEXT_BYTES];
    text_put(out, isfinite(number) ? number_exact(number, text) : "null");
}

void json_text_figure_members(struct text_buffer *out, const struct figure *figure)
{
    const struct {
        const char *key;
        double number;
    } numbers[] = {{"\"estimate\": ", figure->estimate},
                   {", \"std_error\": ", figure->std_error},
                   {", \"ci_low\": ", figure->ci_low},
                   {", \"ci_high\": ", figure->ci_high},
                   {", \"level\": ", figure->level}};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        text_put(out, numbers[i].key);
        json_text_number(out, numbers[i].number);
    }
    text_put(out, ", \"method\": ");
    json_text_string(out, figure->method);
    text_put(out, ", \"status\": ");
    json_text_string(out, figure->status);
    text_put(out, ", \"note\": ");
    json_text_string(out, figure_note(figure));
}

void json_text_figure(struct text_buffer *out, const struct figure *figure)
{
    text_put(out, "{");
    json_text_figure_members(out, figure);
    text_put(out, "}");
}
