#include "cli/breakeven.h"
#include "cli/command.h"
#include "cli/deliver.h"
#include "cli/load.h"
#include "cli/metrics_report.h"
#include "cli/scenario.h"
#include "cli/vary.h"
#include "outputs/utf8.h"
#include "outputs/views/breakeven_view.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static enum status refuse(const char *text, const char *fault)
{
    fprintf(stderr,
            "offercast: --vary %s: %s\n"
            "  help: PATH or PATH=lo:hi, such as grants.0.percent or compensation.offer.salary=80K:150K\n",
            text, fault);
    return STATUS_USAGE;
}

/* PATH or PATH=lo:hi; the ends as texts, read once the kind of the key is known. */
static enum status read_vary(struct arena *arena, const struct options *options, struct breakeven *breakeven,
                             const char *end[2])
{
    if (options->vary.count != 1) {
        fputs("offercast: breakeven varies one key: --vary PATH or --vary PATH=lo:hi\n"
              "  help: offercast breakeven --help\n",
              stderr);
        return STATUS_USAGE;
    }
    const char *text = options->vary.text[0], *equals = strchr(text, '=');
    breakeven->path = equals ? arena_copy(arena, text, (size_t)(equals - text)) : text;
    breakeven->bounded = equals != NULL;
    if (!*breakeven->path)
        return refuse(text, "a path is needed");
    if (!equals)
        return STATUS_OK;
    const char *fault = NULL;
    return vary_ends(arena, equals + 1, end, &fault) ? STATUS_OK : refuse(text, fault);
}

/* One trial value tells the key's kind and bounds; what it is need not make a good offer. */
static enum status learn_key(struct arena *arena, struct breakeven *breakeven, const char *const end[2])
{
    const struct options *options = breakeven->options;
    const char *trial = end[0] ? end[0] : "1";
    struct scenario scenario;
    struct setting setting = {arena_text(arena, "%s=%s", breakeven->path, trial), 1};
    bool fine = scenario_read(arena, options, breakeven->base, NULL, &setting, 1, &scenario);
    if (!fine && scenario.status == STATUS_USAGE) {
        problems_print(scenario.input.problems, stderr);
        return STATUS_USAGE;
    }
    if (scenario.value[0].text)
        return refuse(options->vary.text[0], "this key is a text, and no number");
    breakeven->key = scenario.value[0];
    breakeven->key.number = (double)NAN;
    struct offer_input present; /* without the trial; it may lack what the varied key gives */
    bool complete = offer_variant_read(arena, breakeven->base, scenario_settings(arena, options), options->set.count,
                                       NULL, 0, NULL, &present);
    (void)complete;
    struct varied_value now = offer_variant_at(arena, &present, breakeven->key.pointer);
    if (*now.pointer)
        breakeven->key = now;
    return STATUS_OK;
}

static enum status read_ends(struct arena *arena, const char *currency, const char *const end[2],
                             struct breakeven *breakeven)
{
    double *number[2] = {&breakeven->low, &breakeven->high};
    struct cell_rules rules = {.tail_index = 3, .open_years = 2, .currency = currency};
    for (int i = 0; i < 2 && breakeven->bounded; i++) {
        struct cell_reading reading = cell_read(arena, end[i], breakeven->key.cell, &rules);
        if (reading.fault || !distribution_is_point(&reading.distribution, number[i]))
            return refuse(breakeven->options->vary.text[0], reading.fault ? reading.fault : "an end is one value");
    }
    if (breakeven->bounded && !(breakeven->low < breakeven->high))
        return refuse(breakeven->options->vary.text[0], "lo is below hi");
    return STATUS_OK;
}

static void add_rows(struct report *report, const struct breakeven *breakeven, bool *rising)
{
    const char *unit = vary_unit(breakeven->key.cell);
    for (size_t i = 0; i < breakeven->count; i++) {
        const char *statistic = i ? arena_text(report->arena, "breakeven_%zu", i + 1) : "breakeven";
        report_add_row(report, breakeven->goal.metric, breakeven->path, statistic, unit, breakeven->crossing[i].value);
        rising[i] = breakeven->crossing[i].rising;
    }
    if (!breakeven->count) {
        struct figure none = figure_unknown(arena_text(report->arena, "no such value in [%s, %s]",
                                                       vary_cell(report->arena, breakeven->low, breakeven->key.cell),
                                                       vary_cell(report->arena, breakeven->high, breakeven->key.cell)));
        report_add_row(report, breakeven->goal.metric, breakeven->path, "breakeven", unit, none);
    }
}

