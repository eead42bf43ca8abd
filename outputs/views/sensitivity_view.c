#include "outputs/views/sensitivity_view.h"

#include "outputs/block_table.h"
#include "outputs/plain_name.h"
#include "sim/number.h"

#include <math.h>
#include <stdlib.h>

enum { BARS_MAX = 12, LINES_MAX = 40 };
static const char *const sheet = "Sensitivity";

/* --- orders: largest first, ties by name's place ------------------------------------------------------------------ */

typedef double size_of(const struct sensitivity_line *line);

static double swing_size(const struct sensitivity_line *line)
{
    return isfinite(line->swing.estimate) ? fabs(line->swing.estimate) : -1;
}

static double total_size(const struct sensitivity_line *line)
{
    return isfinite(line->total.estimate) ? line->total.estimate : -1;
}

static double worth_size(const struct sensitivity_line *line)
{
    return isfinite(line->evppi.estimate) ? line->evppi.estimate : -1;
}

struct sized {
    const struct sensitivity_line *line;
    double size;
    size_t place;
};

static int largest_first(const void *a, const void *b)
{
    const struct sized *left = a, *right = b;
    if (left->size < right->size || left->size > right->size)
        return left->size > right->size ? -1 : 1;
    return left->place < right->place ? -1 : 1;
}

/* Inputs (groups) in falling order of a size; *count of them. */
static struct sized *ordered(struct report *report, const struct sensitivity_shown *shown, size_of *size, bool groups,
                             size_t *count)
{
    struct sized *sized = arena_alloc(report->arena, shown->line_count + 1, sizeof *sized);
    *count = 0;
    for (size_t i = 0; i < shown->line_count; i++)
        if (shown->line[i].group == groups) {
            sized[*count] = (struct sized){&shown->line[i], size(&shown->line[i]), i};
            (*count)++;
        }
    qsort(sized, *count, sizeof *sized, largest_first);
    return sized;
}

/* --- cells -------------------------------------------------------------------------------------------------------- */

/* To the digits of `error`, so that a column reads well. */
static void put_estimate(struct block_table *table, const struct figure *figure, double error, const char *unit)
{
    if (isfinite(figure->estimate))
        block_table_cell(
            table, number_for_people(table->report->arena, figure->estimate, fmax(error, figure->std_error), unit),
            figure->estimate, unit);
    else
        block_table_text(table, "");
}

/* An error far below what a double resolves is rounding: the number is exact. */
static struct figure without_rounding(const struct figure *figure)
{
    struct figure clean = *figure;
    if (figure->std_error < 1e-9 * fabs(figure->estimate))
        clean.std_error = 0, clean.ci_low = clean.ci_high = clean.estimate;
    return clean;
}

static void put_figure(struct block_table *table, const struct figure *figure, const char *unit, bool sign)
{
    struct arena *arena = table->report->arena;
    struct figure clean = without_rounding(figure);
    if (isfinite(figure->estimate))
        block_table_cell(table,
                         sign ? figure_signed_for_people(arena, &clean, unit) : figure_for_people(arena, &clean, unit),
                         figure->estimate, unit);
    else
        block_table_text(table, "");
}

/* An interval that stops at 0 is written like the others. */
static void put_share(struct block_table *table, const struct figure *figure)
{
    struct figure even = *figure;
    even.ci_low = even.estimate - (even.ci_high - even.estimate);
    put_figure(table, &even, "share", false);
}

/* Two decimals say enough of a rank correlation. */
static void put_correlation(struct block_table *table, const struct figure *figure)
{
    if (isfinite(figure->estimate))
        block_table_cell(table, arena_text(table->report->arena, "%+.2f", figure->estimate), figure->estimate, "");
    else
        block_table_text(table, "");
}

static void put_note(struct report *report, const char *text)
{
    report_add_block(report, BLOCK_TEXT, NULL, sheet)->text = text;
}

/* --- the tornado -------------------------------------------------------------------------------------------------- */

