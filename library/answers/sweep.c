#include "analysis/metrics_report.h"
#include "analysis/statistic.h"
#include "inputs/scenario_table.h"
#include "library/answer.h"
#include "library/kept_rows.h"
#include "library/kept_work.h"
#include "library/offer_scenario.h"
#include "library/sweep_files.h"
#include "library/sweep_results.h"
#include "outputs/plain_name.h"
#include "outputs/sink.h"
#include "outputs/text_buffer.h"
#include "outputs/views/sweep_view.h"
#include "sim/number.h"

#include <inttypes.h>
#include <string.h>

struct sweeping {
    struct asking *asking;
    struct sweep_offers offers;
    struct sweep sweep;
    struct scenario_table *table; /* NULL: none is given */
    struct problems *told;        /* of its columns */
    struct kept_rows *rows;
    struct sweep_results *results;
};

/* --- the checkpoint ----------------------------------------------------------------------------------------------- */

static void put_lines(struct text_buffer *out, const char *option, const char *const *text, size_t count)
{
    for (size_t i = 0; i < count; i++)
        text_putf(out, "%s %s\n", option, text[i]);
}

/* All that the rows depend on besides the offer. */
static const char *settings_of(const struct asking *asking, const struct report_choice *wanted)
{
    const struct question *question = &asking->question;
    const struct offercast_texts *above = &asking->asked->above, *target = &asking->asked->target;
    struct text_buffer out = {.arena = asking->arena};
    char level[NUMBER_TEXT_BYTES];
    text_putf(&out,
              "version " OFFERCAST_VERSION "\nthe seed %" PRIu64 "\n%" PRIu64 " paths a scenario\n%" PRIu64
              " replicates\nthe sampler %s\nthe level %s\n",
              question->seed, question->paths, question->replicates, question->sampler->name,
              number_exact(question->level, level));
    put_lines(&out, "--above", above->text, above->count);
    put_lines(&out, "--target", target->text, target->count);
    put_lines(&out, "--stat", wanted->statistic, wanted->count);
    return out.bytes;
}

/* A shard's rows stand behind their settings: it chose the statistics, and others cannot be had from them. */
static enum status take_rows(const struct sweeping *sweeping, size_t file)
{
    struct asking *asking = sweeping->asking;
    struct arena *own = arena_create(); /* a file at a time */
    const struct partial_piece *piece = kept_work_take(asking->work, own, file);
    const char *differs = NULL;
    bool taken = piece && kept_rows_take(sweeping->rows, piece->spool, piece->at, piece->at + piece->length, &differs);
    const char *fault = spool_fault(kept_rows_spool(sweeping->rows));
    arena_destroy(own);
    if (fault)
        problem_add(asking->problems, STATUS_FILE, (struct place){0}, "", NULL, "%s", fault);
    else if (!taken)
        problem_add(asking->problems, STATUS_INVALID, (struct place){0}, "", NULL, "%s: %s",
                    asking->asked->partials.text[file],
                    differs ? "holds other statistics than are asked for: --stat was chosen when the shards were run"
                            : "what it holds is not of this sweep");
    return fault ? STATUS_FILE : taken ? STATUS_OK : STATUS_INVALID;
}

static enum status open_checkpoint(struct sweeping *sweeping)
{
    struct asking *asking = sweeping->asking;
    const char *path = asking->asked->checkpoint, *fault = NULL;
    enum status status = sink_check(asking->arena, path, &fault);
    if (status == STATUS_OK)
        status = kept_rows_read(sweeping->rows, path, &fault);
    if (status != STATUS_OK)
        messages_add_error(&asking->result->messages, arena_text(asking->arena, "--checkpoint: %s", fault),
                           "remove it, or name another file");
    return status;
}

