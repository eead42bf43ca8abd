#include "analysis/prose.h"

#include "analysis/metrics_report.h"
#include "models/grant_kind.h"
#include "models/sensitivity.h"
#include "sim/exact_sum.h"

#include <math.h>
#include <stdlib.h>

/* A short pass, shorter still for a short run: enough to name what matters, a few milliseconds at most. */
enum { PATHS_LEAST = 1 << 12, PATHS_MOST = 1 << 14, INPUTS_MAX = 64 };

static uint64_t paths_of_pass(uint64_t paths_of_run)
{
    uint64_t part = paths_of_run / 16;
    return part < PATHS_LEAST ? PATHS_LEAST : part > PATHS_MOST ? PATHS_MOST : part;
}

/* --- the break-even grant ----------------------------------------------------------------------------------------- */

/* One grant that pays the price of stock: what it is worth is proportional to its percent. */
static bool proportional(const struct offer *offer, double *percent)
{
    const struct grant *grant = offer->grant;
    return offer->grant_count == 1 && grant->kind->pays_price && grant->percent.given && !grant->shares.given &&
           distribution_is_point(&grant->percent.distribution, percent) && *percent > 0;
}

static double unit_mean(const struct sample *sample, size_t unit, size_t column)
{
    const struct tally *tally = sample->unit[unit];
    double paths = (double)tally->column[column].weight / (double)tally_one(&tally->layout);
    return tally->layout.shift[column] + exact_sum_value(&tally->column[column].deviation) / paths;
}

/* percent x F/E, F the foregone compensation and E the equity; psi = (f - (F/E) e)/E. */
static struct figure breakeven_of(struct arena *arena, const struct sample *sample, double percent)
{
    double equity = sample_mean(sample, METRIC_EQUITY_VALUE).estimate;
    double ratio = sample_mean(sample, METRIC_FOREGONE_COMPENSATION).estimate / equity;
    double *influence = arena_alloc(arena, sample->units + 1, sizeof *influence);
    if (!(equity > 0) || !(ratio > 0) || percent * ratio > 1)
        return figure_unknown("no such grant");
    if (sample->independent)
        return figure_without_interval(percent * ratio); /* joint moments of paths are not kept */
    for (size_t r = 0; r < sample->units; r++)
        influence[r] =
            percent *
            (unit_mean(sample, r, METRIC_FOREGONE_COMPENSATION) - ratio * unit_mean(sample, r, METRIC_EQUITY_VALUE)) /
            equity;
    return figure_of_replicates(percent * ratio, influence, sample->units, sample->level);
}

/* --- what matters most -------------------------------------------------------------------------------------------- */

struct ranked {
    const char *name;
    struct figure total;
};

static int larger_first(const void *a, const void *b)
{
    double left = ((const struct ranked *)a)->total.estimate, right = ((const struct ranked *)b)->total.estimate;
    return left < right ? 1 : left > right ? -1 : 0;
}

/* Whether each of the first `size` surely has a larger part than each of the others. */
static bool apart(const struct ranked *inputs, size_t count, size_t size)
{
    double least = HUGE_VAL, most = 0;
    for (size_t i = 0; i < count; i++) {
        least = i < size ? fmin(least, inputs[i].total.ci_low) : least;
        most = i < size ? most : fmax(most, inputs[i].total.ci_high);
    }
    return least > most;
}

/* By falling part; an interval that is not known is of any length. */
static size_t rank(const struct sensitivity *s, double level, struct ranked *inputs)
{
    size_t count = 0;
    for (size_t k = 0; k < s->inputs.count; k++) {
        struct figure total = sensitivity_index(s, k, level).total;
        if (isfinite(total.estimate) && total.estimate > 0)
            inputs[count++] = (struct ranked){s->inputs.input[k].name, total};
    }
    qsort(inputs, count, sizeof *inputs, larger_first);
    return count;
}

static void choose(const struct ranked *inputs, size_t count, struct prose_shown *shown)
{
    size_t size = count >= 2 && apart(inputs, count, 2) ? 2 : count && apart(inputs, count, 1) ? 1 : 0;
    shown->matter_resolved = size > 0;
    while (!shown->matter_resolved && size < count && size < MATTERS_MAX &&
           inputs[size].total.ci_high >= inputs[0].total.ci_low)
        size++;
    shown->matter_count = size;
    for (size_t i = 0; i < size; i++)
        shown->matter[i] = inputs[i].name;
}

static void add_what_matters(struct report *report, const struct question *asked, const struct plan *plan, bool heavy,
                             struct prose_shown *shown)
{
    struct sensitivity_question question = {
        .plan = plan,
        .isa = asked->isa,
        .sampling = sampling_of(asked->sampler, asked->seed, paths_of_pass(asked->paths), asked->replicates),
        .batches = (size_t)asked->replicates,
        .metric = (enum metric)plan_metric(plan, METRIC_NET_ADVANTAGE),
        .threads = 1,
        .indices_only = true};
    const char *fault = NULL;
    bool complete = false;
    if (plan_draws(plan)->count > INPUTS_MAX)
        return;
    const struct sensitivity *s = sensitivity_run(report->arena, &question, &complete, &fault);
    struct ranked inputs[INPUTS_MAX];
    size_t count = s ? rank(s, asked->level, inputs) : 0;
    choose(inputs, count, shown);
    for (size_t i = 0; heavy && i < shown->matter_count; i++)
        figure_tell(&inputs[i].total, METRICS_REPORT_TOO_NARROW);
    for (size_t i = 0; i < shown->matter_count; i++)
        report_add_row(report, metric_names[report_metric(report, METRIC_NET_ADVANTAGE)], inputs[i].name, "sobol_total",
                       "share", inputs[i].total);
}

/* A Pareto tail with a shape k above 1/2 has no variance, nor shares of it; 0.7 allows for the error of the shape.
 * Above 1/4 the fourth moment, and with it their error, may not exist. */
static double shape_of_tails(const struct sample *sample, const struct plan *plan)
{
    struct tail_diagnosis tails = sample_tails(sample, plan_metric(plan, METRIC_NET_ADVANTAGE));
    return fmax(tails.k_low, tails.k_high);
}

struct prose_shown prose_add(struct report *report, const struct subject *subject, const struct estimate *estimate)
{
    struct prose_shown shown = {0};
    /* After tax nothing is in proportion to the grant. */
    if (!report->after_tax && proportional(subject->offer, &shown.grant)) {
        struct figure breakeven = breakeven_of(report->arena, &estimate->sample, shown.grant);
        shown.grant_path = "grants.0.percent";
        report_add_row(report, metric_names[METRIC_NET_ADVANTAGE], shown.grant_path, "breakeven", "share", breakeven);
    }
    double k = shape_of_tails(&estimate->sample, subject->plan);
    if (!(k > 0.7))
        add_what_matters(report, estimate->question, subject->plan, k > 0.25, &shown);
    return shown;
}
