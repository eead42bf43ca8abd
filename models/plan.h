/* An offer prepared for simulation: draws, curves and constants, one struct per stage. Read-only while simulating. */
#ifndef MODELS_PLAN_H
#define MODELS_PLAN_H

#include "models/hazard.h"
#include "models/offer.h"
#include "models/price_curve.h"
#include "models/run.h"
#include "models/vesting.h"
#include "sim/draws.h"

/* Happens on paths whose uniform is above its threshold, 1 - chance; without a slot it always or never happens. */
struct event {
    int slot;
    double chance;
};

static inline double event_threshold(const struct event *event)
{
    return 1 - event->chance;
}

/* One column whose distribution depends on the row of the path: a point or uniform of each row by a + b u, the others
 * through their curves. */
struct mixture {
    int slot; /* DRAW_CERTAIN: every row is a point */
    size_t rows;
    const double *low, *width;
    const struct curve *curve; /* by row */
};

/* An exit whose value follows a model. */
struct valuation_plan {
    size_t row;
    size_t number;                           /* of its kind, in models/valuations.def */
    struct quantity value[VALUATION_VALUES]; /* but for the kind's row_key */
    bool raised_ignored;
};

struct exit_flag {
    bool any;
    const double *of_row; /* 0.0 or 1.0; rows + 1 of them */
};

struct exit_plan {
    bool by_merit;          /* the choice is coupled: rows from the best to the worst, and its column holds 1 - u */
    size_t rows;            /* else in the order of their names; row `rows` is "no exit" */
    const size_t *file_row; /* of each row */
    size_t steps;           /* cumulated shares that a uniform can reach */
    double *below; /* `rows` cumulated shares: row k when below[k-1] <= u < below[k]; without a remainder the last
                      is HUGE_VAL, so that rounding leaves nobody over */
    const double *number; /* 0, 1, 2, ...: a table by row, as those of the mixtures and flags are */
    struct exit_flag acquisition, failure, ipo;
    int choice_slot; /* DRAW_CERTAIN: one row only */
    size_t certain_row;
    struct mixture value, years;
    size_t curved_count;
    const size_t *curved;  /* the rows whose value or time is neither a point nor uniform, ascending */
    const bool *is_curved; /* by row */
    struct quantity stay;
    struct quantity failure_stay; /* the stay, whatever month one leaves in (models/leaving_month.h) */
    const double *over_stay;      /* by row: 1 when the time is uniform over it */
    bool any_over_stay, may_not_exit;
    const struct valuation_kind *const *valuation; /* by row */
    size_t model_count;
    const struct valuation_plan *model; /* rows whose kind has a column */
};

struct overlay_event {
    struct event event;
    const char *name; /* of the rows that it stands for */
};

struct overlay_kind { /* happens where any of its events does */
    size_t count;
    struct overlay_event *event;
};

struct overlay_plan {
    struct overlay_kind worthless, stagnation;
    bool exclusive; /* one uniform decides */
    int exclusive_slot;
    double worthless_chance, stagnation_chance; /* exclusive only */
};

struct runway_plan { /* without a raise the cash ends at cash/burn, later by what rounds bring */
    bool binds;
    struct quantity cash, burn;
    struct event raise;
};

struct employment_plan {
    bool layoff, quit;
    struct hazard_segments layoff_hazard, quit_hazard;
    int layoff_slot, quit_slot;
    struct event elimination;
    const char *elimination_name;
};

struct pay_side {
    struct quantity salary, bonus, annual_equity, raise, signing;
    bool same_force; /* raise and discount rate are certain */
    double force;    /* then ln(1 + raise) - ln(1 + discount) */
};

struct pay_plan {
    struct quantity discount_rate;
    struct pay_side offer, market;
    struct quantity search, severance, reemployed_at;
    struct quantity severance_on_failure; /* share of severance */
    bool loss_costs;                      /* losing the job changes pay at all */
    bool only_salaries;                   /* uniform ones, and nothing else on either side */
    bool market_layoff;
    struct hazard_segments market_hazard;
    int market_slot;
    struct quantity market_search;
};

struct company_plan; /* models/company_plan.h */

struct sale_plan {
    bool at_face; /* nothing discounted, locked or held back */
    bool locked, moves, escrowed;
    struct quantity lock_up, volatility;
    int price_slot;
    struct quantity escrow_fraction, escrow_delay, escrow_loss;
};

