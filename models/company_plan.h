/* What happens to the company's shares between start and exit, prepared. Used by models/stages/company.c and, for paths
 * whose capital differs, by models/capital_path.c. Formulas: docs/model.md, "From company value to the price of a
 * share".
 */
#ifndef MODELS_COMPANY_PLAN_H
#define MODELS_COMPANY_PLAN_H

#include "models/breakpoints.h"
#include "models/convertible.h"
#include "models/plan.h"
#include "models/round_plan.h"
#include "models/round_price.h"

enum company_mode {
    COMPANY_ONE_CLASS, /* all is common: value x kept */
    COMPANY_FIXED,     /* the same capital on every path: price curves */
    COMPANY_BY_PATH    /* rounds, accruing dividends or ranges in the capital: solved on each path */
};

struct class_plan {
    const char *name;
    enum class_kind kind;
    bool participating, capped;
    double seniority;
    enum anti_dilution anti_dilution;
    double shares; /* at start, as converted */
    struct quantity invested, multiple, cap, dividend, issued, strike;
};

struct convertible_plan {
    const char *name;
    enum convertible_kind kind;
    struct quantity amount, cap, discount, interest;
    bool capped, post_money;
};

/* Columns of one class, of one convertible in the workspace. */
struct class_columns {
    double invested[LANES], multiple[LANES], cap[LANES], dividend[LANES], issued[LANES], strike[LANES];
};
struct convertible_columns {
    double amount[LANES], cap[LANES], discount[LANES], interest[LANES];
};

struct company_plan {
    enum company_mode mode;
    bool annual;
    struct quantity annual_dilution;
    size_t round_count, priced_count;
    const struct round_plan *round;
    bool one_by_one; /* COMPANY_BY_PATH: prices of rounds matter, or many classes; else models/capital_kernel.h */
    size_t convertible_count;
    const struct convertible_plan *convertible;
    size_t class_count; /* of the capital; 1 common class where the file has none */
    const struct class_plan *share_class;
    double total_shares; /* all, as converted, at start */
    bool deducted;
    struct quantity debt, transaction_costs, carve_out;
    bool ipo_qualifies; /* an IPO below qualified_ipo pays by the waterfall */
    struct quantity qualified_ipo;
    /* Classes that grants read: slot s prices capital class slot_class[s]; COMMON_PRICE for the common price. */
    size_t slot_count;
    const size_t *slot_class;
    const struct price_curve *sale;   /* COMPANY_FIXED, by slot: what a share of the class gets in a sale */
    const struct price_curve *listed; /* and where everybody converts */
};

#define COMMON_PRICE SIZE_MAX
enum {
    CLASSES_IN_COLUMNS = 16 /* of the file and the rounds: columns cost their square, one path at a time hardly more
                             * than their number */
};

struct company_columns { /* the stage's part of a workspace */
    struct round_columns *round;
    struct class_columns *share_class;
    struct convertible_columns *convertible;
    double (*annual)[LANES];
    struct waterfall_column *column; /* the file's classes, the priced rounds, later common shares */
    struct waterfall_class *classes; /* of one path: the file's, then as they came */
    const char **class_name;
    size_t *pool_of; /* of each class: 1 + the round whose pool it is; 0: none */
    struct protected_class *protected_class;
    double *payout;
    double *price; /* by slot */
    size_t *order;
};

/* Class of that name, COMMON_PRICE when there is none (or NULL); the slot that prices it for a grant. */
size_t company_class_named(const struct company_plan *company, const char *name);
size_t company_slot_of_class(const struct company_plan *company, const char *name);
/* The classes with their certain values, for the waterfall; `converted`: preferred as common. */
void company_classes_at(const struct class_plan *plan, size_t count, bool converted, struct waterfall_class *classes);

struct preparation;
void company_plan_prepare(struct preparation *preparation); /* the stage's prepare */
struct company_columns *company_columns_create(struct arena *arena, const struct company_plan *company);

/* Price of one share on one path for every slot, and what part of the company one share of the start still is.
 * `distributed` is what the shares get together; by_claims: the waterfall runs, else everybody converts. */
void capital_path_price(const struct company_plan *company, struct company_columns *columns, size_t lane,
                        double exit_years, double distributed, bool by_claims, double *price_by_slot, double *kept);

/* Room for the classes of one path. */
size_t capital_path_classes(const struct company_plan *company);

#endif
