/* Prepare and simulate: offer -> plan -> tallies. Preparing may fail and allocate; simulating may not. */
#ifndef MODELS_RUN_H
#define MODELS_RUN_H

#include "models/metrics.h"
#include "models/offer.h"
#include "models/progress.h"
#include "sim/sampler.h"
#include "sim/statistics.h"
#include "sim/tally.h"

/* The chain of losses: what the whole grant looks like, and what is left of it at each stage, path by path. All but the
 * last are undiscounted and before any exercise cost; the last is the metric equity_value. */
#define CHAIN_LIST(X)                                                                                                  \
    X(HEADLINE, "headline")             /* the grant's share of the exit value */                                      \
    X(REALISED, "realised")             /* no exit ever, or equity worthless: nothing */                               \
    X(DILUTED, "after_dilution")        /* later rounds and pools */                                                   \
    X(PREFERENCES, "after_preferences") /* what is paid ahead of this class */                                         \
    X(VESTED, "vested")                 /* only what was earned by the end */                                          \
    X(EXERCISED, "after_exercise")      /* less strikes, lapses and discounting: equity_value */
enum chain_stage {
#define CHAIN_MEMBER(name, key) CHAIN_##name,
    CHAIN_LIST(CHAIN_MEMBER)
#undef CHAIN_MEMBER
        CHAIN_STAGES
};
extern const char *const chain_names[CHAIN_STAGES];

struct isa;                                    /* models/engine.h */
const struct isa *isa_named(const char *name); /* NULL: no such */
const struct isa *isa_best(void);
bool isa_supported(const struct isa *isa);
const char *isa_name(const struct isa *isa);

struct plan; /* an offer prepared: draws, curves, constants; read-only while simulating; same for every isa */

/* NULL with *fault when the offer cannot be simulated (a correlation matrix that is not positive definite, a grant
 * larger than its class, ...); the fault names the key path. Cautions (plain words) are appended to the plan. */
struct plan *plan_prepare(struct arena *arena, const struct offer *offer, const char **fault);
/* The same with the decisions that leavers of another plan of the same grants make (models/leaver_decision.h): what is
 * varied there is not known to them. */
struct plan *plan_prepare_decided(struct arena *arena, const struct offer *offer, const struct plan *decided,
                                  const char **fault);
bool plan_fault_is_limit(const char *fault); /* not the offer's, but a stated limit of the program */
bool plan_is_taxed(const struct plan *plan);
size_t plan_metrics(const struct plan *plan);               /* the first so many of METRICS */
size_t plan_metric(const struct plan *plan, size_t metric); /* after tax, where the plan has taxes */
const struct draws *plan_draws(const struct plan *plan);
struct draws *plan_draws_to_hold(struct plan *plan); /* sensitivity: salt or hold a draw of this plan */
size_t plan_caution_count(const struct plan *plan);
const char *plan_caution(const struct plan *plan, size_t i);
/* What was found out on the way, and where it belongs in the offer. */
struct plan_remark {
    const char *at, *text;
};
size_t plan_remark_count(const struct plan *plan);
struct plan_remark plan_remark(const struct plan *plan, size_t i);

/* What a path can end in: the exits in the order of their names, then "(no exit)", then, with a runway,
 * "(cash ran out)". */
size_t plan_outcome_count(const struct plan *plan);
const char *plan_outcome_name(const struct plan *plan, size_t outcome);
/* The exits in the order of the file. */
size_t plan_exit_count(const struct plan *plan);
size_t plan_exit_outcome(const struct plan *plan, size_t row);
double plan_exit_probability(const struct plan *plan, size_t row);
/* Some grant can cost money on a path that ends in no exit: those outcomes are then worth a row. */
bool plan_costs_without_exit(const struct plan *plan);

/* Exercising on a day of one's own (offer.exercise_day_years); 0 where there is no such day. */
enum purchase_column { PURCHASE_HAPPENS, PURCHASE_STRIKE, PURCHASE_TAX, PURCHASE_COLUMNS };

