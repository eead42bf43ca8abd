#include "models/floor.h"

#include "models/engine.h"
#include "sim/column_floor.h"

#include <math.h>

enum { VECTOR = 8 }; /* lanes a part of a column is filled up to */

struct collection {
    struct arena *arena;
    size_t count;
    struct floor_column *column;
    bool *used; /* by slot */
};

static void collect(struct collection *all, int slot, const struct curve *curve, size_t lanes)
{
    if (slot == DRAW_CERTAIN || lanes == 0)
        return;
    all->column = arena_grow(all->arena, all->column, all->count, sizeof *all->column);
    all->column[all->count++] = (struct floor_column){slot, *curve, lanes};
    all->used[slot] = true;
}

/* One line for the rows that are one, and every other row's curve on its share of the lanes. */
static void collect_mixture(struct collection *all, const struct plan *plan, const struct mixture *mixture)
{
    struct curve line = {.family = CURVE_AFFINE, .b = 1};
    bool any = false;
    for (size_t k = 0; k < mixture->rows && mixture->slot != DRAW_CERTAIN; k++) {
        double share = plan->exit_probability[plan->exit.file_row[k]];
        size_t lanes = ((size_t)(share * LANES) + VECTOR - 1) / VECTOR * VECTOR;
        if (mixture->curve[k].family == CURVE_AFFINE) {
            line = mixture->curve[k];
            any = true;
        } else {
            collect(all, mixture->slot, &mixture->curve[k], lanes < LANES ? lanes : LANES);
        }
    }
    if (any)
        collect(all, mixture->slot, &line, LANES);
}

static struct floor_columns columns_of(struct arena *arena, const struct plan *plan)
{
    static const struct curve plain = {.family = CURVE_AFFINE, .b = 1},
                              logarithm = {.family = CURVE_EXPONENTIAL, .b = 1};
    struct collection all = {.arena = arena};
    all.used = arena_alloc(arena, plan->draws.count + 1, sizeof *all.used);
    collect_mixture(&all, plan, &plan->exit.value);
    collect_mixture(&all, plan, &plan->exit.years);
    for (size_t i = 0; i < plan->drawn_count; i++)
        collect(&all, plan->drawn[i].slot, &plan->drawn[i].curve, LANES);
    if (plan->employment.layoff)
        collect(&all, plan->employment.layoff_slot, &logarithm, LANES);
    if (plan->employment.quit)
        collect(&all, plan->employment.quit_slot, &logarithm, LANES);
    if (plan->pay.market_layoff)
        collect(&all, plan->pay.market_slot, &logarithm, LANES);
    for (size_t slot = 0; slot < plan->draws.count; slot++)
        if (!all.used[slot])
            collect(&all, (int)slot, &plain, LANES);
    return (struct floor_columns){all.count, all.column};
}

size_t floor_curves(const struct plan *plan)
{
    struct arena *arena = arena_create();
    size_t count = columns_of(arena, plan).count;
    arena_destroy(arena);
    return count;
}

double floor_run(const struct plan *plan, const struct isa *isa, const struct sampling *sampling)
{
    static void (*const add[])(const struct floor_columns *columns, double(*u)[LANES], double *sum) = {
        column_floor_add_baseline, column_floor_add_avx2, column_floor_add_avx512};
    struct arena *arena = arena_create();
    struct floor_columns columns = columns_of(arena, plan);
    struct stream stream = stream_create(arena, sampling, &plan->draws);
    double(*u)[LANES] = arena_alloc(arena, plan->draws.count + 1, sizeof *u);
    double *sum = arena_alloc(arena, LANES, sizeof *sum), whole = 0;
    for (uint64_t replicate = 0; replicate < sampling->replicates; replicate++) {
        stream_seat(&stream, sampling, replicate);
        for (uint64_t point = 0; point < sampling->points; point += LANES) {
            sampling->sampler->fill[isa->index](&stream, point, u);
            add[isa->index](&columns, u, sum);
        }
    }
    for (size_t i = 0; i < LANES; i++)
        whole += sum[i];
    arena_destroy(arena);
    return whole;
}
