/* Whole units: down, nearest (half up) or up. */
#include "models/tax/tax_operator.h"
#include "models/tax/whole_units.h"

enum { DOWN, NEAREST, UP };

static double rounded(double amount, double unit, size_t mode)
{
    double units = mode == UP ? whole_units_up(amount, unit)
                              : whole_units_down(mode == NEAREST ? amount + 0.5 * unit : amount, unit);
    return units * unit;
}

static struct tax_range range(const struct tax_instruction *round, const struct tax_range *term)
{
    double unit = round->factor[0];
    struct tax_range range = *term;
    if (range.low > -HUGE_VAL)
        range.low = rounded(range.low, unit, round->mode);
    if (range.high < HUGE_VAL)
        range.high = rounded(range.high, unit, round->mode);
    return range;
}

static void run(const struct tax_instruction *round, double (*column)[LANES], size_t chunks)
{
    const double *restrict x = column[round->term[0].at];
    double *restrict out = column[round->out], unit = round->factor[0];
    size_t mode = round->mode;
    for (size_t i = 0; i < chunks * TAX_CHUNK; i++)
        out[i] = rounded(x[i], unit, mode);
}

static const char *const modes[] = {"down", "nearest", "up", NULL};

const struct tax_operator ISA_NAME(tax_operator_round) = {
    .name = "round",
    .meaning = "an amount in whole units",
    .key = {{"of", TAX_KEY_VALUE}, {"unit", TAX_KEY_FACTOR, .above_zero = true}, {"mode", TAX_KEY_MODE}},
    .modes = modes,
    .range = range,
    .run = run,
};
