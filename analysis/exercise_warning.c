#include "analysis/exercise_warning.h"

#include "analysis/few_paths.h"
#include "analysis/metrics_report.h"
#include "models/leaving_rule.h"
#include "models/pair_watcher.h"
#include "sim/number.h"

#include <string.h>

enum {
    COMPARED_PATHS = 1 << 16,
    GRANTS_ALONE = 16 /* beyond so many only all of them together are compared */
};

static bool exercises_blindly(const struct grant *grant)
{
    return grant->on_leaving->pays_blindly && !grant->early_exercise && grant->leaving_chance > 0;
}

/* The offer with grants first ... last - 1 forfeited on leaving, where they would be exercised. */
static const struct plan *forfeiting(struct arena *arena, const struct offer *offer, size_t first, size_t last)
{
    struct offer changed = *offer;
    const char *fault;
    changed.grant = arena_alloc(arena, offer->grant_count, sizeof *changed.grant);
    memcpy(changed.grant, offer->grant, offer->grant_count * sizeof *changed.grant);
    for (size_t g = first; g < last; g++)
        if (exercises_blindly(&changed.grant[g]))
            changed.grant[g].on_leaving = leaving_rule_named("forfeit");
    return plan_prepare(arena, &changed, &fault);
}

/* Mean of equity_value with `plan` less that with `other`, path by path. */
static struct figure difference(struct arena *arena, const struct question *question, const struct plan *plan,
                                const struct plan *other)
{
    const struct plan *plans[] = {plan, other};
    struct simulation simulation = few_paths(arena, question, plans, 2, COMPARED_PATHS);
    struct sample sample;
    simulation.watcher = pair_watcher(arena, plans, 2, question->isa, &simulation.sampling);
    if (!few_paths_sample(arena, &simulation, question->level, &sample))
        return figure_unknown("stopped");
    return sample_mean(&sample, pair_watcher_difference(2, 0, 1, METRIC_EQUITY_VALUE));
}

static void warn(struct report *report, const char *at, struct figure gain)
{
    struct figure loss = gain;
    loss.estimate = -gain.estimate;
    loss.ci_low = -gain.ci_high;
    loss.ci_high = -gain.ci_low;
    metrics_report_warn(report, at,
                        "exercising what has vested when you leave, whatever the price, costs %s more on average than "
                        "it brings: forfeiting it would be better (`on_leaving`)",
                        figure_for_people(report->arena, &loss, report->currency));
}

static void compare(struct report *report, const struct question *question, const struct subject *subject,
                    const char *at, size_t first, size_t last)
{
    struct arena *arena = arena_create();
    const struct plan *other = forfeiting(arena, subject->offer, first, last);
    if (other) {
        struct figure gain = difference(arena, question, subject->plan, other);
        if (gain.ci_high < 0)
            warn(report, at, gain);
    }
    arena_destroy(arena);
}

void exercise_warning_add(struct report *report, const struct question *question, const struct subject *subject)
{
    const struct offer *offer = subject->offer;
    size_t count = 0;
    for (size_t g = 0; g < offer->grant_count; g++)
        count += exercises_blindly(&offer->grant[g]);
    if (count > GRANTS_ALONE) {
        compare(report, question, subject, "/grants", 0, offer->grant_count);
        return;
    }
    for (size_t g = 0; g < offer->grant_count; g++)
        if (exercises_blindly(&offer->grant[g]))
            compare(report, question, subject, arena_text(report->arena, "/grants/%zu", g), g, g + 1);
}
