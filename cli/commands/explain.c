#include "analysis/explain_report.h"
#include "analysis/metrics_report.h"
#include "cli/asking.h"
#include "cli/command.h"
#include "cli/deliver.h"
#include "cli/load.h"
#include "library/offer_subject.h"
#include "outputs/views/explain_view.h"

#include <inttypes.h>
#include <stdio.h>

static enum status run(struct arena *arena, const struct options *options)
{
    struct offer_input input;
    struct plan *plan = NULL;
    enum status status = load_sole_offer(arena, options, true, &input, &plan);
    if (status != STATUS_OK)
        return status;
    struct sampling sampling = sampling_of(options->sampler, options->seed, options->paths, options->replicates);
    if (options->path >= sampling_paths(&sampling)) {
        fprintf(stderr, "offercast: --path %" PRIu64 ": this run has paths 0 to %" PRIu64 "\n", options->path,
                sampling_paths(&sampling) - 1);
        return STATUS_USAGE;
    }
    struct story story = plan_explain(arena, plan, options->isa, &sampling, options->path);
    struct report *report = report_create(arena, "explain");
    struct question question = asking_question(arena, options);
    struct subject subject = subject_of_input(arena, &input, plan, true);
    metrics_report_header(report, &subject, &question, &sampling);
    explain_report_add(report, options->path, &story);
    explain_view(report, options->path, story.line, story.count);
    deliver_warnings(options, report);
    return deliver_report(arena, options, report);
}

static const struct result_form *const tables[] = {&explain_report_path_form, &explain_report_steps_form, NULL};

const struct command command_explain = {
    .name = "explain",
    .operands = "OFFER",
    .summary = "one path, step by step: what was drawn, what followed",
    .examples = "  offercast explain offer.json --path 7\n"
                "  offercast explain offer.json --path 7 --format json\n",
    .details = "Path numbers are those of `run` with the same seed, paths, replicates and sampler.\n",
    .groups = OPTION_INPUT | OPTION_SIMULATION | OPTION_PATH | OPTION_OUTPUT,
    .operands_min = 1,
    .operands_max = 1,
    .tables = tables,
    .run = run,
};
