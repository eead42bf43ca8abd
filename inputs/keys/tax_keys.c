/* `tax`: two rates, or tables by year. */
#include "inputs/keys/tax_keys.h"

#include "inputs/nearest_word.h"
#include "inputs/offer_reader.h"
#include "inputs/tax/tax_families.h"
#include "inputs/value_shapes.h"

#include "models/grant_kind.h"

#include <string.h>

#define MEMBER(member) offsetof(struct offer, tax.member)

/* --- other: a table of flows ---------------------------------------------------------------------------------------
 */

/* Amounts that a household may have beside, the same in every year. */
static const enum tax_flow household[] = {TAX_FLOW_OTHER_ORDINARY, TAX_FLOW_INTEREST, TAX_FLOW_QUAL_DIV, TAX_FLOW_SHORT,
                                          TAX_FLOW_LONG,           TAX_FLOW_INCOME,   TAX_FLOW_GAINS};
enum { HOUSEHOLD = sizeof household / sizeof *household };

static bool may_be_a_loss(enum tax_flow flow)
{
    return flow == TAX_FLOW_SHORT || flow == TAX_FLOW_LONG;
}

static void unknown_flow(struct reader *reader, const struct node *member)
{
    const char *names[HOUSEHOLD], *all = "they are";
    for (size_t i = 0; i < HOUSEHOLD; i++) {
        names[i] = tax_flow_words[household[i]].name;
        all = arena_text(reader->arena, "%s%s %s", all, i ? "," : "", names[i]);
    }
    const char *near = nearest_word(member->key, names, HOUSEHOLD);
    reader_error_at(reader, member, member->key_at,
                    near ? arena_text(reader->arena, "did you mean \"%s\"?", near) : all,
                    "\"%s\" is no other income of a household", member->key);
}

static void read_other(struct reader *reader, const struct node *node, const struct key *key, void *target)
{
    double *amount = target;
    const struct key gain = {.name = key->name, .shape = &shape_money, .flags = KEY_MEAN | KEY_YEARLY};
    struct key income = gain;
    income.bounds = &bounds_not_negative;
    if (node->type != NODE_OBJECT) {
        reader_wrong_type(reader, node, key, key_shape(key)->expected);
        return;
    }
    for (const struct node *member = node->child; member; member = member->next) {
        size_t i = 0;
        struct value value;
        while (i < HOUSEHOLD && strcmp(tax_flow_words[household[i]].name, member->key) != 0)
            i++;
        if (strncmp(member->key, "//", 2) == 0)
            continue;
        if (i == HOUSEHOLD)
            unknown_flow(reader, member);
        else if (reader_value(reader, member, may_be_a_loss(household[i]) ? &gain : &income, &value))
            amount[household[i]] = distribution_mean(&value.distribution);
    }
}

static void schema_other(struct json_writer *schema, const struct key *key)
{
    const struct key each = {.name = key->name, .shape = &shape_money};
    schema_open_key(schema, key);
    json_writer_text_member(schema, "type", "object");
    json_writer_key(schema, "properties");
    json_writer_open(schema, '{');
    for (size_t i = 0; i < HOUSEHOLD; i++) {
        struct key of = each;
        of.name = tax_flow_words[household[i]].name;
        of.description = tax_flow_words[household[i]].meaning;
        of.examples = "\"$5K\"";
        json_writer_key(schema, of.name);
        shape_money.schema(schema, &of);
    }
    json_writer_close(schema, '}');
    json_writer_raw_member(schema, "patternProperties", "{\"^//\": true}");
    json_writer_key(schema, "additionalProperties");
    json_writer_bool(schema, false);
    json_writer_close(schema, '}');
}

static void canonical_other(struct json_writer *text, const struct key *key, const void *target)
{
    const double *amount = target;
    for (size_t i = 0; i < HOUSEHOLD; i++) {
        if (amount[household[i]] == 0)
            continue;
        json_writer_key(text, arena_text(text->arena, "%s.%s", key->name, tax_flow_words[household[i]].name));
        json_writer_number(text, amount[household[i]]);
    }
}

static const struct shape shape_other = {.expected = "an object such as {\"interest\": \"$5K\"}",
                                         .read = read_other,
                                         .schema = schema_other,
                                         .canonical = canonical_other};

/* --- names
 * ------------------------------------------------------------------------------------------------------------ */

static void read_name(struct reader *reader, const struct node *node, const struct key *key, void *target)
{
    shape_text.read(reader, node, key, target);
}

static void schema_name(struct json_writer *schema, const struct key *key)
{
    shape_text.schema(schema, key);
}

