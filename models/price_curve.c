#include "models/price_curve.h"

#include "sim/ascending.h"

#include <math.h>

/* The prices at which total(p) bends: ascending, distinct, the first one 0. */
static double *bends_of(struct arena *arena, const struct waterfall_class *classes, size_t count, size_t *bends)
{
    double *price = arena_alloc(arena, 2 * count + 1, sizeof *price);
    size_t found = 1, distinct = 0; /* price[0] = 0 */
    for (size_t i = 0; i < count; i++) {
        struct waterfall_terms terms = waterfall_terms_of(&classes[i]);
        double capped = waterfall_capped_price(&terms), converted = waterfall_convert_price(&terms);
        if (isfinite(capped))
            price[found++] = capped;
        if (isfinite(converted))
            price[found++] = converted;
    }
    ascending(arena, price, found);
    for (size_t i = 0; i < found; i++)
        if (i == 0 || price[i] > price[distinct - 1])
            price[distinct++] = price[i];
    *bends = distinct;
    return price;
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
    /* Sums in another order may differ in the last bits: knots must not descend. */
    knots->proceeds[at] = at > 0 ? fmax(proceeds, knots->proceeds[at - 1]) : proceeds;
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
    size_t bends;
    const double *price = bends_of(arena, classes, count, &bends);
    struct knots knots = knots_create(arena, bends + 1);
    knots_add(&knots, 0, 0, 0);
    for (size_t k = 0; k < bends; k++) {
        double shares = waterfall_all_active_shares(classes, count, price[k]);
        double slope = shares > 0 ? 1 / shares : 0;
        knots_add(&knots, waterfall_total_at(classes, count, price[k]), price[k], slope);
    }
    return knots_curve(&knots);
}

struct price_curve price_curve_of_class(struct arena *arena, const struct waterfall_class *classes, size_t count,
                                        size_t which)
{
    size_t bends;
    const double *price = bends_of(arena, classes, count, &bends);
    struct waterfall_terms own = waterfall_terms_of(&classes[which]);
    struct knots knots = knots_create(arena, bends + 3);
    knots_add(&knots, 0, 0, 0);
    if (own.claim > 0) {
        struct waterfall_level around = waterfall_level_of(classes, count, which);
        knots_add(&knots, around.ahead, 0, own.claim / around.level);
        knots_add(&knots, around.ahead + around.level, own.claim, 0);
    }
    for (size_t k = 0; k < bends; k++) {
        double shares = waterfall_all_active_shares(classes, count, price[k]);
        double slope = shares > 0 ? waterfall_active_shares(&own, price[k]) / shares : 0;
        knots_add(&knots, waterfall_total_at(classes, count, price[k]), waterfall_payout_at(&own, price[k]), slope);
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