static const char *tornado_title(const struct report *report, const struct sensitivity_shown *shown)
{
    return arena_text(report->arena, "%s with one input at its ends", report_label(report->arena, shown->metric));
}

static void add_tornado(struct report *report, const struct sensitivity_shown *shown)
{
    static const char *const heading[] = {"", "Low end", "High end", "Swing"};
    size_t count;
    struct sized *sized = ordered(report, shown, swing_size, false, &count);
    struct block_table table = block_table_begin(report, tornado_title(report, shown), sheet, 4, heading, NULL);
    for (size_t i = 0; i < count && i < LINES_MAX; i++) {
        const struct sensitivity_line *line = sized[i].line;
        const char *name = plain_name_title(report->arena, line->name);
        block_table_text(&table, line->turns ? arena_text(report->arena, "%s *", name) : name);
        put_estimate(&table, &line->low, shown->mean.std_error, shown->unit);
        put_estimate(&table, &line->high, shown->mean.std_error, shown->unit);
        put_figure(&table, &line->swing, shown->unit, true);
    }
    const char *text = "Ends: a range at its 10th and 90th percentile, an event not happening and happening";
    for (size_t i = 0; i < count; i++)
        if (!sized[i].line->at_percentiles && sized[i].line->spearman.status &&
            isnan(sized[i].line->spearman.estimate) && isfinite(sized[i].line->swing.estimate))
            text =
                arena_text(report->arena, "%s, %s at %s and %s", text, plain_name(report->arena, sized[i].line->name),
                           sized[i].line->low_name, sized[i].line->high_name);
    text = arena_text(report->arena, "%s. All else is drawn as always, on the same random numbers.", text);
    for (size_t i = 0; i < count; i++)
        if (sized[i].line->turns) {
            text = arena_text(report->arena,
                              "%s * turns: it rises along one part of this input and falls along another, "
                              "so its ends hide the middle.",
                              text);
            break;
        }
    put_note(report, text);
}

static void add_chart(struct report *report, const struct sensitivity_shown *shown)
{
    size_t count, bars = 0;
    struct sized *sized = ordered(report, shown, swing_size, false, &count);
    struct block_series *series = arena_alloc(report->arena, 1, sizeof *series);
    double *base = arena_alloc(report->arena, BARS_MAX, sizeof *base);
    double *low = arena_alloc(report->arena, BARS_MAX, sizeof *low);
    double *high = arena_alloc(report->arena, BARS_MAX, sizeof *high);
    const char **label = arena_alloc(report->arena, BARS_MAX, sizeof *label);
    for (size_t i = 0; i < count && bars < BARS_MAX && sized[i].size > 0; i++, bars++) {
        label[bars] = plain_name_title(report->arena, sized[i].line->name);
        low[bars] = sized[i].line->low.estimate;
        high[bars] = sized[i].line->high.estimate;
        base[bars] = shown->mean.estimate;
    }
    if (!bars)
        return;
    *series = (struct block_series){.name = report_label(report->arena, shown->metric),
                                    .count = bars,
                                    .x = base,
                                    .low = low,
                                    .high = high,
                                    .label = label};
    struct block *block = report_add_block(report, BLOCK_CHART, tornado_title(report, shown), "Summary");
    block->chart = CHART_TORNADO;
    block->series = series;
    block->series_count = 1;
    block->unit_x = shown->unit;
    block->unit_y = "";
    block->message = arena_text(report->arena, "%s moves the answer most", label[0]);
    block->text =
        arena_text(report->arena, "The mean is %s; between the ends of %s it goes from %s to %s.",
                   number_short(report->arena, shown->mean.estimate, shown->unit), label[0],
                   number_short(report->arena, low[0], shown->unit), number_short(report->arena, high[0], shown->unit));
}

/* --- shares of the variance --------------------------------------------------------------------------------------- */

