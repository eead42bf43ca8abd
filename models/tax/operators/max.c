/* The greatest of its terms and a constant. */
#include "models/tax/extremum.h"

static void fold(struct tax_instruction *greatest, const struct tax_knowledge *knowledge)
{
    extremum_fold(greatest, knowledge, true);
}

static struct tax_range range(const struct tax_instruction *greatest, const struct tax_range *term)
{
    return extremum_range(greatest, term, true);
}

static void run(const struct tax_instruction *greatest, double (*column)[LANES], size_t chunks)
{
    extremum_run(greatest, column, chunks, true);
}

const struct tax_operator ISA_NAME(tax_operator_max) = {
    .name = "max",
    .meaning = "the greatest of its terms",
    .key = {{"of", TAX_KEY_LIST}},
    .cuts = true,
    .neutral = -HUGE_VAL,
    .fold = fold,
    .range = range,
    .bends = extremum_bends,
    .run = run,
};
