/* The offer as it was understood: plain values, no text left to parse. `inputs` fills it, `models` simulates it.
 *
 * Money is in the offer's currency, times in years from start, shares as fractions. A `struct value` that was not given
 * holds its documented default with given = false. Rows keep the order of the file; their names are unique. */
#ifndef MODELS_OFFER_H
#define MODELS_OFFER_H

#include "models/tax/tax_setting.h"
#include "models/value.h"

#include <stdbool.h>
#include <stddef.h>

/* --- exits ------------------------------------------------------------------------------------------------------ */
enum exit_kind { EXIT_KIND_FAILURE, EXIT_KIND_ACQUISITION, EXIT_KIND_IPO, EXIT_KIND_INDEPENDENT };

enum { VALUATION_VALUES = 4 };

struct valuation {
    const struct valuation_kind *kind;    /* models/valuation.h; never NULL */
    struct value value[VALUATION_VALUES]; /* in the order of the kind's keys */
    bool raised_ignored;                  /* cash that rounds raise does not join it */
};

struct exit_row {
    const char *name;
    enum exit_kind kind;
    bool kind_unknown;        /* nothing says it: independent is a guess */
    struct value probability; /* its mean counts, after rescaling of all rows; the value itself for second order */
    double share;             /* mean, rescaled: all rows (and the remainder) sum to 1 */
    struct valuation valuation;
    struct value timeline; /* years from start; for a failure without one: given = false (uniform over the stay) */
};

/* --- risks, hazards --------------------------------------------------------------------------------------------- */
enum risk_kind { RISK_ELIMINATION, RISK_LAYOFF, RISK_STAGNATION, RISK_EQUITY_ZERO, RISK_COST };

struct risk_row {
    const char *name;
    enum risk_kind kind;
    struct value probability;
    double chance;       /* its mean */
    struct value within; /* layoff: the horizon (its mean counts) */
    struct value amount; /* cost */
};

struct hazard_point {
    double years, probability;
}; /* cumulative probability by then; ascending, not falling */
struct hazard_curve {
    size_t count; /* 0: never */
    const struct hazard_point *point;
    bool stops;                 /* "after": "stop": no hazard past the last point */
    const struct value *stated; /* per point: its probability as stated */
};

/* --- pay -------------------------------------------------------------------------------------------------------- */
struct pay { /* one side of `compensation` */
    struct value salary, bonus, annual_equity, raise, signing;
};

/* --- grants ----------------------------------------------------------------------------------------------------- */
enum vesting_rounding {
    ROUND_CUMULATIVE,
    ROUND_CUMULATIVE_DOWN,
    ROUND_FRONT_LOADED,
    ROUND_BACK_LOADED,
    ROUND_FRONT_LOADED_TO_SINGLE,
    ROUND_BACK_LOADED_TO_SINGLE,
    ROUND_FRACTIONAL
};

struct vesting_step {
    int month;
    double fraction;
}; /* increments, ascending months, sum 1 */

struct vesting {
    bool at_once;            /* "none" */
    int months, cliff, step; /* when step_count == 0 */
    size_t step_count;
    const struct vesting_step *steps;
};

struct grant {
    const char *name;
    const struct grant_kind *kind; /* models/grant_kind.h */
    const char *class_name;        /* NULL: common */
    struct value percent;          /* of the fully diluted company at start; given unless shares is */
    struct value shares;
    struct value value, valued_at; /* money; in a private company of what the letter took it to be worth */
    struct value price_date;       /* listed: years from start, when `value` becomes shares; given = false: granted */
    struct value strike;           /* per share */
    struct value strike_value;     /* company value at which the strike was set */
    struct value granted;          /* years from start; negative before it; default the start itself, a day */
    double repeat_every_years;     /* 0: once */
    int repeat_times;              /* further grants after the first */
    struct vesting vesting;
    enum vesting_rounding rounding;
    struct value single_trigger, double_trigger;
    struct value double_trigger_window;    /* years after an acquisition in which a layoff still counts; default 1 */
    const struct leaving_rule *on_leaving; /* models/leaving_rule.h */
    double leaving_chance;                 /* that it is followed: 1 unless {"exercise": p}... */
    struct value leaving_chance_stated;    /* ...whose mean it is */
    struct value exercise_window;          /* years; default 90 days */
    bool early_exercise;
    struct value cash_limit;                                            /* money; given = false: none */
    struct value expires;                                               /* double-trigger RSU: years from granted */
    enum { ELECTION_NOT_SAID, ELECTION_NO, ELECTION_YES } election_83b; /* not said: where exercised early */
    /* For taxes, at grant: of one share, or of the whole grant where its size is no number of shares. */
    struct value fair_value, paid;
    bool qsbs; /* qualified small business stock */
};

