#include "outputs/views/breakeven_view.h"

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

/* NULL: a goal that has no words of its own. Without a metric it is about the net advantage. */
static const struct goal_words *words_of(const char *goal)
{
    static const enum metric nets[] = {METRIC_NET_ADVANTAGE, METRIC_NET_AFTER_TAX};
    for (size_t i = 0; i < sizeof nets / sizeof *nets; i++) {
        size_t length = strlen(metric_names[nets[i]]);
        if (strncmp(goal, metric_names[nets[i]], length) == 0 && goal[length] == '.')
            goal += length + 1;
    }
    for (size_t i = 0; i < sizeof goals / sizeof *goals; i++)
        if (strcmp(goals[i].goal, goal) == 0)
            return &goals[i];
    return NULL;
}

static void add_table(struct report *report, const struct breakeven_shown *shown)
{
    static const char *const heading[] = {"", "Value", "Above it, the goal is"};
    const struct goal_words *words = words_of(shown->goal);
    const char *title = arena_text(report->arena, "Where %s makes %s", plain_name(report->arena, shown->path),
                                   words ? words->makes : shown->goal);
    struct block_table table = block_table_begin(report, title, "Breakeven", 3, heading, NULL);
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

/* "With 0.0097% for your grant the offer breaks even on average. " */
static const char *sentence_of(struct report *report, const struct breakeven_shown *shown)
{
    const struct goal_words *words = words_of(shown->goal);
    const struct breakeven_crossing *first = &shown->crossing[0];
    if (shown->found == 1 && first->shape == BREAKEVEN_RANGE)
        return arena_text(report->arena, "With every value from %s to %s for %s %s. ",
                          plain(report, first->from, shown->unit), plain(report, first->to, shown->unit),
                          plain_name(report->arena, shown->path),
                          words ? words->holds : arena_text(report->arena, "there is %s", shown->goal));
    if (shown->found == 1 && first->shape == BREAKEVEN_JUMP)
        return arena_text(report->arena, "At %s for %s it jumps past the goal, and nowhere meets it. ",
                          plain(report, first->value.estimate, shown->unit), plain_name(report->arena, shown->path));
    if (!words || shown->found != 1 || !isfinite(report->row[0].figure.estimate))
        return "";
    return arena_text(report->arena, "With %s for %s %s. ",
                      people_size(report->arena, &report->row[0].figure, shown->unit, PEOPLE_TABLE_DIGITS),
                      plain_name(report->arena, shown->path), words->holds);
}

static void add_words(struct report *report, const struct breakeven_shown *shown)
{
    const char *text = "";
    const char *low = plain(report, shown->low, shown->unit), *high = plain(report, shown->high, shown->unit);
    if (!shown->found && !isnan(shown->touches))
        text =
            arena_text(report->arena,
                       "Not resolved at this number of paths: no value in [%s, %s] surely has %s, but the interval at "
                       "%s holds it.",
                       low, high, shown->goal, plain(report, shown->touches, shown->unit));
    else if (!shown->found)
        text = arena_text(report->arena, "No such value in [%s, %s]: nowhere there is %s.", low, high, shown->goal);
    else
        text = arena_text(report->arena, "%sLooked for in [%s, %s], every value on the same random numbers.",
                          sentence_of(report, shown), low, high);
    if (isfinite(shown->present))
        text =
            arena_text(report->arena, "%s The offer now says %s%s.", text, plain(report, shown->present, shown->unit),
                       shown->present_is_mean ? ", the mean of a range, for which one value was put" : "");
    report_add_block(report, BLOCK_TEXT, NULL, "Breakeven")->text = text;
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
    chart->text =
        *says ? says : arena_text(arena, "%s, by %s, with its interval.", shown->goal, plain_name(arena, shown->path));
}

void breakeven_view(struct report *report, const struct breakeven_shown *shown)
{
    if (shown->found)
        add_table(report, shown);
    add_words(report, shown);
    add_curve(report, shown);
}
