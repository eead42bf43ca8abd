/* `dilution`: so much a year, or named rounds; SAFEs and notes that convert. */
#include "inputs/offer_reader.h"

#include "inputs/value_shapes.h"

#include <math.h>
#include <string.h>

#define MEMBER(member) offsetof(struct round_row, member)

/* A share of the round's price, or money. */
static const struct key strike_share = {.name = "pool_strike",
                                        .shape = &shape_share,
                                        .offset = MEMBER(pool_strike_of_price),
                                        .bounds = &bounds_not_negative,
                                        .examples = "\"30%\"",
                                        .flags = KEY_ADDED};
static const struct key strike_money = {.name = "pool_strike",
                                        .shape = &shape_money,
                                        .offset = MEMBER(pool_strike),
                                        .bounds = &bounds_not_negative,
                                        .examples = "\"$1.50\"",
                                        .flags = KEY_ADDED};

static void read_pool_strike(struct reader *reader, const struct node *node, const struct key *key, void *target)
{
    struct round_row *row = target;
    bool share = node->type == NODE_TEXT && strchr(node->text, '%');
    (void)key;
    (void)reader_value(reader, node, share ? &strike_share : &strike_money,
                       share ? &row->pool_strike_of_price : &row->pool_strike);
}

static void schema_pool_strike(struct json_writer *schema, const struct key *key)
{
    schema_open_key(schema, key);
    json_writer_raw_member(schema, "anyOf", "[{\"$ref\": \"#/$defs/share\"}, {\"$ref\": \"#/$defs/money\"}]");
    json_writer_close(schema, '}');
}

static void canonical_pool_strike(struct json_writer *text, const struct key *key, const void *target)
{
    const struct round_row *row = target;
    (void)key;
    if (row->pool_strike_of_price.given)
        shape_share.canonical(text, &strike_share, &row->pool_strike_of_price);
    else
        shape_money.canonical(text, &strike_money, &row->pool_strike);
}

static const struct shape shape_pool_strike = {.expected =
                                                   "a share of the round's price, such as \"30%\", or an amount",
                                               .cell = CELL_MONEY,
                                               .drawn = true,
                                               .read = read_pool_strike,
                                               .schema = schema_pool_strike,
                                               .canonical = canonical_pool_strike};

static const struct key round_keys[] = {
    {.name = "name",
     .shape = &shape_text,
     .offset = MEMBER(name),
     .description = "Unique; without one, `round 1`, `round 2`, ...",
     .examples = "\"Series E\""},
    {.name = "probability",
     .shape = &shape_share,
     .offset = MEMBER(probability),
     .fallback = "100%",
     .description = "That the round happens at all.",
     .examples = "\"60%\"",
     .bounds = &bounds_probability,
     .flags = KEY_TOLD | KEY_MEAN},
    {.name = "timeline",
     .shape = &shape_timeline,
     .offset = MEMBER(timeline),
     .description = "When; a round after the exit does not happen.",
     .examples = "\"2026-2027\"",
     .bounds = &bounds_not_negative,
     .flags = KEY_REQUIRED},
    {.name = "dilution",
     .shape = &shape_share,
     .offset = MEMBER(dilution),
     .description = "Share of the company that the new shares are, after the round.",
     .examples = "\"8-12%\"",
     .bounds = &bounds_below_one},
    {.name = "raise",
     .shape = &shape_money,
     .offset = MEMBER(raise),
     .description = "Amount raised: makes the new shares a preferred class with this claim, senior to all before it. "
                    "Without it they are common.",
     .examples = "\"$500M\"",
     .bounds = &bounds_not_negative},
    {.name = "multiple",
     .shape = &shape_multiple,
     .offset = MEMBER(multiple),
     .fallback = "1",
     .description = "Liquidation preference as a multiple of the raise.",
     .examples = "1",
     .bounds = &bounds_not_negative},
    {.name = "participating",
     .shape = &shape_boolean,
     .offset = MEMBER(participating),
     .description = "Whether the class also shares in what is left after its preference.",
     .examples = "false"},
    {.name = "cap",
     .shape = &shape_multiple,
     .offset = MEMBER(cap),
     .description = "Most that a participating class receives, as a multiple of the raise.",
     .examples = "3",
     .bounds = &bounds_positive},
    {.name = "dividend",
     .shape = &shape_share,
     .offset = MEMBER(dividend),
     .fallback = "0%",
     .description = "Simple dividend a year, from the round to the exit, part of the claim.",
     .examples = "\"8%\"",
     .bounds = &bounds_not_negative},
    {.name = "pool",
     .shape = &shape_share,
     .offset = MEMBER(pool),
     .fallback = "0%",
     .description = "New option pool made with the round, as a share of the company after it.",
     .examples = "\"5%\"",
     .bounds = &bounds_below_one},
    {.name = "pool_issued",
     .shape = &shape_share,
     .offset = MEMBER(pool_issued),
     .fallback = "100%",
     .description = "Share of the pool that is granted by the exit; the rest is cancelled then.",
     .examples = "\"50%\"",
     .bounds = &bounds_probability,
     .flags = KEY_ADDED},
    {.name = "pool_strike",
     .shape = &shape_pool_strike,
     .description =
         "Strike of the pool's options: a share of the round's price, or an amount per share; without it, 0.",
     .examples = "\"30%\", \"$1.50\""},
    {.name = "pre_money",
     .shape = &shape_money,
     .offset = MEMBER(pre_money),
     .description =
         "Value before the round, its pool included: with one of `dilution` and `raise` it gives the other. A "
         "price below that of an earlier class triggers its anti-dilution.",
     .examples = "\"$2B\"",
     .bounds = &bounds_positive},
};
#undef MEMBER

