#include "outputs/csv_sheet.h"

#include "outputs/utf8.h"
#include "sim/number.h"

#include <math.h>
#include <string.h>

enum { SCRATCH_BYTES = 1 << 15 };

struct csv_sheet csv_sheet_begin(struct text_buffer *out, const struct output_style *style)
{
    if (style->csv_bom)
        text_put(out, "\xef\xbb\xbf");
    return (struct csv_sheet){.out = out,
                              .scratch = arena_create(),
                              .separator = style->csv_excel_eu ? ';' : ',',
                              .decimal = style->csv_excel_eu ? ',' : '.',
                              .line_end = style->csv_excel_eu ? "\r\n" : "\n",
                              .first = true};
}

void csv_sheet_end(struct csv_sheet *sheet)
{
    arena_destroy(sheet->scratch);
}

void csv_sheet_next_cell(struct csv_sheet *sheet)
{
    if (!sheet->first)
        text_put_bytes(sheet->out, &sheet->separator, 1);
    sheet->first = false;
}

static bool is_plain(const char *text)
{
    while ((*text >= 0x20 && *text < 0x7F) || *text == '\n' || *text == '\t')
        text++;
    return !*text;
}

/* What could steer a terminal or turn the text around is escaped; lines and tabs are text like any other in quotes. */
static const char *harmless(struct arena *arena, const char *text)
{
    if (is_plain(text))
        return text;
    struct text_buffer out = {.arena = arena};
    for (uint32_t point = utf8_next(&text); point; point = utf8_next(&text)) {
        if (utf8_is_shown(point) || point == '\n' || point == '\t')
            utf8_put(&out, point);
        else
            utf8_put_escape(&out, point);
    }
    return out.bytes;
}

void csv_sheet_text(struct csv_sheet *sheet, const char *text)
{
    text = harmless(sheet->scratch, text);
    csv_sheet_next_cell(sheet);
    bool formula = *text && strchr("=+-@\t", *text);
    bool quoted = strpbrk(text, ",;\"\n\t") != NULL || *text == ' ';
    if (quoted)
        text_put(sheet->out, "\"");
    if (formula)
        text_put(sheet->out, "'");
    for (const char *quote; (quote = strchr(text, '"')); text = quote + 1) {
        text_put_bytes(sheet->out, text, (size_t)(quote - text) + 1);
        text_put(sheet->out, "\"");
    }
    text_put(sheet->out, text);
    if (quoted)
        text_put(sheet->out, "\"");
}

void csv_sheet_number(struct csv_sheet *sheet, double number)
{
    csv_sheet_next_cell(sheet);
    if (!isfinite(number))
        return;
    char text[NUMBER_TEXT_BYTES];
    number_exact(number, text);
    char *point = strchr(text, '.');
    if (point)
        *point = sheet->decimal;
    text_put(sheet->out, text);
}

void csv_sheet_end_row(struct csv_sheet *sheet)
{
    text_put(sheet->out, sheet->line_end);
    sheet->first = true;
    if (arena_used(sheet->scratch) > SCRATCH_BYTES)
        arena_reset(sheet->scratch);
}
