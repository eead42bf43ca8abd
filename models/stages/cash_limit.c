/* What part of a grant its cash limit pays for, where taxes stand: strike and the tax that the exercise brings into its
 * year, which is reckoned as on its day: with the pay of that year, without other grants and what they carry. Without
 * taxes the strike alone counts (models/grant_kernel.h). docs/model.md, "Taxes". */
#include "models/tax/lot_kernel.h"
#include "models/tax/year_kernel.h"

/* Of buying all that is wanted: who buys before the exit, and what it may cost. */
struct purchase {
    const struct grant_plan *grant;
    double buys[LANES], limit[LANES];
};

/* The lots whose first event it is bought in, one for each kind that its parts are taxed as; a day of one's own has no
 * limit. */
static inline bool is_bought(const struct tax_lot *lot)
{
    const struct tax_lot_event *event = &lot->event[0];
    return event->event == TAX_EVENT_EXERCISE && event->before_market && lot->part != TAX_PART_BOUGHT;
}

static void seat_purchase(const struct plan *plan, struct purchase *purchase, struct path_block *block)
{
    const struct tax_path_plan *path = plan->tax;
    struct tax_room *room = block->tax;
    bool seated = false;
    fill_column(purchase->buys, 0);
    fill_column(room->year, HUGE_VAL);
    for (size_t l = 0; l < path->lot_count; l++) {
        const struct tax_lot *lot = &path->lot[l];
        const struct tax_lot_event *event = &lot->event[0];
        if (&plan->equity.grant[lot->grant] != purchase->grant || !is_bought(lot))
            continue;
        if (!seated)
            tax_grant_columns(plan, purchase->grant, &path->grant[lot->grant], block);
        seated = true;
        tax_grant_amounts(purchase->grant, &path->grant[lot->grant], block);
        tax_option_lot(plan, purchase->grant, &path->grant[lot->grant], lot, block);
        tax_lot_events(plan, lot, block);
        const double *restrict year = room->column[event->year_column], *restrict day = room->time[event->time].years;
        for (size_t i = 0; i < LANES; i++) {
            bool buys = year[i] < HUGE_VAL && day[i] < block->exit_years[i];
            purchase->buys[i] = buys ? 1.0 : purchase->buys[i];
            room->year[i] = buys ? year[i] : room->year[i];
        }
    }
}

/* Strike and tax of buying a part of what is wanted, less the limit. */
static void over_limit(const struct plan *plan, const struct purchase *purchase, const double *restrict part,
                       struct tax_room *room, double *restrict over)
{
    const struct tax_path_plan *path = plan->tax;
    tax_clear_flows(path, room);
    for (size_t i = 0; i < LANES; i++)
        over[i] = -purchase->limit[i];
    for (size_t l = 0; l < path->lot_count; l++) {
        const struct tax_lot *lot = &path->lot[l];
        const struct tax_lot_event *event = &lot->event[0];
        if (&plan->equity.grant[lot->grant] != purchase->grant || !is_bought(lot))
            continue;
        const double *restrict year = room->column[event->year_column];
        const double *restrict paid = room->column[event->paid_column];
        for (size_t i = 0; i < LANES; i++)
            room->match[i] = purchase->buys[i] > 0 && year[i] == room->year[i] ? part[i] : 0.0;
        for (size_t i = 0; i < LANES; i++)
            over[i] += room->match[i] * paid[i];
        tax_add_flows(event, room->match, room);
    }
    tax_clear_pools(path, room);
    tax_year_columns(path, true, room, &room->all);
    for (size_t i = 0; i < LANES; i++)
        over[i] += room->all.total[i] - room->base.total[i];
}

static const double HALF_A_CENT = 0.005;

/* The largest part within the limit, to half a cent, by false position; every third step halves, which bounds the
 * steps whatever the shape of the tax. A path that has its part keeps it, whatever its neighbours still need. */
static void find_part(const struct plan *plan, const struct purchase *purchase, struct tax_room *room,
                      double *restrict low)
{
    enum { STEPS_MOST = 99 };
    double high[LANES], over_low[LANES], over_high[LANES], part[LANES], over[LANES];
    bool any = true;
    fill_column(high, 1);
    over_limit(plan, purchase, high, room, over_high);
    for (size_t i = 0; i < LANES; i++) {
        bool all = !(purchase->buys[i] > 0) || over_high[i] <= 0;
        low[i] = all ? 1.0 : 0.0;
        over_low[i] = all ? 0.0 : -purchase->limit[i];
    }
    for (int step = 1; any && step <= STEPS_MOST; step++) {
        any = false;
        for (size_t i = 0; i < LANES; i++) {
            double share = step % 3 == 0 ? 0.5 : over_low[i] / (over_low[i] - over_high[i]);
            part[i] = low[i] + share * (high[i] - low[i]);
            any = any || over_low[i] < -HALF_A_CENT;
        }
        if (!any)
            return;
        over_limit(plan, purchase, part, room, over);
        for (size_t i = 0; i < LANES; i++) {
            bool open = over_low[i] < -HALF_A_CENT, within = over[i] <= 0;
            over_low[i] = open && within ? over[i] : over_low[i];
            low[i] = open && within ? part[i] : low[i];
            over_high[i] = open && !within ? over[i] : over_high[i];
            high[i] = open && !within ? part[i] : high[i];
        }
    }
}

static void limit_grant(const struct plan *plan, const struct grant_plan *grant, struct path_block *block)
{
    const struct tax_path_plan *path = plan->tax;
    struct tax_room *room = block->tax;
    double *affordable = room->affordable[grant->limit_slot];
    struct purchase purchase = {.grant = grant};
    fill_column(affordable, 1);
    seat_purchase(plan, &purchase, block);
    quantity_column(&grant->cash_limit, block->u, purchase.limit);
    tax_year_bounds(path, room->year, room);
    tax_offer_pay(path->undiscounted, false, block, room->wages);
    tax_year_columns(path, false, room, &room->base);
    find_part(plan, &purchase, room, affordable);
}

static void run(const struct plan *plan, struct path_block *block)
{
    if (!plan->tax || plan->tax->limited_count == 0)
        return;
    tax_pay_columns(plan, block);
    tax_shared_times(plan, block);
    tax_price_columns(plan, block);
    for (size_t g = 0; g < plan->equity.count; g++)
        if (plan->equity.grant[g].cash_limited)
            limit_grant(plan, &plan->equity.grant[g], block);
}

static void explain(const struct plan *plan, const struct path_block *block, size_t lane, struct story *story)
{
    for (size_t g = 0; plan->tax && g < plan->equity.count; g++) {
        const struct grant_plan *grant = &plan->equity.grant[g];
        if (grant->cash_limited)
            story_tell(story, "cash_limit", arena_text(story->arena, "%s: within the cash limit", grant->name),
                       block->tax->affordable[grant->limit_slot][lane], "share",
                       "of what is wanted: strike, and tax of the year in which it is bought");
    }
}

const struct stage ISA_NAME(stage_cash_limit) = {"cash_limit", NULL, run, explain};
