/* A row of `exits`, and the three forms of its valuation. */
#include "inputs/offer_reader.h"

#include <string.h>

/* --- valuation: an amount, or a model ------------------------------------------------------------------------------
 */

static const struct key arr_keys[] = {
    {.name = "arr",
     .shape = &shape_money,
     .offset = offsetof(struct valuation, arr),
     .description = "Annual recurring revenue at start.",
     .examples = "\"$130M\"",
     .bounds = &bounds_not_negative,
     .flags = KEY_REQUIRED},
    {.name = "growth",
     .shape = &shape_share,
     .offset = offsetof(struct valuation, growth),
     .description = "Its growth a year, at start.",
     .examples = "\"86%\"",
     .bounds = &bounds_rate,
     .flags = KEY_REQUIRED},
    {.name = "growth_decay",
     .shape = &shape_share,
     .offset = offsetof(struct valuation, growth_decay),
     .fallback = "0%",
     .description = "How much of the log growth rate is lost each year.",
     .examples = "\"30%\"",
     .bounds = &bounds_below_one},
    {.name = "multiple",
     .shape = &shape_multiple,
     .offset = offsetof(struct valuation, multiple),
     .description = "Value of the company per unit of that revenue at the exit.",
     .examples = "\"5-15x\"",
     .bounds = &bounds_not_negative,
     .flags = KEY_REQUIRED},
};
static const struct object_record arr_record = {
    .name = "a valuation by revenue", .keys = arr_keys, .key_count = KEY_COUNT(arr_keys)};

static const struct key lognormal_keys[] = {
    {.name = "today",
     .shape = &shape_money,
     .offset = offsetof(struct valuation, today),
     .description = "Value of the company at start.",
     .examples = "\"$7.75B\"",
     .bounds = &bounds_not_negative,
     .flags = KEY_REQUIRED},
    {.name = "drift",
     .shape = &shape_share,
     .offset = offsetof(struct valuation, drift),
     .fallback = "0%",
     .description = "Growth of the mean value a year.",
     .examples = "\"8%\"",
     .bounds = &bounds_rate},
    {.name = "volatility",
     .shape = &shape_share,
     .offset = offsetof(struct valuation, volatility),
     .description = "Standard deviation of the log value over a year.",
     .examples = "\"60%\"",
     .bounds = &bounds_not_negative,
     .flags = KEY_REQUIRED},
};
static const struct object_record lognormal_record = {
    .name = "a valuation by drift", .keys = lognormal_keys, .key_count = KEY_COUNT(lognormal_keys)};

static const struct key amount_key = {.name = "valuation",
                                      .shape = &shape_money,
                                      .description = "An amount.",
                                      .examples = "\"$8-12B\"",
                                      .bounds = &bounds_not_negative};

static const struct {
    enum valuation_model model;
    const struct object_record *record;
    const char *telling_key; /* which only this model has */
} valuation_models[] = {
    {VALUATION_ARR, &arr_record, "arr"},
    {VALUATION_LOGNORMAL, &lognormal_record, "today"},
};
enum { VALUATION_MODELS = sizeof valuation_models / sizeof *valuation_models };

static void read_valuation(struct reader *reader, const struct node *node, const struct key *key, void *target)
{
    struct valuation *valuation = target;
    if (node->type != NODE_OBJECT || node_member(node, "dist")) {
        valuation->model = VALUATION_AMOUNT;
        struct key amount = amount_key;
        amount.name = key->name;
        amount.examples = key->examples;
        (void)reader_value(reader, node, &amount, &valuation->amount);
        return;
    }
    for (size_t i = 0; i < VALUATION_MODELS; i++) {
        if (!node_member(node, valuation_models[i].telling_key))
            continue;
        valuation->model = valuation_models[i].model;
        reader_object(reader, node, valuation_models[i].record, valuation);
        return;
    }
    reader_error(reader, node,
                 "{\"dist\": ...}, or {\"arr\", \"growth\", \"growth_decay\", \"multiple\"}, or {\"today\", \"drift\", "
                 "\"volatility\"}",
                 "`%s`: this object is neither a distribution nor a valuation model", key->name);
}

static void schema_valuation(struct json_writer *schema, const struct key *key)
{
    schema_open_key(schema, key);
    json_writer_key(schema, "anyOf");
    json_writer_open(schema, '[');
    json_writer_raw(schema, "{\"type\": [\"string\", \"number\"]}");
    json_writer_raw(schema, "{\"$ref\": \"#/$defs/distribution\"}");
    for (size_t i = 0; i < VALUATION_MODELS; i++) {
        json_writer_open(schema, '{');
        schema_object(schema, valuation_models[i].record);
        json_writer_close(schema, '}');
    }
    json_writer_close(schema, ']');
    json_writer_close(schema, '}');
}

static void canonical_valuation(struct json_writer *text, const struct key *key, const void *target)
{
    const struct valuation *valuation = target;
    if (valuation->model == VALUATION_AMOUNT) {
        shape_money.canonical(text, key, &valuation->amount);
        return;
    }
    json_writer_key(text, key->name);
    json_writer_open(text, '{');
    for (size_t i = 0; i < VALUATION_MODELS; i++) {
        if (valuation_models[i].model == valuation->model)
            canonical_object(text, valuation_models[i].record, valuation);
    }
    json_writer_close(text, '}');
}

const struct shape shape_valuation = {.expected = "an amount of money, such as \"$8-12B\", or a valuation model",
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

static void finish_exit(struct reader *reader, const struct node *node, void *target)
{
    struct exit_row *row = target;
    check_name(reader, node, row->name);
    if (!node_member(node, "kind"))
        exit_kind_from_name(reader, node, row);
    if (!node_member(node, "valuation")) {
        if (row->kind == EXIT_KIND_FAILURE) {
            row->valuation.amount.distribution = distribution_point(0);
            reader_assume_absent(reader, node, "valuation", "`valuation` is not given: a failure is worth 0");
        } else {
            reader_error(reader, node, "for instance \"valuation\": \"$8-12B\"", "an exit needs `valuation`");
        }
    }
    if (!node_member(node, "timeline")) {
        if (row->kind == EXIT_KIND_FAILURE)
            reader_assume_absent(reader, node, "timeline",
                                 "`timeline` is not given: a failure comes at any time of the stay, equally likely");
        else
            reader_error(reader, node, "for instance \"timeline\": \"2027-2028\" or \"3-5 years\"",
                         "an exit needs `timeline`");
    }
}

const struct object_record exit_record = {
    .name = "an exit",
    .keys = exit_keys,
    .key_count = KEY_COUNT(exit_keys),
    .finish = finish_exit,
    .row_bytes = sizeof(struct exit_row),
    .count_offset = offsetof(struct offer, exit_count),
    .named = true,
    .any_order = true,
};
