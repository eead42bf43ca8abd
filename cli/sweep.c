#include "cli/sweep.h"

#include "cli/door.h"
#include "cli/metrics_report.h"
#include "cli/offer_report.h"
#include "cli/progress.h"
#include "cli/scenario.h"
#include "cli/scorecard.h"

#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

const char *const sweep_statistics[SWEEP_STATISTICS] = {
    "net_advantage.mean",  "net_advantage.p5",           "net_advantage.p50",   "net_advantage.p95",
    "net_advantage.cvar5", "net_advantage.p_positive",   "equity_value.mean",   "equity_value.p95",
    "equity_value.p_zero", "foregone_compensation.mean", "years_employed.mean", "job_lost.mean"};

/* --- statistics --------------------------------------------------------------------------------------------------- */

/* Splits "net_advantage.p97.5" where a metric's name ends; false when it begins with none. */
static bool split(const char *stat, size_t *metric, const char **statistic)
{
    for (*metric = 0; *metric < METRICS; ++*metric) {
        size_t length = strlen(metric_names[*metric]);
        if (strncmp(stat, metric_names[*metric], length) == 0 && stat[length] == '.') {
            *statistic = stat + length + 1;
            return true;
        }
    }
    return false;
}

enum status sweep_check_statistics(const struct options *options)
{
    static const char *const others[] = {"min", "max"};
    for (size_t i = 0; i < options->stat.count; i++) {
        const char *stat = options->stat.text[i], *statistic;
        struct figure unused;
        size_t metric;
        /* What has no metric before it, or a group between, may be any row's. */
        if (!split(stat, &metric, &statistic))
            continue;
        bool known = strchr(statistic, '.') || strncmp(statistic, "p_above", strlen("p_above")) == 0 ||
                     estimate_figure(NULL, metric_names[metric], statistic, &unused);
        for (size_t k = 0; k < sizeof others / sizeof *others; k++)
            known = known || strcmp(statistic, others[k]) == 0;
        if (!known) {
            fprintf(stderr,
                    "offercast: --stat %s: there is no such statistic\n"
                    "  help: mean, sd, min, max, p1 ... p99, p_zero, p_positive, p_negative, cvar5\n",
                    stat);
            return STATUS_USAGE;
        }
    }
    return STATUS_OK;
}

/* Quantiles that were asked for and are not among those of every report. */
static void add_asked(struct report *report, const struct options *options, const struct sample *sample)
{
    for (size_t i = 0; i < options->stat.count; i++) {
        const char *statistic;
        struct figure figure;
        size_t metric;
        if (split(options->stat.text[i], &metric, &statistic) &&
            !report_find(report, metric_names[metric], "", statistic) &&
            estimate_figure(sample, metric_names[metric], statistic, &figure))
            report_add_row(report, metric_names[metric], "", statistic, metric_units[metric], figure);
    }
}

/* --- workers ------------------------------------------------------------------------------------------------------ */

struct crew {
    struct sweep *sweep;
    struct arena *arena; /* of the results; under `keeping`, like the texts */
    struct sweep_texts texts;
    struct progress *progress;
    unsigned threads_each;
    atomic_size_t next;
    pthread_mutex_t reading, keeping;
    double written_seconds; /* when the checkpoint was written last */
    enum status status;     /* of writing it; main thread only */
};

static const double checkpoint_seconds = 5;

const struct setting *sweep_settings(struct arena *arena, const struct vary *vary, size_t combination)
{
    struct setting *settings = arena_alloc(arena, vary->axes + 1, sizeof *settings);
    for (size_t i = 0; i < vary->axes; i++)
        settings[i] =
            (struct setting){arena_text(arena, "%s=%s", vary->axis[i].path, vary_value(vary, combination, i)), i + 1};
    return settings;
}

/* "PATH=VALUE, PATH=VALUE" behind the file's name; without paths for a table, whose heading has them. */
static const char *name_of(struct arena *arena, const struct sweep *sweep, size_t index, bool with_paths)
{
    const char *name = sweep->file[index / sweep->vary.combinations].name;
    for (size_t i = 0; i < sweep->vary.axes; i++)
        name = arena_text(arena, "%s%s%s%s%s", name, *name ? ", " : "", with_paths ? sweep->vary.axis[i].path : "",
                          with_paths ? "=" : "", vary_value(&sweep->vary, index % sweep->vary.combinations, i));
    return name;
}

