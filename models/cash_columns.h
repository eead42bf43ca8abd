/* Cash by year of employment and by grant: columns that only a pass of its own computes (models/stages/cash.c), on a
 * copy of a plan. Nothing in them is discounted. Formulas: docs/model.md, "Cash by year". */
#ifndef MODELS_CASH_COLUMNS_H
#define MODELS_CASH_COLUMNS_H

#include "models/run.h"

enum { CASH_YEARS_MAX = 10 };

/* By year; the rows are years 1 to `years` of employment, [y-1, y), and what comes later. */
#define CASH_FLOW_LIST(X)                                                                                              \
    X(EMPLOYED, "employed", "years", "of the year in the job")                                                         \
    X(OFFER_PAY, "offer_pay", "money", "what the offer pays in it, signing and severance included")                    \
    X(FOREGONE, "foregone", "money", "what the market would have paid more in it")                                     \
    X(RECEIVED, "received", "money", "sales of shares less strikes, when paid")                                        \
    X(SALARY, "salary", "money", "of offer_pay, the salary")                                                           \
    X(BONUS, "bonus", "money", "of offer_pay, the bonus")                                                              \
    X(ANNUAL_EQUITY, "annual_equity", "money", "of offer_pay, equity that is as good as cash")                         \
    X(SIGNING, "signing", "money", "of offer_pay, the signing bonus")                                                  \
    X(SEVERANCE, "severance", "money", "of offer_pay, severance")                                                      \
    X(CASH, "cash", "money", "offer_pay and received together")
enum cash_flow {
#define CASH_FLOW_MEMBER(NAME, key, unit, sentence) CASH_##NAME,
    CASH_FLOW_LIST(CASH_FLOW_MEMBER)
#undef CASH_FLOW_MEMBER
        CASH_FLOWS
};
extern const char *const cash_flow_keys[CASH_FLOWS], *const cash_flow_units[CASH_FLOWS];

/* By grant of the file, its repeats together. */
enum cash_of_grant { CASH_PAID, CASH_PAYS, CASH_FULL, CASH_OF_GRANT }; /* before an exit; whether; the whole strike */

/* What the pass needs to know; NULL in every other plan. */
struct cash_plan {
    size_t years;       /* 1 to CASH_YEARS_MAX: the largest stay, rounded up */
    size_t grants;      /* of the file */
    size_t parts;       /* of the plan: repeats apart; none where the company is listed */
    size_t of_tax_year; /* columns of each of TAX_YEARS_TOLD + 1 (models/tax/tax_years.h); 0: before tax */
};

/* The plan with cash columns, undiscounted. */
const struct plan *cash_plan_of(struct arena *arena, const struct plan *plan, const struct offer *offer);
const struct cash_plan *cash_plan(const struct plan *plan);

/* The group columns of cash_watcher. `year` counts from 0; years: later. */
size_t cash_columns(const struct cash_plan *cash);
size_t cash_flow_column(const struct cash_plan *cash, enum cash_flow flow, size_t year);
size_t cash_year_column(const struct cash_plan *cash, enum cash_flow flow, double years); /* of a day */
size_t cash_grant_column(const struct cash_plan *cash, size_t grant, enum cash_of_grant what);
size_t cash_price_column(const struct cash_plan *cash, size_t part);               /* of the whole, at the exit */
size_t cash_vested_column(const struct cash_plan *cash, size_t part, size_t year); /* what vests in that year */
size_t cash_tax_column(const struct cash_plan *cash, size_t year, size_t what);    /* of models/tax/tax_years.h */

/* One group, all paths in it, with these columns. */
struct watcher cash_watcher(const struct plan *plan, const struct sampling *sampling);

#endif
