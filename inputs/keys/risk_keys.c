/* A row of `risks`. */
#include "inputs/name_kinds.h"
#include "inputs/offer_reader.h"
#include "inputs/value_shapes.h"

#include <string.h>

static const struct word risk_kind_words[] = {
    {"elimination", RISK_ELIMINATION, "the job goes when an acquisition happens"},
    {"layoff", RISK_LAYOFF, "the job goes within a stated time"},
    {"stagnation", RISK_STAGNATION, "no exit ever comes"},
    {"equity_zero", RISK_EQUITY_ZERO, "equity pays nothing, whatever the exit"},
    {"cost", RISK_COST, "an amount lost for certain, such as pay below the market"},
    {NULL, 0, NULL},
};

/* --- amount: read only for a cost; elsewhere it is a remark ----------------------------------------------------------
 */

/* "-$100K to $150K over 2-3 years": the time is a remark. */
static const char *without_period(struct arena *arena, const char *text)
{
    static const char *const words[] = {" over ", " per ", " within "};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const char *found = strstr(text, words[i]);
        if (found)
            return arena_copy(arena, text, (size_t)(found - text));
    }
    return text;
}

/* A cost is an amount that is lost, whichever sign it was written with. */
static void make_positive(struct distribution *distribution)
{
    double point;
    if (distribution_is_point(distribution, &point)) {
        if (point < 0)
            *distribution = distribution_point(-point);
    } else if (distribution->kind == distribution_uniform(0, 1).kind && distribution_mean(distribution) < 0) {
        *distribution = distribution_uniform(-distribution_quantile(distribution, 1 - 0x1p-53),
                                             -distribution_quantile(distribution, 0x1p-60));
    }
}

/* In the column of impacts a leading minus is a loss from the first to the second magnitude. */
static void read_loss(struct reader *reader, const struct node *node, struct value *value)
{
    struct cell_rules rules = reader_rules(reader, node);
    rules.loss_column = true;
    const char *text = without_period(reader->arena, node->text);
    struct cell_reading reading = cell_read(reader->arena, text, CELL_MONEY, &rules);
    if (reading.fault) {
        reader_error_at(reader, node, node_text_place(node, reading.fault_offset), reading.help, "`amount`: %s",
                        reading.fault);
        return;
    }
    if (reading.currency && !reader->rules.currency) {
        reader->rules.currency = reading.currency;
        reader_assume(reader, node, "the currency is %s, taken from \"%s\"", reading.currency, node->text);
    }
    *value = (struct value){reading.distribution, true};
    if (reading.assumed || text != node->text)
        reader_assume(reader, node, "\"%s\" is read as %s, an amount lost", node->text, reading.understood);
}

/* Whether the amount counts is known when the kind is: finish_risk. */
static void read_amount(struct reader *reader, const struct node *node, const struct key *key, void *target)
{
    (void)target;
    if (node->type != NODE_TEXT && node->type != NODE_NUMBER && node->type != NODE_OBJECT)
        reader_wrong_type(reader, node, key, key_shape(key)->expected);
}

static void schema_amount(struct json_writer *schema, const struct key *key)
{
    schema_open_key(schema, key);
    json_writer_raw_member(schema, "type", "[\"string\", \"number\", \"object\"]");
    json_writer_close(schema, '}');
}

static const struct shape shape_amount = {.expected = "an amount of money, such as \"$100-150K\"",
                                          .cell = CELL_MONEY,
                                          .read = read_amount,
                                          .schema = schema_amount};

/* --- the row -------------------------------------------------------------------------------------------------------
 */

