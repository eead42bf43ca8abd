/* Several offers that one question is about, held against one market job or each against its own. */
#ifndef LIBRARY_COMPARED_OFFERS_H
#define LIBRARY_COMPARED_OFFERS_H

#include "library/market_job.h"

struct comparison {
    size_t count; /* of the asked offers, the first; one behind them may lend its market job */
    struct compared *offers;
    const struct offer_check **check; /* of each: the offer with the market job that it is held against */
    struct market_job job;
};

/* Fills all but the count. False with problems: market jobs that cannot be taken, or several currencies. */
bool compared_offers_take(struct asking *asking, struct comparison *comparison);

#endif
