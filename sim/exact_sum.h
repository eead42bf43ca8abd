/* A sum of doubles without rounding: a fixed-point integer wide enough for every finite double (Kulisch's long
 * accumulator). Adding is therefore associative and commutative: any order, grouping or machine gives the same bits.
 *
 * The unit is 2^-1074, the smallest subnormal; two's complement, least limb first; room for 2^76 values of any size. */
#ifndef SIM_EXACT_SUM_H
#define SIM_EXACT_SUM_H

#include <stdbool.h>
#include <stdint.h>

enum { EXACT_SUM_LIMBS = 34 };

struct exact_sum {
    uint64_t limb[EXACT_SUM_LIMBS]; /* all zero: the sum 0 */
};

/* `value` must be finite (asserted). */
void exact_sum_add(struct exact_sum *sum, double value);
void exact_sum_merge(struct exact_sum *into, const struct exact_sum *from);

/* The sum rounded once, to nearest, ties to even; +-infinity when it is beyond the doubles; never -0. */
double exact_sum_value(const struct exact_sum *sum);
bool exact_sum_is_zero(const struct exact_sum *sum);

#endif
