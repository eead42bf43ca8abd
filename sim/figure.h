/* One printed number with its honesty: the same fields everywhere. NAN in a member is printed as null. */
#ifndef SIM_FIGURE_H
#define SIM_FIGURE_H

struct figure {
    double estimate;
    double std_error;
    double ci_low;
    double ci_high;
    double level;       /* of the interval, 0.95; NAN when there is none */
    const char *method; /* "replicates-t", "normal", "wilson", "clopper-pearson", "order-statistics", "none", ... */
    const char *status; /* "ok", or why a part is null: "too few paths", "atom", "no interval", ... */
};

#endif