static void canonical_name(struct json_writer *text, const struct key *key, const void *target)
{
    const char *name = *(const char *const *)target;
    if (name)
        json_writer_text_member(text, key->name, name);
}

static const struct shape shape_name = {
    .expected = "a text", .read = read_name, .schema = schema_name, .canonical = canonical_name};

static const struct key tax_keys[] = {
    {.name = "ordinary",
     .shape = &shape_share,
     .offset = MEMBER(ordinary),
     .description = "Flat rate on pay, on what is taxed as pay, and on gains of a year or less.",
     .examples = "\"40%\"",
     .bounds = &bounds_probability,
     .flags = KEY_ADDED},
    {.name = "capital_gains",
     .shape = &shape_share,
     .offset = MEMBER(capital_gains),
     .description = "Flat rate on gains of stock that was held for more than a year.",
     .examples = "\"23%\"",
     .bounds = &bounds_probability,
     .flags = KEY_ADDED},
    {.name = "table",
     .shape = &shape_name,
     .offset = MEMBER(table),
     .description = "In place of flat rates: the tables of a country by year (us, de, fr, uk), or a file of your own.",
     .examples = "\"us\", \"mine.json\""},
    {.name = "status",
     .shape = &shape_name,
     .offset = MEMBER(status),
     .description = "Of the household, as the table calls it. Without it, the first of the table.",
     .examples = "\"single\", \"joint\""},
    {.name = "state",
     .shape = &shape_name,
     .offset = MEMBER(state),
     .description = "Of the United States: its tables besides.",
     .examples = "\"ca\""},
    {.name = "partner_salary",
     .shape = &shape_money,
     .offset = MEMBER(partner_salary),
     .description =
         "Pay of the other person of the household, the same in both worlds. Only the mean of a range counts.",
     .examples = "\"$90K\"",
     .bounds = &bounds_not_negative,
     .flags = KEY_ADDED | KEY_MEAN | KEY_YEARLY},
    {.name = "other",
     .shape = &shape_other,
     .offset = MEMBER(other),
     .description = "Other income of the household, the same in every year and in both worlds.",
     .examples = "{\"interest\": \"$5K\"}"},
};

static void finish_tax(struct reader *reader, const struct node *node, void *target)
{
    static const char *const of_tables[] = {"status", "state", "partner_salary", "other"};
    struct tax_setting *tax = &((struct offer *)target)->tax;
    const struct node *ordinary = node_member(node, "ordinary"), *gains = node_member(node, "capital_gains");
    double rate;
    tax->given = true;
    tax->flat = !node_member(node, "table");
    if (!tax->flat && (ordinary || gains))
        reader_error(reader, ordinary ? ordinary : gains, "keep one of them",
                     "`tax` has flat rates or a `table`, not both");
    else if (tax->flat && !(ordinary && gains))
        reader_error(reader, node,
                     "for instance {\"ordinary\": \"40%\", \"capital_gains\": \"23%\"} or {\"table\": \"us\"}",
                     "`tax` needs `table`, or both `ordinary` and `capital_gains`");
    for (size_t i = 0; tax->flat && i < sizeof of_tables / sizeof *of_tables; i++)
        if (node_member(node, of_tables[i]))
            reader_error(reader, node_member(node, of_tables[i]), "flat rates know no household",
                         "`%s` goes with a `table`", of_tables[i]);
    if (ordinary && tax->ordinary.distribution.kind && !distribution_is_point(&tax->ordinary.distribution, &rate))
        reader_error(reader, ordinary, "for instance \"40%\"", "a flat rate is one number");
    if (gains && tax->capital_gains.distribution.kind &&
        !distribution_is_point(&tax->capital_gains.distribution, &rate))
        reader_error(reader, gains, "for instance \"23%\"", "a flat rate is one number");
}

const struct object_record tax_record = {
    .name = "`tax`", .keys = tax_keys, .key_count = KEY_COUNT(tax_keys), .finish = finish_tax};

/* Not there, it is no part of the canonical offer. */
static void canonical_tax(struct json_writer *text, const struct key *key, const void *target)
{
    const struct tax_setting *tax = &((const struct offer *)target)->tax;
    if (!tax->given)
        return;
    shape_object.canonical(text, key, target);
    for (size_t i = 0; i < tax->family_count; i++)
        if (tax->family[i].digest)
            json_writer_text_member(text, "tax_table", tax->family[i].digest);
}

static void read_tax(struct reader *reader, const struct node *node, const struct key *key, void *target)
{
    if (node->type != NODE_TEXT || strcmp(node->text, "none") != 0)
        shape_object.read(reader, node, key, target);
}

