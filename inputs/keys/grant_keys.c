/* A row of `grants`. */
#include "inputs/grant_checks.h"
#include "inputs/input_words.h"
#include "inputs/offer_reader.h"
#include "inputs/value_shapes.h"

#include "models/grant_kind.h"
#include "models/leaving_rule.h"

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

static const struct shape shape_repeat = {.expected = "an object such as {\"every\": \"1 year\", \"times\": 3}",
                                          .read = read_repeat,
                                          .schema = schema_repeat,
                                          .canonical = canonical_repeat};

/* --- on_leaving
 * -------------------------------------------------------------------------------------------------------- */

static struct key word_key_of_rules(const struct key *key, struct word words[LEAVING_RULES + 1])
{
    for (size_t i = 0; i < LEAVING_RULES; i++)
        words[i] = (struct word){leaving_rules[i]->name, (int)i, leaving_rules[i]->meaning};
    words[LEAVING_RULES] = (struct word){NULL, 0, NULL};
    struct key word = *key;
    word.words = words;
    return word;
}

static struct object_record chance_record(const struct leaving_rule *rule)
{
    return (struct object_record){.name = "`on_leaving`", .keys = rule->chance_key, .key_count = 1};
}

/* {"exercise": "32%"}: of the rules that may have a chance, the one that is named; else the first. */
static const struct leaving_rule *rule_with_chance(const struct node *node)
{
    const struct leaving_rule *first = NULL;
    for (size_t i = 0; i < LEAVING_RULES; i++) {
        const struct leaving_rule *rule = leaving_rules[i];
        if (rule->chance_key && node_member(node, rule->chance_key->name))
            return rule;
        first = first || !rule->chance_key ? first : rule;
    }
    return first;
}

static void read_on_leaving(struct reader *reader, const struct node *node, const struct key *key, void *target)
{
    struct grant *grant = target;
    struct word words[LEAVING_RULES + 1];
    const struct key word = word_key_of_rules(key, words);
    grant->leaving_chance = 1;
    if (node->type != NODE_OBJECT) {
        int number = LEAVING_RULES;
        shape_word.read(reader, node, &word, &number);
        grant->on_leaving = number < LEAVING_RULES ? leaving_rules[number] : NULL;
        return;
    }
    grant->on_leaving = rule_with_chance(node);
    const struct object_record record = chance_record(grant->on_leaving);
    reader_object(reader, node, &record, grant);
    if (grant->leaving_chance_stated.given)
        grant->leaving_chance = distribution_mean(&grant->leaving_chance_stated.distribution);
}

static void schema_on_leaving(struct json_writer *schema, const struct key *key)
{
    struct word words[LEAVING_RULES + 1];
    const struct key word = word_key_of_rules(key, words), plain = {.name = key->name, .words = words};
    schema_open_key(schema, &word);
    json_writer_key(schema, "anyOf");
    json_writer_open(schema, '[');
    shape_word.schema(schema, &plain);
    for (size_t i = 0; i < LEAVING_RULES; i++) {
        const struct object_record record = chance_record(leaving_rules[i]);
        if (!leaving_rules[i]->chance_key)
            continue;
        json_writer_open(schema, '{');
        schema_object(schema, &record);
        json_writer_close(schema, '}');
    }
    json_writer_close(schema, ']');
    json_writer_close(schema, '}');
}

static void canonical_on_leaving(struct json_writer *text, const struct key *key, const void *target)
{
    const struct grant *grant = target;
    json_writer_text_member(text, key->name, grant->on_leaving->name);
    if (grant->leaving_chance < 1) {
        double point;
        json_writer_key(text, arena_text(text->arena, "%s_chance", grant->on_leaving->chance_key->name));
        if (distribution_is_point(&grant->leaving_chance_stated.distribution, &point))
            json_writer_number(text, grant->leaving_chance);
        else
            value_write_distribution(text, &grant->leaving_chance_stated.distribution);
    }
}

