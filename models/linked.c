#include "models/linked.h"

#include "models/company_plan.h"
#include "models/dimensions.h"
#include "models/plan.h"

#include <math.h>
#include <string.h>

/* --- how many ----------------------------------------------------------------------------------------------------- */

static bool open(double chance)
{
    return chance > 0 && chance < 1;
}

static double mean_of(const struct value *value)
{
    return value->distribution.kind ? distribution_mean(&value->distribution) : 0;
}

static size_t outcomes(const struct offer *offer)
{
    size_t possible = offer->no_exit_share > 0;
    for (size_t i = 0; i < offer->exit_count; i++)
        possible += offer->exit[i].share > 0;
    return possible;
}

/* Draws of the overlays: one a kind, or one of both. */
static size_t overlays(const struct offer *offer)
{
    double none[2] = {1, 1};
    for (size_t i = 0; i < offer->risk_count; i++)
        if (offer->risk[i].kind == RISK_EQUITY_ZERO || offer->risk[i].kind == RISK_STAGNATION)
            none[offer->risk[i].kind == RISK_STAGNATION] *= 1 - offer->risk[i].chance;
    if (offer->exclusive_overlays)
        return 1;
    return (size_t)open(none[0]) + (size_t)open(none[1]);
}

size_t linked_draws(const struct offer *offer)
{
    size_t count = (size_t)(outcomes(offer) > 1) + (size_t)(offer->layoff.count > 0) + overlays(offer);
    if (offer->listed)
        return 0;
    for (size_t r = 0; r < offer->dilution.round_count; r++)
        count += open(mean_of(&offer->dilution.round[r].probability));
    return count + (size_t)(offer->company_given && open(mean_of(&offer->raise_probability)));
}

bool linked_counts(const struct offer *offer)
{
    return offer->linked > 0 && linked_draws(offer) > 1;
}

/* --- which -------------------------------------------------------------------------------------------------------- */

size_t linked_slots_most(const struct plan *plan)
{
    return 5 + plan->company->round_count + plan->overlay.worthless.count + plan->overlay.stagnation.count;
}

static void add(int at, double s, int *slot, double *sign, size_t *count)
{
    if (at < 0)
        return;
    slot[*count] = at;
    sign[(*count)++] = s;
}

size_t linked_slots(const struct plan *plan, int *slot, double *sign)
{
    const struct overlay_kind *const kinds[] = {&plan->overlay.worthless, &plan->overlay.stagnation};
    size_t count = 0;
    add(plan->exit.choice_slot, 1, slot, sign, &count);
    add(plan->employment.layoff ? plan->employment.layoff_slot : DRAW_CERTAIN, 1, slot, sign, &count);
    for (size_t r = 0; r < plan->company->round_count; r++)
        add(plan->company->round[r].happens.slot, 1, slot, sign, &count);
    add(plan->runway.binds ? plan->runway.raise.slot : DRAW_CERTAIN, 1, slot, sign, &count);
    for (size_t k = 0; k < 2; k++)
        for (size_t e = 0; e < kinds[k]->count; e++)
            add(kinds[k]->event[e].event.slot, -1, slot, sign, &count);
    add(plan->overlay.exclusive ? plan->overlay.exclusive_slot : DRAW_CERTAIN, -1, slot, sign, &count);
    return count;
}

/* --- the order of the exits --------------------------------------------------------------------------------------- */

bool linked_choice(const struct offer *offer)
{
    bool named = false;
    for (size_t i = 0; i < offer->correlation_count; i++)
        for (size_t k = 0; k < 2; k++)
            named = named || strcmp(offer->correlation[i].between[k], dimension_names[DIMENSION_EXIT_CHOICE]) == 0;
    return named || linked_counts(offer);
}

double linked_mean_value(const struct offer *offer, const struct exit_row *row)
{
    const struct valuation_kind *kind = row->valuation.kind;
    double mean[VALUATION_VALUES] = {0};
    double years = row->timeline.given ? mean_of(&row->timeline) : mean_of(&offer->stay) / 2;
    for (size_t i = 0; i < kind->key_count; i++)
        mean[i] = mean_of(&row->valuation.value[i]);
    double value = kind->mean ? kind->mean(mean, years) : mean[0];
    return isnan(value) ? HUGE_VAL : value;
}
