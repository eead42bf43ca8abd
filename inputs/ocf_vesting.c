#include "inputs/ocf_vesting.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TRANCHES_MAX = 1200, CONDITIONS_MAX = 200, DAYS_OF_MONTH = 30 };

struct tranche {
    long month;
    double share; /* of the whole */
};

struct schedule {
    struct ocf *ocf;
    const struct node *terms;
    double quantity; /* of the security, for portions in shares */
    const char *start;
    size_t count;
    struct tranche tranche[TRANCHES_MAX];
};

const char *ocf_vesting_start(const struct ocf *ocf, const struct ocf_security *security)
{
    for (size_t i = 0; i < ocf->events.count; i++) {
        const struct node *event = ocf->events.item[i];
        const char *id = ocf_text(event, "security_id"), *date = ocf_text(event, "date");
        if (strcmp(ocf_text(event, "object_type"), "TX_VESTING_START") == 0 && id && date &&
            strcmp(id, security->id) == 0)
            return date;
    }
    return security->date;
}

long ocf_vesting_months(const char *from, const char *to)
{
    long day[2][3] = {{0}};
    const char *text[2] = {from, to};
    for (size_t k = 0; k < 2; k++) {
        char *rest = NULL;
        day[k][0] = strtol(text[k], &rest, 10);
        day[k][1] = *rest == '-' ? strtol(rest + 1, &rest, 10) : 1;
        day[k][2] = *rest == '-' ? strtol(rest + 1, &rest, 10) : 1;
        if (day[k][0] < 0 || day[k][0] > 9999 || day[k][1] < 1 || day[k][1] > 12 || day[k][2] < 1 || day[k][2] > 31)
            return -1;
    }
    double months = 12.0 * (double)(day[1][0] - day[0][0]) + (double)(day[1][1] - day[0][1]) +
                    (double)(day[1][2] - day[0][2]) / DAYS_OF_MONTH;
    return lround(months);
}

/* --- a chain of conditions ---------------------------------------------------------------------------------------- */

static const struct node *condition_named(const struct node *terms, const char *id)
{
    const struct node *list = node_member(terms, "vesting_conditions");
    for (const struct node *one = list ? list->child : NULL; one; one = one->next) {
        const char *own = ocf_text(one, "id");
        if (id && own && strcmp(own, id) == 0)
            return one;
    }
    return NULL;
}

static const struct node *first_condition(const struct node *terms)
{
    const struct node *list = node_member(terms, "vesting_conditions");
    for (const struct node *one = list ? list->child : NULL; one; one = one->next) {
        const struct node *trigger = one->type == NODE_OBJECT ? node_member(one, "trigger") : NULL;
        const char *type = ocf_text(trigger, "type");
        if (type && strcmp(type, "VESTING_START_DATE") == 0)
            return one;
    }
    return list ? list->child : NULL;
}

static bool refuse(struct schedule *schedule, const struct node *condition, const char *type)
{
    const char *name = ocf_text(schedule->terms, "name");
    problem_add(schedule->ocf->problems, STATUS_INVALID, condition->at, "/grants",
                "say the schedule instead: --set grants.0.vesting='4 years'",
                "the vesting \"%.60s\" waits for something else than time: %.60s", name ? name : "", type);
    return false;
}

/* The share of the whole that one occurrence vests. */
static double share_of(const struct schedule *schedule, const struct node *condition)
{
    const struct node *portion = node_member(condition, "portion");
    double share = ocf_number(portion, "numerator") / ocf_number(portion, "denominator");
    return isnan(share) ? ocf_number(condition, "quantity") / schedule->quantity : share;
}

static void add(struct schedule *schedule, long month, double share)
{
    if (share > 0 && schedule->count < TRANCHES_MAX)
        schedule->tranche[schedule->count++] = (struct tranche){month, share};
}

/* Adds what a condition vests; *month moves to its last occurrence. False with a problem. */
static bool take_condition(struct schedule *schedule, const struct node *condition, long *month)
{
    const struct node *trigger = node_member(condition, "trigger");
    const char *type = ocf_text(trigger, "type"), *date = ocf_text(trigger, "date");
    double share = share_of(schedule, condition);
    if (type && strcmp(type, "VESTING_START_DATE") == 0) {
        add(schedule, *month, share);
        return true;
    }
    if (type && strcmp(type, "VESTING_SCHEDULE_ABSOLUTE") == 0 && date) {
        *month = ocf_vesting_months(schedule->start, date);
        add(schedule, *month, share);
        return *month >= 0 || refuse(schedule, condition, date);
    }
    const struct node *period = trigger && trigger->type == NODE_OBJECT ? node_member(trigger, "period") : NULL;
    const char *unit = ocf_text(period, "type");
    double length = ocf_number(period, "length"), times = ocf_number(period, "occurrences"),
           cliff = ocf_number(period, "cliff_installment");
    if (unit && strcmp(unit, "YEARS") == 0)
        length *= 12;
    else if (unit && strcmp(unit, "DAYS") == 0)
        length /= 365.25 / 12;
    if (!type || strcmp(type, "VESTING_SCHEDULE_RELATIVE") != 0 || !(length > 0) || !(times >= 1) ||
        times > TRANCHES_MAX)
        return refuse(schedule, condition, type ? type : "no trigger");
    double waiting = 0;
    for (long k = 1; k <= lround(times); k++) {
        waiting += share;
        if (cliff > (double)k)
            continue;
        add(schedule, *month + lround(length * (double)k), waiting);
        waiting = 0;
    }
    *month += lround(length * times);
    return true;
}

