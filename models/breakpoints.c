#include "models/breakpoints.h"

#include <math.h>
#include <stdlib.h>

const char *const breakpoint_event_words[BREAKPOINT_EVENTS] = {
#define BREAKPOINT_WORDS(name, words) [name] = words,
    BREAKPOINT_EVENT_LIST(BREAKPOINT_WORDS)
#undef BREAKPOINT_WORDS
};

static int in_order(const void *left, const void *right)
{
    const struct breakpoint *a = left, *b = right;
    if (a->proceeds != b->proceeds)
        return a->proceeds < b->proceeds ? -1 : 1;
    if (a->event != b->event)
        return a->event < b->event ? -1 : 1;
    return (a->class_index > b->class_index) - (a->class_index < b->class_index);
}

static double common_share(const struct waterfall_class *classes, size_t count, double price)
{
    double common = 0, shares = waterfall_all_active_shares(classes, count, price);
    for (size_t i = 0; i < count; i++)
        if (classes[i].kind == CLASS_COMMON)
            common += classes[i].shares;
    return shares > 0 ? common / shares : 0;
}

static struct breakpoint event_at(const struct waterfall_class *classes, size_t count, size_t which,
                                  enum breakpoint_event event, double price)
{
    struct breakpoint at = {waterfall_total_at(classes, count, price), price, which, event,
                            common_share(classes, count, price)};
    return at;
}

static struct breakpoint claim_paid(const struct waterfall_class *classes, size_t count, size_t which)
{
    bool junior_claims = false;
    for (size_t i = 0; i < count; i++)
        junior_claims |= classes[i].seniority < classes[which].seniority && waterfall_terms_of(&classes[i]).claim > 0;
    if (!junior_claims)
        return event_at(classes, count, which, BREAKPOINT_CLAIM_PAID, 0);
    struct waterfall_level around = waterfall_level_of(classes, count, which);
    struct breakpoint paid = {around.ahead + around.level, 0, which, BREAKPOINT_CLAIM_PAID, 0};
    return paid;
}

struct breakpoints breakpoints_find(struct arena *arena, const struct waterfall_class *classes, size_t count)
{
    enum { MOST_PER_CLASS = 4 };
    struct breakpoint *found = arena_alloc(arena, MOST_PER_CLASS * count + 1, sizeof *found);
    size_t events = 0;
    for (size_t i = 0; i < count; i++) {
        struct waterfall_terms terms = waterfall_terms_of(&classes[i]);
        double capped = waterfall_capped_price(&terms), converted = waterfall_convert_price(&terms);
        bool shares_after_claim = terms.shares > 0 && terms.cap > terms.claim;
        enum breakpoint_event switching = classes[i].kind == CLASS_OPTION ? BREAKPOINT_EXERCISED : BREAKPOINT_CONVERTS;
        if (terms.claim > 0)
            found[events++] = claim_paid(classes, count, i);
        if (shares_after_claim)
            found[events++] = event_at(classes, count, i, BREAKPOINT_SHARES, 0);
        if (shares_after_claim && isfinite(capped))
            found[events++] = event_at(classes, count, i, BREAKPOINT_CAPPED, capped);
        if (isfinite(converted))
            found[events++] = event_at(classes, count, i, switching, converted);
    }
    qsort(found, events, sizeof *found, in_order);
    struct breakpoints breakpoints = {events, found};
    return breakpoints;
}
