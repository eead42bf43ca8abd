#include "outputs/views/mean_bars.h"

struct block *mean_bars(struct report *report, const char *title, const char *sheet, const char *const *label,
                        const struct figure *figure, size_t count, const char *unit)
{
    struct block_series *series = arena_alloc(report->arena, 1, sizeof *series);
    double *y = arena_alloc(report->arena, count, sizeof *y);
    double *low = arena_alloc(report->arena, count, sizeof *low);
    double *high = arena_alloc(report->arena, count, sizeof *high);
    for (size_t i = 0; i < count; i++) {
        y[i] = figure[i].estimate;
        low[i] = figure[i].ci_low;
        high[i] = figure[i].ci_high;
    }
    *series = (struct block_series){
        .name = "Net advantage", .count = count, .y = y, .low = low, .high = high, .label = label};
    struct block *chart = report_add_block(report, BLOCK_CHART, title, sheet);
    chart->chart = CHART_BARS;
    chart->series_count = 1;
    chart->series = series;
    chart->unit_x = "";
    chart->unit_y = unit;
    return chart;
}
