/* A sweep: many scenarios, each simulated by one thread, their rows kept in order. */
#ifndef CLI_SWEEP_H
#define CLI_SWEEP_H

#include "cli/estimate.h"
#include "cli/sweep_rows.h"
#include "cli/vary.h"
#include "inputs/offer_variant.h"

struct sweep_file { /* an offer that scenarios are made of */
    const char *path;
    const char *name;               /* of its scenarios; "" where there is only one file */
    const struct offer_input *base; /* its document, read once; NULL: read for its one scenario */
};

struct sweep_result {
    const char *label;        /* for a table: "0.01%, 2 years", or the name of the file */
    const char *name;         /* "grants.0.percent=0.01%, stay=2 years" */
    double *varied;           /* one for each axis, in base units */
    const char **varied_text; /* one for each axis; NULL: a number */
    const char *error;        /* NULL, or why there are no rows */
    enum status status;       /* of the error */
    bool accuracy_missed;     /* a target was not met */
    char currency[4];
    struct sweep_rows rows;
};

struct sweep {
    const struct options *options;
    struct vary vary;
    size_t file_count;
    const struct sweep_file *file;
    struct estimate targets; /* as estimate_targets left them */
    const double *above;
    struct output_style wanted;          /* its statistics */
    struct sweep_checkpoint *checkpoint; /* or NULL */
    size_t count;                        /* of scenarios: files x combinations */
    struct sweep_result *result;
    bool interrupted; /* by a signal: the results are not to be used */
    double seconds;
};

/* The statistics of a sweep when --stat names none. */
extern const char *const sweep_statistics[];
enum { SWEEP_STATISTICS = 12 };

/* Every --stat that looks like METRIC.STATISTIC must be one; prints which is not. */
enum status sweep_check_statistics(const struct options *options) MUST_CHECK;

/* The varied settings of a combination, "PATH=VALUE", for offer_variant_read. */
const struct setting *sweep_settings(struct arena *arena, const struct vary *vary, size_t combination);

/* Runs all scenarios; results are in `arena`. STATUS_FILE, printed, when the checkpoint cannot be written. */
enum status sweep_run(struct arena *arena, struct sweep *sweep) MUST_CHECK;

#endif
