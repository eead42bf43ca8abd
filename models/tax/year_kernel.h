/* Tax years of a path: what the tables take of pay, and of pay with what the grants bring. */
#ifndef MODELS_TAX_YEAR_KERNEL_H
#define MODELS_TAX_YEAR_KERNEL_H

#include "models/discount_kernel.h"
#include "models/tax/event_kernel.h"
#include "models/tax/pay_year_kernel.h"

/* The bounds of a tax year, in years from start. */
static inline void tax_year_bounds(const struct tax_path_plan *path, const double *restrict year, struct tax_room *room)
{
    const struct calendar_tax_years years = path->years; /* no column can change it: then the loop is over vectors */
    const double start_year = path->start_year, start_day = path->start_day;
    double *restrict begins = room->begins, *restrict ends = room->ends;
    for (size_t i = 0; i < LANES; i++) {
        double at = year[i] < HUGE_VAL ? year[i] : start_year;
        begins[i] = (calendar_tax_year_first_day(&years, at) - start_day) / 365.25;
        ends[i] = (calendar_tax_year_first_day(&years, at + 1) - start_day) / 365.25;
    }
}

/* One year for all lanes. */
static inline void tax_same_year(const struct tax_path_plan *path, double year, struct tax_room *room)
{
    fill_column(room->year, year);
    fill_column(room->begins, (calendar_tax_year_first_day(&path->years, year) - path->start_day) / 365.25);
    fill_column(room->ends, (calendar_tax_year_first_day(&path->years, year + 1) - path->start_day) / 365.25);
}

/* The lanes whose year lies in [first, end). */
static inline void tax_lanes_between(const double *restrict year, double first, double end, struct tax_lanes *lanes)
{
    size_t count = 0;
    for (int i = 0; i < LANES; i++) {
        lanes->at[count] = i;
        count += year[i] >= first && year[i] < end ? 1 : 0;
    }
    lanes->count = count;
}

/* --- one year of one table -------------------------------------------------------------------------------------------
 *
 * A program's columns hold the households that have such a year one behind the other; `lanes` says whose they are.
 * NULL: every lane has one, in its own place. */

static inline void tax_place_column(const double *restrict from, double beside, const struct tax_lanes *lanes,
                                    double *restrict out)
{
    if (!lanes)
        for (size_t i = 0; i < LANES; i++)
            out[i] = beside + from[i];
    else
        for (size_t n = 0; n < lanes->count; n++)
            out[n] = beside + from[lanes->at[n]];
}

static inline void tax_argument_column(const struct tax_path_plan *path, size_t j, enum tax_flow flow, bool all,
                                       const struct tax_lanes *lanes, const struct tax_room *room, double *restrict out)
{
    double beside = path->other[flow];
    bool used = all && path->jurisdiction[j].flow_used[flow];
    const double *restrict brought = room->flow[j][flow];
    if (flow == TAX_FLOW_FEDERAL_AGI) {
        tax_place_column(room->agi, 0, lanes, out);
    } else if (flow == TAX_FLOW_WAGES) {
        tax_place_column(room->wages, beside, lanes, out);
        for (size_t n = 0; used && n < (lanes ? lanes->count : LANES); n++)
            out[n] += brought[lanes ? lanes->at[n] : (int)n];
    } else if (used) {
        tax_place_column(brought, beside, lanes, out);
    } else {
        fill_column(out, beside);
    }
}

static inline void tax_law_run(const struct tax_path_plan *path, size_t j, const struct tax_table *table,
                               const struct tax_program *program, bool all, const struct tax_lanes *lanes,
                               struct tax_room *room, double (*column)[LANES])
{
    for (size_t a = 0; a < program->argument_count; a++) {
        if (program->argument[a] == TAX_CONSTANT)
            continue;
        double *out = column[program->argument[a]];
        if (a < table->input_count)
            tax_argument_column(path, j, table->input[a], all, lanes, room, out);
        else
            tax_place_column(room->pool[j][a - table->input_count], 0, lanes, out);
    }
    tax_program_run(program, TAX_BUILD, column, lanes ? lanes->count : LANES);
}

/* out += sign x the result. */
static inline void tax_add_result(const struct tax_program *program, size_t result, double (*column)[LANES],
                                  double sign, const struct tax_lanes *lanes, double *restrict out)
{
    if (result == TAX_CONSTANT)
        return;
    const struct tax_place *place = &program->result[result];
    size_t count = lanes ? lanes->count : LANES;
    if (place->column == TAX_CONSTANT) {
        for (size_t n = 0; n < count && place->constant != 0; n++)
            out[lanes ? lanes->at[n] : (int)n] += sign * place->constant;
        return;
    }
    const double *restrict from = column[place->column];
    if (!lanes)
        for (size_t i = 0; i < LANES; i++)
            out[i] += sign * from[i];
    else
        for (size_t n = 0; n < count; n++)
            out[lanes->at[n]] += sign * from[n];
}

static inline void tax_take_results(const struct tax_law *law, bool all, double (*column)[LANES],
                                    const struct tax_lanes *lanes, struct tax_results *results)
{
    const struct tax_program *program = all ? law->all : law->pay;
    const struct tax_result_places *places = all ? &law->all_result : &law->pay_result;
    bool withholds = places->at[TAX_RESULT_WITHHELD] != TAX_CONSTANT;
    tax_add_result(program, places->at[TAX_RESULT_TOTAL], column, 1, lanes, results->total);
    tax_add_result(program, places->at[TAX_RESULT_WITHHELD], column, 1, lanes, results->withheld);
    /* What a table takes besides income tax is taken from pay as it is paid. */
    if (withholds && places->at[TAX_RESULT_INCOME_TAX] != TAX_CONSTANT) {
        tax_add_result(program, places->at[TAX_RESULT_TOTAL], column, 1, lanes, results->at_source);
        tax_add_result(program, places->at[TAX_RESULT_INCOME_TAX], column, -1, lanes, results->at_source);
    }
}