static void add_shares(struct report *report, const struct sensitivity_shown *shown)
{
    static const char *const heading[] = {"", "By itself", "In all", "Rank corr."};
    const struct figure none = {.estimate = NAN};
    struct block_table table = block_table_begin(report, "Share of the variance", sheet, 4, heading, NULL);
    for (int groups = 1; groups >= 0; groups--) {
        size_t count;
        struct sized *sized = ordered(report, shown, total_size, groups, &count);
        for (size_t i = 0; i < count && i < LINES_MAX; i++) {
            const struct sensitivity_line *line = sized[i].line;
            if (!(sized[i].size >= 0))
                continue;
            const char *name = plain_name_title(report->arena, line->name);
            block_table_text(&table, groups ? arena_text(report->arena, "%s (all)", name) : name);
            put_share(&table, &line->first);
            put_share(&table, &line->total);
            put_correlation(&table, groups ? &none : &line->spearman);
        }
    }
    put_note(report,
             "By itself and in all: first-order and total Sobol' indices; \"in all\" adds what an input does jointly "
             "with others, once for each of them, so it can sum to more than 100%. \"(all)\": every input of this "
             "table together. Rank corr.: Spearman's, from -1 to 1.");
}

/* --- the value of knowing ----------------------------------------------------------------------------------------- */

static void add_outcomes(struct report *report, const struct sensitivity_shown *shown)
{
    static const char *const heading[] = {"", "Chance", "Mean then", "Worth knowing"};
    if (!shown->outcome_count)
        return;
    const char *title = arena_text(report->arena, "%s by exit", report_label(report->arena, shown->metric));
    struct block_table table = block_table_begin(report, title, sheet, 4, heading, NULL);
    for (size_t i = 0; i < shown->outcome_count && i < LINES_MAX; i++) {
        const struct sensitivity_outcome *outcome = &shown->outcome[i];
        block_table_text(&table, outcome->name);
        block_table_cell(&table, number_for_people(report->arena, outcome->share, NAN, "share"), outcome->share,
                         "share");
        put_figure(&table, &outcome->mean, shown->unit, true);
        put_figure(&table, &outcome->evppi, shown->unit, false);
    }
}

static void add_worth(struct report *report, const struct sensitivity_shown *shown)
{
    static const char *const heading[] = {"", "Worth"};
    size_t count, nothing = 0, listed = 0, luck = 0;
    struct sized *sized = ordered(report, shown, worth_size, false, &count);
    struct block_table table = block_table_begin(report, "What to find out first", sheet, 2, heading, NULL);
    block_table_text(&table, "Everything (no more can be had)");
    put_figure(&table, &shown->evpi, shown->unit, false);
    for (size_t i = 0; i < count; i++) {
        if (!plain_name_can_be_found_out(report->arena, sized[i].line->name)) {
            luck++;
            continue;
        }
        if (!(sized[i].line->evppi.ci_low > 0)) {
            nothing++;
            continue;
        }
        if (++listed > LINES_MAX)
            continue;
        block_table_text(&table, plain_name_title(report->arena, sized[i].line->name));
        put_figure(&table, &sized[i].line->evppi, shown->unit, false);
    }
    put_note(report,
             arena_text(report->arena,
                        "What it would be worth, on average, to know this one thing before choosing between the "
                        "offer and the market job.%s%s",
                        luck ? " What only the future tells is left out." : "",
                        nothing ? " Knowing any other input by itself would not change the choice, as far as this "
                                  "number of paths can tell."
                                : ""));
}

void sensitivity_view(struct report *report, const struct sensitivity_shown *shown)
{
    struct block_table table = block_table_begin(report, NULL, "Summary", 2, NULL, NULL);
    block_table_text(&table, arena_text(report->arena, "%s as it is", report_label(report->arena, shown->metric)));
    put_figure(&table, &shown->mean, shown->unit, true);
    block_table_neutral(&table); /* a mean alone says neither gain nor loss */
    if (!shown->line_count) {
        put_note(report, "Nothing in this offer is uncertain.");
        return;
    }
    add_tornado(report, shown);
    add_chart(report, shown);
    add_shares(report, shown);
    add_outcomes(report, shown);
    add_worth(report, shown);
}
