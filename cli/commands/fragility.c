#include "cli/asking.h"
#include "cli/command.h"
#include "cli/deliver.h"
#include "cli/load.h"
#include "library/fragility_reader.h"
#include "library/offer_subject.h"
#include "outputs/views/fragility_view.h"

static enum status run(struct arena *arena, const struct options *options)
{
    struct offer_input input;
    struct plan *plan = NULL;
    enum status status = load_sole_offer(arena, options, true, &input, &plan);
    if (status != STATUS_OK)
        return status;
    struct question question = asking_question(arena, options);
    struct subject subject = subject_of_input(arena, &input, plan, true);
    const struct fragility_reading *reading = NULL;
    size_t count = fragility_readings(arena, &input, &reading);
    struct fragility fragility;
    struct report *report = NULL;
    struct progress_line *line = asking_begin(arena, options, &question);
    status = fragility_report_of(arena, &question, &subject, reading, count, &fragility, &report);
    asking_end(line);
    if (!report)
        return status;
    fragility_view(report, &fragility);
    deliver_warnings(options, report);
    return deliver_report(arena, options, report);
}

static const struct result_form *const tables[] = {&fragility_report_form, &result_form_results, NULL};

const struct command command_fragility = {
    .name = "fragility",
    .operands = "OFFER",
    .summary = "which unsaid things turn the answer: each run again another way",
    .examples = "  offercast fragility offer.json\n"
                "  offercast fragility offer.json --format json\n"
                "  offercast run offer.json --assume job-loss-costs\n",
    .details = "Where an offer says nothing the program takes a default. Each row is the offer with one of\n"
               "them changed, on the same random numbers: the mean of net_advantage, the chance of\n"
               "beating the market, the difference from the offer as it stands, and whether the sign\n"
               "turns or even odds are crossed. Rows that cannot matter to this offer are left out.\n",
    .groups = OPTION_INPUT | OPTION_SIMULATION | OPTION_OUTPUT,
    .operands_min = 1,
    .operands_max = 1,
    .tables = tables,
    .run = run,
};