struct grant_plan {
    const char *name;
    size_t row; /* of the file; a repeat has that of its grant */
    const struct grant_kind *kind;
    const struct leaving_rule *on_leaving;
    size_t kind_number, on_leaving_number; /* in their lists: records of an instruction set */
    bool paid_early;                       /* the whole cost is paid at granted, what does not vest is paid back */
    bool bought; /* what has vested by bought_years is exercised then, by who is still there */
    double bought_years;
    size_t class_slot;    /* which class_value column */
    struct quantity size; /* fraction of all shares as converted at start: times size_factor, and of a grant in... */
    bool by_value;        /* ...dollars over valued_at */
    double size_factor, strike_factor; /* 1, or what turns shares into the fraction, and back */
    struct quantity valued_at;
    struct quantity
        strike_company; /* times strike_factor: company value at which the strike was set; cost = size x this */
    struct quantity granted_years;
    struct vesting_table vesting;
    size_t day_count; /* times that count in calendar months, in order */
    struct vesting_day *day;
    int even_from; /* from this month on fraction[n] is n/months, and before it 0; -1: no such month */
    struct quantity single_trigger, double_trigger, double_trigger_window_years;
    bool laid_off_vests;  /* a layoff after an acquisition may be the second trigger */
    struct event follows; /* on_leaving; else what has vested is forfeited */
    struct quantity exercise_window_years;
    bool cash_limited;
    struct quantity cash_limit;
    size_t limit_slot; /* where taxes stand: which column says what part the limit pays for (stages/cash_limit.c) */
    bool lapses;       /* stock: without an exit by expires_years from granted */
    struct quantity expires_years;          /* options: their term */
    bool outlives_term;                     /* the job may go on past the term */
    bool valued;                            /* what it is worth before an exit is asked for: taxes */
    const struct leaver_decision *decision; /* models/leaver_decision.h; NULL: nothing to decide */
    const struct leaver_decision *before;   /* where it is valued: its fair value before an exit */
};

struct equity_plan {
    size_t count;
    struct grant_plan *grant;
    bool all_plain; /* stock without triggers, kept on leaving, nothing discounted or held back: see stages/equity.c */
    bool may_cost;  /* some grant can cost money on a path without an exit: that is the only way to pay before one */
};

/* A listed company: S(t)/S(0) at the dates on which something is sold or priced, from independent increments between
 * them. */
struct listed_sale {
    size_t date;
    int month; /* after the grant: sold if so many have gone by at the end of employment */
    double share;
};
struct listed_grant {
    const char *name;
    size_t row;     /* of the file */
    bool in_shares; /* amount counts shares, worth share_price at start; else money at the price date */
    struct quantity amount;
    double granted_years;
    size_t price_date; /* LISTED_START: priced at start */
    size_t sale_count;
    struct listed_sale *sale;
};
#define LISTED_START ((size_t)-1)
struct listed_plan {
    bool listed;
    struct quantity volatility, drift, share_price;
    bool drift_is_rate;
    size_t date_count;
    double *years; /* of each date, ascending, above 0 */
    int *slot;     /* the uniform of the increment that ends there; DRAW_CERTAIN where nothing moves */
    size_t grant_count;
    struct listed_grant *grant;
};

struct plan {
    struct draws draws;
    size_t drawn_count;
    struct quantity
        *drawn; /* every uncertain quantity that a stage asked for, in the order of asking (models/floor.h) */
    size_t caution_count;
    const char **caution;
    size_t remark_count;
    struct plan_remark *remark;
    size_t exit_count; /* rows of the file */
    const char **exit_name;
    const double *exit_probability;
    const size_t *exit_outcome; /* of each row of the file: its row in exit_plan */
    struct exit_plan exit;
    struct overlay_plan overlay;
    struct runway_plan runway;
    struct employment_plan employment;
    struct pay_plan pay;
    struct company_plan *company;
    struct sale_plan sale;
    struct equity_plan equity;
    uint64_t bounded; /* bit m: metric m lies between bounds, whatever is drawn (models/support.h) */
    struct listed_plan listed;
    const struct tax_path_plan *tax; /* models/tax/tax_path.h; NULL: before tax */
    const struct cash_plan *cash;    /* models/cash_columns.h; NULL: not asked for */
    /* Of each stage of the chain: the last stage with the same column, itself or a later one. */
    enum chain_stage chain_same[CHAIN_STAGES];
};

#endif
