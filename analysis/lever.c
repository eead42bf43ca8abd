#include "analysis/lever.h"

#include "models/grant_kind.h"
#include "models/tax/tax_table.h"
#include "sim/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { VESTING_SHORT = 36, SEVERANCE_MONTHS = 3 };

double lever_round_up(double x)
{
    static const double steps[] = {1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10};
    double power = 1;
    while (power > x)
        power /= 10;
    while (power * 10 <= x)
        power *= 10;
    size_t i = 0;
    while (i + 1 < sizeof steps / sizeof *steps && steps[i] * power < x * (1 - 1e-12))
        i++;
    return steps[i] * power;
}

/* --- values as settings ------------------------------------------------------------------------------------------- */

struct ends { /* of a point or an even range */
    double low, high;
};

static bool ends_of(const struct value *value, struct ends *ends)
{
    const struct distribution *d = &value->distribution;
    if (!value->given && !d->kind) {
        *ends = (struct ends){0, 0};
        return true;
    }
    if (distribution_is_point(d, &ends->low)) {
        ends->high = ends->low;
        return true;
    }
    *ends = (struct ends){d->parameter[0], d->parameter[1]};
    return d->kind == distribution_kind_named("uniform");
}

/* A share as a percentage: a bare number below 1 could be either. */
static const char *number_cell(struct arena *arena, double number, bool share)
{
    char text[NUMBER_TEXT_BYTES], percent[NUMBER_TEXT_BYTES];
    snprintf(percent, sizeof percent, "%.12g", 100 * number);
    return share ? arena_text(arena, "%s%%", percent) : arena_text(arena, "%s", number_exact(number, text));
}

static const char *cell_of(struct arena *arena, struct ends ends, bool share)
{
    const char *low = number_cell(arena, ends.low, share), *high = number_cell(arena, ends.high, share);
    const char *quote = share ? "\"" : "";
    if (!(ends.low < ends.high))
        return low;
    return arena_text(arena, "{\"dist\": \"uniform\", \"min\": %s%s%s, \"max\": %s%s%s}", quote, low, quote, quote,
                      high, quote);
}

static const char *words_of(struct arena *arena, struct ends ends, const char *unit)
{
    const char *low = number_short(arena, ends.low, unit);
    return ends.low < ends.high ? arena_text(arena, "%s to %s", low, number_short(arena, ends.high, unit)) : low;
}

/* value x factor + more, at `path`; false of a value that is spread in another way. */
static bool change(struct arena *arena, const struct value *value, const char *path, double factor, double more,
                   const char *unit, struct ask *ask)
{
    struct ends from;
    if (!ends_of(value, &from))
        return false;
    struct ends to = {from.low * factor + more, from.high * factor + more};
    ask->setting = arena_text(arena, "%s=%s", path, cell_of(arena, to, strcmp(unit, "share") == 0));
    ask->from = words_of(arena, from, unit);
    ask->to = words_of(arena, to, unit);
    ask->unit = unit;
    return true;
}

/* A tenth of the salary, in round money: 10K of 98K. */
static double pay_step(const struct offer *offer)
{
    double salary = distribution_mean(&offer->pay_offer.salary.distribution);
    return salary > 0 && isfinite(salary) ? lever_round_up(salary / 10) : 0;
}

/* --- pay ---------------------------------------------------------------------------------------------------------- */

static bool salary(struct arena *arena, const struct offer *offer, struct ask *ask)
{
    double step = pay_step(offer);
    if (!(step > 0))
        return false;
    ask->amount = step;
    ask->words = arena_text(arena, "%s more salary a year", number_short(arena, step, offer->currency));
    return change(arena, &offer->pay_offer.salary, "compensation.offer.salary", 1, step, offer->currency, ask);
}

static bool signing(struct arena *arena, const struct offer *offer, struct ask *ask)
{
    double step = pay_step(offer);
    if (!(step > 0))
        return false;
    ask->amount = step;
    ask->words = arena_text(arena, "%s more at signing", number_short(arena, step, offer->currency));
    return change(arena, &offer->pay_offer.signing, "compensation.offer.signing", 1, step, offer->currency, ask);
}

static bool bonus(struct arena *arena, const struct offer *offer, struct ask *ask)
{
    const double points = 0.05;
    ask->amount = points;
    ask->words = "5% of salary more in bonus";
    return change(arena, &offer->pay_offer.bonus, "compensation.offer.bonus", 1, points, "share", ask);
}

