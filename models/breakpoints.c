#include "models/breakpoints.h"

#include <math.h>
#include <stdlib.h>

const char *const breakpoint_event_words[BREAKPOINT_EVENTS] = {
#define BREAKPOINT_WORDS(name, words) [name] = words,
    BREAKPOINT_EVENT_LIST(BREAKPOINT_WORDS)
#undef BREAKPOINT_WORDS
};

/* The classes in formula form, with the prices at which total(p) bends. */
struct bends {
    size_t class_count;
    struct waterfall_terms *terms;
    size_t count;
    double *price; /* ascending, distinct; price[0] = 0 */
};

static int ascending(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static struct bends bends_of(struct arena *arena, const struct waterfall_class *classes, size_t count)
{
    struct bends bends = {count, arena_alloc(arena, count + 1, sizeof *bends.terms), 0, NULL};
    double *all = arena_alloc(arena, 2 * count + 1, sizeof *all);
    size_t found = 1; /* all[0] = 0 */
    waterfall_prepare(classes, count, bends.terms);
    for (size_t i = 0; i < count; i++) {
        if (isfinite(bends.terms[i].capped_price))
            all[found++] = bends.terms[i].capped_price;
        if (isfinite(bends.terms[i].convert_price))
            all[found++] = bends.terms[i].convert_price;
    }
    qsort(all, found, sizeof *all, ascending);
    for (size_t i = 0; i < found; i++)
        if (i == 0 || all[i] > all[bends.count - 1])
            all[bends.count++] = all[i];
    bends.price = all;
    return bends;
}

static double total_at(const struct bends *bends, double price)
{
    return waterfall_total_at(bends->terms, bends->class_count, price);
}

static double active_shares(const struct bends *bends, double price)
{
    double shares = 0;
    for (size_t i = 0; i < bends->class_count; i++)
        shares += waterfall_active_shares(&bends->terms[i], price);
    return shares;
}

/* A curve being written. */
struct knots {
    size_t count;
    double *proceeds, *value, *slope;
};

static struct knots knots_create(struct arena *arena, size_t most)
{
    struct knots knots = {0, arena_alloc(arena, most, sizeof(double)), arena_alloc(arena, most, sizeof(double)),
                          arena_alloc(arena, most, sizeof(double))};
    return knots;
}

static void knots_add(struct knots *knots, double proceeds, double value, double slope)
{
    size_t at = knots->count++;
    knots->proceeds[at] = proceeds;
    knots->value[at] = value;
    knots->slope[at] = slope;
}

static struct price_curve knots_curve(const struct knots *knots)
{
    struct price_curve curve = {knots->count, knots->proceeds, knots->value, knots->slope};
    return curve;
}

struct price_curve price_curve_of_common(struct arena *arena, const struct waterfall_class *classes, size_t count)
{
    struct bends bends = bends_of(arena, classes, count);
    struct knots knots = knots_create(arena, bends.count + 1);
    knots_add(&knots, 0, 0, 0);
    for (size_t k = 0; k < bends.count; k++) {
        double price = bends.price[k], shares = active_shares(&bends, price);
        knots_add(&knots, total_at(&bends, price), price, shares > 0 ? 1 / shares : 0);
    }
    return knots_curve(&knots);
}

/* Claims senior to a level, and on it. */
static void claims_around(const struct bends *bends, double seniority, double *ahead, double *level)
{
    *ahead = *level = 0;
    for (size_t i = 0; i < bends->class_count; i++) {
        if (bends->terms[i].seniority > seniority)
            *ahead += bends->terms[i].claim;
        else if (bends->terms[i].seniority == seniority)
            *level += bends->terms[i].claim;
    }
}

struct price_curve price_curve_of_class(struct arena *arena, const struct waterfall_class *classes, size_t count,
                                        size_t which)
{
    struct bends bends = bends_of(arena, classes, count);
    struct knots knots = knots_create(arena, bends.count + 3);
    const struct waterfall_terms *own = &bends.terms[which];
    knots_add(&knots, 0, 0, 0);
    if (own->claim > 0) {
        double ahead, level;
        claims_around(&bends, own->seniority, &ahead, &level);
        knots_add(&knots, ahead, 0, own->claim / level);
        knots_add(&knots, ahead + level, own->claim, 0);
    }
    for (size_t k = 0; k < bends.count; k++) {
        double price = bends.price[k], shares = active_shares(&bends, price);
        double own_shares = waterfall_active_shares(own, price);
        /* Sums in another order may differ in the last bits: knots must not descend. */
        double proceeds = fmax(total_at(&bends, price), knots.proceeds[knots.count - 1]);
        knots_add(&knots, proceeds, waterfall_payout_at(own, price), shares > 0 ? own_shares / shares : 0);
    }
    return knots_curve(&knots);
}

double price_curve_at(const struct price_curve *curve, double proceeds)
{
    size_t low = 0, high = curve->count; /* the last knot below proceeds is in [low, high) */
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (proceeds > curve->proceeds[middle])
            low = middle;
        else
            high = middle;
    }
    return curve->value[low] + curve->slope[low] * (proceeds - curve->proceeds[low]);
}

