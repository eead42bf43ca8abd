#include "cli/bench_earlier.h"
#include "cli/bench_report.h"
#include "cli/command.h"
#include "cli/deliver.h"
#include "cli/door.h"
#include "cli/load.h"
#include "cli/progress.h"
#include "inputs/offer_templates.h"
#include "outputs/views/bench_view.h"

#include <stdio.h>
#include <string.h>

static const char example[] = "hugging-face"; /* timed when no file is given */

struct timed_offer {
    struct offer_input input;
    struct plan *plan;
};

/* The example that is in the program, with every --set. */
static enum status load_example(struct arena *arena, const struct options *options, struct offer_input *input)
{
    const char *text = offer_template_named(example)->text;
    *input = (struct offer_input){.path = example, .problems = problems_create(arena)};
    input->document = json_document(arena, source_create(arena, example, text, strlen(text)), input->problems);
    for (size_t i = 0; input->document && i < options->set.count; i++)
        setting_apply(arena, input->document, &(struct setting){options->set.text[i], i + 1}, input->problems);
    if (input->document)
        offer_from_document(arena, input->document, input->problems, &input->offer);
    problems_print(input->problems, stderr);
    return input->problems->status;
}

static enum status load_all(struct arena *arena, const struct options *options, struct timed_offer *timed, size_t count)
{
    bool given = options->operands.count > 0;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        status = given ? load_offer(arena, options, options->operands.text[i], true, &timed[i].input)
                       : load_example(arena, options, &timed[i].input);
        if (status == STATUS_OK)
            status = load_plan(arena, &timed[i].input, &timed[i].plan);
    }
    return status;
}

static bool measure_all(struct arena *arena, const struct options *options, struct bench *bench,
                        const struct timed_offer *timed, size_t count)
{
    struct progress *progress = arena_alloc(arena, 1, sizeof *progress);
    uint64_t paths = 0;
    bool whole = true;
    for (size_t i = 0; i < count; i++)
        paths += bench_paths(&bench[i]);
    door_watch(progress);
    struct progress_line *line = progress_line_start(arena, options, progress, paths);
    for (size_t i = 0; i < count && whole; i++)
        whole = bench_measure(&bench[i], timed[i].plan, progress);
    progress_line_stop(line);
    door_watch(NULL);
    return whole;
}

static struct report *report_of(struct arena *arena, const struct bench *bench, const struct timed_offer *timed,
                                size_t count)
{
    struct report *report = report_create(arena, "bench");
    struct report_scenario *scenario = arena_alloc(arena, count, sizeof *scenario);
    report->scenario = scenario;
    report->scenario_count = count;
    for (size_t i = 0; i < count; i++) {
        scenario[i].name = bench[i].name;
        scenario[i].sha256 = timed[i].input.sha256;
        report->currency = timed[i].input.offer.currency;
        bench_report_add(report, &bench[i], i);
    }
    return report;
}

static enum status run(struct arena *arena, const struct options *options)
{
    size_t count = options->operands.count ? options->operands.count : 1;
    struct timed_offer *timed = arena_alloc(arena, count, sizeof *timed);
    struct bench *bench = arena_alloc(arena, count, sizeof *bench);
    const struct node *earlier = NULL;
    enum status status = deliver_check(options);
    if (status == STATUS_OK && options->compare)
        status = bench_earlier_read(arena, options->compare, &earlier);
    if (status == STATUS_OK)
        status = load_all(arena, options, timed, count);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < count; i++) {
        const char *name = timed[i].input.offer.name;
        bench[i] = bench_prepare(arena, options, timed[i].plan, name ? name : timed[i].input.path);
    }
    if (!measure_all(arena, options, bench, timed, count))
        return STATUS_OK; /* the door turns it into the signal's status */
    struct report *report = report_of(arena, bench, timed, count);
    if (earlier)
        bench_earlier_compare(report, earlier);
    bench_view(report, &(struct bench_view){options->seed, bench[0].sampler[0].level[0].paths, options->replicates,
                                            bench[0].repeats, options->threads, isa_name(options->isa)});
    deliver_warnings(options, report);
    return deliver_report(arena, options, report);
}

const struct command command_bench = {
    .name = "bench",
    .operands = "[FILES]",
    .summary = "how fast it is: ns a path, time to an accuracy, by sampler",
    .examples = "  offercast bench\n"
                "  offercast bench offer.json -o before.json\n"
                "  offercast bench offer.json --compare before.json\n",
    .details = "Times a run of --paths (4194304 unless given) under every sampler, or under\n"
               "--sampler and mc, --repeats times (9 unless given). Without FILES the example\n"
               "offer is taken. With --compare an earlier result is read, and what differs by\n"
               "more than the noise of the two is told. This is the one command whose output is\n"
               "not the same twice.\n",
    .groups = OPTION_INPUT | OPTION_SIMULATION | OPTION_REPEATS | OPTION_EARLIER | OPTION_OUTPUT,
    .operands_min = 0,
    .operands_max = OFFERS_MAX,
    .default_paths = UINT64_C(1) << 22,
    .run = run,
};