static bool take_terms(struct schedule *schedule)
{
    const struct node *condition = first_condition(schedule->terms);
    long month = 0;
    for (size_t k = 0; condition && k < CONDITIONS_MAX; k++) {
        const struct node *next = node_member(condition, "next_condition_ids");
        if (next && next->children > 1)
            return refuse(schedule, condition, "one of several conditions");
        if (!take_condition(schedule, condition, &month))
            return false;
        condition = next && next->child ? condition_named(schedule->terms, next->child->text) : NULL;
    }
    return true;
}

/* Its own list of dates and amounts, in place of terms. */
static bool take_dates(struct schedule *schedule, const struct node *list)
{
    for (const struct node *one = list->child; one; one = one->next) {
        const char *date = ocf_text(one, "date");
        long month = date ? ocf_vesting_months(schedule->start, date) : -1;
        if (month < 0)
            return refuse(schedule, one, "a date that is none, or lies before its start");
        add(schedule, month, ocf_number(one, "amount") / schedule->quantity);
    }
    return true;
}

/* --- as `vesting` ------------------------------------------------------------------------------------------------- */

/* Whether all vests evenly over the months, the first part at once after a cliff: {months, cliff, step}. */
static bool is_even(const struct schedule *schedule, long *cliff, long *step)
{
    const double slack = 1e-6;
    const struct tranche *tranche = schedule->tranche;
    size_t last = schedule->count - 1;
    double whole = (double)tranche[last].month;
    *cliff = tranche[0].month;
    *step = last > 0 ? tranche[1].month - tranche[0].month : *cliff;
    if (*cliff <= 0 || *step <= 0 || *cliff % *step != 0 || fabs(tranche[0].share - (double)*cliff / whole) > slack)
        return false;
    for (size_t i = 1; i <= last; i++)
        if (tranche[i].month != tranche[i - 1].month + *step || fabs(tranche[i].share - (double)*step / whole) > slack)
            return false;
    return true;
}

static void put(struct ocf *ocf, struct node *object, const char *key, const char *text)
{
    struct node *node = node_create(ocf->arena, NODE_TEXT, object->at);
    node->text = node->written = text;
    node_set_member(object, key, object->at, node);
}

static struct node *schedule_node(const struct schedule *schedule, struct place at)
{
    struct ocf *ocf = schedule->ocf;
    struct arena *arena = ocf->arena;
    long cliff, step;
    if (is_even(schedule, &cliff, &step)) {
        struct node *object = node_create(arena, NODE_OBJECT, at);
        put(ocf, object, "months", arena_text(arena, "%ld", schedule->tranche[schedule->count - 1].month));
        put(ocf, object, "cliff", arena_text(arena, "%ld", cliff == step ? 0 : cliff));
        put(ocf, object, "step", arena_text(arena, "%ld", step));
        return object;
    }
    struct node *list = node_create(arena, NODE_ARRAY, at);
    for (size_t i = 0; i < schedule->count; i++) {
        struct node *object = node_create(arena, NODE_OBJECT, at);
        put(ocf, object, "month", arena_text(arena, "%ld", schedule->tranche[i].month));
        put(ocf, object, "percent", arena_text(arena, "%.15g%%", 100 * schedule->tranche[i].share));
        node_append(list, object);
    }
    return list;
}

struct node *ocf_vesting_node(struct ocf *ocf, const struct ocf_security *security)
{
    struct schedule *schedule = arena_alloc(ocf->arena, 1, sizeof *schedule);
    const struct node *dates = node_member(security->node, "vestings");
    const char *terms = ocf_text(security->node, "vesting_terms_id");
    schedule->ocf = ocf;
    schedule->terms = ocf_item_named(&ocf->terms, terms);
    schedule->quantity = security->issued;
    schedule->start = ocf_vesting_start(ocf, security);
    if (terms && !schedule->terms) {
        problem_warn(ocf->problems, security->node->at, "/grants", "the vesting terms \"%.60s\" are not in the package",
                     terms);
        return NULL;
    }
    if (schedule->terms ? !take_terms(schedule) : !(dates && take_dates(schedule, dates)))
        return NULL;
    return schedule->count ? schedule_node(schedule, security->node->at) : NULL;
}
