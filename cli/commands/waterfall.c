#include "cli/command.h"
#include "cli/deliver.h"
#include "cli/load.h"
#include "cli/metrics_report.h"
#include "cli/vary.h"
#include "inputs/cell.h"
#include "models/breakpoints.h"
#include "models/capital_today.h"
#include "outputs/views/waterfall_view.h"

#include <stdio.h>
#include <string.h>

static enum status refuse_exit(const char *text, const char *fault)
{
    fprintf(stderr, "offercast: --exit %s: %s\n  help: amounts separated by commas, such as 50M,80M,100M\n", text,
            fault);
    return STATUS_USAGE;
}

/* --exit '50M,80M,100M': amounts in the offer's currency, separated by commas. */
static enum status read_exits(struct arena *arena, const struct options *options, const char *currency, double **exits,
                              size_t *count)
{
    struct cell_rules rules = {.tail_index = 3, .open_years = 2, .currency = currency};
    const char *rest = options->exit_values ? options->exit_values : "";
    *exits = arena_alloc(arena, strlen(rest) + 1, sizeof **exits);
    const char *before = "";
    for (*count = 0; *rest;) {
        size_t length = strcspn(rest, ",");
        const char *cell = arena_copy(arena, rest, length);
        struct cell_reading reading = cell_read(arena, cell, CELL_MONEY, &rules);
        double *amount = &(*exits)[*count];
        if (vary_splits_number(before, rest))
            return refuse_exit(options->exit_values, "a comma separates amounts; write one without commas");
        if (reading.fault || !distribution_is_point(&reading.distribution, amount) || *amount < 0)
            return refuse_exit(cell, reading.fault ? reading.fault : "an exit is one amount, 0 or more");
        (*count)++;
        before = cell;
        rest += length + (rest[length] == ',');
    }
    return STATUS_OK;
}

static struct waterfall_row *solve(struct arena *arena, const struct offer *offer, const struct capital_today *capital,
                                   double exit_value)
{
    struct waterfall_row *row = arena_alloc(arena, capital->count, sizeof *row);
    double *payout = arena_alloc(arena, capital->count, sizeof *payout);
    bool *converts = arena_alloc(arena, capital->count, sizeof *converts);
    double distributed =
        waterfall_distributable(exit_value, capital->transaction_costs_frac, capital->debt, capital->carve_out_frac);
    waterfall_solve(capital->classes, capital->count, distributed, payout, converts, NULL);
    for (size_t c = 0; c < capital->count; c++) {
        double shares = capital->classes[c].shares;
        row[c] =
            (struct waterfall_row){offer->capital[c].name, converts[c], payout[c], shares > 0 ? payout[c] / shares : 0};
    }
    return row;
}

static struct waterfall_exit *solve_all(struct arena *arena, const struct offer *offer,
                                        const struct capital_today *capital, const double *exit_value, size_t count)
{
    struct waterfall_exit *exits = arena_alloc(arena, count + 1, sizeof *exits);
    for (size_t i = 0; i < count; i++) {
        struct waterfall_deductions off =
            waterfall_deduct(exit_value[i], capital->transaction_costs_frac, capital->debt, capital->carve_out_frac);
        exits[i] = (struct waterfall_exit){exit_value[i],
                                           off.transaction_costs,
                                           off.debt,
                                           off.carve_out,
                                           off.distributable,
                                           capital->count,
                                           solve(arena, offer, capital, exit_value[i])};
    }
    return exits;
}

static struct waterfall_break *breaks_of(struct arena *arena, const struct offer *offer,
                                         const struct capital_today *capital, size_t *count)
{
    struct breakpoints found = breakpoints_find(arena, capital->classes, capital->count);
    struct waterfall_break *breaks = arena_alloc(arena, found.count + 1, sizeof *breaks);
    for (size_t i = 0; i < found.count; i++) {
        const struct breakpoint *at = &found.breakpoint[i];
        breaks[i] = (struct waterfall_break){
            waterfall_exit_value(at->proceeds, capital->transaction_costs_frac, capital->debt, capital->carve_out_frac),
            offer->capital[at->class_index].name, breakpoint_event_words[at->event], at->price, at->common_share_after};
    }
    *count = found.count;
    return breaks;
}

static enum status run(struct arena *arena, const struct options *options)
{
    struct offer_input input;
    double *exit_value = NULL;
    size_t exit_count = 0, break_count = 0;
    enum status status = deliver_check(options);
    if (status == STATUS_OK)
        status = load_offer(arena, options, options->operands.text[0], false, &input);
    if (status == STATUS_OK && input.offer.class_count == 0) {
        fprintf(stderr, "offercast: %s:1:1: a waterfall needs `capital`: the company's share classes\n", input.path);
        status = STATUS_INVALID;
    }
    if (status == STATUS_OK)
        status = read_exits(arena, options, input.offer.currency, &exit_value, &exit_count);
    if (status == STATUS_OK && exit_count == 0 && !options->breakpoints) {
        fputs("offercast: waterfall needs --exit, such as --exit '50M,80M,100M', or --breakpoints\n", stderr);
        status = STATUS_USAGE;
    }
    if (status != STATUS_OK)
        return status;
    struct capital_today capital = capital_today(arena, &input.offer);
    struct report *report = report_create(arena, "waterfall");
    metrics_report_header(report, &input, NULL, options, NULL);
    if (capital.averaged)
        metrics_report_warn(report, "/capital", "a range in the capital counts with its mean here");
    struct waterfall_break *breaks = breaks_of(arena, &input.offer, &capital, &break_count);
    waterfall_view(report, solve_all(arena, &input.offer, &capital, exit_value, exit_count), exit_count, breaks,
                   break_count, options->breakpoints);
    deliver_warnings(options, report);
    return deliver_report(arena, options, report);
}

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
    .run = run,
};
