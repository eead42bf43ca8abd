/* Tables by row of the exits: which row a uniform chooses, and the entries of that row. Few rows are looked up by a
 * chain of selects, which runs in vectors; many by a search and a gather. All give the same bits. */
#ifndef MODELS_EXIT_TABLE_KERNEL_H
#define MODELS_EXIT_TABLE_KERNEL_H

#include "models/block.h"
#include "models/column_kernel.h"
#include "models/plan.h"

#include <math.h>
#include <string.h>

enum { EXIT_TABLE_STEPS = 15 }; /* up to so many thresholds are chained */

/* How many entries a table has: one for "no exit", and room for a whole chain, whose last thresholds no uniform
 * reaches.
 */
static inline size_t exit_table_entries(size_t rows)
{
    return rows > EXIT_TABLE_STEPS ? rows + 1 : EXIT_TABLE_STEPS + 1;
}

/* Number of cumulated shares at or below u. */
static inline size_t exit_table_row(const double *below, size_t rows, double u)
{
    size_t low = 0, high = rows;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (below[middle] <= u)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The entry past the last threshold that u reaches. */
struct exit_chain {
    double from[EXIT_TABLE_STEPS], entry[EXIT_TABLE_STEPS + 1];
};

/* `steps` is a constant where these are inlined, so that chains are unrolled and live in registers. */
static inline struct exit_chain exit_chain_of(const struct exit_plan *plan, const double *table, size_t steps)
{
    struct exit_chain chain;
    memcpy(chain.from, plan->below, steps * sizeof *table);
    memcpy(chain.entry, table, (steps + 1) * sizeof *table);
    return chain;
}

static inline double exit_chain_at(const struct exit_chain *chain, size_t steps, double u)
{
    double value = chain->entry[0];
    for (size_t k = 0; k < steps; k++)
        value = u >= chain->from[k] ? chain->entry[k + 1] : value;
    return value;
}

static inline void exit_chain_column(const struct exit_plan *plan, const double *table, size_t steps,
                                     const double *restrict u, double *restrict out)
{
    struct exit_chain chain = exit_chain_of(plan, table, steps);
    for (size_t i = 0; i < LANES; i++)
        out[i] = exit_chain_at(&chain, steps, u[i]);
}

/* The row that all paths of the block choose, as where rows are enumerated; SIZE_MAX: that is not known. */
static inline size_t exit_one_row(const struct exit_plan *plan, const struct path_block *block)
{
    if (!block->within)
        return SIZE_MAX;
    struct draw_range within = block->within[plan->choice_slot];
    size_t row = exit_table_row(plan->below, plan->rows, within.low);
    return row == plan->rows || plan->below[row] >= within.high ? row : SIZE_MAX;
}

/* out = table[row]. */
static inline void exit_table_column(const struct exit_plan *plan, const double *table, struct path_block *block,
                                     double *restrict out)
{
    if (plan->choice_slot == DRAW_CERTAIN)
        fill_column(out, table[plan->certain_row]);
    else if (block->one_row != SIZE_MAX)
        fill_column(out, table[block->one_row]);
    else if (plan->steps <= 3)
        exit_chain_column(plan, table, 3, block->u[plan->choice_slot], out);
    else if (plan->steps <= 7)
        exit_chain_column(plan, table, 7, block->u[plan->choice_slot], out);
    else if (plan->steps <= EXIT_TABLE_STEPS)
        exit_chain_column(plan, table, EXIT_TABLE_STEPS, block->u[plan->choice_slot], out);
    else
        for (size_t i = 0; i < LANES; i++)
            out[i] = table[(size_t)block->exit_row[i]];
}

/* Row, kind, time and value in one loop: thresholds are compared once for all. */
static inline void exit_rows_chained(const struct exit_plan *plan, size_t steps, struct path_block *block)
{
    const double *restrict u = block->u[plan->choice_slot];
    const double *restrict x = plan->years.slot == DRAW_CERTAIN ? u : block->u[plan->years.slot]; /* 0 wide then */
    const double *restrict y = plan->value.slot == DRAW_CERTAIN ? u : block->u[plan->value.slot];
    struct exit_chain number = exit_chain_of(plan, plan->number, steps);
    struct exit_chain acquisition = exit_chain_of(plan, plan->acquisition.of_row, steps);
    struct exit_chain years_low = exit_chain_of(plan, plan->years.low, steps);
    struct exit_chain years_width = exit_chain_of(plan, plan->years.width, steps);
    struct exit_chain value_low = exit_chain_of(plan, plan->value.low, steps);
    struct exit_chain value_width = exit_chain_of(plan, plan->value.width, steps);
    for (size_t i = 0; i < LANES; i++) {
        block->exit_row[i] = exit_chain_at(&number, steps, u[i]);
        block->acquisition[i] = exit_chain_at(&acquisition, steps, u[i]);
        block->exit_years[i] = exit_chain_at(&years_low, steps, u[i]) + exit_chain_at(&years_width, steps, u[i]) * x[i];
        block->exit_value[i] = exit_chain_at(&value_low, steps, u[i]) + exit_chain_at(&value_width, steps, u[i]) * y[i];
    }
}

/* A mixture's column where every row is a point or uniform. */
static inline void exit_line_column(const struct exit_plan *plan, const struct mixture *mixture,
                                    struct path_block *block, double *restrict out)
{
    double *restrict width = block->scratch[0];
    if (block->one_row != SIZE_MAX && mixture->slot != DRAW_CERTAIN) {
        const double *restrict u = block->u[mixture->slot];
        double low = mixture->low[block->one_row], wide = mixture->width[block->one_row];
        for (size_t i = 0; i < LANES; i++)
            out[i] = low + wide * u[i];
        return;
    }
    exit_table_column(plan, mixture->low, block, out);
    if (mixture->slot == DRAW_CERTAIN)
        return;
    exit_table_column(plan, mixture->width, block, width);
    for (size_t i = 0; i < LANES; i++)
        out[i] += width[i] * block->u[mixture->slot][i];
}

/* Which row, whether it is an acquisition, its time and value as far as they are points or uniform. */
static inline void exit_rows(const struct exit_plan *plan, struct path_block *block)
{
    bool chosen = plan->choice_slot != DRAW_CERTAIN;
    block->one_row = chosen ? exit_one_row(plan, block) : SIZE_MAX;
    chosen = chosen && block->one_row == SIZE_MAX;
    if (chosen && plan->steps <= 3) {
        exit_rows_chained(plan, 3, block);
        return;
    }
    if (chosen && plan->steps <= 7) {
        exit_rows_chained(plan, 7, block);
        return;
    }
    if (chosen && plan->steps > EXIT_TABLE_STEPS)
        for (size_t i = 0; i < LANES; i++)
            block->exit_row[i] = (double)exit_table_row(plan->below, plan->rows, block->u[plan->choice_slot][i]);
    else
        exit_table_column(plan, plan->number, block, block->exit_row);
    exit_table_column(plan, plan->acquisition.of_row, block, block->acquisition);
    exit_line_column(plan, &plan->years, block, block->exit_years);
    exit_line_column(plan, &plan->value, block, block->exit_value);
}

#endif
