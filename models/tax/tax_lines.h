/* A value of a formula as straight lines over one other value, its root. Where everything hangs on one income most of a
 * table does: then it can be told from the corners alone that one value never exceeds another, say the tentative
 * minimum tax the regular tax on wages. */
#ifndef MODELS_TAX_TAX_LINES_H
#define MODELS_TAX_TAX_LINES_H

#include "models/tax/tax_operator.h"
#include "sim/arena.h"

enum { TAX_CORNERS_MAX = 60 };

struct tax_lines {
    size_t root;                                           /* a value's number */
    size_t count;                                          /* of corners, from the root's least value up */
    double x[TAX_CORNERS_MAX + 1], y[TAX_CORNERS_MAX + 1]; /* room for one more while they are found */
    double slope;                                          /* beyond the last corner */
};

/* The value itself as its own root; NULL where it has no least value. */
const struct tax_lines *tax_lines_of_root(struct arena *arena, size_t value, double least);

/* The value of an instruction whose terms have these lines (NULL: a constant term); NULL: it is no such line. `column`
 * has room for the terms and the result. */
const struct tax_lines *tax_lines_of(struct arena *arena, const struct tax_instruction *instruction,
                                     const struct tax_lines *const *term, double (*column)[LANES]);

/* Whether a is at most b wherever their root lies. */
bool tax_lines_at_most(const struct tax_lines *a, const struct tax_lines *b);

#endif
