#include "cli/asking.h"

#include "cli/command.h"
#include "cli/deliver.h"
#include "cli/door.h"
#include "cli/file_roles.h"
#include "cli/page.h"
#include "cli/progress_line.h"

#include <stdio.h>
#include <string.h>

static struct offercast_texts texts_of(const struct text_list *list)
{
    return (struct offercast_texts){list->text, list->count};
}

struct offercast_question asking_question(const struct options *options)
{
    struct offercast_question question = offercast_question(options->command->name);
    question.paths = options->paths;
    question.seed = options->seed;
    question.replicates = options->replicates;
    question.threads = options->threads;
    question.level = options->level;
    question.sampler = options->sampler;
    question.instructions = options->instructions;
    question.max_time_seconds = options->max_time_seconds;
    question.target = texts_of(&options->target);
    question.above = texts_of(&options->above);
    question.vary = texts_of(&options->vary);
    question.statistics = texts_of(&options->stat);
    question.set = texts_of(&options->set);
    question.table = options->table;
    question.assume = texts_of(&options->assume);
    question.for_people = deliver_for_people(options);
    question.written = file_roles_written(options);
    question.goal = options->goal;
    question.exits = options->exit_values;
    question.breakpoints = options->breakpoints;
    question.risk_averse = options->risk_aversion_given;
    question.risk_aversion = options->risk_aversion;
    question.second_order = options->second_order;
    question.path = options->path;
    question.last_path = options->last_path;
    question.repeats = options->repeats;
    question.earlier = options->compare;
    question.checkpoint = options->checkpoint;
    question.keep = options->keep_paths ? options->keep : NULL;
    question.keep_paths = options->keep_paths;
    question.csv_excel_eu = options->csv_excel_eu;
    question.csv_bom = options->csv_bom;
    question.shard = options->shard;
    question.shards = options->shards;
    question.partial = options->partial;
    question.arguments = texts_of(&options->arguments);
    question.partials = texts_of(&options->partials);
    return question;
}

/* Errors; with them the warnings, which may tell why. Where there is no error, memory ran out. */
static void tell_offer(const struct options *options, const struct offercast_offer *offer)
{
    struct offercast_message message;
    bool error = false;
    for (size_t i = 0; offercast_offer_message(offer, i, &message); i++) {
        error = error || message.kind == OFFERCAST_ERROR;
        if (message.kind == OFFERCAST_ERROR || (message.kind == OFFERCAST_WARNING && !options->quiet))
            fputs(message.printed, stderr);
    }
    if (!error)
        (void)deliver_out_of_memory();
}

struct offercast_offer *asking_read(const struct options *options, const char *path, bool checked,
                                    enum offercast_status *status)
{
    struct offercast_offer *offer = NULL;
    struct offercast_texts written = file_roles_written(options);
    *status = offercast_read(path, &written, &offer);
    for (size_t i = 0; offer && i < options->assume.count && *status != OFFERCAST_LIMIT; i++)
        if (offercast_assume(offer, options->assume.text[i]) != OFFERCAST_OK)
            *status = OFFERCAST_LIMIT;
    for (size_t i = 0; offer && i < options->set.count && *status != OFFERCAST_LIMIT; i++)
        if (offercast_set(offer, options->set.text[i]) != OFFERCAST_OK)
            *status = OFFERCAST_LIMIT;
    if (offer && (checked || *status != OFFERCAST_OK))
        *status = offercast_check(offer);
    if (offer && *status != OFFERCAST_OK)
        tell_offer(options, offer);
    if (!offer)
        *status = deliver_out_of_memory();
    return offer;
}

struct offercast_offer *asking_offer(const struct options *options, const char *path, bool checked,
                                     enum offercast_status *status)
{
    struct offercast_offer *offer = asking_read(options, path, checked, status);
    if (*status == OFFERCAST_OK)
        return offer;
    offercast_offer_free(offer);
    return NULL;
}

static void tell_result(const struct options *options, const struct offercast_result *result)
{
    struct offercast_message message;
    bool warn = !options->quiet && !deliver_shows_warnings(options);
    const char *effort = options->verbose ? offercast_result_effort(result) : NULL;
    for (size_t length; effort && *effort; effort += length + (effort[length] == '\n')) {
        length = strcspn(effort, "\n");
        fprintf(stderr, "offercast: %.*s\n", (int)length, effort);
    }
    for (size_t i = 0; offercast_result_message(result, i, &message); i++)
        if (message.kind == OFFERCAST_ERROR || (message.kind == OFFERCAST_ASSUMPTION ? !options->quiet : warn))
            fputs(message.printed, stderr);
}

/* The result, or NULL when memory ran out. */
static struct offercast_result *ask(const struct options *options, struct offercast_question *question,
                                    struct offercast_offer **offers, size_t count, enum offercast_status *status)
{
    struct offercast_result *result = NULL;
    question->progress = offercast_progress_create();
    if (!question->progress)
        return NULL;
    door_watch(question->progress);
    struct progress_line *line = progress_line_start(options, question->progress);
    *status = offercast_ask(question, offers, count, &result);
    progress_line_stop(line);
    door_watch(NULL);
    offercast_progress_free(question->progress);
    return result;
}

enum offercast_status asking_answer(const struct options *options, struct offercast_question *question,
                                    struct offercast_offer **offers, size_t count)
{
    enum offercast_status status = OFFERCAST_LIMIT, delivered = OFFERCAST_OK;
    struct offercast_result *result = ask(options, question, offers, count, &status);
    if (!result)
        return deliver_out_of_memory();
    tell_result(options, result);
    if (offercast_result_has_figures(result))
        delivered = deliver_result(options, result);
    if (options->memo && delivered == OFFERCAST_OK && offercast_result_has_figures(result))
        delivered = deliver_memo(options, result);
    offercast_result_free(result);
    return delivered == OFFERCAST_OK ? status : delivered;
}

enum offercast_status asking_operands(const struct options *options)
{
    size_t count = options->operands.count;
    struct offercast_offer **offers = page_alloc(count + 1, sizeof(struct offercast_offer *));
    enum offercast_status status = deliver_check(options);
    if (status != OFFERCAST_OK)
        return status;
    struct offercast_question question = asking_question(options);
    for (size_t i = 0; i < count; i++) { /* all files' mistakes are told */
        enum offercast_status own = OFFERCAST_OK;
        offers[i] = asking_offer(options, options->operands.text[i], true, &own);
        status = status == OFFERCAST_OK ? own : status;
    }
    if (status == OFFERCAST_OK)
        status = asking_answer(options, &question, offers, count);
    for (size_t i = 0; i < count; i++)
        offercast_offer_free(offers[i]);
    return status;
}
