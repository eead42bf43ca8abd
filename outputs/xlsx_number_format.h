/* How a spreadsheet shows a number: the number stays in full, the format rounds it for the eye as the other formats for
 * people do. */
#ifndef OUTPUTS_XLSX_NUMBER_FORMAT_H
#define OUTPUTS_XLSX_NUMBER_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

enum { XLSX_FORMAT_BYTES = 128 };

struct xlsx_number_format {
    char text[XLSX_FORMAT_BYTES]; /* `"$"#,##0`; "" is the spreadsheet's own choice */
    size_t width;                 /* characters that the number takes */
};

/* As the unit asks, with two significant digits of the error; error NAN or 0: up to six significant digits, money
 * in whole units or cents. */
struct xlsx_number_format xlsx_number_format_of_unit(double number, double error, const char *unit);

/* As `text` shows the number ("+$6,381", "29.763%", "1.50 years"); false: text is no such writing of it. `length` bytes
 * of the text count. */
bool xlsx_number_format_of_text(const char *text, size_t length, double number, struct xlsx_number_format *format);

/* For an axis that reaches to `largest`: "$1.5M", "$250K", "40%". */
void xlsx_number_format_of_axis(double largest, const char *unit, char text[XLSX_FORMAT_BYTES]);

#endif
