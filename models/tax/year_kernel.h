/* Tax years of a path: what the tables take of pay, and of pay with what the grants bring. */
#ifndef MODELS_TAX_YEAR_KERNEL_H
#define MODELS_TAX_YEAR_KERNEL_H

#include "models/discount_kernel.h"
#include "models/tax/event_kernel.h"
#include "models/tax/pay_year_kernel.h"

/* The bounds of a tax year, in years from start. */
static inline void tax_year_bounds(const struct tax_path_plan *path, const double *restrict year, struct tax_room *room)
{
    for (size_t i = 0; i < LANES; i++) {
        double at = year[i] < HUGE_VAL ? year[i] : path->start_year;
        double first = calendar_tax_year_first_day(&path->years, at);
        double next = calendar_tax_year_first_day(&path->years, at + 1);
        room->begins[i] = (first - path->start_day) / 365.25;
        room->ends[i] = (next - path->start_day) / 365.25;
    }
}

/* --- one year of one table -------------------------------------------------------------------------------------------
 */

static inline void tax_argument_column(const struct tax_path_plan *path, size_t j, enum tax_flow flow, bool all,
                                       const struct tax_room *room, double *restrict out)
{
    double beside = path->other[flow];
    bool used = all && path->jurisdiction[j].flow_used[flow];
    if (flow == TAX_FLOW_FEDERAL_AGI) {
        memcpy(out, room->agi, sizeof room->agi);
        return;
    }
    for (size_t i = 0; i < LANES; i++)
        out[i] = beside + (flow == TAX_FLOW_WAGES ? room->wages[i] : 0.0) + (used ? room->flow[j][flow][i] : 0.0);
}

static inline void tax_law_run(const struct tax_path_plan *path, size_t j, const struct tax_table *table,
                               const struct tax_program *program, bool all, struct tax_room *room,
                               double (*column)[LANES])
{
    for (size_t a = 0; a < program->argument_count; a++) {
        if (program->argument[a] == TAX_CONSTANT)
            continue;
        if (a < table->input_count)
            tax_argument_column(path, j, table->input[a], all, room, column[program->argument[a]]);
        else
            memcpy(column[program->argument[a]], room->pool[j][a - table->input_count], sizeof column[0]);
    }
    tax_program_run(program, TAX_BUILD, column);
}

/* out += the result on these lanes. */
static inline void tax_add_result(const struct tax_program *program, size_t result, double (*column)[LANES],
                                  const double *restrict lanes, double *restrict out)
{
    if (result == TAX_CONSTANT)
        return;
    const struct tax_place *place = &program->result[result];
    for (size_t i = 0; i < LANES; i++)
        out[i] += lanes[i] * (place->column == TAX_CONSTANT ? place->constant : column[place->column][i]);
}

static inline void tax_take_results(const struct tax_law *law, bool all, double (*column)[LANES],
                                    const double *restrict lanes, struct tax_room *room, struct tax_results *results)
{
    const struct tax_program *program = all ? law->all : law->pay;
    const struct tax_result_places *places = all ? &law->all_result : &law->pay_result;
    bool withholds = places->at[TAX_RESULT_WITHHELD] != TAX_CONSTANT;
    tax_add_result(program, places->at[TAX_RESULT_TOTAL], column, lanes, results->total);
    tax_add_result(program, places->at[TAX_RESULT_WITHHELD], column, lanes, results->withheld);
    /* What a table takes besides income tax is taken from pay as it is paid. */
    if (withholds && places->at[TAX_RESULT_INCOME_TAX] != TAX_CONSTANT) {
        tax_add_result(program, places->at[TAX_RESULT_TOTAL], column, lanes, results->at_source);
        for (size_t i = 0; i < LANES; i++)
            room->work[0][i] = -lanes[i];
        tax_add_result(program, places->at[TAX_RESULT_INCOME_TAX], column, room->work[0], results->at_source);
    }
}

/* What the year leaves to the next, on these lanes. */
static inline void tax_carry(const struct tax_law *law, size_t j, double (*column)[LANES], const double *restrict lanes,
                             struct tax_room *room)
{
    for (size_t p = 0; p < law->table->pool_count; p++) {
        const struct tax_place *place = &law->all->result[law->all_result.first_pool + p];
        double *restrict pool = room->pool[j][p];
        for (size_t i = 0; i < LANES; i++) {
            double left = place->column == TAX_CONSTANT ? place->constant : column[place->column][i];
            pool[i] = lanes[i] > 0 ? left : pool[i];
        }
    }
}

