/* tariff(over + of) - tariff(over): what a tariff takes of an amount that lies on top of another. */
#include "models/tax/tariff_kernel.h"

#include <math.h>

static struct tax_range range(const struct tax_instruction *stack, const struct tax_range *term)
{
    bool rises = stack->pieces->convex && term[0].low >= 0;
    return (struct tax_range){rises ? 0 : -HUGE_VAL, HUGE_VAL};
}

static void run(const struct tax_instruction *stack, double (*column)[LANES], size_t chunks)
{
    double top[LANES], below[LANES];
    const double *restrict of = column[stack->term[0].at], *restrict over = column[stack->term[1].at];
    double *restrict out = column[stack->out];
    for (size_t i = 0; i < chunks * TAX_CHUNK; i++)
        top[i] = over[i] + of[i];
    tariff_column(stack->pieces, over, below, chunks);
    tariff_column(stack->pieces, top, out, chunks);
    for (size_t i = 0; i < chunks * TAX_CHUNK; i++)
        out[i] -= below[i];
}

const struct tax_operator ISA_NAME(tax_operator_stack) = {
    .name = "stack",
    .meaning = "what a tariff takes of an amount on top of another",
    .key = {{"of", TAX_KEY_VALUE}, {"over", TAX_KEY_VALUE}, {"table", TAX_KEY_TARIFF}},
    .range = range,
    .run = run,
};
