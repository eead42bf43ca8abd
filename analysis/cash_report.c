#include "analysis/cash_report.h"

#include "analysis/few_paths.h"
#include "models/grant_kind.h"
#include "models/plan.h"
#include "models/tax/tax_years.h"

#include <math.h>
#include <string.h>

#define CASH_FLOW_COLUMN(NAME, key, unit, words) {RESULT_COLUMN(key, FIGURE), .sentence = words},
static const struct result_column years_columns[] = {
    {RESULT_COLUMN("year", TEXT), .sentence = "of employment, \"1\" being the first; or \"later\""},
    CASH_FLOW_LIST(CASH_FLOW_COLUMN){RESULT_COLUMN("vested", FIGURE),
                                     .sentence = "what vests in it, at the mean price of the whole grant; of a listed "
                                                 "company, what is sold"}};
#undef CASH_FLOW_COLUMN
const struct result_form cash_report_years_form = {RESULT_FORM("years", ROWS, years_columns), .optional = true,
                                                   .sentence =
                                                       "means over all paths, undiscounted, by year of employment"};

#define TAX_YEAR_COLUMN(NAME, key, words) {RESULT_COLUMN(key, FIGURE), .sentence = words, .optional = true},
static const struct result_column tax_years_columns[] = {
    {RESULT_COLUMN("year", TEXT), .sentence = "of the calendar, or of the table's tax years; or \"later\""},
    TAX_YEAR_LIST(TAX_YEAR_COLUMN)};
#undef TAX_YEAR_COLUMN
const struct result_form cash_report_tax_years_form = {
    RESULT_FORM("tax_years", ROWS, tax_years_columns), .open = TABLE_OPEN_GROUPS, .optional = true,
    .sentence = "means over all paths, undiscounted, with each report of the tables below the table's name; of "
                "\"later\" only what the grants bring, and its tax"};

static bool simulate_cash(struct arena *arena, const struct question *question, const struct plan *plan,
                          struct sample *sample)
{
    const struct plan **plans = arena_alloc(arena, 1, sizeof *plans);
    plans[0] = plan;
    struct simulation simulation = few_paths(arena, question, plans, 1, CASH_PATHS);
    simulation.watcher = cash_watcher(plan, &simulation.sampling);
    return few_paths_sample(arena, &simulation, question->level, sample);
}

static void add_bills(struct report *report, const struct offer *offer, const struct cash_plan *cash,
                      const struct sample *sample)
{
    for (size_t g = 0; !offer->listed && g < offer->grant_count; g++) {
        const char *name = offer->grant[g].name;
        size_t paid = cash_grant_column(cash, g, CASH_PAID), pays = cash_grant_column(cash, g, CASH_PAYS);
        if (!offer->grant[g].kind->has_strike)
            continue;
        report_add_row(report, "exercise_cost", name, "mean", "money", sample_total_mean(sample, paid));
        report_add_row(report, "exercise_cost", name, "p_paid", "share", sample_total_share(sample, pays));
        report_add_row(report, "exercise_cost", name, "when_paid", "money", sample_flagged_mean(sample, paid, pays));
        report_add_row(report, "exercise_cost", name, "full", "money",
                       sample_total_mean(sample, cash_grant_column(cash, g, CASH_FULL)));
    }
}

static struct figure vested_figure(struct arena *arena, const struct cash_plan *cash, const struct sample *sample,
                                   size_t year, bool listed)
{
    if (listed)
        return sample_total_mean(sample, cash_flow_column(cash, CASH_RECEIVED, year));
    size_t *factor = arena_alloc(arena, 2 * cash->parts + 1, sizeof *factor);
    for (size_t part = 0; part < cash->parts; part++) {
        factor[2 * part] = cash_vested_column(cash, part, year);
        factor[2 * part + 1] = cash_price_column(cash, part);
    }
    return sample_total_products(sample, factor, cash->parts);
}

static struct cash_years years_of(struct arena *arena, const struct offer *offer, const struct cash_plan *cash,
                                  const struct sample *sample)
{
    struct figure *figure = arena_alloc(arena, (cash->years + 1) * CASH_FIGURES, sizeof *figure);
    for (size_t year = 0; year <= cash->years; year++) {
        struct figure *of_year = &figure[year * CASH_FIGURES];
        for (size_t flow = 0; flow < CASH_FLOWS; flow++)
            of_year[flow] = sample_total_mean(sample, cash_flow_column(cash, (enum cash_flow)flow, year));
        of_year[CASH_VESTED] = vested_figure(arena, cash, sample, year, offer->listed);
    }
    return (struct cash_years){cash->years, figure};
}

const char *cash_report_year(struct arena *arena, const struct cash_years *years, size_t year)
{
    return year < years->years ? arena_text(arena, "%zu", year + 1) : "later";
}

static void add_years(struct report *report, const struct cash_years *years)
{
    struct result_table *table = report_add_table(report, &cash_report_years_form, years->years + 1);
    struct result_cell *cell = table->cell;
    for (size_t year = 0; year <= years->years; year++) {
        const char *name = cash_report_year(report->arena, years, year);
        *cell++ = result_text(name);
        for (size_t i = 0; i < CASH_FIGURES; i++) {
            const char *key = i < CASH_FLOWS ? cash_flow_keys[i] : "vested";
            const char *unit = i < CASH_FLOWS ? cash_flow_units[i] : "money";
            struct report_row *row =
                report_add_row(report, "year", name, key, unit, years->figure[year * CASH_FIGURES + i]);
            row->in_table = true;
            *cell++ = result_figure(&row->figure, row->unit);
        }
    }
}

