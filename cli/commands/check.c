#include "analysis/check_report.h"
#include "analysis/metrics_report.h"
#include "cli/asking.h"
#include "cli/command.h"
#include "cli/deliver.h"
#include "cli/load.h"
#include "inputs/problems_print.h"
#include "library/offer_subject.h"
#include "outputs/views/check_view.h"
#include "outputs/views/scorecard_view.h"

/* What every value was taken for, beside the cell as it was written. */
static const struct check_reading *readings_of(struct arena *arena, const struct offer_input *input, size_t *count)
{
    const struct problems *problems = input->problems;
    struct check_reading *reading = arena_alloc(arena, problems->reading_count + 1, sizeof *reading);
    for (size_t i = 0; i < problems->reading_count; i++) {
        const struct value_reading *own = &problems->reading[i];
        reading[i] = (struct check_reading){own->pointer, problems_place(arena, &own->at), own->written, own->text};
    }
    *count = problems->reading_count;
    return reading;
}

static enum status run(struct arena *arena, const struct options *options)
{
    struct offer_input input;
    struct plan *plan = NULL;
    enum status status = load_sole_offer(arena, options, false, &input, &plan);
    if (status != STATUS_OK)
        return status;
    struct report *report = report_create(arena, "check");
    struct question question = asking_question(arena, options);
    struct subject subject = subject_of_input(arena, &input, plan, true);
    metrics_report_header(report, &subject, &question, NULL);
    size_t readings = 0;
    const struct check_reading *reading = readings_of(arena, &input, &readings);
    check_report_add(report, input.missing, input.missing_count, reading, readings);
    check_view(report, input.missing, input.missing_count, reading, readings);
    struct scorecard_shown scorecard = scorecard_add(report, &input.offer, options->seed);
    scorecard_view(report, &scorecard);
    deliver_warnings(options, report);
    return deliver_report(arena, options, report);
}

static const struct result_form *const tables[] = {&check_report_form, &result_form_results, NULL};

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
    .tables = tables,
    .run = run,
};