/* --- the table for people ----------------------------------------------------------------------------------------- */
static int in_order(const void *left, const void *right)
{
    const struct breakpoint *a = left, *b = right;
    if (a->proceeds != b->proceeds)
        return a->proceeds < b->proceeds ? -1 : 1;
    if (a->event != b->event)
        return a->event < b->event ? -1 : 1;
    return (a->class_index > b->class_index) - (a->class_index < b->class_index);
}

static double common_share(const struct waterfall_class *classes, const struct bends *bends, double price)
{
    double common = 0, shares = active_shares(bends, price);
    for (size_t i = 0; i < bends->class_count; i++)
        if (classes[i].kind == CLASS_COMMON)
            common += classes[i].shares;
    return shares > 0 ? common / shares : 0;
}

static struct breakpoint event_at(const struct waterfall_class *classes, const struct bends *bends, size_t which,
                                  enum breakpoint_event event, double price)
{
    struct breakpoint at = {total_at(bends, price), price, which, event, common_share(classes, bends, price)};
    return at;
}

static struct breakpoint claim_paid(const struct waterfall_class *classes, const struct bends *bends, size_t which)
{
    double ahead, level, after = 0;
    claims_around(bends, bends->terms[which].seniority, &ahead, &level);
    for (size_t i = 0; i < bends->class_count; i++)
        if (bends->terms[i].seniority < bends->terms[which].seniority)
            after += bends->terms[i].claim;
    if (after > 0) {
        struct breakpoint paid = {ahead + level, 0, which, BREAKPOINT_CLAIM_PAID, 0};
        return paid;
    }
    return event_at(classes, bends, which, BREAKPOINT_CLAIM_PAID, 0);
}

struct breakpoints breakpoints_find(struct arena *arena, const struct waterfall_class *classes, size_t count)
{
    enum { MOST_PER_CLASS = 4 };
    struct bends bends = bends_of(arena, classes, count);
    struct breakpoint *found = arena_alloc(arena, MOST_PER_CLASS * count + 1, sizeof *found);
    size_t events = 0;
    for (size_t i = 0; i < count; i++) {
        const struct waterfall_terms *terms = &bends.terms[i];
        bool shares_after_claim = terms->shares > 0 && terms->cap > terms->claim;
        if (terms->claim > 0)
            found[events++] = claim_paid(classes, &bends, i);
        if (shares_after_claim)
            found[events++] = event_at(classes, &bends, i, BREAKPOINT_SHARES, 0);
        if (shares_after_claim && isfinite(terms->capped_price))
            found[events++] = event_at(classes, &bends, i, BREAKPOINT_CAPPED, terms->capped_price);
        if (isfinite(terms->convert_price)) {
            bool option = classes[i].kind == CLASS_OPTION;
            found[events++] =
                event_at(classes, &bends, i, option ? BREAKPOINT_EXERCISED : BREAKPOINT_CONVERTS, terms->convert_price);
        }
    }
    qsort(found, events, sizeof *found, in_order);
    struct breakpoints breakpoints = {events, found};
    return breakpoints;
}
