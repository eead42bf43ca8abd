#include "analysis/negotiate_report.h"

static const char metric[] = "negotiate";

static const struct result_column ask_columns[] = {
    {RESULT_COLUMN("lever", KEY)},
    {RESULT_COLUMN("from", TEXT), .sentence = "as it is"},
    {RESULT_COLUMN("to", TEXT), .sentence = "as it is asked for"},
    {RESULT_COLUMN("setting", TEXT), .sentence = "for --set, which gives the same figures"},
    {RESULT_COLUMN("mean", FIGURE), .sentence = "what it adds on average"},
    {RESULT_COLUMN("median", FIGURE), .sentence = "what it adds to the typical future"},
    {RESULT_COLUMN("p_positive", FIGURE), .sentence = "what it adds to the chance of coming out ahead"},
    {RESULT_COLUMN("company_cost", FIGURE), .sentence = "what it costs the company, in present value"}};
const struct result_form negotiate_report_asks_form = {RESULT_FORM("negotiate", ROWS, ask_columns)};

static const struct result_column trade_columns[] = {
    {RESULT_COLUMN("lever", KEY)},
    {RESULT_COLUMN("amount", NUMBER), .sentence = "of it that adds as much on average as the first one's"},
    {RESULT_COLUMN("unit", TEXT)},
    {RESULT_COLUMN("mean", FIGURE), .sentence = "what that adds"}};
const struct result_form negotiate_report_trades_form = {RESULT_FORM("trades", ROWS, trade_columns)};

static const struct result_column package_columns[] = {
    {RESULT_COLUMN("levers", TEXT), .sentence = "the asks of the package, in words", .nullable = true},
    {RESULT_COLUMN("budget", NUMBER), .sentence = "what it may cost the company at the most"},
    {RESULT_COLUMN("mean", FIGURE)},
    {RESULT_COLUMN("median", FIGURE)},
    {RESULT_COLUMN("p_positive", FIGURE)},
    {RESULT_COLUMN("company_cost", FIGURE)}};
const struct result_form negotiate_report_package_form = {RESULT_FORM("package", ONE, package_columns),
                                                          .optional = true};

/* Four cells and four rows. */
static void put_figures(struct report *report, const char *group, const struct asked *asked, struct result_cell *cell)
{
    const struct {
        const char *statistic, *unit;
        const struct figure *figure;
    } figures[] = {{"mean", "money", &asked->mean},
                   {"median", "money", &asked->median},
                   {"p_positive", "share", &asked->p_positive},
                   {"company_cost", "money", &asked->company_cost}};
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
        const struct report_row *row =
            report_add_row(report, metric, group, figures[i].statistic, figures[i].unit, *figures[i].figure);
        cell[i] = result_figure(&row->figure, row->unit);
    }
}

static void add_trades(struct report *report, const struct negotiation *negotiation)
{
    struct result_table *table = report_add_table(report, &negotiate_report_trades_form, negotiation->trade_count);
    for (size_t i = 0; i < negotiation->trade_count; i++) {
        const struct trade *trade = &negotiation->trade[i];
        struct result_cell *cell = table->cell + i * table->column_count;
        cell[0] = result_text(trade->lever->key);
        cell[1] = result_number(trade->amount, trade->unit);
        cell[2] = result_text(trade->unit);
        cell[3] = result_figure(&trade->mean, report->currency);
    }
}

void negotiate_report_add(struct report *report, const struct negotiation *negotiation)
{
    struct result_table *asks = report_add_table(report, &negotiate_report_asks_form, negotiation->asked_count);
    for (size_t i = 0; i < negotiation->asked_count; i++) {
        const struct asked *asked = &negotiation->asked[i];
        struct result_cell *cell = asks->cell + i * asks->column_count;
        cell[0] = result_text(asked->lever->key);
        cell[1] = result_text(asked->ask.from);
        cell[2] = result_text(asked->ask.to);
        cell[3] = result_text(asked->ask.setting);
        put_figures(report, asked->lever->key, asked, cell + 4);
    }
    add_trades(report, negotiation);
    if (!negotiation->package)
        return;
    struct result_table *package = report_add_table(report, &negotiate_report_package_form, 1);
    package->cell[0] = result_text(negotiation->package->ask.words);
    package->cell[1] = result_number(negotiation->budget, report->currency);
    put_figures(report, "package", negotiation->package, package->cell + 2);
}
