#include "analysis/waterfall_report.h"

#include "analysis/metrics_report.h"
#include "models/breakpoints.h"
#include "models/capital_today.h"

#include <stdlib.h>

static struct waterfall_row *solve(struct arena *arena, const struct offer *offer, const struct capital_today *capital,
                                   double exit_value)
{
    struct waterfall_row *row = arena_alloc(arena, capital->count, sizeof *row);
    double *payout = arena_alloc(arena, capital->count, sizeof *payout);
    bool *converts = arena_alloc(arena, capital->count, sizeof *converts);
    double distributed =
        waterfall_distributable(exit_value, capital->transaction_costs_frac, capital->debt, capital->carve_out_frac);
    waterfall_solve(capital->classes, capital->count, distributed, payout, converts, NULL);
    for (size_t c = 0; c < capital->count; c++) {
        double shares = capital->classes[c].shares;
        row[c] =
            (struct waterfall_row){offer->capital[c].name, converts[c], payout[c], shares > 0 ? payout[c] / shares : 0,
                                   distributed > 0 ? payout[c] / distributed : 0};
    }
    return row;
}

static struct waterfall_exit *solve_all(struct arena *arena, const struct offer *offer,
                                        const struct capital_today *capital, const double *exit_value, size_t count)
{
    struct waterfall_exit *exits = arena_alloc(arena, count + 1, sizeof *exits);
    for (size_t i = 0; i < count; i++) {
        struct waterfall_deductions off =
            waterfall_deduct(exit_value[i], capital->transaction_costs_frac, capital->debt, capital->carve_out_frac);
        exits[i] = (struct waterfall_exit){exit_value[i],
                                           off.transaction_costs,
                                           off.debt,
                                           off.carve_out,
                                           off.distributable,
                                           capital->count,
                                           solve(arena, offer, capital, exit_value[i])};
    }
    return exits;
}

