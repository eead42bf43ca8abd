#include "outputs/views/compare_answer_view.h"

#include "analysis/cash_report.h"
#include "analysis/compare_cash.h"
#include "analysis/verdicts.h"
#include "models/metrics.h"
#include "outputs/block_table.h"
#include "outputs/people.h"
#include "outputs/views/readings_line.h"

#include <math.h>

enum { YEARS_SHOWN = 5 };

struct answering {
    struct report *report;
    const struct compared *offers;
    size_t count;
    const struct compare_verdict *verdict;
    enum compare_against against;
};

static const struct report_row *row_of(const struct answering *answering, const char *group, const char *statistic)
{
    struct report *report = answering->report;
    return report_find(report, metric_names[report_metric(report, METRIC_NET_ADVANTAGE)], group, statistic);
}

/* --- the verdict -------------------------------------------------------------------------------------------------- */

/* Of the offer of the highest mean against its rival. */
static struct figure better_of(const struct answering *answering)
{
    size_t a = answering->verdict->first, b = answering->verdict->rival;
    const char *first = answering->offers[a < b ? a : b].label, *second = answering->offers[a < b ? b : a].label;
    const char *pair = arena_text(answering->report->arena, "%s - %s", first, second);
    struct figure better = row_of(answering, pair, "p_better")->figure;
    return a < b ? better : figure_from(1, better);
}

/* " It is $6.3K ahead of its own market job on average." */
static const char *market_sentence(const struct answering *answering)
{
    struct report *report = answering->report;
    const char *label = answering->offers[answering->verdict->first].label;
    const char *job = answering->against == COMPARE_OWN_JOBS ? "its own market job" : "the market job";
    struct verdict verdict = report_verdict(report, label);
    const char *by =
        people_size(report->arena, &row_of(answering, label, "mean")->figure, report->currency, PEOPLE_SENTENCE_DIGITS);
    if (answering->against == COMPARE_NO_JOB)
        return "";
    if (verdict.side == VERDICT_EVEN)
        return arena_text(report->arena, " It is about even with %s.", job);
    if (verdict.side == VERDICT_UNRESOLVED)
        return arena_text(report->arena, " Whether it is ahead of %s, %s.", job,
                          verdict_unresolved(report->arena, &verdict, (double)report->paths));
    return arena_text(report->arena, " It is %s %s %s on average.", by,
                      verdict.side == VERDICT_ABOVE ? "ahead of" : "behind", job);
}

static const char *verdict_text(const struct answering *answering)
{
    struct report *report = answering->report;
    const struct compare_verdict *verdict = answering->verdict;
    const char *a = answering->offers[verdict->first].label, *b = answering->offers[verdict->rival].label;
    struct figure better = better_of(answering);
    bool less = better.estimate < 0.5;
    const char *by = people_size(report->arena, &verdict->by, report->currency, PEOPLE_SENTENCE_DIGITS);
    const char *odds =
        arena_text(report->arena, "in %s%s%s", less ? "only " : "", people_futures(report->arena, better.estimate),
                   people_points(report->arena, &better));
    if (verdict->lead.side == VERDICT_EVEN)
        return arena_text(report->arena, "%s and %s come to about the same on average; %s is better in %s%s.%s", a, b,
                          a, people_futures(report->arena, better.estimate), people_points(report->arena, &better),
                          market_sentence(answering));
    if (verdict->lead.side == VERDICT_UNRESOLVED)
        return arena_text(report->arena, "Not resolved: %s leads %s by %s on average, but %s. It is better %s.", a, b,
                          by, verdict_unresolved(report->arena, &verdict->lead, (double)report->paths), odds);
    return arena_text(report->arena, "%s comes out %s ahead of %s on average, %s better %s.%s", a, by, b,
                      less ? "but is" : "and is", odds, market_sentence(answering));
}

/* --- tables ------------------------------------------------------------------------------------------------------- */

static void put_signed(struct block_table *table, const struct report_row *row)
{
    struct arena *arena = table->report->arena;
    if (row && isfinite(row->figure.estimate))
        block_table_cell(table, people_signed(arena, &row->figure, row->unit, PEOPLE_TABLE_DIGITS),
                         row->figure.estimate, row->unit);
    else
        block_table_text(table, "none");
}

static void add_side_by_side(const struct answering *answering, struct report *scratch)
{
    static const char *const over[] = {[COMPARE_OWN_JOBS] = "Over its own market job",
                                       [COMPARE_ONE_JOB] = "Over the market job",
                                       [COMPARE_NO_JOB] = "Pay and equity together"};
    bool alone = answering->against == COMPARE_NO_JOB;
    const char *const heading[] = {over[answering->against], "On average", "Typically",
                                   alone ? "1 in 20 is under" : "Ahead in", "If equity is 0"};
    struct block_table table = block_table_begin(scratch, NULL, NULL, 5, heading, NULL);
    for (size_t i = 0; i < answering->count; i++) {
        const char *label = answering->offers[i].label;
        const struct report_row *ahead = row_of(answering, label, "p_positive");
        block_table_text(&table, label);
        put_signed(&table, row_of(answering, label, "mean"));
        if (report_gains_but_seldom(answering->report, label))
            block_table_neutral(&table);
        put_signed(&table, row_of(answering, label, "p50"));
        if (alone)
            put_signed(&table, row_of(answering, label, "p5"));
        else
            block_table_cell(&table, people_percent(scratch->arena, ahead->figure.estimate), ahead->figure.estimate,
                             "share");
        put_signed(&table, row_of(answering, label, "mean_without_equity"));
    }
}

