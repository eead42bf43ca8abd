/* What commas and points between digits mean in a table: its numbers tell. */
#include "inputs/csv_document.h"

#include <string.h>

enum { GROUP_DIGITS = 3 };

struct witness {
    bool decimal_comma, decimal_point;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t digits_of(const char *text)
{
    return strspn(text, "0123456789");
}

/* Whether `c` and digits follow. */
static bool goes_on(const char *text)
{
    return (text[0] == ',' || text[0] == '.') && is_digit(text[1]);
}

/* Hears the number at text[0], and returns its length. "8,5" and "1.200.000" and "0,125" and "12,125%" and "1.234,5"
 * have a decimal comma, whatever else is in the file; "8,500" and "8.500" tell nothing. */
static size_t hear_number(const char *text, struct witness *witness)
{
    size_t lead = digits_of(text), at = lead, separators = 0, tail = 0;
    bool groups = lead <= GROUP_DIGITS && text[0] != '0', same = true;
    char first = text[at], last = 0;
    for (; goes_on(text + at); separators++, at += 1 + tail) {
        last = text[at];
        same = same && last == first;
        tail = digits_of(text + at + 1);
        groups = groups && tail == GROUP_DIGITS;
    }
    if (!separators || (separators > 1 && same && !groups)) /* "31.12.2027" is no number */
        return at;
    bool decimals = !same || (separators == 1 && (!groups || text[at] == '%'));
    if (decimals || separators > 1) {
        bool comma = (last == ',') == decimals;
        witness->decimal_comma |= comma;
        witness->decimal_point |= !comma;
    }
    return at;
}

static void hear_cell(const char *text, struct witness *witness)
{
    if (text[0] == '{' || text[0] == '[') /* JSON has its own numbers */
        return;
    while (*(text += strcspn(text, "0123456789")))
        text += hear_number(text, witness);
}

enum comma_use csv_commas(const struct csv_rows *rows)
{
    struct witness witness = {0};
    for (size_t i = 1; i < rows->count; i++) {
        const struct csv_row *row = &rows->row[i];
        for (size_t k = 0; k < row->count && k < CSV_CELLS_KEPT; k++)
            hear_cell(row->cell[k].text, &witness);
    }
    if (witness.decimal_comma)
        return COMMA_DECIMAL;
    return witness.decimal_point ? COMMA_GROUPS : COMMA_UNKNOWN;
}
