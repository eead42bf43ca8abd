#include "analysis/sweep.h"

#include "analysis/metrics_report.h"
#include "analysis/offer_report.h"
#include "analysis/scorecard.h"
#include "analysis/statistic.h"
#include "sim/seat_memo.h"
#include "sim/threads.h"

#include <math.h>
#include <string.h>

/* --- statistics --------------------------------------------------------------------------------------------------- */

const char *const *sweep_statistics(struct arena *arena, bool taxed, size_t *count)
{
    const char **all = arena_alloc(arena, METRICS * STATISTICS, sizeof *all);
    *count = 0;
    for (size_t m = 0; m < (taxed ? METRICS : METRICS_BEFORE_TAX); m++)
        for (size_t i = 0; i < STATISTICS; i++)
            if (statistics[i].sweep & metrics[m].role)
                all[(*count)++] = arena_text(arena, "%s.%s", metrics[m].key, statistics[i].key);
    return all;
}

bool sweep_knows(struct arena *arena, const char *stat)
{
    struct metric_statistic asked = metric_statistic_read(arena, stat, strlen(stat));
    struct figure unused;
    /* What has no metric before it, or a group between, may be any row's. */
    return asked.metric == METRICS || strchr(asked.statistic, '.') ||
           strncmp(asked.statistic, "p_above", strlen("p_above")) == 0 || statistic_of_key(asked.statistic) ||
           statistic_figure(NULL, 0, asked.statistic, &unused);
}

/* Quantiles that were asked for and are not among those of every report. */
static void add_asked(struct report *report, const struct question *question, const struct sample *sample)
{
    for (size_t i = 0; i < question->statistic_count; i++) {
        const char *text = question->statistic[i];
        struct metric_statistic asked = metric_statistic_read(report->arena, text, strlen(text));
        struct figure figure;
        if (asked.metric < METRICS && !report_find(report, metrics[asked.metric].key, "", asked.statistic) &&
            statistic_figure(sample, asked.metric, asked.statistic, &figure))
            report_add_row(report, metrics[asked.metric].key, "", asked.statistic,
                           statistic_unit_of(asked.statistic, asked.metric), figure);
    }
}

/* --- workers ------------------------------------------------------------------------------------------------------ */

struct crew {
    struct sweep *sweep;
    struct question alone; /* of each scenario: that of the sweep, without its share */
    unsigned threads_each;
    atomic_size_t next;
    /* Of what scenarios are read with and kept in: both take memory from the arena of the question. */
    pthread_mutex_t lock;
    double saved_seconds, saving_seconds; /* when it was saved last, and how long that took; of the calling thread */
    enum status status;                   /* of the keeper; under `lock`, like the fault */
    const char *fault;
};

static const double save_seconds = 5;

struct worker {
    struct crew *crew;
    bool saves;             /* the calling thread works too, and alone saves */
    struct arena *arena;    /* of the scenario at hand */
    struct arena *own;      /* of what lasts from one to the next */
    struct seat_memo *memo; /* in it */
};

static bool read_scenario(struct crew *crew, struct arena *arena, size_t index, struct scenario *scenario)
{
    const struct scenario_source *source = &crew->sweep->source;
    struct guard_cleanup reading;
    guard_lock(&reading, &crew->lock);
    bool fine = source->read(source->context, arena, index, scenario);
    guard_unlock(&reading);
    return fine;
}

/* Rows of a scenario that was simulated; false when it was stopped. */
static bool simulate_scenario(struct worker *worker, struct arena *arena, struct scenario *scenario,
                              struct report *report)
{
    struct crew *crew = worker->crew;
    const struct question *question = &crew->alone;
    const struct subject *subject = &scenario->subject;
    if (!scenario_simulate(arena, question, crew->threads_each, worker->memo, scenario))
        return false;
    if (scenario->fault)
        return true;
    report->currency = subject->offer->currency;
    metrics_report_fill(report, &scenario->estimate, subject->plan, question->above, question->above_count);
    if (question->statistic_count) {
        offer_report_timelines(report, subject->offer);
        (void)scorecard_add(report, subject->offer, question->seed);
        add_asked(report, question, &scenario->estimate.sample);
    }
    return true;
}

/* Hours of work would be lost in the end. */
static void give_up(struct crew *crew, enum status status)
{
    if (crew->status == STATUS_OK)
        crew->status = status;
    atomic_store(&crew->next, crew->sweep->count);
}

static void keep(struct crew *crew, size_t index, const struct scenario *scenario, struct sweep_result *result)
{
    const struct sweep *sweep = crew->sweep;
    struct guard_cleanup keeping;
    result->axes = sweep->axes;
    result->varied = scenario->varied;
    result->status = scenario->fault ? scenario->status : STATUS_OK;
    result->error = scenario->fault;
    if (!scenario->fault)
        memcpy(result->currency, scenario->subject.offer->currency, sizeof result->currency);
    /* Of a shard, that it was simulated. */
    else if (scenario->estimate.units && share_keeps(sweep->question->share))
        memcpy(result->rows.sha256, scenario->subject.sha256, sizeof result->rows.sha256);
    guard_lock(&keeping, &crew->lock);
    enum status status = sweep->keeper.keep(sweep->keeper.context, index, result, &crew->fault);
    if (status != STATUS_OK)
        give_up(crew, status);
    guard_unlock(&keeping);
}

/* A shard read another offer than is read now. */
static bool lack(struct crew *crew)
{
    struct guard_cleanup keeping;
    guard_lock(&keeping, &crew->lock);
    crew->fault = "an offer is not the one that the shards were of: it has changed since, or it is another file";
    give_up(crew, STATUS_INVALID);
    guard_unlock(&keeping);
    return false;
}

