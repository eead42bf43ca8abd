/* `compensation`: the pay here and on the market. */
#include "inputs/offer_reader.h"

/* The five keys of one side; `side` is pay_offer or pay_market. */
#define PAY_KEYS(side)                                                                                                 \
    {.name = "salary",                                                                                                 \
     .shape = &shape_money,                                                                                            \
     .offset = offsetof(struct offer, side.salary),                                                                    \
     .description = "Yearly base pay.",                                                                                \
     .examples = "\"$74-105K\"",                                                                                       \
     .bounds = &bounds_not_negative,                                                                                   \
     .flags = KEY_YEARLY},                                                                                             \
        {.name = "bonus",                                                                                              \
         .shape = &shape_share,                                                                                        \
         .offset = offsetof(struct offer, side.bonus),                                                                 \
         .fallback = "0%",                                                                                             \
         .description = "Yearly bonus as a share of the salary.",                                                      \
         .examples = "\"10%\"",                                                                                        \
         .bounds = &bounds_not_negative,                                                                               \
         .flags = KEY_TOLD},                                                                                           \
        {.name = "annual_equity",                                                                                      \
         .shape = &shape_money,                                                                                        \
         .offset = offsetof(struct offer, side.annual_equity),                                                         \
         .fallback = "0",                                                                                              \
         .description = "Liquid equity a year, at its value, as public companies pay it.",                             \
         .examples = "\"$20-40K\"",                                                                                    \
         .bounds = &bounds_not_negative,                                                                               \
         .flags = KEY_TOLD | KEY_YEARLY},                                                                              \
        {.name = "raise",                                                                                              \
         .shape = &shape_share,                                                                                        \
         .offset = offsetof(struct offer, side.raise),                                                                 \
         .fallback = "0%",                                                                                             \
         .description = "Growth of all yearly pay, a year.",                                                           \
         .examples = "\"3%\"",                                                                                         \
         .bounds = &bounds_rate,                                                                                       \
         .flags = KEY_TOLD},                                                                                           \
    {                                                                                                                  \
        .name = "signing", .shape = &shape_money, .offset = offsetof(struct offer, side.signing), .fallback = "0",     \
        .description = "Paid once, at the start.", .examples = "\"$10K\"", .bounds = &bounds_not_negative,             \
        .flags = KEY_TOLD                                                                                              \
    }

static const struct key offer_side_keys[] = {PAY_KEYS(pay_offer)};
static const struct object_record offer_side_record = {
    .name = "the offer's pay", .keys = offer_side_keys, .key_count = KEY_COUNT(offer_side_keys)};

static const struct key market_side_keys[] = {
    PAY_KEYS(pay_market),
    {.name = "layoff",
     .shape = &shape_hazard,
     .offset = offsetof(struct offer, market_layoff),
     .description = "Losing the other job: cumulative probability within a time.",
     .examples = "[{\"within\": \"12 months\", \"probability\": \"10%\"}]"}};
static const struct object_record market_side_record = {
    .name = "the market's pay", .keys = market_side_keys, .key_count = KEY_COUNT(market_side_keys)};

static const struct key compensation_keys[] = {
    {.name = "offer",
     .shape = &shape_object,
     .description = "The pay of this job.",
     .examples = "{\"salary\": \"$74-105K\"}",
     .object = &offer_side_record},
    {.name = "market",
     .shape = &shape_object,
     .description = "The pay of the job you would have otherwise.",
     .examples = "{\"salary\": \"$120-250K\"}",
     .object = &market_side_record},
};

static void finish_compensation(struct reader *reader, const struct node *node, void *target)
{
    (void)reader;
    (void)node;
    ((struct offer *)target)->compensation_given = true;
}

const struct object_record compensation_record = {.name = "`compensation`",
                                                  .keys = compensation_keys,
                                                  .key_count = KEY_COUNT(compensation_keys),
                                                  .finish = finish_compensation};
