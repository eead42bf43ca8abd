/* Against which job the offers of a comparison are held: what `--against` says, or what their files have in common. */
#ifndef LIBRARY_MARKET_JOB_H
#define LIBRARY_MARKET_JOB_H

#include "analysis/compare_report.h"
#include "library/answer.h"

struct market_job {
    enum compare_against against;
    const char *whose;   /* of COMPARE_ONE_JOB: the name of the offer whose market job it is */
    const char *warning; /* what a reader has to know of the choice; NULL: nothing */
    const char *stays;   /* the same of stays of different lengths, where that matters */
};

/* Chooses, and makes each of the `count` offers that are compared what it then is: offer[i] is the check of asking's
 * offer i, or of that offer with another market job. False with problems. */
bool market_job_apply(struct asking *asking, size_t count, const struct offer_check **offer, struct market_job *job);

#endif
