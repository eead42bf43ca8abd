#include "analysis/waterfall_report.h"

#include "analysis/metrics_report.h"
#include "models/breakpoints.h"
#include "models/capital_today.h"

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
            (struct waterfall_row){offer->capital[c].name, converts[c], payout[c], shares > 0 ? payout[c] / shares : 0};
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
    return report;
}
