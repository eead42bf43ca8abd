/* `company`, `ipo`, `escrow`: small objects whose members belong to the offer itself. */
#include "inputs/offer_reader.h"

#define MEMBER(member) offsetof(struct offer, member)

static const struct key company_keys[] = {
    {.name = "cash",
     .shape = &shape_money,
     .offset = MEMBER(cash),
     .description = "Money in the bank at start.",
     .examples = "\"$200M\"",
     .bounds = &bounds_not_negative},
    {.name = "burn",
     .shape = &shape_money,
     .offset = MEMBER(burn),
     .description = "Money that goes each year.",
     .examples = "\"$10-40M\"",
     .bounds = &bounds_positive},
    {.name = "raise_probability",
     .shape = &shape_share,
     .offset = MEMBER(raise_probability),
     .fallback = "0%",
     .description = "That new money comes; then the runway never binds.",
     .examples = "\"80%\"",
     .bounds = &bounds_probability,
     .flags = KEY_MEAN},
    {.name = "arr",
     .shape = &shape_money,
     .offset = MEMBER(company_arr),
     .description = "Yearly revenue, for exit values that are a multiple of it (\"10-20x revenue\").",
     .examples = "\"$130M\"",
     .bounds = &bounds_positive,
     .flags = KEY_UNSIMULATED}, /* the values have it */
    {.name = "last_valuation",
     .shape = &shape_money,
     .offset = MEMBER(company_last_valuation),
     .description = "Of the whole company in its last round, for exit values that are a multiple of it (\"2-3x last "
                    "round\").",
     .examples = "\"$400M\"",
     .bounds = &bounds_positive,
     .flags = KEY_UNSIMULATED},
};

/* The runway needs both; what exit values are multiples of stands for itself. */
static void finish_company(struct reader *reader, const struct node *node, void *target)
{
    static const char *const needed[] = {"cash", "burn"};
    bool multiples_alone = (node_member(node, "arr") || node_member(node, "last_valuation")) &&
                           !node_member(node, "cash") && !node_member(node, "burn") &&
                           !node_member(node, "raise_probability");
    if (multiples_alone)
        return;
    ((struct offer *)target)->company_given = true;
    for (size_t i = 0; i < 2; i++)
        if (!node_member(node, needed[i]) && !reader_misspelt(node, &company_record, needed[i]))
            reader_error(reader, node,
                         arena_text(reader->arena, "for instance \"%s\": %s", needed[i],
                                    key_named(&company_record, needed[i])->examples),
                         "`company` needs `%s`", needed[i]);
    if (!node_member(node, "raise_probability"))
        reader_assume_absent(reader, node, "raise_probability", "`raise_probability` is not given: 0%%");
}

const struct object_record company_record = {
    .name = "`company`", .keys = company_keys, .key_count = KEY_COUNT(company_keys), .finish = finish_company};

static const struct key ipo_keys[] = {
    {.name = "lock_up",
     .shape = &shape_duration,
     .offset = MEMBER(lock_up),
     .fallback = "0",
     .description = "Time after the listing in which nothing can be sold.",
     .examples = "\"180 days\"",
     .bounds = &bounds_not_negative},
    {.name = "volatility",
     .shape = &shape_share,
     .offset = MEMBER(ipo_volatility),
     .fallback = "0%",
     .description = "Of the share price in that time, a year.",
     .examples = "\"60%\"",
     .bounds = &bounds_not_negative},
};
const struct object_record ipo_record = {.name = "`ipo`", .keys = ipo_keys, .key_count = KEY_COUNT(ipo_keys)};

static const struct key escrow_keys[] = {
    {.name = "fraction",
     .shape = &shape_share,
     .offset = MEMBER(escrow_fraction),
     .fallback = "0%",
     .description = "Share of an acquisition's proceeds that is held back.",
     .examples = "\"10%\"",
     .bounds = &bounds_probability},
    {.name = "delay",
     .shape = &shape_duration,
     .offset = MEMBER(escrow_delay),
     .fallback = "0",
     .description = "Time until it is paid.",
     .examples = "\"18 months\"",
     .bounds = &bounds_not_negative},
    {.name = "loss",
     .shape = &shape_share,
     .offset = MEMBER(escrow_loss),
     .fallback = "0%",
     .description = "Share of what was held back that is never paid.",
     .examples = "\"0-50%\"",
     .bounds = &bounds_probability},
};
const struct object_record escrow_record = {
    .name = "`escrow`", .keys = escrow_keys, .key_count = KEY_COUNT(escrow_keys)};
