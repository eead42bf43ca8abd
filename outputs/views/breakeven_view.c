#include "outputs/views/breakeven_view.h"

#include "analysis/statistic.h"
#include "models/metrics.h"
#include "outputs/block_table.h"
#include "outputs/people.h"
#include "outputs/plain_name.h"
#include "sim/number.h"

#include <math.h>
#include <string.h>

static const char *plain(struct report *report, double number, const char *unit)
{
    return number_for_people(report->arena, number, NAN, unit);
}

static const struct goal_words {
    const char *goal;
    const char *makes, *holds; /* "makes the offer break even", "the offer breaks even" */
} goals[] = {{"mean=0", "the offer break even on average", "the offer breaks even on average"},
             {"p50=0", "the offer break even in the typical future", "the offer breaks even in the typical future"},
             {"p_positive=50%", "every second future come out ahead", "every second future comes out ahead"}};

/* "the 5th percentile of net advantage come to -$300K", of a goal that has no words of its own. */
static struct goal_words said_words(struct report *report, const struct breakeven_shown *shown)
{
    struct metric_statistic goal = metric_statistic_read(report->arena, shown->goal, strcspn(shown->goal, "="));
    const struct statistic *statistic = statistic_of_key(goal.statistic);
    size_t metric = goal.metric < METRICS ? goal.metric : report_metric(report, METRIC_NET_ADVANTAGE);
    const char *label = report_label(report->arena, metric_names[metric]);
    const char *of = statistic ? arena_copy(report->arena, statistic->sentence, strcspn(statistic->sentence, ":"))
                               : arena_text(report->arena, "the %s", goal.statistic);
    const char *what = arena_text(report->arena, "%s of %c%s", of, *label + (*label < 'a' ? 'a' - 'A' : 0), label + 1);
    const char *level = plain(report, shown->level, shown->level_unit);
    return (struct goal_words){shown->goal, arena_text(report->arena, "%s come to %s", what, level),
                               arena_text(report->arena, "%s comes to %s", what, level)};
}

/* Without a metric a goal is about the net advantage. */
static struct goal_words words_of(struct report *report, const struct breakeven_shown *shown)
{
    static const enum metric nets[] = {METRIC_NET_ADVANTAGE, METRIC_NET_AFTER_TAX};
    const char *goal = shown->goal;
    for (size_t i = 0; i < sizeof nets / sizeof *nets; i++) {
        size_t length = strlen(metric_names[nets[i]]);
        if (strncmp(goal, metric_names[nets[i]], length) == 0 && goal[length] == '.')
            goal += length + 1;
    }
    for (size_t i = 0; i < sizeof goals / sizeof *goals; i++)
        if (strcmp(goals[i].goal, goal) == 0)
            return goals[i];
    return said_words(report, shown);
}

static void add_table(struct report *report, const struct breakeven_shown *shown)
{
    static const char *const heading[] = {"", "Value", "Above it, the goal is"};
    struct block_table table = block_table_begin(report, NULL, "Breakeven", 3, heading, NULL);
    for (size_t i = 0; i < report->row_count; i++) {
        const struct report_row *row = &report->row[i];
        block_table_text(&table, shown->found > 1 ? arena_text(report->arena, "Breakeven %zu", i + 1) : "Breakeven");
        const struct breakeven_crossing *crossing = &shown->crossing[i];
        if (crossing->shape == BREAKEVEN_RANGE)
            block_table_text(&table, arena_text(report->arena, "%s to %s", plain(report, crossing->from, shown->unit),
                                                plain(report, crossing->to, shown->unit)));
        else if (isfinite(row->figure.estimate))
            block_table_figure(&table, row);
        else
            block_table_text(&table, arena_text(report->arena, "between %s and %s",
                                                plain(report, row->figure.ci_low, shown->unit),
                                                plain(report, row->figure.ci_high, shown->unit)));
        block_table_text(&table, shown->rising[i] ? "exceeded" : "missed");
    }
}

