/* `dilution`: so much a year, or named rounds; SAFEs and notes that convert. */
#include "inputs/offer_reader.h"

#define MEMBER(member) offsetof(struct round_row, member)

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
     .bounds = &bounds_below_one,
     .flags = KEY_REQUIRED},
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
    {.name = "pre_money",
     .shape = &shape_money,
     .offset = MEMBER(pre_money),
     .description = "Value before the round; a price below that of an earlier class triggers its anti-dilution.",
     .examples = "\"$2B\"",
     .bounds = &bounds_positive},
};
#undef MEMBER

static void finish_round(struct reader *reader, const struct node *node, void *target)
{
    const struct round_row *round = target;
    const struct node *cap = node_member(node, "cap");
    if (cap && !round->participating)
        reader_error(reader, cap, "add \"participating\": true", "a cap is for a participating class");
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
    .name = "`dilution`", .keys = dilution_keys, .key_count = KEY_COUNT(dilution_keys)};
