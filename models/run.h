/* Prepare and simulate: offer -> plan -> tallies. Preparing may fail and allocate; simulating may not. */
#ifndef MODELS_RUN_H
#define MODELS_RUN_H

#include "models/offer.h"
#include "sim/sampler.h"
#include "sim/statistics.h"
#include "sim/tally.h"

#include <stdatomic.h>

/* The five metrics of a path, in the order of every output. */
#define METRIC_LIST(X)                                                                                                 \
    X(EQUITY_VALUE, "equity_value", "money")                                                                           \
    X(FOREGONE_COMPENSATION, "foregone_compensation", "money")                                                         \
    X(NET_ADVANTAGE, "net_advantage", "money")                                                                         \
    X(YEARS_EMPLOYED, "years_employed", "years")                                                                       \
    X(JOB_LOST, "job_lost", "share")
enum metric {
#define METRIC_MEMBER(name, key, unit) METRIC_##name,
    METRIC_LIST(METRIC_MEMBER)
#undef METRIC_MEMBER
    METRICS
};
extern const char *const metric_names[METRICS];
extern const char *const metric_units[METRICS]; /* "money" stands for the offer's currency */

/* The chain of losses: what the grant is worth at each stage, per path, undiscounted but for the last. */
enum chain_stage { CHAIN_HEADLINE, CHAIN_DILUTED, CHAIN_PREFERENCES, CHAIN_VESTED, CHAIN_EXERCISED, CHAIN_STAGES };
extern const char *const chain_names[CHAIN_STAGES];

struct isa; /* models/engine.h */
const struct isa *isa_named(const char *name); /* NULL: no such */
const struct isa *isa_best(void);
bool isa_supported(const struct isa *isa);
const char *isa_name(const struct isa *isa);

struct plan; /* an offer prepared: draws, curves, constants; read-only while simulating; same for every isa */

/* NULL with *fault when the offer cannot be simulated (a correlation matrix that is not positive definite, a grant
 * larger than its class, ...); the fault names the key path. Cautions (plain words) are appended to the plan. */
struct plan *plan_prepare(struct arena *arena, const struct offer *offer, const char **fault);
const struct draws *plan_draws(const struct plan *plan);
struct draws *plan_draws_to_hold(struct plan *plan); /* sensitivity: salt or hold a draw of this plan */
size_t plan_caution_count(const struct plan *plan);
const char *plan_caution(const struct plan *plan, size_t i);
/* Second order: the plan with other exit shares (exit_count of them, and the no-exit share is the rest). */
void plan_set_exit_shares(struct plan *plan, const double *share);

/* What one block of LANES paths of one replicate came to. Lanes past the end of the replicate hold no meaning. */
struct outcome {
    double metric[METRICS][LANES];
    double chain[CHAIN_STAGES][LANES];
    int32_t exit[LANES]; /* row of the exit that was drawn and took place, or -1 */
};

struct workspace;
struct workspace *workspace_create(struct arena *arena, const struct plan *plan, const struct isa *isa,
                                   const struct sampling *sampling);
void workspace_seat(struct workspace *workspace, uint64_t replicate);
const struct outcome *workspace_block(struct workspace *workspace, uint64_t first_point);

/* --- running many paths ------------------------------------------------------------------------------------------ */
/* A watcher turns blocks of one or more plans (on the same points) into columns for a tally: `run` watches the five
 * metrics of one plan; `compare` those of several and their differences. */
struct watcher {
    struct tally_layout layout;
    /* Fills column pointers (layout.columns), group and group columns for this block; scratch is per thread,
     * scratch_columns * LANES doubles. */
    size_t scratch_columns;
    void (*watch)(const struct watcher *watcher, const struct outcome *const *outcomes, double (*scratch)[LANES],
                  const double **columns, const int32_t **group, const double **group_columns);
    const void *context;
};

struct progress { /* shared with the thread that shows it */
    atomic_uint_fast64_t paths_done;
    atomic_bool stop; /* set by a signal or a time limit: workers end early */
};

struct simulation {
    const struct plan *const *plans; /* at least one, all on the same sampling */
    size_t plan_count;
    const struct isa *isa;
    struct sampling sampling;
    unsigned threads;
    struct watcher watcher;
    struct progress *progress; /* or NULL */
    uint64_t first_span, last_span; /* shards: only these spans of simulation_spans(); 0, 0: all */
};

uint64_t simulation_spans(const struct simulation *simulation);

/* One tally per replicate (one in all for mc), created from the arena. False when stopped early. */
bool simulate(struct arena *arena, const struct simulation *simulation, struct tally **units);

/* The watcher of `run`: five metric columns; groups = exit rows; group columns = equity_value then the chain. */
struct watcher metrics_watcher(struct arena *arena, const struct plan *plan, const struct isa *isa,
                               const struct sampling *sampling);
/* Exact values of the first paths, for placing atoms: up to PILOT_PATHS of them. */
enum { PILOT_PATHS = 16384 };
struct pilot simulate_pilot(struct arena *arena, const struct simulation *simulation);

/* --- one path, told ---------------------------------------------------------------------------------------------- */
struct story_line { const char *step; const char *quantity; double value; const char *unit; const char *text; };
struct story { struct arena *arena; size_t count; struct story_line *line; };
/* unit: "money", "years", "share", "uniform", "multiple", "" ; text: what followed, in words. */
struct story plan_explain(struct arena *arena, const struct plan *plan, const struct isa *isa,
                          const struct sampling *sampling, uint64_t path);

#endif
