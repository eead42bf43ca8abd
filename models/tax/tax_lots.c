/* An offer's grants as lots, and the rules of the tables for their events (models/tax/tax_path.h). */
#include "models/grant_kind.h"
#include "models/leaving_rule.h"
#include "models/stage.h"
#include "models/tax/tax_path.h"

#include <math.h>
#include <string.h>

struct making {
    struct arena *arena;
    struct plan *plan;
    struct tax_path_plan *path;
};

/* --- rules ---------------------------------------------------------------------------------------------------------
 */

/* What is known of a condition before any path: 0, 1; -1: it depends on dates. */
static int known(const struct tax_lot *lot, const struct tax_grant_terms *terms, const struct tax_condition *condition)
{
    enum tax_condition_argument argument = tax_condition_arguments[condition->kind];
    if ((argument == TAX_ARGUMENT_MONTHS || argument == TAX_ARGUMENT_EVENT) &&
        lot->time[condition->event] == TAX_CONSTANT)
        return 0;
    if (condition->kind == TAX_CONDITION_ELECTED_83B)
        return terms->elected_83b == condition->flag;
    if (condition->kind == TAX_CONDITION_FORFEITED)
        return !condition->flag; /* what is forfeited is in no lot */
    return -1;
}

/* The formula with one argument in place of another that is always the same. */
static struct tax_formula with_same(struct arena *arena, const struct tax_formula *formula, size_t from, size_t to)
{
    struct tax_formula made = *formula;
    made.step = arena_alloc(arena, formula->step_count + 1, sizeof *made.step);
    for (size_t s = 0; s < formula->step_count; s++) {
        made.step[s] = formula->step[s];
        made.step[s].term = arena_alloc(arena, formula->step[s].term_count + 1, sizeof *made.step[s].term);
        for (size_t i = 0; i < formula->step[s].term_count; i++) {
            made.step[s].term[i] = formula->step[s].term[i];
            struct tax_operand *of = &made.step[s].term[i].of;
            if (of->kind == TAX_OPERAND_VALUE && of->index == from)
                of->index = to;
        }
    }
    return made;
}

static bool sold_at_its_value(const struct making *making, const struct tax_lot *lot, const struct tax_lot_event *event)
{
    const struct tax_grant_terms *terms = &making->path->grant[lot->grant];
    bool at_once = lot->part == TAX_PART_LATER || lot->part == TAX_PART_SOLD ||
                   (lot->part == TAX_PART_EXIT && !making->plan->sale.locked);
    const struct grant_plan *grant = making->plan->listed.listed ? NULL : &making->plan->equity.grant[lot->grant];
    bool bought_before = grant && grant->kind->has_strike &&
                         (grant->paid_early || grant->on_leaving->pays_blindly || grant->on_leaving->decides);
    (void)terms;
    return event->event == TAX_EVENT_SALE && at_once && !(bought_before && lot->part == TAX_PART_EXIT) &&
           !(grant && grant->paid_early);
}

static size_t flow_of(struct making *making, struct tax_lot_event *event, size_t jurisdiction, enum tax_flow flow)
{
    for (size_t i = 0; i < event->flow_count; i++)
        if (event->flow[i].jurisdiction == jurisdiction && event->flow[i].flow == flow)
            return i;
    event->flow = arena_grow(making->arena, event->flow, event->flow_count, sizeof *event->flow);
    event->flow[event->flow_count] = (struct tax_lot_flow){jurisdiction, flow, making->path->column_count++};
    making->path->jurisdiction[jurisdiction].flow_used[flow] = true;
    return event->flow_count++;
}

static void prepare_rule(struct making *making, const struct tax_lot *lot, struct tax_lot_event *event, size_t j,
                         size_t k, const struct tax_rule *rule)
{
    const struct tax_jurisdiction *jurisdiction = &making->path->jurisdiction[j];
    const struct tax_law *law = &jurisdiction->law[k];
    const struct tax_grant_terms *terms = &making->path->grant[lot->grant];
    const struct grant_plan *grant = making->plan->listed.listed ? NULL : &making->plan->equity.grant[lot->grant];
    struct tax_formula *formula = arena_alloc(making->arena, 1, sizeof *formula);
    *formula = sold_at_its_value(making, lot, event)
                   ? with_same(making->arena, &rule->formula, TAX_AMOUNT_FMV, TAX_AMOUNT_PRICE)
                   : rule->formula;
    struct tax_range amount[TAX_AMOUNTS];
    for (size_t i = 0; i < TAX_AMOUNTS; i++)
        amount[i] = tax_range_not_negative;
    if (!grant || !grant->kind->has_strike)
        amount[TAX_AMOUNT_STRIKE] = tax_range_zero;
    if (terms->paid == 0)
        amount[TAX_AMOUNT_PAID] = tax_range_zero;
    size_t *wanted = arena_alloc(making->arena, rule->flow_count + 1, sizeof *wanted);
    for (size_t i = 0; i < rule->flow_count; i++)
        wanted[i] = rule->flow[i].value;
    struct tax_lot_rule *made = &event->rule[event->rule_count++];
    *made = (struct tax_lot_rule){.number = making->path->rule_count++, .jurisdiction = j, .law = k, .rule = rule};
    made->program =
        tax_program_create(making->arena, law->table, law->status, formula, amount, wanted, rule->flow_count);
    made->flow = arena_alloc(making->arena, rule->flow_count + 1, sizeof *made->flow);
    for (size_t i = 0; i < rule->flow_count; i++) {
        const struct tax_place *place = &made->program->result[i];
        bool nothing = place->column == TAX_CONSTANT && place->constant == 0;
        made->flow[i] = nothing ? TAX_CONSTANT : flow_of(making, event, j, law->table->input[rule->flow[i].input]);
    }
}