static struct report *make_report(struct arena *arena, const struct breakeven *breakeven,
                                  const struct offer_input *input, const struct plan *plan)
{
    const struct options *options = breakeven->options;
    struct sampling sampling = sampling_of(options->sampler, options->seed, options->paths, options->replicates);
    struct report *report = report_create(arena, "breakeven");
    metrics_report_header(report, input, plan, options, &sampling);
    bool *rising = arena_alloc(arena, breakeven->count + 1, sizeof *rising);
    add_rows(report, breakeven, rising);
    const char *unit = vary_unit(breakeven->key.cell);
    struct breakeven_shown shown = {.path = breakeven->path,
                                    .goal = breakeven->goal.text,
                                    .unit = strcmp(unit, "money") == 0 ? report->currency : unit,
                                    .present = breakeven->key.number,
                                    .present_is_mean = breakeven->key.range,
                                    .low = breakeven->low,
                                    .high = breakeven->high,
                                    .found = breakeven->count,
                                    .rising = rising};
    breakeven_view(report, &shown);
    return report;
}

/* The offer as it is heads the report. Where it lacks the key, and cannot do without, a value of the range stands
 * there. */
static enum status read_head(struct arena *arena, const struct breakeven *breakeven, struct scenario *scenario)
{
    struct setting setting = {
        arena_text(arena, "%s=%s", breakeven->path, vary_cell(arena, breakeven->high, breakeven->key.cell)), 1};
    bool fine = scenario_read(arena, breakeven->options, breakeven->base, NULL, NULL, 0, scenario) ||
                scenario_read(arena, breakeven->options, breakeven->base, NULL, &setting, 1, scenario);
    return fine ? STATUS_OK : scenario->status;
}

static enum status search(struct arena *arena, struct breakeven *breakeven)
{
    breakeven_find(arena, breakeven);
    if (breakeven->interrupted)
        return STATUS_OK; /* the door turns it into the signal's status */
    if (breakeven->timed_out) {
        fputs("offercast: --max-time: the time was up before the value was found\n", stderr);
        return STATUS_ACCURACY;
    }
    if (breakeven->fault) {
        fprintf(stderr, "offercast: %s: %s\n  help: no value of --vary %s could be simulated\n", breakeven->base->path,
                utf8_for_terminal(arena, breakeven->fault, true), breakeven->options->vary.text[0]);
        return STATUS_INVALID;
    }
    struct scenario head;
    enum status status = read_head(arena, breakeven, &head);
    if (status != STATUS_OK)
        return status;
    struct report *report = make_report(arena, breakeven, &head.input, head.plan);
    if (breakeven->options->verbose)
        fprintf(stderr, "offercast: %zu values were simulated\n", breakeven->evaluations);
    deliver_warnings(breakeven->options, report);
    return deliver_report(arena, breakeven->options, report);
}

static enum status run(struct arena *arena, const struct options *options)
{
    struct offer_input base;
    struct breakeven breakeven = {.options = options, .base = &base};
    const char *end[2] = {NULL, NULL};
    enum status status = deliver_check(options);
    if (status == STATUS_OK)
        status = read_vary(arena, options, &breakeven, end);
    if (status == STATUS_OK)
        status = breakeven_goal(arena, options->goal, NULL, &breakeven.goal);
    if (status != STATUS_OK)
        return status;
    if (!offer_variant_open(arena, options->operands.text[0], &base)) {
        problems_print(base.problems, stderr);
        return base.problems->status;
    }
    status = learn_key(arena, &breakeven, end);
    if (status == STATUS_OK)
        status = read_ends(arena, NULL, end, &breakeven);
    return status == STATUS_OK ? search(arena, &breakeven) : status;
}

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
    .run = run,
};
