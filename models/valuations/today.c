/* Log-normal from the value of today, with a mean that drifts: V = today (1+drift)^X exp(s sqrt(X) z - s^2 X/2). */
#include "models/column_kernel.h"
#include "models/valuation.h"

enum { TODAY, DRIFT, VOLATILITY };
#define VALUE(member) offsetof(struct valuation, value[member])

static const struct key keys[] = {
    {.name = "today",
     .unit = UNIT_MONEY,
     .offset = VALUE(TODAY),
     .description = "Value of the company at start.",
     .examples = "\"$7.75B\"",
     .bounds = &bounds_not_negative,
     .flags = KEY_REQUIRED},
    {.name = "drift",
     .unit = UNIT_SHARE,
     .offset = VALUE(DRIFT),
     .fallback = "0%",
     .description = "Growth of the mean value a year.",
     .examples = "\"8%\"",
     .bounds = &bounds_rate},
    {.name = "volatility",
     .unit = UNIT_SHARE,
     .offset = VALUE(VOLATILITY),
     .description = "Standard deviation of the log value over a year.",
     .examples = "\"60%\"",
     .bounds = &bounds_not_negative,
     .flags = KEY_REQUIRED},
};

static void drifting_column(const struct valuation_plan *plan, const double *restrict uniform, struct path_block *block,
                            double *restrict value)
{
    double *restrict drift = block->scratch[1];
    double *restrict volatility = block->scratch[2];
    quantity_column(&plan->value[DRIFT], block->u, drift);
    quantity_column(&plan->value[VOLATILITY], block->u, volatility);
    quantity_column(&plan->value[TODAY], block->u, value);
    for (size_t i = 0; i < LANES; i++) {
        double years = block->exit_years[i], s = volatility[i];
        double z = numeric_normal_inverse(uniform[i]);
        value[i] *= numeric_exp(numeric_log1p(drift[i]) * years + s * sqrt(years) * z - 0.5 * s * s * years);
    }
}

static double mean_value(const double *value, double years)
{
    return value[TODAY] * numeric_exp(numeric_log1p(value[DRIFT]) * years);
}

const struct valuation_kind ISA_NAME(valuation_today) = {.name = "a valuation by drift",
                                                         .keys = keys,
                                                         .key_count = KEY_COUNT(keys),
                                                         .row_key = VALUATION_NORMAL,
                                                         .row_name = "value",
                                                         .column = drifting_column,
                                                         .mean = mean_value};
