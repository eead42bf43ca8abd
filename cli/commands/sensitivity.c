#include "cli/asking.h"
#include "cli/command.h"
#include "cli/deliver.h"
#include "cli/load.h"
#include "library/offer_subject.h"
#include "outputs/views/sensitivity_view.h"

#include <stdio.h>

static enum status run(struct arena *arena, const struct options *options)
{
    struct offer_input input;
    struct plan *plan = NULL;
    const char *fault = NULL;
    enum status status = load_sole_offer(arena, options, true, &input, &plan);
    if (status != STATUS_OK)
        return status;
    struct question question = asking_question(arena, options);
    struct subject subject = subject_of_input(arena, &input, plan, true);
    struct sensitivity_shown shown;
    struct report *report = NULL;
    double started = progress_seconds();
    struct progress_line *line = asking_begin(arena, options, &question);
    status = sensitivity_report_of(arena, &question, &subject, &report, &shown, &fault);
    asking_end(line);
    if (fault)
        fprintf(stderr, "offercast: %s:1:1: %s\n", input.path, fault);
    if (!report)
        return status;
    if (options->verbose)
        fprintf(stderr, "offercast: %.0f paths and their changed copies in %.3f s on %u threads, %s kernels\n",
                (double)report->paths, progress_seconds() - started, options->threads, isa_name(options->isa));
    sensitivity_view(report, &shown);
    deliver_warnings(options, report);
    return deliver_report(arena, options, report);
}

static const struct result_form *const tables[] = {&result_form_results, NULL};

const struct command command_sensitivity = {
    .name = "sensitivity",
    .operands = "OFFER",
    .summary = "what moves the answer, and what to find out first",
    .examples = "  offercast sensitivity offer.json\n"
                "  offercast sensitivity offer.json --paths 2e5 -o sensitivity.html\n"
                "  offercast sensitivity offer.json --format csv --stat evppi\n",
    .details = "Each uncertain input by itself: the mean of net_advantage at the input's 10th and 90th\n"
               "percentile (an event: not happening, happening; the exit: each of them), Spearman's rank\n"
               "correlation, first-order and total Sobol' indices (also of each table as one group), and\n"
               "the value of knowing it before choosing between the offer and the market job (EVPPI, up to\n"
               "EVPI for knowing everything). Every path is run again for each input and each end.\n",
    .groups = OPTION_INPUT | OPTION_SIMULATION | OPTION_OUTPUT,
    .operands_min = 1,
    .operands_max = 1,
    .tables = tables,
    .run = run,
};
