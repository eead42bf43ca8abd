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
    struct arena *arena;   /* of the results; under `keeping`, like the texts */
    struct sweep_texts texts;
    unsigned threads_each;
    atomic_size_t next;
    pthread_mutex_t reading, keeping;
    double saved_seconds; /* when the store was saved last */
    enum status status;   /* of saving to the store; main thread only */
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
    guard_lock(&reading, &crew->reading);
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

static void keep_varied(struct crew *crew, size_t index, const struct scenario *scenario)
{
    size_t axes = crew->sweep->axes;
    double *number = arena_alloc(crew->arena, axes + 1, sizeof *number);
    const char **text = arena_alloc(crew->arena, axes + 1, sizeof *text);
    for (size_t i = 0; i < axes; i++) {
        const struct varied *varied = &scenario->varied[i];
        number[i] = varied->number;
        text[i] = varied->text ? arena_copy(crew->arena, varied->text, strlen(varied->text)) : NULL;
    }
    crew->sweep->result[index].varied = number;
    crew->sweep->result[index].varied_text = text;
}

/* That it was simulated, and has no figures. */
static const struct sweep_rows *without_rows(struct arena *arena, const struct scenario *scenario)
{
    struct sweep_rows *rows = arena_alloc(arena, 1, sizeof *rows);
    memcpy(rows->sha256, scenario->subject.sha256, sizeof rows->sha256);
    return rows;
}

static void keep(struct crew *crew, size_t index, const struct scenario *scenario, const struct report *report,
                 const struct sweep_rows *found)
{
    struct sweep *sweep = crew->sweep;
    struct sweep_result *result = &sweep->result[index];
    struct guard_cleanup keeping;
    guard_lock(&keeping, &crew->keeping);
    keep_varied(crew, index, scenario);
    result->status = scenario->fault ? scenario->status : STATUS_OK;
    result->error = scenario->fault ? arena_copy(crew->arena, scenario->fault, strlen(scenario->fault)) : NULL;
    if (!scenario->fault) {
        memcpy(result->currency, scenario->subject.offer->currency, sizeof result->currency);
        result->accuracy_missed = !found && estimate_status(&scenario->estimate) != STATUS_OK;
        result->rows = found ? *found : sweep_rows_of(crew->arena, &crew->texts, report, scenario->subject.sha256);
        if (sweep->store && !found)
            sweep->store->add(sweep->store->context, &result->rows);
    }
    if (scenario->fault && scenario->estimate.units && share_keeps(sweep->question->share))
        sweep->store->add(sweep->store->context, without_rows(crew->arena, scenario));
    guard_unlock(&keeping);
}

/* A shard read another offer than is read now. */
static bool lack(struct crew *crew)
{
    struct guard_cleanup keeping;
    guard_lock(&keeping, &crew->keeping);
    crew->status = STATUS_INVALID;
    crew->fault = "an offer is not the one that the shards were of: it has changed since, or it is another file";
    guard_unlock(&keeping);
    atomic_store(&crew->next, crew->sweep->count);
    return false;
}

static void run_one(struct worker *worker, size_t index)
{
    struct crew *crew = worker->crew;
    struct sweep *sweep = crew->sweep;
    struct arena *arena = worker->arena;
    struct scenario scenario = {.fault = NULL};
    struct report *report = report_create(arena, "run");
    report->choice = &sweep->wanted;
    const struct sweep_rows *found = NULL;
    bool done = true;
    if (read_scenario(crew, arena, index, &scenario)) {
        found = sweep->store ? sweep->store->find(sweep->store->context, scenario.subject.sha256) : NULL;
        bool lacks = !found && sweep->store && sweep->store->whole;
        found = found && found->count ? found : NULL; /* one without rows says why when it is simulated again */
        if (lacks)
            done = lack(crew);
        else if (!found)
            done = simulate_scenario(worker, arena, &scenario, report);
    }
    if (found || scenario.fault) { /* counted as done, for who watches */
        struct sampling sampling = question_sampling(sweep->question);
        atomic_fetch_add(&sweep->question->progress->paths_done, sampling_paths(&sampling));
    }
    if (done)
        keep(crew, index, &scenario, report, found);
    arena_reset(arena);
}

static void save(struct crew *crew)
{
    const struct sweep_store *store = crew->sweep->store;
    struct guard_cleanup keeping;
    guard_lock(&keeping, &crew->keeping);
    enum status status = store->save(store->context, &crew->fault);
    guard_unlock(&keeping);
    crew->saved_seconds = progress_seconds();
    if (status != STATUS_OK && crew->status == STATUS_OK) {
        crew->status = status;
        atomic_store(&crew->next, crew->sweep->count); /* hours of work would be lost in the end */
    }
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
        if (worker->saves && crew->sweep->store && progress_seconds() - crew->saved_seconds > save_seconds)
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

static void run_crew(struct crew *crew, unsigned workers)
{
    struct worker *worker = arena_alloc(crew->arena, workers, sizeof *worker);
    for (unsigned t = 0; t < workers; t++)
        worker[t] = (struct worker){.crew = crew, .saves = t == 0};
    pthread_mutex_init(&crew->reading, NULL);
    pthread_mutex_init(&crew->keeping, NULL);
    threads_run(workers, work, worker, sizeof *worker, stop);
    if (crew->sweep->store && crew->status == STATUS_OK)
        save(crew);
    pthread_mutex_destroy(&crew->reading);
    pthread_mutex_destroy(&crew->keeping);
}

static void prepare_results(struct arena *arena, struct sweep *sweep)
{
    double *unknown = arena_alloc(arena, sweep->axes + 1, sizeof *unknown);
    const char **no_text = arena_alloc(arena, sweep->axes + 1, sizeof *no_text);
    for (size_t i = 0; i < sweep->axes; i++)
        unknown[i] = (double)NAN;
    sweep->result = arena_alloc(arena, sweep->count, sizeof *sweep->result);
    for (size_t i = 0; i < sweep->count; i++)
        sweep->result[i] = (struct sweep_result){
            .varied = unknown, .varied_text = no_text, .error = "not run: the time was up", .status = STATUS_ACCURACY};
}

enum status sweep_run(struct arena *arena, struct sweep *sweep, const char **fault)
{
    const struct question *question = sweep->question;
    struct sampling sampling = question_sampling(question);
    unsigned workers = sweep->count < question->threads ? (unsigned)sweep->count : question->threads;
    struct crew crew = {.sweep = sweep,
                        .alone = *question,
                        .arena = arena,
                        .threads_each = question->threads / workers,
                        .saved_seconds = progress_seconds()};
    double started = progress_seconds();
    crew.alone.share = NULL;
    prepare_results(arena, sweep);
    metrics_report_index(arena, &sweep->wanted);
    progress_limit(question->progress, question->max_time_seconds);
    uint64_t scenarios = sweep->count;
    if (share_keeps(question->share))
        scenarios = (sweep->count + question->share->shards - 1 - question->share->shard) / question->share->shards;
    progress_begin(question->progress, scenarios * sampling_paths(&sampling));
    run_crew(&crew, workers);
    progress_end(question->progress);
    sweep->seconds = progress_seconds() - started;
    *fault = crew.fault;
    return crew.status == STATUS_OK && atomic_load(&question->progress->stop) ? STATUS_STOPPED : crew.status;
}
