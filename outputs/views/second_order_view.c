#include "outputs/views/second_order_view.h"

#include "outputs/block_table.h"
#include "sim/number.h"

#include <math.h>
#include <string.h>

/* "-$41,300 to $62,000", to the digits of a tenth of the band's width. */
static const char *band_text(struct report *report, const struct report_row *row)
{
    double width = (row->figure.ci_high - row->figure.ci_low) / 20;
    if (isnan(width))
        return figure_note(&row->figure);
    return arena_text(report->arena, "%s to %s", number_for_people(report->arena, row->figure.ci_low, width, row->unit),
                      number_for_people(report->arena, row->figure.ci_high, width, row->unit));
}

static void put_row(struct block_table *table, const char *label, const struct report_row *row,
                    const struct report_row *error)
{
    struct report *report = table->report;
    double width = (row->figure.ci_high - row->figure.ci_low) / 20;
    if (isnan(width))
        width = error->figure.estimate;
    block_table_text(table, label);
    block_table_cell(table, number_for_people(report->arena, row->figure.estimate, width, row->unit),
                     row->figure.estimate, row->unit);
    block_table_text(table, band_text(report, row));
    if (error)
        block_table_cell(
            table,
            arena_text(report->arena, "± %s",
                       number_for_people(report->arena, error->figure.estimate, error->figure.estimate, error->unit)),
            error->figure.estimate, error->unit);
    else
        block_table_text(table, "");
}

static bool is_band(const struct report_row *row)
{
    return strcmp(row->figure.method, "credible-band") == 0;
}

static const char *label_of(const struct report *report, const struct report_row *row)
{
    if (strcmp(row->metric, "exit_share") == 0)
        return arena_text(report->arena, "Share of %s", row->group);
    if (strcmp(row->statistic, "p_positive") == 0)
        return arena_text(report->arena, "%s, chance above 0", report_label(report->arena, row->metric));
    if (strcmp(row->statistic, "p_zero") == 0)
        return arena_text(report->arena, "%s, chance of 0", report_label(report->arena, row->metric));
    return arena_text(report->arena, "%s, %s", report_label(report->arena, row->metric), row->statistic);
}

void second_order_view(struct report *report)
{
    const char *level = number_for_people(report->arena, report->level, NAN, "share");
    const char *heading[] = {"", "Middle", arena_text(report->arena, "%s credible band", level), "Monte Carlo"};
    struct block_table table =
        block_table_begin(report, "If the probabilities are uncertain themselves", "Second order", 4, heading, NULL);
    for (size_t i = 0; i < report->row_count; i++) {
        const struct report_row *row = &report->row[i];
        if (!is_band(row))
            continue;
        const char *statistic = arena_text(report->arena, "%s_monte_carlo_error", row->statistic);
        put_row(&table, label_of(report, row), row, report_find(report, row->metric, row->group, statistic));
    }
    report_add_block(report, BLOCK_TEXT, NULL, "Second order")->text = arena_text(
        report->arena,
        "%s draws of the uncertain probabilities, %s paths each, beside those of the run. The band is what not knowing "
        "the probabilities "
        "leaves open; the error of so few paths (Monte Carlo, the standard error of one draw's figure) is taken "
        "out of it.",
        number_count(report->arena, report->second_order_draws),
        number_count(report->arena, report->second_order_paths));
}
