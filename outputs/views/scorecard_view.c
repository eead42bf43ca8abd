#include "outputs/views/scorecard_view.h"

#include "outputs/block_table.h"
#include "sim/number.h"

#include <math.h>

static const char *const sheet = "Scorecard";

static const char *score_text(struct report *report, double score)
{
    return arena_text(report->arena, "%.2f", score);
}

static void put_share(struct block_table *table, double share)
{
    block_table_cell(table, number_for_people(table->report->arena, share, NAN, "share"), share, "share");
}

void scorecard_view(struct report *report, const struct scorecard_shown *card)
{
    static const char *const heading[] = {"", "Weight", "Score", "Adds"};
    if (!card->count)
        return;
    struct block_table table = block_table_begin(report, "Scorecard, out of ten", sheet, 4, heading, NULL);
    double weights = 0;
    for (size_t i = 0; i < card->count; i++) {
        const struct scorecard_dimension *row = &card->dimension[i];
        block_table_text(&table, row->name);
        put_share(&table, row->weight);
        block_table_cell(&table, score_text(report, row->score), row->score, "");
        block_table_cell(&table, score_text(report, row->weight * row->score), row->weight * row->score, "");
        block_table_rule(&table, RULE_PRODUCT);
        weights += row->weight;
    }
    block_table_text(&table, "Total");
    put_share(&table, weights);
    block_table_rule(&table, RULE_SUM);
    block_table_text(&table, "");
    block_table_cell(&table, score_text(report, card->total), card->total, "");
    block_table_rule(&table, RULE_SUM);
    if (card->high > card->low)
        report_add_block(report, BLOCK_TEXT, NULL, sheet)->text =
            arena_text(report->arena,
                       "Scores given as ranges count with their middle. With the ranges the total lies between %s and "
                       "%s in 9 of 10 "
                       "cases: an outcome range, what the scores leave open, no error of an estimate.",
                       score_text(report, card->low), score_text(report, card->high));
}

void scorecard_view_ranking(struct report *report, const struct scorecard_ranking_shown *ranking)
{
    static const char *const heading[] = {"", "Weight now", "Order turns at"};
    struct arena *arena = report->arena;
    if (!ranking->count)
        return;
    const char *title = arena_text(arena, "Scorecards: %s against %s", ranking->a, ranking->b);
    struct block_table table = block_table_begin(report, title, sheet, 3, heading, NULL);
    for (size_t i = 0; i < ranking->count; i++) {
        const struct scorecard_flip *row = &ranking->dimension[i];
        block_table_text(&table, row->name);
        put_share(&table, row->weight);
        if (isfinite(row->flip))
            put_share(&table, row->flip);
        else
            block_table_text(&table, "no weight");
    }
    const char *ahead =
        ranking->difference > 0   ? arena_text(arena, "%s is ahead by %.2f points.", ranking->a, ranking->difference)
        : ranking->difference < 0 ? arena_text(arena, "%s is ahead by %.2f points.", ranking->b, -ranking->difference)
                                  : "Both have the same total.";
    const char *ranges =
        ranking->better > 0 && ranking->better < 1
            ? arena_text(arena, " Given the ranges of the scores, %s has the higher total in %s of the cases.",
                         ranking->a, number_for_people(arena, ranking->better, 5e-3, "share"))
            : "";
    report_add_block(report, BLOCK_TEXT, NULL, sheet)->text =
        arena_text(arena,
                   "%s%s Of all ways to weigh these dimensions, %s have %s ahead. A weight turns the order where the "
                   "other weights keep "
                   "their proportions.",
                   ahead, ranges, number_for_people(arena, ranking->weightings, 5e-3, "share"), ranking->a);
}
