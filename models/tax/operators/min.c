/* The least of its terms and a constant. */
#include "models/tax/extremum_fold.h"

static void fold(struct tax_instruction *least, const struct tax_knowledge *knowledge)
{
    extremum_fold(least, knowledge, false);
}

static struct tax_range range(const struct tax_instruction *least, const struct tax_range *term)
{
    struct tax_range range = {least->constant, least->constant};
    for (size_t i = 0; i < least->count; i++) {
        range.low = term[i].low < range.low ? term[i].low : range.low;
        range.high = term[i].high < range.high ? term[i].high : range.high;
    }
    return range;
}

static void run(const struct tax_instruction *least, double (*column)[LANES])
{
    double *restrict out = column[least->out], constant = least->constant;
    for (size_t i = 0; i < LANES; i++)
        out[i] = constant;
    for (size_t k = 0; k < least->count; k++) {
        const double *restrict x = column[least->term[k].at];
        for (size_t i = 0; i < LANES; i++)
            out[i] = x[i] < out[i] ? x[i] : out[i];
    }
    if (least->positive)
        for (size_t i = 0; i < LANES; i++)
            out[i] = out[i] > 0 ? out[i] : 0;
}

const struct tax_operator ISA_NAME(tax_operator_min) = {
    .name = "min",
    .meaning = "the least of its terms",
    .key = {{"of", TAX_KEY_LIST}},
    .cuts = true,
    .neutral = HUGE_VAL,
    .fold = fold,
    .range = range,
    .run = run,
};