static const struct figure *cash_of(const struct answering *answering, size_t offer, const char *year)
{
    return compare_cash_figure(answering->report, answering->offers[offer].label, year, CASH_CASH);
}

static const char *year_name(struct arena *arena, size_t year)
{
    return arena_text(arena, "%zu", year);
}

/* How many years some offer pays in. */
static size_t years_of(const struct answering *answering)
{
    size_t years = 0;
    for (size_t i = 0; i < answering->count; i++)
        while (cash_of(answering, i, year_name(answering->report->arena, years + 1)))
            years++;
    return years;
}

static void put_cash(struct block_table *table, const struct figure *cash)
{
    const char *sign = cash && cash->estimate < 0 ? "-" : "";
    if (cash)
        block_table_cell(
            table,
            arena_text(table->report->arena, "%s%s", sign,
                       people_size(table->report->arena, cash, table->report->currency, PEOPLE_TABLE_DIGITS)),
            cash->estimate, table->report->currency);
    else
        block_table_text(table, "");
}

/* What comes after an offer's last year is "later"; a table of more years than fit leaves it to the sum. */
static void add_cash(const struct answering *answering, struct report *scratch)
{
    const char *heading[YEARS_SHOWN + 3] = {"Cash, year by year"};
    size_t years = years_of(answering), shown = years < YEARS_SHOWN ? years : YEARS_SHOWN, columns = 1;
    bool later = shown == years;
    if (!years)
        return;
    for (size_t year = 1; year <= shown; year++)
        heading[columns++] = arena_text(scratch->arena, "Year %zu", year);
    if (later)
        heading[columns++] = "Later";
    heading[columns++] = "In all";
    struct block_table table = block_table_begin(scratch, NULL, NULL, columns, heading, NULL);
    for (size_t i = 0; i < answering->count; i++) {
        block_table_text(&table, answering->offers[i].label);
        for (size_t year = 1; year <= shown; year++)
            put_cash(&table, cash_of(answering, i, year_name(scratch->arena, year)));
        if (later)
            put_cash(&table, cash_of(answering, i, "later"));
        put_cash(&table, cash_of(answering, i, "total"));
    }
}

/* --- lines -------------------------------------------------------------------------------------------------------- */

/* Nothing where the few paths of the readings put another offer first than all paths do, and of offers that come to the
 * same in every reading. */
static size_t add_readings(const struct answering *answering, const struct fragility *fragility,
                           struct report_note *line)
{
    struct arena *arena = answering->report->arena;
    const struct compare_verdict *verdict = answering->verdict;
    if (!fragility || !fragility->count || fragility->best != verdict->first ||
        (verdict->lead.side == VERDICT_EVEN && !fragility->sign_changes))
        return 0;
    const char *other = answering->count == 2
                            ? arena_text(arena, "%s is the better one", answering->offers[verdict->rival].label)
                            : "another is the best";
    const char *reach = readings_line_reach(arena, fragility, &verdict->by, answering->report->currency);
    *line =
        (struct report_note){"It hangs on", arena_text(arena, "a lead of %s on average, by how the offers are read%s",
                                                       reach, readings_line_turns(arena, fragility, other))};
    return 1;
}

static const struct block *spread_of(const struct report *report)
{
    for (size_t i = 0; i < report->block_count; i++)
        if (report->block[i].kind == BLOCK_CHART && report->block[i].chart == CHART_EXCEEDANCE)
            return &report->block[i];
    return NULL;
}

void compare_answer_view(struct report *report, const struct compared *offers, size_t count,
                         const struct compare_verdict *verdict, enum compare_against against,
                         const struct fragility *fragility)
{
    struct answering answering = {report, offers, count, verdict, against};
    if (report->left_out_frac > 0)
        return;
    struct report *scratch = report_create(report->arena, report->command);
    scratch->currency = report->currency;
    add_side_by_side(&answering, scratch);
    add_cash(&answering, scratch);
    struct report_note *line = arena_alloc(report->arena, 1, sizeof *line);
    struct report_answer *answer = arena_alloc(report->arena, 1, sizeof *answer);
    *answer = (struct report_answer){.verdict = verdict_text(&answering),
                                     .spread = spread_of(report),
                                     .table_count = scratch->block_count,
                                     .table = scratch->block,
                                     .line_count = add_readings(&answering, fragility, line),
                                     .line = line};
    report->answer = answer;
}