/* Where the rows are kept, with those that are there from before. */
static enum status open_rows(struct sweeping *sweeping)
{
    struct asking *asking = sweeping->asking;
    struct sweep *sweep = &sweeping->sweep;
    const char *folder = asking->asked->temporary;
    bool merges = share_merges(asking->question.share), resumes = !asking->question.share && asking->asked->checkpoint;
    sweeping->rows = kept_rows_create(asking->arena, folder, settings_of(asking, &sweep->wanted));
    asking->result->scratch = arena_create();
    enum status status = STATUS_OK;
    for (size_t i = 0; merges && i < asking->asked->partials.count && status == STATUS_OK; i++)
        status = take_rows(sweeping, i);
    if (status != STATUS_OK)
        return status;
    if (merges)
        kept_rows_index(sweeping->rows);
    sweeping->results = sweep_results_create(asking->arena, asking->result->scratch, &sweeping->offers, sweep->count,
                                             folder, sweeping->rows);
    sweep->keeper = sweep_results_keeper(sweeping->results, resumes ? asking->asked->checkpoint : NULL);
    sweep->keeper.whole = merges;
    return resumes ? open_checkpoint(sweeping) : STATUS_OK;
}

/* --- the report --------------------------------------------------------------------------------------------------- */

static bool is_varied(const struct scenario *first, size_t axes, const char *pointer)
{
    for (size_t i = 0; i < axes; i++) {
        size_t length = strlen(first->varied[i].pointer);
        if (length && strncmp(pointer, first->varied[i].pointer, length) == 0 &&
            (pointer[length] == '\0' || pointer[length] == '/'))
            return true;
    }
    return false;
}

static size_t without_varied(const struct scenario *first, size_t axes, struct report_note *notes, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (!is_varied(first, axes, notes[i].at))
            notes[kept++] = notes[i];
    return kept;
}

/* Of a grid over one offer: its name, and the assumptions about what is not varied. */
static void head_of_grid(struct report *report, const struct sweeping *sweeping, const struct scenario *first)
{
    struct sampling sampling = question_sampling(&sweeping->asking->question);
    size_t axes = sweeping->sweep.axes;
    if (sweeping->offers.file_count > 1 || axes == 0 || !first->subject.plan) {
        metrics_report_run(report, &sweeping->asking->question, &sampling);
        return;
    }
    metrics_report_header(report, &first->subject, &sweeping->asking->question, &sampling);
    if (sweeping->sweep.count > 1)
        report->sha256[0] = 0; /* several inputs */
    size_t said = sweeping->table ? sweeping->told->assumption_count : 0;
    struct report_note *notes = arena_alloc(report->arena, said + report->assumption_count + 1, sizeof *notes);
    for (size_t i = 0; i < said; i++)
        notes[i] = (struct report_note){"", sweeping->told->assumption[i].text};
    if (report->assumption_count)
        memcpy(notes + said, report->assumption, report->assumption_count * sizeof *notes);
    report->assumption_count = said + without_varied(first, axes, notes + said, report->assumption_count);
    report->assumption = notes;
}

/* Columns of a table come back under their own headings. */
static const char *axis_name(const struct vary_axis *axis)
{
    return axis->heading ? axis->heading : axis->path;
}

static void fill(struct report *report, const struct sweeping *sweeping)
{
    size_t axes = sweeping->sweep.axes;
    const char **path = arena_alloc(report->arena, axes + 1, sizeof *path);
    for (size_t i = 0; i < axes; i++)
        path[i] = axis_name(&sweeping->offers.vary.axis[i]);
    report->varied_name = path;
    report->varied_count = axes;
    sweep_results_report(sweeping->results, report);
}

/* What people call a path, or the path where another is called the same. */
static const char *axis_words(struct arena *arena, const struct vary *vary, size_t axis)
{
    const char *name = plain_name(arena, vary->axis[axis].path);
    for (size_t i = 0; i < vary->axes; i++)
        if (i != axis && strcmp(plain_name(arena, vary->axis[i].path), name) == 0)
            return vary->axis[axis].path;
    return name;
}

/* "Your grant"; of several values none has room above the names of the scenarios. */
static const char *axes_heading(struct arena *arena, const struct vary *vary, bool files)
{
    if (files)
        return "Offer";
    return vary->axes == 1 && !vary->together ? plain_name_title(arena, vary->axis[0].path) : "Scenario";
}

/* "your grant, how long you stay", what several values are of; NULL: the heading says it. */
static const char *axes_words(struct arena *arena, const struct vary *vary, bool files)
{
    const char *words = "";
    if (vary->together || !vary->axes || (vary->axes == 1 && !files))
        return NULL;
    for (size_t i = 0; i < vary->axes; i++)
        words = arena_text(arena, "%s%s%s", words, i ? ", " : "", axis_words(arena, vary, i));
    return files ? arena_text(arena, "the offer, %s", words) : words;
}

