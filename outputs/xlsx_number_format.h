/* How a spreadsheet shows a number: the number stays in full, the format rounds it for the eye as the other formats for
 * people do. */
#ifndef OUTPUTS_XLSX_NUMBER_FORMAT_H
#define OUTPUTS_XLSX_NUMBER_FORMAT_H

#include "sim/arena.h"

#include <stdbool.h>
#include <stddef.h>

enum { XLSX_FORMAT_BYTES = 128 };

struct xlsx_number_format {
    char text[XLSX_FORMAT_BYTES]; /* `"$"#,##0`; "" is the spreadsheet's own choice */
    size_t width;                 /* characters that the number takes */
};

/* As `text` shows the number ("+$6,381", "29.763%", "1.50 years"); false: text is no such writing of it. `length` bytes
 * of the text count. */
bool xlsx_number_format_of_text(const char *text, size_t length, double number, struct xlsx_number_format *format);

/* As number_for_people writes it, but for the unit's word. */
struct xlsx_number_format xlsx_number_format_of_unit(struct arena *arena, double number, double error,
                                                     const char *unit);

/* For an axis that reaches to `largest`: "$1.5M", "$250K", "40%". */
void xlsx_number_format_of_axis(struct arena *arena, double largest, const char *unit, char text[XLSX_FORMAT_BYTES]);

#endif
