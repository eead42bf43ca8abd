/* The calendar years of a path as a household sees them: pay, what the grants bring, every line that a table reports,
 * what is left in hand. Columns of the pass of models/cash_columns.h, undiscounted; docs/model.md, "Taxes". */
#ifndef MODELS_TAX_TAX_YEARS_H
#define MODELS_TAX_TAX_YEARS_H

#include "models/tax/tax_path.h"

enum { TAX_YEARS_TOLD = 10 }; /* from the year of the start on; then comes "later" */

/* In the offer's world. Of "later" only what the grants bring counts, and its tax. */
#define TAX_YEAR_LIST(X)                                                                                               \
    X(WAGES, "wages", "pay of the whole year, the market's before the start and after what the offer changes")         \
    X(INCOME, "equity_income", "what the grants bring that is taxed as income")                                        \
    X(GAINS, "gains", "of the grants, what is left out of tax too")                                                    \
    X(EQUITY_CASH, "equity_cash", "sales of shares less strikes")                                                      \
    X(TAX, "tax", "all taxes of the year")                                                                             \
    X(ON_EQUITY, "tax_on_equity", "of it, what is more than without the grants")                                       \
    X(WITHHELD, "withheld", "of it, at a flat rate from what the grants bring")                                        \
    X(IN_HAND, "in_hand", "wages and equity_cash less tax")
enum tax_year_amount {
#define TAX_YEAR_MEMBER(NAME, key, sentence) TAX_YEAR_##NAME,
    TAX_YEAR_LIST(TAX_YEAR_MEMBER)
#undef TAX_YEAR_MEMBER
        TAX_YEAR_AMOUNTS
};
extern const char *const tax_year_keys[TAX_YEAR_AMOUNTS];

/* Of each jurisdiction the reports of its newest table. */
struct tax_years {
    size_t report_count[TAX_FAMILIES_MAX];
    const char *const *report[TAX_FAMILIES_MAX];
    size_t columns; /* of a year: the amounts above, then the reports */
};

/* The same path plan with programs for every report. */
const struct tax_path_plan *tax_years_plan(struct arena *arena, const struct tax_path_plan *path);

#endif
