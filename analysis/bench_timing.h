/* Timing an offer under every sampler: the repeats are interleaved, so that a busy moment of the machine falls on all.
 */
#ifndef ANALYSIS_BENCH_TIMING_H
#define ANALYSIS_BENCH_TIMING_H

#include "analysis/question.h"
#include "models/run.h"

enum bench_part {
    BENCH_SIMULATE,   /* all paths, on one thread: its processor time, for others may use the machine too */
    BENCH_STATISTICS, /* then every default figure of `run`; the same whatever the number of paths */
    BENCH_FLOOR,      /* the draws and curves alone, on one thread (models/floor.h) */
    BENCH_ALONE,      /* the time that passed meanwhile */
    BENCH_THREADED,   /* that passed for all paths on question->threads; not measured when that is 1 */
    BENCH_PARTS
};

/* The means whose error is followed. */
enum bench_mean { BENCH_NET_ADVANTAGE, BENCH_EQUITY_VALUE, BENCH_MEANS };
extern const enum metric bench_metric[BENCH_MEANS];

enum { BENCH_LEVELS = 7 }; /* a quarter of the paths from each to the next */

struct bench_level {
    uint64_t paths;
    double variance[BENCH_MEANS]; /* of the mean: std_error^2, averaged over the repeats */
};

struct bench_sampler {
    const struct sampler *sampler;
    struct sampling sampling;
    double *seconds[BENCH_PARTS];           /* of each repeat */
    struct bench_level level[BENCH_LEVELS]; /* the first has all paths */
    double mean[BENCH_MEANS];
};

struct bench {
    const struct question *question;
    const char *name;
    size_t repeats;
    size_t draws, curves; /* of a path */
    double *yardstick_ns; /* of each repeat: a step of plain arithmetic that has nothing to do with this program */
    size_t sampler_count; /* all, or the one asked for and mc */
    struct bench_sampler *sampler;
};

uint64_t bench_paths(const struct bench *bench); /* in all: for who watches */
struct bench bench_prepare(struct arena *arena, const struct question *question, const struct plan *plan,
                           const char *name);
/* False when stopped early. */
bool bench_measure(struct bench *bench, const struct plan *plan);

#endif
