/* What the events of a lot put into tax years: the first rule whose conditions hold on a lane gives the flows. The same
 * as models/tax/tax_event.h does for one holding, over columns. */
#ifndef MODELS_TAX_EVENT_KERNEL_H
#define MODELS_TAX_EVENT_KERNEL_H

#include "models/column_kernel.h"
#include "models/tax/stock_exclusion.h"
#include "models/tax/tax_room.h"

enum { build_baseline, build_avx2, build_avx512 }; /* of models/tax/tax_operator.h */
#define TAX_BUILD ISA_PASTE(build, ISA)

/* The last day of the month of a code: then a date n months after a later day of a longer month has come too. */
static inline bool tax_is_month_end(double code)
{
    double month = floor((code - 1) / 31), of_year = month - 12 * floor(month / 12);
    double first = floor((153 * of_year + 2) / 5), next = floor((153 * (of_year + 1) + 2) / 5);
    double year = floor(month / 12), february = calendar_first_day(year + 1) - calendar_first_day(year) - first;
    return code - 31 * month >= (of_year < 11 ? next - first : february);
}

static inline void tax_condition_column(const struct tax_path_plan *path, const struct tax_lot *lot,
                                        const struct tax_condition *condition, const struct tax_time *now,
                                        const struct tax_room *room, double *restrict match)
{
    const struct tax_time *since = now;
    size_t time =
        lot->time[condition->kind == TAX_CONDITION_ACQUIRED_AFTER || condition->kind == TAX_CONDITION_ACQUIRED_TO
                      ? (enum tax_event)lot->acquired
                      : condition->event];
    if (time != TAX_CONSTANT)
        since = &room->time[time];
    double later = 31.0 * condition->months;
    double day = 31.0 * (12.0 * condition->date.year + condition->date.month - 3) + condition->date.day;
    (void)path;
    switch (condition->kind) {
    case TAX_CONDITION_OVER_MONTHS_SINCE:
        for (size_t i = 0; i < LANES; i++)
            match[i] *= now->code[i] > since->code[i] + later ? 1.0 : 0.0;
        break;
    case TAX_CONDITION_UNDER_MONTHS_SINCE:
        for (size_t i = 0; i < LANES; i++) {
            bool end = now->code[i] + 31 > since->code[i] + later && tax_is_month_end(now->code[i]) &&
                       floor((now->code[i] - 1) / 31) >= floor((since->code[i] + later - 1) / 31);
            match[i] *= now->code[i] < since->code[i] + later && !end ? 1.0 : 0.0;
        }
        break;
    case TAX_CONDITION_SAME_YEAR:
        for (size_t i = 0; i < LANES; i++)
            match[i] *= now->year[i] == since->year[i] ? 1.0 : 0.0;
        break;
    case TAX_CONDITION_EARLIER_YEAR:
        for (size_t i = 0; i < LANES; i++)
            match[i] *= since->year[i] < now->year[i] ? 1.0 : 0.0;
        break;
    case TAX_CONDITION_ACQUIRED_AFTER:
        for (size_t i = 0; i < LANES; i++)
            match[i] *= since->code[i] > day ? 1.0 : 0.0;
        break;
    case TAX_CONDITION_ACQUIRED_TO:
        for (size_t i = 0; i < LANES; i++)
            match[i] *= since->code[i] <= day ? 1.0 : 0.0;
        break;
    default: /* known before any path */
        break;
    }
}

