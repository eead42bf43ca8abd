/* max(0, amount - rate max(0, of - over)); with a step, `rate` is taken for every step that has begun. */
#include "models/tax/tax_operator.h"
#include "models/tax/whole_units.h"

enum { OF, AMOUNT, OVER };
enum { RATE, STEP };

static struct tax_range range(const struct tax_instruction *taper, const struct tax_range *term)
{
    double rate = taper->factor[RATE], most = term[AMOUNT].high > 0 ? term[AMOUNT].high : 0;
    struct tax_range range = {0, rate < 0 ? HUGE_VAL : most};
    if (term[OF].high <= term[OVER].low && term[AMOUNT].low > 0)
        range.low = term[AMOUNT].low;
    return range;
}

/* Where the amount begins to shrink, and where it is gone. */
static size_t bends(const struct tax_instruction *taper, struct tax_bend bend[TAX_BENDS_MAX])
{
    double rate = taper->factor[RATE];
    bend[0] = (struct tax_bend){.coefficient = {[OF] = 1, [OVER] = -1}};
    bend[1] = (struct tax_bend){.coefficient = {[OF] = -rate, [AMOUNT] = 1, [OVER] = rate}};
    bend[2] = (struct tax_bend){.coefficient = {[AMOUNT] = 1}};
    return taper->factor[STEP] > 0 ? SIZE_MAX : 3;
}

static void run(const struct tax_instruction *taper, double (*column)[LANES], size_t chunks)
{
    const double *restrict of = column[taper->term[OF].at], *restrict amount = column[taper->term[AMOUNT].at],
                           *restrict over = column[taper->term[OVER].at];
    double *restrict out = column[taper->out];
    double rate = taper->factor[RATE], step = taper->factor[STEP];
    for (size_t i = 0; i < chunks * TAX_CHUNK; i++) {
        double excess = of[i] - over[i];
        out[i] = excess > 0 ? excess : 0;
    }
    if (step > 0)
        for (size_t i = 0; i < chunks * TAX_CHUNK; i++)
            out[i] = whole_units_up(out[i], step);
    for (size_t i = 0; i < chunks * TAX_CHUNK; i++) {
        double left = amount[i] - rate * out[i];
        out[i] = left > 0 ? left : 0;
    }
}

const struct tax_operator ISA_NAME(tax_operator_taper) = {
    .name = "taper",
    .meaning = "an allowance that shrinks as an amount grows",
    .key = {{"of", TAX_KEY_VALUE},
            {"amount", TAX_KEY_VALUE},
            {"over", TAX_KEY_VALUE},
            {"rate", TAX_KEY_FACTOR},
            {"step", TAX_KEY_FACTOR, .optional = true, .above_zero = true}},
    .range = range,
    .bends = bends,
    .run = run,
};
