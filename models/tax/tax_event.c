#include "models/tax/tax_event.h"

#include "models/tax/tax_program.h"

/* An event, as the conditions see it. */
struct happening {
    const struct tax_table *table;
    const struct tax_holding *holding;
    struct calendar_date date;
};

/* Each tells whether a condition holds; `since` is the day of the event that it names, which has happened. */
typedef bool condition_holds(const struct happening *now, const struct tax_condition *condition,
                             struct calendar_date since);

static bool is_over_months_since(const struct happening *now, const struct tax_condition *condition,
                                 struct calendar_date since)
{
    return calendar_compare(now->date, calendar_months_later(since, condition->months)) > 0;
}

static bool is_under_months_since(const struct happening *now, const struct tax_condition *condition,
                                  struct calendar_date since)
{
    return calendar_compare(now->date, calendar_months_later(since, condition->months)) < 0;
}

/* The first day of the tax year of a day: tax years begin on the day of the year on which the table's period does. */
static struct calendar_date year_of(const struct tax_table *table, struct calendar_date date)
{
    struct calendar_date first = {date.year, table->from.month, table->from.day};
    if (calendar_compare(date, first) < 0)
        first.year--;
    return first;
}

static bool is_same_year(const struct happening *now, const struct tax_condition *condition, struct calendar_date since)
{
    (void)condition;
    return calendar_compare(year_of(now->table, now->date), year_of(now->table, since)) == 0;
}

static bool is_earlier_year(const struct happening *now, const struct tax_condition *condition,
                            struct calendar_date since)
{
    (void)condition;
    return calendar_compare(year_of(now->table, since), year_of(now->table, now->date)) < 0;
}

static bool is_elected_83b(const struct happening *now, const struct tax_condition *condition,
                           struct calendar_date since)
{
    (void)since;
    return now->holding->elected_83b == condition->flag;
}

static bool is_forfeited(const struct happening *now, const struct tax_condition *condition, struct calendar_date since)
{
    (void)since;
    return now->holding->forfeited == condition->flag;
}

static bool is_acquired_after(const struct happening *now, const struct tax_condition *condition,
                              struct calendar_date since)
{
    (void)since;
    return now->holding->acquired.year && calendar_compare(now->holding->acquired, condition->date) > 0;
}

static bool is_acquired_to(const struct happening *now, const struct tax_condition *condition,
                           struct calendar_date since)
{
    (void)since;
    return now->holding->acquired.year && calendar_compare(now->holding->acquired, condition->date) <= 0;
}

static condition_holds *const conditions[TAX_CONDITIONS] = {
    [TAX_CONDITION_OVER_MONTHS_SINCE] = is_over_months_since,
    [TAX_CONDITION_UNDER_MONTHS_SINCE] = is_under_months_since,
    [TAX_CONDITION_SAME_YEAR] = is_same_year,
    [TAX_CONDITION_EARLIER_YEAR] = is_earlier_year,
    [TAX_CONDITION_ELECTED_83B] = is_elected_83b,
    [TAX_CONDITION_FORFEITED] = is_forfeited,
    [TAX_CONDITION_ACQUIRED_AFTER] = is_acquired_after,
    [TAX_CONDITION_ACQUIRED_TO] = is_acquired_to,
};

static bool rule_applies(const struct tax_rule *rule, const struct happening *now)
{
    for (size_t i = 0; i < rule->condition_count; i++) {
        const struct tax_condition *condition = &rule->condition[i];
        enum tax_condition_argument argument = tax_condition_arguments[condition->kind];
        bool names_event = argument == TAX_ARGUMENT_MONTHS || argument == TAX_ARGUMENT_EVENT;
        struct calendar_date since = names_event ? now->holding->date[condition->event] : now->date;
        if (since.year == 0 || !conditions[condition->kind](now, condition, since))
            return false;
    }
    return true;
}

const struct tax_rule *tax_event_rule(const struct tax_table *table, const struct tax_grant *grant,
                                      enum tax_event event, const struct tax_holding *holding)
{
    struct happening now = {table, holding, holding->date[event]};
    for (size_t i = 0; i < grant->event[event].count; i++)
        if (rule_applies(&grant->event[event].rule[i], &now))
            return &grant->event[event].rule[i];
    return NULL;
}

void tax_event_add(struct arena *arena, const struct tax_table *table, size_t status, const struct tax_grant *grant,
                   enum tax_event event, const struct tax_holding *holding, double shares, double flow[TAX_FLOWS])
{
    const struct tax_rule *rule = tax_event_rule(table, grant, event, holding);
    if (!rule)
        return;
    struct tax_range amount[TAX_AMOUNTS];
    size_t *wanted = arena_alloc(arena, rule->flow_count + 1, sizeof *wanted);
    for (size_t i = 0; i < TAX_AMOUNTS; i++)
        amount[i] = (struct tax_range){holding->amount[i], holding->amount[i]};
    for (size_t i = 0; i < rule->flow_count; i++)
        wanted[i] = rule->flow[i].value;
    /* All amounts are known, so that preparing it is computing it. */
    struct tax_program *program =
        tax_program_create(arena, table, status, &rule->formula, amount, wanted, rule->flow_count);
    for (size_t i = 0; i < rule->flow_count; i++)
        flow[table->input[rule->flow[i].input]] += shares * program->result[i].constant;
}
