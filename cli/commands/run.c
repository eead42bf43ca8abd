#include "cli/command.h"
#include "cli/deliver.h"
#include "cli/estimate.h"
#include "cli/exercise_warning.h"
#include "cli/keep.h"
#include "cli/load.h"
#include "cli/metrics_report.h"
#include "cli/offer_report.h"
#include "cli/prose.h"
#include "cli/scorecard.h"
#include "cli/second_order.h"
#include "outputs/sink.h"
#include "outputs/views/run_view.h"

#include <inttypes.h>
#include <stdio.h>

static void say_how(const struct options *options, const struct estimate *estimate)
{
    double paths = (double)sampling_paths(&estimate->simulation.sampling);
    fprintf(stderr, "offercast: %.0f paths in %.3f s (%.1f ns a path) on %u threads, %s kernels\n", paths,
            estimate->seconds, 1e9 * estimate->seconds / paths, options->threads, isa_name(estimate->simulation.isa));
}

struct loaded {
    struct offer_input input;
    struct plan *plan;
    double *above;
};

static enum status load(struct arena *arena, const struct options *options, const char *path, struct loaded *offer)
{
    enum status status = load_offer(arena, options, path, true, &offer->input);
    if (status == STATUS_OK)
        status = load_plan(arena, &offer->input, &offer->plan);
    if (status == STATUS_OK)
        status = load_above(arena, options, offer->input.offer.currency, &offer->above);
    return status;
}

/* NULL: a signal came, or, with STATUS_ACCURACY, the time was up before there was anything to report. */
static enum status simulate_offer(struct arena *arena, const struct options *options, const struct loaded *offer,
                                  struct report **out)
{
    const struct offer_input *input = &offer->input;
    struct estimate estimate = {0};
    enum status status = estimate_targets(arena, options, &estimate);
    if (status != STATUS_OK)
        return status;
    struct sampling sampling = sampling_of(options->sampler, options->seed, options->paths, options->replicates);
    const struct plan *plans[] = {offer->plan};
    struct simulation simulation = {.plans = plans,
                                    .plan_count = 1,
                                    .isa = options->isa,
                                    .sampling = sampling,
                                    .watcher = metrics_watcher(arena, offer->plan, options->isa, &sampling)};
    estimate_run(arena, options, &simulation, &estimate);
    if (estimate.interrupted)
        return STATUS_OK; /* the door turns it into the signal's status */
    if (!estimate.sample.units) {
        fprintf(stderr, "offercast: --max-time: the time was up before there was anything to report\n");
        return STATUS_ACCURACY;
    }
    struct report *report = report_create(arena, "run");
    metrics_report_header(report, input, offer->plan, options, &estimate.simulation.sampling);
    metrics_report_fill(report, &estimate, offer->plan, offer->above, options->above.count);
    offer_report_timelines(report, &input->offer);
    exercise_warning_add(report, options, input, offer->plan);
    run_view(report);
    if (options->second_order && !second_order_add(arena, options, input, estimate.seconds, report))
        return STATUS_OK; /* likewise */
    scorecard_add(report, &input->offer, options->seed);
    prose_add(arena, options, input, offer->plan, &estimate, report);
    if (options->verbose)
        say_how(options, &estimate);
    *out = report;
    status = options->keep ? keep_write(arena, options, &estimate.simulation) : STATUS_OK;
    return status == STATUS_OK ? estimate_status(&estimate) : status;
}

/* Every --stat names something, told by a run of so few paths that nobody waits for it. */
static enum status try_statistics(struct arena *arena, const struct options *options, const struct loaded *offer)
{
    enum { FEW_PATHS = 1024, FEW_DRAWS = 2 };
    struct options few = *options;
    struct report *report = NULL;
    few.paths = FEW_PATHS;
    few.second_order = options->second_order ? FEW_DRAWS : 0;
    few.max_time_seconds = 0;
    few.keep = NULL;
    few.verbose = false;
    few.progress = WHEN_NEVER;
    enum status status = simulate_offer(arena, &few, offer, &report);
    if (status != STATUS_OK && status != STATUS_ACCURACY)
        return status;
    return report ? deliver_check_statistics(options, report) : STATUS_OK;
}

static enum status run_offer(struct arena *arena, const struct options *options, const char *path, struct report **out)
{
    struct loaded offer;
    enum status status = load(arena, options, path, &offer);
    if (status == STATUS_OK && options->stat.count && options->operands.count == 1)
        status = try_statistics(arena, options, &offer);
    return status == STATUS_OK ? simulate_offer(arena, options, &offer, out) : status;
}

/* The worst of two: an answer that is not accurate enough is still better than none. */
static enum status worse(enum status a, enum status b)
{
    if (a == STATUS_OK || a == STATUS_ACCURACY)
        return b == STATUS_OK ? a : b;
    return a;
}

static enum status check_keep(const struct options *options)
{
    const char *fault = NULL;
    if (!options->keep)
        return STATUS_OK;
    if (options->operands.count > 1) {
        fputs("offercast: --keep takes one offer at a time\n  help: offercast run --help\n", stderr);
        return STATUS_USAGE;
    }
    enum status status = sink_check(options->keep, &fault);
    if (status != STATUS_OK)
        fprintf(stderr, "offercast: %s\n", fault);
    return status;
}

/* The offers' names are what tells their rows apart. */
static void label_parts(struct arena *arena, struct report **part, size_t count)
{
    const char **name = arena_alloc(arena, count, sizeof *name), **label = arena_alloc(arena, count, sizeof *label);
    for (size_t i = 0; i < count; i++) {
        name[i] = part[i]->name;
        part[i]->name = label[i] = offer_report_label(arena, name, label, i);
    }
}

static enum status run(struct arena *arena, const struct options *options)
{
    size_t count = options->operands.count, done = 0;
    struct report **part = arena_alloc(arena, count, sizeof *part);
    enum status status = deliver_check(options);
    if (status == STATUS_OK)
        status = check_keep(options);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < count; i++) {
        status = worse(status, run_offer(arena, options, options->operands.text[i], &part[done]));
        done += part[done] != NULL;
    }
    if (done == 0 || (status != STATUS_OK && status != STATUS_ACCURACY))
        return status;
    struct report *report = part[0];
    if (count > 1) {
        label_parts(arena, part, done);
        report = report_create(arena, "run");
        report->part = part;
        report->part_count = done;
    }
    for (size_t i = 0; i < done; i++)
        deliver_warnings(options, part[i]);
    return worse(deliver_report(arena, options, report), status);
}

const struct command command_run = {
    .name = "run",
    .operands = "OFFER...",
    .summary = "simulate; print expected equity, foregone pay and what is left",
    .examples = "  offercast run examples/hugging-face.json\n"
                "  offercast run report.md --set grants.0.percent=0.01% --set stay='2-3 years'\n"
                "  offercast run offer.json -o report.html -o report.xlsx --paths 1e7\n"
                "  offercast run offer.json --target net_advantage.mean=500 --format json\n",
    .details = "OFFER is a JSON offer file, a Markdown report, a folder of CSV tables, one CSV table, or -.\n",
    .groups = OPTION_INPUT | OPTION_SIMULATION | OPTION_TARGET | OPTION_ABOVE | OPTION_KEEP | OPTION_OUTPUT |
              OPTION_SECOND_ORDER,
    .operands_min = 1,
    .operands_max = OFFERS_MAX,
    .run = run,
};