static bool severance(struct arena *arena, const struct offer *offer, struct ask *ask)
{
    struct ends from;
    if (!ends_of(&offer->severance, &from) || from.low < from.high)
        return false;
    double months = round(from.low * 12);
    ask->amount = SEVERANCE_MONTHS;
    ask->unit = "months";
    ask->words = arena_text(arena, "%d months of severance%s", SEVERANCE_MONTHS, months > 0 ? " more" : "");
    ask->from = arena_text(arena, "%.0f months", months);
    ask->to = arena_text(arena, "%.0f months", months + SEVERANCE_MONTHS);
    ask->setting = arena_text(arena, "severance=%.0f months", months + SEVERANCE_MONTHS);
    return true;
}

/* --- the grant: the first of the file ----------------------------------------------------------------------------- */

static const struct grant *grant_of(const struct offer *offer)
{
    return offer->grant_count ? &offer->grant[0] : NULL;
}

/* Half as much again, rounded up to what people say. */
static bool size(struct arena *arena, const struct offer *offer, struct ask *ask)
{
    const struct grant *grant = grant_of(offer);
    double now;
    if (!grant)
        return false;
    const struct value *value = grant->value.given    ? &grant->value
                                : grant->shares.given ? &grant->shares
                                                      : &grant->percent;
    const char *key = grant->value.given ? "value" : grant->shares.given ? "shares" : "percent";
    const char *unit = grant->value.given ? offer->currency : grant->shares.given ? "shares" : "share";
    if (!distribution_is_point(&value->distribution, &now) || !(now > 0))
        return false;
    double wanted = lever_round_up(1.5 * now);
    if (!change(arena, value, arena_text(arena, "grants.0.%s", key), 0, wanted, unit, ask))
        return false;
    ask->amount = wanted - now;
    ask->words =
        arena_text(arena, "a grant of %s%s instead of %s", ask->to, grant->shares.given ? " shares" : "", ask->from);
    return true;
}

static bool strike(struct arena *arena, const struct offer *offer, struct ask *ask)
{
    const struct grant *grant = grant_of(offer);
    double now;
    if (!grant || !grant->kind->has_strike)
        return false;
    bool per_share = grant->strike.given;
    const struct value *value = per_share ? &grant->strike : &grant->strike_value;
    if (!value->given || !distribution_is_point(&value->distribution, &now) || !(now > 0))
        return false;
    ask->amount = NAN;
    if (!change(arena, value, per_share ? "grants.0.strike" : "grants.0.strike_value", 0.5, 0, offer->currency, ask))
        return false;
    ask->words = arena_text(arena, "half the %s: %s instead of %s", per_share ? "strike" : "value behind the strike",
                            ask->to, ask->from);
    return true;
}

/* With other months and another cliff; false where the schedule is a list of its own. */
static bool schedule(struct arena *arena, const struct offer *offer, int months, int cliff, struct ask *ask)
{
    const struct vesting *vesting = &grant_of(offer)->vesting;
    const char *step = vesting->step != 1 ? arena_text(arena, ", \"step\": %d", vesting->step) : "";
    ask->amount = NAN;
    ask->unit = "months";
    ask->setting = arena_text(arena, "grants.0.vesting={\"months\": %d, \"cliff\": %d%s}", months, cliff, step);
    return true;
}

static bool has_schedule(const struct offer *offer)
{
    const struct grant *grant = grant_of(offer);
    return grant && !grant->vesting.at_once && grant->vesting.step_count == 0;
}

static bool cliff(struct arena *arena, const struct offer *offer, struct ask *ask)
{
    if (!has_schedule(offer) || grant_of(offer)->vesting.cliff == 0)
        return false;
    ask->words = "no cliff";
    ask->from = arena_text(arena, "%d months", grant_of(offer)->vesting.cliff);
    ask->to = "none";
    return schedule(arena, offer, grant_of(offer)->vesting.months, 0, ask);
}

static bool vesting_length(struct arena *arena, const struct offer *offer, struct ask *ask)
{
    if (!has_schedule(offer) || grant_of(offer)->vesting.months <= VESTING_SHORT)
        return false;
    const struct vesting *vesting = &grant_of(offer)->vesting;
    ask->words = arena_text(arena, "vesting in %d instead of %d months", VESTING_SHORT, vesting->months);
    ask->from = arena_text(arena, "%d months", vesting->months);
    ask->to = arena_text(arena, "%d months", VESTING_SHORT);
    return schedule(arena, offer, VESTING_SHORT, vesting->cliff, ask);
}

