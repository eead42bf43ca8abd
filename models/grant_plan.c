#include "models/grant_plan.h"

#include "models/company_plan.h"
#include "models/share_rounding.h"

#include <math.h>

static struct quantity grant_quantity(struct preparation *preparation, const struct value *value, const char *name,
                                      const char *key)
{
    return quantity_of(preparation, value, -1, arena_text(preparation->arena, "grants.%s.%s", name, key));
}

static struct quantity certain(double value)
{
    return (struct quantity){.slot = DRAW_CERTAIN, .value = value, .mean = value};
}

static struct quantity scaled(struct quantity quantity, double factor)
{
    /* Only affine curves and points are scaled: the caller sees to it. */
    quantity.value *= factor;
    quantity.mean *= factor;
    quantity.curve.a *= factor;
    quantity.curve.b *= factor;
    return quantity;
}

/* Shares in all, as converted, at start: from `fully_diluted_shares`, else from a capital given in shares; 0: unknown.
 */
static double all_shares(struct preparation *preparation)
{
    const struct offer *offer = preparation->offer;
    double shares = 0;
    if (offer->fully_diluted_shares.given) {
        if (!distribution_is_point(&offer->fully_diluted_shares.distribution, &shares))
            shares = distribution_mean(&offer->fully_diluted_shares.distribution);
        return shares;
    }
    return offer->class_count && offer->capital[0].shares.given ? preparation->plan->company->total_shares : 0;
}

/* Fraction of all shares, from percent or shares. */
static struct quantity size_of(struct preparation *preparation, const struct grant *grant, double shares_in_all)
{
    if (!grant->shares.given)
        return grant_quantity(preparation, &grant->percent, grant->name, "percent");
    struct quantity shares = grant_quantity(preparation, &grant->shares, grant->name, "shares");
    if (!(shares_in_all > 0))
        preparation_fault(preparation, "grants.%s.shares: needs fully_diluted_shares, or a capital in shares",
                          grant->name);
    else if (shares.slot != DRAW_CERTAIN && shares.curve.family != CURVE_AFFINE)
        preparation_fault(preparation, "grants.%s.shares: a number or a range is needed here", grant->name);
    else
        shares = scaled(shares, 1 / shares_in_all);
    return shares;
}

/* Company value at which the strike was set. */
static struct quantity strike_of(struct preparation *preparation, const struct grant *grant, double shares_in_all)
{
    if (grant->strike_value.given)
        return grant_quantity(preparation, &grant->strike_value, grant->name, "strike_value");
    if (!grant->strike.given)
        return certain(0);
    struct quantity strike = grant_quantity(preparation, &grant->strike, grant->name, "strike");
    if (!(shares_in_all > 0))
        preparation_fault(preparation, "grants.%s.strike: needs fully_diluted_shares, or a capital in shares",
                          grant->name);
    else if (strike.slot != DRAW_CERTAIN && strike.curve.family != CURVE_AFFINE)
        preparation_fault(preparation, "grants.%s.strike: a number or a range is needed here", grant->name);
    else
        strike = scaled(strike, shares_in_all);
    return strike;
}

static struct vesting_table vesting_of(struct preparation *preparation, const struct grant *grant)
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
    return grant->size.mean * company->total_shares <= room * (1 + 1e-9);
}

static void count_day(struct preparation *preparation, const struct value *time, long granted_day,
                      struct grant_plan *plan)
{
    double years = 0;
    long day = 0;
    if (!time->distribution.kind || !distribution_is_point(&time->distribution, &years) ||
        !vesting_calendar_day(preparation->offer->start_day, years, &day))
        return;
    if (fabs(12 * years - round(12 * years)) < 1e-9)
        return; /* "18 months" is a duration */
    int months = vesting_calendar_months(granted_day, day);
    if (months == vesting_elapsed_months(years - plan->granted_years.value))
        return;
    for (size_t i = 0; i < plan->day_count; i++)
        if (plan->day[i].years == years)
            return;
    int last = plan->vesting.months;
    double vested = months < 0 ? 0 : plan->vesting.fraction[months < last ? months : last];
    plan->day = arena_grow(preparation->arena, plan->day, plan->day_count, sizeof *plan->day);
    plan->day[plan->day_count++] = (struct vesting_day){years, vested};
}

