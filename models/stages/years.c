/* The calendar years of a path, one after the other, for all paths of a block at once: only in the pass that asks for
 * them (models/tax/tax_years.h). Runs behind stages/tax.c, whose lots it reads. */
#include "models/cash_columns.h"
#include "models/tax/tax_years.h"
#include "models/tax/year_kernel.h"

static double *column_of(const struct plan *plan, struct path_block *block, size_t year, size_t what)
{
    return block->cash->column[cash_tax_column(plan->cash, year, what)];
}

/* --- what a table reports -------------------------------------------------------------------------------------------
 */

static void put_reports(const struct plan *plan, struct path_block *block, size_t year)
{
    const struct tax_path_plan *path = plan->tax;
    struct tax_room *room = block->tax;
    size_t what = TAX_YEAR_AMOUNTS;
    for (size_t j = 0; j < path->jurisdiction_count; j++) {
        const struct tax_jurisdiction *jurisdiction = &path->jurisdiction[j];
        size_t k = tax_law_of_year(jurisdiction, path->start_year + (double)year);
        const struct tax_law *law = &jurisdiction->law[k];
        double(*column)[LANES] = room->law[j][k].told;
        tax_law_run(path, j, law->table, law->told, true, NULL, room, column);
        for (size_t r = 0; r < path->told->report_count[j]; r++) {
            double *restrict out = column_of(plan, block, year, what++);
            fill_column(out, 0);
            tax_add_result(law->told, law->told_place[r], column, 1, NULL, out);
            if (j == 0 && strcmp(path->told->report[j][r], "agi") == 0)
                memcpy(room->agi, out, sizeof room->agi);
        }
    }
}

/* --- what the grants bring ------------------------------------------------------------------------------------------
 */

static bool is_income(enum tax_flow flow)
{
    return flow == TAX_FLOW_WAGES || flow == TAX_FLOW_DISQ_WAGES || flow == TAX_FLOW_OPTION_SPREAD;
}

static bool is_gain(enum tax_flow flow)
{
    return flow == TAX_FLOW_SHORT || flow == TAX_FLOW_LONG || flow == TAX_FLOW_EXCLUDED_GAIN ||
           flow == TAX_FLOW_GAINS || flow == TAX_FLOW_BSPCE_GAIN || flow == TAX_FLOW_BSPCE_GAIN_YOUNG ||
           flow == TAX_FLOW_BADR_GAINS || flow == TAX_FLOW_GAIN_TERM;
}

static void add_flows(const struct plan *plan, struct path_block *block, size_t year)
{
    struct tax_room *room = block->tax;
    for (enum tax_flow f = 0; f < TAX_FLOWS; f++) {
        if (!plan->tax->jurisdiction[0].flow_used[f] || !(is_income(f) || is_gain(f)))
            continue;
        double *restrict out = column_of(plan, block, year, is_income(f) ? TAX_YEAR_INCOME : TAX_YEAR_GAINS);
        const double *restrict in = room->flow[0][f];
        for (size_t i = 0; i < LANES; i++)
            out[i] += room->year[i] < HUGE_VAL ? in[i] : 0.0;
    }
}

static void add_cash(const struct plan *plan, struct path_block *block, size_t year)
{
    const struct tax_path_plan *path = plan->tax;
    struct tax_room *room = block->tax;
    double *restrict out = column_of(plan, block, year, TAX_YEAR_EQUITY_CASH), *restrict until = room->until;
    for (size_t l = 0; l < path->lot_count; l++)
        for (size_t e = 0; e < path->lot[l].event_count; e++) {
            const struct tax_lot_event *event = &path->lot[l].event[e];
            const double *restrict when = room->column[event->year_column];
            const double *restrict paid = room->column[event->paid_column];
            const double *restrict received = room->column[event->received_column];
            for (size_t i = 0; i < LANES; i++) {
                bool here = when[i] == room->year[i] && when[i] < HUGE_VAL;
                out[i] += here ? received[i] - paid[i] : 0.0;
                until[i] = here ? when[i] + TAX_CARRY_YEARS : until[i];
            }
        }
}

/* --- a year ---------------------------------------------------------------------------------------------------------
 */

/* Of room->year; `told`: a year of its own, with its pay and its reports, else a part of "later". */
static void add_year(const struct plan *plan, struct path_block *block, size_t year, bool told)
{
    const struct tax_path_plan *path = plan->tax;
    struct tax_room *room = block->tax;
    tax_year_bounds(path, room->year, room);
    tax_offer_pay(path->undiscounted, false, block, room->wages);
    tax_year_without(path, room);
    tax_gather_flows(path, room);
    if (told) {
        put_reports(plan, block, year);
        memcpy(column_of(plan, block, year, TAX_YEAR_WAGES), room->wages, sizeof room->wages);
    }
    add_flows(plan, block, year);
    add_cash(plan, block, year);
    tax_year_columns(path, true, room, &room->all);
    double *restrict on_equity = column_of(plan, block, year, TAX_YEAR_ON_EQUITY);
    double *restrict tax = column_of(plan, block, year, TAX_YEAR_TAX);
    double *restrict withheld = column_of(plan, block, year, TAX_YEAR_WITHHELD);
    for (size_t i = 0; i < LANES; i++) {
        bool in = room->year[i] < HUGE_VAL;
        double more = in ? room->all.total[i] - room->base.total[i] : 0.0;
        on_equity[i] += more;
        tax[i] += told ? room->all.total[i] : more;
        withheld[i] += in ? room->all.withheld[i] : 0.0;
    }
}

static void put_in_hand(const struct plan *plan, struct path_block *block, size_t year)
{
    const double *restrict wages = column_of(plan, block, year, TAX_YEAR_WAGES);
    const double *restrict cash = column_of(plan, block, year, TAX_YEAR_EQUITY_CASH);
    const double *restrict tax = column_of(plan, block, year, TAX_YEAR_TAX);
    double *restrict out = column_of(plan, block, year, TAX_YEAR_IN_HAND);
    for (size_t i = 0; i < LANES; i++)
        out[i] = wages[i] + cash[i] - tax[i];
}

static void run(const struct plan *plan, struct path_block *block)
{
    const struct tax_path_plan *path = plan->tax;
    if (!plan->cash || !path || !path->told)
        return;
    struct tax_room *room = block->tax;
    tax_clear_pools(path, room);
    fill_column(room->until, 0);
    for (size_t year = 0; year < TAX_YEARS_TOLD; year++) {
        fill_column(room->year, path->start_year + (double)year);
        add_year(plan, block, year, true);
    }
    fill_column(room->last, path->start_year + TAX_YEARS_TOLD - 1);
    while (tax_next_year(path, room))
        add_year(plan, block, TAX_YEARS_TOLD, false);
    for (size_t year = 0; year <= TAX_YEARS_TOLD; year++)
        put_in_hand(plan, block, year);
}

const struct stage ISA_NAME(stage_years) = {.name = "years", .run = run};
