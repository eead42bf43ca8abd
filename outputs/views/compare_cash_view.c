#include "outputs/views/compare_cash_view.h"

#include "analysis/cash_report.h"
#include "analysis/compare_cash.h"
#include "outputs/block_table.h"
#include "outputs/people.h"

static const struct {
    const char *heading;
    size_t figure;
    bool always; /* else where some offer pays it */
} columns[] = {{"Salary", CASH_SALARY, true},
               {"Bonus", CASH_BONUS, false},
               {"Equity pay", CASH_ANNUAL_EQUITY, false},
               {"Signing", CASH_SIGNING, false},
               {"Severance", CASH_SEVERANCE, false},
               {"Vested", CASH_VESTED, true},
               {"Received", CASH_RECEIVED, true},
               {"Cash", CASH_CASH, true}};
enum { COLUMNS = sizeof columns / sizeof *columns };

struct shown { /* places in the list above */
    size_t count;
    size_t column[COLUMNS];
};

static bool is_nothing(const struct figure *figure)
{
    return figure->estimate == 0; /* NOLINT: exactly, what nobody is paid */
}

static struct shown shown_of(const struct report *report, const struct compared *offers, size_t count)
{
    struct shown shown = {0};
    for (size_t c = 0; c < COLUMNS; c++) {
        bool paid = columns[c].always;
        for (size_t i = 0; i < count; i++)
            paid = paid || !is_nothing(compare_cash_figure(report, offers[i].label, "total", columns[c].figure));
        if (paid)
            shown.column[shown.count++] = c;
    }
    return shown;
}

/* False: there is no such year. */
static bool add_row(struct block_table *table, const struct shown *shown, const char *offer, const char *year,
                    const char *label)
{
    struct report *report = table->report;
    const struct figure *first = compare_cash_figure(report, offer, year, 0);
    bool all_nothing = true;
    if (!first)
        return false;
    for (size_t c = 0; c < shown->count; c++)
        all_nothing =
            all_nothing && is_nothing(compare_cash_figure(report, offer, year, columns[shown->column[c]].figure));
    if (all_nothing)
        return true; /* nothing comes later, say */
    block_table_text(table, label);
    for (size_t c = 0; c < shown->count; c++) {
        const struct figure *figure = compare_cash_figure(report, offer, year, columns[shown->column[c]].figure);
        const char *size = people_size(report->arena, figure, report->currency, PEOPLE_TABLE_DIGITS);
        block_table_cell(table, figure->estimate < 0 ? arena_text(report->arena, "-%s", size) : size, figure->estimate,
                         report->currency);
    }
    return true;
}

static void add_offer(struct report *report, const struct shown *shown, const char *offer)
{
    const char *heading[COLUMNS + 1] = {"Year"};
    for (size_t c = 0; c < shown->count; c++)
        heading[c + 1] = columns[shown->column[c]].heading;
    struct block_table table = block_table_begin(report, arena_text(report->arena, "What %s pays, year by year", offer),
                                                 "Years", shown->count + 1, heading, NULL);
    report->block[table.block].folds = true; /* the answer has the cash of each year */
    size_t year = 1;
    while (
        add_row(&table, shown, offer, arena_text(report->arena, "%zu", year), arena_text(report->arena, "%zu", year)))
        year++;
    add_row(&table, shown, offer, "later", "later");
    add_row(&table, shown, offer, "total", "Total");
}

void compare_cash_view(struct report *report, const struct compared *offers, size_t count)
{
    if (!compare_cash_figure(report, offers[0].label, "total", CASH_CASH))
        return;
    struct shown shown = shown_of(report, offers, count);
    for (size_t i = 0; i < count; i++)
        add_offer(report, &shown, offers[i].label);
    report_add_block(report, BLOCK_TEXT, NULL, "Years")->text =
        "Means over all futures, not discounted, by year of employment: vested at the mean price of the exit, received "
        "when it is paid, less what exercising costs; what is sold the day a year is over counts in the next. Cash is "
        "pay and what is received.";
}