/* --- tax years ------------------------------------------------------------------------------------------------------
 */

struct tax_telling {
    struct report *report;
    const struct tax_path_plan *path;
    const struct cash_plan *cash;
    const struct sample *sample;
};

/* What stands in a column of a year: an amount, or a report of a table. */
static struct result_column tax_column(const struct tax_telling *telling, size_t what)
{
    if (what < TAX_YEAR_AMOUNTS)
        return tax_years_columns[1 + what];
    size_t report = what - TAX_YEAR_AMOUNTS, j = 0;
    while (report >= telling->path->told->report_count[j])
        report -= telling->path->told->report_count[j++];
    return (struct result_column){RESULT_COLUMN(telling->path->told->report[j][report], FIGURE),
                                  .under = telling->path->jurisdiction[j].name};
}

static double tax_mean(const struct tax_telling *telling, size_t year, size_t what)
{
    return sample_total_mean(telling->sample, cash_tax_column(telling->cash, year, what)).estimate;
}

/* Years up to the last in which the job may go on or the grants bring something; "later" where they still do then. */
static size_t tax_years_shown(const struct tax_telling *telling, bool *later)
{
    static const enum tax_year_amount of_grants[] = {TAX_YEAR_INCOME, TAX_YEAR_GAINS, TAX_YEAR_EQUITY_CASH,
                                                     TAX_YEAR_ON_EQUITY};
    size_t shown = telling->cash->years + 1 < TAX_YEARS_TOLD ? telling->cash->years + 1 : TAX_YEARS_TOLD;
    *later = false;
    for (size_t year = 0; year <= TAX_YEARS_TOLD; year++)
        for (size_t i = 0; i < sizeof of_grants / sizeof *of_grants; i++)
            if (tax_mean(telling, year, of_grants[i]) != 0) {
                shown = year < TAX_YEARS_TOLD && shown < year + 1 ? year + 1 : shown;
                *later = year == TAX_YEARS_TOLD;
            }
    return *later ? TAX_YEARS_TOLD : shown;
}

static void add_tax_year(const struct tax_telling *telling, size_t year, const struct result_column *column,
                         struct result_cell *cell)
{
    struct report *report = telling->report;
    bool later = year == TAX_YEARS_TOLD;
    const char *name = later ? "later" : arena_text(report->arena, "%.0f", telling->path->start_year + (double)year);
    *cell = result_text(name);
    for (size_t what = 0; what < telling->cash->of_tax_year; what++) {
        const char *under = column[1 + what].under, *key = column[1 + what].key;
        bool of_grants = what != TAX_YEAR_WAGES && what < TAX_YEAR_AMOUNTS;
        cell[1 + what].absent = later && !of_grants;
        if (cell[1 + what].absent)
            continue;
        const char *statistic = under ? arena_text(report->arena, "%s.%s", under, key) : key;
        struct report_row *row =
            report_add_row(report, "tax_year", name, statistic, "money",
                           sample_total_mean(telling->sample, cash_tax_column(telling->cash, year, what)));
        row->in_table = true;
        cell[1 + what] = result_figure(&row->figure, row->unit);
    }
}

static void add_tax_years(struct report *report, const struct plan *plan, const struct sample *sample)
{
    struct tax_telling telling = {report, plan->tax, plan->cash, sample};
    bool later;
    size_t years = tax_years_shown(&telling, &later), columns = 1 + telling.cash->of_tax_year;
    struct result_column *column = arena_alloc(report->arena, columns, sizeof *column);
    column[0] = tax_years_columns[0];
    for (size_t what = 0; what + 1 < columns; what++)
        column[1 + what] = tax_column(&telling, what);
    struct result_table *table = report_add_table(report, &cash_report_tax_years_form, 0);
    table->rows = years + later;
    table->column = column;
    table->column_count = columns;
    table->cell = arena_alloc(report->arena, table->rows * columns, sizeof *table->cell);
    for (size_t row = 0; row < table->rows; row++)
        add_tax_year(&telling, row < years ? row : TAX_YEARS_TOLD, column, table->cell + row * columns);
}

bool cash_report_years(struct arena *arena, const struct question *question, const struct subject *subject,
                       struct cash_years *years)
{
    const struct plan *plan = cash_plan_of(arena, subject->plan, subject->offer);
    struct sample sample;
    if (!simulate_cash(arena, question, plan, &sample))
        return false;
    *years = years_of(arena, subject->offer, cash_plan(plan), &sample);
    return true;
}

void cash_report_add(struct report *report, const struct question *question, const struct subject *subject)
{
    struct arena *arena = arena_create();
    const struct plan *plan = cash_plan_of(arena, subject->plan, subject->offer);
    struct sample sample;
    if (simulate_cash(arena, question, plan, &sample)) {
        add_bills(report, subject->offer, cash_plan(plan), &sample);
        struct cash_years years = years_of(arena, subject->offer, cash_plan(plan), &sample);
        add_years(report, &years);
        if (plan->tax)
            add_tax_years(report, plan, &sample);
    }
    arena_destroy(arena);
}