/* "; now it is 0.01%", where the offer says a value. */
static const char *now_words(struct report *report, const struct breakeven_shown *shown)
{
    if (!isfinite(shown->present))
        return "";
    return arena_text(report->arena, "; now it is %s%s", plain(report, shown->present, shown->unit),
                      shown->present_is_mean ? " (the mean of a range, for which one value was put)" : "");
}

/* "With your grant at 0.0096% the offer breaks even on average"; "" where it takes a table to say. */
static const char *sentence_of(struct report *report, const struct breakeven_shown *shown)
{
    struct goal_words words = words_of(report, shown);
    const struct breakeven_crossing *first = &shown->crossing[0];
    const char *name = plain_name(report->arena, shown->path);
    if (shown->found == 1 && first->shape == BREAKEVEN_RANGE)
        return arena_text(report->arena, "With %s anywhere from %s to %s %s", name,
                          plain(report, first->from, shown->unit), plain(report, first->to, shown->unit), words.holds);
    if (shown->found == 1 && first->shape == BREAKEVEN_JUMP)
        return arena_text(report->arena, "With %s at %s it jumps past the goal, and nowhere meets it", name,
                          plain(report, first->value.estimate, shown->unit));
    if (shown->found != 1 || !isfinite(report->row[0].figure.estimate))
        return "";
    const char *value = people_size(report->arena, &report->row[0].figure, shown->unit, PEOPLE_TABLE_DIGITS);
    bool is_now = isfinite(shown->present) && strcmp(value, plain(report, shown->present, shown->unit)) == 0;
    return arena_text(report->arena, "With %s at %s%s %s", name, is_now ? "about " : "", value, words.holds);
}

static const char *none_text(struct report *report, const struct breakeven_shown *shown, const char *makes)
{
    const char *low = plain(report, shown->low, shown->unit), *high = plain(report, shown->high, shown->unit);
    if (isnan(shown->touches))
        return arena_text(report->arena, "No value from %s to %s makes %s", low, high, makes);
    return arena_text(report->arena,
                      "Not resolved at this number of paths: no value from %s to %s surely makes %s, but %s may", low,
                      high, makes, plain(report, shown->touches, shown->unit));
}

static void add_answer(struct report *report, const struct breakeven_shown *shown)
{
    struct goal_words words = words_of(report, shown);
    const char *title =
        arena_text(report->arena, "Where %s makes %s", plain_name(report->arena, shown->path), words.makes);
    const char *says = shown->found ? sentence_of(report, shown) : none_text(report, shown, words.makes);
    if (!*says)
        says = arena_text(report->arena, "%s meets the goal at %zu values",
                          plain_name_title(report->arena, shown->path), shown->found);
    report_add_block(report, BLOCK_TEXT, title, "Summary")->text =
        arena_text(report->arena, "%s%s.", says, now_words(report, shown));
}

static void add_note(struct report *report, const struct breakeven_shown *shown)
{
    report_add_block(report, BLOCK_TEXT, NULL, "Breakeven")->text =
        arena_text(report->arena, "Looked for from %s to %s, every value on the same random numbers.",
                   plain(report, shown->low, shown->unit), plain(report, shown->high, shown->unit));
}

/* The part of the curve around what was found and what the offer says: of a search that reached far, the rest would
 * push it into a corner. */
static void window_of(const struct report *report, const struct breakeven_shown *shown, double *low, double *high)
{
    double from = INFINITY, to = -INFINITY;
    for (size_t i = 0; i < report->row_count; i++)
        if (isfinite(report->row[i].figure.estimate)) {
            from = fmin(from, report->row[i].figure.estimate);
            to = fmax(to, report->row[i].figure.estimate);
        }
    if (isfinite(shown->present)) {
        from = fmin(from, shown->present);
        to = fmax(to, shown->present);
    }
    *low = from > 0 ? from / 4 : from * 4;
    *high = to > 0 ? to * 2 : to / 2;
}

static void add_mark(struct block_series *marks, double *room, const char **label, double x, double y, const char *text)
{
    room[marks->count] = x;
    room[4 + marks->count] = y;
    label[marks->count++] = text;
}