/* What the year leaves to the next. */
static inline void tax_carry(const struct tax_law *law, size_t j, double (*column)[LANES],
                             const struct tax_lanes *lanes, struct tax_room *room)
{
    for (size_t p = 0; p < law->table->pool_count; p++) {
        const struct tax_place *place = &law->all->result[law->all_result.first_pool + p];
        double *restrict pool = room->pool[j][p];
        for (size_t n = 0; n < lanes->count; n++)
            pool[lanes->at[n]] = place->column == TAX_CONSTANT ? place->constant : column[place->column][n];
    }
}

/* All jurisdictions of a year; room->year says which, HUGE_VAL: none. The second reads the gross income of the first.
 */
static inline void tax_year_columns(const struct tax_path_plan *path, bool all, struct tax_room *room,
                                    struct tax_results *results)
{
    struct tax_lanes some, of_law;
    tax_lanes_between(room->year, 0, HUGE_VAL, &some);
    *results = (struct tax_results){{0}, {0}, {0}};
    fill_column(room->agi, 0);
    for (size_t j = 0; j < path->jurisdiction_count; j++) {
        const struct tax_jurisdiction *jurisdiction = &path->jurisdiction[j];
        for (size_t k = 0; k < jurisdiction->law_count; k++) {
            const struct tax_law *law = &jurisdiction->law[k];
            double(*column)[LANES] = all ? room->law[j][k].all : room->law[j][k].pay;
            const struct tax_lanes *lanes = jurisdiction->law_count > 1 ? &of_law : &some;
            if (lanes == &of_law)
                tax_lanes_between(room->year, law->first_year, law->end_year, &of_law);
            if (lanes->count == 0)
                continue;
            tax_law_run(path, j, law->table, all ? law->all : law->pay, all, lanes, room, column);
            tax_take_results(law, all, column, lanes, results);
            if (j == 0)
                tax_add_result(all ? law->all : law->pay,
                               (all ? &law->all_result : &law->pay_result)->at[TAX_RESULT_AGI], column, 1, lanes,
                               room->agi);
            if (all && jurisdiction->carries)
                tax_carry(law, j, column, lanes, room);
        }
    }
}

/* --- pay after tax
 * ----------------------------------------------------------------------------------------------------- */

static inline size_t tax_law_of_year(const struct tax_jurisdiction *jurisdiction, double year)
{
    size_t k = 0;
    while (k + 1 < jurisdiction->law_count && year >= jurisdiction->law[k].end_year)
        k++;
    return k;
}

/* All taxes on room->wages of one year, into room->base.total. */
static inline void tax_on_wages(const struct tax_path_plan *path, double year, struct tax_room *room)
{
    fill_column(room->base.total, 0);
    fill_column(room->agi, 0);
    for (size_t j = 0; j < path->jurisdiction_count; j++) {
        size_t k = tax_law_of_year(&path->jurisdiction[j], year);
        const struct tax_law *law = &path->jurisdiction[j].law[k];
        double(*column)[LANES] = room->law[j][k].pay;
        tax_law_run(path, j, law->table, law->pay, false, NULL, room, column);
        tax_add_result(law->pay, law->pay_result.at[TAX_RESULT_TOTAL], column, 1, NULL, room->base.total);
        if (j == 0 && path->jurisdiction_count > 1)
            tax_add_result(law->pay, law->pay_result.at[TAX_RESULT_AGI], column, 1, NULL, room->agi);
    }
}

/* Adds sign x what tax on a year's pay is worth at start: it is withheld as pay is paid. `value`: of the pay, NULL: it
 * is not discounted. */
static inline void tax_pay_value(const double *restrict tax, const double *restrict pay, const double *restrict value,
                                 double sign, double *restrict out)
{
    if (!value)
        for (size_t i = 0; i < LANES; i++)
            out[i] += sign * tax[i];
    else
        for (size_t i = 0; i < LANES; i++)
            out[i] += sign * tax[i] * (pay[i] > 0 ? value[i] / pay[i] : 1.0);
}

/* From then on both worlds have the same pay on all lanes, years from start. */
static inline double tax_pay_differs_until(const struct plan *plan, const struct tax_pay *pay)
{
    double until = 0;
    for (size_t i = 0; i < LANES; i++)
        until = pay->horizon[i] > until ? pay->horizon[i] : until;
    for (size_t i = 0; plan->pay.market_layoff && i < LANES; i++)
        until = pay->gap_to[i] > until ? pay->gap_to[i] : until;
    return until;
}

/* Sum of the differences between both worlds' taxes on pay, present value, into room->other. */
static inline void tax_on_pay(const struct plan *plan, struct path_block *block)
{
    const struct tax_path_plan *path = plan->tax;
    struct tax_room *room = block->tax;
    double until = tax_pay_differs_until(plan, &room->pay), *value = path->discounts ? room->match : NULL;
    fill_column(room->other, 0);
    for (double year = path->start_year; year < path->start_year + TAX_PAY_YEARS; year++) {
        tax_same_year(path, year, room);
        if (!(room->begins[0] < until))
            return;
        tax_offer_pay(path->undiscounted, false, block, room->wages);
        tax_on_wages(path, year, room);
        if (value)
            tax_offer_pay(plan, true, block, value);
        tax_pay_value(room->base.total, room->wages, value, -1, room->other);
        tax_market_pay(path->undiscounted, block, room->wages);
        tax_on_wages(path, year, room);
        if (value)
            tax_market_pay(plan, block, value);
        tax_pay_value(room->base.total, room->wages, value, 1, room->other);
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
