#include "inputs/alternatives.h"

#include "inputs/nearest_word.h"
#include "inputs/offer_odds.h"
#include "inputs/offer_reader.h"
#include "inputs/offer_tables.h"
#include "models/grant_kind.h"
#include "models/leaving_rule.h"
#include "models/linked.h"

#include <math.h>
#include <string.h>

/* --- when they apply ---------------------------------------------------------------------------------------------- */

static double chance_of(const struct offer *offer, enum risk_kind kind)
{
    double none = 1;
    for (size_t i = 0; i < offer->risk_count; i++)
        none *= offer->risk[i].kind == kind ? 1 - offer->risk[i].chance : 1;
    return 1 - none;
}

static bool may_exclude(const struct offer *offer)
{
    double worthless = chance_of(offer, RISK_EQUITY_ZERO), stagnation = chance_of(offer, RISK_STAGNATION);
    return !offer->overlap_given && worthless > 0 && stagnation > 0 && worthless + stagnation <= 1;
}

static bool has_open_amount(const struct offer *offer)
{
    return offer->open_amount_by_default;
}

static bool has_range(const struct offer *offer)
{
    return offer->range_by_default;
}

static bool discounts_unlike(const struct offer *offer, double rate)
{
    return fabs(distribution_mean(&offer->discount_rate.distribution) - rate) >= 0.025 - 1e-12;
}

static bool not_at_5(const struct offer *offer)
{
    return discounts_unlike(offer, 0.05);
}

static bool not_at_10(const struct offer *offer)
{
    return discounts_unlike(offer, 0.10);
}

static bool job_may_be_lost(const struct offer *offer)
{
    bool may = offer->layoff.count > 0 || offer->company_given;
    for (size_t i = 0; i < offer->exit_count; i++)
        may = may || (offer->exit[i].share > 0 &&
                      (offer->exit[i].kind == EXIT_KIND_FAILURE ||
                       (offer->exit[i].kind == EXIT_KIND_ACQUISITION && offer->elimination_chance > 0)));
    return may;
}

static bool losing_is_free(const struct offer *offer)
{
    return !offer->search.given && !offer->reemployed_at.given && job_may_be_lost(offer);
}

static bool is_held_option(const struct grant *grant)
{
    return grant->kind->has_strike && !grant->early_exercise;
}

/* Some option grant does otherwise. */
static bool leaves_unlike(const struct offer *offer, const char *rule, double chance)
{
    for (size_t g = 0; !offer->listed && g < offer->grant_count; g++) {
        const struct grant *grant = &offer->grant[g];
        if (is_held_option(grant) &&
            (strcmp(grant->on_leaving->name, rule) != 0 || fabs(grant->leaving_chance - chance) > 1e-9))
            return true;
    }
    return false;
}

static bool not_sensible(const struct offer *offer)
{
    return leaves_unlike(offer, "sensible", 1);
}

static bool not_exercising(const struct offer *offer)
{
    return leaves_unlike(offer, "exercise", 1);
}

static bool not_a_third(const struct offer *offer)
{
    return leaves_unlike(offer, "exercise", 0.32);
}

static bool not_holding(const struct offer *offer)
{
    return leaves_unlike(offer, "hold", 1);
}

static bool not_forfeiting(const struct offer *offer)
{
    return leaves_unlike(offer, "forfeit", 1);
}

static bool is_taxed(const struct offer *offer)
{
    return offer->tax.given;
}

/* --- the list ----------------------------------------------------------------------------------------------------- */

static bool may_be_linked(const struct offer *offer)
{
    bool named = false;
    for (size_t i = 0; i < offer->correlation_count; i++)
        for (size_t k = 0; k < 2; k++)
            named = named || strcmp(offer->correlation[i].between[k], "exits.probability") == 0;
    return !offer->linked_stated.given && !named && linked_draws(offer) > 1;
}

static bool may_be_both(const struct offer *offer)
{
    return may_be_linked(offer) && may_exclude(offer);
}

