#include "outputs/views/answer_view.h"

#include "analysis/verdicts.h"
#include "models/metrics.h"
#include "outputs/people.h"
#include "outputs/views/prose_view.h"
#include "outputs/views/readings_line.h"

#include <math.h>
#include <string.h>

enum { ASKS_SHOWN = 3 };

struct answering {
    struct report *report;
    struct arena *arena;
    struct answer_shown shown;
    size_t line_count;
    struct report_note *line;
};

static const struct report_row *row_of(const struct answering *answering, enum metric metric, const char *group,
                                       const char *statistic)
{
    const struct report_row *row =
        report_find(answering->report, metric_names[report_metric(answering->report, metric)], group, statistic);
    return row && isfinite(row->figure.estimate) ? row : NULL;
}

static void say(struct answering *answering, const char *about, const char *text)
{
    answering->line = arena_grow(answering->arena, answering->line, answering->line_count, sizeof *answering->line);
    answering->line[answering->line_count++] = (struct report_note){about, text};
}

static const char *size_of(const struct answering *answering, const struct report_row *row, int digits)
{
    return people_size(answering->arena, &row->figure, row->unit, digits);
}

/* --- the verdict -------------------------------------------------------------------------------------------------- */

/* "About 3 in 10 futures come out ahead." The simulation's own error is told where it could change a digit. */
static const char *odds_sentence(const struct answering *answering, const struct figure *better)
{
    double share = better->estimate;
    const char *odds = people_odds(answering->arena, share);
    const char *error = people_points(answering->arena, better);
    if (!(share > 0))
        return arena_text(answering->arena, "No future comes out ahead%s.", error);
    if (!(share < 1))
        return arena_text(answering->arena, "All futures come out ahead%s.", error);
    if (strncmp(odds, "fewer", 5) == 0 || strncmp(odds, "more", 4) == 0) /* a sentence begins with a capital */
        return arena_text(answering->arena, "%c%s futures come out ahead%s.", odds[0] - 'a' + 'A', odds + 1, error);
    return arena_text(answering->arena, "About %s futures come out ahead%s.", odds, error);
}

/* By the verdict of the mean, so that the typical future beside it is called even by the same rule. */
static struct verdict verdict_on(const struct answering *answering, const struct report_row *row)
{
    const struct report_row *low = row_of(answering, METRIC_NET_ADVANTAGE, "", "p5");
    const struct report_row *high = row_of(answering, METRIC_NET_ADVANTAGE, "", "p95");
    return verdict_of_mean(&row->figure, low ? low->figure.estimate : 0, high ? high->figure.estimate : 0,
                           (double)answering->report->paths);
}

static const char *end_of(const struct answering *answering, const struct report_row *row)
{
    struct verdict verdict = verdict_on(answering, row);
    if (verdict.side == VERDICT_EVEN)
        return "about even";
    if (verdict.side == VERDICT_UNRESOLVED)
        return arena_text(answering->arena, "ahead or behind, which %s",
                          verdict_unresolved(answering->arena, &verdict, (double)answering->report->paths));
    return arena_text(answering->arena, "%s %s", size_of(answering, row, PEOPLE_SENTENCE_DIGITS),
                      verdict_names[verdict.side]);
}

/* Ways out of which one may be far better than another: a listed company has none. */
static bool has_exits(const struct answering *answering)
{
    size_t exits = 0;
    for (size_t i = 0; i < answering->report->row_count; i++) {
        const struct report_row *row = &answering->report->row[i];
        exits += strcmp(row->statistic, "probability") == 0 && row->figure.estimate > 0;
    }
    return exits > 1;
}

/* Why the average is not what typically happens. */
static const char *because(const struct answering *answering, const struct report_row *median,
                           const struct report_row *mean)
{
    double typical = median->figure.estimate, average = mean->figure.estimate;
    enum verdict_side side = verdict_on(answering, mean).side;
    bool even = side == VERDICT_EVEN;
    if (side == VERDICT_UNRESOLVED)
        return "";
    if ((even && typical < 0) || (!even && average > 0 && typical < average / 2))
        return has_exits(answering) ? ", because a few large exits carry it"
                                    : ", because a few very good futures carry it";
    if ((even && typical > 0) || (!even && average < 0 && typical > average / 2))
        return ", because a few bad futures weigh on it";
    return "";
}

static const char *verdict(const struct answering *answering)
{
    const struct report_row *better = row_of(answering, METRIC_NET_ADVANTAGE, "", "p_positive");
    const struct report_row *median = row_of(answering, METRIC_NET_ADVANTAGE, "", "p50");
    const struct report_row *mean = row_of(answering, METRIC_NET_ADVANTAGE, "", "mean");
    if (answering->report->left_out_frac > 0)
        return prose_view_left_out(answering->report);
    if (!better || !median || !mean)
        return "";
    bool same =
        !(median->figure.estimate < mean->figure.estimate) && !(median->figure.estimate > mean->figure.estimate);
    if (same)
        return arena_text(answering->arena, "%s You end %s.", odds_sentence(answering, &better->figure),
                          end_of(answering, mean));
    return arena_text(answering->arena, "%s Typically you end %s; on average %s%s.",
                      odds_sentence(answering, &better->figure), end_of(answering, median), end_of(answering, mean),
                      because(answering, median, mean));
}

