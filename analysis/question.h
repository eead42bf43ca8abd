/* What is asked about an offer, in plain values: nothing here is a text that still has a meaning to be found, a file or
 * an option. Whoever asks (library/) made it; what is computed (the other files of analysis/) only reads it. */
#ifndef ANALYSIS_QUESTION_H
#define ANALYSIS_QUESTION_H

#include "models/progress.h"
#include "models/share.h"
#include "sim/sampler.h"
#include "sim/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct target {       /* a half-width to reach */
    const char *text; /* as typed */
    size_t metric;
    const char *statistic;
    double half_width; /* relative to the estimate when `relative` */
    bool relative;
};

struct question {
    /* how to simulate */
    const struct sampler *sampler;
    uint64_t seed, paths, replicates;
    unsigned threads;
    const struct isa *isa;
    double level;              /* of every interval: 0.95 */
    double max_time_seconds;   /* 0: none */
    struct progress *progress; /* never NULL */
    const struct share *share; /* NULL: all of the work */
    /* what is wanted besides */
    size_t target_count;
    const struct target *target; /* --target; with one or more, `paths` is the budget */
    size_t above_count;
    const double *above; /* --above, in the offer's currency */
    size_t statistic_count;
    const char *const *statistic; /* --stat, as report_row_wanted takes them; none: all */
    uint64_t second_order;        /* outer draws; 0: none */
    double risk_aversion;         /* of certainty equivalents, 0 and up; NAN: none wanted */
    uint64_t repeats;             /* coverage, bench; 0: the usual number */
    bool one_sampler;             /* bench: only this sampler, and mc */
};

/* The question of at most so many paths, asked beside another: all of it, whatever the accuracy. */
struct question question_beside(const struct question *question, uint64_t most_paths);

/* The points of the question's paths. */
struct sampling question_sampling(const struct question *question);

#endif