/* Its rows, as they were found or made; false: it was stopped, or lacks them. */
static bool find_or_simulate(struct worker *worker, struct arena *arena, struct scenario *scenario,
                             struct sweep_result *result)
{
    struct crew *crew = worker->crew;
    const struct sweep_keeper *keeper = &crew->sweep->keeper;
    const char *sha256 = scenario->subject.sha256;
    struct guard_cleanup finding;
    guard_lock(&finding, &crew->lock);
    bool empty = false, known = keeper->find && keeper->find(keeper->context, sha256, &result->place, &empty);
    guard_unlock(&finding);
    result->found = known && !empty;
    if (!known && keeper->whole)
        return lack(crew);
    if (result->found)
        return true;
    struct report *report = report_create(arena, "run");
    report->choice = &crew->sweep->wanted;
    bool done = simulate_scenario(worker, arena, scenario, report);
    if (done && !scenario->fault) {
        result->accuracy_missed = estimate_status(&scenario->estimate) != STATUS_OK;
        result->rows = sweep_rows_of(arena, report, sha256);
    }
    return done;
}

static void run_one(struct worker *worker, size_t index)
{
    struct crew *crew = worker->crew;
    struct arena *arena = worker->arena;
    struct scenario scenario = {.fault = NULL};
    struct sweep_result result = {.error = NULL};
    bool done = !read_scenario(crew, arena, index, &scenario) || find_or_simulate(worker, arena, &scenario, &result);
    if (result.found || scenario.fault) { /* counted as done, for who watches */
        struct sampling sampling = question_sampling(crew->sweep->question);
        atomic_fetch_add(&crew->sweep->question->progress->paths_done, sampling_paths(&sampling));
    }
    if (done)
        keep(crew, index, &scenario, &result);
    arena_reset(arena);
}

/* Not so often that saving takes more than a tenth of the time. */
static bool is_due(const struct crew *crew)
{
    double wait = 10 * crew->saving_seconds;
    return crew->sweep->keeper.save && progress_seconds() - crew->saved_seconds > fmax(wait, save_seconds);
}

static void save(struct crew *crew)
{
    const struct sweep_keeper *keeper = &crew->sweep->keeper;
    double began = progress_seconds();
    struct guard_cleanup keeping;
    guard_lock(&keeping, &crew->lock);
    enum status status = keeper->save(keeper->context, &crew->fault);
    if (status != STATUS_OK)
        give_up(crew, status);
    guard_unlock(&keeping);
    crew->saved_seconds = progress_seconds();
    crew->saving_seconds = crew->saved_seconds - began;
}

/* Of a share, what it is handed out; `next` at the end ends it too. */
static bool next_scenario(struct crew *crew, size_t *index)
{
    const struct share *share = crew->sweep->question->share;
    uint64_t item = 0;
    if (!share_keeps(share)) {
        *index = atomic_fetch_add(&crew->next, 1);
        return *index < crew->sweep->count;
    }
    bool left = atomic_load(&crew->next) < crew->sweep->count && share->next(share->context, crew->sweep->count, &item);
    *index = (size_t)item;
    return left;
}

static void work(void *argument)
{
    struct worker *worker = argument;
    struct crew *crew = worker->crew;
    worker->own = arena_create();
    worker->memo = seat_memo_create(worker->own);
    worker->arena = arena_create();
    for (;;) {
        size_t index = 0;
        if (!next_scenario(crew, &index) || progress_over(crew->sweep->question->progress))
            break;
        run_one(worker, index);
        if (worker->saves && is_due(crew))
            save(crew);
    }
    arena_destroy(worker->arena);
    arena_destroy(worker->own);
}

static void stop(void *argument)
{
    const struct worker *worker = argument;
    atomic_store(&worker->crew->next, worker->crew->sweep->count);
}

static void run_crew(struct arena *arena, struct crew *crew, unsigned workers)
{
    struct worker *worker = arena_alloc(arena, workers, sizeof *worker);
    for (unsigned t = 0; t < workers; t++)
        worker[t] = (struct worker){.crew = crew, .saves = t == 0};
    pthread_mutex_init(&crew->lock, NULL);
    threads_run(workers, work, worker, sizeof *worker, stop);
    if (crew->sweep->keeper.save && crew->status == STATUS_OK)
        save(crew);
    pthread_mutex_destroy(&crew->lock);
}

enum status sweep_run(struct arena *arena, struct sweep *sweep, const char **fault)
{
    const struct question *question = sweep->question;
    struct sampling sampling = question_sampling(question);
    unsigned workers = sweep->count < question->threads ? (unsigned)sweep->count : question->threads;
    struct crew crew = {.sweep = sweep,
                        .alone = *question,
                        .threads_each = question->threads / workers,
                        .saved_seconds = progress_seconds()};
    double started = progress_seconds();
    crew.alone.share = NULL;
    metrics_report_index(arena, &sweep->wanted);
    progress_limit(question->progress, question->max_time_seconds);
    uint64_t scenarios = sweep->count;
    if (share_keeps(question->share))
        scenarios = (sweep->count + question->share->shards - 1 - question->share->shard) / question->share->shards;
    progress_begin(question->progress, scenarios * sampling_paths(&sampling));
    run_crew(arena, &crew, workers);
    progress_end(question->progress);
    sweep->seconds = progress_seconds() - started;
    *fault = crew.fault;
    return crew.status == STATUS_OK && atomic_load(&question->progress->stop) ? STATUS_STOPPED : crew.status;
}