/* --- lines -------------------------------------------------------------------------------------------------------- */

static void say_equity(struct answering *answering)
{
    const struct report_row *mean = row_of(answering, METRIC_EQUITY_VALUE, "", "mean");
    const struct report_row *nothing = row_of(answering, METRIC_EQUITY_VALUE, "", "p_worthless");
    const struct report_row *loses = row_of(answering, METRIC_EQUITY_VALUE, "", "p_lose_money");
    if (!mean || !nothing)
        return;
    bool lost = loses && loses->figure.estimate > 0;
    const char *costs = lost ? arena_text(answering->arena, "; %s lose the exercise price",
                                          people_odds(answering->arena, loses->figure.estimate))
                             : "";
    const char *when = nothing->figure.estimate > 0
                           ? arena_text(answering->arena, "worth nothing%s in %s%s", lost ? " or less" : "",
                                        people_futures(answering->arena, nothing->figure.estimate), costs)
                           : "never worth nothing";
    say(answering, "Equity",
        arena_text(answering->arena, "%s%s on average; %s", mean->figure.estimate < 0 ? "-" : "",
                   size_of(answering, mean, PEOPLE_TABLE_DIGITS), when));
}

static void say_pay(struct answering *answering)
{
    const struct report_row *mean = row_of(answering, METRIC_FOREGONE_COMPENSATION, "", "mean");
    const struct report_row *years = row_of(answering, METRIC_YEARS_EMPLOYED, "", "mean");
    if (!mean)
        return;
    if (!(mean->figure.estimate < 0) && !(mean->figure.estimate > 0)) {
        say(answering, "Pay", "as much as in the market job");
        return;
    }
    bool gained = mean->figure.estimate < 0;
    const char *stay =
        years ? arena_text(answering->arena, ", over %s of work", people_time(answering->arena, years->figure.estimate))
              : "";
    say(answering, gained ? "Pay gained" : "Pay given up",
        arena_text(answering->arena, "%s on average%s", size_of(answering, mean, PEOPLE_TABLE_DIGITS), stay));
}

/* What must be at hand at the worst time, for strike and for tax before there is a market. */
static bool say_cash(struct answering *answering)
{
    const struct report_row *needed = row_of(answering, METRIC_CASH_NEEDED, "", "p_positive");
    const struct report_row *mean = row_of(answering, METRIC_CASH_NEEDED, "", "mean");
    const struct report_row *most = row_of(answering, METRIC_CASH_NEEDED, "", "p95");
    const struct report_row *lost = row_of(answering, METRIC_CASH_NEEDED, "", "p_lost");
    if (!needed || !mean || !most || !(needed->figure.estimate > 0))
        return false;
    const char *average = size_of(answering, mean, PEOPLE_TABLE_DIGITS);
    const char *seldom_more = size_of(answering, most, PEOPLE_TABLE_DIGITS);
    const char *text = strcmp(average, seldom_more) == 0
                           ? arena_text(answering->arena, "%s for strike and tax", average)
                           : arena_text(answering->arena, "%s on average for strike and tax, at most %s in 19 of 20",
                                        average, seldom_more);
    if (lost && lost->figure.estimate > 0)
        text = arena_text(answering->arena, "%s; %s do not get all of it back", text,
                          people_odds(answering->arena, lost->figure.estimate));
    say(answering, "Cash to have", text);
    return true;
}

/* The cash that exercising takes before any exit; after tax it is in what must be at hand. */
static void say_bill(struct answering *answering)
{
    const struct report_row *full = NULL, *when = NULL;
    size_t grants = 0;
    if (say_cash(answering))
        return;
    for (size_t i = 0; i < answering->report->row_count; i++) {
        const struct report_row *row = &answering->report->row[i];
        bool of_grant = *row->group && strcmp(row->metric, metric_names[METRIC_EXERCISE_COST]) == 0;
        full = of_grant && strcmp(row->statistic, "full") == 0 ? row : full;
        when = of_grant && strcmp(row->statistic, "when_paid") == 0 ? row : when;
        grants += of_grant && strcmp(row->statistic, "full") == 0;
    }
    const struct report_row *paid = row_of(answering, METRIC_EXERCISE_COST, "", "p_positive");
    const struct report_row *mean = row_of(answering, METRIC_EXERCISE_COST, "", "mean");
    if (!paid || !mean || !full || !(full->figure.estimate > 0))
        return;
    const char *chance = people_futures(answering->arena, paid->figure.estimate);
    if (!(paid->figure.estimate > 0))
        say(answering, "To exercise",
            arena_text(answering->arena, "nothing is paid before an exit%s",
                       grants > 1 ? ""
                                  : arena_text(answering->arena, "; %s for all options out of what one brings",
                                               size_of(answering, full, PEOPLE_TABLE_DIGITS))));
    else if (grants > 1 || !when || !isfinite(when->figure.estimate))
        say(answering, "To exercise",
            arena_text(answering->arena, "paid before an exit in %s; %s on average", chance,
                       size_of(answering, mean, PEOPLE_TABLE_DIGITS)));
    else
        say(answering, "To exercise",
            arena_text(answering->arena, "%s for all options; paid before an exit in %s, then %s",
                       size_of(answering, full, PEOPLE_TABLE_DIGITS), chance,
                       size_of(answering, when, PEOPLE_TABLE_DIGITS)));
}

