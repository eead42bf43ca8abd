#include "outputs/csv_sheet.h"

#include "sim/number.h"

#include <math.h>
#include <string.h>

struct csv_sheet csv_sheet_begin(struct text_buffer *out, const struct output_style *style)
{
    if (style->csv_bom)
        text_put(out, "\xef\xbb\xbf");
    return (struct csv_sheet){.out = out,
                              .separator = style->csv_excel_eu ? ';' : ',',
                              .decimal = style->csv_excel_eu ? ',' : '.',
                              .line_end = style->csv_excel_eu ? "\r\n" : "\n",
                              .first = true};
}

void csv_sheet_next_cell(struct csv_sheet *sheet)
{
    if (!sheet->first)
        text_put_bytes(sheet->out, &sheet->separator, 1);
    sheet->first = false;
}

void csv_sheet_text(struct csv_sheet *sheet, const char *text)
{
    csv_sheet_next_cell(sheet);
    bool formula = *text && strchr("=+-@\t\r", *text);
    bool quoted = strpbrk(text, ",;\"\r\n\t") != NULL || *text == ' ';
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
}
