/* A row of `grants`. */
#include "inputs/offer_reader.h"

#include <string.h>

/* --- repeat: refreshers
 * ------------------------------------------------------------------------------------------------ */

static const struct key repeat_keys[] = {
    {.name = "every",
     .shape = &shape_years,
     .offset = offsetof(struct grant, repeat_every_years),
     .description = "Time from one grant to the next.",
     .examples = "\"1 year\"",
     .bounds = &bounds_positive,
     .flags = KEY_REQUIRED},
    {.name = "times",
     .shape = &shape_whole,
     .offset = offsetof(struct grant, repeat_times),
     .description = "How many more grants of the same kind follow the first.",
     .examples = "3",
     .bounds = &bounds_positive,
     .flags = KEY_REQUIRED},
};
static const struct object_record repeat_record = {
    .name = "`repeat`", .keys = repeat_keys, .key_count = KEY_COUNT(repeat_keys)};

static void read_repeat(struct reader *reader, const struct node *node, const struct key *key, void *target)
{
    shape_object.read(reader, node, key, target);
    struct grant *grant = target;
    if (grant->repeat_times > GRANTS_MAX)
        problem_add(reader->problems, STATUS_LIMIT, node->at, node_pointer(reader->arena, node), NULL,
                    "`repeat` makes %d grants; the limit is %d", grant->repeat_times, GRANTS_MAX);
}

static void schema_repeat(struct json_writer *schema, const struct key *key)
{
    shape_object.schema(schema, key);
}

static void canonical_repeat(struct json_writer *text, const struct key *key, const void *target)
{
    if (((const struct grant *)target)->repeat_times)
        shape_object.canonical(text, key, target);
}

const struct shape shape_repeat = {.expected = "an object such as {\"every\": \"1 year\", \"times\": 3}",
                                   .read = read_repeat,
                                   .schema = schema_repeat,
                                   .canonical = canonical_repeat};

/* --- on_leaving
 * -------------------------------------------------------------------------------------------------------- */

static const struct word leaving_words[] = {
    {"exercise", LEAVING_EXERCISE, "options: the strike is paid on leaving, whatever the price"},
    {"hold", LEAVING_HOLD, "options: decided at the exit, if it comes within the exercise window"},
    {"forfeit", LEAVING_FORFEIT, "what has vested is given up"},
    {"keep", LEAVING_KEEP, "stock: what has vested is kept"},
    {NULL, 0, NULL},
};

static const struct key chance_key = {.name = "exercise",
                                      .shape = &shape_share,
                                      .description = "The chance of exercising; else the options are forfeited.",
                                      .examples = "\"32%\"",
                                      .bounds = &bounds_probability,
                                      .flags = KEY_REQUIRED | KEY_MEAN};
static const struct object_record chance_record = {.name = "`on_leaving`", .keys = &chance_key, .key_count = 1};

static void read_on_leaving(struct reader *reader, const struct node *node, const struct key *key, void *target)
{
    struct grant *grant = target;
    grant->exercise_chance = 1;
    if (node->type != NODE_OBJECT) {
        int word = LEAVING_DEFAULT;
        shape_word.read(reader, node, key, &word);
        grant->on_leaving = (enum on_leaving)word;
        return;
    }
    reader_object(reader, node, &chance_record, &grant->exercise);
    grant->on_leaving = LEAVING_EXERCISE;
    if (grant->exercise.given)
        grant->exercise_chance = distribution_mean(&grant->exercise.distribution);
}

static void schema_on_leaving(struct json_writer *schema, const struct key *key)
{
    schema_open_key(schema, key);
    json_writer_key(schema, "anyOf");
    json_writer_open(schema, '[');
    struct key word = {.name = key->name, .words = key->words};
    shape_word.schema(schema, &word);
    json_writer_open(schema, '{');
    schema_object(schema, &chance_record);
    json_writer_close(schema, '}');
    json_writer_close(schema, ']');
    json_writer_close(schema, '}');
}

static void canonical_on_leaving(struct json_writer *text, const struct key *key, const void *target)
{
    const struct grant *grant = target;
    int word = (int)grant->on_leaving;
    shape_word.canonical(text, key, &word);
    if (grant->on_leaving == LEAVING_EXERCISE && grant->exercise_chance < 1) {
        double point;
        json_writer_key(text, "exercise_chance");
        if (distribution_is_point(&grant->exercise.distribution, &point))
            json_writer_number(text, grant->exercise_chance);
        else
            canonical_distribution(text, &grant->exercise.distribution);
    }
}

const struct shape shape_on_leaving = {.expected = "a word, or {\"exercise\": \"32%\"}",
                                       .read = read_on_leaving,
                                       .schema = schema_on_leaving,
                                       .canonical = canonical_on_leaving};

/* --- the row
 * ----------------------------------------------------------------------------------------------------------- */

