#include "cli/asking.h"

#include "cli/command.h"
#include "cli/deliver.h"
#include "cli/door.h"
#include "cli/file_roles.h"
#include "cli/page.h"
#include "cli/progress_line.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct offercast_texts texts_of(const struct text_list *list)
{
    return (struct offercast_texts){list->text, list->count};
}

static struct offercast_reading reading_of(const struct options *options)
{
    return (struct offercast_reading){.written = file_roles_written(options),
                                      .anywhere = options->allow_files,
                                      .sheet = options->sheet,
                                      .holder = options->holder,
                                      .value_column = options->value_column,
                                      .decimals = options->decimals,
                                      .dates = options->dates};
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
    question.reading = reading_of(options);
    question.goal = options->goal;
    question.exits = options->exit_values;
    question.breakpoints = options->breakpoints;
    question.against = options->against;
    question.risk_averse = options->risk_aversion_given;
    question.risk_aversion = options->risk_aversion;
    question.second_order = options->second_order;
    question.path = options->path;
    question.last_path = options->last_path;
    question.repeats = options->repeats;
    question.earlier = options->compare;
    question.checkpoint = options->checkpoint;
    question.temporary = getenv("TMPDIR");
    question.keep = options->keep_paths ? options->keep : NULL;
    question.keep_paths = options->keep_paths;
    question.csv_excel_eu = options->csv_excel_eu;
    question.csv_bom = options->csv_bom;
    question.shard = options->shard;
    question.shards = options->shards;
    question.partial = options->partial;
    question.next = options->next;
    question.next_context = options->next_context;
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

/* What was read, or why nothing was, with every --assume and --set. */
static struct offercast_offer *prepared(const struct options *options, struct offercast_offer *offer, bool checked,
                                        enum offercast_status *status)
{
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

static enum offercast_status read_file(const struct options *options, const char *path, struct offercast_offer **offer)
{
    struct offercast_reading how = reading_of(options);
    how.sheet = options->table ? NULL : how.sheet; /* it is one of the table's */
    return offercast_read(path, &how, offer);
}

struct offercast_offer *asking_read(const struct options *options, const char *path, bool checked,
                                    enum offercast_status *status)
{
    struct offercast_offer *offer = NULL;
    *status = read_file(options, path, &offer);
    return prepared(options, offer, checked, status);
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

struct offercast_offer *asking_against(const struct options *options, enum offercast_status *status)
{
    struct options plain = *options;
    plain.set.count = plain.assume.count = 0;
    return asking_offer(&plain, options->against, true, status);
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

/* --- operands ----------------------------------------------------------------------------------------------------- */

struct offer_list {
    size_t count;
    struct offercast_offer **offer;
    size_t whole_count;
    struct offercast_offer **whole; /* documents of several offers, which hold what their parts say */
};

static void add_to(struct offercast_offer ***list, size_t *count, struct offercast_offer *offer)
{
    *list = page_grow(*list, *count, sizeof(struct offercast_offer *));
    (*list)[(*count)++] = offer;
}

/* The first is told for what it is; all others' mistakes are told, too. */
static enum offercast_status worst(enum offercast_status first, enum offercast_status next)
{
    return first == OFFERCAST_OK ? next : first;
}

static enum offercast_status add_parts(const struct options *options, struct offercast_offer *whole,
                                       struct offer_list *list)
{
    enum offercast_status status = OFFERCAST_OK;
    add_to(&list->whole, &list->whole_count, whole);
    for (size_t i = 0; i < offercast_offer_parts(whole); i++) {
        struct offercast_offer *part = NULL;
        enum offercast_status own = offercast_offer_part(whole, i, &part);
        add_to(&list->offer, &list->count, prepared(options, part, true, &own));
        status = worst(status, own);
        if (!part)
            return status;
    }
    return status;
}

/* The offer of a file, or each of several. */
static enum offercast_status add_file(const struct options *options, const char *path, struct offer_list *list)
{
    struct offercast_offer *offer = NULL;
    enum offercast_status status = read_file(options, path, &offer);
    if (offer && status == OFFERCAST_OK && options->command->operands_max > 1 && offercast_offer_parts(offer) > 1)
        return add_parts(options, offer, list);
    offer = prepared(options, offer, true, &status);
    if (offer)
        add_to(&list->offer, &list->count, offer);
    return status;
}

static void free_all(struct offer_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        offercast_offer_free(list->offer[i]);
    for (size_t i = 0; i < list->whole_count; i++)
        offercast_offer_free(list->whole[i]);
}

enum offercast_status asking_operands(const struct options *options)
{
    struct offer_list list = {0};
    enum offercast_status status = deliver_check(options);
    if (status != OFFERCAST_OK)
        return status;
    struct offercast_question question = asking_question(options);
    for (size_t i = 0; i < options->operands.count; i++)
        status = worst(status, add_file(options, options->operands.text[i], &list));
    if (options_against_file(options)) {
        enum offercast_status own = OFFERCAST_OK;
        struct offercast_offer *against = asking_against(options, &own);
        if (against)
            add_to(&list.offer, &list.count, against);
        question.against = "last";
        status = worst(status, own);
    }
    if (status == OFFERCAST_OK)
        status = asking_answer(options, &question, list.offer, list.count);
    free_all(&list);
    return status;
}
