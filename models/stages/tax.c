/* Taxes: on pay, year by year, in both worlds; on equity, in the years in which the grants bring something: the tax of
 * the year with it less the tax without. docs/model.md, "Taxes". */
#include "models/stage.h"
#include "models/tax/listed_lot_kernel.h"
#include "models/tax/lot_kernel.h"
#include "models/tax/tax_story.h"
#include "models/tax/year_kernel.h"

/* --- cash out of pocket ----------------------------------------------------------------------------------------------
 */

/* Of the year's events: what is paid before there is a market, what is received and paid at one, and what part of the
 * withholding falls on each, with its discount. */
struct cash_of_year {
    double early[LANES], market[LANES]; /* strikes; proceeds less strikes */
    double weight[LANES], early_weight[LANES], weighted_discount[LANES];
};

static void gather_cash(const struct tax_path_plan *path, const struct tax_room *room, struct cash_of_year *cash)
{
    const double *restrict exit = room->time[TAX_TIME_EXIT].years;
    *cash = (struct cash_of_year){{0}, {0}, {0}, {0}, {0}};
    for (size_t l = 0; l < path->lot_count; l++)
        for (size_t e = 0; e < path->lot[l].event_count; e++) {
            const struct tax_lot_event *event = &path->lot[l].event[e];
            const struct tax_time *now = &room->time[event->time];
            const double *restrict year = room->column[event->year_column];
            const double *restrict paid = room->column[event->paid_column];
            const double *restrict received = room->column[event->received_column];
            const double *restrict weight =
                event->weight_column == TAX_CONSTANT ? NULL : room->column[event->weight_column];
            for (size_t i = 0; i < LANES; i++) {
                double here = year[i] == room->year[i] ? 1.0 : 0.0;
                double early = event->before_market && now->years[i] < exit[i] ? here : 0.0;
                double w = weight ? here * weight[i] : 0;
                cash->early[i] += early * paid[i];
                cash->market[i] += here * received[i] - (here - early) * paid[i];
                cash->weight[i] += w;
                cash->early_weight[i] += early > 0 ? w : 0;
                cash->weighted_discount[i] += path->discounts ? w * now->discount[i] : 0;
            }
        }
}

/* The running sum of what a person has paid; its largest fall below 0 is what must be ready. */
static void follow_cash(const struct cash_of_year *cash, const double *restrict withheld, const double *restrict rest,
                        double *restrict balance, double *restrict needed)
{
    for (size_t i = 0; i < LANES; i++) {
        double share = cash->weight[i] > 0 ? cash->early_weight[i] / cash->weight[i] : 0;
        balance[i] -= cash->early[i] + share * withheld[i];
        needed[i] = -balance[i] > needed[i] ? -balance[i] : needed[i];
        balance[i] += cash->market[i] - (1 - share) * withheld[i] - rest[i];
        needed[i] = -balance[i] > needed[i] ? -balance[i] : needed[i];
    }
}

/* --- equity
 * ------------------------------------------------------------------------------------------------------------ */

struct equity_tax {
    double value[LANES], shortfall[LANES], balance[LANES], needed[LANES];
};

static const double HALF_A_CENT = 0.005;

/* Withholding is paid with the events, the rest on the last day of the tax year. */
static void add_year(const struct plan *plan, struct path_block *block, struct equity_tax *sum)
{
    const struct tax_path_plan *path = plan->tax;
    struct tax_room *room = block->tax;
    struct cash_of_year cash;
    double withheld[LANES], rest[LANES], years[LANES], discount[LANES];
    if (path->discounts || path->owns_cash)
        gather_cash(path, room, &cash);
    for (size_t i = 0; i < LANES; i++) {
        bool in = room->year[i] < HUGE_VAL;
        double tax = in ? room->all.total[i] - room->base.total[i] : 0;
        withheld[i] = in ? room->all.withheld[i] + room->all.at_source[i] - room->base.at_source[i] : 0;
        rest[i] = tax - withheld[i];
        years[i] = room->ends[i] - 1 / 365.25;
        sum->shortfall[i] += rest[i] > HALF_A_CENT ? rest[i] : 0; /* below it is what rounding left */
    }
    if (path->discounts) {
        discount_column(plan, block, years, room->work[0], discount);
        for (size_t i = 0; i < LANES; i++) {
            double at_event = cash.weight[i] > 0 ? cash.weighted_discount[i] / cash.weight[i] : discount[i];
            sum->value[i] += withheld[i] * at_event + rest[i] * discount[i];
        }
    } else {
        for (size_t i = 0; i < LANES; i++)
            sum->value[i] += withheld[i] + rest[i];
    }
    if (path->owns_cash)
        follow_cash(&cash, withheld, rest, sum->balance, sum->needed);
}

static void tax_equity(const struct plan *plan, struct path_block *block, struct equity_tax *sum)
{
    const struct tax_path_plan *path = plan->tax;
    struct tax_room *room = block->tax;
    fill_column(room->last, path->start_year - 1);
    fill_column(room->until, 0);
    tax_clear_pools(path, room);
    while (tax_next_year(path, room)) {
        tax_year_bounds(path, room->year, room);
        tax_offer_pay(path->undiscounted, false, block, room->wages);
        tax_year_without(path, room);
        tax_gather_flows(path, room);
        tax_year_columns(path, true, room, &room->all);
        add_year(plan, block, sum);
    }
}

static void run(const struct plan *plan, struct path_block *block)
{
    if (!plan->tax)
        return;
    struct tax_room *room = block->tax;
    struct equity_tax equity = {{0}, {0}, {0}, {0}};
    tax_pay_columns(plan, block);
    tax_on_pay(plan, block);
    for (size_t i = 0; i < LANES; i++)
        block->foregone_after_tax[i] = block->foregone[i] - room->other[i];
    if (plan->listed.listed)
        tax_listed_lots(plan, block);
    else
        tax_lots(plan, block);
    tax_equity(plan, block, &equity);
    for (size_t i = 0; i < LANES; i++) {
        block->equity_after_tax[i] = block->equity[i] - equity.value[i];
        block->net_after_tax[i] = block->equity_after_tax[i] - block->foregone_after_tax[i];
        block->withholding_shortfall[i] = equity.shortfall[i];
        block->cash_needed[i] = equity.needed[i];
        block->cash_lost[i] = equity.needed[i] > 0 && equity.balance[i] < 0 ? 1.0 : 0.0;
    }
}

static void explain(const struct plan *plan, const struct path_block *block, size_t lane, struct story *story)
{
    if (!plan->tax)
        return;
    const struct tax_path_plan *path = plan->tax;
    struct path_block *copy = arena_alloc(story->arena, 1, sizeof *copy);
    struct tax_room *room = block->tax;
    *copy = *block;
    struct tax_story *tale = tax_story_begin(path, room, lane, story);
    for (double year = tax_story_next_year(tale, path->start_year - 1); year < HUGE_VAL;
         year = tax_story_next_year(tale, year)) {
        fill_column(room->year, year);
        tax_year_bounds(path, room->year, room);
        tax_offer_pay(path->undiscounted, false, copy, room->wages);
        tax_story_year(tale, year, room->wages[lane]);
    }
    story_tell(story, "tax", "equity_after_tax", block->equity_after_tax[lane], "money",
               "equity value less its tax, present value");
    story_tell(story, "tax", "foregone_after_tax", block->foregone_after_tax[lane], "money", "both pays after tax");
    story_tell(story, "tax", "net_after_tax", block->net_after_tax[lane], "money", "the first less the second");
}

const struct stage ISA_NAME(stage_tax) = {"tax", tax_path_prepare, run, explain};
