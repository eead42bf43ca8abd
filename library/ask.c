#include "library/answer.h"

#include "analysis/compare_report.h"
#include "analysis/estimate.h"
#include "library/offer_subject.h"
#include "library/shards.h"
#include "models/engine.h"
#include "outputs/result_schema.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#define ANSWER(name) extern const struct answer answer_##name;
#include "library/answers.def"
#undef ANSWER

static const struct answer *const answers[] = {
#define ANSWER(name) &answer_##name,
#include "library/answers.def"
#undef ANSWER
    NULL};

#define USUAL_PATHS (UINT64_C(1) << 20)
enum { USUAL_REPLICATES = 16 };

static const struct place nowhere = {0};

/* --- helpers of the answers ----------------------------------------------------------------------------------------
 */

struct text_list asking_texts(const struct offercast_texts *texts)
{
    return (struct text_list){texts->count, texts->text};
}

bool asking_subject(struct asking *asking, const struct offercast_offer *offer, bool to_run, struct subject *subject)
{
    if (!(to_run ? offer_can_run : offer_has_plan)(offer, asking->problems))
        return false;
    *subject = subject_of_input(asking->arena, &offer->check->input, offer->check->plan, true);
    return true;
}

enum status asking_fault(struct asking *asking, enum status status, const char *fault)
{
    if (status != STATUS_OK && fault)
        messages_add_error(&asking->result->messages, fault, estimate_help(status));
    return status;
}

enum status asking_refuse(const struct asking *asking)
{
    return asking->problems->status;
}

static bool some_row_wanted(const struct report *report, const char *const *statistic)
{
    for (size_t i = 0; i < report->row_count; i++)
        if (report_row_wanted(&report->row[i], statistic, 1))
            return true;
    for (size_t i = 0; i < report->part_count; i++)
        if (some_row_wanted(report->part[i], statistic))
            return true;
    return false;
}

bool asking_check_statistics(struct asking *asking, const struct report *report)
{
    for (size_t i = 0; i < asking->question.statistic_count; i++) {
        const char *const *statistic = &asking->question.statistic[i];
        if (some_row_wanted(report, statistic))
            continue;
        problem_add(asking->problems, STATUS_USAGE, nowhere, "",
                    "METRIC.STATISTIC, such as net_advantage.mean, or one of the two alone",
                    "--stat %s: there is no such statistic here", *statistic);
        return false;
    }
    return true;
}

/* --- the question --------------------------------------------------------------------------------------------------
 */

static const struct answer *answer_named(const char *command)
{
    for (size_t i = 0; answers[i]; i++)
        if (strcmp(answers[i]->command, command) == 0)
            return answers[i];
    return NULL;
}

const char *answers_schema(struct arena *arena)
{
    enum { COUNT = sizeof answers / sizeof *answers - 1 };
    struct result_answer answer[COUNT];
    struct text_buffer text = {.arena = arena};
    for (size_t i = 0; i < COUNT; i++)
        answer[i] = (struct result_answer){answers[i]->command, answers[i]->tables};
    result_schema_put(&text, answer, COUNT);
    return text.bytes;
}

static bool refuse(struct asking *asking, enum status status, const char *help, const char *text)
{
    problem_add(asking->problems, status, nowhere, "", help, "%s", text);
    return false;
}

static bool read_names(struct asking *asking, struct question *question)
{
    const struct offercast_question *asked = asking->asked;
    question->sampler = asked->sampler ? sampler_named(asked->sampler) : sampler_list[0];
    question->isa = asked->instructions ? isa_named(asked->instructions) : isa_best();
    if (!question->sampler)
        return refuse(asking, STATUS_USAGE, NULL, "there is no such sampler");
    if (!question->isa || !isa_supported(question->isa))
        return refuse(asking, STATUS_USAGE, NULL, "this processor has no such instruction set");
    return true;
}

static bool check_size(struct asking *asking)
{
    const struct question *question = &asking->question;
    struct sampling sampling = question_sampling(question);
    if (sampling.points <= question->sampler->most_points)
        return true;
    problem_add(asking->problems, STATUS_LIMIT, nowhere, "", "more --replicates, or --sampler mc",
                "--paths: %" PRIu64 " in %" PRIu64 " replicates; %s has at most %" PRIu64 " points a replicate",
                question->paths, sampling.replicates, question->sampler->name, question->sampler->most_points);
    return false;
}

