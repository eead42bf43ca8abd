#include "models/preparation.h"

#include "models/dimensions.h"

#include <math.h>
#include <stdarg.h>

static int find_or_add(struct preparation *preparation, const char *name, int dimension)
{
    struct draws *draws = &preparation->plan->draws;
    int slot = draws_find(draws, name);
    return slot >= 0 ? slot : draws_add(preparation->arena, draws, name, dimension);
}

struct quantity quantity_of(struct preparation *preparation, const struct value *value, int dimension, const char *name)
{
    struct quantity quantity = {.slot = DRAW_CERTAIN};
    const struct distribution *distribution = &value->distribution;
    if (!distribution->kind)
        return quantity;
    quantity.mean = distribution_mean(distribution);
    if (distribution_is_point(distribution, &quantity.value))
        return quantity;
    quantity.slot = find_or_add(preparation, name ? name : dimension_names[dimension], dimension);
    quantity.curve = distribution_prepare(preparation->arena, distribution);
    struct plan *plan = preparation->plan;
    plan->drawn = arena_grow(preparation->arena, plan->drawn, plan->drawn_count, sizeof *plan->drawn);
    plan->drawn[plan->drawn_count++] = quantity;
    return quantity;
}

double quantity_longest(const struct quantity *quantity)
{
    if (quantity->slot == DRAW_CERTAIN)
        return quantity->value;
    return quantity->curve.family == CURVE_AFFINE ? quantity->curve.a + fmax(quantity->curve.b, 0) : HUGE_VAL;
}

double quantity_shortest(const struct quantity *quantity)
{
    if (quantity->slot == DRAW_CERTAIN)
        return quantity->value;
    return quantity->curve.family == CURVE_AFFINE ? quantity->curve.a + fmin(quantity->curve.b, 0) : -HUGE_VAL;
}

struct event event_of(struct preparation *preparation, double chance, int dimension, const char *name)
{
    if (chance <= 0 || chance >= 1)
        return (struct event){DRAW_CERTAIN, chance <= 0 ? 0 : 1};
    struct event event = {find_or_add(preparation, name, dimension), chance};
    struct draw *draw = &preparation->plan->draws.draw[event.slot];
    double *cut = arena_alloc(preparation->arena, draw->cut_count + 1, sizeof *cut);
    for (size_t k = 0; k < draw->cut_count; k++)
        cut[k] = draw->cut[k];
    cut[draw->cut_count++] = event_threshold(&event);
    draw->cut = cut;
    return event;
}

void preparation_fault(struct preparation *preparation, const char *format, ...)
{
    if (preparation->fault)
        return; /* the first is the cause */
    va_list arguments;
    va_start(arguments, format);
    preparation->fault = arena_vtext(preparation->arena, format, arguments);
    va_end(arguments);
}

void preparation_caution(struct preparation *preparation, const char *format, ...)
{
    struct plan *plan = preparation->plan;
    va_list arguments;
    va_start(arguments, format);
    plan->caution = arena_grow(preparation->arena, plan->caution, plan->caution_count, sizeof *plan->caution);
    plan->caution[plan->caution_count++] = arena_vtext(preparation->arena, format, arguments);
    va_end(arguments);
}