static struct waterfall_break *breaks_of(struct arena *arena, const struct offer *offer,
                                         const struct capital_today *capital, size_t *count)
{
    struct breakpoints found = breakpoints_find(arena, capital->classes, capital->count);
    struct waterfall_break *breaks = arena_alloc(arena, found.count + 1, sizeof *breaks);
    for (size_t i = 0; i < found.count; i++) {
        const struct breakpoint *at = &found.breakpoint[i];
        breaks[i] = (struct waterfall_break){
            waterfall_exit_value(at->proceeds, capital->transaction_costs_frac, capital->debt, capital->carve_out_frac),
            offer->capital[at->class_index].name, breakpoint_event_words[at->event], at->price, at->common_share_after};
    }
    *count = found.count;
    return breaks;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Where payouts have corners, and a third beyond the last of them. */
static const double *corners_of(struct arena *arena, const struct waterfall_shown *shown, size_t *count)
{
    size_t all = shown->break_count + shown->exit_count, kept = 1;
    double *corner = arena_alloc(arena, all + 2, sizeof *corner), *sorted = arena_alloc(arena, all + 1, sizeof *sorted);
    for (size_t i = 0; i < shown->break_count; i++)
        sorted[i] = shown->breaks[i].exit_value;
    for (size_t i = 0; i < shown->exit_count; i++)
        sorted[shown->break_count + i] = shown->exits[i].exit_value;
    if (all)
        qsort(sorted, all, sizeof *sorted, ascending);
    for (size_t i = 0; i < all; i++)
        if (sorted[i] > corner[kept - 1])
            corner[kept++] = sorted[i];
    if (kept > 1)
        corner[kept] = corner[kept - 1] * 4 / 3;
    *count = kept > 1 ? kept + 1 : 0;
    return corner;
}

/* --- tables ------------------------------------------------------------------------------------------------------- */

static const struct result_column class_columns[] = {
    {RESULT_COLUMN("class", TEXT)},
    {RESULT_COLUMN("converts", FLAG)},
    {RESULT_COLUMN("payout", NUMBER)},
    {RESULT_COLUMN("per_share", NUMBER)},
    {RESULT_COLUMN("share", NUMBER), .sentence = "of what is distributed"}};
static const struct result_form form_classes = {RESULT_FORM("classes", ROWS, class_columns)};
static const struct result_column exit_columns[] = {
    {RESULT_COLUMN("exit", NUMBER)},        {RESULT_COLUMN("transaction_costs", NUMBER)},
    {RESULT_COLUMN("debt", NUMBER)},        {RESULT_COLUMN("carve_out", NUMBER)},
    {RESULT_COLUMN("distributed", NUMBER)}, {RESULT_COLUMN("classes", TABLE), .form = &form_classes}};
const struct result_form waterfall_report_exits_form = {RESULT_FORM("exits", ROWS, exit_columns),
                                                        .sentence = "what the company is sold for, and who gets what"};
static const struct result_column payout_columns[] = {{RESULT_COLUMN("exit", NUMBER)},
                                                      {RESULT_COLUMN("class", TEXT)},
                                                      {RESULT_COLUMN("converts", FLAG)},
                                                      {RESULT_COLUMN("payout", NUMBER)},
                                                      {RESULT_COLUMN("per_share", NUMBER)}};
static const struct result_form payouts_form = {RESULT_FORM("payouts", ROWS, payout_columns), .csv_only = true};
static const struct result_column break_columns[] = {
    {RESULT_COLUMN("exit", NUMBER)},
    {RESULT_COLUMN("class", TEXT)},
    {RESULT_COLUMN("event", TEXT)},
    {RESULT_COLUMN("common_price", NUMBER)},
    {RESULT_COLUMN("common_share_after", NUMBER), .sentence = "of the next unit of money"}};
const struct result_form waterfall_report_breaks_form = {RESULT_FORM("breakpoints", ROWS, break_columns)};

static const struct result_table *classes_table(struct report *report, const struct waterfall_exit *exit)
{
    struct result_table *table = result_table_create(report->arena, &form_classes, exit->count);
    for (size_t c = 0; c < exit->count; c++) {
        const struct waterfall_row *row = &exit->row[c];
        struct result_cell *cell = table->cell + c * table->column_count;
        cell[0] = result_text(row->name);
        cell[1] = result_flag(row->converts);
        cell[2] = result_number(row->payout, report->currency);
        cell[3] = result_number(row->per_share, report->currency);
        cell[4] = result_number(row->share_frac, "share");
    }
    return table;
}

static void add_exits(struct report *report, const struct waterfall_shown *shown)
{
    struct result_cell *cell = report_add_table(report, &waterfall_report_exits_form, shown->exit_count)->cell;
    for (size_t i = 0; i < shown->exit_count; i++) {
        const struct waterfall_exit *exit = &shown->exits[i];
        *cell++ = result_number(exit->exit_value, report->currency);
        *cell++ = result_number(exit->transaction_costs, report->currency);
        *cell++ = result_number(exit->debt, report->currency);
        *cell++ = result_number(exit->carve_out, report->currency);
        *cell++ = result_number(exit->distributed, report->currency);
        *cell++ = result_nested(classes_table(report, exit));
    }
}

static const struct result_table *add_breaks(struct report *report, const struct waterfall_shown *shown)
{
    const struct result_table *table = report_add_table(report, &waterfall_report_breaks_form, shown->break_count);
    struct result_cell *cell = table->cell;
    for (size_t i = 0; i < shown->break_count; i++) {
        *cell++ = result_number(shown->breaks[i].exit_value, report->currency);
        *cell++ = result_text(shown->breaks[i].name);
        *cell++ = result_text(shown->breaks[i].event);
        *cell++ = result_number(shown->breaks[i].common_price, report->currency);
        *cell++ = result_number(shown->breaks[i].common_share_after, "share");
    }
    return table;
}

static const struct result_table *add_payouts(struct report *report, const struct waterfall_shown *shown)
{
    size_t rows = 0;
    for (size_t i = 0; i < shown->exit_count; i++)
        rows += shown->exits[i].count;
    const struct result_table *table = report_add_table(report, &payouts_form, rows);
    struct result_cell *cell = table->cell;
    for (size_t i = 0; i < shown->exit_count; i++)
        for (size_t c = 0; c < shown->exits[i].count; c++) {
            const struct waterfall_row *row = &shown->exits[i].row[c];
            *cell++ = result_number(shown->exits[i].exit_value, report->currency);
            *cell++ = result_text(row->name);
            *cell++ = result_flag(row->converts);
            *cell++ = result_number(row->payout, report->currency);
            *cell++ = result_number(row->per_share, report->currency);
        }
    return table;
}

struct report *waterfall_report_of(struct arena *arena, const struct question *question, const struct subject *subject,
                                   const double *exit_value, size_t exit_count, struct waterfall_shown *shown)
{
    struct capital_today capital = capital_today(arena, subject->offer);
    struct report *report = report_create(arena, "waterfall");
    metrics_report_header(report, subject, question, NULL);
    if (capital.averaged)
        metrics_report_warn(report, "/capital", "a range in the capital counts with its mean here");
    shown->breaks = breaks_of(arena, subject->offer, &capital, &shown->break_count);
    shown->exits = solve_all(arena, subject->offer, &capital, exit_value, exit_count);
    shown->exit_count = exit_count;
    const double *corner = corners_of(arena, shown, &shown->curve_count);
    shown->curve = solve_all(arena, subject->offer, &capital, corner, shown->curve_count);
    add_exits(report, shown);
    shown->break_table = add_breaks(report, shown);
    shown->payout_table = add_payouts(report, shown);
    return report;
}
