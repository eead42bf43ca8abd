/* The texts of a question about a tax table's curve (--status, --flow, --beside, --to): what they mean, in values. What
 * is wrong with one becomes a problem without a place, whose message begins with the option's name. */
#ifndef LIBRARY_TAX_CURVE_READER_H
#define LIBRARY_TAX_CURVE_READER_H

#include "library/question_reader.h"
#include "models/tax/tax_table.h"

struct tax_curve_texts {
    const char *status, *flow, *to; /* NULL: not given */
    const struct text_list *beside; /* FLOW=AMOUNT */
};

struct tax_curve_question {
    size_t status;      /* the table's first where it is not given */
    enum tax_flow flow; /* the table's first input where it is not given */
    double beside[TAX_FLOWS];
    double top; /* above 0; a million where it is not given */
};

bool tax_curve_reader(struct arena *arena, const struct tax_table *table, const struct tax_curve_texts *texts,
                      struct problems *problems, struct tax_curve_question *question) MUST_CHECK;

#endif
