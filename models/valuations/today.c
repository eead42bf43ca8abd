/* Log-normal from the value of today, with a mean that drifts and that the cash raised by rounds before the exit joins:
 * V = (today (1+drift)^X + sum raise (1+drift)^(X - t)) exp(s sqrt(X) z - s^2 X/2). */
#include "models/column_kernel.h"
#include "models/company_plan.h"
#include "models/valuation.h"

enum { TODAY, DRIFT, VOLATILITY, RAISED };
#define VALUE(member) offsetof(struct valuation, value[member])

static const struct word raised_words[] = {
    {"joins", false, "what rounds raise before the exit is worth its money then, and grows like the rest"},
    {"ignored", true, "it changes nothing"},
    {NULL, 0, NULL},
};

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
     .fallback = "0%",
     .description = "Standard deviation of the log value over a year.",
     .examples = "\"60%\"",
     .bounds = &bounds_not_negative,
     .flags = KEY_TOLD},
    {.name = "raised",
     .unit = UNIT_CHOICE,
     .offset = offsetof(struct valuation, raised_ignored),
     .fallback = "joins",
     .description = "Whether cash that rounds raise joins the value.",
     .examples = "\"ignored\"",
     .words = raised_words,
     .flags = KEY_ADDED},
};

/* value = today + sum raise (1+drift)^-t over the rounds that raise money and come before the exit. */
static void add_raised(const struct company_plan *company, struct path_block *block, const double *restrict drift,
                       double *restrict value)
{
    for (size_t r = 0; r < company->round_count; r++) {
        const struct round_columns *round = &block->company->round[r];
        if (!company->round[r].priced)
            continue;
        for (size_t i = 0; i < LANES; i++) {
            bool comes = round->happens[i] > 0 && round->years[i] < block->exit_years[i];
            double then = round->raise[i] * numeric_exp(-numeric_log1p(drift[i]) * round->years[i]);
            value[i] += comes ? then : 0.0;
        }
    }
}

static void drifting_column(const struct plan *whole, const struct valuation_plan *plan, const double *restrict uniform,
                            struct path_block *block, double *restrict value)
{
    double *restrict drift = block->scratch[1];
    double *restrict volatility = block->scratch[2];
    quantity_column(&plan->value[DRIFT], block->u, drift);
    quantity_column(&plan->value[VOLATILITY], block->u, volatility);
    quantity_column(&plan->value[TODAY], block->u, value);
    if (!plan->raised_ignored)
        add_raised(whole->company, block, drift, value);
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
