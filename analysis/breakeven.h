/* The value of one key at which a statistic reaches a level: found on the same random numbers for every value. */
#ifndef ANALYSIS_BREAKEVEN_H
#define ANALYSIS_BREAKEVEN_H

#include "analysis/scenario.h"

struct breakeven_goal { /* METRIC.STATISTIC=LEVEL */
    const char *text;   /* "net_advantage.mean=0" */
    size_t metric;
    const char *statistic;
    const char *unit; /* of the level; "money" is the offer's currency */
    double level;
};

struct breakeven_key { /* what may be varied, in base units */
    const char *path;  /* as typed */
    const char *unit;  /* "money" is the offer's currency */
    double now;        /* what the offer says; NAN: nothing, or no number */
    bool now_is_mean;  /* of a range */
    double least, most;
    bool least_excluded, most_excluded;
    bool whole;   /* takes whole numbers only */
    double usual; /* what such a key is about, where the offer does not say */
};

struct breakeven_source {
    void *context;
    /* Reads and prepares the offer with the key at x; NAN: the offer as it is. `told`: with the notes of its subject.
     * False with a fault. */
    bool (*read)(void *context, struct arena *arena, double x, bool told, struct scenario *scenario);
    const char *(*text)(void *context, struct arena *arena, double x); /* x as such a key is written */
};

enum breakeven_shape {
    BREAKEVEN_ROOT,
    BREAKEVEN_JUMP, /* the statistic jumps past the level */
    BREAKEVEN_RANGE /* it is the level, exactly, for every value from..to; `value` is where it stops being so */
};
#define BREAKEVEN_JUMPS "jumps past the level there" /* what the row of a jump notes */

struct breakeven_crossing {
    struct figure value; /* of the key, in base units */
    bool rising;         /* the statistic grows with the key there */
    enum breakeven_shape shape;
    double from, to;
};

struct breakeven_point { /* of the curve that was looked at */
    double x;
    struct figure statistic;
};

struct breakeven {
    /* what is asked */
    const struct question *question;
    struct breakeven_goal goal;
    struct breakeven_key key;
    struct breakeven_source source;
    bool bounded; /* low and high were given */
    /* what was found */
    double low, high; /* where was looked */
    size_t count;
    const struct breakeven_crossing *crossing; /* ascending */
    double touches; /* nothing was found, but here the interval of the statistic holds the level; NAN: nowhere */
    size_t evaluations;
    size_t point_count;
    const struct breakeven_point *point; /* ascending */
};

struct breakeven_shown {
    const char *path, *goal;   /* "grants.0.percent", "net_advantage.mean=0" */
    const char *unit;          /* of the key; "" where it has none */
    double present, low, high; /* what the offer says now (NAN: nothing), and where was looked */
    bool present_is_mean;      /* the offer has a range there */
    size_t found;
    const bool *rising;                        /* of each crossing */
    const struct breakeven_crossing *crossing; /* likewise */
    double touches;                            /* as in struct breakeven */
    double level;                              /* of the goal */
    const char *level_unit;
    size_t point_count;
    const struct breakeven_point *point; /* ascending */
};

extern const struct result_form breakeven_form;

/* Looks on a grid over [low, high], or outward from the present value, between its points where the statistic comes
 * nearer to the level and goes away again, and narrows every change of sign and every range on which it is the level;
 * rows of the goal's metric, group = the key's path, statistics breakeven, breakeven_2, ... Without a report:
 * STATUS_STOPPED; with *fault STATUS_ACCURACY when the time was up, and what the source said when no value could be
 * simulated. */
enum status breakeven_report_of(struct arena *arena, struct breakeven *breakeven, struct report **report,
                                struct breakeven_shown *shown, const char **fault) MUST_CHECK;

#endif
