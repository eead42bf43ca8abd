#include "analysis/bench_earlier.h"
#include "cli/asking.h"
#include "cli/command.h"
#include "cli/deliver.h"
#include "cli/load.h"
#include "inputs/json_document.h"
#include "inputs/offer_reader.h"
#include "inputs/offer_templates.h"
#include "inputs/problems_print.h"
#include "inputs/setting.h"
#include "inputs/source.h"
#include "library/bench_result.h"
#include "library/offer_subject.h"
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

static enum status run(struct arena *arena, const struct options *options)
{
    size_t count = options->operands.count ? options->operands.count : 1;
    struct timed_offer *timed = arena_alloc(arena, count, sizeof *timed);
    struct subject *subject = arena_alloc(arena, count, sizeof *subject);
    const char **name = arena_alloc(arena, count, sizeof *name);
    struct problems *problems = problems_create(arena);
    const struct report *earlier = NULL;
    enum status status = deliver_check(options);
    if (status == STATUS_OK && options->compare && !(earlier = bench_result_read(arena, options->compare, problems)))
        return asking_told(problems);
    if (status == STATUS_OK)
        status = load_all(arena, options, timed, count);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < count; i++) {
        name[i] = timed[i].input.offer.name ? timed[i].input.offer.name : timed[i].input.path;
        subject[i] = subject_of_input(arena, &timed[i].input, timed[i].plan, false);
    }
    struct question question = asking_question(arena, options);
    struct bench_shown shown;
    struct report *report = NULL;
    struct progress_line *line = asking_begin(arena, options, &question);
    status = bench_report_of(arena, &question, subject, name, count, &report, &shown);
    asking_end(line);
    if (!report)
        return status;
    if (earlier)
        bench_earlier_compare(report, earlier);
    bench_view(report, &shown);
    deliver_warnings(options, report);
    return deliver_report(arena, options, report);
}

static const struct result_form *const tables[] = {&bench_report_form, &result_form_scenarios, NULL};

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
    .tables = tables,
    .run = run,
};
