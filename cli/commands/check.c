#include "cli/command.h"
#include "cli/deliver.h"
#include "cli/load.h"
#include "cli/metrics_report.h"
#include "cli/scorecard.h"
#include "outputs/views/check_view.h"

static enum status run(struct arena *arena, const struct options *options)
{
    struct offer_input input;
    struct plan *plan = NULL;
    enum status status = load_sole_offer(arena, options, false, &input, &plan);
    if (status != STATUS_OK)
        return status;
    struct report *report = report_create(arena, "check");
    metrics_report_header(report, &input, plan, options, NULL);
    check_view(report, input.missing, input.missing_count);
    scorecard_add(report, &input.offer, options->seed);
    deliver_warnings(options, report);
    return deliver_report(arena, options, report);
}

const struct command command_check = {
    .name = "check",
    .operands = "OFFER",
    .summary = "read, validate, print every assumption; no simulation",
    .examples = "  offercast check offer.json\n"
                "  offercast check report.md\n",
    .details = "Accepts an offer without compensation or grants, and says what `run` would need.\n",
    .groups = OPTION_INPUT | OPTION_OUTPUT,
    .operands_min = 1,
    .operands_max = 1,
    .run = run,
};
