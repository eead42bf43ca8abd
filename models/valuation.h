/* What a company is worth at an exit: an amount, or a model of it. Each is one record in one file
 * (models/valuations/NAME.c) and one line in models/valuations.def; its keys, draws, column, explanation and schema
 * come from that record. */
#ifndef MODELS_VALUATION_H
#define MODELS_VALUATION_H

#include "models/block.h"
#include "models/key.h"
#include "models/plan.h"

enum { VALUATION_NORMAL = -1 };

struct valuation_kind {
    const char *name; /* "a valuation by revenue" */
    /* Targets are members of `struct valuation`: value[i] of key i, for a model the first of them required. A choice
     * comes last, and is no draw. */
    const struct key *keys;
    size_t key_count;
    /* The key that the row's own uniform, exits.valuation, draws: the company's value is this times the column. Or
     * VALUATION_NORMAL: the column itself takes that uniform, as its normal. All other keys are draws of their own,
     * exits.valuation.KEY, one for all rows of the model. */
    int row_key;
    const char *row_name; /* what that key's draw is called in an explanation; of a normal: "value" */
    /* The value by lane, as far as it is not the row's key; may use scratch[1] and above. NULL: 1. */
    void (*column)(const struct plan *whole, const struct valuation_plan *plan, const double *restrict uniform,
                   struct path_block *block, double *restrict value);
    /* At the means of its keys and of the time of the exit; NULL: the mean of its only key. */
    double (*mean)(const double *value, double years);
};

/* In the order of models/valuations.def, which numbers them; NULL at the end. */
extern const struct valuation_kind *const valuation_kinds[];
size_t valuation_number(const struct valuation_kind *kind);

#endif