/* What one block of LANES paths of one replicate came to. Lanes past the end of the replicate hold no meaning. */
struct outcome {
    const double *metric[METRICS]; /* columns of LANES */
    const double *chain[CHAIN_STAGES];
    const double *const *cash; /* columns of models/cash_columns.h; NULL: not asked for */
    const double *purchase[PURCHASE_COLUMNS];
    int32_t row[LANES]; /* index of the outcome (plan_outcome_name) the path ended in */
};

/* One thread's memory for one plan. */
struct workspace;
struct workspace *workspace_create(struct arena *arena, const struct plan *plan, const struct isa *isa,
                                   const struct sampling *sampling);
void workspace_seat(struct workspace *workspace, uint64_t replicate);
const struct outcome *workspace_block(struct workspace *workspace, uint64_t first_point); /* multiple of LANES */

/* --- running many paths ------------------------------------------------------------------------------------------ */
/* A watcher turns the outcomes of one or more plans (on the same points) into columns for a tally: `run` watches the
 * metrics of one plan; `compare` those of several and their differences. */
struct watched {
    const double **columns;       /* layout.columns */
    const int32_t *row;           /* NULL when layout.groups is 0 */
    const double **group_columns; /* layout.group_columns */
    double (*scratch)[LANES];     /* scratch_columns of them, per thread */
};
struct watcher {
    struct tally_layout layout;
    size_t scratch_columns;
    void (*watch)(const struct watcher *watcher, const struct outcome *const *outcomes, struct watched *watched);
    const void *context;
};

struct simulation {
    const struct plan *const *plans; /* at least one, all on the same sampling */
    size_t plan_count;
    const struct isa *isa;
    struct sampling sampling;
    uint64_t first_point, end_point; /* of every replicate; 0, 0: all. first_point is a multiple of TILE_POINTS */
    unsigned threads;
    struct watcher watcher;
    struct progress *progress; /* or NULL */
    /* By plan, for what the calling thread does, one thing after another: the same ones for every step of a scenario;
     * NULL: each step makes its own. */
    struct workspace *const *workspaces;
};

/* One tally per replicate (one in all for mc). Where the sampling has few paths (2^14), their values are kept. */
struct tally **simulate_units(struct arena *arena, const struct simulation *simulation);
/* Adds the points of the simulation to the units. False when stopped early. */
bool simulate(const struct simulation *simulation, struct tally **units);

/* The watcher of `run`: the metrics; groups = outcome rows; group columns = the distinct columns of the chain. */
struct watcher metrics_watcher(struct arena *arena, const struct plan *plan, const struct isa *isa,
                               const struct sampling *sampling);
/* What `run` simulates: one plan, its watcher, and the one workspace that each step in the calling thread takes. */
struct simulation metrics_simulation(struct arena *arena, const struct plan *plan, const struct isa *isa,
                                     const struct sampling *sampling);
/* The metrics of path 0: what deviations are counted from. */
const double *simulate_path_zero(struct arena *arena, const struct plan *plan, const struct isa *isa,
                                 const struct sampling *sampling);
size_t metrics_watcher_chain_column(const struct plan *plan, enum chain_stage stage); /* its group column */

/* The sample of what was simulated. Where values are counted, a pilot places atoms: a sixteenth of the run, within
 * these bounds, once more. */
enum { PILOT_PATHS_MIN = 1024, PILOT_PATHS = 16384 };
struct sample simulate_sample(struct arena *arena, const struct simulation *simulation, struct tally *const *units,
                              double level);

/* The columns of single paths, for --keep: calls `take` with blocks in path order; stops when it returns false. */
struct single_path {
    uint64_t path;
    int32_t row;   /* the outcome */
    double weight; /* what the path counts for, 1 on average */
    double metric[METRICS];
};
bool simulate_paths(struct arena *arena, const struct simulation *simulation, uint64_t first_path, uint64_t end_path,
                    bool (*take)(void *context, const struct single_path *path), void *context);

#endif