/* Adds the flows of one rule on the lanes that it is the first to match; what is left for the next: room->left. */
static inline void tax_rule_columns(const struct tax_path_plan *path, const struct tax_lot *lot,
                                    const struct tax_lot_event *event, const struct tax_lot_rule *rule,
                                    const double *restrict shares, struct tax_room *room)
{
    const struct tax_time *now = &room->time[event->time];
    double(*column)[LANES] = room->rule[rule->number].column;
    memcpy(room->match, room->left, sizeof room->match);
    for (size_t c = 0; c < rule->rule->condition_count; c++)
        tax_condition_column(path, lot, &rule->rule->condition[c], now, room, room->match);
    for (size_t a = 0; a < rule->program->argument_count; a++)
        if (rule->program->argument[a] != TAX_CONSTANT)
            memcpy(column[rule->program->argument[a]], room->amount[a], sizeof column[0]);
    tax_program_run(rule->program, TAX_BUILD, column, LANES);
    for (size_t f = 0; f < rule->rule->flow_count; f++) {
        if (rule->flow[f] == TAX_CONSTANT)
            continue;
        const struct tax_place *place = &rule->program->result[f];
        double *restrict out = room->column[event->flow[rule->flow[f]].column];
        for (size_t i = 0; i < LANES; i++) {
            double value = place->column == TAX_CONSTANT ? place->constant : column[place->column][i];
            out[i] += room->match[i] * (shares[i] * value);
        }
    }
    for (size_t i = 0; i < LANES; i++)
        room->left[i] -= room->match[i];
}

/* The lanes on which the event comes in a year that a law serves. */
static inline void tax_law_lanes(const struct tax_law *law, const struct tax_time *now, double *restrict lanes)
{
    for (size_t i = 0; i < LANES; i++)
        lanes[i] = now->year[i] >= law->first_year && now->year[i] < law->end_year ? 1.0 : 0.0;
}

static inline double *tax_flow_of_event(const struct tax_lot_event *event, size_t jurisdiction, enum tax_flow flow,
                                        struct tax_room *room)
{
    for (size_t f = 0; f < event->flow_count; f++)
        if (event->flow[f].jurisdiction == jurisdiction && event->flow[f].flow == flow)
            return room->column[event->flow[f].column];
    return NULL;
}

/* Small business stock: part of a long gain is left out. Few lanes have one: one at a time. */
static inline void tax_exclude(const struct tax_path_plan *path, const struct tax_lot *lot,
                               const struct tax_lot_event *event, struct tax_room *room)
{
    const struct tax_time *now = &room->time[event->time], *acquired = &room->time[lot->time[lot->acquired]];
    const double *restrict first = tax_flow_of_event(event, 0, TAX_FLOW_LONG, room);
    for (size_t i = 0; i < LANES && first; i++) {
        double gain = first[i];
        if (!(gain > 0) || !(now->years[i] < HUGE_VAL))
            continue;
        double basis = room->shares[i] * room->amount[TAX_AMOUNT_PRICE][i] - gain;
        struct stock_exclusion it =
            stock_exclusion_of(calendar_date_of_code(acquired->code[i]), calendar_date_of_code(now->code[i]), gain,
                               basis, room->excluded_used[i]);
        room->excluded_used[i] += it.eligible;
        for (size_t j = 0; j < path->jurisdiction_count; j++) {
            double *excluded = tax_flow_of_event(event, j, TAX_FLOW_EXCLUDED_GAIN, room);
            double *gain28 = tax_flow_of_event(event, j, TAX_FLOW_GAIN28, room);
            double *all = tax_flow_of_event(event, j, TAX_FLOW_LONG, room);
            if (!excluded || !all)
                continue;
            all[i] -= it.excluded;
            excluded[i] += it.excluded;
            if (gain28)
                gain28[i] += it.gain28;
        }
    }
}

/* The flows of an event, from room->amount and the shares that it is about. */
static inline void tax_event_columns(const struct tax_path_plan *path, const struct tax_lot *lot,
                                     const struct tax_lot_event *event, const double *shares, struct tax_room *room)
{
    for (size_t f = 0; f < event->flow_count; f++)
        fill_column(room->column[event->flow[f].column], 0);
    for (size_t r = 0; r < event->rule_count; r++) {
        const struct tax_lot_rule *rule = &event->rule[r];
        bool begins = r == 0 || rule[-1].jurisdiction != rule->jurisdiction || rule[-1].law != rule->law;
        if (begins)
            tax_law_lanes(&path->jurisdiction[rule->jurisdiction].law[rule->law], &room->time[event->time], room->left);
        tax_rule_columns(path, lot, event, rule, shares, room);
    }
    if (event->event == TAX_EVENT_SALE && path->grant[lot->grant].qsbs)
        tax_exclude(path, lot, event, room);
}

#endif
