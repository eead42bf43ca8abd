/* Names that spreadsheets accept: of sheets, and of cells that formulas can refer to. */
#ifndef OUTPUTS_XLSX_NAMES_H
#define OUTPUTS_XLSX_NAMES_H

#include "sim/arena.h"

#include <stddef.h>

struct xlsx_names { /* names taken so far; case does not tell them apart */
    struct arena *arena;
    size_t count;
    const char **name;
};

/* "Exits", "Who / what?" -> "Who   what", and "Exits (2)" where "Exits" is taken: at most 31 characters, none of
 * []:*?/\, no apostrophe at an end, not empty, not "History". */
const char *xlsx_names_sheet(struct xlsx_names *taken, const char *wanted);

/* "net_advantage_mean", "equity_value_Amazon_acquisition_share": the words that are not empty, with what is neither an
 * ASCII letter nor a digit as one underscore; "_2" at the end where it is taken. */
const char *xlsx_names_cell(struct xlsx_names *taken, const char *const words[], size_t word_count);

#endif
