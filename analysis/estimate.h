/* Simulating to an answer: targets and the time limit of a question; then a sample to ask for figures. */
#ifndef ANALYSIS_ESTIMATE_H
#define ANALYSIS_ESTIMATE_H

#include "analysis/question.h"
#include "models/run.h"

struct target_reached { /* how far a target of the question was met */
    bool met;
    double half_width; /* there was in the end; NAN: no interval */
};

struct estimate {
    struct simulation simulation;
    struct tally **units;
    struct sample sample; /* sample.units 0: stopped before there was one */
    const struct question *question;
    struct target_reached *reached; /* of each target */
    /* The figures that a target is about, i from 0, of which every one must be met; false: there are no more. `sample`
     * NULL: is there one at all? The member NULL: statistic_figure of the metric's column, one figure. */
    bool (*target_figure)(const struct sample *sample, size_t metric, const char *statistic, size_t i,
                          struct figure *figure);
    double seconds;
};

/* `simulation` has plans, isa, sampling and watcher; the rest comes from the question. With targets, the question's
 * paths are the budget: points double until every target is met. STATUS_STOPPED: stopped by who asked, or what was kept
 * before is of something else; STATUS_ACCURACY with *fault: the time was up before there was a sample; STATUS_INVALID
 * with *fault: estimate_overflow. Of a shard (share_keeps) the share is kept, and there is no sample. */
enum status estimate_run(struct arena *arena, const struct question *question, const struct simulation *simulation,
                         struct estimate *estimate, const char **fault) MUST_CHECK;

/* The same as a part of something larger: no beginning and end of its own, no time limit set, `threads` of its own.
 * The next stage of the question's share. False when it was stopped before there was a sample. */
bool estimate_alone(struct arena *arena, const struct question *question, const struct simulation *simulation,
                    unsigned threads, struct estimate *estimate);

/* NULL, or why there is no answer: of some column no path has a value that can be computed with. */
const char *estimate_overflow(const struct estimate *estimate);
/* What to do about a fault of estimate_run; NULL: nothing to say. */
const char *estimate_help(enum status status);

/* STATUS_ACCURACY when a target was not met. */
enum status estimate_status(const struct estimate *estimate);

/* Of a question that counts in units of its own: the points `first` to `end` of every replicate, as a stage of the
 * share, which may be NULL and else goes on from what it kept. `first` fills tiles. False: it was stopped. */
bool estimate_count_stage(struct arena *arena, const struct share *share, struct simulation *simulation,
                          struct tally **units, uint64_t first, uint64_t end) MUST_CHECK;

#endif