static const struct key risk_keys[] = {
    {.name = "name",
     .shape = &shape_text,
     .offset = offsetof(struct risk_row, name),
     .description = "What the risk is called; unique.",
     .examples = "\"Layoff within 18 months\"",
     .flags = KEY_REQUIRED},
    {.name = "kind",
     .shape = &shape_word,
     .offset = offsetof(struct risk_row, kind),
     .description = "Without it the kind is taken from the name.",
     .examples = "\"layoff\"",
     .words = risk_kind_words},
    {.name = "probability",
     .shape = &shape_share,
     .offset = offsetof(struct risk_row, probability),
     .description = "Of this risk; for a layoff, by the end of `within`. A range counts with its mean.",
     .examples = "\"40%\"",
     .bounds = &bounds_probability,
     .flags = KEY_REQUIRED | KEY_MEAN},
    {.name = "within",
     .shape = &shape_duration,
     .offset = offsetof(struct risk_row, within),
     .description = "The time a layoff's probability is for. Without it, it is taken from the name.",
     .examples = "\"18 months\"",
     .bounds = &bounds_positive},
    {.name = "amount",
     .shape = &shape_amount,
     .offset = offsetof(struct risk_row, amount),
     .description = "Of a cost. It counts where there is no `compensation`; beside any other risk it is a remark.",
     .examples = "\"$100-150K\"",
     .flags = KEY_UNSIMULATED}, /* a cost becomes part of the compensation */
};

static void finish_layoff(struct reader *reader, const struct node *node, struct risk_row *row)
{
    if (node_member(node, "within") || !row->name)
        return;
    double years;
    if (name_horizon_years(reader, row->name, &years)) {
        row->within.distribution = distribution_point(years);
        reader_assume(reader, node_member(node, "name"), "the layoff risk is for %g months, from the name \"%s\"",
                      12 * years, row->name);
    } else {
        reader_error(reader, node,
                     "for instance \"within\": \"18 months\", or a name such as \"Layoff within 18 months\"",
                     "a layoff risk needs the time it is for");
    }
}

static void finish_cost(struct reader *reader, const struct node *node, struct risk_row *row)
{
    const struct node *amount = node_member(node, "amount");
    if (!row->name)
        return; /* its kind is not known, which was told */
    if (node_member(reader->document, "compensation")) {
        reader_assume(reader, node, "\"%s\" is ignored: the `compensation` block says what the pay costs", row->name);
        return;
    }
    if (!amount) {
        reader_error(reader, node, "for instance \"amount\": \"$100-150K\"; or give a `compensation` block",
                     "a cost needs `amount`");
        return;
    }
    if (amount->type == NODE_TEXT)
        read_loss(reader, amount, &row->amount);
    else if (amount->type == NODE_NUMBER || amount->type == NODE_OBJECT)
        (void)reader_value(reader, amount, key_named(&risk_record, "amount"), &row->amount);
    if (row->amount.given)
        make_positive(&row->amount.distribution);
}

static void finish_risk(struct reader *reader, const struct node *node, void *target)
{
    struct risk_row *row = target;
    if (!node_member(node, "kind"))
        risk_kind_from_name(reader, node, row);
    if (row->probability.distribution.kind)
        row->chance = distribution_mean(&row->probability.distribution);
    const struct node *within = node_member(node, "within"), *amount = node_member(node, "amount");
    if (row->kind == RISK_LAYOFF)
        finish_layoff(reader, node, row);
    else if (within)
        reader_assume(reader, within, "`within` is ignored: it is for a layoff");
    if (row->kind == RISK_COST)
        finish_cost(reader, node, row);
    else if (amount)
        reader_assume(reader, amount, "`amount` is ignored: it is for a cost");
}

static bool is_simulated(const void *row)
{
    return ((const struct risk_row *)row)->kind != RISK_COST;
}

const struct object_record risk_record = {
    .name = "a risk",
    .keys = risk_keys,
    .key_count = KEY_COUNT(risk_keys),
    .finish = finish_risk,
    .row_bytes = sizeof(struct risk_row),
    .row_limit = 10000,
    .count_offset = offsetof(struct offer, risk_count),
    .named = true,
    .any_order = true,
    .counts = is_simulated,
};
