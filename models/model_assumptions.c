#include "models/model_assumptions.h"

#include "models/valuation.h"

static bool any_grant(const struct offer *offer, bool (*is)(const struct grant *grant))
{
    for (size_t g = 0; g < offer->grant_count; g++)
        if (is(&offer->grant[g]))
            return true;
    return false;
}

static bool any_risks(const struct offer *offer, enum risk_kind kind, size_t at_least)
{
    size_t count = 0;
    for (size_t r = 0; r < offer->risk_count; r++)
        count += offer->risk[r].kind == kind;
    return count >= at_least;
}

static bool is_repeated(const struct grant *grant)
{
    return grant->repeat_times > 0;
}

static bool may_come_late(const struct grant *grant)
{
    double years = 0;
    bool by_start =
        !grant->granted.given || (distribution_is_point(&grant->granted.distribution, &years) && years <= 0);
    return grant->repeat_times > 0 || !by_start;
}

static bool is_paid_early(const struct grant *grant)
{
    return grant->early_exercise;
}

static bool is_limited(const struct grant *grant)
{
    return grant->cash_limit.given;
}

static bool repeats(const struct offer *offer)
{
    return any_grant(offer, is_repeated);
}

static bool grants_late(const struct offer *offer)
{
    return any_grant(offer, may_come_late);
}

static bool pays_early(const struct offer *offer)
{
    return any_grant(offer, is_paid_early);
}

static bool limits_cash(const struct offer *offer)
{
    return any_grant(offer, is_limited);
}

static bool failure_leaves_something(const struct offer *offer)
{
    if (!offer->debt.given && !offer->transaction_costs.given && !offer->carve_out.given)
        return false;
    for (size_t k = 0; k < offer->exit_count; k++) {
        const struct exit_row *exit = &offer->exit[k];
        double value = 1;
        bool nothing = !exit->valuation.kind->column &&
                       distribution_is_point(&exit->valuation.value[0].distribution, &value) && value == 0;
        if (exit->kind == EXIT_KIND_FAILURE && !nothing)
            return true;
    }
    return false;
}

static bool lists_options(const struct offer *offer)
{
    bool options = false, listed = false;
    for (size_t c = 0; c < offer->class_count; c++)
        options = options || offer->capital[c].kind == CLASS_OPTION;
    for (size_t k = 0; k < offer->exit_count; k++)
        listed = listed || offer->exit[k].kind == EXIT_KIND_IPO || offer->exit[k].kind == EXIT_KIND_INDEPENDENT;
    return options && listed;
}

static bool holds_in_escrow(const struct offer *offer)
{
    return offer->escrow_fraction.given;
}

static bool dilutes_twice(const struct offer *offer)
{
    return offer->dilution.annual.given && offer->dilution.round_count > 0;
}

static bool makes_pools(const struct offer *offer)
{
    for (size_t r = 0; r < offer->dilution.round_count; r++)
        if (offer->dilution.round[r].pool.given)
            return true;
    return false;
}

static bool states_all_three(const struct offer *offer)
{
    for (size_t r = 0; r < offer->dilution.round_count; r++) {
        const struct round_row *round = &offer->dilution.round[r];
        if (round->dilution.given && round->raise.given && round->pre_money.given)
            return true;
    }
    return false;
}

static bool converts(const struct offer *offer)
{
    return offer->dilution.convertible_count > 0;
}

static bool excludes_several(const struct offer *offer)
{
    return offer->exclusive_overlays && (any_risks(offer, RISK_EQUITY_ZERO, 2) || any_risks(offer, RISK_STAGNATION, 2));
}

static bool may_run_dry(const struct offer *offer)
{
    return offer->company_given;
}

static bool links_both_overlays(const struct offer *offer)
{
    return offer->linked > 0 && !offer->overlap_given && any_risks(offer, RISK_EQUITY_ZERO, 1) &&
           any_risks(offer, RISK_STAGNATION, 1);
}

const struct model_assumption model_assumptions[] = {
    {repeats, "/grants", "the grants that one row repeats share its draws: size, strike, whether it is exercised"},
    {grants_late, "/grants",
     "what is granted after the exit vests while the job goes on, at the price of the exit; it cannot accelerate"},
    {pays_early, "/grants",
     "an early exercise is paid for at the grant, or at start if that is later; what has not vested when the job ends "
     "is bought back at its strike, but not by a company that failed"},
    {limits_cash, "/grants",
     "a cash limit is for each grant, and for exercising before an exit, strike and tax; at the exit options are paid "
     "for from what "
     "they bring"},
    {failure_leaves_something, "/exits",
     "debt, transaction costs and carve-out come off acquisitions; the value of a failure is what is left for its "
     "owners"},
    {lists_options, "/capital", "where every class converts, option classes take part net of their strikes"},
    {holds_in_escrow, "/escrow",
     "the escrow holds back part of what a grant pays after its strike; what vests later waits for its release too"},
    {dilutes_twice, "/dilution", "a year's dilution comes on top of the rounds, and takes from their shares too"},
    {makes_pools, "/dilution/rounds",
     "a round's price counts all of its pool, a share of the company after it, beside its investors'"},
    {states_all_three, "/dilution/rounds", "of `dilution`, `raise` and `pre_money` the first two count"},
    {converts, "/dilution/convertibles",
     "a convertible ranks beside the round it converts in; before one, above every class, it takes what it is owed or "
     "converts at its cap"},
    {excludes_several, "/risks",
     "several rows of a kind count together before the kinds exclude each other: 1 - (1 - p)(1 - q)"},
    {links_both_overlays, "/linked",
     "worthless equity and stagnation fall on the same bad futures, so that either happens less often than if they "
     "were "
     "independent; `overlap` says what else is meant"},
    {may_run_dry, "/company", "a company whose cash ran out is worth nothing"},
    {NULL, NULL, NULL},
};