static const struct shape shape_on_leaving = {.expected = "a word, or {\"exercise\": \"32%\"}",
                                              .read = read_on_leaving,
                                              .schema = schema_on_leaving,
                                              .canonical = canonical_on_leaving};

/* --- the row
 * ----------------------------------------------------------------------------------------------------------- */

static struct key word_key_of_kinds(const struct key *key, struct word words[GRANT_KINDS + 1])
{
    for (size_t i = 0; i < GRANT_KINDS; i++)
        words[i] = (struct word){grant_kinds[i]->name, (int)i, grant_kinds[i]->meaning};
    words[GRANT_KINDS] = (struct word){NULL, 0, NULL};
    struct key word = *key;
    word.words = words;
    return word;
}

/* "Options", "stock units": what people say, in the program's word; false: it is none of theirs. */
static bool read_said_kind(struct reader *reader, const struct node *node, const struct grant_kind **kind)
{
    bool assumed = false;
    const char *told = node->type == NODE_TEXT ? input_word_grant_type(reader->arena, node->text, &assumed) : NULL;
    for (size_t i = 0; told && told != node->text && i < GRANT_KINDS; i++)
        if (strcmp(grant_kinds[i]->name, told) == 0) {
            if (strcmp(node->text, told) != 0)
                reader_assume(reader, node, "\"%.60s\" is %s%s", node->text, told,
                              assumed ? ": which kind of option is not said" : "");
            *kind = grant_kinds[i];
            reader_understood_word(reader, node, told);
            return true;
        }
    return false;
}

static void read_kind(struct reader *reader, const struct node *node, const struct key *key, void *target)
{
    if (read_said_kind(reader, node, target))
        return;
    struct word words[GRANT_KINDS + 1];
    const struct key word = word_key_of_kinds(key, words);
    int number = GRANT_KINDS;
    shape_word.read(reader, node, &word, &number);
    *(const struct grant_kind **)target = number < GRANT_KINDS ? grant_kinds[number] : NULL;
}

static void schema_kind(struct json_writer *schema, const struct key *key)
{
    struct word words[GRANT_KINDS + 1];
    const struct key word = word_key_of_kinds(key, words);
    schema_open_key(schema, &word);
    json_writer_key(schema, "anyOf");
    json_writer_open(schema, '[');
    json_writer_open(schema, '{');
    json_writer_key(schema, "enum");
    json_writer_open(schema, '[');
    for (const struct word *kind = words; kind->name; kind++)
        json_writer_text(schema, kind->name);
    json_writer_close(schema, ']');
    json_writer_close(schema, '}');
    json_writer_raw(schema, "{\"type\": \"string\", \"pattern\": "
                            "\"[Oo][Pp][Tt][Ii][Oo][Nn]|[Ii][Ss][Oo]|[Nn][Qq]?[Ss][Oo]|[Rr][Ss][UuAa]|[Rr][Ee][Ss][Tt]"
                            "[Rr][Ii][Cc][Tt][Ee][Dd]|[Ii][Nn][Cc][Ee][Nn][Tt][Ii][Vv][Ee]|[Nn][Oo][Nn].*"
                            "([Qq][Uu][Aa][Ll][Ii]|[Ss][Tt][Aa][Tt][Uu])\"}");
    json_writer_close(schema, ']');
    json_writer_close(schema, '}');
}

static void canonical_kind(struct json_writer *text, const struct key *key, const void *target)
{
    json_writer_text_member(text, key->name, (*(const struct grant_kind *const *)target)->name);
}

static const struct shape shape_kind = {
    .expected = "a word", .read = read_kind, .schema = schema_kind, .canonical = canonical_kind};

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

/* Yes or no, where not to say it is a third. */
static void read_election(struct reader *reader, const struct node *node, const struct key *key, void *target)
{
    bool yes = false;
    shape_boolean.read(reader, node, key, &yes);
    *(int *)target = yes ? ELECTION_YES : ELECTION_NO;
}

static void schema_election(struct json_writer *schema, const struct key *key)
{
    shape_boolean.schema(schema, key);
}