/* Where the offer stands on the curve now: between two points that were looked at. */
static double height_at(const struct breakeven_shown *shown, double x)
{
    for (size_t i = 1; i < shown->point_count; i++) {
        const struct breakeven_point *a = &shown->point[i - 1], *b = &shown->point[i];
        if (a->x <= x && x <= b->x && b->x > a->x)
            return a->statistic.estimate + (x - a->x) / (b->x - a->x) * (b->statistic.estimate - a->statistic.estimate);
    }
    return (double)NAN;
}

static struct block_series curve_of(struct arena *arena, const struct breakeven_shown *shown, double low, double high)
{
    double *at = arena_alloc(arena, 4 * shown->point_count + 1, sizeof *at);
    size_t room = shown->point_count, count = 0;
    for (size_t i = 0; i < shown->point_count; i++) {
        const struct breakeven_point *point = &shown->point[i];
        if (point->x < low || point->x > high)
            continue;
        at[count] = point->x;
        at[room + count] = point->statistic.estimate;
        at[2 * room + count] = isfinite(point->statistic.ci_low) ? point->statistic.ci_low : point->statistic.estimate;
        at[3 * room + count] =
            isfinite(point->statistic.ci_high) ? point->statistic.ci_high : point->statistic.estimate;
        count++;
    }
    return (struct block_series){
        .name = shown->goal, .count = count, .x = at, .y = at + room, .low = at + 2 * room, .high = at + 3 * room};
}

/* "The average by your grant: -$150K at 0%, +$150K at 0.02%." */
static const char *curve_text(struct report *report, const struct breakeven_shown *shown,
                              const struct block_series *curve)
{
    struct arena *arena = report->arena;
    size_t last = curve->count - 1;
    return arena_text(
        arena, "By %s, with the error as a band: %s at %s, %s at %s.", plain_name(arena, shown->path),
        number_short(arena, curve->y[0], shown->level_unit), number_short(arena, curve->x[0], shown->unit),
        number_short(arena, curve->y[last], shown->level_unit), number_short(arena, curve->x[last], shown->unit));
}

static void add_curve(struct report *report, const struct breakeven_shown *shown)
{
    struct arena *arena = report->arena;
    struct block_series *series = arena_alloc(arena, 2, sizeof *series);
    double low, high, *room = arena_alloc(arena, 8, sizeof *room);
    const char **label = arena_alloc(arena, 4, sizeof *label);
    window_of(report, shown, &low, &high);
    series[0] = curve_of(arena, shown, low, high);
    series[1] = (struct block_series){.x = room, .y = room + 4, .label = label};
    if (series[0].count < 3)
        return;
    for (size_t i = 0; i < report->row_count && series[1].count < 3; i++)
        if (isfinite(report->row[i].figure.estimate))
            add_mark(&series[1], room, label, report->row[i].figure.estimate, shown->level,
                     number_short(arena, report->row[i].figure.estimate, shown->unit));
    double now = isfinite(shown->present) ? height_at(shown, shown->present) : (double)NAN;
    if (isfinite(now))
        add_mark(&series[1], room, label, shown->present, now,
                 arena_text(arena, "now %s", number_short(arena, shown->present, shown->unit)));
    struct block *chart = report_add_block(report, BLOCK_CHART, "By its value", "Breakeven");
    chart->chart = CHART_LINES;
    chart->series = series;
    chart->series_count = 2;
    chart->unit_x = shown->unit;
    chart->unit_y = shown->level_unit;
    chart->axis_x = plain_name(arena, shown->path);
    const char *says = sentence_of(report, shown);
    chart->message = *says ? says : NULL;
    chart->text = curve_text(report, shown, &series[0]);
}

void breakeven_view(struct report *report, const struct breakeven_shown *shown)
{
    add_answer(report, shown);
    if (shown->found) {
        add_table(report, shown);
        add_note(report, shown);
    }
    add_curve(report, shown);
}
