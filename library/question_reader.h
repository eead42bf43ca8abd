/* The texts of a question (--target, --above, --for, --exit): what they mean, in values. What is wrong with one becomes
 * a problem without a place, whose message begins with the option's name. */
#ifndef LIBRARY_QUESTION_READER_H
#define LIBRARY_QUESTION_READER_H

#include "analysis/breakeven.h"
#include "inputs/problems.h"

struct text_list {
    size_t count;
    const char *const *text;
};

/* [METRIC.STAT=]VALUE. `pairs`: of a comparison, where `difference` is a statistic too. False with a problem. */
bool question_reader_targets(struct arena *arena, const struct text_list *texts, bool pairs, struct problems *problems,
                             struct question *question) MUST_CHECK;

/* Amounts in the offer's currency; NULL: in any. */
bool question_reader_above(struct arena *arena, const struct text_list *texts, const char *currency,
                           struct problems *problems, struct question *question) MUST_CHECK;

/* METRIC.STATISTIC=VALUE; NULL: net_advantage.mean=0. */
bool question_reader_goal(struct arena *arena, const char *text, struct problems *problems,
                          struct breakeven_goal *goal) MUST_CHECK;

/* "50M,80M,100M": amounts in the offer's currency, separated by commas; NULL: none. */
bool question_reader_exits(struct arena *arena, const char *text, const char *currency, struct problems *problems,
                           double **exit_value, size_t *count) MUST_CHECK;

#endif
