#include "library/compared_offers.h"

#include "analysis/labels.h"
#include "analysis/offer_report.h"
#include "library/offer_subject.h"

#include <string.h>

static bool check_currencies(struct asking *asking)
{
    const char *first = asking->offers[0]->check->input.offer.currency;
    for (size_t i = 1; i < asking->count; i++) {
        const char *other = asking->offers[i]->check->input.offer.currency;
        if (strcmp(first, other) == 0)
            continue;
        problem_add(asking->problems, STATUS_INVALID, (struct place){0}, "",
                    "offers are compared in one currency; convert one of them", "%s is in %s, %s in %s",
                    asking->offers[0]->base.path, first, asking->offers[i]->base.path, other);
        return false;
    }
    return true;
}

bool compared_offers_take(struct asking *asking, struct comparison *comparison)
{
    struct arena *arena = asking->arena;
    size_t count = comparison->count;
    struct labels *labels = labels_create(arena, count);
    comparison->check = arena_alloc(arena, count, sizeof *comparison->check);
    if (!market_job_apply(asking, count, comparison->check, &comparison->job))
        return false;
    comparison->offers = arena_alloc(arena, count, sizeof *comparison->offers);
    for (size_t i = 0; i < count; i++) {
        const struct offer_check *check = comparison->check[i];
        struct compared *offer = &comparison->offers[i];
        offer->subject = subject_of_input(arena, &check->input, check->plan, true);
        offer->label = labels_give(labels, offer_report_name(offer->subject.offer->name));
    }
    return check_currencies(asking);
}
