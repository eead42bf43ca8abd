#include "outputs/views/prose_view.h"

#include "analysis/verdicts.h"
#include "models/metrics.h"
#include "outputs/block_table.h"
#include "outputs/plain_name.h"
#include "outputs/text_buffer.h"
#include "sim/number.h"

#include <math.h>

enum { SENTENCES_MAX = 6 };

struct prose {
    struct report *report;
    struct text_buffer text;
    size_t sentences;
};

static void sentence(struct prose *prose, const char *text)
{
    if (prose->sentences++ >= SENTENCES_MAX)
        return;
    text_put(&prose->text, prose->sentences > 1 ? " " : "");
    text_put(&prose->text, text);
}

/* The estimate in the digits that tables give it; `size`: without its sign. */
static const char *number_of(struct prose *prose, const struct report_row *row, bool size)
{
    double number = row->figure.estimate;
    return number_for_people(prose->report->arena, size ? fabs(number) : number, figure_error(&row->figure), row->unit);
}

static const struct report_row *row_of(const struct prose *prose, const char *metric, const char *group,
                                       const char *statistic)
{
    const struct report_row *row = report_find(prose->report, metric, group, statistic);
    return row && isfinite(row->figure.estimate) ? row : NULL;
}

static void say_equity(struct prose *prose)
{
    const struct report_row *mean =
        row_of(prose, metric_names[report_metric(prose->report, METRIC_EQUITY_VALUE)], "", "mean");
    const struct report_row *nothing =
        row_of(prose, metric_names[report_metric(prose->report, METRIC_EQUITY_VALUE)], "", "p_worthless");
    const struct report_row *loses =
        row_of(prose, metric_names[report_metric(prose->report, METRIC_EQUITY_VALUE)], "", "p_lose_money");
    struct arena *arena = prose->report->arena;
    if (!mean || !nothing)
        return;
    const char *costs = loses && loses->figure.estimate > 0
                            ? arena_text(arena, "; in %s it costs more than it brings", number_of(prose, loses, false))
                            : "";
    sentence(prose, arena_text(arena, "On average the equity comes to %s; in %s of the futures it is worth nothing%s.",
                               number_of(prose, mean, false), number_of(prose, nothing, false), costs));
}

static void say_pay(struct prose *prose)
{
    const struct report_row *mean =
        row_of(prose, metric_names[report_metric(prose->report, METRIC_FOREGONE_COMPENSATION)], "", "mean");
    if (mean)
        sentence(prose, arena_text(prose->report->arena,
                                   mean->figure.estimate < 0
                                       ? "Even without equity the offer pays %s more than the market job on average."
                                       : "Taking the offer gives up %s of pay on average.",
                                   number_of(prose, mean, true)));
}

static void say_balance(struct prose *prose)
{
    const struct report_row *mean =
        row_of(prose, metric_names[report_metric(prose->report, METRIC_NET_ADVANTAGE)], "", "mean");
    const struct report_row *better =
        row_of(prose, metric_names[report_metric(prose->report, METRIC_NET_ADVANTAGE)], "", "p_positive");
    if (!mean || !better)
        return;
    struct arena *arena = prose->report->arena;
    struct verdict verdict = report_verdict(prose->report, "");
    const char *balance =
        arena_text(arena, "on average it comes out %s %s", number_of(prose, mean, true), verdict_names[verdict.side]);
    if (verdict.side == VERDICT_EVEN)
        balance = "on average the two come out even";
    if (verdict.side == VERDICT_UNRESOLVED)
        balance = arena_text(arena, "which comes out ahead on average, %s",
                             verdict_unresolved(arena, &verdict, (double)prose->report->paths));
    sentence(prose, arena_text(arena, "The offer beats the market job in %s of the futures; %s.",
                               number_of(prose, better, false), balance));
}

const char *prose_view_left_out(const struct report *report)
{
    return arena_text(report->arena,
                      "There is no verdict: in %s of the futures an amount is infinite, or too large to compute with. "
                      "The figures are of the others.",
                      number_for_people(report->arena, report->left_out_frac, NAN, "share"));
}

