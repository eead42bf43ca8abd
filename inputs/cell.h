/* One grammar for every value: money, share, duration, date, score, multiple, open, as in docs/model.md, section 1.
 * A pure function from text to a reading; who calls it says what kind is expected and turns a fault into a problem. */
#ifndef INPUTS_CELL_H
#define INPUTS_CELL_H

#include "inputs/comma_use.h"
#include "inputs/date_order.h"
#include "sim/arena.h"
#include "sim/distribution.h"

#include <stdbool.h>
#include <stddef.h>

enum cell_kind {
    CELL_MONEY,
    CELL_SHARE,
    CELL_DURATION,
    CELL_DATE,
    CELL_TIMELINE,
    CELL_SCORE,
    CELL_MULTIPLE,
    CELL_COUNT,
    CELL_NUMBER
};

enum range_shape { RANGE_UNIFORM, RANGE_PERT, RANGE_LOGNORMAL90 };

enum open_shape { OPEN_PARETO, OPEN_POINT };

enum cell_doubt {
    DOUBT_NONE,
    DOUBT_BY_CURRENCY, /* where the currency is one of a country that writes 62.000 for 62 thousand */
    DOUBT_ALWAYS
};

struct cell_word { /* what a word stands for: "High" for "70%" */
    const char *word, *text;
    const struct cell_word *next;
};

struct cell_memo; /* inputs/cell_memo.h */

struct cell_rules { /* "defaults" of the file, and the context */
    enum range_shape range;
    enum open_shape open_amount;
    bool range_given, open_amount_given; /* the file says so, and takes it from no usage */
    double tail_index;
    double open_years;
    bool start_given;
    double start_day;              /* days since 1970-01-01; dates become years from it */
    const char *currency;          /* of the file; NULL: not known yet */
    const struct cell_word *words; /* for shares; NULL: none */
    enum comma_use commas;
    enum date_order dates;
    int fiscal_year_month;  /* in which fiscal years begin, 1 to 12; 0: not said */
    double shares;          /* of the company, for a price per share; 0: not known */
    double arr;             /* its yearly revenue, for "10-20x revenue"; 0: not known */
    double last_valuation;  /* in its last round, for "2-3x last round"; 0: not known */
    bool whole_company;     /* the value of the company: a price per share or a multiple of revenue becomes one */
    enum cell_doubt doubt;  /* whether "62.000" of money is a question: 62 or 62,000? */
    bool yearly;            /* pay: "a year" may stand behind it, "a month" makes it twelve times that */
    bool bare_refused;      /* a bare number is refused (percent of a grant) */
    bool loss_column;       /* impacts: "-$100K to $150K" is a loss from the first to the second magnitude, read as its
                               size, above zero; "loss" and "over 2-3 years" behind it are remarks */
    struct cell_memo *memo; /* keeps what is read; NULL: nothing does */
};

/* Those of a file that says nothing: ranges are uniform, open ends as in models/reading_defaults.h. */
struct cell_rules cell_rules_usual(void);

enum cell_form { CELL_FORM_POINT, CELL_FORM_RANGE, CELL_FORM_OPEN };

struct cell_reading {
    struct distribution distribution; /* in base units: currency units, fractions, years (dates: years from start) */
    enum cell_form form;
    double low, high;       /* ends as written, in base units; high = INFINITY when open; for dates: days since 1970,
                               before any cut at start; "within 18 months" in a timeline: 0 and 1.5 */
    const char *currency;   /* ISO code found in the cell, or NULL */
    const char *note;       /* what stood behind the value and was left out, or NULL */
    const char *understood; /* "uniform between 8,000,000,000 and 12,000,000,000 USD" */
    bool assumed;           /* a range, an open end, a unit lent by the other end: worth an assumption line */
    bool dated;             /* one full date, certain */
    bool needs_start;       /* a calendar date without a start: a fault too, but low and high are there */
    /* A fault: fault != NULL, with the byte offset into the text and one line of help (or NULL). */
    const char *fault;
    size_t fault_offset;
    const char *help;
    const char *meant; /* of a fault: the cell in full as it may be meant, or NULL */
};

/* A date is cut at the start only as CELL_TIMELINE; as CELL_DATE it may lie before it (`granted`). */
struct cell_reading cell_read(struct arena *arena, const char *text, enum cell_kind kind,
                              const struct cell_rules *rules);

/* A number with thousands separators, no more digits than it takes: 8,000,000,000 or 0.0123. */
const char *cell_number_in_words(struct arena *arena, double number);

const char *cell_kind_name(enum cell_kind kind); /* "an amount of money", "a share", ... for messages */

#endif