/* The rules of one law that may apply, in order; what follows one that always does never comes. */
static void prepare_rules(struct making *making, const struct tax_lot *lot, struct tax_lot_event *event, size_t j,
                          size_t k, const char *type)
{
    const struct tax_grant *grant = tax_table_grant(making->path->jurisdiction[j].law[k].table, type);
    size_t count = grant ? grant->event[event->event].count : 0;
    struct tax_lot_rule *rules = arena_alloc(making->arena, event->rule_count + count + 1, sizeof *rules);
    if (event->rule_count)
        memcpy(rules, event->rule, event->rule_count * sizeof *rules);
    event->rule = rules;
    for (size_t r = 0; r < count; r++) {
        const struct tax_rule *rule = &grant->event[event->event].rule[r];
        int all = 1;
        for (size_t i = 0; i < rule->condition_count && all; i++) {
            int holds = known(lot, &making->path->grant[lot->grant], &rule->condition[i]);
            all = holds == 0 ? 0 : holds < 0 ? -1 : all;
        }
        if (all)
            prepare_rule(making, lot, event, j, k, rule);
        if (all == 1)
            return;
    }
}

/* Income that an employer withholds on: what the first jurisdiction calls supplemental, else its wages. */
static size_t weight_of(const struct tax_lot_event *event)
{
    size_t weight = TAX_CONSTANT;
    for (size_t i = 0; i < event->flow_count; i++)
        if (event->flow[i].jurisdiction == 0 && event->flow[i].flow == TAX_FLOW_WAGES && weight == TAX_CONSTANT)
            weight = event->flow[i].column;
    for (size_t i = 0; i < event->flow_count; i++)
        if (event->flow[i].jurisdiction == 0 && event->flow[i].flow == TAX_FLOW_SUPPLEMENTAL)
            weight = event->flow[i].column;
    return weight;
}

static bool has_input(const struct tax_jurisdiction *jurisdiction, enum tax_flow flow)
{
    const struct tax_table *table = jurisdiction->law[0].table;
    for (size_t i = 0; i < table->input_count; i++)
        if (table->input[i] == flow)
            return true;
    return false;
}

/* Gain that is left out has flows of its own (event_kernel.h). */
static void add_exclusion(struct making *making, struct tax_lot_event *event)
{
    static const enum tax_flow flows[] = {TAX_FLOW_EXCLUDED_GAIN, TAX_FLOW_GAIN28};
    for (size_t j = 0; j < making->path->jurisdiction_count; j++)
        for (size_t f = 0; f < 2; f++)
            if (has_input(&making->path->jurisdiction[j], flows[f]))
                flow_of(making, event, j, flows[f]);
}

static void prepare_events(struct making *making, struct tax_lot *lot, const char *type)
{
    struct tax_path_plan *path = making->path;
    for (size_t e = 0; e < lot->event_count; e++) {
        struct tax_lot_event *event = &lot->event[e];
        for (size_t j = 0; j < path->jurisdiction_count && !event->returns; j++)
            for (size_t k = 0; k < path->jurisdiction[j].law_count; k++)
                prepare_rules(making, lot, event, j, k, type);
        if (event->event == TAX_EVENT_SALE && path->grant[lot->grant].qsbs)
            add_exclusion(making, event);
        if (event->flow_count == 0)
            event->rule_count = 0; /* whichever applies, nothing comes of it */
        event->weight_column = weight_of(event);
        event->year_column = path->column_count++;
        event->paid_column = path->column_count++;
        event->received_column = path->column_count++;
        path->owns_cash = path->owns_cash || event->before_market;
    }
}

/* --- lots ----------------------------------------------------------------------------------------------------------
 */