/* "0.01%" */
static const char *label_of(const void *context, size_t index)
{
    const struct sweeping *sweeping = context;
    return sweep_offers_name(sweeping->asking->arena, &sweeping->offers, index, false);
}

static void show(struct report *report, const struct sweeping *sweeping)
{
    static const char *const usual[] = {"net_advantage.mean", "net_advantage.p_positive", "equity_value.mean"};
    const struct vary *vary = &sweeping->offers.vary;
    bool files = sweeping->offers.file_count > 1 || vary->axes == 0;
    struct sweep_labels labels = {axes_heading(report->arena, vary, files), axes_words(report->arena, vary, files),
                                  label_of, sweeping};
    const struct question *question = &sweeping->asking->question;
    sweep_view(report, &labels, question->statistic_count ? question->statistic : usual,
               question->statistic_count ? question->statistic_count : sizeof usual / sizeof *usual);
}

static enum status tell_errors(const struct sweeping *sweeping, const struct report *report)
{
    struct messages *messages = &sweeping->asking->result->messages;
    struct arena *arena = messages->arena;
    enum { TOLD = 20 };
    size_t errors;
    enum status status = sweep_results_status(sweeping->results, &errors);
    for (size_t s = 0, told = 0; told < errors && told < TOLD; s++) {
        const struct report_scenario *scenario = report_scenario(report, s);
        if (!scenario->error)
            continue;
        messages_add_error(messages, arena_text(arena, "scenario %s: %s", scenario->name, scenario->error), NULL);
        told++;
    }
    if (errors > TOLD)
        messages_add_error(messages, arena_text(arena, "and %zu more scenarios failed", errors - TOLD), NULL);
    return status;
}

/* What would have been read is to be written: the sweep ended with it. */
static enum status refuse_written(const struct sweeping *sweeping)
{
    problem_add(sweeping->asking->problems, STATUS_USAGE, (struct place){0}, "", SOURCE_WRITTEN_HELP, "%s",
                sweeping->offers.written->fault);
    return STATUS_USAGE;
}

static bool check_statistics(struct asking *asking)
{
    for (size_t i = 0; i < asking->question.statistic_count; i++)
        if (!sweep_knows(asking->arena, asking->question.statistic[i])) {
            problem_add(asking->problems, STATUS_USAGE, (struct place){0}, "",
                        arena_text(asking->arena, "%s, min, max", statistic_targets(asking->arena)),
                        "--stat %s: there is no such statistic", asking->question.statistic[i]);
            return false;
        }
    return true;
}

/* --stat, or the sensible dozen and what --above adds. */
static struct report_choice choose_statistics(struct arena *arena, const struct question *question)
{
    if (question->statistic_count)
        return (struct report_choice){.count = question->statistic_count, .statistic = question->statistic};
    size_t usual_count;
    const char *const *usual = sweep_statistics(arena, true, &usual_count);
    size_t count = usual_count + question->above_count;
    const char **statistic = arena_alloc(arena, count, sizeof *statistic);
    for (size_t i = 0; i < count; i++) {
        char amount[NUMBER_TEXT_BYTES];
        statistic[i] = i < usual_count ? usual[i]
                       : question->above_count == 1
                           ? "p_above"
                           : arena_text(arena, "p_above_%s", number_exact(question->above[i - usual_count], amount));
    }
    return (struct report_choice){.count = count, .statistic = statistic, .ungrouped = true};
}

static enum status run_sweep(struct sweeping *sweeping, const struct scenario *first)
{
    struct asking *asking = sweeping->asking;
    struct sweep *sweep = &sweeping->sweep;
    const char *fault = NULL;
    enum status status = sweep_run(asking->arena, sweep, &fault);
    if (fault)
        messages_add_error(&asking->result->messages, fault, NULL);
    if (sweeping->offers.written && sweeping->offers.written->fault)
        return refuse_written(sweeping);
    if (status != STATUS_OK)
        return status;
    if (share_keeps(asking->question.share)) {
        kept_work_put(asking->work, kept_rows_spool(sweeping->rows));
        return STATUS_OK;
    }
    struct report *report = report_create(asking->arena, "sweep");
    head_of_grid(report, sweeping, first);
    fill(report, sweeping);
    show(report, sweeping);
    asking->result->effort =
        arena_text(asking->arena, "%zu scenarios in %.3f s (%.2f ms each) on %u threads", sweep->count, sweep->seconds,
                   1e3 * sweep->seconds / (double)sweep->count, asking->question.threads);
    asking->result->report = report;
    return tell_errors(sweeping, report);
}

