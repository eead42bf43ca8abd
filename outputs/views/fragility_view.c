#include "outputs/views/fragility_view.h"

#include "models/metrics.h"
#include "outputs/block_table.h"
#include "outputs/plain_name.h"

static void add_row(struct block_table *table, const char *title, const char *name, const struct fragility_row *row)
{
    const struct report *report = table->report;
    const char *metric = metrics[report_metric(report, METRIC_NET_ADVANTAGE)].key;
    block_table_text(table, title);
    block_table_figure(table, report_find(report, metric, name, "mean"));
    block_table_figure(table, report_find(report, metric, name, "p_positive"));
    block_table_estimate(table, report_find(report, metric, name, "difference"));
    const char *verdict = *row->verdict ? row->verdict : row->net_mean.status;
    block_table_text(table, *row->changes ? arena_text(report->arena, "%s: %s", verdict, row->changes) : verdict);
}

void fragility_view(struct report *report, const struct fragility *fragility)
{
    static const char *const heading[] = {"", "Net advantage", "Beats market", "Difference", "Verdict"};
    static const enum cell_align align[] = {ALIGN_LEFT, ALIGN_RIGHT, ALIGN_RIGHT, ALIGN_RIGHT, ALIGN_LEFT};
    report_add_block(report, BLOCK_TEXT, NULL, "Fragility")->text = fragility_sentence(report->arena, fragility);
    struct block_table table = block_table_begin(report, NULL, "Fragility", 5, heading, align);
    add_row(&table, "As given", "as given", &fragility->base);
    for (size_t i = 0; i < fragility->count; i++)
        add_row(&table, plain_name_title(report->arena, fragility->reading[i].name), fragility->reading[i].name,
                &fragility->row[i]);
    if (!fragility->count)
        return;
    static const char *const told[] = {"Reading", "Why", "--assume"};
    static const enum cell_align left[] = {ALIGN_LEFT, ALIGN_LEFT, ALIGN_LEFT};
    struct block_table rows = block_table_begin(report, "What the readings are", "Fragility", 3, told, left);
    for (size_t i = 0; i < fragility->count; i++) {
        block_table_text(&rows, plain_name_title(report->arena, fragility->reading[i].name));
        block_table_text(&rows, fragility->reading[i].source);
        block_table_text(&rows, fragility->reading[i].name);
    }
    report_add_block(report, BLOCK_TEXT, NULL, "Fragility")->text =
        "Each reading is run again on the same random numbers; `--assume` gives it to any command. The verdict is "
        "ahead "
        "or behind where the interval of the mean is above or below 0, even where it is close around 0; behind it "
        "stands "
        "what the reading changes: the sign, or the odds, where the chance of beating the market surely crosses one "
        "half.";
}