/* --- what happens to the company's shares ------------------------------------------------------------------------ */
enum class_kind { CLASS_COMMON, CLASS_PREFERRED, CLASS_OPTION };
enum anti_dilution { ANTI_DILUTION_NONE, ANTI_DILUTION_WEIGHTED_AVERAGE, ANTI_DILUTION_FULL_RATCHET };

struct capital_class {
    const char *name;
    enum class_kind kind;
    struct value shares, percent; /* one of them */
    struct value invested, multiple, cap, dividend, issued, strike;
    bool participating;
    double seniority;
    enum anti_dilution anti_dilution;
};

struct round_row {
    const char *name;
    struct value probability, timeline, dilution, raise;
    struct value multiple, cap, dividend;
    bool participating;
    struct value pre_money;            /* with one of dilution and raise it gives the other */
    struct value pool;                 /* option-pool top-up, share of the company after the round */
    struct value pool_issued;          /* share of it that is granted by the exit; default 1 */
    struct value pool_strike;          /* of those options, money a share, or... */
    struct value pool_strike_of_price; /* ...as a share of the round's price; neither given: 0 */
};

enum convertible_kind { CONVERTIBLE_SAFE, CONVERTIBLE_NOTE };
struct convertible_row { /* SAFEs and notes: convert at the next priced round, or at the exit */
    const char *name;
    enum convertible_kind kind;
    struct value amount, cap, discount, interest;
    bool post_money;
};

struct dilution {
    struct value annual;
    size_t round_count;
    struct round_row *round;
    size_t convertible_count;
    struct convertible_row *convertible;
};

/* --- the rest ---------------------------------------------------------------------------------------------------- */
struct correlation {
    const char *between[2];
    double rho;
}; /* draw names as in models/dimensions.def */

struct score_row {
    const char *dimension;
    struct value score, weight;
};
struct scorecard {
    size_t count;
    struct score_row *row;
    double stated_total;
    bool total_stated;
}; /* scores out of ten */

enum remainder { REMAINDER_NONE, REMAINDER_NO_EXIT };

struct offer {
    const char *name;
    const char *currency; /* "USD" */
    bool start_given;
    double start_day; /* days since 1970-01-01 */
    struct value stay, discount_rate;
    size_t exit_count;
    struct exit_row *exit;
    enum remainder remainder;
    double no_exit_share; /* 1 - sum, with REMAINDER_NO_EXIT */
    size_t risk_count;
    struct risk_row *risk;
    bool exclusive_overlays;
    bool overlap_given;
    bool open_amount_by_default, range_by_default; /* `defaults`, and not the file, said how some value is read */
    struct hazard_curve layoff, quit, market_layoff;
    double elimination_chance;
    const char *elimination_name; /* NULL: none */
    struct value concentration;   /* Dirichlet over the exits; second order only */
    bool compensation_given;
    struct pay pay_offer, pay_market;
    struct value search, severance, reemployed_at;
    struct value severance_on_failure; /* share of `severance` that a failed company pays; default 0 */
    size_t grant_count;
    struct grant *grant;
    double linked; /* 0: nothing is linked (models/linked.h) */
    struct value linked_stated;
    size_t correlation_count;
    struct correlation *correlation;
    struct dilution dilution;
    size_t class_count;
    struct capital_class *capital;
    struct value unissued_pool;    /* shares beside `capital` that nobody holds; part of the fully diluted company */
    struct value unissued_percent; /* the same pool as a part of the fully diluted company; one of them is given */
    struct value fully_diluted_shares, debt, transaction_costs, carve_out;
    struct value escrow_fraction, escrow_delay, escrow_loss;
    struct value lock_up, ipo_volatility;
    struct value qualified_ipo;          /* below it an IPO does not convert the preferred; given = false: none */
    struct value company_arr;            /* yearly revenue; the exit values have it already */
    struct value company_last_valuation; /* so is this */
    bool company_given;
    struct value cash, burn, raise_probability;
    bool listed; /* `public`: no exit, shares are sold as they vest */
    struct value listed_volatility, listed_drift, listed_share_price; /* drift not given: the discount rate */
    struct scorecard scorecard;
    struct value wealth;
    struct tax_setting tax;
    double exercise_day_years; /* no key: options that have vested by this day are exercised on it, by who is still
                                * there; 0: there is no such day (analysis/exercise_days.h) */
};

#endif
