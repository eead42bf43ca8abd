#include "analysis/scorecard.h"

#include "models/score_total.h"
#include "sim/statistics.h"

#include <math.h>

static const char *const metric = "scorecard";

static double mean_of(const struct value *value)
{
    return value->distribution.kind ? distribution_mean(&value->distribution) : 0;
}

static void add(struct report *report, const char *group, const char *statistic, const char *unit, double value)
{
    struct figure figure = isfinite(value) ? figure_without_interval(value) : figure_unknown("no such weight");
    report_add_row(report, metric, group, statistic, unit, figure);
}

struct scorecard_shown scorecard_add(struct report *report, const struct offer *offer, uint64_t seed)
{
    const struct scorecard *card = &offer->scorecard;
    if (!card->count)
        return (struct scorecard_shown){0};
    struct score_total total = score_total_of(report->arena, card, seed);
    struct scorecard_dimension *dimension = arena_alloc(report->arena, card->count, sizeof *dimension);
    add(report, "", "total", "", total.mean);
    if (total.uncertain) {
        add(report, "", "p5", "", total.low);
        add(report, "", "p95", "", total.high);
    }
    for (size_t i = 0; i < card->count; i++) {
        const struct score_row *row = &card->row[i];
        dimension[i] = (struct scorecard_dimension){row->dimension, mean_of(&row->weight), mean_of(&row->score)};
        add(report, row->dimension, "weight", "share", dimension[i].weight);
        add(report, row->dimension, "score", "", dimension[i].score);
    }
    return (struct scorecard_shown){total.mean, total.low, total.high, card->count, dimension};
}

struct scorecard_ranking_shown scorecard_add_ranking(struct report *report, const struct offer *a, const char *label_a,
                                                     const struct offer *b, const char *label_b, uint64_t seed)
{
    struct arena *arena = report->arena;
    struct score_ranking ranking = score_ranking_of(arena, &a->scorecard, &b->scorecard, seed);
    if (!ranking.comparable)
        return (struct scorecard_ranking_shown){0};
    const char *pair = arena_text(arena, "%s - %s", label_a, label_b);
    struct scorecard_flip *flip = arena_alloc(arena, ranking.count, sizeof *flip);
    add(report, pair, "difference", "", ranking.difference);
    add(report, pair, "p_better", "share", ranking.better);
    add(report, pair, "weightings_better", "share", ranking.weightings);
    for (size_t i = 0; i < ranking.count; i++) {
        const struct score_dimension *dimension = &ranking.dimension[i];
        const char *group = arena_text(arena, "%s: %s", pair, dimension->name);
        flip[i] = (struct scorecard_flip){dimension->name, dimension->weight, dimension->flip};
        add(report, group, "weight", "share", dimension->weight);
        add(report, group, "flip_weight", "share", dimension->flip);
    }
    return (struct scorecard_ranking_shown){
        label_a, label_b, ranking.difference, ranking.better, ranking.weightings, ranking.count, flip};
}
