/* The least a run can cost: the columns of uniforms that an offer uses, through the curves that it uses, summed. No
 * model, no statistics. Nothing that simulates these draws can be faster on the same kernels. */
#ifndef SIM_COLUMN_FLOOR_H
#define SIM_COLUMN_FLOOR_H

#include "sim/distribution.h"
#include "sim/isa.h"

struct floor_column {
    int slot;
    struct curve curve;
    size_t lanes; /* how many of a block's lanes go through it: LANES, or the part of a row of a table */
};

struct floor_columns {
    size_t count;
    const struct floor_column *column;
};

/* Adds the transformed columns of a block, lane by lane. */
void column_floor_add_baseline(const struct floor_columns *columns, double (*u)[LANES], double *sum);
void column_floor_add_avx2(const struct floor_columns *columns, double (*u)[LANES], double *sum);
void column_floor_add_avx512(const struct floor_columns *columns, double (*u)[LANES], double *sum);

#endif
