#include "inputs/grant_checks.h"

#include "models/grant_kind.h"
#include "models/leaving_rule.h"
#include "models/option.h"

static void check_size(struct reader *reader, const struct node *node)
{
    static const char *const sizes[] = {"percent", "shares", "value"};
    const struct node *found = NULL;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        const struct node *size = node_member(node, sizes[i]);
        if (size && found)
            reader_error(reader, size, "keep the one that the offer letter states",
                         "a grant has `%s` or `%s`, not both", found->key, sizes[i]);
        found = size ? size : found;
    }
    if (!found)
        reader_error(reader, node, "for instance \"percent\": \"0.01%\" or \"shares\": 10000",
                     "a grant needs its size: `percent`, `shares` or `value`");
    bool listed = reader->offer->listed;
    const struct node *value = node_member(node, "value"), *valued_at = node_member(node, "valued_at");
    const struct node *price_date = node_member(node, "price_date");
    if (value && !valued_at && !listed)
        reader_error(reader, value, "for instance \"valued_at\": \"$4.5B\", the company's value in the letter",
                     "`value` of a private company needs `valued_at`");
    if (valued_at && !value)
        reader_error(reader, valued_at, NULL, "`valued_at` is for a grant of some `value`");
    if (price_date && !(value && listed))
        reader_error(reader, price_date, NULL, "`price_date` is for a `value` in a listed company (`public`)");
}

static void check_strike(struct reader *reader, const struct node *node, const struct grant *grant)
{
    const struct node *strike = node_member(node, "strike"), *value = node_member(node, "strike_value");
    if (!grant->kind->has_strike)
        return;
    if (strike && value)
        reader_error(reader, value, "keep one of them", "an option has `strike` or `strike_value`, not both");
    else if (!strike && !value)
        reader_error(reader, node,
                     "for instance \"strike\": \"$4.50\" (a share) or \"strike_value\": \"$4.5B\" (the company)",
                     "an option needs its strike: `strike` or `strike_value`");
}

/* "nso, iso" */
static const char *kinds_that_take(struct arena *arena, const char *key)
{
    const char *names = "";
    for (size_t i = 0; i < GRANT_KINDS; i++)
        if (grant_kind_takes(grant_kinds[i], key))
            names = arena_text(arena, "%s%s%s", names, *names ? ", " : "", grant_kinds[i]->name);
    return names;
}

/* Keys of other types; a plain "no" says nothing. */
static void check_keys(struct reader *reader, const struct node *node, const struct grant *grant)
{
    const struct key *key;
    for (size_t i = 0; (key = grant_kind_key(i)); i++) {
        const struct node *member = node_member(node, key->name);
        bool no = key->unit == UNIT_YES_NO && !*(const bool *)((const char *)grant + key->offset);
        if (!member || no || grant_kind_takes(grant->kind, key->name))
            continue;
        const char *help = arena_text(reader->arena, "it is for: %s", kinds_that_take(reader->arena, key->name));
        if (key->flags & KEY_IDLE_ELSEWHERE)
            reader_warn(reader, member, "`%s` has no effect on a grant of type %s; %s", key->name, grant->kind->name,
                        help);
        else
            reader_error(reader, member, help, "a grant of type %s takes no `%s`", grant->kind->name, key->name);
    }
}

static bool fits(const struct leaving_rule *rule, const struct grant_kind *kind)
{
    return kind->has_strike ? rule->of_options : rule->of_stock;
}

/* "exercise, hold, forfeit" */
static const char *rules_that_fit(struct arena *arena, const struct grant_kind *kind)
{
    const char *names = "";
    for (size_t i = 0; i < LEAVING_RULES; i++)
        if (fits(leaving_rules[i], kind))
            names = arena_text(arena, "%s%s%s", names, *names ? ", " : "", leaving_rules[i]->name);
    return names;
}

/* Keys of who leaves that this grant has no use for. */
static void check_window(struct reader *reader, const struct node *node, const struct grant *grant)
{
    const struct node *window = node_member(node, "exercise_window"), *limit = node_member(node, "cash_limit");
    const struct node *leaving = node_member(node, "on_leaving");
    const struct leaving_rule *rule = grant->on_leaving;
    double years = 0, term = OPTION_TERM_YEARS;
    if (!rule || !grant->kind->has_strike)
        return;
    if (leaving && grant->early_exercise)
        reader_warn(reader, leaving, "`on_leaving` has no effect here: options that are exercised early are not left");
    if (window && (!rule->has_window || grant->early_exercise))
        reader_warn(reader, window, "`exercise_window` has no effect here; `sensible` and `hold` use it");
    if (limit && !grant->early_exercise && !rule->pays_blindly && !rule->decides)
        reader_warn(reader, limit,
                    "`cash_limit` has no effect here; `sensible`, `exercise` and an early exercise use it");
    const struct distribution *expires = &grant->expires.distribution;
    const struct distribution *stated = &grant->exercise_window.distribution; /* no kind: it could not be read */
    if (expires->kind)
        (void)distribution_is_point(expires, &term);
    if (window && rule->has_window && !grant->early_exercise && stated->kind && distribution_is_point(stated, &years) &&
        years >= term)
        reader_assume(reader, window, "the exercise window is cut at the end of the term, %g years after `granted`",
                      term);
}

static void check_leaving(struct reader *reader, const struct node *node, struct grant *grant)
{
    const struct node *leaving = node_member(node, "on_leaving");
    if (!leaving) {
        grant->on_leaving = leaving_rule_named(grant->kind->on_leaving);
        grant->leaving_chance = 1;
        if (grant->on_leaving->assumed)
            reader_assume_absent(reader, node, "on_leaving", "`on_leaving` is not given: %s",
                                 grant->on_leaving->assumed);
    } else if (grant->on_leaving && !fits(grant->on_leaving, grant->kind)) {
        reader_error(
            reader, leaving, arena_text(reader->arena, "it is one of: %s", rules_that_fit(reader->arena, grant->kind)),
            "`on_leaving`: \"%s\" does not fit a grant of type %s", grant->on_leaving->name, grant->kind->name);
    }
    check_window(reader, node, grant);
    if (grant->on_leaving && grant->on_leaving->has_window && !grant->early_exercise && !grant->exercise_window.given)
        reader_assume_absent(reader, node, "exercise_window", "`exercise_window` is not given: %s",
                             key_named(&grant_record, "exercise_window")->fallback);
}

void grant_checks_finish(struct reader *reader, const struct node *node, void *target)
{
    struct grant *grant = target;
    check_size(reader, node);
    if (grant->kind) {
        check_keys(reader, node, grant);
        check_strike(reader, node, grant);
        check_leaving(reader, node, grant);
    }
    if (!grant->granted.given)
        grant->granted = (struct value){.distribution = distribution_point(0), .dated = true};
    if (grant->double_trigger.given && !grant->double_trigger_window.given)
        reader_assume_absent(reader, node, "double_trigger_window",
                             "`double_trigger_window` is not given: a layoff within %s of an acquisition counts",
                             key_named(&grant_record, "double_trigger_window")->fallback);
    if (!node_member(node, "vesting")) {
        grant->vesting = (struct vesting){.months = 48, .cliff = 12, .step = 1};
        reader_assume_absent(reader, node, "vesting",
                             "`vesting` is not given: 48 months, a cliff of 12 months, then every month");
    }
    if (node_member(node, "shares") && !node_member(node, "rounding"))
        reader_assume_absent(reader, node, "rounding", "`rounding` is not given: cumulative_round_down");
}