static bool read_question(struct asking *asking, const struct answer *answer)
{
    const struct offercast_question *asked = asking->asked;
    struct question *question = &asking->question;
    *question = (struct question){.seed = asked->seed,
                                  .paths = asked->paths    ? asked->paths
                                           : answer->paths ? answer->paths
                                                           : USUAL_PATHS,
                                  .replicates = asked->replicates ? asked->replicates : USUAL_REPLICATES,
                                  .threads = asked->threads ? asked->threads : 1,
                                  .level = asked->level,
                                  .max_time_seconds = asked->max_time_seconds,
                                  .progress = asked->progress ? &asked->progress->progress
                                                              : arena_alloc(asking->arena, 1, sizeof(struct progress)),
                                  .statistic_count = asked->statistics.count,
                                  .statistic = asked->statistics.text,
                                  .second_order = asked->second_order,
                                  .risk_aversion = asked->risk_averse ? asked->risk_aversion : (double)NAN,
                                  .repeats = asked->repeats,
                                  .one_sampler = asked->sampler != NULL};
    if (!(asked->level > 0 && asked->level < 1))
        return refuse(asking, STATUS_USAGE, NULL, "the level of an interval lies between 0 and 1");
    return read_names(asking, question) && check_size(asking);
}

/* --- asking --------------------------------------------------------------------------------------------------------
 */

struct call {
    const struct offercast_question *question;
    struct offercast_offer *const *offers;
    size_t count;
    struct offercast_result *result;
};

static enum status answer_it(struct asking *asking)
{
    const struct answer *answer = answer_named(asking->asked->command ? asking->asked->command : "");
    if (!answer || asking->count < answer->offers_min || asking->count > answer->offers_max) {
        refuse(asking, STATUS_USAGE, NULL,
               answer ? "too few offers for this question, or too many" : "no such question");
        return STATUS_USAGE;
    }
    if (!read_question(asking, answer) || !shards_open(asking, answer))
        return asking_refuse(asking);
    return shards_close(asking, answer->make(asking));
}

/* The report's own warnings stand behind the errors. */
static void tell(struct messages *messages, const struct report *report)
{
    for (size_t i = 0; i < report->part_count; i++)
        tell(messages, report->part[i]);
    for (size_t i = 0; i < report->warning_count; i++)
        messages_add_warning(messages, report->warning[i].at, report->warning[i].text);
}

static void ask(void *argument)
{
    struct call *call = argument;
    struct arena *arena = arena_create();
    struct offercast_result *result = arena_alloc(arena, 1, sizeof *result);
    result->arena = result->messages.arena = arena;
    result->place = arena_alloc(arena, 1, sizeof *result->place);
    struct asking asking = {.arena = arena,
                            .asked = call->question,
                            .problems = problems_create(arena),
                            .offers = call->offers,
                            .count = call->count,
                            .result = result};
    result->status = answer_it(&asking);
    if (result->report && !result->report->scenario_count && !asking_check_statistics(&asking, result->report)) {
        result->report = NULL;
        result->status = STATUS_USAGE;
    }
    messages_add_errors(&result->messages, asking.problems);
    if (result->report)
        tell(&result->messages, result->report);
    call->result = result;
}

enum offercast_status offercast_ask(const struct offercast_question *question, struct offercast_offer *const *offers,
                                    size_t count, struct offercast_result **result)
{
    struct call call = {question, offers, count, NULL};
    *result = NULL;
    if (!guard_run(ask, &call))
        return OFFERCAST_LIMIT;
    *result = call.result;
    return (enum offercast_status)call.result->status;
}

struct offercast_question offercast_question(const char *command)
{
    return (struct offercast_question){.command = command, .seed = 1, .level = 0.95};
}

/* --- progress ------------------------------------------------------------------------------------------------------
 */

static void create_progress(void *argument)
{
    struct offercast_progress **progress = argument;
    struct arena *arena = arena_create();
    *progress = arena_alloc(arena, 1, sizeof **progress);
    (*progress)->arena = arena;
}

struct offercast_progress *offercast_progress_create(void)
{
    struct offercast_progress *progress = NULL;
    return guard_run(create_progress, &progress) ? progress : NULL;
}

void offercast_progress_free(struct offercast_progress *progress)
{
    if (progress)
        arena_destroy(progress->arena);
}

struct offercast_part offercast_progress_part(const struct offercast_progress *shared)
{
    const struct progress *progress = &shared->progress;
    double now = progress_seconds(), deadline = 1e-9 * (double)atomic_load(&progress->deadline_ns);
    return (struct offercast_part){.paths_done = (double)atomic_load(&progress->paths_done),
                                   .paths = (double)atomic_load(&progress->paths_expected),
                                   .seconds = now - 1e-9 * (double)atomic_load(&progress->began_ns),
                                   .seconds_left = deadline > 0 ? fmax(0, deadline - now) : (double)NAN};
}

void offercast_stop(struct offercast_progress *progress)
{
    atomic_store(&progress->progress.stop, true);
}
