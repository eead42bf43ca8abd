#include "outputs/views/waterfall_view.h"

#include "outputs/block_table.h"
#include "outputs/json_text.h"
#include "outputs/text_buffer.h"
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
    if (exit->distributed != exit->exit_value)
        title = arena_text(report->arena, "%s: costs %s, debt %s, carve-out %s, distributed %s", title,
                           money(report, exit->transaction_costs), money(report, exit->debt),
                           money(report, exit->carve_out), money(report, exit->distributed));
    struct block_table table = block_table_begin(report, title, "Waterfall", 5, heading, align);
    for (size_t c = 0; c < exit->count; c++) {
        const struct waterfall_row *row = &exit->row[c];
        double part = exit->distributed > 0 ? row->payout / exit->distributed : 0;
        block_table_text(&table, row->name);
        block_table_text(&table, row->converts ? "yes" : "no");
        block_table_cell(&table, money(report, row->payout), row->payout, report->currency);
        block_table_cell(&table, money(report, row->per_share), row->per_share, report->currency);
        block_table_cell(&table, number_for_people(report->arena, part, 5e-4, "share"), part, "share");
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
                          exits[i].row[most].name,
                          number_short(report->arena, exits[i].row[most].payout / exits[i].distributed, "share"));
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
            part[c] = exits[i].row[c].payout / exits[i].distributed;
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

static void put_json(struct report *report, const struct waterfall_exit *exits, size_t exit_count,
                     const struct waterfall_break *breaks, size_t break_count)
{
    struct text_buffer text = {.arena = report->arena};
    char a[NUMBER_TEXT_BYTES], b[NUMBER_TEXT_BYTES], c[NUMBER_TEXT_BYTES], d[NUMBER_TEXT_BYTES], e[NUMBER_TEXT_BYTES];
    text_put(&text, "\"exits\": [");
    for (size_t i = 0; i < exit_count; i++) {
        const struct waterfall_exit *exit = &exits[i];
        text_putf(&text,
                  "%s\n    {\"exit\": %s, \"transaction_costs\": %s, \"debt\": %s, \"carve_out\": %s, "
                  "\"distributed\": %s, \"classes\": [",
                  i ? "," : "", number_exact(exit->exit_value, a), number_exact(exit->transaction_costs, b),
                  number_exact(exit->debt, c), number_exact(exit->carve_out, d), number_exact(exit->distributed, e));
        for (size_t k = 0; k < exit->count; k++) {
            text_put(&text, k ? ",\n      {\"class\": " : "\n      {\"class\": ");
            json_text_string(&text, exit->row[k].name);
            text_putf(&text, ", \"converts\": %s, \"payout\": %s, \"per_share\": %s}",
                      exit->row[k].converts ? "true" : "false", number_exact(exit->row[k].payout, a),
                      number_exact(exit->row[k].per_share, b));
        }
        text_put(&text, "\n    ]}");
    }
    text_put(&text, exit_count ? "\n  ],\n  \"breakpoints\": [" : "],\n  \"breakpoints\": [");
    for (size_t i = 0; i < break_count; i++) {
        text_putf(&text, "%s\n    {\"exit\": %s, \"class\": ", i ? "," : "", number_exact(breaks[i].exit_value, a));
        json_text_string(&text, breaks[i].name);
        text_put(&text, ", \"event\": ");
        json_text_string(&text, breaks[i].event);
        text_putf(&text, ", \"common_price\": %s, \"common_share_after\": %s}", number_exact(breaks[i].common_price, a),
                  number_exact(breaks[i].common_share_after, b));
    }
    text_put(&text, break_count ? "\n  ]" : "]");
    report->json_extra = text.bytes;
}

static const struct block *payout_csv(struct report *report, const struct waterfall_exit *exits, size_t exit_count)
{
    static const char *const heading[] = {"exit", "class", "converts", "payout", "per_share"};
    struct block *table = arena_alloc(report->arena, 1, sizeof *table);
    size_t rows = 0, next = 0;
    for (size_t i = 0; i < exit_count; i++)
        rows += exits[i].count;
    struct block_cell *cell = arena_alloc(report->arena, 5 * rows + 1, sizeof *cell);
    for (size_t i = 0; i < exit_count; i++)
        for (size_t c = 0; c < exits[i].count; c++) {
            const struct waterfall_row *row = &exits[i].row[c];
            cell[next++] = block_cell_number(exits[i].exit_value);
            cell[next++] = block_cell_text(row->name);
            cell[next++] = block_cell_text(row->converts ? "true" : "false");
            cell[next++] = block_cell_number(row->payout);
            cell[next++] = block_cell_number(row->per_share);
        }
    *table = (struct block){.kind = BLOCK_TABLE, .columns = 5, .rows = rows, .heading = heading, .cell = cell};
    return table;
}

static const struct block *breaks_csv(struct report *report, const struct waterfall_break *breaks, size_t count)
{
    static const char *const heading[] = {"exit", "class", "event", "common_price", "common_share_after"};
    struct block *table = arena_alloc(report->arena, 1, sizeof *table);
    struct block_cell *cell = arena_alloc(report->arena, 5 * count + 1, sizeof *cell);
    for (size_t i = 0; i < count; i++) {
        cell[5 * i] = block_cell_number(breaks[i].exit_value);
        cell[5 * i + 1] = block_cell_text(breaks[i].name);
        cell[5 * i + 2] = block_cell_text(breaks[i].event);
        cell[5 * i + 3] = block_cell_number(breaks[i].common_price);
        cell[5 * i + 4] = block_cell_number(breaks[i].common_share_after);
    }
    *table = (struct block){.kind = BLOCK_TABLE, .columns = 5, .rows = count, .heading = heading, .cell = cell};
    return table;
}

void waterfall_view(struct report *report, const struct waterfall_shown *shown, bool csv_of_breaks)
{
    add_chart(report, shown->exits, shown->exit_count);
    for (size_t i = 0; i < shown->exit_count; i++)
        add_exit(report, &shown->exits[i]);
    add_breaks(report, shown->breaks, shown->break_count);
    put_json(report, shown->exits, shown->exit_count, shown->breaks, shown->break_count);
    report->csv_table = csv_of_breaks ? breaks_csv(report, shown->breaks, shown->break_count)
                                      : payout_csv(report, shown->exits, shown->exit_count);
}