/* Any two of dilution, raise and pre-money give the third; all three may differ by a point. */
static void check_two_of_three(struct reader *reader, const struct node *node, const struct round_row *round)
{
    const struct node *pre_money = node_member(node, "pre_money"), *strike = node_member(node, "pool_strike");
    if (!node_member(node, "dilution") && !(node_member(node, "raise") && pre_money))
        reader_error(reader, node, "for instance \"dilution\": \"20%\"",
                     "a round needs `dilution`, or `raise` and `pre_money`, which give it");
    if (strike && round->pool_strike_of_price.given && !round->raise.given && !round->pre_money.given)
        reader_error(reader, strike, "give `raise` or `pre_money`, or an amount per share",
                     "a `pool_strike` in percent is of the round's price, and nothing says it");
    if (!(round->dilution.given && round->raise.given && round->pre_money.given))
        return;
    double raise = distribution_mean(&round->raise.distribution);
    double implied = raise / (distribution_mean(&round->pre_money.distribution) + raise);
    if (fabs(implied - distribution_mean(&round->dilution.distribution)) > 0.01)
        reader_error(reader, pre_money, "leave out one of the three",
                     "`raise` and `pre_money` give a dilution of %.4g%%, and `dilution` says otherwise", 100 * implied);
}

static void finish_round(struct reader *reader, const struct node *node, void *target)
{
    const struct round_row *round = target;
    const struct node *cap = node_member(node, "cap");
    if (cap && !round->participating)
        reader_error(reader, cap, "add \"participating\": true", "a cap is for a participating class");
    check_two_of_three(reader, node, round);
    static const char *const of_the_pool[] = {"pool_issued", "pool_strike"};
    for (size_t i = 0; i < 2 && !round->pool.given; i++)
        if (node_member(node, of_the_pool[i]))
            reader_warn(reader, node_member(node, of_the_pool[i]), "`%s` has no effect: the round has no `pool`",
                        of_the_pool[i]);
    if (round->pool.given && !node_member(node, "pool_issued"))
        reader_assume_absent(reader, node, "pool_issued", "`pool_issued` is not given: all of the pool is granted");
    if (round->pool.given && !node_member(node, "pool_strike"))
        reader_assume_absent(reader, node, "pool_strike", "`pool_strike` is not given: the pool's shares cost nothing");
}

static const struct object_record round_record = {
    .name = "a round",
    .keys = round_keys,
    .key_count = KEY_COUNT(round_keys),
    .finish = finish_round,
    .row_bytes = sizeof(struct round_row),
    .count_offset = offsetof(struct offer, dilution.round_count),
    .named = true,
    .row_limit = 1000,
    .row_stem = "round",
};

#define MEMBER(member) offsetof(struct convertible_row, member)