static const struct word type_words[] = {
    {"rsu", GRANT_RSU, "restricted stock units"},
    {"rsa", GRANT_RSA, "restricted stock"},
    {"nso", GRANT_NSO, "non-qualified options"},
    {"iso", GRANT_ISO, "incentive options"},
    {NULL, 0, NULL},
};

static const struct word rounding_words[] = {
    {"cumulative_rounding", ROUND_CUMULATIVE, "the sum so far is rounded"},
    {"cumulative_round_down", ROUND_CUMULATIVE_DOWN, "the sum so far is rounded down"},
    {"front_loaded", ROUND_FRONT_LOADED, "odd shares go to the first tranches"},
    {"back_loaded", ROUND_BACK_LOADED, "odd shares go to the last tranches"},
    {"front_loaded_to_single", ROUND_FRONT_LOADED_TO_SINGLE, "all odd shares go to the first tranche"},
    {"back_loaded_to_single", ROUND_BACK_LOADED_TO_SINGLE, "all odd shares go to the last tranche"},
    {"fractional", ROUND_FRACTIONAL, "nothing is rounded"},
    {NULL, 0, NULL},
};

#define MEMBER(member) offsetof(struct grant, member)

static const struct key grant_keys[] = {
    {.name = "name",
     .shape = &shape_text,
     .offset = MEMBER(name),
     .description = "Unique; without one, `grant 1`, `grant 2`, ...",
     .examples = "\"Sign-on grant\""},
    {.name = "type",
     .shape = &shape_word,
     .offset = MEMBER(type),
     .fallback = "rsu",
     .description = "What is granted.",
     .examples = "\"nso\"",
     .words = type_words,
     .flags = KEY_TOLD},
    {.name = "class",
     .shape = &shape_text,
     .offset = MEMBER(class_name),
     .description = "The class of `capital` that the grant is a part of; without it, the common.",
     .examples = "\"Common\""},
    {.name = "percent",
     .shape = &shape_share,
     .offset = MEMBER(percent),
     .description = "Size, as a share of the fully diluted company at start. Needs its %.",
     .examples = "\"0.01%\", \"0.02-0.05%\"",
     .bounds = &bounds_probability,
     .flags = KEY_BARE_REFUSED},
    {.name = "shares",
     .shape = &shape_count,
     .offset = MEMBER(shares),
     .description = "Size, as a number of shares. Needs `fully_diluted_shares` or `capital`.",
     .examples = "10000",
     .bounds = &bounds_not_negative},
    {.name = "strike",
     .shape = &shape_money,
     .offset = MEMBER(strike),
     .description = "Exercise price per share.",
     .examples = "\"$4.50\"",
     .bounds = &bounds_not_negative},
    {.name = "strike_value",
     .shape = &shape_money,
     .offset = MEMBER(strike_value),
     .description = "Value of the whole company at which the strike was set.",
     .examples = "\"$4.5B\"",
     .bounds = &bounds_not_negative},
    {.name = "granted",
     .shape = &shape_date,
     .offset = MEMBER(granted),
     .description = "Origin of the vesting; without it, the start.",
     .examples = "\"2026-02-13\""},
    {.name = "repeat",
     .shape = &shape_repeat,
     .description = "Further grants of the same form, at equal intervals.",
     .examples = "{\"every\": \"1 year\", \"times\": 3}",
     .object = &repeat_record},
    {.name = "vesting",
     .shape = &shape_vesting,
     .offset = MEMBER(vesting),
     .description =
         "The schedule: {months, cliff, step}, or \"none\" for all at once, or a list of increments. Without "
         "it, four years monthly with a cliff of one year.",
     .examples = "{\"months\": 48, \"cliff\": 12, \"step\": 1}, \"none\", [{\"month\": 12, \"percent\": \"100%\"}]"},
    {.name = "rounding",
     .shape = &shape_word,
     .offset = MEMBER(rounding),
     .fallback = "cumulative_round_down",
     .description = "How a grant in shares is cut into tranches (the rules of the Open Cap Format).",
     .examples = "\"front_loaded\"",
     .words = rounding_words},
    {.name = "single_trigger",
     .shape = &shape_share,
     .offset = MEMBER(single_trigger),
     .fallback = "0%",
     .description = "Share of what has not vested that an acquisition vests.",
     .examples = "\"50%\"",
     .bounds = &bounds_probability},
    {.name = "double_trigger",
     .shape = &shape_share,
     .offset = MEMBER(double_trigger),
     .fallback = "0%",
     .description = "Share of what has not vested then, that vests where the acquisition also costs the job.",
     .examples = "\"100%\"",
     .bounds = &bounds_probability},
    {.name = "on_leaving",
     .shape = &shape_on_leaving,
     .description =
         "What happens to what has vested when you leave before the exit. Options: exercise (default), hold, "
         "forfeit; stock: keep (default), forfeit.",
     .examples = "\"hold\", {\"exercise\": \"32%\"}",
     .words = leaving_words},
    {.name = "exercise_window",
     .shape = &shape_duration,
     .offset = MEMBER(exercise_window),
     .fallback = "90 days",
     .description = "How long after leaving options can still be exercised.",
     .examples = "\"90 days\", \"10 years\"",
     .bounds = &bounds_not_negative},
    {.name = "early_exercise",
     .shape = &shape_boolean,
     .offset = MEMBER(early_exercise),
     .description = "Options are exercised at once, before they vest; what never vests is bought back at its strike.",
     .examples = "true"},
    {.name = "cash_limit",
     .shape = &shape_money,
     .offset = MEMBER(cash_limit),
     .description = "The most that you could pay to exercise on leaving; above it the rest is forfeited.",
     .examples = "\"$50K\"",
     .bounds = &bounds_not_negative},
    {.name = "expires",
     .shape = &shape_duration,
     .offset = MEMBER(expires),
     .description = "Makes it a double-trigger RSU: it needs service and an exit within this time from `granted`.",
     .examples = "\"7 years\"",
     .bounds = &bounds_positive},
};