static void schema_tax(struct json_writer *schema, const struct key *key)
{
    schema_open_key(schema, key);
    json_writer_key(schema, "anyOf");
    json_writer_open(schema, '[');
    json_writer_open(schema, '{');
    schema_object(schema, key->object);
    json_writer_close(schema, '}');
    json_writer_raw(schema, "{\"const\": \"none\"}");
    json_writer_close(schema, ']');
    json_writer_close(schema, '}');
}

const struct shape shape_tax = {.expected = "an object such as {\"table\": \"us\", \"status\": \"single\"}",
                                .read = read_tax,
                                .schema = schema_tax,
                                .canonical = canonical_tax};

/* --- across the offer
 * --------------------------------------------------------------------------------------------------- */

static bool takes(const struct tax_table *table, enum tax_flow flow)
{
    for (size_t i = 0; i < table->input_count; i++)
        if (table->input[i] == flow)
            return true;
    return false;
}

/* "nso, rsu, phantom" */
static const char *types_of(struct reader *reader, const struct tax_table *table)
{
    const char *all = "";
    for (size_t i = 0; i < table->grant_count; i++)
        all = arena_text(reader->arena, "%s%s%s", all, i ? ", " : "", table->grant[i].type);
    return *all ? all : "none";
}

static void check_grant(struct reader *reader, const struct node *row, const struct grant *grant)
{
    const struct tax_setting *tax = &reader->offer->tax;
    for (size_t f = 0; f < tax->family_count; f++) {
        const struct tax_table *table = tax->family[f].table[tax->family[f].count - 1];
        if (!tax_table_grant(table, grant->kind->name)) {
            const struct node *type = node_member(row, "type");
            reader_error(reader, type ? type : row, arena_text(reader->arena, "it knows: %s", types_of(reader, table)),
                         "the tax table %s does not know grants of type %s", table->id, grant->kind->name);
            return;
        }
    }
    const struct tax_table *first = tax->family[0].table[tax->family[0].count - 1];
    if (grant->qsbs && !takes(first, TAX_FLOW_EXCLUDED_GAIN))
        reader_error(reader, node_member(row, "qsbs"), NULL, "the tax table %s has no exclusion for `qsbs`", first->id);
    bool restricted = grant->kind->tax_event == TAX_EVENT_VEST && !reader->offer->listed;
    if (restricted && grant->election_83b == ELECTION_NOT_SAID)
        reader_assume_absent(reader, row, "election_83b",
                             "`election_83b` is not given: restricted stock is taxed as it vests");
}

static void check_household(struct reader *reader, const struct node *node)
{
    const struct tax_setting *tax = &reader->offer->tax;
    const struct tax_table *table = tax->family[0].table[0];
    const struct node *other = node_member(node, "other"), *partner = node_member(node, "partner_salary");
    if (partner && !takes(table, TAX_FLOW_WAGES2))
        reader_error(reader, partner, NULL, "the tax table %s knows no partner's pay", table->id);
    for (const struct node *member = other ? other->child : NULL; member; member = member->next) {
        size_t flow = tax_word_index(tax_flow_words, TAX_FLOWS, member->key);
        if (flow < TAX_FLOWS && !takes(table, (enum tax_flow)flow))
            reader_error_at(reader, member, member->key_at, NULL, "the tax table %s has no input \"%s\"", table->id,
                            member->key);
    }
}

static void note_years(struct reader *reader, const struct node *node)
{
    const struct tax_setting *tax = &reader->offer->tax;
    for (size_t f = 0; f < tax->family_count && !tax->flat; f++) {
        const struct tax_table *newest = tax->family[f].table[tax->family[f].count - 1];
        reader_assume(reader, node, "taxes of %d and later by the table %s: %s, not tax advice", newest->from.year,
                      newest->id, "an estimate");
    }
}

void tax_check(struct reader *reader)
{
    struct offer *offer = reader->offer;
    const struct node *node = node_member(reader->document, "tax"), *grants = node_member(reader->document, "grants");
    if (!offer->tax.given || !node || node->type != NODE_OBJECT || reader->problems->status != STATUS_OK)
        return;
    if (!tax_families_read(reader, node)) {
        offer->tax.given = false;
        return;
    }
    check_household(reader, node);
    const struct node *row = grants ? grants->child : NULL;
    for (size_t g = 0; g < offer->grant_count && row; g++, row = row->next)
        if (offer->grant[g].kind)
            check_grant(reader, row, &offer->grant[g]);
    note_years(reader, node);
}
