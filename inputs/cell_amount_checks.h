/* What an amount must be besides well written: in one currency, the ends in order, of a sign and size that its kind
 * has. */
#ifndef INPUTS_CELL_AMOUNT_CHECKS_H
#define INPUTS_CELL_AMOUNT_CHECKS_H

#include "inputs/cell_parse.h"

struct amount_end {
    size_t number;      /* its token */
    size_t first, last; /* its tokens, [first, last) */
    bool minus;
    bool open;            /* a "+" behind it */
    const char *currency; /* NULL: none written */
    const struct cell_unit *magnitude, *unit;
    bool out_of_ten;
    bool times; /* "x" behind it: a multiple of revenue */
};

struct amount {
    struct amount_end low, high; /* equal for a single end */
    bool range, open, lent;
};

/* `low` and `high`: what the ends come to. False: a fault of the reading, with help. Sets its currency. */
bool cell_amount_holds(struct cell_parse *parse, const struct amount *amount, enum cell_bound bound, double low,
                       double high);

#endif
