/* What the format of a workbook's cell says of its number: "0%" is the % sign, "$#,##0" the currency, "d mmm yyyy" a
 * day. */
#ifndef INPUTS_NUMBER_FORMAT_H
#define INPUTS_NUMBER_FORMAT_H

#include "sim/arena.h"

#include <stdbool.h>

enum date_precision { DATE_NONE, DATE_YEAR, DATE_MONTH, DATE_DAY };

struct number_format {
    bool percent;
    enum date_precision date;
    const char *currency;  /* "$", "EUR"; NULL: none */
    const char *magnitude; /* "B", written behind a number that is not scaled; NULL: none */
};

/* Of a format code, read without quotes, escapes and brackets; or of one of the built-in formats by number. */
struct number_format number_format_of(struct arena *arena, const char *code);
struct number_format number_format_built_in(int number);

/* A number as the grammar of cells has it: "35%", "$1200000000", "2028-06". `from_1904`: how days are counted. */
const char *number_format_text(struct arena *arena, const struct number_format *format, double number, bool from_1904);

#endif