/* All jurisdictions of a year; room->year says which, HUGE_VAL: none. The second reads the gross income of the first.
 */
static inline void tax_year_columns(const struct tax_path_plan *path, bool all, struct tax_room *room,
                                    struct tax_results *results)
{
    double *restrict lanes = room->work[1];
    *results = (struct tax_results){{0}, {0}, {0}};
    for (size_t j = 0; j < path->jurisdiction_count; j++) {
        const struct tax_jurisdiction *jurisdiction = &path->jurisdiction[j];
        double *restrict agi = room->work[2];
        fill_column(agi, 0);
        for (size_t k = 0; k < jurisdiction->law_count; k++) {
            const struct tax_law *law = &jurisdiction->law[k];
            double(*column)[LANES] = all ? room->law[j][k].all : room->law[j][k].pay, any = 0;
            for (size_t i = 0; i < LANES; i++) {
                double year = room->year[i] < HUGE_VAL ? room->year[i] : -1;
                lanes[i] = year >= law->first_year && year < law->end_year ? 1.0 : 0.0;
                any += lanes[i];
            }
            if (!(any > 0))
                continue;
            tax_law_run(path, j, law->table, all ? law->all : law->pay, all, room, column);
            tax_take_results(law, all, column, lanes, room, results);
            if (j == 0)
                tax_add_result(all ? law->all : law->pay,
                               (all ? &law->all_result : &law->pay_result)->at[TAX_RESULT_AGI], column, lanes, agi);
            if (all && jurisdiction->carries)
                tax_carry(law, j, column, lanes, room);
        }
        if (j == 0)
            memcpy(room->agi, agi, sizeof room->agi);
    }
}

/* --- pay after tax
 * ----------------------------------------------------------------------------------------------------- */

/* What tax on a year's pay is worth at start: it is withheld as pay is paid. */
static inline void tax_pay_value(const double *restrict tax, const double *restrict pay, const double *restrict value,
                                 double sign, double *restrict out)
{
    for (size_t i = 0; i < LANES; i++)
        out[i] += sign * tax[i] * (pay[i] > 0 ? value[i] / pay[i] : 1.0);
}

/* Sum of the differences between both worlds' taxes on pay, present value, into room->other. */
static inline void tax_on_pay(const struct plan *plan, struct path_block *block)
{
    const struct tax_path_plan *path = plan->tax;
    struct tax_room *room = block->tax;
    fill_column(room->other, 0);
    for (double year = path->start_year; year < path->start_year + TAX_PAY_YEARS; year++) {
        bool any = false;
        fill_column(room->year, year);
        tax_year_bounds(path, room->year, room);
        for (size_t i = 0; i < LANES; i++)
            any = any || room->begins[i] < room->pay.horizon[i] || room->begins[i] < room->pay.gap_to[i];
        if (!any)
            return;
        double *restrict value = room->work[3];
        tax_offer_pay(path->undiscounted, false, block, room->wages);
        tax_year_columns(path, false, room, &room->base);
        if (path->discounts) {
            tax_offer_pay(plan, true, block, room->match);
            memcpy(value, room->match, sizeof room->match);
        }
        tax_pay_value(room->base.total, room->wages, path->discounts ? value : room->wages, -1, room->other);
        tax_market_pay(path->undiscounted, block, room->wages);
        tax_year_columns(path, false, room, &room->base);
        if (path->discounts) {
            tax_market_pay(plan, block, room->match);
            memcpy(value, room->match, sizeof room->match);
        }
        tax_pay_value(room->base.total, room->wages, path->discounts ? value : room->wages, 1, room->other);
    }
}

/* --- years in which the grants bring something
 * ------------------------------------------------------------------------- */

/* The next year of each path in which something happens, or something is carried on; with losses of the household's own
 * every year up to there. False: there is none any more. */