static bool read_scenario(struct crew *crew, struct arena *arena, size_t index, struct scenario *scenario)
{
    const struct sweep *sweep = crew->sweep;
    const struct sweep_file *file = &sweep->file[index / sweep->vary.combinations];
    const struct setting *settings = sweep_settings(arena, &sweep->vary, index % sweep->vary.combinations);
    pthread_mutex_lock(&crew->reading);
    bool fine = scenario_read(arena, sweep->options, file->base, file->path, settings, sweep->vary.axes, scenario);
    pthread_mutex_unlock(&crew->reading);
    return fine;
}

/* Rows of a scenario that was simulated; false when it was stopped. */
static bool simulate_scenario(struct crew *crew, struct arena *arena, struct scenario *scenario, struct report *report)
{
    const struct sweep *sweep = crew->sweep;
    if (!scenario_simulate(arena, sweep->options, crew->threads_each, crew->progress, &sweep->targets, scenario))
        return false;
    report->currency = scenario->input.offer.currency;
    metrics_report_fill(report, &scenario->estimate, scenario->plan, sweep->above, sweep->options->above.count);
    if (sweep->options->stat.count) {
        offer_report_timelines(report, &scenario->input.offer);
        scorecard_add(report, &scenario->input.offer, sweep->options->seed);
        add_asked(report, sweep->options, &scenario->estimate.sample);
    }
    return true;
}

/* All times count from `start`: in base units it is always 0, so it stands as typed. */
static void keep_varied(struct sweep *sweep, size_t index, size_t axis, const struct varied_value *value)
{
    struct sweep_result *result = &sweep->result[index];
    result->varied[axis] = value->number;
    if (value->pointer && strcmp(value->pointer, "/start") == 0)
        result->varied_text[axis] = vary_value(&sweep->vary, index % sweep->vary.combinations, axis);
}

static void keep(struct crew *crew, size_t index, const struct scenario *scenario, const struct report *report,
                 const struct sweep_rows *found)
{
    struct sweep *sweep = crew->sweep;
    struct sweep_result *result = &sweep->result[index];
    pthread_mutex_lock(&crew->keeping);
    for (size_t i = 0; i < sweep->vary.axes; i++)
        keep_varied(sweep, index, i, &scenario->value[i]);
    result->status = scenario->fault ? scenario->status : STATUS_OK;
    result->error = scenario->fault ? arena_copy(crew->arena, scenario->fault, strlen(scenario->fault)) : NULL;
    if (!scenario->fault) {
        memcpy(result->currency, scenario->input.offer.currency, sizeof result->currency);
        result->accuracy_missed = estimate_status(&scenario->estimate) != STATUS_OK;
        result->rows = found ? *found
                             : sweep_rows_of(crew->arena, &crew->texts, report, &sweep->wanted,
                                             sweep->options->stat.count == 0, scenario->input.sha256);
        if (sweep->checkpoint && !found)
            sweep_checkpoint_add(sweep->checkpoint, &result->rows);
    }
    pthread_mutex_unlock(&crew->keeping);
}

static void run_one(struct crew *crew, size_t index)
{
    struct sweep *sweep = crew->sweep;
    struct arena *arena = arena_create();
    struct scenario scenario;
    struct report *report = report_create(arena, "run");
    const struct sweep_rows *found = NULL;
    bool done = true;
    if (read_scenario(crew, arena, index, &scenario)) {
        found = sweep->checkpoint ? sweep_checkpoint_find(sweep->checkpoint, scenario.input.sha256) : NULL;
        if (!found)
            done = simulate_scenario(crew, arena, &scenario, report);
    }
    if (found || scenario.fault) { /* counted as done, for the progress line */
        struct sampling sampling = sampling_of(sweep->options->sampler, sweep->options->seed, sweep->options->paths,
                                               sweep->options->replicates);
        atomic_fetch_add(&crew->progress->paths_done, sampling_paths(&sampling));
    }
    if (done)
        keep(crew, index, &scenario, report, found);
    arena_destroy(arena);
}