static struct tax_lot *lot_add(struct making *making, size_t grant, enum tax_part part)
{
    struct tax_path_plan *path = making->path;
    path->lot = arena_grow(making->arena, path->lot, path->lot_count, sizeof *path->lot);
    struct tax_lot *lot = &path->lot[path->lot_count++];
    *lot = (struct tax_lot){.grant = grant, .part = part};
    for (size_t i = 0; i < TAX_EVENTS; i++)
        lot->time[i] = TAX_CONSTANT;
    return lot;
}

static struct tax_lot_event *event_add(struct tax_lot *lot, enum tax_event event, size_t time)
{
    lot->time[event] = time;
    lot->event[lot->event_count] = (struct tax_lot_event){.event = event, .time = time};
    return &lot->event[lot->event_count++];
}

static size_t sale_time(enum tax_part part)
{
    return part == TAX_PART_LATER ? TAX_TIME_LATER : TAX_TIME_SALE;
}

/* Options: `grant` is a date that holding counts from, and no event of theirs. */
static void option_lot(struct making *making, size_t g, enum tax_part part, bool converted, bool unpaid)
{
    const struct grant_plan *grant = &making->plan->equity.grant[g];
    struct tax_lot *lot = lot_add(making, g, part);
    bool early = grant->paid_early && !unpaid, bought_alone = part == TAX_PART_BOUGHT;
    bool own = early || bought_alone || (part == TAX_PART_EXIT && !unpaid);
    lot->converted = converted;
    lot->unpaid = unpaid;
    lot->time[TAX_EVENT_GRANT] = making->path->time_count++;
    size_t exercise = own ? making->path->time_count++ : part == TAX_PART_EXIT ? TAX_TIME_EXIT : TAX_TIME_LATER;
    struct tax_lot_event *bought = event_add(lot, TAX_EVENT_EXERCISE, exercise);
    bool leaver_buys = grant->on_leaving->pays_blindly || grant->on_leaving->decides;
    bought->before_market = early || bought_alone || (part == TAX_PART_EXIT && !unpaid && leaver_buys);
    bought->of_whole = early;
    making->plan->equity.grant[g].valued |= bought->before_market && !early;
    making->path->has_day |= bought_alone;
    event_add(lot, TAX_EVENT_SALE, sale_time(part));
    if (early && part == TAX_PART_EXIT)
        lot->event[lot->event_count++] =
            (struct tax_lot_event){.event = TAX_EVENT_EXERCISE, .time = making->path->time_count++, .returns = true};
    lot->acquired = TAX_EVENT_EXERCISE;
    prepare_events(making, lot, converted ? grant->kind->converts_to : grant->kind->name);
}

/* What is exercised early is bought once for both lots: the second has its sale alone. */
static void drop_exercise(struct tax_lot *lot)
{
    lot->event[0] = lot->event[1];
    lot->event_count = 1;
}

static void option_lots(struct making *making, size_t g)
{
    bool converts = making->path->grant[g].converts, early = making->plan->equity.grant[g].paid_early;
    bool limited = early && making->plan->equity.grant[g].cash_limited;
    for (int converted = 0; converted <= converts; converted++) {
        option_lot(making, g, TAX_PART_EXIT, converted, false);
        if (making->plan->equity.grant[g].bought)
            option_lot(making, g, TAX_PART_BOUGHT, converted, false);
        option_lot(making, g, TAX_PART_LATER, converted, false);
        if (early)
            drop_exercise(&making->path->lot[making->path->lot_count - 1]);
        for (enum tax_part part = TAX_PART_EXIT; limited && part <= TAX_PART_LATER; part++)
            option_lot(making, g, part, converted, true);
    }
}

/* Restricted stock before the exit, taxed as it vests: a lot a month. */
static void month_lots(struct making *making, size_t g)
{
    const struct grant_plan *grant = &making->plan->equity.grant[g];
    const struct vesting_table *vesting = &grant->vesting;
    for (int month = 0; month <= vesting->months; month++) {
        double share = vesting->fraction[month] - (month ? vesting->fraction[month - 1] : 0);
        if (!(share > 0))
            continue;
        struct tax_lot *lot = lot_add(making, g, TAX_PART_MONTH);
        lot->month = month;
        lot->month_share = share;
        event_add(lot, TAX_EVENT_VEST, making->path->time_count++)->before_market = true;
        event_add(lot, TAX_EVENT_SALE, TAX_TIME_SALE);
        lot->acquired = TAX_EVENT_VEST;
        making->plan->equity.grant[g].valued = true;
        prepare_events(making, lot, grant->kind->name);
    }
}

