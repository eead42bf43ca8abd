#include "analysis/cash_report.h"
#include "analysis/offer_report.h"
#include "analysis/run_report.h"
#include "cli/asking.h"
#include "cli/command.h"
#include "cli/deliver.h"
#include "cli/keep.h"
#include "cli/load.h"
#include "library/ask_offers.h"
#include "library/fragility_reader.h"
#include "library/offer_subject.h"
#include "outputs/sink.h"
#include "outputs/views/answer_view.h"
#include "outputs/views/prose_view.h"
#include "outputs/views/run_view.h"
#include "outputs/views/scorecard_view.h"
#include "outputs/views/second_order_view.h"

#include <inttypes.h>
#include <stdio.h>

static void say_how(const struct options *options, const struct estimate *estimate)
{
    double paths = (double)sampling_paths(&estimate->simulation.sampling);
    fprintf(stderr, "offercast: %.0f paths in %.3f s (%.1f ns a path) on %u threads, %s kernels\n", paths,
            estimate->seconds, 1e9 * estimate->seconds / paths, options->threads, isa_name(estimate->simulation.isa));
}

static void show(const struct run_answer *answer)
{
    struct report *report = answer->report;
    run_view(report);
    if (report->second_order_draws)
        second_order_view(report);
    scorecard_view(report, &answer->scorecard);
    prose_view(report, &answer->prose);
}

/* What the answer hangs on and what to ask for are for people: short runs, on the first of the same paths. */
static void add_answer(struct arena *arena, const struct options *options, const struct question *question,
                       const struct subject *subject, const struct offer_input *input, struct report *report)
{
    enum { FEW_PATHS = 1 << 14 };
    struct negotiation *negotiation = arena_alloc(arena, 1, sizeof *negotiation);
    struct ask_source source = ask_offers_source(input);
    struct question few = *question;
    few.paths = question->paths < FEW_PATHS ? question->paths : FEW_PATHS;
    few.target_count = 0;
    const struct fragility_reading *reading = NULL;
    struct fragility *fragility = arena_alloc(arena, 1, sizeof *fragility);
    bool people = deliver_for_people(options);
    size_t readings = people ? fragility_readings(arena, input, &reading) : 0;
    bool read =
        people && fragility_of(arena, &few, subject->plan, reading, readings, FEW_PATHS, fragility) == STATUS_OK;
    bool asked = people && negotiate(arena, &few, subject, NULL, &source, negotiation);
    answer_view(report, read ? fragility : NULL, asked ? negotiation : NULL);
}

/* NULL: a signal came, or, with STATUS_ACCURACY, the time was up before there was anything to report. */
static enum status simulate_offer(struct arena *arena, const struct options *options, const struct question *question,
                                  const struct subject *subject, const struct offer_input *input, struct report **out)
{
    struct run_answer answer = {.report = NULL};
    const char *fault = NULL;
    struct progress_line *line = asking_begin(arena, options, question);
    enum status status = run_report_of(arena, question, subject, &answer, &fault);
    asking_end(line);
    if (!answer.report)
        return asking_fault(status, fault);
    show(&answer);
    add_answer(arena, options, question, subject, input, answer.report);
    if (options->verbose)
        say_how(options, &answer.estimate);
    *out = answer.report;
    enum status kept = options->keep ? keep_write(arena, options, &answer.estimate.simulation) : STATUS_OK;
    return kept == STATUS_OK ? status : kept;
}

/* Every --stat names something, told by a run of so few paths that nobody waits for it. */
static enum status try_statistics(struct arena *arena, const struct options *options, const struct question *question,
                                  const struct subject *subject)
{
    enum { FEW_PATHS = 1024, FEW_DRAWS = 2 };
    struct question few = *question;
    struct run_answer answer = {.report = NULL};
    const char *fault = NULL;
    few.paths = FEW_PATHS;
    few.second_order = question->second_order ? FEW_DRAWS : 0;
    few.max_time_seconds = 0;
    enum status status = run_report_of(arena, &few, subject, &answer, &fault);
    return answer.report ? deliver_check_statistics(options, answer.report) : asking_fault(status, fault);
}

