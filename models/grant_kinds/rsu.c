/* Restricted stock units. With `expires` they need two things to be earned, service and an exit ("double-trigger"), and
 * lapse without the second. */
#include "models/stock_kernel.h"

static const struct key keys[] = {
    GRANT_KEY_EXPIRES,
};

static void prepare(struct preparation *preparation, const struct grant *grant, struct grant_plan *plan)
{
    plan->lapses = grant->expires.given;
    plan->expires_years = grant_kind_quantity(preparation, &grant->expires, grant, "expires");
}

static void value_column(const struct plan *plan, const struct grant_plan *grant, struct path_block *block)
{
    stock_value_column(plan, grant, block);
    if (!grant->lapses)
        return;
    double *restrict value = block->scratch[GRANT_VALUE];
    double *restrict expires = block->scratch[GRANT_LEFT];
    double *restrict granted = block->scratch[GRANT_PART];
    quantity_column(&grant->expires_years, block->u, expires);
    quantity_column(&grant->granted_years, block->u, granted);
    for (size_t i = 0; i < LANES; i++)
        value[i] = block->exit_years[i] <= granted[i] + expires[i] ? value[i] : 0.0;
}

static void tell(const struct grant_plan *grant, const struct path_block *block, size_t lane, struct story *story)
{
    if (grant->lapses)
        story_quantity(story, "equity", arena_text(story->arena, "%s: expires", grant->name), &grant->expires_years,
                       block, lane, "years");
}

const struct grant_kind ISA_NAME(grant_kind_rsu) = {.name = "rsu",
                                                    .meaning = "restricted stock units",
                                                    .keys = keys,
                                                    .key_count = KEY_COUNT(keys),
                                                    .pays_price = true,
                                                    .on_leaving = "keep",
                                                    .tax_event = TAX_EVENT_SETTLE,
                                                    .prepare = prepare,
                                                    .value_column = value_column,
                                                    .tell = tell};