/* --vary, or the rows of a table, whose columns are understood when the offer is there. */
static bool read_variation(struct sweeping *sweeping)
{
    struct asking *asking = sweeping->asking;
    const struct offercast_question *asked = asking->asked;
    struct vary *vary = &sweeping->offers.vary;
    if (!asked->table)
        return vary_read(asking->arena, asked->vary.text, asked->vary.count, asking->problems, vary);
    if (asked->vary.count || asking->count + asked->files.count != 1) {
        problem_add(asking->problems, STATUS_USAGE, (struct place){0}, "", NULL,
                    "sweep: --table varies one offer, without --vary");
        return false;
    }
    asking->problems->wishes.sheet = asked->reading.sheet;
    sweeping->table = scenario_table_read(asking->arena, asked->table, asking->problems, vary);
    return sweeping->table != NULL;
}

static bool understand_table(struct sweeping *sweeping)
{
    struct asking *asking = sweeping->asking;
    struct sweep_offers *offers = &sweeping->offers;
    if (!sweeping->table)
        return true;
    sweeping->told = problems_create(asking->arena);
    if (!scenario_table_understand(asking->arena, sweeping->table, offers->file[0].base->document, sweeping->told,
                                   &offers->vary)) {
        *asking->problems = *sweeping->told;
        return false;
    }
    for (size_t i = 0; i < sweeping->told->assumption_count; i++)
        messages_add_assumption(&asking->result->messages, "--table", sweeping->told->assumption[i].text);
    return true;
}

/* What is to be run; without simulating anything. */
static enum status prepare(struct sweeping *sweeping, struct scenario *first)
{
    struct asking *asking = sweeping->asking;
    struct arena *arena = asking->arena;
    struct sweep_offers *offers = &sweeping->offers;
    struct question *question = &asking->question;
    const struct offercast_question *asked = asking->asked;
    struct text_list above = asking_texts(&asked->above), target = asking_texts(&asked->target);
    struct scenario_offer *offer = arena_alloc(arena, 1, sizeof *offer); /* the first scenario is of it */
    if (!check_statistics(asking) || !read_variation(sweeping) || !sweep_files_list(asking, &sweeping->offers) ||
        !understand_table(sweeping))
        return asking_refuse(asking);
    /* A --vary that fits nowhere would fail in every scenario: it is wrong usage, told before anything is run. */
    bool read = sweep_offers_first(arena, offers, offer, first);
    if (offers->written && offers->written->fault)
        return refuse_written(sweeping);
    if (!read && first->status == STATUS_USAGE) {
        *asking->problems = *offer->input.problems;
        return STATUS_USAGE;
    }
    const char *currency = first->subject.plan ? first->subject.offer->currency : NULL;
    if (!question_reader_above(arena, &above, currency, asking->problems, question) ||
        !question_reader_targets(arena, &target, false, asking->problems, question))
        return asking_refuse(asking);
    sweep_offers_decide(offers, first);
    sweeping->sweep = (struct sweep){.question = question,
                                     .source = sweep_offers_source(offers),
                                     .count = offers->file_count * offers->vary.combinations,
                                     .axes = offers->vary.axes,
                                     .wanted = choose_statistics(arena, question)};
    return open_rows(sweeping);
}

static enum status make(struct asking *asking)
{
    struct sweeping *sweeping = arena_alloc(asking->arena, 1, sizeof *sweeping); /* the report reads it again */
    struct scenario first;
    sweeping->asking = asking;
    if (!asking->count && !asking->asked->files.count) {
        problem_add(asking->problems, STATUS_USAGE, (struct place){0}, "", NULL, "a sweep is of offers, or of files");
        return STATUS_USAGE;
    }
    enum status status = prepare(sweeping, &first);
    return status == STATUS_OK ? run_sweep(sweeping, &first) : status;
}

static const struct result_form *const tables[] = {&result_form_scenarios, NULL};

const struct answer answer_sweep = {"sweep", 0, 0, SCENARIOS_MAX, WORK_SHARED, tables, make};
