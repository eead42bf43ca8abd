/* How one metric depends on each uncertain input of a plan: one pass over the paths, then figures.
 *
 * Every path is run once as it is (the very paths of `run`), once with a second, independent set of draws, once for
 * each input with this input's draw from the second set, and once for each value at which an input is held. All on
 * common random numbers. A sum per replicate is kept of each; independent paths (mc) are cut into `batches` runs of
 * paths that stand for replicates. */
#ifndef MODELS_SENSITIVITY_H
#define MODELS_SENSITIVITY_H

#include "models/share.h"
#include "models/uncertain_input.h"
#include "sim/sobol_index.h"

enum { SENSITIVITY_BINS = 64 };

/* Of one input or one group of inputs; [unit] and the like: row major, unit first. */
struct input_sums {
    struct sobol_change *change; /* [unit]; NULL: it cannot be changed alone */
    double *bin_paths;           /* [unit * SENSITIVITY_BINS + bin] by its uniform; NULL: its levels say all */
    double *bin_sum;
    size_t held_count;
    double *held_sum; /* [unit * held_count + held]: levels in their order, else the 10th and the 90th percentile */
    const struct plan *held_plan; /* to hold it in; NULL: the plan itself */
};

struct sensitivity {
    struct uncertain_inputs inputs;
    struct input_groups groups;
    size_t units;
    bool bounded;             /* the metric is (models/support.h) */
    double shift;             /* values in `base` are less this */
    struct sobol_base *base;  /* [unit] */
    double *best;             /* [unit]: sum of max(y, 0) */
    struct input_sums *sums;  /* inputs, then groups */
    size_t kept;              /* paths of each unit whose values were kept, from the first on */
    double *kept_value;       /* [unit * kept + path] */
    double *const *kept_draw; /* [input][unit * kept + path]: its uniform, after correlation */
};

struct sensitivity_question {
    const struct plan *plan;
    const struct isa *isa;
    struct sampling sampling;
    size_t batches; /* of independent paths; at least 2 */
    enum metric metric;
    unsigned threads;
    bool indices_only;         /* no holding, no keeping */
    struct progress *progress; /* or NULL */
    const struct share *share; /* or NULL; of SHARE_OF_MANY only its units are run */
};

/* NULL with *fault: more uncertain inputs than the sampler has dimensions for twice. False in *complete: stopped. */
struct sensitivity *sensitivity_run(struct arena *arena, const struct sensitivity_question *question, bool *complete,
                                    const char **fault);

/* --- figures (models/sensitivity_figures.c) ----------------------------------------------------------------------- */

struct input_figures {
    struct figure low, high;          /* mean of the metric at the low and the high end */
    struct figure swing;              /* high - low, on common random numbers */
    const char *low_name, *high_name; /* "10th percentile", "does not happen", "IPO" */
    struct figure spearman;
    struct sobol_index index;
    struct figure evppi;
    bool turns; /* rises and falls along the input, both beyond error */
};

/* Pareto k of the heavier tail of the metric, from the kept paths; above 1/4 the fourth moment, and with it the error
 * of a share of the variance, may not exist. NAN: no tail to speak of. */
double sensitivity_tail(const struct sensitivity *s);
struct figure sensitivity_mean(const struct sensitivity *s, double level);
/* What knowing everything would be worth to somebody who takes the offer when the metric is above 0. */
struct figure sensitivity_evpi(const struct sensitivity *s, double level);
struct input_figures *sensitivity_figures(struct arena *arena, const struct sensitivity *s,
                                          double level); /* by input */
/* Mean of the metric at one level of an input; what knowing whether this level comes is worth. */
struct figure sensitivity_at_level(const struct sensitivity *s, size_t input, size_t at, double level);
struct figure sensitivity_level_evppi(const struct sensitivity *s, size_t input, size_t at, double level);
struct sobol_index sensitivity_index(const struct sensitivity *s, size_t input_or_group, double level);

#endif
