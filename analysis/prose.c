#include "analysis/prose.h"

#include "models/grant_kind.h"
#include "models/sensitivity.h"
#include "sim/exact_sum.h"

#include <math.h>

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
    double paths = (double)(tally->paths - tally->column[column].not_finite);
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

static void rank(struct ranked best[2], const char *name, struct figure total)
{
    if (!isfinite(total.estimate) || !(total.ci_low > 0))
        return;
    if (total.estimate > best[0].total.estimate) {
        best[1] = best[0];
        best[0] = (struct ranked){name, total};
    } else if (total.estimate > best[1].total.estimate) {
        best[1] = (struct ranked){name, total};
    }
}

static void add_what_matters(struct report *report, const struct question *asked, const struct plan *plan,
                             struct prose_shown *shown)
{
    struct sensitivity_question question = {
        .plan = plan,
        .isa = asked->isa,
        .sampling = sampling_of(asked->sampler, asked->seed, paths_of_pass(asked->paths), asked->replicates),
        .batches = (size_t)asked->replicates,
        .metric = METRIC_NET_ADVANTAGE,
        .threads = 1,
        .indices_only = true};
    const char *fault = NULL;
    bool complete = false;
    if (plan_draws(plan)->count > INPUTS_MAX)
        return;
    const struct sensitivity *s = sensitivity_run(report->arena, &question, &complete, &fault);
    struct ranked best[2] = {{.name = NULL}, {.name = NULL}};
    for (size_t k = 0; s && k < s->inputs.count; k++)
        rank(best, s->inputs.input[k].name, sensitivity_index(s, k, asked->level).total);
    shown->first = best[0].name;
    shown->second = best[1].name;
    for (size_t i = 0; i < 2; i++)
        if (best[i].name)
            report_add_row(report, metric_names[METRIC_NET_ADVANTAGE], best[i].name, "sobol_total", "share",
                           best[i].total);
}

struct prose_shown prose_add(struct report *report, const struct subject *subject, const struct estimate *estimate)
{
    struct prose_shown shown = {0};
    if (proportional(subject->offer, &shown.grant)) {
        struct figure breakeven = breakeven_of(report->arena, &estimate->sample, shown.grant);
        shown.grant_path = "grants.0.percent";
        report_add_row(report, metric_names[METRIC_NET_ADVANTAGE], shown.grant_path, "breakeven", "share", breakeven);
    }
    add_what_matters(report, estimate->question, subject->plan, &shown);
    return shown;
}
