/* Simulating to an answer: threads, progress, targets, time limit; then a sample to ask for figures. */
#ifndef CLI_ESTIMATE_H
#define CLI_ESTIMATE_H

#include "cli/options.h"
#include "models/run.h"

struct target {       /* a half-width to reach */
    const char *text; /* as typed */
    const char *metric, *statistic;
    double half_width; /* relative to the estimate when `relative` */
    bool relative;
    bool met;
    double reached; /* the half-width there was in the end; NAN: no interval */
};

struct estimate {
    struct simulation simulation;
    struct tally **units;
    struct sample sample;
    bool interrupted; /* by a signal: the sample is not to be used */
    bool timed_out;   /* the sample holds the last doubling that was complete; none: sample.units is 0 */
    size_t target_count;
    struct target *target;
    /* The figures that a target is about, i from 0, of which every one must be met; false: there are no more. `sample`
     * NULL: is there one at all? The member NULL: estimate_figure, one figure. */
    bool (*target_figure)(const struct sample *sample, const char *metric, const char *statistic, size_t i,
                          struct figure *figure);
    double seconds;
};

/* A figure of the sample by the names that --target takes; false when there is no such statistic. */
bool estimate_figure(const struct sample *sample, const char *metric, const char *statistic, struct figure *figure);
/* The same where the five metrics begin at `column`. */
bool estimate_figure_of(const struct sample *sample, size_t column, const char *metric, const char *statistic,
                        struct figure *figure);

/* Reads --target; STATUS_USAGE with the message printed when it means nothing. */
enum status estimate_targets(struct arena *arena, const struct options *options, struct estimate *estimate) MUST_CHECK;

/* `simulation` has plans, isa, sampling and watcher; the rest comes from the options. With targets, --paths is the
 * budget: points double until every target is met. */
void estimate_run(struct arena *arena, const struct options *options, const struct simulation *simulation,
                  struct estimate *estimate);

/* The same alone: no progress line, no signal watched, `threads` of its own. False when `progress` (which may be NULL)
 * stopped it before there was a sample. */
bool estimate_alone(struct arena *arena, const struct options *options, const struct simulation *simulation,
                    unsigned threads, struct progress *progress, struct estimate *estimate);

/* STATUS_ACCURACY when a target was not met. */
enum status estimate_status(const struct estimate *estimate);

#endif