static bool is_option(const struct grant *grant)
{
    return grant->type == GRANT_NSO || grant->type == GRANT_ISO;
}

static void check_size(struct reader *reader, const struct node *node)
{
    const struct node *percent = node_member(node, "percent"), *shares = node_member(node, "shares");
    if (percent && shares)
        reader_error(reader, shares, "keep the one that the offer letter states",
                     "a grant has `percent` or `shares`, not both");
    else if (!percent && !shares)
        reader_error(reader, node, "for instance \"percent\": \"0.01%\" or \"shares\": 10000",
                     "a grant needs its size: `percent` or `shares`");
}

static void check_strike(struct reader *reader, const struct node *node, const struct grant *grant)
{
    const struct node *strike = node_member(node, "strike"), *value = node_member(node, "strike_value");
    if (is_option(grant)) {
        if (strike && value)
            reader_error(reader, value, "keep one of them", "an option has `strike` or `strike_value`, not both");
        else if (!strike && !value)
            reader_error(reader, node,
                         "for instance \"strike\": \"$4.50\" (a share) or \"strike_value\": \"$4.5B\" (the company)",
                         "an option needs its strike: `strike` or `strike_value`");
    } else if (strike || value) {
        reader_error(reader, strike ? strike : value, "options are \"type\": \"nso\" or \"iso\"",
                     "stock has no strike; only options do");
    }
}

static void check_leaving(struct reader *reader, const struct node *node, struct grant *grant)
{
    const struct node *leaving = node_member(node, "on_leaving");
    if (!leaving) {
        grant->on_leaving = is_option(grant) ? LEAVING_EXERCISE : LEAVING_KEEP;
        grant->exercise_chance = 1;
        if (is_option(grant))
            reader_assume_absent(reader, node, "on_leaving",
                                 "`on_leaving` is not given: who leaves before the exit exercises and pays the strike");
    } else if (is_option(grant) ? grant->on_leaving == LEAVING_KEEP
                                : grant->on_leaving == LEAVING_EXERCISE || grant->on_leaving == LEAVING_HOLD) {
        reader_error(reader, leaving,
                     is_option(grant) ? "options: exercise, hold or forfeit" : "stock: keep or forfeit",
                     "`on_leaving`: this does not fit the type of the grant");
    }
    if (grant->on_leaving == LEAVING_HOLD && !grant->exercise_window.given)
        reader_assume_absent(reader, node, "exercise_window", "`exercise_window` is not given: 90 days");
    const struct node *early = node_member(node, "early_exercise");
    if (grant->early_exercise && !is_option(grant))
        reader_error(reader, early, NULL, "only options can be exercised early");
}

static void finish_grant(struct reader *reader, const struct node *node, void *target)
{
    struct grant *grant = target;
    check_size(reader, node);
    check_strike(reader, node, grant);
    check_leaving(reader, node, grant);
    grant->granted_given = grant->granted.given;
    if (!grant->granted.given)
        grant->granted.distribution = distribution_point(0);
    const struct node *expires = node_member(node, "expires");
    grant->liquidity_needed = grant->expires.given;
    if (expires && grant->type != GRANT_RSU)
        reader_error(reader, expires, NULL, "`expires` is for RSUs that need an exit to be earned");
    if (!node_member(node, "vesting")) {
        grant->vesting = (struct vesting){.months = 48, .cliff = 12, .step = 1};
        reader_assume_absent(reader, node, "vesting",
                             "`vesting` is not given: 48 months, a cliff of 12 months, then every month");
    }
    if (node_member(node, "shares") && !node_member(node, "rounding"))
        reader_assume_absent(reader, node, "rounding", "`rounding` is not given: cumulative_round_down");
}

const struct object_record grant_record = {
    .name = "a grant",
    .keys = grant_keys,
    .key_count = KEY_COUNT(grant_keys),
    .finish = finish_grant,
    .row_bytes = sizeof(struct grant),
    .count_offset = offsetof(struct offer, grant_count),
    .row_limit = GRANTS_MAX,
    .named = true,
    .row_stem = "grant",
};
