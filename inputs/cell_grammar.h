/* What the parts of the cell grammar share: the kinds, the units, and a reading under way. */
#ifndef INPUTS_CELL_GRAMMAR_H
#define INPUTS_CELL_GRAMMAR_H

#include "inputs/cell.h"
#include "inputs/cell_scan.h"

struct cell_unit {
    const char *words;  /* spellings with spaces around each: " y yr yrs year years " */
    const char *letter; /* the shortest good spelling, for suggestions */
    int shift;          /* the unit is 10^shift * numerator / denominator base units */
    double numerator, denominator;
};

struct cell_grammar { /* one record per kind, in inputs/cell_kinds.c */
    const char *name;
    const char *examples;          /* for the help line */
    const struct cell_unit *units; /* words == NULL at the end; NULL: the kind has none */
    bool has_currency;
    bool has_magnitude; /* K, M, B, T */
    bool out_of_ten;
    bool may_be_open;
    bool may_be_negative;
    bool keeps_uniform; /* "range": "pert" and the like don't apply */
    /* How base units are shown: value * 10^shown_shift, `tight` right after each number, `loose` once at the end. */
    int shown_shift;
    const char *tight, *loose;
};

extern const struct cell_grammar cell_grammars[]; /* by enum cell_kind */

const struct cell_unit *cell_unit_named(const struct cell_unit *units, const struct token *token); /* or NULL */
extern const struct cell_unit cell_magnitudes[];
extern const struct cell_unit cell_duration_units[];

/* The ISO code of a currency written in one or two tokens ("eur", "$", "us" "$"), and how many it took; or NULL. `$`
 * and `¥` are those of the file where its currency is called so. */
const char *cell_currency(struct arena *arena, const struct token *token, const char *file_currency, size_t *took);

struct cell_parse {
    struct arena *arena;
    const struct cell_rules *rules;
    const struct cell_grammar *grammar;
    const struct scan *scan;
    size_t next;        /* token */
    const char *remark; /* NULL, or what the sentence must add: "2009-10" is read as a month */
    struct cell_reading *reading;
};

/* Notes the first fault and returns false. */
bool cell_fault(struct cell_parse *parse, size_t at, const char *help, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* "`ARR` does not belong in an amount of money", with the kind's examples as help. */
bool cell_unexpected(struct cell_parse *parse, const struct token *token);

const struct token *cell_token(const struct cell_parse *parse);    /* the next one */
bool cell_take_mark(struct cell_parse *parse, char mark);          /* takes it if it is there */
bool cell_take_words(struct cell_parse *parse, const char *words); /* "or more": takes all of them or none */
bool cell_take_range(struct cell_parse *parse, bool between);      /* "-" or "to"; "and" after "between" */
bool cell_take_open(struct cell_parse *parse);                     /* "+", "or more", "and up", ... */

enum cell_bound { BOUND_NONE, BOUND_LOWER, BOUND_UPPER, BOUND_WITHIN, BOUND_BETWEEN };
enum cell_bound cell_take_bound(struct cell_parse *parse); /* ">", "at least", "up to", "within", ... */

/* Amounts, and durations (inputs/cell_amount.c). Fills reading->form, low, high, currency, assumed. `within`: "within
 * 18 months" was read. */
bool cell_amount(struct cell_parse *parse, bool *within);

/* Dates (inputs/cell_date.c): low and high as days; `instant` when it is a full date. */
bool cell_date(struct cell_parse *parse, bool *instant);
bool cell_looks_dated(const struct scan *scan);
/* 1 Jan 2027 */
const char *day_in_words(struct arena *arena, double day);

/* low, high, form -> distribution and understood (inputs/cell_meaning.c). */
bool cell_mean_amount(struct cell_parse *parse);
bool cell_mean_duration(struct cell_parse *parse, bool in_timeline, bool within);
bool cell_mean_date(struct cell_parse *parse, bool in_timeline, bool instant);

/* `value` with the kind's unit: "8,000,000,000 USD", "35%". */
const char *cell_value_in_words(const struct cell_parse *parse, double value);

#endif