static const struct word convertible_words[] = {
    {"safe", CONVERTIBLE_SAFE, "a SAFE"},
    {"note", CONVERTIBLE_NOTE, "a convertible note, with interest"},
    {NULL, 0, NULL},
};

static const struct key convertible_keys[] = {
    {.name = "name",
     .shape = &shape_text,
     .offset = MEMBER(name),
     .description = "Unique; without one, `convertible 1`, ...",
     .examples = "\"Bridge note\""},
    {.name = "kind",
     .shape = &shape_word,
     .offset = MEMBER(kind),
     .fallback = "safe",
     .description = "A SAFE or a note.",
     .examples = "\"note\"",
     .words = convertible_words,
     .flags = KEY_TOLD},
    {.name = "amount",
     .shape = &shape_money,
     .offset = MEMBER(amount),
     .description = "Money that was paid in.",
     .examples = "\"$2M\"",
     .bounds = &bounds_not_negative,
     .flags = KEY_REQUIRED},
    {.name = "cap",
     .shape = &shape_money,
     .offset = MEMBER(cap),
     .description = "Highest company value at which it converts.",
     .examples = "\"$20M\"",
     .bounds = &bounds_positive},
    {.name = "discount",
     .shape = &shape_share,
     .offset = MEMBER(discount),
     .fallback = "0%",
     .description = "Off the price of the round in which it converts.",
     .examples = "\"20%\"",
     .bounds = &bounds_below_one},
    {.name = "interest",
     .shape = &shape_share,
     .offset = MEMBER(interest),
     .fallback = "0%",
     .description = "Simple interest a year on a note.",
     .examples = "\"6%\"",
     .bounds = &bounds_not_negative},
    {.name = "post_money",
     .shape = &shape_boolean,
     .offset = MEMBER(post_money),
     .fallback = "true",
     .description = "Whether the cap is a value after the money of all convertibles.",
     .examples = "true"},
};
#undef MEMBER

static const struct object_record convertible_record = {
    .name = "a convertible",
    .keys = convertible_keys,
    .key_count = KEY_COUNT(convertible_keys),
    .row_bytes = sizeof(struct convertible_row),
    .count_offset = offsetof(struct offer, dilution.convertible_count),
    .named = true,
    .row_limit = 64,
    .row_stem = "convertible",
};

/* Post-money caps: each takes owed/cap of the company, and together they leave something. */
static void check_caps(struct reader *reader, const struct node *node, void *target)
{
    const struct dilution *dilution = &((const struct offer *)target)->dilution;
    const struct node *table = node_member(node, "convertibles");
    double taken = 0;
    for (size_t i = 0; i < dilution->convertible_count; i++) {
        const struct convertible_row *row = &dilution->convertible[i];
        if (row->post_money && row->cap.given && row->amount.distribution.kind)
            taken += distribution_mean(&row->amount.distribution) / distribution_mean(&row->cap.distribution);
    }
    if (taken >= 1)
        reader_error(reader, table,
                     "a cap is a value of the whole company; \"post_money\": false counts it without them",
                     "these convertibles' caps give away %.4g%% of the company", 100 * taken);
}

static const struct key dilution_keys[] = {
    {.name = "annual",
     .shape = &shape_share,
     .offset = offsetof(struct offer, dilution.annual),
     .description = "Share that new stock takes each year: what is kept is (1-a)^X.",
     .examples = "\"3-6%\"",
     .bounds = &bounds_below_one},
    {.name = "rounds",
     .shape = &shape_table,
     .offset = offsetof(struct offer, dilution.round),
     .description = "Financing rounds to come.",
     .examples = "[{\"name\": \"Series E\", \"probability\": \"60%\", \"timeline\": \"2026-2027\", \"dilution\": "
                 "\"8-12%\", \"raise\": \"$500M\"}]",
     .object = &round_record},
    {.name = "convertibles",
     .shape = &shape_table,
     .offset = offsetof(struct offer, dilution.convertible),
     .description = "SAFEs and notes, which convert in the next round with a `raise`, or at the exit.",
     .examples = "[{\"kind\": \"safe\", \"amount\": \"$2M\", \"cap\": \"$20M\"}]",
     .object = &convertible_record},
};

const struct object_record dilution_record = {
    .name = "`dilution`", .keys = dilution_keys, .key_count = KEY_COUNT(dilution_keys), .finish = check_caps};
