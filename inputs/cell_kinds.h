/* The kinds of cells and their units, as records. */
#ifndef INPUTS_CELL_KINDS_H
#define INPUTS_CELL_KINDS_H

#include "inputs/cell.h"
#include "inputs/cell_scan.h"

struct cell_unit {
    const char *words;  /* spellings with spaces around each: " y yr yrs year years " */
    const char *letter; /* the shortest good spelling, for suggestions */
    int shift;          /* the unit is 10^shift * numerator / denominator base units */
    double numerator, denominator;
};

struct cell_grammar { /* one record per kind */
    const char *name;
    const char *examples;          /* for the help line */
    const struct cell_unit *units; /* words == NULL at the end; NULL: the kind has none */
    bool has_currency;
    bool has_magnitude; /* K, M, B, T */
    bool out_of_ten;
    bool may_be_open;
    bool may_be_negative;
    bool keeps_uniform; /* "range": "pert" and the like don't apply */
    /* How base units are shown: value * 10^shown_shift, `tight` right after each number, `loose` once at the end. */
    int shown_shift;
    const char *tight, *loose;
};

extern const struct cell_grammar cell_grammars[]; /* by enum cell_kind */

const struct cell_unit *cell_unit_named(const struct cell_unit *units, const struct token *token); /* or NULL */
extern const struct cell_unit cell_magnitudes[];
extern const struct cell_unit cell_duration_units[];

/* The ISO code of a currency written in one or two tokens ("eur", "$", "us" "$"), and how many it took; or NULL. `$`
 * and `¥` are those of the file where its currency is called so. */
const char *cell_currency(struct arena *arena, const struct token *token, const char *file_currency, size_t *took);

#endif
