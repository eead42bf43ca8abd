#include "outputs/table_histogram.h"

#include "outputs/histogram_ends.h"
#include "outputs/utf8.h"
#include "sim/number.h"

#include <math.h>

enum { BAR_COLUMNS = 30, HISTOGRAM_LINES = 16 };

struct bars { /* bars of the chart put together into lines; the thin ends are one line each */
    size_t count;
    double low[HISTOGRAM_LINES + 3], high[HISTOGRAM_LINES + 3], share[HISTOGRAM_LINES + 3];
};

static struct bars bars_of(const struct block_series *series, size_t lines)
{
    struct bars bars = {0, {0}, {0}, {0}};
    struct histogram_ends ends = histogram_ends(series);
    size_t first = ends.first, last = ends.last;
    double below = ends.below, above = ends.above;
    const size_t from = first;
    size_t together = (last - first + lines - 1) / lines;
    size_t zero = first; /* zero stays between two lines */
    while (zero < last && series->low[zero] < 0)
        zero++;
    size_t phase = zero < last ? together - (zero - first) % together : 0;
    /* What is left over at an end is no line of its own beside the thin end that is told there. */
    for (; first > 0 && below > 0 && first < last && (first + phase - from) % together; first++)
        below += series->y[first];
    for (; last < series->count && above > 0 && last > first && (last + phase - from) % together; last--)
        above += series->y[last - 1];
    if (first > 0 && below > 0) {
        bars.low[0] = -INFINITY;
        bars.high[0] = series->high[first - 1];
        bars.share[bars.count++] = below;
    }
    for (size_t i = first; i < last; i++) {
        if (i == first || (i + phase - from) % together == 0)
            bars.low[bars.count++] = series->low[i];
        bars.high[bars.count - 1] = series->high[i];
        bars.share[bars.count - 1] += series->y[i];
    }
    if (last < series->count && above > 0) {
        bars.low[bars.count] = series->low[last];
        bars.high[bars.count] = INFINITY;
        bars.share[bars.count++] = above;
    }
    return bars;
}

static const char *bar_label(struct arena *arena, double low, double high, const char *unit)
{
    if (isinf(low))
        return arena_text(arena, "below %s", number_short(arena, high, unit));
    if (isinf(high))
        return arena_text(arena, "%s and more", number_short(arena, low, unit));
    return arena_text(arena, "%s to %s", number_short(arena, low, unit), number_short(arena, high, unit));
}

static void put_bar(struct text_buffer *out, double columns, bool utf8)
{
    static const char *const eighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    int steps = (int)(columns * 8 + 0.5);
    bool none = utf8 ? steps == 0 : steps < 4;
    text_put(out, none ? "" : " ");
    if (utf8) {
        text_put_repeated(out, "█", (size_t)(steps / 8));
        text_put(out, eighths[steps % 8]);
    } else {
        text_put_repeated(out, "#", (size_t)((steps + 4) / 8));
    }
}

/* What stands beside line `i`: words where zero lies above or below it. */
static const char *beside(const struct bars *bars, size_t i, const char *below, const char *above)
{
    if (i + 1 < bars->count && bars->high[i] <= 0 && bars->low[i + 1] >= 0)
        return below;
    return i > 0 && bars->high[i - 1] <= 0 && bars->low[i] >= 0 ? above : NULL;
}

static const char *share_text(struct arena *arena, double share, bool brief)
{
    if (!brief)
        return arena_text(arena, "%5.1f%%", 100 * share);
    return share > 0 && share < 0.005 ? "<1%" : arena_text(arena, "%2.0f%%", 100 * share);
}

/* below NULL: every line in tenths of a percent. */
static void put_bars(struct text_buffer *out, const struct bars *bars, const char *unit, const char *below,
                     const char *above, bool utf8)
{
    const char *label[HISTOGRAM_LINES + 3];
    size_t widest = 0;
    double most = 0;
    for (size_t i = 0; i < bars->count; i++) {
        label[i] = utf8_for_terminal(out->arena, bar_label(out->arena, bars->low[i], bars->high[i], unit), utf8);
        size_t width = utf8_width(label[i]);
        widest = width > widest ? width : widest;
        most = bars->share[i] > most ? bars->share[i] : most;
    }
    for (size_t i = 0; i < bars->count; i++) {
        const char *words = below ? beside(bars, i, below, above) : NULL;
        text_put_repeated(out, " ", widest - utf8_width(label[i]));
        text_putf(out, "%s %s", label[i], share_text(out->arena, bars->share[i], below != NULL));
        put_bar(out, most > 0 ? bars->share[i] / most * BAR_COLUMNS : 0, utf8);
        text_putf(out, "%s%s\n", words ? "  " : "", words ? words : "");
    }
}

void table_histogram_put(struct text_buffer *out, const struct block *block, bool utf8)
{
    if (!block->series_count || !block->series[0].count)
        return;
    struct bars bars = bars_of(&block->series[0], HISTOGRAM_LINES);
    put_bars(out, &bars, block->unit_x ? block->unit_x : "", NULL, NULL, utf8);
}

size_t table_histogram_put_brief(struct text_buffer *out, const struct block *block, size_t lines, const char *below,
                                 const char *above, bool utf8)
{
    if (!block->series_count || !block->series[0].count || lines < 2)
        return 0;
    size_t together = lines < HISTOGRAM_LINES ? lines : HISTOGRAM_LINES;
    struct bars bars = bars_of(&block->series[0], together);
    while (bars.count > lines && together > 1)
        bars = bars_of(&block->series[0], --together);
    put_bars(out, &bars, block->unit_x ? block->unit_x : "", below, above, utf8);
    return bars.count;
}