static bool trigger(struct arena *arena, const struct offer *offer, const struct value *now, const char *key,
                    double share, struct ask *ask)
{
    if (!grant_of(offer) || offer->listed || (now->given && distribution_mean(&now->distribution) >= share))
        return false;
    ask->amount = NAN;
    return change(arena, now, arena_text(arena, "grants.0.%s", key), 0, share, "share", ask);
}

static bool single_trigger(struct arena *arena, const struct offer *offer, struct ask *ask)
{
    ask->words = "25% vests when the company is sold";
    return grant_of(offer) && trigger(arena, offer, &grant_of(offer)->single_trigger, "single_trigger", 0.25, ask);
}

static bool double_trigger(struct arena *arena, const struct offer *offer, struct ask *ask)
{
    ask->words = "all vests if laid off after a sale";
    return grant_of(offer) && trigger(arena, offer, &grant_of(offer)->double_trigger, "double_trigger", 1, ask);
}

static bool window(struct arena *arena, const struct offer *offer, struct ask *ask)
{
    const struct grant *grant = grant_of(offer);
    const double years = 10;
    if (!grant || !grant->kind->has_strike || distribution_mean(&grant->exercise_window.distribution) >= years)
        return false;
    double days = distribution_mean(&grant->exercise_window.distribution) * 365;
    ask->amount = NAN;
    ask->unit = "years";
    ask->words = "10 years to exercise after leaving";
    ask->from = arena_text(arena, "%.0f days", days);
    ask->to = "10 years";
    ask->setting = "grants.0.exercise_window=10 years";
    return true;
}

static bool early_exercise(struct arena *arena, const struct offer *offer, struct ask *ask)
{
    const struct grant *grant = grant_of(offer);
    (void)arena;
    if (!grant || !grant->kind->has_strike || grant->early_exercise)
        return false;
    *ask = (struct ask){"grants.0.early_exercise=true", "early exercise", "no", "yes", NAN, ""};
    return true;
}

/* --- how the grant is taxed: of offers with taxes ------------------------------------------------------------------
 */

static bool tables_know(const struct offer *offer, const char *type)
{
    for (size_t f = 0; f < offer->tax.family_count; f++)
        for (size_t k = 0; k < offer->tax.family[f].count; k++)
            if (!tax_table_grant(offer->tax.family[f].table[k], type))
                return false;
    return offer->tax.given;
}

static bool incentive_options(struct arena *arena, const struct offer *offer, struct ask *ask)
{
    const struct grant *grant = grant_of(offer);
    (void)arena;
    if (!grant || strcmp(grant->kind->name, "nso") != 0 || !tables_know(offer, "iso"))
        return false;
    *ask = (struct ask){"grants.0.type=iso", "incentive options instead of non-qualified ones", "nso", "iso", NAN, ""};
    return true;
}

/* The stock's own holder elects, within 30 days of the grant; what it takes of the company is stock that is issued at
 * the grant. */
static bool election_83b(struct arena *arena, const struct offer *offer, struct ask *ask)
{
    const struct grant *grant = grant_of(offer);
    (void)arena;
    if (!grant || grant->kind->tax_event != TAX_EVENT_VEST || offer->listed || !offer->tax.given ||
        grant->election_83b == ELECTION_YES)
        return false;
    *ask = (struct ask){"grants.0.election_83b=true", "an election under section 83(b)", "no", "yes", NAN, ""};
    return true;
}

/* --- all ---------------------------------------------------------------------------------------------------------- */

const struct lever levers[] = {{"salary", "%s more salary a year", salary},
                               {"signing", "%s more at signing", signing},
                               {"bonus", "%s of salary more in bonus", bonus},
                               {"grant", "%s more in the grant", size},
                               {"strike", NULL, strike},
                               {"cliff", NULL, cliff},
                               {"vesting", NULL, vesting_length},
                               {"single trigger", NULL, single_trigger},
                               {"double trigger", NULL, double_trigger},
                               {"severance", "%s of severance", severance},
                               {"exercise window", NULL, window},
                               {"early exercise", NULL, early_exercise},
                               {"incentive options", NULL, incentive_options},
                               {"83(b) election", NULL, election_83b}};
const size_t lever_count = sizeof levers / sizeof *levers;
