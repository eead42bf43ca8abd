#include "cli/asking.h"
#include "cli/command.h"
#include "cli/deliver.h"
#include "cli/load.h"
#include "library/offer_subject.h"
#include "outputs/views/coverage_view.h"

static enum status run(struct arena *arena, const struct options *options)
{
    struct offer_input input;
    struct plan *plan = NULL;
    enum status status = load_sole_offer(arena, options, true, &input, &plan);
    if (status != STATUS_OK)
        return status;
    struct question question = asking_question(arena, options);
    struct subject subject = subject_of_input(arena, &input, plan, true);
    struct coverage_shown shown;
    struct report *report = NULL;
    struct progress_line *line = asking_begin(arena, options, &question);
    status = coverage_report_of(arena, &question, &subject, &report, &shown);
    asking_end(line);
    if (!report)
        return status;
    coverage_view(report, &shown);
    deliver_warnings(options, report);
    return deliver_report(arena, options, report);
}

static const struct result_form *const tables[] = {&coverage_report_form, &result_form_results, NULL};

const struct command command_coverage = {
    .name = "coverage",
    .operands = "OFFER",
    .summary = "how often the printed intervals cover, on this very offer",
    .examples = "  offercast coverage examples/hugging-face.json\n"
                "  offercast coverage offer.json --sampler mc --repeats 200 --format csv\n",
    .details = "Repeats the run with the seeds S, S+1, ... (--paths of each: 65536 unless given) and holds every\n"
               "interval against one long run. At a level of 95% an honest interval covers 95 times in 100. In CSV\n"
               "and JSON, STAT is the share that cover; STAT_reference what they were held against, STAT_bias the\n"
               "mean error of a repeat, STAT_error_ratio the printed standard error over the true one.\n",
    .groups = OPTION_INPUT | OPTION_SIMULATION | OPTION_REPEATS | OPTION_OUTPUT,
    .operands_min = 1,
    .operands_max = 1,
    .default_paths = UINT64_C(1) << 16,
    .tables = tables,
    .run = run,
};