static bool grants_all_pools(const struct offer *offer)
{
    bool any = false;
    for (size_t r = 0; r < offer->dilution.round_count; r++) {
        any = any || offer->dilution.round[r].pool.given;
        if (offer->dilution.round[r].pool_issued.given)
            return false;
    }
    return any;
}

static const char linked_when[] =
    "it has no `linked`, no pair of `correlations` names exits.probability, and two draws or "
    "more can be linked";
static const char linked_source[] = "companies that do well lay off later, raise more and fail less";
static const char options_when[] = "it has options that are not exercised early, and says otherwise or nothing";
static const char leaving_source[] = "a choice of the one who leaves";

const struct alternative alternatives[] = {
    {.name = "exclusive",
     .settings = "overlap=exclusive",
     .applies = may_exclude,
     .when = "equity to zero and stagnation both may happen, their chances sum to no more than 100%, and it has no "
             "`overlap`",
     .source = "rows of one table are often meant as parts of one whole"},
    {.name = "open-as-point",
     .settings = "defaults.open_amount=point",
     .applies = has_open_amount,
     .when = "an open amount such as $15B+ is read by default",
     .source = "the bound is all that is written"},
    {.name = "range-pert",
     .settings = "defaults.range=pert",
     .applies = has_range,
     .when = "a range is read by default and it has no `defaults.range`",
     .source = "values near the middle of a stated range are likelier than its ends"},
    {.name = "discount-5%",
     .settings = "discount_rate=5%",
     .applies = not_at_5,
     .when = "its discount rate is 2.5 points or more away",
     .source = "what safe bonds have paid"},
    {.name = "discount-10%",
     .settings = "discount_rate=10%",
     .applies = not_at_10,
     .when = "its discount rate is 2.5 points or more away",
     .source = "what shares have paid"},
    {.name = "job-loss-costs",
     .settings = "search=5 months, reemployed_at=90%",
     .applies = losing_is_free,
     .when = "it has neither `search` nor `reemployed_at`, and the job may be lost",
     .source = "BLS: spells of unemployment last 21 to 24 weeks on average; 55% of the displaced earn less afterwards"},
    {.name = "linked-50%",
     .settings = "linked=50%",
     .applies = may_be_linked,
     .when = linked_when,
     .source = linked_source},
    {.name = "linked-50%-exclusive",
     .settings = "linked=50%, overlap=exclusive",
     .applies = may_be_both,
     .when = "both `linked-50%` and `exclusive` apply",
     .source = linked_source},
    {.name = "leaver-sensible",
     .each_grant = "sensible",
     .applies = not_sensible,
     .when = options_when,
     .source = leaving_source},
    {.name = "leaver-exercises",
     .each_grant = "exercise",
     .applies = not_exercising,
     .when = options_when,
     .source = leaving_source},
    {.name = "leaver-exercises-32%",
     .each_grant = "{\"exercise\": \"32%\"}",
     .applies = not_a_third,
     .when = options_when,
     .source = "Carta: 32.2% of vested options in the money were exercised in the fourth quarter of 2024"},
    {.name = "leaver-holds",
     .each_grant = "hold",
     .applies = not_holding,
     .when = options_when,
     .source = leaving_source},
    {.name = "leaver-forfeits",
     .each_grant = "forfeit",
     .applies = not_forfeiting,
     .when = options_when,
     .source = leaving_source},
    {.name = "pool-never-granted",
     .each_pool = "0%",
     .applies = grants_all_pools,
     .when = "a round has a `pool`, and none says `pool_issued`",
     .source = "what of a pool is not granted by the exit is cancelled"},
    {.name = "before-tax",
     .settings = "tax=none",
     .applies = is_taxed,
     .when = "it has `tax`",
     .source = "most calculators stop there"},
    {.name = NULL},
};

const struct alternative *alternative_named(const char *name)
{
    for (const struct alternative *each = alternatives; each->name; each++)
        if (strcmp(each->name, name) == 0)
            return each;
    return NULL;
}