static inline bool tax_next_year(const struct tax_path_plan *path, struct tax_room *room)
{
    bool any = false;
    fill_column(room->next, HUGE_VAL);
    for (size_t l = 0; l < path->lot_count; l++)
        for (size_t e = 0; e < path->lot[l].event_count; e++) {
            const double *restrict year = room->column[path->lot[l].event[e].year_column];
            for (size_t i = 0; i < LANES; i++)
                room->next[i] = year[i] > room->last[i] && year[i] < room->next[i] ? year[i] : room->next[i];
        }
    for (size_t i = 0; i < LANES; i++)
        room->until[i] = room->next[i] < HUGE_VAL ? room->next[i] + TAX_CARRY_YEARS : room->until[i];
    for (size_t i = 0; i < LANES && path->loses_beside; i++)
        room->next[i] = room->next[i] < HUGE_VAL ? room->last[i] + 1 : room->next[i];
    for (size_t j = 0; j < path->jurisdiction_count; j++)
        for (size_t p = 0; path->jurisdiction[j].carries && p < path->jurisdiction[j].law[0].table->pool_count; p++)
            for (size_t i = 0; i < LANES; i++) {
                bool some = room->pool[j][p][i] != 0 || (path->loses_beside && room->pool_without[j][p][i] != 0);
                bool carried = some && room->last[i] + 1 <= room->until[i];
                room->next[i] = carried && room->last[i] + 1 < room->next[i] ? room->last[i] + 1 : room->next[i];
            }
    for (size_t i = 0; i < LANES; i++) {
        any = any || room->next[i] < HUGE_VAL;
        room->year[i] = room->next[i];
        room->last[i] = room->next[i] < HUGE_VAL ? room->next[i] : room->last[i];
    }
    return any;
}

static inline void tax_clear_flows(const struct tax_path_plan *path, struct tax_room *room)
{
    for (size_t j = 0; j < path->jurisdiction_count; j++)
        for (enum tax_flow f = 0; f < TAX_FLOWS; f++)
            if (path->jurisdiction[j].flow_used[f])
                fill_column(room->flow[j][f], 0);
}

/* Nothing has been carried. */
static inline void tax_clear_pools(const struct tax_path_plan *path, struct tax_room *room)
{
    for (size_t j = 0; j < path->jurisdiction_count; j++)
        if (path->jurisdiction[j].carries) {
            memset(room->pool[j], 0, sizeof room->pool[j]);
            memset(room->pool_without[j], 0, sizeof room->pool_without[j]);
        }
}

static inline void tax_swap_pools(const struct tax_path_plan *path, struct tax_room *room)
{
    for (size_t j = 0; j < path->jurisdiction_count; j++)
        for (size_t p = 0; p < TAX_POOLS_ON_PATH; p++)
            for (size_t i = 0; i < LANES; i++) {
                double with = room->pool[j][p][i];
                room->pool[j][p][i] = room->pool_without[j][p][i];
                room->pool_without[j][p][i] = with;
            }
}

/* The year without the grants, into room->base: of pay alone, unless the household carries losses of its own. */
static inline void tax_year_without(const struct tax_path_plan *path, struct tax_room *room)
{
    if (!path->loses_beside) {
        tax_year_columns(path, false, room, &room->base);
        return;
    }
    tax_clear_flows(path, room);
    tax_swap_pools(path, room);
    tax_year_columns(path, true, room, &room->base);
    tax_swap_pools(path, room);
}

/* A part of an event's flows, by lane. */
static inline void tax_add_flows(const struct tax_lot_event *event, const double *restrict part, struct tax_room *room)
{
    for (size_t f = 0; f < event->flow_count; f++) {
        const double *restrict from = room->column[event->flow[f].column];
        double *restrict into = room->flow[event->flow[f].jurisdiction][event->flow[f].flow];
        for (size_t i = 0; i < LANES; i++)
            into[i] += part[i] * from[i];
    }
}

/* The flows of the year's events. */
static inline void tax_gather_flows(const struct tax_path_plan *path, struct tax_room *room)
{
    tax_clear_flows(path, room);
    for (size_t l = 0; l < path->lot_count; l++)
        for (size_t e = 0; e < path->lot[l].event_count; e++) {
            const struct tax_lot_event *event = &path->lot[l].event[e];
            const double *restrict year = room->column[event->year_column];
            for (size_t f = 0; f < event->flow_count; f++) {
                const double *restrict from = room->column[event->flow[f].column];
                double *restrict into = room->flow[event->flow[f].jurisdiction][event->flow[f].flow];
                for (size_t i = 0; i < LANES; i++)
                    into[i] += year[i] == room->year[i] ? from[i] : 0.0;
            }
        }
}

#endif
