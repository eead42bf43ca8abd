/* A value that is not known: a distribution, and its prepared form, a curve from a uniform column to a value column.
 *
 * A distribution kind is one const record in one file (sim/distributions/NAME.c) and one line in
 * sim/distributions.def. It reads its parameters, checks them, knows its moments and its quantile function, and
 * prepares itself as one of the few curve families that have a column kernel (sim/curve_kernel.h). A slow quantile
 * function is tabulated once by sim/inverse_table.h. All of it is own arithmetic (sim/numeric.h): no libm or GSL value
 * reaches a draw. */
#ifndef SIM_DISTRIBUTION_H
#define SIM_DISTRIBUTION_H

#include "sim/arena.h"

#include <stdbool.h>
#include <stddef.h>

struct distribution_kind;

enum { DISTRIBUTION_PARAMETERS = 4 };

struct distribution {
    const struct distribution_kind *kind;      /* NULL: not given */
    double parameter[DISTRIBUTION_PARAMETERS]; /* in the kind's own order; see its file */
    size_t count;                              /* of the two arrays below (discrete, empirical, quantiles) */
    const double *value;                       /* ascending */
    const double *probability;                 /* discrete: of each value, sum 1; quantiles: the levels; else NULL */
};

/* One parameter as a file gives it: "p5": 6e9 */
struct distribution_argument {
    const char *key;
    double number; /* when count == 0 */
    size_t count;  /* of an array argument */
    const double *numbers;
};

enum argument_role {
    ARGUMENT_VALUE,  /* in the unit of the quantity described: "$6B", "3%", "18 months" */
    ARGUMENT_NUMBER, /* a plain number: alpha, sigma, tail_index */
    ARGUMENT_VALUES, /* array of the first */
    ARGUMENT_NUMBERS /* array of the second (probabilities; a "30%" there is 0.3) */
};

struct distribution_key {
    const char *name; /* NULL ends the list; "p*": any percentile, p0 ... p100, fractions allowed ("p2.5") */
    enum argument_role role;
    const char *meaning;
};

enum curve_family {
    CURVE_AFFINE,      /* a + b u; a point has b = 0 */
    CURVE_EXPONENTIAL, /* a + b (-ln(1-u)) */
    CURVE_POWER,       /* a (-ln(1-u))^b: Weibull */
    CURVE_PARETO,      /* a exp(b (-ln(1-u))), b = 1/tail index */
    CURVE_NORMAL,      /* a + b z(u) */
    CURVE_LOGNORMAL,   /* exp(a + b z(u)) */
    CURVE_TRIANGULAR,  /* with c = x[0]: a + sqrt(x[1] u) for u < c, b - sqrt(x[2] (1-u)) from c on */
    CURVE_STEPS,       /* y[k], k = number of x[] (cumulated, count of them) that are < u, so that y is the smallest
                          value with P(X <= y) >= u; x NULL: count equal steps, k = ceil(u count) - 1 */
    CURVE_CUBIC,       /* count - 1 pieces between knots x[0..count-1], x[0] = 0, x[count-1] = 1; y: 4 coefficients a
                          piece, rising powers of (u - x[k]) */
    CURVE_TABLE        /* inverse table: y and count as in sim/inverse_table.h */
};

struct curve {
    enum curve_family family;
    bool unbounded; /* as the kind it was made from */
    double a, b;
    size_t count;
    const double *x;
    const double *y;
};

struct distribution_kind {
    const char *name;    /* as in {"dist": NAME} */
    const char *summary; /* one line for help, schema and docs */
    const struct distribution_key *keys;
    bool unbounded; /* there is no largest value: a tail that moments can suffer from */
    /* Fills `out` (also its kind) from the arguments given (no unknown keys; each key once). False: `*fault` says in
     * plain words what is missing or wrong, e.g. "needs mean and sd, or two percentiles, or median and sigma". Text may
     * come from the arena. */
    bool (*read)(struct arena *arena, const struct distribution_argument *given, size_t count, struct distribution *out,
                 const char **fault);
    double (*mean)(const struct distribution *d);               /* exact; HUGE_VAL when it does not exist */
    double (*quantile)(const struct distribution *d, double u); /* 0 < u < 1; exact reference for tests and tables */
    /* P(X <= x), for tests and for percentile look-ups; may be NULL when only quantile is known. */
    double (*below)(const struct distribution *d, double x);
    struct curve (*prepare)(struct arena *arena, const struct distribution *d);
    /* NULL or a warning in plain words, e.g. a Pareto whose tail index has no variance. NULL member: never any. */
    const char *(*caution)(const struct distribution *d);
    /* One value with probability 1? NULL member: never. */
    bool (*certain)(const struct distribution *d, double *value);
};

/* Is `name` this key, or one that its pattern "p*" stands for? The argument then keeps the name as given ("p5"). */
bool distribution_key_matches(const struct distribution_key *key, const char *name);

/* All kinds, in the order of sim/distributions.def; NULL at the end. */
extern const struct distribution_kind *const distribution_kinds[];
const struct distribution_kind *distribution_kind_named(const char *name); /* NULL when there is none */

/* Shorthands for the readings of plain cells. */
struct distribution distribution_point(double value);
struct distribution distribution_uniform(double min, double max);
struct distribution distribution_pareto(double min, double tail_index);
struct distribution distribution_shifted_exponential(double origin, double mean); /* origin + exponential */
struct distribution distribution_pert(double min, double mode, double max);
struct distribution distribution_lognormal_percentiles(double p5, double p95);

bool distribution_is_point(const struct distribution *d, double *value); /* certain: one value with probability 1 */
double distribution_mean(const struct distribution *d);
double distribution_quantile(const struct distribution *d, double u);
struct curve distribution_prepare(struct arena *arena, const struct distribution *d);
const char *distribution_caution(const struct distribution *d); /* NULL: none */

#endif