static void stock_lots(struct making *making, size_t g)
{
    const struct grant_plan *grant = &making->plan->equity.grant[g];
    enum tax_event first = grant->kind->tax_event;
    bool granted = first == TAX_EVENT_VEST && making->path->grant[g].elected_83b;
    if (first == TAX_EVENT_VEST && !granted)
        month_lots(making, g);
    for (enum tax_part part = TAX_PART_EXIT; part <= TAX_PART_LATER; part++) {
        struct tax_lot *lot = lot_add(making, g, part);
        size_t turned = part == TAX_PART_EXIT ? TAX_TIME_EXIT : TAX_TIME_LATER;
        if (granted) {
            lot->time[TAX_EVENT_GRANT] = making->path->time_count++;
            if (part == TAX_PART_EXIT) {
                struct tax_lot_event *event = event_add(lot, TAX_EVENT_GRANT, lot->time[TAX_EVENT_GRANT]);
                event->of_whole = event->before_market = true;
            }
        } else if (first == TAX_EVENT_PAYOUT) {
            event_add(lot, TAX_EVENT_PAYOUT, sale_time(part));
        } else {
            event_add(lot, first, turned);
        }
        lot->acquired = granted ? TAX_EVENT_GRANT : first;
        if (first != TAX_EVENT_PAYOUT)
            event_add(lot, TAX_EVENT_SALE, sale_time(part));
        prepare_events(making, lot, grant->kind->name);
    }
}

/* A listed company: what is sold in one tax year is one lot, since stock is taxed and sold on the same day. */
static void listed_lots(struct making *making, size_t g, const struct grant_kind *kind)
{
    const struct listed_plan *listed = &making->plan->listed;
    const struct listed_grant *grant = &listed->grant[g];
    double year = 0;
    struct tax_lot *lot = NULL;
    for (size_t s = 0; s < grant->sale_count; s++) {
        double years = grant->sale[s].date == LISTED_START ? 0 : listed->years[grant->sale[s].date];
        double day = floor(making->path->start_day + years * 365.25 + 1e-6);
        double this_year = calendar_tax_year(&making->path->years, day);
        if (lot && this_year == year) {
            lot->sale_end = s + 1;
            continue;
        }
        year = this_year;
        lot = lot_add(making, g, TAX_PART_SOLD);
        lot->sale_first = s;
        lot->sale_end = s + 1;
        lot->value_years = years;
        size_t time = making->path->time_count++;
        event_add(lot, kind->tax_event, time);
        event_add(lot, TAX_EVENT_SALE, time);
        lot->acquired = kind->tax_event;
        prepare_events(making, lot, kind->name);
    }
}

/* --- terms of the grants ---------------------------------------------------------------------------------------------
 */

/* An amount of one share, or of the whole grant where it has no number of shares. */
static double of_whole(const struct grant *grant, const struct value *value)
{
    double shares = grant->shares.given ? distribution_mean(&grant->shares.distribution) : 1;
    return value->given ? shares * distribution_mean(&value->distribution) : 0;
}

static void prepare_terms(struct making *making, const struct grant *grant, struct grant_plan *part,
                          struct tax_grant_terms *terms)
{
    *terms =
        (struct tax_grant_terms){.elected_83b = grant->election_83b == ELECTION_YES ||
                                                (grant->election_83b == ELECTION_NOT_SAID && grant->early_exercise),
                                 .qsbs = grant->qsbs,
                                 .paid = of_whole(grant, &grant->paid),
                                 .fair_value = of_whole(grant, &grant->fair_value),
                                 .fair_value_given = grant->fair_value.given,
                                 .mean_size = part ? tax_mean_size(part) : 1};
    (void)making;
}

void tax_lots_prepare(struct preparation *preparation, struct tax_path_plan *path)
{
    const struct offer *offer = preparation->offer;
    struct plan *plan = preparation->plan;
    struct making making = {preparation->arena, plan, path};
    path->time_count = TAX_TIMES_SHARED;
    path->grant_count = plan->listed.listed ? plan->listed.grant_count : plan->equity.count;
    path->grant = arena_alloc(making.arena, path->grant_count + 1, sizeof *path->grant);
    for (size_t g = 0; g < path->grant_count; g++)
        prepare_terms(&making,
                      &offer->grant[plan->listed.listed ? plan->listed.grant[g].row : plan->equity.grant[g].row],
                      plan->listed.listed ? NULL : &plan->equity.grant[g], &path->grant[g]);
    if (!plan->listed.listed)
        tax_limit_prepare(making.arena, plan, path);
    for (size_t g = 0; g < plan->equity.count; g++)
        if (plan->equity.grant[g].cash_limited)
            plan->equity.grant[g].limit_slot = path->limited_count++;
    for (size_t g = 0; g < path->grant_count; g++) {
        if (plan->listed.listed)
            listed_lots(&making, g, offer->grant[plan->listed.grant[g].row].kind);
        else if (plan->equity.grant[g].kind->has_strike)
            option_lots(&making, g);
        else
            stock_lots(&making, g);
    }
}
