/* Taxes on a path: an offer's tables and grants made ready for the stage of taxes (models/stages/tax.c).
 *
 * A *lot* is the part of a grant that goes through the same events on the same days: what is sold at the exit, what
 * vests after it, what a leaver bought before it. An event of a lot puts flows into a tax year, by the rules of the
 * tables. A tax year with such flows is computed twice: with them and without. docs/model.md, "Taxes". */
#ifndef MODELS_TAX_TAX_PATH_H
#define MODELS_TAX_TAX_PATH_H

#include "models/calendar_kernel.h"
#include "models/plan.h"
#include "models/tax/tax_program.h"

enum {
    TAX_PAY_YEARS = 100,    /* of pay that differs between both worlds */
    TAX_CARRY_YEARS = 10,   /* after the last event of a path in which what is carried still counts */
    TAX_POOLS_ON_PATH = 16, /* of a table */
    TAX_LOT_EVENTS = 3      /* of a lot: what turns it into stock, its sale, what is bought back */
};

/* What is read off a program. */
enum tax_result { TAX_RESULT_TOTAL, TAX_RESULT_AGI, TAX_RESULT_INCOME_TAX, TAX_RESULT_WITHHELD, TAX_RESULTS };

struct tax_result_places {
    size_t at[TAX_RESULTS]; /* in program->result; TAX_CONSTANT: the table has no such report */
    size_t first_pool;      /* what is carried on */
};

/* One table, for one status, from tax year `first_year` on. */
struct tax_law {
    const struct tax_table *table;
    size_t status;
    double first_year, end_year;   /* up to, not with; HUGE_VAL: it is the newest */
    struct tax_program *pay, *all; /* of pay alone; with what the grants bring */
    struct tax_result_places pay_result, all_result;
    struct tax_program *told; /* of every report; NULL: not asked for (models/tax/tax_years.h) */
    size_t *told_place;       /* of each of them in told->result */
};

struct tax_jurisdiction {
    const char *name;
    size_t law_count;
    struct tax_law *law;
    bool carries;              /* some pool may be more than 0 */
    bool flow_used[TAX_FLOWS]; /* the grants bring it */
};

/* --- lots ----------------------------------------------------------------------------------------------------------
 */

/* What part of a grant a lot is. */
enum tax_part {
    TAX_PART_EXIT,  /* sold as the exit comes; of options also what a leaver bought before it */
    TAX_PART_LATER, /* vests after the exit */
    TAX_PART_MONTH, /* vests in one month before the exit: restricted stock that is taxed as it vests */
    TAX_PART_SOLD,  /* listed: sold as it vests */
    TAX_PART_BOUGHT /* options exercised on a day of one's own */
};

struct tax_lot_flow { /* per lane, of the whole lot */
    size_t jurisdiction;
    enum tax_flow flow;
    size_t column;
};

struct tax_lot_rule {
    size_t number; /* among all rules */
    size_t jurisdiction, law;
    const struct tax_rule *rule;
    struct tax_program *program;
    size_t *flow; /* of the event, by flow of the rule; TAX_CONSTANT: it is always 0 */
};

struct tax_lot_event {
    enum tax_event event;
    size_t time;        /* of the room; */
    bool of_whole;      /* of the whole grant, whatever vests */
    bool before_market; /* may come before anything can be sold: its cash is the person's own */
    bool returns;       /* the company buys back what has not vested: cash alone, nothing is taxed */
    size_t rule_count;
    struct tax_lot_rule *rule;
    size_t flow_count;
    struct tax_lot_flow *flow;
    size_t year_column;                  /* of the tax year on lanes that have shares in it; else HUGE_VAL */
    size_t paid_column, received_column; /* cash: strikes; proceeds */
    size_t weight_column;                /* income that is withheld on */
};

struct tax_lot {
    size_t grant; /* of the equity plan, or of the listed one */
    enum tax_part part;
    bool converted; /* the part of an incentive option that is taxed as another kind */
    bool unpaid;    /* what a cash limit leaves of an early exercise */
    int month;      /* TAX_PART_MONTH */
    double month_share, value_years;
    size_t sale_first, sale_end; /* TAX_PART_SOLD: of the listed grant */
    size_t time[TAX_EVENTS];     /* TAX_CONSTANT: it has no such event */
    size_t acquired;             /* the event from which stock counts as held */
    size_t event_count;
    struct tax_lot_event event[TAX_LOT_EVENTS];
};

/* Of a grant: what only its taxes ask for. Money is that of the whole grant at its mean size. */
struct tax_grant_terms {
    bool elected_83b, qsbs;
    double paid, fair_value, mean_size;
    bool fair_value_given;      /* else the strike, or what was paid */
    const double *within_limit; /* by months vested: the share of what has vested that keeps its kind; NULL: all */
    size_t within_months;
    bool converts; /* some part may be taxed as another kind */
};

struct tax_path_plan {
    struct calendar_tax_years years;
    double start_day, start_year;
    size_t jurisdiction_count;
    struct tax_jurisdiction jurisdiction[TAX_FAMILIES_MAX];
    double other[TAX_FLOWS];         /* of every year, in both worlds; the partner's pay too */
    const struct plan *undiscounted; /* the same pay at a rate of 0 */
    bool discounts;                  /* the rate may differ from 0 */
    size_t grant_count;
    struct tax_grant_terms *grant;
    size_t lot_count;
    struct tax_lot *lot;
    const struct tax_years *told; /* models/tax/tax_years.h; NULL: not asked for */
    size_t time_count, column_count, rule_count;
    size_t limited_count; /* grants with a cash limit */
    bool loses_beside;    /* the household has losses of its own, which are carried in both worlds */
    bool owns_cash;       /* some lot has cash before there is a market */
    bool has_day;         /* options are exercised on a day of one's own */
};

struct preparation;
void tax_path_prepare(struct preparation *preparation); /* the stage's prepare */

/* Times that all grants share; each lot has its own behind them. */
enum { TAX_TIME_EXIT, TAX_TIME_SALE, TAX_TIME_LATER, TAX_TIMES_SHARED };

/* The preparer's parts. */
struct tax_program *tax_path_program(struct arena *arena, const struct tax_path_plan *path,
                                     const struct tax_jurisdiction *jurisdiction, const struct tax_law *law,
                                     const size_t *wanted, size_t count); /* with what the grants bring */
double tax_mean_size(const struct grant_plan *grant);
/* Of each grant what keeps its kind under the yearly limit, and whether any of it may lose it. */
void tax_limit_prepare(struct arena *arena, const struct plan *plan, struct tax_path_plan *path);
void tax_lots_prepare(struct preparation *preparation, struct tax_path_plan *path);

/* A workspace's room; NULL where the offer has no taxes. */
struct tax_room;
struct tax_room *tax_room_create(struct arena *arena, const struct plan *plan);

#endif
