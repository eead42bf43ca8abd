/* Annual recurring revenue, whose log growth rate decays, times a multiple:
 * V = ARR(X) multiple, ARR(X) = arr exp(ln(1+g) (1 - (1-d)^X)/(-ln(1-d))), and for d = 0: arr (1+g)^X. */
#include "models/column_kernel.h"
#include "models/valuation.h"

enum { ARR, GROWTH, GROWTH_DECAY, MULTIPLE };
#define VALUE(member) offsetof(struct valuation, value[member])

static const struct key keys[] = {
    {.name = "arr",
     .unit = UNIT_MONEY,
     .offset = VALUE(ARR),
     .description = "Annual recurring revenue at start.",
     .examples = "\"$130M\"",
     .bounds = &bounds_not_negative,
     .flags = KEY_REQUIRED},
    {.name = "growth",
     .unit = UNIT_SHARE,
     .offset = VALUE(GROWTH),
     .description = "Its growth a year, at start.",
     .examples = "\"86%\"",
     .bounds = &bounds_rate,
     .flags = KEY_REQUIRED},
    {.name = "growth_decay",
     .unit = UNIT_SHARE,
     .offset = VALUE(GROWTH_DECAY),
     .fallback = "0%",
     .description = "How much of the log growth rate is lost each year.",
     .examples = "\"30%\"",
     .bounds = &bounds_below_one},
    {.name = "multiple",
     .unit = UNIT_MULTIPLE,
     .offset = VALUE(MULTIPLE),
     .description = "Value of the company per unit of that revenue at the exit.",
     .examples = "\"5-15x\"",
     .bounds = &bounds_not_negative,
     .flags = KEY_REQUIRED},
};

static void revenue_column(const struct plan *whole, const struct valuation_plan *plan, const double *restrict uniform,
                           struct path_block *block, double *restrict value)
{
    (void)whole;
    (void)uniform;
    double *restrict growth = block->scratch[1];
    double *restrict decay = block->scratch[2];
    quantity_column(&plan->value[GROWTH], block->u, growth);
    quantity_column(&plan->value[GROWTH_DECAY], block->u, decay);
    quantity_column(&plan->value[ARR], block->u, value);
    for (size_t i = 0; i < LANES; i++) {
        double years = block->exit_years[i];
        double force = -numeric_log1p(-decay[i]);
        double safe = force < 1e-12 ? 1.0 : force;
        double held = force < 1e-12 ? years : -numeric_expm1(-safe * years) / safe;
        value[i] *= numeric_exp(numeric_log1p(growth[i]) * held);
    }
}

static double mean_value(const double *value, double years)
{
    double force = -numeric_log1p(-value[GROWTH_DECAY]);
    double held = force < 1e-12 ? years : -numeric_expm1(-force * years) / force;
    return value[ARR] * value[MULTIPLE] * numeric_exp(numeric_log1p(value[GROWTH]) * held);
}

const struct valuation_kind ISA_NAME(valuation_arr) = {.name = "a valuation by revenue",
                                                       .keys = keys,
                                                       .key_count = KEY_COUNT(keys),
                                                       .row_key = MULTIPLE,
                                                       .row_name = "revenue multiple",
                                                       .column = revenue_column,
                                                       .mean = mean_value};
