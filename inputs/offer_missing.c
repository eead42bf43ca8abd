/* What `run` needs and an offer may lack. */
#include "inputs/offer_missing.h"

#include "inputs/offer_reader.h"

#include <string.h>

size_t offer_missing(struct arena *arena, const struct offer *offer, const char *const **missing)
{
    const char **flags = arena_alloc(arena, 4, sizeof *flags);
    /* An example in another currency would be refused. */
    const char *unit = strcmp(offer->currency, "USD") == 0 ? "$" : arena_text(arena, "%s ", offer->currency);
    size_t count = 0;
    /* A cost stands in for the pay; but who has to add something anyway is told that the pay itself is better. */
    bool incomplete = (!offer->exit_count && !offer->listed) || !offer->grant_count;
    const struct value *here = &offer->pay_offer.salary, *elsewhere = &offer->pay_market.salary;
    if (!offer->exit_count && !offer->listed)
        flags[count++] = arena_text(arena,
                                    "--set exits='[{\"name\": \"IPO\", \"probability\": \"100%%\", \"valuation\": "
                                    "\"%s8-12B\", \"timeline\": \"3-5 years\"}]'",
                                    unit);
    if (!here->distribution.kind || (!here->given && incomplete))
        flags[count++] = arena_text(arena, "--set compensation.offer.salary='%s74-105K'", unit);
    if (!elsewhere->distribution.kind || (!elsewhere->given && incomplete))
        flags[count++] = arena_text(arena, "--set compensation.market.salary='%s120-250K'", unit);
    if (!offer->grant_count)
        flags[count++] = "--set grants.0.percent=0.01%";
    *missing = flags;
    return count;
}
