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
    const char *metric = metric_names[METRIC_NET_ADVANTAGE];
    size_t length = strlen(metric);
    if (strncmp(goal, metric, length) == 0 && goal[length] == '.')
        goal += length + 1;
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

void breakeven_view(struct report *report, const struct breakeven_shown *shown)
{
    if (shown->found)
        add_table(report, shown);
    add_words(report, shown);
}
