/* One printed number with its honesty: the same fields everywhere. NAN in a member is printed as null.
 *
 * `status` and `note` are apart, so that whoever keeps the figures whose status is "ok" keeps every figure there is. */
#ifndef SIM_FIGURE_H
#define SIM_FIGURE_H

struct figure {
    double estimate;
    double std_error;
    double ci_low;
    double ci_high;
    double level;       /* of the interval, 0.95; NAN when there is none */
    const char *method; /* "replicates-t", "normal", "wilson", "clopper-pearson", "order-statistics", "none", ... */
    const char *status; /* "ok", or why there is no estimate: "no paths", "does not vary", ... */
    const char *note;   /* NULL, or what to know of one that is there: "atom", "heavy tail: too narrow", ... */
};

/* Why there is no estimate, or, where there is one, what to know of it. */
void figure_tell(struct figure *figure, const char *why);

/* What rounds it for the eye: its standard error, else a quarter of its interval, else NAN. */
double figure_error(const struct figure *figure);

/* whole - figure, with its interval: 0 turns a difference round, 1 a share. */
struct figure figure_from(double whole, struct figure figure);

static inline const char *figure_note(const struct figure *figure)
{
    return figure->note ? figure->note : "";
}

#endif
