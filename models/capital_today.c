#include "models/capital_today.h"

#include <math.h>

static double mean_of(struct capital_today *capital, const struct value *value)
{
    double point = 0;
    if (!value->distribution.kind || distribution_is_point(&value->distribution, &point))
        return point;
    capital->averaged = true;
    return distribution_mean(&value->distribution);
}

/* By percent: shares where the number of all is known, as strikes per share are; else the whole company is 1. */
static double shares_of(struct capital_today *capital, const struct offer *offer, const struct capital_class *row)
{
    if (row->shares.given)
        return mean_of(capital, &row->shares);
    double all = offer->fully_diluted_shares.given ? mean_of(capital, &offer->fully_diluted_shares) : 1;
    return mean_of(capital, &row->percent) * all;
}

static struct waterfall_class class_of(struct capital_today *capital, const struct offer *offer,
                                       const struct capital_class *row)
{
    double invested = mean_of(capital, &row->invested), issued_years = mean_of(capital, &row->issued);
    double accrued = issued_years < 0 ? invested * mean_of(capital, &row->dividend) * -issued_years : 0;
    return (struct waterfall_class){
        .kind = row->kind,
        .shares = shares_of(capital, offer, row),
        .claim = row->kind == CLASS_PREFERRED ? invested * mean_of(capital, &row->multiple) + accrued : 0,
        .participating = row->participating,
        .cap_total = row->cap.given ? mean_of(capital, &row->cap) * invested + accrued : HUGE_VAL,
        .seniority = row->seniority,
        .strike = row->kind == CLASS_OPTION ? mean_of(capital, &row->strike) : 0,
    };
}

struct capital_today capital_today(struct arena *arena, const struct offer *offer)
{
    struct capital_today capital = {.count = offer->class_count};
    capital.classes = arena_alloc(arena, offer->class_count + 1, sizeof *capital.classes);
    for (size_t c = 0; c < offer->class_count; c++)
        capital.classes[c] = class_of(&capital, offer, &offer->capital[c]);
    capital.transaction_costs_frac = mean_of(&capital, &offer->transaction_costs);
    capital.debt = mean_of(&capital, &offer->debt);
    capital.carve_out_frac = mean_of(&capital, &offer->carve_out);
    return capital;
}
