#include "cli/command.h"
#include "cli/compare_report.h"
#include "cli/deliver.h"
#include "cli/load.h"
#include "cli/metrics_report.h"
#include "cli/offer_report.h"
#include "cli/scorecard.h"
#include "models/pair_watcher.h"

#include <stdio.h>
#include <string.h>

/* Columns grow with the square of the offers, and with them memory. */
enum { COMPARED_MAX = 12 };

static enum status load_all(struct arena *arena, const struct options *options, struct compared *offers, size_t count)
{
    enum status status = STATUS_OK;
    const char **name = arena_alloc(arena, count, sizeof *name), **label = arena_alloc(arena, count, sizeof *label);
    for (size_t i = 0; i < count; i++) {
        enum status own = load_offer(arena, options, options->operands.text[i], true, &offers[i].input);
        if (own == STATUS_OK)
            own = load_plan(arena, &offers[i].input, &offers[i].plan);
        name[i] = offers[i].input.offer.name;
        offers[i].label = label[i] = offer_report_label(arena, name, label, i);
        status = status == STATUS_OK ? own : status; /* all files' mistakes are told */
    }
    for (size_t i = 1; i < count && status == STATUS_OK; i++)
        if (strcmp(offers[i].input.offer.currency, offers[0].input.offer.currency) != 0) {
            fprintf(
                stderr,
                "offercast: %s is in %s, %s in %s\n  help: offers are compared in one currency; convert one of them\n",
                options->operands.text[0], offers[0].input.offer.currency, options->operands.text[i],
                offers[i].input.offer.currency);
            status = STATUS_INVALID;
        }
    return status;
}

static enum status check_wealth(const struct options *options, const struct compared *offers, size_t count)
{
    for (size_t i = 0; options->risk_aversion_given && options->risk_aversion > 0 && i < count; i++)
        if (!offers[i].input.offer.wealth.given) {
            fprintf(stderr,
                    "offercast: %s:1:1: --risk-aversion needs `wealth`: what you own besides\n"
                    "  help: add --set wealth='$500K'\n",
                    options->operands.text[i]);
            return STATUS_INVALID;
        }
    return STATUS_OK;
}

static void make_report(struct report *report, const struct options *options, const struct estimate *estimate,
                        const struct compared *offers, const double *above)
{
    size_t count = options->operands.count;
    compare_report_header(report, offers, count, options, &estimate->simulation.sampling);
    compare_report_fill(report, estimate, offers, count, options, above);
    struct compare_offer *shown = arena_alloc(report->arena, count, sizeof *shown);
    for (size_t i = 0; i < count; i++)
        shown[i] = (struct compare_offer){offers[i].label, offers[i].input.sha256};
    struct compare_verdict verdict = compare_report_verdict(report, offers, count);
    compare_view(report, shown, count, &verdict);
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1; j < count; j++)
            scorecard_add_ranking(report, &offers[i].input.offer, offers[i].label, &offers[j].input.offer,
                                  offers[j].label, options->seed);
}

/* NULL: a signal came, or, with STATUS_ACCURACY, the time was up before there was anything to report. */
static enum status simulate_all(struct arena *arena, const struct options *options, const struct compared *offers,
                                const double *above, struct report **out)
{
    size_t count = options->operands.count;
    struct estimate estimate = {.target_figure = compare_report_target};
    enum status status = estimate_targets(arena, options, &estimate);
    if (status != STATUS_OK)
        return status;
    const struct plan **plans = arena_alloc(arena, count, sizeof *plans);
    for (size_t i = 0; i < count; i++)
        plans[i] = offers[i].plan;
    struct sampling sampling = sampling_of(options->sampler, options->seed, options->paths, options->replicates);
    struct simulation simulation = {.plans = plans,
                                    .plan_count = count,
                                    .isa = options->isa,
                                    .sampling = sampling,
                                    .watcher = pair_watcher(arena, plans, count, options->isa, &sampling)};
    estimate_run(arena, options, &simulation, &estimate);
    if (estimate.interrupted)
        return STATUS_OK; /* the door turns it into the signal's status */
    if (!estimate.sample.units) {
        fputs("offercast: --max-time: the time was up before there was anything to report\n", stderr);
        return STATUS_ACCURACY;
    }
    *out = report_create(arena, "compare");
    make_report(*out, options, &estimate, offers, above);
    return estimate_status(&estimate);
}

/* Every --stat names something, told by a comparison of so few paths that nobody waits for it. */
static enum status try_statistics(struct arena *arena, const struct options *options, const struct compared *offers,
                                  const double *above)
{
    enum { FEW_PATHS = 1024 };
    struct options few = *options;
    struct report *report = NULL;
    few.paths = FEW_PATHS;
    few.max_time_seconds = 0;
    few.progress = WHEN_NEVER;
    enum status status = simulate_all(arena, &few, offers, above, &report);
    if (status != STATUS_OK && status != STATUS_ACCURACY)
        return status;
    return report ? deliver_check_statistics(options, report) : STATUS_OK;
}

static enum status run(struct arena *arena, const struct options *options)
{
    size_t count = options->operands.count;
    struct compared *offers = arena_alloc(arena, count, sizeof *offers);
    double *above = NULL;
    enum status status = deliver_check(options);
    if (status == STATUS_OK)
        status = load_all(arena, options, offers, count);
    if (status == STATUS_OK)
        status = check_wealth(options, offers, count);
    if (status == STATUS_OK)
        status = load_above(arena, options, offers[0].input.offer.currency, &above);
    if (status == STATUS_OK && options->stat.count)
        status = try_statistics(arena, options, offers, above);
    struct report *report = NULL;
    if (status == STATUS_OK)
        status = simulate_all(arena, options, offers, above, &report);
    if (!report)
        return status;
    deliver_warnings(options, report);
    enum status delivered = deliver_report(arena, options, report);
    return delivered == STATUS_OK ? status : delivered;
}

const struct command command_compare = {
    .name = "compare",
    .operands = "A B [C...]",
    .summary = "the same offers on the same random numbers, pair by pair",
    .examples = "  offercast compare here.json there.json\n"
                "  offercast compare a.json b.json --risk-aversion 2 --set wealth='$800K'\n"
                "  offercast compare a.json b.json c.json --format csv --stat difference,p_better\n"
                "  offercast compare a.json b.json --target net_advantage.difference=500\n",
    .details = "All offers see the same draws, addressed by name, so most of the noise cancels in the\n"
               "differences, and adding an offer changes no other number. The best one is called best\n"
               "only if the lower bound of its lead is above 0 for every other; else it is a tie. Up to\n"
               "12 offers, all in one currency. --set changes every offer.\n",
    .groups = OPTION_INPUT | OPTION_SIMULATION | OPTION_TARGET | OPTION_ABOVE | OPTION_COMPARE | OPTION_OUTPUT,
    .operands_min = 2,
    .operands_max = COMPARED_MAX,
    .run = run,
};
