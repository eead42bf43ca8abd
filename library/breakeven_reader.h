/* What a breakeven is asked about, from its texts: the key, where to look, the goal. */
#ifndef LIBRARY_BREAKEVEN_READER_H
#define LIBRARY_BREAKEVEN_READER_H

#include "library/offer_scenario.h"
#include "library/question_reader.h"

struct breakeven_texts {
    const char *vary;   /* as typed */
    const char *end[2]; /* of lo:hi, read once the kind of the key is known; NULL: not given */
};

/* "PATH" or "PATH=lo:hi", exactly one, and METRIC.STATISTIC=VALUE (NULL: net_advantage.mean=0). False with a problem.
 */
bool breakeven_reader_texts(struct arena *arena, const struct text_list *vary, const char *goal,
                            struct problems *problems, struct breakeven_texts *texts,
                            struct breakeven *breakeven) MUST_CHECK;

/* The kind and domain of the key in the offer (base and --set given), and the ends: fills `offer`, and key, source, low
 * and high of `breakeven`. False with a problem. */
bool breakeven_reader_key(struct arena *arena, const struct breakeven_texts *texts, struct problems *problems,
                          struct breakeven_offer *offer, struct breakeven *breakeven) MUST_CHECK;

#endif
