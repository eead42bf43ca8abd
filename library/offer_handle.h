/* An offer of the library's user: a document, what was set in it, and the last check of the two. */
#ifndef LIBRARY_OFFER_HANDLE_H
#define LIBRARY_OFFER_HANDLE_H

#include "inputs/offer_variant.h"
#include "library/messages.h"
#include "models/run.h"

struct offer_check { /* what the document means; in an arena of its own */
    struct arena *arena;
    enum status status;
    struct offer_input input;
    const struct plan *plan; /* NULL: with... */
    const char *plan_fault;  /* ...why it cannot be simulated */
    struct messages messages;
};

struct offercast_offer {
    struct arena *arena;
    struct offer_input base; /* the document alone */
    size_t setting_count;
    struct setting *setting;
    size_t assume_count;
    const char **assume;       /* names of alternatives */
    struct offer_check *check; /* NULL: not yet, or memory ran out in it */
};

/* The document as it is assumed to be, for variants to be made of by one thread at a time: its problems tell where what
 * is assumed does not apply. */
const struct offer_input *offer_base(struct arena *arena, const struct offercast_offer *offer);

/* What the offer means with another document in the place of its own: base->document. */
struct offer_check *offer_check_as(struct arena *arena, const struct offercast_offer *offer,
                                   const struct offer_input *base);
/* As offer_can_run, of a check. */
bool offer_check_can_run(const struct offer_check *check, struct problems *problems);

/* Of a checked offer that can be simulated; else a problem. */
bool offer_can_run(const struct offercast_offer *offer, struct problems *problems);
/* It has a plan, whether or not it lacks something; else a problem. */
bool offer_has_plan(const struct offercast_offer *offer, struct problems *problems);

#endif
