/* Exercising options on a day of one's own: who does, and the bill. Its tax is that of the day's year with the exercise
 * less without, as it looks on that day: with the year's pay, and nothing else that the grants bring. Runs behind
 * stages/tax.c, whose lots it reads; only in plans that have such a day (offer.exercise_day_years). */
#include "models/tax/year_kernel.h"

static void gather(const struct tax_path_plan *path, struct path_block *block)
{
    struct tax_room *room = block->tax;
    double *restrict happens = block->purchase[PURCHASE_HAPPENS], *restrict strike = block->purchase[PURCHASE_STRIKE];
    fill_column(happens, 0);
    fill_column(strike, 0);
    fill_column(room->year, HUGE_VAL);
    tax_clear_flows(path, room);
    for (size_t l = 0; l < path->lot_count; l++) {
        const struct tax_lot_event *event = &path->lot[l].event[0];
        if (path->lot[l].part != TAX_PART_BOUGHT)
            continue;
        const double *restrict year = room->column[event->year_column];
        const double *restrict paid = room->column[event->paid_column];
        for (size_t i = 0; i < LANES; i++) {
            bool buys = year[i] < HUGE_VAL;
            room->match[i] = buys ? 1.0 : 0.0;
            room->year[i] = buys ? year[i] : room->year[i];
            happens[i] = buys ? 1.0 : happens[i];
            strike[i] += paid[i];
        }
        tax_add_flows(event, room->match, room);
    }
}

static void run(const struct plan *plan, struct path_block *block)
{
    const struct tax_path_plan *path = plan->tax;
    if (!path || !path->has_day)
        return;
    struct tax_room *room = block->tax;
    double *restrict tax = block->purchase[PURCHASE_TAX];
    gather(path, block);
    tax_year_bounds(path, room->year, room);
    tax_offer_pay(path->undiscounted, false, block, room->wages);
    tax_clear_pools(path, room);
    tax_year_columns(path, false, room, &room->base);
    tax_year_columns(path, true, room, &room->all);
    for (size_t i = 0; i < LANES; i++)
        tax[i] = room->year[i] < HUGE_VAL ? room->all.total[i] - room->base.total[i] : 0.0;
}

const struct stage ISA_NAME(stage_purchase) = {.name = "purchase", .run = run};
