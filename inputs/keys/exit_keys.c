/* A row of `exits`; the forms of its valuation are records of models (models/valuation.h). */
#include "inputs/how_to_add.h"
#include "inputs/name_kinds.h"
#include "inputs/offer_reader.h"
#include "inputs/value_shapes.h"

#include "models/valuation.h"

#include <string.h>

/* --- valuation: an amount, or a model ------------------------------------------------------------------------------
 */

static struct object_record record_of(const struct valuation_kind *kind)
{
    return (struct object_record){.name = kind->name, .keys = kind->keys, .key_count = kind->key_count};
}

/* What there is to choose from: {"dist": ...}, or {"arr", "growth", ...}, or ... */
static const char *forms_in_words(struct arena *arena)
{
    const char *words = "{\"dist\": ...}";
    for (const struct valuation_kind *const *kind = valuation_kinds + 1; *kind; kind++) {
        words = arena_text(arena, "%s, or {", words);
        for (size_t i = 0; i < (*kind)->key_count; i++)
            words = arena_text(arena, "%s%s\"%s\"", words, i ? ", " : "", (*kind)->keys[i].name);
        words = arena_text(arena, "%s}", words);
    }
    return words;
}

static void read_valuation(struct reader *reader, const struct node *node, const struct key *key, void *target)
{
    struct valuation *valuation = target;
    valuation->kind = valuation_kinds[0];
    if (node->type != NODE_OBJECT || node_member(node, "dist")) {
        struct key amount = valuation->kind->keys[0];
        amount.name = key->name;
        amount.examples = key->examples;
        amount.flags |= KEY_COMPANY;
        (void)reader_value(reader, node, &amount, &valuation->value[0]);
        return;
    }
    for (const struct valuation_kind *const *kind = valuation_kinds + 1; *kind; kind++) {
        if (!node_member(node, (*kind)->keys[0].name))
            continue;
        const struct object_record record = record_of(*kind);
        valuation->kind = *kind;
        reader_object(reader, node, &record, valuation);
        return;
    }
    reader_error(reader, node, forms_in_words(reader->arena),
                 "`%s`: this object is neither a distribution nor a valuation model", key->name);
}

static void schema_valuation(struct json_writer *schema, const struct key *key)
{
    schema_open_key(schema, key);
    json_writer_key(schema, "anyOf");
    json_writer_open(schema, '[');
    json_writer_raw(schema, "{\"type\": [\"string\", \"number\"]}");
    json_writer_raw(schema, "{\"$ref\": \"#/$defs/distribution\"}");
    for (const struct valuation_kind *const *kind = valuation_kinds + 1; *kind; kind++) {
        const struct object_record record = record_of(*kind);
        json_writer_open(schema, '{');
        schema_object(schema, &record);
        json_writer_close(schema, '}');
    }
    json_writer_close(schema, ']');
    json_writer_close(schema, '}');
}

static void canonical_valuation(struct json_writer *text, const struct key *key, const void *target)
{
    const struct valuation *valuation = target;
    const struct object_record record = record_of(valuation->kind);
    if (valuation->kind == valuation_kinds[0]) {
        shape_money.canonical(text, key, &valuation->value[0]);
        return;
    }
    json_writer_key(text, key->name);
    json_writer_open(text, '{');
    canonical_object(text, &record, valuation);
    json_writer_close(text, '}');
}

static const struct shape shape_valuation = {.expected = "an amount of money, such as \"$8-12B\", or a valuation model",
                                             .cell = CELL_MONEY,
                                             .read = read_valuation,
                                             .schema = schema_valuation,
                                             .canonical = canonical_valuation};

/* --- the row -------------------------------------------------------------------------------------------------------
 */

static const struct word exit_kind_words[] = {
    {"failure", EXIT_KIND_FAILURE, "the company shuts down; jobs go, nothing accelerates"},
    {"acquisition", EXIT_KIND_ACQUISITION, "another company buys it; preferences are paid first"},
    {"ipo", EXIT_KIND_IPO, "it is listed; every class converts"},
    {"independent", EXIT_KIND_INDEPENDENT, "its value is realised then, through a tender"},
    {NULL, 0, NULL},
};

