#include "analysis/compare_cash.h"

#include "analysis/cash_report.h"

#include <string.h>

enum { LEADS = 2 };

#define CASH_FLOW_COLUMN(NAME, key, unit, words) {RESULT_COLUMN(key, FIGURE), .sentence = words},
static const struct result_column columns[] = {
    {RESULT_COLUMN("offer", KEY), .sentence = "its name"},
    {RESULT_COLUMN("year", TEXT), .sentence = "of employment, \"1\" being the first; \"later\"; \"total\", the sums"},
    CASH_FLOW_LIST(CASH_FLOW_COLUMN){RESULT_COLUMN("vested", FIGURE),
                                     .sentence = "what vests in it, at the mean price of the whole grant; of a listed "
                                                 "company, what is sold"}};
#undef CASH_FLOW_COLUMN
const struct result_form compare_cash_form = {
    RESULT_FORM("years", ROWS, columns), .optional = true,
    .sentence = "means over all paths, undiscounted, by offer and year of employment"};

static void add_row(struct report *report, struct result_cell *cell, const char *offer, const char *year,
                    const struct figure *figure)
{
    const char *group = arena_text(report->arena, "%s: %s", offer, year);
    cell[0] = result_text(offer);
    cell[1] = result_text(year);
    for (size_t i = 0; i < CASH_FIGURES; i++) {
        const char *key = i < CASH_FLOWS ? cash_flow_keys[i] : "vested";
        struct report_row *row =
            report_add_row(report, "year", group, key, i < CASH_FLOWS ? cash_flow_units[i] : "money", figure[i]);
        row->in_table = true;
        cell[LEADS + i] = result_figure(&row->figure, row->unit);
    }
}

/* Sums over years depend on each other: they have no interval of their own. */
static void sums_of(const struct cash_years *years, struct figure *sum)
{
    for (size_t i = 0; i < CASH_FIGURES; i++) {
        double total = 0;
        for (size_t year = 0; year <= years->years; year++)
            total += years->figure[year * CASH_FIGURES + i].estimate;
        sum[i] = figure_without_interval(total);
    }
}

void compare_cash_add(struct report *report, const struct question *question, const struct compared *offers,
                      size_t count)
{
    struct cash_years *years = arena_alloc(report->arena, count, sizeof *years);
    size_t rows = 0;
    for (size_t i = 0; i < count; i++) {
        if (!cash_report_years(report->arena, question, &offers[i].subject, &years[i]))
            return;
        rows += years[i].years + 2;
    }
    struct result_table *table = report_add_table(report, &compare_cash_form, rows);
    struct result_cell *cell = table->cell;
    for (size_t i = 0; i < count; i++) {
        struct figure sum[CASH_FIGURES];
        for (size_t year = 0; year <= years[i].years; year++, cell += table->column_count)
            add_row(report, cell, offers[i].label, cash_report_year(report->arena, &years[i], year),
                    &years[i].figure[year * CASH_FIGURES]);
        sums_of(&years[i], sum);
        add_row(report, cell, offers[i].label, "total", sum);
        cell += table->column_count;
    }
}

const struct figure *compare_cash_figure(const struct report *report, const char *offer, const char *year, size_t i)
{
    for (size_t t = 0; t < report->table_count; t++) {
        const struct result_table *table = report->table[t];
        for (size_t row = 0; table->form == &compare_cash_form && row < table->rows; row++) {
            const struct result_cell *cell = &table->cell[row * table->column_count];
            if (strcmp(cell[0].text, offer) == 0 && strcmp(cell[1].text, year) == 0)
                return &cell[LEADS + i].figure;
        }
    }
    return NULL;
}
