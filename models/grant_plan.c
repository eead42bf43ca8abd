#include "models/grant_plan.h"

#include "models/company_plan.h"
#include "models/grant_kind.h"
#include "models/leaving_rule.h"
#include "models/share_count.h"
#include "models/share_rounding.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Fraction of all shares, from percent, shares or dollars. */
static void prepare_size(struct preparation *preparation, const struct grant *grant, struct grant_plan *plan)
{
    plan->size_factor = share_count_dilutive_factor(preparation);
    plan->strike_factor = 1;
    plan->by_value = grant->value.given;
    if (grant->value.given) {
        plan->size =
            share_count_scaled(grant_kind_quantity(preparation, &grant->value, grant, "value"), &plan->size_factor);
        plan->valued_at = grant_kind_quantity(preparation, &grant->valued_at, grant, "valued_at");
    } else if (grant->shares.given) {
        plan->size =
            share_count_fraction(preparation, grant_kind_quantity(preparation, &grant->shares, grant, "shares"),
                                 arena_text(preparation->arena, "grants.%s.shares", grant->name), &plan->size_factor);
    } else {
        plan->size =
            share_count_scaled(grant_kind_quantity(preparation, &grant->percent, grant, "percent"), &plan->size_factor);
    }
}

double grant_plan_size_at(const struct grant_plan *grant, const struct path_block *block, size_t lane)
{
    double size = quantity_at(&grant->size, block, lane) * grant->size_factor;
    return grant->by_value ? size / quantity_at(&grant->valued_at, block, lane) : size;
}

double grant_plan_strike_at(const struct grant_plan *grant, const struct path_block *block, size_t lane)
{
    return quantity_at(&grant->strike_company, block, lane) * grant->strike_factor;
}

struct vesting_table grant_plan_vesting(struct preparation *preparation, const struct grant *grant)
{
    double shares = 0;
    bool whole = grant->shares.given && distribution_is_point(&grant->shares.distribution, &shares) &&
                 shares == floor(shares) && shares > 0;
    return whole ? share_rounding_table(preparation->arena, &grant->vesting, grant->rounding, shares)
                 : vesting_table(preparation->arena, &grant->vesting);
}

/* The usual schedule, month by month after a cliff, needs no look-up. */
static int even_from(const struct vesting_table *table)
{
    int from = 0;
    while (from < table->months && table->fraction[from] <= 0)
        from++;
    for (int n = from; n <= table->months; n++)
        if (n == 0 || table->fraction[n] != (double)n / table->months)
            return -1;
    return from;
}

static bool no_more_than_its_class(struct preparation *preparation, const struct grant_plan *grant,
                                   const char *class_name)
{
    const struct company_plan *company = preparation->plan->company;
    size_t c = company_class_named(company, class_name);
    double room = 0;
    for (size_t i = 0; i < company->class_count; i++)
        if (c == i || (c == COMMON_PRICE && company->share_class[i].kind == CLASS_COMMON))
            room += company->share_class[i].shares;
    double mean = grant->size.mean / (grant->by_value ? grant->valued_at.mean : 1);
    return mean * company->total_shares <= room * (1 + 1e-9);
}

static long calendar_day(const struct offer *offer, double years)
{
    const double days_a_year = 365.25;
    return lround(offer->start_day + years * days_a_year);
}

/* `granted`: of the first of the grants that a row repeats; this one follows so many months later. */
static void count_day(struct preparation *preparation, const struct value *time, double granted, int months_later,
                      struct grant_plan *plan)
{
    const struct offer *offer = preparation->offer;
    double years = 0;
    if (!time->dated || !distribution_is_point(&time->distribution, &years))
        return;
    int months = vesting_calendar_months(calendar_day(offer, granted), calendar_day(offer, years)) - months_later;
    if (months == vesting_elapsed_months(years - plan->granted_years.value))
        return;
    int last = plan->vesting.months;
    double vested = months < 0 ? 0 : plan->vesting.fraction[months < last ? months : last];
    plan->day = arena_grow(preparation->arena, plan->day, plan->day_count, sizeof *plan->day);
    plan->day[plan->day_count++] = (struct vesting_day){years, vested};
}

static int by_years(const void *a, const void *b)
{
    const struct vesting_day *left = a, *right = b;
    return (left->years > right->years) - (left->years < right->years);
}

/* In order, each once: two exits on one day have vested the same. */
static void sort_days(struct grant_plan *plan)
{
    size_t kept = 0;
    if (plan->day_count)
        qsort(plan->day, plan->day_count, sizeof *plan->day, by_years);
    for (size_t i = 0; i < plan->day_count; i++)
        if (i == 0 || plan->day[i].years != plan->day[kept - 1].years)
            plan->day[kept++] = plan->day[i];
    plan->day_count = kept;
}

/* Between two dates that are certain, calendar months are counted (docs/decisions/0010). */
static void count_calendar_months(struct preparation *preparation, const struct grant *grant, int repeat,
                                  struct grant_plan *plan)
{
    const struct offer *offer = preparation->offer;
    double granted = 0, later = 12 * repeat * grant->repeat_every_years;
    plan->day_count = 0;
    plan->day = NULL;
    if (!offer->start_given || !grant->granted.dated || fabs(later - round(later)) > 1e-9)
        return;
    (void)distribution_is_point(&grant->granted.distribution, &granted);
    for (size_t i = 0; i < offer->exit_count; i++)
        count_day(preparation, &offer->exit[i].timeline, granted, (int)round(later), plan);
    sort_days(plan);
}

