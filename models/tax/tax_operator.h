/* An operator of a tax table's steps: one record in one file (models/tax/operators/NAME.c), one line in
 * models/tax/operators.def. A record says which keys a step of it has, so that no reader knows an operator by name; how
 * it runs over columns; and what can be told of its value before it runs, so that steps that cannot matter fall away.
 *
 * The file is compiled once per instruction set; everything but `run` is taken from the baseline build. `run` can do
 * nothing but compute its column: no libm but fabs, floor and sqrt. */
#ifndef MODELS_TAX_TAX_OPERATOR_H
#define MODELS_TAX_TAX_OPERATOR_H

#include "models/tax/tax_table.h"
#include "sim/isa.h"

#include <stdint.h>

enum tax_operator_index {
#define TAX_OPERATOR(name) TAX_OPERATOR_##name,
#include "models/tax/operators.def"
#undef TAX_OPERATOR
    TAX_OPERATORS
};

enum tax_key_kind {
    TAX_KEY_TERMS,  /* {name: coefficient or name of a number, ...} */
    TAX_KEY_LIST,   /* [name or amount, ...] */
    TAX_KEY_VALUE,  /* a name or an amount: one term */
    TAX_KEY_FACTOR, /* a constant: the name of a number, or a number */
    TAX_KEY_TARIFF, /* the name of a tariff */
    TAX_KEY_MODE    /* one of the operator's modes */
};

struct tax_operator_key {
    const char *name;
    enum tax_key_kind kind;
    bool optional;   /* of a factor */
    bool above_zero; /* of a factor */
    double fallback; /* of an optional factor */
};

enum { TAX_KEYS_MAX = 6 };

struct tax_range { /* of a value, whatever the arguments in their ranges; low == high: it is known */
    double low, high;
};

/* While a program is prepared `at` is the number of a value, in the program that of a column. */
struct tax_term {
    double coefficient; /* 1 but in a sum */
    size_t at;          /* TAX_CONSTANT: `constant` */
    double constant;
};

#define TAX_CONSTANT SIZE_MAX

/* A schedule made ready: rising marginal rates without a jump are the greatest of straight lines; others take the piece
 * of the amount, with the unit folded into the coefficients. */
struct tax_tariff_pieces {
    size_t count;
    bool convex;
    double first; /* the amount below which the tariff is constant */
    double from[TAX_PIECES_MAX], origin[TAX_PIECES_MAX];
    double c0[TAX_PIECES_MAX], c1[TAX_PIECES_MAX], c2[TAX_PIECES_MAX]; /* convex: c0 + c1 x */
};

struct tax_instruction {
    size_t op;
    size_t out; /* a value, then a column */
    size_t count;
    struct tax_term *term;
    double constant; /* sum: added; min, max: one more operand */
    double factor[TAX_FACTORS_MAX];
    const struct tax_schedule *schedule;
    const struct tax_tariff_pieces *pieces;
    size_t mode;
    bool positive;
};

/* A signed sum of an instruction's terms: where it changes its sign the value may bend. */
enum { TAX_BENDS_MAX = 16, TAX_BEND_TERMS_MAX = 4 };
struct tax_bend {
    double coefficient[TAX_BEND_TERMS_MAX], constant;
};

struct tax_lines; /* models/tax/tax_lines.h */

/* What is known of the values before an instruction, by number. */
struct tax_knowledge {
    const struct tax_range *range;
    const struct tax_lines *const *lines;       /* NULL: none */
    const struct tax_instruction *const *maker; /* NULL: an argument */
};

struct tax_operator {
    const char *name, *meaning;
    struct tax_operator_key key[TAX_KEYS_MAX]; /* name == NULL ends */
    const char *const *modes;                  /* NULL ends; NULL: it has none */
    bool cuts;                                 /* a step may say "positive" */
    /* Takes out of a step what cannot change its value, its known terms becoming one constant; NULL: nothing to take.
     * With the constant `neutral` a step of one term is that term. */
    double neutral;
    void (*fold)(struct tax_instruction *instruction, const struct tax_knowledge *knowledge);
    /* Before the cut at 0, after folding. */
    struct tax_range (*range)(const struct tax_instruction *instruction, const struct tax_range *term);
    /* Where the value bends when its terms move along straight lines; how many, SIZE_MAX: it is curved or jumps. NULL:
     * it always does. Of at most TAX_BEND_TERMS_MAX terms. */
    size_t (*bends)(const struct tax_instruction *instruction, struct tax_bend bend[TAX_BENDS_MAX]);
    void (*run)(const struct tax_instruction *instruction, double (*column)[LANES], size_t chunks);
};

enum { TAX_BUILDS = 3 }; /* baseline, avx2, avx512: the index of an isa (models/engine.h) */
extern const struct tax_operator *const tax_operators[TAX_BUILDS][TAX_OPERATORS];

/* `run` computes the first chunks x TAX_CHUNK lanes: a year that few households have costs what it has of them. */
enum { TAX_CHUNK = 16, TAX_CHUNKS = LANES / TAX_CHUNK };

/* Whether value a is at most value b on every path, as far as their ranges, makers and lines tell. */
bool tax_at_most(const struct tax_knowledge *knowledge, size_t a, size_t b);

/* For folding. */
void tax_term_remove(struct tax_instruction *instruction, size_t index);

#endif
