#include "cli/asking.h"
#include "cli/command.h"
#include "cli/deliver.h"
#include "cli/load.h"
#include "library/breakeven_reader.h"
#include "outputs/utf8.h"
#include "outputs/views/breakeven_view.h"

#include <stdio.h>

static enum status search(struct arena *arena, const struct options *options, struct breakeven *breakeven)
{
    const char *fault = NULL;
    struct breakeven_shown shown;
    struct report *report = NULL;
    struct progress_line *line = asking_begin(arena, options, breakeven->question);
    enum status status = breakeven_report_of(arena, breakeven, &report, &shown, &fault);
    asking_end(line);
    if (status == STATUS_ACCURACY)
        return asking_fault(status, fault);
    if (fault)
        fprintf(stderr, "offercast: %s: %s\n  help: no value of --vary %s could be simulated\n",
                options->operands.text[0], utf8_for_terminal(arena, fault, true), options->vary.text[0]);
    if (!report)
        return status;
    if (options->verbose)
        fprintf(stderr, "offercast: %zu values were simulated\n", breakeven->evaluations);
    breakeven_view(report, &shown);
    deliver_warnings(options, report);
    return deliver_report(arena, options, report);
}

static enum status run(struct arena *arena, const struct options *options)
{
    struct offer_input base;
    struct question question = asking_question(arena, options);
    struct breakeven breakeven = {.question = &question};
    struct breakeven_offer offer = {
        .base = &base, .set_count = options->set.count, .set = asking_settings(arena, options)};
    struct problems *problems = problems_create(arena);
    enum status status = deliver_check(options);
    if (status != STATUS_OK)
        return status;
    struct breakeven_texts texts;
    if (!breakeven_reader_texts(arena, &options->vary, options->goal, problems, &texts, &breakeven))
        return asking_told(problems);
    if (!offer_variant_open(arena, options->operands.text[0], &base))
        return asking_told(base.problems);
    if (!asking_assumes(arena, options, &base))
        return asking_told(base.problems);
    if (!breakeven_reader_key(arena, &texts, problems, &offer, &breakeven))
        return asking_told(problems);
    return search(arena, options, &breakeven);
}

static const struct result_form *const tables[] = {&breakeven_form, &result_form_results, NULL};

const struct command command_breakeven = {
    .name = "breakeven",
    .operands = "OFFER",
    .summary = "the value of a key at which the offer breaks even",
    .examples = "  offercast breakeven offer.json --vary grants.0.percent\n"
                "  offercast breakeven offer.json --vary compensation.offer.salary=80K:250K\n"
                "  offercast breakeven offer.json --vary grants.0.percent --for p_positive=50%\n"
                "  offercast breakeven offer.json --vary exits.IPO.valuation --for p50=0\n",
    .details = "Finds the value of one key at which METRIC.STATISTIC is VALUE (without a metric:\n"
               "net_advantage). One value takes the place of what the offer has there. Without lo:hi it\n"
               "is looked for outward from the present value, within what the key allows. Every crossing\n"
               "that shows on the grid is told; where there is none the answer is \"no such value in\n"
               "[lo, hi]\" (status 0). The interval holds the values at which the statistic's own interval\n"
               "contains the goal.\n",
    .groups = OPTION_INPUT | OPTION_VARY | OPTION_GOAL | OPTION_SIMULATION | OPTION_OUTPUT,
    .operands_min = 1,
    .operands_max = 1,
    .tables = tables,
    .run = run,
};
