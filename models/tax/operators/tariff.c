/* tariff(x), or n tariff(x / n) where a household's income is split. */
#include "models/tax/tariff_kernel.h"

#include <math.h>

/* Within a piece a tariff doesn't fall, but it may jump a little either way at a threshold. */
static struct tax_range range(const struct tax_instruction *tariff, const struct tax_range *term)
{
    const struct tax_schedule *schedule = tariff->schedule;
    double split = tariff->factor[0];
    struct tax_range x = {term[0].low / split, term[0].high / split};
    struct tax_range range = {tax_schedule_at(schedule, x.low), HUGE_VAL};
    if (x.high < HUGE_VAL)
        range.high = tax_schedule_at(schedule, x.high);
    for (size_t k = 1; k < schedule->count; k++) {
        double from = schedule->piece[k].from;
        double below = tax_piece_at(&schedule->piece[k - 1], from), above = tax_piece_at(&schedule->piece[k], from);
        if (from > x.low && above < range.low)
            range.low = above;
        if (from < x.high && below > range.high)
            range.high = below;
    }
    return (struct tax_range){split * range.low, split * range.high};
}

/* At each threshold, where the tariff is straight and doesn't jump. */
static size_t bends(const struct tax_instruction *tariff, struct tax_bend bend[TAX_BENDS_MAX])
{
    const struct tax_tariff_pieces *pieces = tariff->pieces;
    for (size_t k = 0; k < pieces->count; k++)
        bend[k] = (struct tax_bend){.coefficient = {1}, .constant = -tariff->factor[0] * pieces->from[k]};
    return pieces->convex ? pieces->count : SIZE_MAX;
}

static void run(const struct tax_instruction *tariff, double (*column)[LANES], size_t chunks)
{
    double *restrict out = column[tariff->out], split = tariff->factor[0];
    if (split == 1) {
        tariff_column(tariff->pieces, column[tariff->term[0].at], out, chunks);
        return;
    }
    double each[LANES] = {0}; /* a compiler may not know that there is a chunk */
    const double *restrict x = column[tariff->term[0].at];
    for (size_t i = 0; i < chunks * TAX_CHUNK; i++)
        each[i] = x[i] / split;
    tariff_column(tariff->pieces, each, out, chunks);
    for (size_t i = 0; i < chunks * TAX_CHUNK; i++)
        out[i] *= split;
}

const struct tax_operator ISA_NAME(tax_operator_tariff) = {
    .name = "tariff",
    .meaning = "what a tariff takes of an amount",
    .key = {{"of", TAX_KEY_VALUE},
            {"table", TAX_KEY_TARIFF},
            {"split", TAX_KEY_FACTOR, .optional = true, .above_zero = true, .fallback = 1}},
    .range = range,
    .bends = bends,
    .run = run,
};
