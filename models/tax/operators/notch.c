/* 0 up to `free`, then the lesser of rate x and slope (x - free): a surcharge that starts gently. */
#include "models/tax/tax_operator.h"

#include <math.h>

enum { OF, FREE };
enum { SLOPE, RATE };

static struct tax_range range(const struct tax_instruction *notch, const struct tax_range *term)
{
    double slope = notch->factor[SLOPE], rate = notch->factor[RATE];
    bool rises = slope >= 0 && rate >= 0 && term[FREE].low >= 0;
    if (term[OF].high <= term[FREE].low)
        return (struct tax_range){0, 0};
    return (struct tax_range){rises ? 0 : -HUGE_VAL, HUGE_VAL};
}

static void run(const struct tax_instruction *notch, double (*column)[LANES], size_t chunks)
{
    const double *restrict of = column[notch->term[OF].at], *restrict exempt = column[notch->term[FREE].at];
    double *restrict out = column[notch->out], slope = notch->factor[SLOPE], rate = notch->factor[RATE];
    for (size_t i = 0; i < chunks * TAX_CHUNK; i++) {
        double whole = rate * of[i], rising = slope * (of[i] - exempt[i]);
        double taken = rising < whole ? rising : whole;
        out[i] = of[i] > exempt[i] ? taken : 0;
    }
}

const struct tax_operator ISA_NAME(tax_operator_notch) = {
    .name = "notch",
    .meaning = "nothing up to a free amount, then a surcharge that rises to its full rate",
    .key = {{"of", TAX_KEY_VALUE}, {"free", TAX_KEY_VALUE}, {"slope", TAX_KEY_FACTOR}, {"rate", TAX_KEY_FACTOR}},
    .range = range,
    .run = run,
};
