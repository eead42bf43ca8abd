#include "outputs/views/fragility_view.h"

#include "models/metrics.h"
#include "outputs/block_table.h"
#include "outputs/plain_name.h"

static const char sheet[] = "Fragility";

/* Behind or ahead, and what changes; of several offers the one that is then best. */
static const char *verdict_text(struct arena *arena, const struct compared *offers, const struct fragility *fragility,
                                const struct fragility_row *row)
{
    if (!*row->verdict)
        return row->net_mean.status;
    if (fragility->offers > 1 && row->side == VERDICT_BELOW)
        return arena_text(arena, "%s is best%s", offers[row->rival].label, *row->changes ? ": changed" : "");
    return *row->changes ? arena_text(arena, "%s: %s", row->verdict, row->changes) : row->verdict;
}

static void add_row(struct block_table *table, const char *title, const char *name, const struct compared *offers,
                    const struct fragility *fragility, const struct fragility_row *row)
{
    const struct report *report = table->report;
    const char *metric = metrics[report_metric(report, METRIC_NET_ADVANTAGE)].key;
    bool several = fragility->offers > 1;
    block_table_text(table, title);
    block_table_figure(table, report_find(report, metric, name, several ? "lead" : "mean"));
    block_table_figure(table, report_find(report, metric, name, several ? "p_better" : "p_positive"));
    block_table_estimate(table, report_find(report, metric, name, "difference"));
    block_table_text(table, verdict_text(report->arena, offers, fragility, row));
}

static void add_readings(struct report *report, const struct fragility *fragility)
{
    static const char *const told[] = {"Reading", "Why", "--assume"};
    static const enum cell_align left[] = {ALIGN_LEFT, ALIGN_LEFT, ALIGN_LEFT};
    struct block_table rows = block_table_begin(report, "What the readings are", sheet, 3, told, left);
    for (size_t i = 0; i < fragility->count; i++) {
        block_table_text(&rows, plain_name_title(report->arena, fragility->reading[i].name));
        block_table_text(&rows, fragility->reading[i].source);
        block_table_text(&rows, fragility->reading[i].name);
    }
}

static const char about_one[] =
    "Each reading is run again on the same random numbers; `--assume` gives it to any command. The verdict is ahead or "
    "behind where the interval of the mean is above or below 0, even where it is close around 0; behind it stands what "
    "the reading changes: the sign, or the odds, where the chance of beating the market surely crosses one half.";

static const char *about_several(struct arena *arena, const struct compared *offers, const struct fragility *fragility)
{
    const char *best = offers[fragility->best].label;
    return arena_text(
        arena,
        "Each reading is run again on the same random numbers, of all offers that it applies to; `--assume` "
        "gives it to any command. The lead is what %s brings more than the best of the others in that "
        "reading; it wins in so many futures. Ahead: %s is the best, as far as the interval of the lead "
        "tells; even: it is close around 0.",
        best, best);
}

void fragility_view(struct report *report, const struct compared *offers, const struct fragility *fragility)
{
    static const char *const one[] = {"", "Net advantage", "Beats market", "Difference", "Verdict"};
    static const char *const several[] = {"", "Lead", "Wins", "Difference", "Verdict"};
    static const enum cell_align align[] = {ALIGN_LEFT, ALIGN_RIGHT, ALIGN_RIGHT, ALIGN_RIGHT, ALIGN_LEFT};
    bool alone = fragility->offers == 1;
    report_add_block(report, BLOCK_TEXT, NULL, sheet)->text = fragility_sentence(report->arena, fragility);
    struct block_table table = block_table_begin(report, NULL, sheet, 5, alone ? one : several, align);
    add_row(&table, "As given", "as given", offers, fragility, &fragility->base);
    for (size_t i = 0; i < fragility->count; i++)
        add_row(&table, plain_name_title(report->arena, fragility->reading[i].name), fragility->reading[i].name, offers,
                fragility, &fragility->row[i]);
    if (!fragility->count)
        return;
    add_readings(report, fragility);
    report_add_block(report, BLOCK_TEXT, NULL, sheet)->text =
        alone ? about_one : about_several(report->arena, offers, fragility);
}
