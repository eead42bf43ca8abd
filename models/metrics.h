/* The metrics of a path as records: models/metrics.def lists those of any offer, models/tax_metrics.def those of
 * offers with taxes. */
#ifndef MODELS_METRICS_H
#define MODELS_METRICS_H

#include <stddef.h>
#include <stdint.h>

/* What a metric is to the program, whatever its key. The first three have one before and one after tax, the next one.
 * Bits: statistics name the roles that they are shown for (analysis/statistics.def). */
enum metric_role {
    METRIC_ROLE_EQUITY = 1,     /* exits contribute to its mean; the chain of losses ends in it */
    METRIC_ROLE_PAY = 2,        /* what the net is without equity, with the other sign */
    METRIC_ROLE_NET = 4,        /* the headline: offers are ranked by it, goals and targets are about it */
    METRIC_ROLE_EMPLOYMENT = 8, /* how long the job goes on */
    METRIC_ROLE_OTHER = 16,
    METRIC_ROLE_CASH = 32, /* what must be ready; whether it is lost is the metric after it */
    METRIC_ROLE_ANY = 63
};

enum metric_trait {
    METRIC_IS_FLAG = 1,     /* 0 or 1 on every path */
    METRIC_IS_PAIRED = 2,   /* money whose difference between offers is taken path by path */
    METRIC_HAS_TAILS = 4,   /* may be unbounded: its tails are looked at */
    METRIC_TAKES_ABOVE = 8, /* --above asks for it */
    METRIC_LESS_IS_BETTER = 16,
    /* What moves it, as far as its bounds go (models/support.h); of none of them: by what is not said, so unbounded. */
    METRIC_OF_STAY = 32,    /* how long the stay is */
    METRIC_OF_PAY = 64,     /* pay, what losing the job costs, the discount rate and the stay */
    METRIC_OF_EQUITY = 128, /* all else that is drawn */
    METRIC_OF_STRIKES = 256 /* how many are paid, and how high they are */
};

enum metric {
#define METRIC(NAME, key, unit, column, role, traits, brief, sentence) METRIC_##NAME,
#include "models/every_metric.def"
#undef METRIC
    METRICS
};
enum { METRICS_BEFORE_TAX = METRIC_EQUITY_AFTER_TAX }; /* all that an offer without taxes has */

/* Of equity, foregone pay and the net what is left of it after tax; any other is itself. */
size_t metric_after_tax(size_t metric);

struct metric_record {
    const char *key, *unit;
    enum metric_role role;
    unsigned traits; /* enum metric_trait */
    const char *brief, *sentence;
};
extern const struct metric_record metrics[METRICS];
extern const char *const metric_names[METRICS], *const metric_units[METRICS]; /* their keys and units alone */

/* METRICS: no such key. `length` bytes of it. */
size_t metric_of_key(const char *key, size_t length);
/* Bit m is set where metric m has the trait. */
uint64_t metrics_with(enum metric_trait trait);

#endif