static enum status run_offer(struct arena *arena, const struct options *options, const char *path, struct report **out)
{
    struct offer_input *input = arena_alloc(arena, 1, sizeof *input);
    struct plan *plan = NULL;
    struct question question = asking_question(arena, options);
    struct problems *problems = problems_create(arena);
    enum status status = load_offer(arena, options, path, true, input);
    if (status == STATUS_OK)
        status = load_plan(arena, input, &plan);
    if (status != STATUS_OK)
        return status;
    if (!question_reader_above(arena, &options->above, input->offer.currency, problems, &question) ||
        !question_reader_targets(arena, &options->target, false, problems, &question))
        return asking_told(problems);
    struct subject subject = subject_of_input(arena, input, plan, true);
    if (options->stat.count && options->operands.count == 1)
        status = try_statistics(arena, options, &question, &subject);
    return status == STATUS_OK ? simulate_offer(arena, options, &question, &subject, input, out) : status;
}

/* The worst of two: an answer that is not accurate enough is still better than none. */
static enum status worse(enum status a, enum status b)
{
    if (a == STATUS_OK || a == STATUS_ACCURACY)
        return b == STATUS_OK ? a : b;
    return a;
}

static enum status check_keep(const struct options *options)
{
    const char *fault = NULL;
    if (!options->keep)
        return STATUS_OK;
    if (options->operands.count > 1) {
        fputs("offercast: --keep takes one offer at a time\n  help: offercast run --help\n", stderr);
        return STATUS_USAGE;
    }
    enum status status = sink_check(options->keep, &fault);
    if (status != STATUS_OK)
        fprintf(stderr, "offercast: %s\n", fault);
    return status;
}

/* The offers' names are what tells their rows apart. */
static void label_parts(struct arena *arena, struct report **part, size_t count)
{
    const char **name = arena_alloc(arena, count, sizeof *name), **label = arena_alloc(arena, count, sizeof *label);
    for (size_t i = 0; i < count; i++) {
        name[i] = part[i]->name;
        part[i]->name = label[i] = offer_report_label(arena, name, label, i);
    }
}

static enum status run(struct arena *arena, const struct options *options)
{
    size_t count = options->operands.count, done = 0;
    struct report **part = arena_alloc(arena, count, sizeof *part);
    enum status status = deliver_check(options);
    if (status == STATUS_OK)
        status = check_keep(options);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < count; i++) {
        status = worse(status, run_offer(arena, options, options->operands.text[i], &part[done]));
        done += part[done] != NULL;
    }
    if (done == 0 || (status != STATUS_OK && status != STATUS_ACCURACY))
        return status;
    struct report *report = part[0];
    if (count > 1) {
        label_parts(arena, part, done);
        report = report_create(arena, "run");
        report->part = part;
        report->part_count = done;
    }
    for (size_t i = 0; i < done; i++)
        deliver_warnings(options, part[i]);
    return worse(deliver_report(arena, options, report), status);
}

static const struct result_form *const tables[] = {&result_form_metrics, &result_form_beside,     &result_form_exits,
                                                   &result_form_others,  &cash_report_years_form, NULL};

const struct command command_run = {
    .name = "run",
    .operands = "OFFER...",
    .summary = "simulate; print expected equity, foregone pay and what is left",
    .examples = "  offercast run examples/hugging-face.json\n"
                "  offercast run report.md --set grants.0.percent=0.01% --set stay='2-3 years'\n"
                "  offercast run offer.json -o report.html -o report.xlsx --paths 1e7\n"
                "  offercast run offer.json --target net_advantage.mean=500 --format json\n",
    .details = "OFFER is a JSON offer file, a Markdown report, a folder of CSV tables, one CSV table, or -.\n",
    .groups = OPTION_INPUT | OPTION_SIMULATION | OPTION_TARGET | OPTION_ABOVE | OPTION_KEEP | OPTION_OUTPUT |
              OPTION_SECOND_ORDER,
    .operands_min = 1,
    .operands_max = OFFERS_MAX,
    .tables = tables,
    .run = run,
};
