/* The levers of a negotiation: one record for each thing that can be asked for, at a realistic step (analysis/lever.c).
 * An ask is a setting of the offer, so that `--set` gives the same figures. */
#ifndef ANALYSIS_LEVER_H
#define ANALYSIS_LEVER_H

#include "models/offer.h"

struct ask {
    const char *setting;   /* "compensation.offer.salary=98000" */
    const char *words;     /* "$10K more salary a year" */
    const char *from, *to; /* as people read them: "$88K", "$98K" */
    double amount;         /* the step in `unit`, of which the value is a multiple; NAN: there is no half of it */
    const char *unit;      /* a currency, "share", "months" */
};

struct lever {
    const char *key;   /* "salary" */
    const char *trade; /* words for any amount of it, "%s more salary a year"; NULL: there is no half of it */
    /* False: it means nothing for this offer, or is there already. */
    bool (*ask)(struct arena *arena, const struct offer *offer, struct ask *ask);
};

enum { LEVERS_MOST = 16 };
extern const struct lever levers[];
extern const size_t lever_count; /* at most LEVERS_MOST */

/* The least of 1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8 times a power of ten that is not below x > 0. */
double lever_round_up(double x);

#endif