static void canonical_election(struct json_writer *text, const struct key *key, const void *target)
{
    int election = *(const int *)target;
    bool yes = election == ELECTION_YES;
    if (election != ELECTION_NOT_SAID)
        shape_boolean.canonical(text, key, &yes);
}

static const struct shape shape_election = {
    .expected = "yes or no", .read = read_election, .schema = schema_election, .canonical = canonical_election};

#define MEMBER(member) offsetof(struct grant, member)

static const struct key grant_keys[] = {
    {.name = "name",
     .shape = &shape_text,
     .offset = MEMBER(name),
     .description = "Unique; without one, `grant 1`, `grant 2`, ...",
     .examples = "\"Sign-on grant\""},
    {.name = "type",
     .shape = &shape_kind,
     .offset = MEMBER(kind),
     .fallback = "rsu",
     .description = "What is granted.",
     .examples = "\"nso\"",
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
    {.name = "value",
     .shape = &shape_money,
     .offset = MEMBER(value),
     .description = "Size, as an amount of money. Needs `valued_at`, unless the company is listed (`public`).",
     .examples = "\"$320K\"",
     .bounds = &bounds_not_negative},
    {.name = "valued_at",
     .shape = &shape_money,
     .offset = MEMBER(valued_at),
     .description = "Value of the company that the letter counted `value` with.",
     .examples = "\"$4.5B\"",
     .bounds = &bounds_positive},
    {.name = "price_date",
     .shape = &shape_date,
     .offset = MEMBER(price_date),
     .description = "Of a listed company: the day on which `value` becomes shares; without it, `granted`.",
     .examples = "\"2026-03-31\""},
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
    {.name = "double_trigger_window",
     .shape = &shape_duration,
     .offset = MEMBER(double_trigger_window),
     .fallback = "12 months",
     .description = "How long after an acquisition a layoff still counts as its second trigger.",
     .examples = "\"12 months\", \"0 days\"",
     .bounds = &bounds_not_negative,
     .flags = KEY_ADDED},
    {.name = "fair_value",
     .shape = &shape_money,
     .offset = MEMBER(fair_value),
     .description = "For taxes: value at grant of one share, or of the whole grant where its size is no number of "
                    "shares. Without it, the strike, or what was paid. Only the mean of a range counts.",
     .examples = "\"$2.10\"",
     .bounds = &bounds_not_negative,
     .flags = KEY_ADDED | KEY_MEAN},
    {.name = "paid",
     .shape = &shape_money,
     .offset = MEMBER(paid),
     .description = "For taxes, of restricted stock: what was paid for one share, or for the whole grant.",
     .examples = "\"$0.01\"",
     .bounds = &bounds_not_negative,
     .flags = KEY_ADDED | KEY_MEAN},
    {.name = "election_83b",
     .shape = &shape_election,
     .offset = MEMBER(election_83b),
     .description =
         "For taxes, of restricted stock and of options that are exercised early: taxed at the grant, not as "
         "it vests. Without it, yes where `early_exercise` stands.",
     .examples = "true"},
    {.name = "qsbs",
     .shape = &shape_boolean,
     .offset = MEMBER(qsbs),
     .description = "For taxes: qualified small business stock, whose gain is left out after years of holding.",
     .examples = "true",
     .flags = KEY_ADDED},
    {.name = "on_leaving",
     .shape = &shape_on_leaving,
     .description =
         "What happens to what has vested when you leave before the exit. Options: sensible (default), exercise, "
         "hold, forfeit; stock: keep (default), forfeit.",
     .examples = "\"hold\", {\"exercise\": \"32%\"}"},
};

const struct object_record grant_record = {
    .name = "a grant",
    .keys = grant_keys,
    .key_count = KEY_COUNT(grant_keys),
    .more_keys = grant_kind_key,
    .finish = grant_checks_finish,
    .told_in_words = true,
    .row_bytes = sizeof(struct grant),
    .count_offset = offsetof(struct offer, grant_count),
    .row_limit = GRANTS_MAX,
    .named = true,
    .row_stem = "grant",
};