static void say_range(struct prose *prose)
{
    const struct report_row *low =
        row_of(prose, metric_names[report_metric(prose->report, METRIC_NET_ADVANTAGE)], "", "p5");
    const struct report_row *high =
        row_of(prose, metric_names[report_metric(prose->report, METRIC_NET_ADVANTAGE)], "", "p95");
    if (!low || !high || !(low->figure.estimate < high->figure.estimate))
        return;
    struct arena *arena = prose->report->arena;
    sentence(prose, arena_text(arena, "In 9 of 10 futures the difference lies between %s and %s.",
                               number_short(arena, low->figure.estimate, low->unit),
                               number_short(arena, high->figure.estimate, high->unit)));
}

static void say_grant(struct prose *prose, const struct prose_shown *shown, const struct report_row *breakeven)
{
    const char *now = number_for_people(prose->report->arena, shown->grant, NAN, "share");
    sentence(prose, arena_text(prose->report->arena, "With a grant of %s instead of %s it would break even on average.",
                               number_of(prose, breakeven, false), now));
}

static const struct report_row *matter_row(const struct prose *prose, const struct prose_shown *shown, size_t i)
{
    return report_find(prose->report, metric_names[report_metric(prose->report, METRIC_NET_ADVANTAGE)],
                       shown->matter[i], "sobol_total");
}

/* "the value at the exit (it has a part in 80% of the variance)", "your stay (in 20%)", ... */
static const char *parts_of(struct prose *prose, const struct prose_shown *shown, const char *between)
{
    struct arena *arena = prose->report->arena;
    const char *text = "";
    for (size_t i = 0; i < shown->matter_count; i++)
        text = arena_text(arena, "%s%s%s (%s %s%s)", text,
                          i == 0                        ? ""
                          : i + 1 < shown->matter_count ? ", "
                                                        : between,
                          plain_name(arena, shown->matter[i]), i ? "in" : "it has a part in",
                          number_of(prose, matter_row(prose, shown, i), false), i ? "" : " of the variance");
    return text;
}

static void say_matters(struct prose *prose, const struct prose_shown *shown)
{
    struct arena *arena = prose->report->arena;
    if (!shown->matter_count)
        return;
    if (shown->matter_resolved && shown->matter_count == 1)
        sentence(prose,
                 arena_text(arena, "What matters most is %s, which has a part in %s of the variance.",
                            plain_name(arena, shown->matter[0]), number_of(prose, matter_row(prose, shown, 0), false)));
    else if (shown->matter_resolved)
        sentence(prose, arena_text(arena, "What matters most: %s.", parts_of(prose, shown, " and ")));
    else
        sentence(prose, arena_text(arena, "What matters most is not resolved: %s.", parts_of(prose, shown, " or ")));
}

static void add_changes(struct prose *prose, const struct prose_shown *shown, const struct report_row *breakeven)
{
    struct report *report = prose->report;
    struct block_table table = block_table_begin(report, "What would change the answer", "Summary", 2, NULL, NULL);
    if (breakeven) {
        block_table_text(&table, arena_text(report->arena, "Grant that breaks even on average (now %s)",
                                            number_for_people(report->arena, shown->grant, NAN, "share")));
        block_table_figure(&table, breakeven);
    }
    for (size_t i = 0; i < shown->matter_count; i++) {
        block_table_text(
            &table, arena_text(report->arena, "Part in the variance: %s", plain_name(report->arena, shown->matter[i])));
        block_table_figure(&table, matter_row(prose, shown, i));
    }
}

static void say_all(struct prose *prose, const struct prose_shown *shown, const struct report_row *breakeven)
{
    say_equity(prose);
    say_pay(prose);
    say_balance(prose);
    say_range(prose);
    if (breakeven)
        say_grant(prose, shown, breakeven);
    say_matters(prose, shown);
}

void prose_view(struct report *report, const struct prose_shown *shown)
{
    struct prose prose = {.report = report, .text = {.arena = report->arena}};
    const struct report_row *breakeven =
        shown->grant_path
            ? row_of(&prose, metric_names[report_metric(report, METRIC_NET_ADVANTAGE)], shown->grant_path, "breakeven")
            : NULL;
    bool left_out = report->left_out_frac > 0;
    if ((breakeven || shown->matter_count) && !left_out)
        add_changes(&prose, shown, breakeven);
    if (left_out)
        sentence(&prose, prose_view_left_out(report));
    else
        say_all(&prose, shown, breakeven);
    if (prose.sentences)
        report_add_block(report, BLOCK_TEXT, "In words", "Summary")->text = prose.text.bytes;
}
