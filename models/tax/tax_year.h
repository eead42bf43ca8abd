/* The taxes of one household in one year of a table: every step of its formula, as its forms would have them. */
#ifndef MODELS_TAX_TAX_YEAR_H
#define MODELS_TAX_TAX_YEAR_H

#include "models/tax/tax_program.h"

struct tax_year {
    const struct tax_table *table;
    size_t status;
    struct tax_program *program;
    double (*column)[LANES];
    double *value; /* of the last run: the arguments and steps of the formula, by number */
};

struct tax_year *tax_year_create(struct arena *arena, const struct tax_table *table, size_t status);

/* flow: by enum tax_flow, those that the table has no input for are not looked at. pool: table->pool_count amounts
 * carried into the year; what the next one starts with takes their place. */
void tax_year_run(struct tax_year *year, const double flow[TAX_FLOWS], double *pool);

/* The value of a report of the last run; NAN: the table has none of this name. */
double tax_year_report(const struct tax_year *year, const char *name);

#endif