static void write_checkpoint(struct crew *crew)
{
    const char *fault = NULL;
    pthread_mutex_lock(&crew->keeping);
    enum status status = sweep_checkpoint_write(crew->sweep->checkpoint, &fault);
    pthread_mutex_unlock(&crew->keeping);
    crew->written_seconds = progress_seconds();
    if (status != STATUS_OK && crew->status == STATUS_OK) {
        fprintf(stderr, "offercast: --checkpoint: %s\n", fault);
        crew->status = status;
        atomic_store(&crew->progress->stop, true); /* hours of work would be lost in the end */
    }
}

static void *work(void *argument)
{
    struct crew *crew = argument;
    for (;;) {
        size_t index = atomic_fetch_add(&crew->next, 1);
        if (index >= crew->sweep->count || atomic_load(&crew->progress->stop))
            return NULL;
        run_one(crew, index);
    }
}

/* The main thread works too, and alone writes files. */
static void work_and_write(struct crew *crew)
{
    for (;;) {
        size_t index = atomic_fetch_add(&crew->next, 1);
        if (index >= crew->sweep->count || atomic_load(&crew->progress->stop))
            return;
        run_one(crew, index);
        if (crew->sweep->checkpoint && progress_seconds() - crew->written_seconds > checkpoint_seconds)
            write_checkpoint(crew);
    }
}

static void run_crew(struct crew *crew, unsigned workers)
{
    pthread_t thread[1024];
    bool started[1024] = {false};
    pthread_mutex_init(&crew->reading, NULL);
    pthread_mutex_init(&crew->keeping, NULL);
    for (unsigned t = 1; t < workers; t++)
        started[t] = pthread_create(&thread[t], NULL, work, crew) == 0;
    work_and_write(crew);
    for (unsigned t = 1; t < workers; t++)
        if (started[t])
            pthread_join(thread[t], NULL);
    if (crew->sweep->checkpoint && crew->status == STATUS_OK)
        write_checkpoint(crew);
    pthread_mutex_destroy(&crew->reading);
    pthread_mutex_destroy(&crew->keeping);
}

static void prepare_results(struct arena *arena, struct sweep *sweep)
{
    sweep->count = sweep->file_count * sweep->vary.combinations;
    sweep->result = arena_alloc(arena, sweep->count, sizeof *sweep->result);
    double *varied = arena_alloc(arena, sweep->count * sweep->vary.axes + 1, sizeof *varied);
    const char **text = arena_alloc(arena, sweep->count * sweep->vary.axes + 1, sizeof *text);
    for (size_t i = 0; i < sweep->count; i++) {
        sweep->result[i] = (struct sweep_result){.name = name_of(arena, sweep, i, true),
                                                 .label = name_of(arena, sweep, i, false),
                                                 .varied = varied + i * sweep->vary.axes,
                                                 .varied_text = text + i * sweep->vary.axes,
                                                 .error = "not run: the time was up",
                                                 .status = STATUS_ACCURACY};
        for (size_t axis = 0; axis < sweep->vary.axes; axis++)
            sweep->result[i].varied[axis] = (double)NAN;
    }
}

enum status sweep_run(struct arena *arena, struct sweep *sweep)
{
    const struct options *options = sweep->options;
    prepare_results(arena, sweep);
    struct sampling sampling = sampling_of(options->sampler, options->seed, options->paths, options->replicates);
    unsigned workers = sweep->count < options->threads ? (unsigned)sweep->count : options->threads;
    struct crew crew = {.sweep = sweep,
                        .arena = arena,
                        .progress = arena_alloc(arena, 1, sizeof *crew.progress),
                        .threads_each = options->threads / workers,
                        .written_seconds = progress_seconds()};
    double started = progress_seconds();
    door_watch(crew.progress);
    struct progress_line *line =
        progress_line_start(arena, options, crew.progress, sweep->count * sampling_paths(&sampling));
    run_crew(&crew, workers);
    progress_line_stop(line);
    door_watch(NULL);
    sweep->interrupted = door_signalled();
    sweep->seconds = progress_seconds() - started;
    return crew.status;
}
