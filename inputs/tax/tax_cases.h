/* Cases to check a tax table with, from JSON; the form is told in docs/tax.md. */
#ifndef INPUTS_TAX_TAX_CASES_H
#define INPUTS_TAX_TAX_CASES_H

#include "inputs/document.h"
#include "models/tax/tax_check.h"

/* NULL, with problems: every fault of the text, at its place. Flows, reports, pools and statuses are the table's. */
struct tax_check *tax_cases_from(struct arena *arena, const struct source *source, struct tax_table *table,
                                 struct problems *problems);

#endif
