#include "outputs/views/waterfall_view.h"

#include "outputs/block_table.h"
#include "sim/number.h"

#include <math.h>

static const char *money(struct report *report, double amount)
{
    return number_for_people(report->arena, amount, (double)NAN, report->currency);
}

static void add_exit(struct report *report, const struct waterfall_exit *exit)
{
    static const char *const heading[] = {"Class", "Converts", "Payout", "Per share", "Part"};
    static const enum cell_align align[] = {ALIGN_LEFT, ALIGN_LEFT, ALIGN_RIGHT, ALIGN_RIGHT, ALIGN_RIGHT};
    const char *title = arena_text(report->arena, "Sold for %s", money(report, exit->exit_value));
    bool taken = exit->distributed != exit->exit_value;
    if (taken)
        report_add_block(report, BLOCK_TEXT, title, "Waterfall")->text =
            arena_text(report->arena, "Costs take %s, debt %s, a carve-out %s; %s are distributed.",
                       money(report, exit->transaction_costs), money(report, exit->debt),
                       money(report, exit->carve_out), money(report, exit->distributed));
    struct block_table table = block_table_begin(report, taken ? NULL : title, "Waterfall", 5, heading, align);
    for (size_t c = 0; c < exit->count; c++) {
        const struct waterfall_row *row = &exit->row[c];
        block_table_text(&table, row->name);
        block_table_text(&table, row->converts ? "yes" : "no");
        block_table_cell(&table, money(report, row->payout), row->payout, report->currency);
        block_table_cell(&table, money(report, row->per_share), row->per_share, report->currency);
        block_table_cell(&table, number_for_people(report->arena, row->share_frac, 5e-4, "share"), row->share_frac,
                         "share");
        block_table_rule(&table, RULE_SHARE);
    }
}

/* "Of $50M most goes to Series B, 90%; of $500M to Common and options, 55.8%." */
static const char *most_words(struct report *report, const struct waterfall_exit *exits, size_t exit_count)
{
    const char *text = "";
    for (size_t i = 0; i < exit_count; i++) {
        size_t most = 0;
        for (size_t c = 1; c < exits[i].count; c++)
            most = exits[i].row[c].payout > exits[i].row[most].payout ? c : most;
        text = arena_text(report->arena, "%s%s %s%s to %s, %s", text, i ? "; of" : "Of",
                          number_short(report->arena, exits[i].distributed, report->currency), i ? "" : " most goes",
                          exits[i].row[most].name, number_short(report->arena, exits[i].row[most].share_frac, "share"));
    }
    return arena_text(report->arena, "%s.", text);
}

/* Of a few exits, as many as a picture has colours for, the parts of the classes beside each other. */
static void add_chart(struct report *report, const struct waterfall_exit *exits, size_t exit_count)
{
    enum { EXITS_DRAWN = 4 };
    if (!exit_count || exit_count > EXITS_DRAWN || !exits[0].count)
        return;
    struct block_series *series = arena_alloc(report->arena, exit_count, sizeof *series);
    for (size_t i = 0; i < exit_count; i++) {
        const char **label = arena_alloc(report->arena, exits[i].count, sizeof *label);
        double *part = arena_alloc(report->arena, exits[i].count, sizeof *part);
        if (!(exits[i].distributed > 0))
            return;
        for (size_t c = 0; c < exits[i].count; c++) {
            label[c] = exits[i].row[c].name;
            part[c] = exits[i].row[c].share_frac;
        }
        const char *name = arena_text(report->arena, "sold for %s",
                                      number_short(report->arena, exits[i].exit_value, report->currency));
        series[i] = (struct block_series){.name = name, .count = exits[i].count, .y = part, .label = label};
    }
    struct block *chart = report_add_block(report, BLOCK_CHART, "Who gets which part", "Summary");
    chart->chart = CHART_BARS;
    chart->series = series;
    chart->series_count = exit_count;
    chart->unit_x = "";
    chart->unit_y = "share";
    chart->text = most_words(report, exits, exit_count);
}

enum { CLASSES_DRAWN = 4 };
static const double NEGLIGIBLE = 1e-12;

/* The classes that get most at the end of the curves, in the order of the file. Returns how many. */
static size_t classes_drawn(const struct waterfall_exit *last, size_t index[CLASSES_DRAWN])
{
    size_t count = 0;
    for (size_t c = 0; c < last->count; c++) {
        size_t larger = 0;
        for (size_t k = 0; k < last->count; k++)
            larger +=
                last->row[k].payout > last->row[c].payout || (last->row[k].payout == last->row[c].payout && k < c);
        if (larger < CLASSES_DRAWN)
            index[count++] = c;
    }
    return count;
}

/* What each class gets, by what the company is sold for. */
static void add_curves(struct report *report, const struct waterfall_exit *curve, size_t count)
{
    size_t index[CLASSES_DRAWN];
    if (count < 3 || !curve[0].count)
        return;
    size_t classes = classes_drawn(&curve[count - 1], index);
    struct block_series *series = arena_alloc(report->arena, classes, sizeof *series);
    double *x = arena_alloc(report->arena, count, sizeof *x);
    for (size_t i = 0; i < count; i++)
        x[i] = curve[i].exit_value;
    for (size_t s = 0; s < classes; s++) {
        double *y = arena_alloc(report->arena, count, sizeof *y);
        for (size_t i = 0; i < count; i++) {
            double payout = curve[i].row[index[s]].payout;
            y[i] = payout > x[i] * NEGLIGIBLE ? payout : 0; /* what rounding leaves at a breakpoint */
        }
        series[s] = (struct block_series){.name = curve[0].row[index[s]].name, .count = count, .x = x, .y = y};
    }
    struct block *chart = report_add_block(report, BLOCK_CHART, "Who gets what at which price", "Breakpoints");
    chart->chart = CHART_LINES;
    chart->series = series;
    chart->series_count = classes;
    chart->unit_x = chart->unit_y = report->currency;
    chart->axis_x = "what the company is sold for";
    chart->text =
        "What each class gets, by what the company is sold for: a line bends where a claim is paid in full, or a class "
        "converts.";
}

static void add_breaks(struct report *report, const struct waterfall_break *breaks, size_t count)
{
    static const char *const heading[] = {"Sold for", "Class", "What happens", "Common price", "Common after"};
    static const enum cell_align align[] = {ALIGN_RIGHT, ALIGN_LEFT, ALIGN_LEFT, ALIGN_RIGHT, ALIGN_RIGHT};
    struct block_table table = block_table_begin(report, "Breakpoints", "Breakpoints", 5, heading, align);
    for (size_t i = 0; i < count; i++) {
        block_table_cell(&table, money(report, breaks[i].exit_value), breaks[i].exit_value, report->currency);
        block_table_text(&table, breaks[i].name);
        block_table_text(&table, breaks[i].event);
        block_table_cell(&table, money(report, breaks[i].common_price), breaks[i].common_price, report->currency);
        block_table_cell(&table, number_for_people(report->arena, breaks[i].common_share_after, 5e-4, "share"),
                         breaks[i].common_share_after, "share");
    }
}

void waterfall_view(struct report *report, const struct waterfall_shown *shown)
{
    add_chart(report, shown->exits, shown->exit_count);
    for (size_t i = 0; i < shown->exit_count; i++)
        add_exit(report, &shown->exits[i]);
    add_curves(report, shown->curve, shown->curve_count);
    add_breaks(report, shown->breaks, shown->break_count);
}