static bool quantity_is(const struct quantity *quantity, double value)
{
    return quantity->slot == DRAW_CERTAIN && quantity->value == value;
}

static void prepare_grant(struct preparation *preparation, const struct grant *grant, struct grant_plan *plan)
{
    const struct grant_kind *kind = grant->kind;
    *plan = (struct grant_plan){.name = grant->name,
                                .row = (size_t)(grant - preparation->offer->grant),
                                .kind = kind,
                                .kind_number = grant_kind_number(kind),
                                .on_leaving = grant->on_leaving,
                                .on_leaving_number = leaving_rule_number(grant->on_leaving),
                                .strike_company = grant_kind_certain(0),
                                .follows = {DRAW_CERTAIN, 1}};
    prepare_size(preparation, grant, plan);
    if (kind->prepare)
        kind->prepare(preparation, grant, plan);
    plan->class_slot = company_slot_of_class(preparation->plan->company, grant->class_name);
    plan->granted_years = grant_kind_quantity(preparation, &grant->granted, grant, "granted");
    plan->vesting = grant_plan_vesting(preparation, grant);
    plan->even_from = even_from(&plan->vesting);
    plan->single_trigger = grant_kind_quantity(preparation, &grant->single_trigger, grant, "single_trigger");
    plan->double_trigger = grant_kind_quantity(preparation, &grant->double_trigger, grant, "double_trigger");
    plan->double_trigger_window_years =
        grant_kind_quantity(preparation, &grant->double_trigger_window, grant, "double_trigger_window");
    plan->laid_off_vests = preparation->offer->layoff.count > 0 && !quantity_is(&plan->double_trigger, 0);
    if (preparation->offer->class_count && !no_more_than_its_class(preparation, plan, grant->class_name))
        preparation_fault(preparation, "grants.%s: is larger than its class%s%s", grant->name,
                          grant->class_name ? " " : "", grant->class_name ? grant->class_name : "");
}

static bool is_plain(const struct grant_plan *grant)
{
    return grant->kind->pays_price && !grant->on_leaving->forfeits && !grant->lapses &&
           quantity_is(&grant->single_trigger, 0) && quantity_is(&grant->double_trigger, 0) &&
           grant->granted_years.slot == DRAW_CERTAIN && grant->granted_years.value <= 0;
}

static size_t count_with_repeats(const struct offer *offer)
{
    size_t count = 0;
    for (size_t g = 0; g < offer->grant_count; g++)
        count += 1 + (size_t)offer->grant[g].repeat_times;
    return count;
}

static int by_name(const void *a, const void *b)
{
    const struct grant *const *left = a, *const *right = b;
    return strcmp((*left)->name, (*right)->name);
}

const struct grant **grant_plan_order(struct arena *arena, const struct offer *offer)
{
    const struct grant **order = arena_alloc(arena, offer->grant_count + 1, sizeof *order);
    for (size_t g = 0; g < offer->grant_count; g++)
        order[g] = &offer->grant[g];
    qsort(order, offer->grant_count, sizeof *order, by_name);
    return order;
}

static bool kind_has_term(const struct grant_plan *grant)
{
    return grant->kind->has_strike && !grant->paid_early;
}

/* From start. */
static double shortest_term(const struct grant_plan *grant)
{
    return quantity_shortest(&grant->granted_years) + quantity_shortest(&grant->expires_years);
}

void grant_plan_prepare(struct preparation *preparation)
{
    const struct offer *offer = preparation->offer;
    struct equity_plan *equity = &preparation->plan->equity;
    equity->grant = arena_alloc(preparation->arena, count_with_repeats(offer) + 1, sizeof *equity->grant);
    equity->all_plain = preparation->plan->sale.at_face;
    if (offer->listed)
        return; /* stages/listed.c */
    const struct grant **order = grant_plan_order(preparation->arena, offer);
    for (size_t g = 0; g < offer->grant_count; g++) {
        const struct grant *grant = order[g];
        struct grant_plan plan;
        prepare_grant(preparation, grant, &plan);
        for (int k = 0; k <= grant->repeat_times; k++) {
            /* A refresher repeats the grant later, with the same draws. */
            struct grant_plan *made = &equity->grant[equity->count++];
            *made = plan;
            if (k > 0) {
                made->name = arena_text(preparation->arena, "%s (%d)", grant->name, k + 1);
                made->granted_years.value += k * grant->repeat_every_years;
                made->granted_years.curve.a += k * grant->repeat_every_years;
            }
            count_calendar_months(preparation, grant, k, made);
            equity->all_plain = equity->all_plain && is_plain(made);
            made->outlives_term =
                kind_has_term(made) && quantity_longest(&preparation->plan->exit.stay) > shortest_term(made);
            made->bought_years = offer->exercise_day_years;
            made->bought = made->bought_years > 0 && made->kind->has_strike && !made->paid_early;
            equity->may_cost = equity->may_cost || made->paid_early || made->bought || made->on_leaving->pays_blindly ||
                               made->on_leaving->decides;
        }
    }
}
