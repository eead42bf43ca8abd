#include "outputs/views/quit_view.h"

#include "models/metrics.h"
#include "outputs/block_table.h"
#include "outputs/people.h"
#include "outputs/views/mean_bars.h"
#include "sim/number.h"

#include <math.h>

static const char sheet[] = "Quit";

static const char *answer_of(struct report *report, const struct quit *quit)
{
    struct arena *arena = report->arena;
    const struct figure *option = &quit->option;
    const char *stay = people_time(arena, (double)quit->best / 12);
    const char *until = arena_text(arena, "Best of %zu months: stay %s, then leave.", quit->months, stay);
    if (!isfinite(option->estimate))
        return arena_text(arena, "%s What that is worth cannot be told: %s.", until, option->status);
    bool even = option->ci_low <= 0 && option->ci_high >= 0;
    return arena_text(arena, "%s To be able to choose it is worth %s on average%s.", until,
                      figure_signed_for_people(arena, option, report->currency),
                      even ? ", which cannot be told from nothing" : "");
}

static void add_month(struct block_table *table, const char *name, const struct report_row *mean,
                      const struct report_row *difference)
{
    block_table_text(table, name);
    block_table_figure(table, mean);
    block_table_figure(table, difference);
}

/* Every third month, as a schedule vests at the least; the best and the last. */
static bool is_shown(const struct quit *quit, size_t month)
{
    enum { EVERY = 3 };
    return month % EVERY == 0 || month == quit->best || month == quit->months;
}

static void add_chart(struct report *report, const struct quit *quit)
{
    const char **label = arena_alloc(report->arena, quit->months, sizeof *label);
    struct figure *figure = arena_alloc(report->arena, quit->months, sizeof *figure);
    size_t count = 0;
    for (size_t m = 1; m <= quit->months; m++) {
        if (!is_shown(quit, m))
            continue;
        label[count] = arena_text(report->arena, "month %zu", m);
        figure[count++] = quit->month[m - 1].net_mean;
    }
    struct block *chart =
        mean_bars(report, "Net advantage by the month of leaving", sheet, label, figure, count, report->currency);
    chart->text =
        arena_text(report->arena, "The mean is highest where one leaves at the end of month %zu.", quit->best);
}

void quit_view(struct report *report, const struct quit *quit)
{
    static const char *const heading[] = {"Stay until", "Net advantage", "Difference"};
    static const enum cell_align align[] = {ALIGN_LEFT, ALIGN_RIGHT, ALIGN_RIGHT};
    const char *metric = metrics[report_metric(report, METRIC_NET_ADVANTAGE)].key;
    report_add_block(report, BLOCK_TEXT, NULL, sheet)->text = answer_of(report, quit);
    struct block_table table = block_table_begin(report, NULL, sheet, 3, heading, align);
    add_month(&table, "as given", report_find(report, metric, "as given", "mean"), NULL);
    for (size_t m = 1; m <= quit->months; m++) {
        const char *group = arena_text(report->arena, "month:%zu", m);
        const char *name = arena_text(report->arena, "month %zu%s", m, m == quit->best ? " (best)" : "");
        if (is_shown(quit, m))
            add_month(&table, name, report_find(report, metric, group, "mean"),
                      report_find(report, metric, group, "difference"));
    }
    add_chart(report, quit);
    report_add_block(report, BLOCK_TEXT, NULL, sheet)->text =
        "Each month is the offer with that stay, on the same random numbers; the difference is from its own stay. What "
        "the "
        "option is worth is measured on other paths than those that chose the month.";
}

void quit_view_section(struct report *report, const struct quit *quit)
{
    struct arena *arena = report->arena;
    const struct figure *option = &quit->option;
    if (!isfinite(option->estimate))
        return;
    const char *paths = number_count(arena, (unsigned long long)sampling_paths(&quit->sampling));
    bool even = option->ci_low <= 0 && option->ci_high >= 0;
    const char *worth = even
                            ? arena_text(arena, "that this is worth anything %s paths cannot tell", paths)
                            : arena_text(arena, "to be able to choose it is worth %s on average, by %s paths",
                                         people_signed(arena, option, report->currency, PEOPLE_SENTENCE_DIGITS), paths);
    report_add_block(report, BLOCK_TEXT, "When to leave", sheet)->text =
        arena_text(arena, "Best of %zu months: stay %s, then leave; %s. `offercast quit` tells every month.",
                   quit->months, people_time(arena, (double)quit->best / 12), worth);
    add_chart(report, quit);
}
