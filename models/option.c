#include "models/option.h"

#include "models/leaver_decision.h"

#include "models/grant_plan.h"
#include "models/leaving_rule.h"
#include "models/share_count.h"

#define MEMBER(member) offsetof(struct grant, member)

const struct key option_keys[OPTION_KEYS] = {
    {.name = "strike",
     .unit = UNIT_MONEY,
     .offset = MEMBER(strike),
     .description = "Exercise price per share.",
     .examples = "\"$4.50\"",
     .bounds = &bounds_not_negative},
    {.name = "strike_value",
     .unit = UNIT_MONEY,
     .offset = MEMBER(strike_value),
     .description = "Value of the whole company at which the strike was set.",
     .examples = "\"$4.5B\"",
     .bounds = &bounds_not_negative},
    {.name = "exercise_window",
     .unit = UNIT_YEARS,
     .offset = MEMBER(exercise_window),
     .fallback = "90 days",
     .description = "How long after leaving options can still be exercised.",
     .examples = "\"90 days\", \"10 years\"",
     .bounds = &bounds_not_negative,
     .flags = KEY_IDLE_ELSEWHERE},
    {.name = "early_exercise",
     .unit = UNIT_YES_NO,
     .offset = MEMBER(early_exercise),
     .description = "Options are exercised at once, before they vest; what never vests is bought back at its strike.",
     .examples = "true"},
    GRANT_KEY_EXPIRES,
    {.name = "cash_limit",
     .unit = UNIT_MONEY,
     .offset = MEMBER(cash_limit),
     .description = "The most that you could pay to exercise before an exit, with `tax` strike and tax together; "
                    "above it the rest is forfeited.",
     .examples = "\"$50K\"",
     .bounds = &bounds_not_negative,
     .flags = KEY_IDLE_ELSEWHERE},
};

/* Company value at which the strike was set. */
static struct quantity strike_of(struct preparation *preparation, const struct grant *grant, double *factor)
{
    if (grant->strike_value.given) {
        *factor = 1 / share_count_dilutive_factor(preparation); /* the cost is `percent` of it */
        return share_count_scaled(grant_kind_quantity(preparation, &grant->strike_value, grant, "strike_value"),
                                  factor);
    }
    if (!grant->strike.given)
        return grant_kind_certain(0);
    return share_count_company_value(preparation, grant_kind_quantity(preparation, &grant->strike, grant, "strike"),
                                     arena_text(preparation->arena, "grants.%s.strike", grant->name), factor);
}

void option_prepare(struct preparation *preparation, const struct grant *grant, struct grant_plan *plan)
{
    const struct key *chance = plan->on_leaving->chance_key;
    plan->strike_company = strike_of(preparation, grant, &plan->strike_factor);
    plan->paid_early = grant->early_exercise;
    if (chance)
        plan->follows = event_of(preparation, grant->leaving_chance, -1,
                                 arena_text(preparation->arena, "grants.%s.%s", grant->name, chance->name));
    plan->exercise_window_years = grant_kind_quantity(preparation, &grant->exercise_window, grant, "exercise_window");
    plan->expires_years = grant->expires.given ? grant_kind_quantity(preparation, &grant->expires, grant, "expires")
                                               : grant_kind_certain(OPTION_TERM_YEARS);
    plan->cash_limited = grant->cash_limit.given;
    plan->cash_limit = grant_kind_quantity(preparation, &grant->cash_limit, grant, "cash_limit");
}

void option_tell(const struct grant_plan *grant, const struct path_block *block, size_t lane, struct story *story)
{
    const char *const name = grant->name;
    struct arena *arena = story->arena;
    story_quantity(story, "equity", arena_text(arena, "%s: strike", name), &grant->strike_company, block, lane,
                   "money");
    story_tell(story, "equity", arena_text(arena, "%s: exercise cost", name),
               grant_plan_size_at(grant, block, lane) * grant_plan_strike_at(grant, block, lane), "money",
               "of the whole grant");
    if (grant->cash_limited)
        story_quantity(story, "equity", arena_text(arena, "%s: cash limit", name), &grant->cash_limit, block, lane,
                       "money");
    if (grant->on_leaving->has_window)
        story_quantity(story, "equity", arena_text(arena, "%s: exercise window", name), &grant->exercise_window_years,
                       block, lane, "years");
    story_quantity(story, "equity", arena_text(arena, "%s: expires", name), &grant->expires_years, block, lane,
                   "years");
    if (grant->decision)
        story_tell(story, "equity", arena_text(arena, "%s: exercised at the end of the window", name), 0, "",
                   "in months %s", leaver_decision_months(arena, grant->decision));
    if (grant->follows.slot != DRAW_CERTAIN)
        story_tell(story, "equity", arena_text(arena, "%s: %s", name, grant->on_leaving->chance_key->name),
                   block->u[grant->follows.slot][lane], "uniform", "who left exercises above %g",
                   1 - grant->follows.chance);
}