/* Between two dates that are certain, calendar months are counted (docs/decisions/0010). */
static void count_calendar_months(struct preparation *preparation, struct grant_plan *plan)
{
    const struct offer *offer = preparation->offer;
    long granted_day = 0;
    plan->day_count = 0;
    plan->day = NULL;
    if (!offer->start_given || plan->granted_years.slot != DRAW_CERTAIN ||
        !vesting_calendar_day(offer->start_day, plan->granted_years.value, &granted_day))
        return;
    for (size_t i = 0; i < offer->exit_count; i++)
        count_day(preparation, &offer->exit[i].timeline, granted_day, plan);
}

static void prepare_grant(struct preparation *preparation, const struct grant *grant, struct grant_plan *plan)
{
    bool option = grant->type == GRANT_NSO || grant->type == GRANT_ISO;
    double shares_in_all = all_shares(preparation);
    plan->name = grant->name;
    plan->size = size_of(preparation, grant, shares_in_all);
    plan->strike_company = grant->type == GRANT_RSU ? certain(0) : strike_of(preparation, grant, shares_in_all);
    plan->option = option;
    plan->paid_early = (option && grant->early_exercise) || (grant->type == GRANT_RSA && plan->strike_company.mean > 0);
    plan->class_slot = company_slot_of_class(preparation->plan->company, grant->class_name);
    plan->granted_years = grant_quantity(preparation, &grant->granted, grant->name, "granted");
    plan->vesting = vesting_of(preparation, grant);
    plan->even_from = even_from(&plan->vesting);
    plan->single_trigger = grant_quantity(preparation, &grant->single_trigger, grant->name, "single_trigger");
    plan->double_trigger = grant_quantity(preparation, &grant->double_trigger, grant->name, "double_trigger");
    plan->on_leaving = grant->on_leaving != LEAVING_DEFAULT ? grant->on_leaving
                       : option                             ? LEAVING_EXERCISE
                                                            : LEAVING_KEEP;
    plan->exercises = (struct event){DRAW_CERTAIN, 1};
    if (option && plan->on_leaving == LEAVING_EXERCISE)
        plan->exercises = event_of(preparation, grant->exercise_chance, -1,
                                   arena_text(preparation->arena, "grants.%s.exercise", grant->name));
    plan->exercise_window_years = grant_quantity(preparation, &grant->exercise_window, grant->name, "exercise_window");
    plan->cash_limited = grant->cash_limit.given;
    plan->cash_limit = grant_quantity(preparation, &grant->cash_limit, grant->name, "cash_limit");
    plan->liquidity_needed = grant->type == GRANT_RSU && grant->liquidity_needed;
    plan->expires_years = grant_quantity(preparation, &grant->expires, grant->name, "expires");
    if (preparation->offer->class_count && !no_more_than_its_class(preparation, plan, grant->class_name))
        preparation_fault(preparation, "grants.%s: is larger than its class%s%s", grant->name,
                          grant->class_name ? " " : "", grant->class_name ? grant->class_name : "");
}

static bool quantity_is(const struct quantity *quantity, double value)
{
    return quantity->slot == DRAW_CERTAIN && quantity->value == value;
}

static bool is_plain(const struct grant_plan *grant)
{
    return !grant->option && !grant->paid_early && quantity_is(&grant->single_trigger, 0) &&
           quantity_is(&grant->double_trigger, 0) && grant->on_leaving == LEAVING_KEEP && !grant->liquidity_needed &&
           grant->granted_years.slot == DRAW_CERTAIN && grant->granted_years.value <= 0;
}

static size_t count_with_repeats(const struct offer *offer)
{
    size_t count = 0;
    for (size_t g = 0; g < offer->grant_count; g++)
        count += 1 + (size_t)offer->grant[g].repeat_times;
    return count;
}

void grant_plan_prepare(struct preparation *preparation)
{
    const struct offer *offer = preparation->offer;
    struct equity_plan *equity = &preparation->plan->equity;
    equity->grant = arena_alloc(preparation->arena, count_with_repeats(offer) + 1, sizeof *equity->grant);
    equity->all_plain = preparation->plan->sale.at_face;
    for (size_t g = 0; g < offer->grant_count; g++) {
        const struct grant *grant = &offer->grant[g];
        struct grant_plan plan = {0};
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
            count_calendar_months(preparation, made);
            equity->all_plain = equity->all_plain && is_plain(made);
            equity->may_cost =
                equity->may_cost || made->paid_early || (made->option && made->on_leaving == LEAVING_EXERCISE);
        }
    }
}
