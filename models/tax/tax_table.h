/* A tax table as it was read: one jurisdiction, one tax year, in plain structures. It holds no country's rules, only
 * formulas over named amounts; models/tax/tax_program.h makes one ready to run. Money in the table's currency. */
#ifndef MODELS_TAX_TAX_TABLE_H
#define MODELS_TAX_TAX_TABLE_H

#include "models/calendar.h"
#include "models/tax/tax_words.h"

#include <stdbool.h>

enum {
    TAX_STATUSES_MAX = 32,
    TAX_PIECES_MAX = 12,  /* of a tariff */
    TAX_STEPS_MAX = 1000, /* of a formula; also of numbers, tariffs, pools and reports */
    TAX_FACTORS_MAX = 2   /* constants of a step, but its terms and coefficients */
};

struct tax_source {
    const char *key, *text;
};

/* An amount that is the same for every year of the table, by status. */
struct tax_number {
    const char *name;
    size_t source;                  /* index in table->sources */
    double value[TAX_STATUSES_MAX]; /* by status */
    bool by_status;
};

/* From `from` (exclusive) on: c0 + c1 u + c2 u^2 with u = (x - origin) / unit. Up to the first `from` the tariff has
 * its value there. */
struct tax_piece {
    double from, origin, unit, poly[3];
    double rate; /* of a piece written [from, rate], which starts where the one before ends; else NAN */
};

struct tax_schedule {
    size_t count;
    struct tax_piece piece[TAX_PIECES_MAX];
};

struct tax_tariff {
    const char *name;
    size_t source;
    struct tax_schedule *schedule; /* by status */
    bool by_status;
};

/* The values of a formula are numbered: its arguments first, then its steps. */
enum tax_operand_kind { TAX_OPERAND_LITERAL, TAX_OPERAND_NUMBER, TAX_OPERAND_VALUE };

struct tax_operand {
    enum tax_operand_kind kind;
    double literal;
    size_t index; /* of the number or the value */
};

struct tax_step_term {
    struct tax_operand coefficient; /* a literal or a number; 1 but in a sum */
    struct tax_operand of;
};

struct tax_step {
    const char *name;
    size_t op; /* index in models/tax/operators.def */
    size_t term_count;
    struct tax_step_term *term; /* in the order of the operator's keys */
    struct tax_operand factor[TAX_FACTORS_MAX];
    size_t tariff;
    size_t mode;   /* index in the operator's modes */
    bool positive; /* cut at 0 */
};

struct tax_formula {
    size_t argument_count;
    const char *const *argument; /* names */
    size_t step_count;
    struct tax_step *step;
};

struct tax_condition {
    enum tax_condition_kind kind;
    enum tax_event event;
    int months;
    bool flag;
    struct calendar_date date;
};

struct tax_rule_flow {
    size_t input; /* index in table->input */
    size_t value; /* of the formula */
};

struct tax_rule { /* applies when all conditions hold */
    size_t condition_count;
    struct tax_condition *condition;
    struct tax_formula formula; /* over the six amounts, per share */
    size_t flow_count;
    struct tax_rule_flow *flow;
};

struct tax_grant {
    const char *type;
    struct {
        size_t count; /* 0: nothing is taxed there; else the last rule has no condition */
        struct tax_rule *rule;
    } event[TAX_EVENTS];
};

struct tax_pool { /* an amount carried from year to year, from 0 */
    const char *name;
    size_t carried; /* the value of the formula that the next year starts with */
};

struct tax_report {
    const char *name;
    size_t value;
};

struct tax_table {
    const char *id, *name, *currency, *disclaimer;
    struct calendar_date from, to;
    size_t status_count, source_count, input_count, pool_count, number_count, tariff_count, grant_count, report_count;
    const char **status;
    struct tax_source *source;
    enum tax_flow *input;
    struct tax_pool *pool;
    struct tax_number *number;
    struct tax_tariff *tariff;
    struct tax_formula formula; /* arguments: the inputs, then the pools */
    struct tax_report *report;
    struct tax_grant *grant;
};

size_t tax_table_status(const struct tax_table *table, const char *name); /* status_count: there is none */
const struct tax_grant *tax_table_grant(const struct tax_table *table, const char *type); /* NULL: there is none */
/* The value of the formula with this name, an argument or a step; SIZE_MAX: there is none. */
size_t tax_formula_value(const struct tax_formula *formula, const char *name);

/* The value of a schedule. */
double tax_schedule_at(const struct tax_schedule *schedule, double amount);
/* The value of one of its pieces, at an amount that may lie outside it. */
double tax_piece_at(const struct tax_piece *piece, double amount);

#endif
