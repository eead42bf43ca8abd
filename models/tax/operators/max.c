/* The greatest of its terms and a constant. */
#include "models/tax/extremum_fold.h"

static void fold(struct tax_instruction *greatest, const struct tax_knowledge *knowledge)
{
    extremum_fold(greatest, knowledge, true);
}

static struct tax_range range(const struct tax_instruction *greatest, const struct tax_range *term)
{
    struct tax_range range = {greatest->constant, greatest->constant};
    for (size_t i = 0; i < greatest->count; i++) {
        range.low = term[i].low > range.low ? term[i].low : range.low;
        range.high = term[i].high > range.high ? term[i].high : range.high;
    }
    return range;
}

static void run(const struct tax_instruction *greatest, double (*column)[LANES])
{
    double *restrict out = column[greatest->out], constant = greatest->constant;
    for (size_t i = 0; i < LANES; i++)
        out[i] = constant;
    for (size_t k = 0; k < greatest->count; k++) {
        const double *restrict x = column[greatest->term[k].at];
        for (size_t i = 0; i < LANES; i++)
            out[i] = x[i] > out[i] ? x[i] : out[i];
    }
    if (greatest->positive)
        for (size_t i = 0; i < LANES; i++)
            out[i] = out[i] > 0 ? out[i] : 0;
}

const struct tax_operator ISA_NAME(tax_operator_max) = {
    .name = "max",
    .meaning = "the greatest of its terms",
    .key = {{"of", TAX_KEY_LIST}},
    .cuts = true,
    .neutral = -HUGE_VAL,
    .fold = fold,
    .range = range,
    .run = run,
};