static const struct key exit_keys[] = {
    {.name = "name",
     .shape = &shape_text,
     .offset = offsetof(struct exit_row, name),
     .description = "What the exit is called; unique.",
     .examples = "\"IPO\"",
     .flags = KEY_REQUIRED},
    {.name = "kind",
     .shape = &shape_word,
     .offset = offsetof(struct exit_row, kind),
     .description = "Without it the kind is taken from the name.",
     .examples = "\"acquisition\"",
     .words = exit_kind_words},
    {.name = "probability",
     .shape = &shape_share,
     .offset = offsetof(struct exit_row, probability),
     .description = "Of this exit; a range counts with its mean.",
     .examples = "\"35%\"",
     .bounds = &bounds_probability,
     .flags = KEY_REQUIRED | KEY_MEAN},
    {.name = "valuation",
     .shape = &shape_valuation,
     .offset = offsetof(struct exit_row, valuation),
     .description = "What the company is worth at this exit. A failure without one is worth 0.",
     .examples = "\"$8-12B\", {\"today\": \"$7.75B\", \"drift\": \"8%\", \"volatility\": \"60%\"}"},
    {.name = "timeline",
     .shape = &shape_timeline,
     .offset = offsetof(struct exit_row, timeline),
     .description = "When: dates, or durations from start. A failure without one may come at any time of the stay.",
     .examples = "\"2027-2028\", \"3-5 years\"",
     .bounds = &bounds_not_negative},
};

/* Results have rows of their own for these, beside those of the exits. */
static void check_name(struct reader *reader, const struct node *node, const char *name)
{
    static const char *const taken[] = {"(no exit)", "(cash ran out)", "credible"};
    for (size_t i = 0; name && i < sizeof taken / sizeof *taken; i++)
        if (strcmp(name, taken[i]) == 0)
            reader_error(reader, node_member(node, "name"), "give the exit another name",
                         "\"%s\" is what results call rows of their own", name);
}

/* `defaults.timeline` serves every exit that says no time of its own. */
static void take_default_timeline(struct reader *reader, const struct node *node, struct exit_row *row)
{
    const struct key *key = key_named(&exit_record, "timeline");
    bool was_silent = reader->silent;
    reader->silent = true; /* told once, where it stands */
    (void)reader_value(reader, reader->timeline, key, &row->timeline);
    reader->silent = was_silent;
    row->timeline.given = row->timeline.distribution.kind != NULL;
    reader_assume_absent(reader, node, "timeline", "`timeline` is not given: that of `defaults`");
}

/* Nothing stands where the value would, or a dash: what counts is shown all the same. */
static void failure_understood(struct reader *reader, const struct node *node)
{
    const struct node *name = node_member(node, "name");
    const char *currency = reader->rules.currency;
    if (reader->problems->keep_readings)
        reader_understood(reader, name ? name : node,
                          arena_text(reader->arena, "%s/valuation", node_pointer(reader->arena, node)),
                          &(struct value_reading){.written = "",
                                                  .text = arena_text(reader->arena, "0%s%s: a failure is worth nothing",
                                                                     currency ? " " : "", currency ? currency : ""),
                                                  .mean = 0,
                                                  .unit = "money"});
}

static void finish_exit(struct reader *reader, const struct node *node, void *target)
{
    struct exit_row *row = target;
    check_name(reader, node, row->name);
    if (!row->valuation.kind)
        row->valuation.kind = valuation_kinds[0];
    if (!node_member(node, "kind"))
        exit_kind_from_name(reader, node, row);
    if (!node_member(node, "valuation")) {
        if (row->kind == EXIT_KIND_FAILURE) {
            row->valuation.value[0].distribution = distribution_point(0);
            failure_understood(reader, node);
            reader_assume_absent(reader, node, "valuation", "`valuation` is not given: a failure is worth 0");
        } else {
            reader_error(reader, node, how_to_add(reader, node, "valuation", "\"$8-12B\""),
                         "an exit needs `valuation`");
        }
    }
    if (!node_member(node, "timeline")) {
        if (reader->timeline)
            take_default_timeline(reader, node, row);
        else if (row->kind == EXIT_KIND_FAILURE)
            reader_assume_absent(reader, node, "timeline",
                                 "`timeline` is not given: a failure comes at any time of the stay, equally likely");
        else if (reader->untimed++ == 0)
            reader->first_untimed = node;
    }
}

const struct object_record exit_record = {
    .name = "an exit",
    .keys = exit_keys,
    .key_count = KEY_COUNT(exit_keys),
    .finish = finish_exit,
    .row_bytes = sizeof(struct exit_row),
    .row_limit = EXITS_MAX,
    .count_offset = offsetof(struct offer, exit_count),
    .named = true,
    .any_order = true,
};
