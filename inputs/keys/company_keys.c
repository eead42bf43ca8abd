/* `company`, `ipo`, `escrow`: small objects whose members belong to the offer itself. */
#include "inputs/offer_reader.h"

#define MEMBER(member) offsetof(struct offer, member)

static const struct key company_keys[] = {
    {.name = "cash",
     .shape = &shape_money,
     .offset = MEMBER(cash),
     .description = "Money in the bank at start.",
     .examples = "\"$200M\"",
     .bounds = &bounds_not_negative,
     .flags = KEY_REQUIRED},
    {.name = "burn",
     .shape = &shape_money,
     .offset = MEMBER(burn),
     .description = "Money that goes each year.",
     .examples = "\"$10-40M\"",
     .bounds = &bounds_positive,
     .flags = KEY_REQUIRED},
    {.name = "raise_probability",
     .shape = &shape_share,
     .offset = MEMBER(raise_probability),
     .fallback = "0%",
     .description = "That new money comes; then the runway never binds.",
     .examples = "\"80%\"",
     .bounds = &bounds_probability,
     .flags = KEY_TOLD | KEY_MEAN},
};

static void finish_company(struct reader *reader, const struct node *node, void *target)
{
    (void)reader;
    (void)node;
    ((struct offer *)target)->company_given = true;
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
