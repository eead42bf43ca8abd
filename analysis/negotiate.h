/* What each ask of a negotiation is worth: every lever against the offer as it is, on the same random numbers. */
#ifndef ANALYSIS_NEGOTIATE_H
#define ANALYSIS_NEGOTIATE_H

#include "analysis/estimate.h"
#include "analysis/lever.h"
#include "analysis/subject.h"

/* The offer with settings put on it, read and prepared; NULL where they make no offer. One thread at a time asks. */
struct ask_source {
    const void *context;
    const struct plan *(*plan)(const void *context, struct arena *arena, const char *const *setting, size_t count);
};

struct asked {
    const struct lever *lever; /* NULL: a package */
    struct ask ask;
    struct figure mean, median, p_positive; /* the offer with it less the offer as it is; chances in shares */
    struct figure company_cost; /* present value: what it pays more, and the equity that others give up for it */
};

struct trade { /* as much as the first in mean */
    const struct lever *lever;
    double amount;
    const char *unit;
    struct figure mean; /* of that amount */
};

struct negotiation {
    size_t asked_count;
    struct asked *asked; /* in the order of the levers; of those that change anything */
    size_t trade_count;
    struct trade *trade;   /* the amounts of levers that equal the first one's step, which stands first */
    struct asked *package; /* NULL, or the asks that make it likeliest to come out ahead for at most `budget` of cost */
    double budget;
};

/* `against`: the plan of another offer that the chance of coming out ahead is about, or NULL: the market job. False
 * when the progress stopped it. */
bool negotiate(struct arena *arena, const struct question *question, const struct subject *subject,
               const struct plan *against, const struct ask_source *source, struct negotiation *negotiation) MUST_CHECK;

/* Indices of the asks that gain anything, by how much likelier each makes it to come out ahead for what it costs the
 * company, then by what it gains; how many, at most `most`. */
size_t negotiate_strongest(const struct negotiation *negotiation, size_t most, size_t *index);

#endif
