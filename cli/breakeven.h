/* The value of one key at which a statistic reaches a level: found on the same random numbers for every value. */
#ifndef CLI_BREAKEVEN_H
#define CLI_BREAKEVEN_H

#include "cli/options.h"
#include "inputs/offer_variant.h"

struct breakeven_goal { /* METRIC.STATISTIC=LEVEL */
    const char *text;   /* "net_advantage.mean=0" */
    const char *metric, *statistic;
    const char *unit; /* of the level; "money" is the offer's currency */
    double level;
};

struct breakeven_crossing {
    struct figure value; /* of the key, in base units */
    bool rising;         /* the statistic grows with the key there */
};

struct breakeven {
    /* what is asked */
    const struct options *options;
    const struct offer_input *base;
    const char *path; /* of the key, as typed */
    bool bounded;     /* low and high were given */
    struct breakeven_goal goal;
    struct varied_value key; /* kind and domain; number: what the offer says now, or NAN */
    /* what was found */
    double low, high; /* where was looked */
    size_t count;
    const struct breakeven_crossing *crossing; /* ascending */
    size_t evaluations;
    bool interrupted, timed_out; /* nothing below may be used */
    const char *fault;           /* NULL, or why no value in the range could be simulated */
};

/* Reads --for (NULL: net_advantage.mean=0); STATUS_USAGE with the message printed. */
enum status breakeven_goal(struct arena *arena, const char *text, const char *currency,
                           struct breakeven_goal *goal) MUST_CHECK;

/* Looks on a grid over [low, high], or outward from the present value, then narrows every change of sign. */
void breakeven_find(struct arena *arena, struct breakeven *breakeven);

#endif
