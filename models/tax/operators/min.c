/* The least of its terms and a constant. */
#include "models/tax/extremum.h"

static void fold(struct tax_instruction *least, const struct tax_knowledge *knowledge)
{
    extremum_fold(least, knowledge, false);
}

static struct tax_range range(const struct tax_instruction *least, const struct tax_range *term)
{
    return extremum_range(least, term, false);
}

static void run(const struct tax_instruction *least, double (*column)[LANES], size_t chunks)
{
    extremum_run(least, column, chunks, false);
}

const struct tax_operator ISA_NAME(tax_operator_min) = {
    .name = "min",
    .meaning = "the least of its terms",
    .key = {{"of", TAX_KEY_LIST}},
    .cuts = true,
    .neutral = HUGE_VAL,
    .fold = fold,
    .range = range,
    .bends = extremum_bends,
    .run = run,
};