/* --- odds that are guesses ---------------------------------------------------------------------------------------- */

static const struct figure *band_of(const struct answering *answering, const char *statistic)
{
    const char *net = metric_names[report_metric(answering->report, METRIC_NET_ADVANTAGE)];
    const struct report *odds = answering->shown.odds;
    const struct report_row *row = odds ? report_find(odds, net, "credible", statistic) : NULL;
    return row && isfinite(row->figure.ci_low) ? &row->figure : NULL;
}

/* What not knowing the chances leaves open, where they are ranges or stated to be loose. */
static void say_odds(struct answering *answering)
{
    const struct figure *mean = band_of(answering, "mean"), *better = band_of(answering, "p_positive");
    const char *unit = answering->report->currency;
    if (!mean || answering->report->left_out_frac > 0)
        return;
    struct figure low = figure_without_interval(mean->ci_low), high = figure_without_interval(mean->ci_high);
    const char *from = people_signed(answering->arena, &low, unit, PEOPLE_SENTENCE_DIGITS);
    const char *to = people_signed(answering->arena, &high, unit, PEOPLE_SENTENCE_DIGITS);
    const char *least = better ? people_percent(answering->arena, better->ci_low) : "";
    const char *most = better ? people_percent(answering->arena, better->ci_high) : "";
    const char *ahead =
        strcmp(least, most) == 0 ? "" : arena_text(answering->arena, ", ahead in %s to %s", least, most);
    say(answering, "Odds unsure",
        arena_text(answering->arena, "%s to %s on average%s, by what the odds may be (%.0f%%)", from, to, ahead,
                   100 * mean->level));
}

/* --- readings that could be others -------------------------------------------------------------------------------- */

static void say_readings(struct answering *answering)
{
    const struct fragility *fragility = answering->shown.fragility;
    const struct report_row *given = row_of(answering, METRIC_NET_ADVANTAGE, "", "mean");
    if (!fragility || !fragility->count || !given || answering->report->left_out_frac > 0)
        return;
    const char *side = fragility->base.net_mean.estimate > 0 ? "turns negative" : "turns positive";
    const char *reach = readings_line_reach(answering->arena, fragility, &given->figure, answering->report->currency);
    say(answering, "It hangs on",
        arena_text(answering->arena, "%s on average, by how the offer is read%s", reach,
                   readings_line_turns(answering->arena, fragility, side)));
}

/* --- asks --------------------------------------------------------------------------------------------------------- */

/* "no cliff: ahead in 16 more of 100, worth $18K" */
static const char *ask_sentence(const struct answering *answering, const struct asked *asked)
{
    double more = 100 * asked->p_positive.estimate;
    const char *ahead = more < 0.5 ? "ahead as often" : arena_text(answering->arena, "ahead in %.0f more of 100", more);
    return arena_text(answering->arena, "%s: %s, worth %s", asked->ask.words, ahead,
                      people_size(answering->arena, &asked->mean, answering->report->currency, PEOPLE_SENTENCE_DIGITS));
}

static void say_asks(struct answering *answering)
{
    size_t index[ASKS_SHOWN];
    if (!answering->shown.negotiation || answering->report->left_out_frac > 0)
        return;
    size_t count = negotiate_strongest(answering->shown.negotiation, ASKS_SHOWN, index);
    for (size_t i = 0; i < count; i++)
        say(answering, i ? "" : "Ask for", ask_sentence(answering, &answering->shown.negotiation->asked[index[i]]));
}

/* What fills the lines, in this order; each says nothing where it does not apply. */
static void (*const lines[])(struct answering *answering) = {say_equity, say_pay,      say_bill,
                                                             say_odds,   say_readings, say_asks};

/* --- all ---------------------------------------------------------------------------------------------------------- */

static const struct block *spread_of(const struct report *report)
{
    for (size_t i = 0; i < report->block_count; i++)
        if (report->block[i].kind == BLOCK_CHART && report->block[i].chart == CHART_HISTOGRAM)
            return &report->block[i];
    return NULL;
}

void answer_view(struct report *report, const struct answer_shown *shown)
{
    struct answering answering = {.report = report, .arena = report->arena, .shown = *shown};
    struct report_answer *answer = arena_alloc(report->arena, 1, sizeof *answer);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        lines[i](&answering);
    *answer = (struct report_answer){.verdict = verdict(&answering),
                                     .spread = spread_of(report),
                                     .below = "behind",
                                     .above = "ahead",
                                     .line_count = answering.line_count,
                                     .line = answering.line};
    report->answer = answer;
}