/* --- settings ----------------------------------------------------------------------------------------------------- */

static void add(struct arena *arena, const char *text, struct setting **settings, size_t *count)
{
    *settings = arena_grow(arena, *settings, *count, sizeof **settings);
    (*settings)[*count] = (struct setting){text, *count + 1};
    (*count)++;
}

size_t alternative_settings(struct arena *arena, const struct alternative *alternative, const struct offer *offer,
                            const struct setting **settings)
{
    struct setting *made = NULL;
    size_t count = 0;
    for (const char *at = alternative->settings; at && *at;) {
        size_t length = strcspn(at, ",");
        add(arena, arena_copy(arena, at, length), &made, &count);
        at += length;
        at += strspn(at, ", ");
    }
    for (size_t g = 0; alternative->each_grant && g < offer->grant_count; g++)
        if (is_held_option(&offer->grant[g]))
            add(arena, arena_text(arena, "grants.%zu.on_leaving=%s", g, alternative->each_grant), &made, &count);
    for (size_t r = 0; alternative->each_pool && r < offer->dilution.round_count; r++)
        if (offer->dilution.round[r].pool.given)
            add(arena, arena_text(arena, "dilution.rounds.%zu.pool_issued=%s", r, alternative->each_pool), &made,
                &count);
    *settings = made;
    return count;
}

const char *alternative_words(struct arena *arena, const struct alternative *alternative)
{
    if (alternative->each_pool)
        return arena_text(arena, "dilution.rounds.*.pool_issued=%s", alternative->each_pool);
    return alternative->each_grant ? arena_text(arena, "grants.*.on_leaving=%s", alternative->each_grant)
                                   : alternative->settings;
}

/* --- --assume ----------------------------------------------------------------------------------------------------- */

/* What the tree means with the settings; false where it cannot be read. */
static bool meaning_of(struct arena *arena, const struct node *document, const struct setting *settings, size_t count,
                       const struct problems *problems, struct offer *offer)
{
    struct problems *unheard = problems_beside(arena, problems);
    struct node *copy = node_copy(arena, document);
    for (size_t i = 0; i < count; i++)
        setting_apply(arena, copy, &settings[i], unheard);
    offer_tables_fetch(arena, "", copy, unheard);
    offer_from_document(arena, copy, unheard, offer);
    return unheard->status == STATUS_OK;
}

/* "exclusive, open-as-point, ..." */
static const char *alternative_names(struct arena *arena)
{
    const char *all = "";
    for (const struct alternative *each = alternatives; each->name; each++)
        all = arena_text(arena, "%s%s%s", all, *all ? ", " : "", each->name);
    return all;
}

bool alternatives_assume(struct arena *arena, struct node *document, const char *const *name, size_t count,
                         const struct setting *settings, size_t setting_count, struct problems *problems)
{
    struct offer offer = {0};
    for (size_t i = 0; i < count; i++)
        if (offer_odds_named(name[i]) && !offer_odds_take(arena, document, offer_odds_named(name[i]), problems))
            return false;
    bool read = count > 0 && meaning_of(arena, document, settings, setting_count, problems, &offer);
    for (size_t i = 0; i < count; i++) {
        if (offer_odds_named(name[i]))
            continue;
        const struct alternative *alternative = alternative_named(name[i]);
        if (!alternative || (read && !alternative->applies(&offer))) {
            problem_add(problems, STATUS_USAGE, (struct place){0}, "",
                        alternative ? arena_text(arena, "it applies where %s", alternative->when)
                                    : arena_text(arena, "rows: %s", alternative_names(arena)),
                        "--assume %s: %s", name[i],
                        alternative ? "this offer gives it nothing to change" : "there is no such row");
            return false;
        }
        const struct setting *own = NULL;
        size_t own_count = read ? alternative_settings(arena, alternative, &offer, &own) : 0;
        for (size_t s = 0; s < own_count; s++)
            setting_apply(arena, document, &own[s], problems);
    }
    return true;
}
