#include "cli/asking.h"
#include "cli/command.h"
#include "cli/deliver.h"
#include "cli/load.h"
#include "library/offer_subject.h"
#include "outputs/views/waterfall_view.h"

#include <stdio.h>

static enum status run(struct arena *arena, const struct options *options)
{
    struct offer_input input;
    double *exit_value = NULL;
    size_t exit_count = 0;
    struct problems *problems = problems_create(arena);
    enum status status = deliver_check(options);
    if (status == STATUS_OK)
        status = load_offer(arena, options, options->operands.text[0], false, &input);
    if (status == STATUS_OK && input.offer.class_count == 0) {
        fprintf(stderr, "offercast: %s:1:1: a waterfall needs `capital`: the company's share classes\n", input.path);
        status = STATUS_INVALID;
    }
    if (status == STATUS_OK &&
        !question_reader_exits(arena, options->exit_values, input.offer.currency, problems, &exit_value, &exit_count))
        return asking_told(problems);
    if (status == STATUS_OK && exit_count == 0 && !options->breakpoints) {
        fputs("offercast: waterfall needs --exit, such as --exit '50M,80M,100M', or --breakpoints\n", stderr);
        status = STATUS_USAGE;
    }
    if (status != STATUS_OK)
        return status;
    struct question question = asking_question(arena, options);
    struct subject subject = subject_of_input(arena, &input, NULL, true);
    struct waterfall_shown shown;
    struct report *report = waterfall_report_of(arena, &question, &subject, exit_value, exit_count, &shown);
    report->csv = options->breakpoints ? shown.break_table : shown.payout_table;
    waterfall_view(report, &shown);
    deliver_warnings(options, report);
    return deliver_report(arena, options, report);
}

static const struct result_form *const tables[] = {&waterfall_report_exits_form, &waterfall_report_breaks_form, NULL};

const struct command command_waterfall = {
    .name = "waterfall",
    .operands = "OFFER",
    .summary = "who gets what at these exits, and the breakpoints",
    .examples = "  offercast waterfall offer.json --exit '50M,80M,100M'\n"
                "  offercast waterfall offer.json --breakpoints --format csv\n",
    .details = "Needs only the offer's `capital`. The exits are sales: costs, debt and carve-out come\n"
               "off the top, then claims by seniority, conversion where it pays, options where the price\n"
               "passes their strike. With --breakpoints the CSV holds the breakpoints instead.\n",
    .groups = OPTION_INPUT | OPTION_WATERFALL | OPTION_OUTPUT,
    .operands_min = 1,
    .operands_max = 1,
    .tables = tables,
    .run = run,
};
