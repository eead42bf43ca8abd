#include "sim/exact_sum.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LIMB_BITS = 64, UNIT_EXPONENT = -1074, MANTISSA_BITS = 52 };

/* limb[at] += low, limb[at + 1] += high, and the carry runs on. */
static void add_at(uint64_t *limb, unsigned at, uint64_t low, uint64_t high)
{
    uint64_t carry;
    limb[at] += low;
    carry = limb[at] < low;
    if (++at == EXACT_SUM_LIMBS)
        return;
    high += carry; /* high has at most 52 bits, so this cannot wrap */
    limb[at] += high;
    carry = limb[at] < high;
    while (carry && ++at < EXACT_SUM_LIMBS)
        carry = ++limb[at] == 0;
}

static void subtract_at(uint64_t *limb, unsigned at, uint64_t low, uint64_t high)
{
    uint64_t borrow = limb[at] < low;
    limb[at] -= low;
    if (++at == EXACT_SUM_LIMBS)
        return;
    high += borrow;
    borrow = limb[at] < high;
    limb[at] -= high;
    while (borrow && ++at < EXACT_SUM_LIMBS)
        borrow = limb[at]-- == 0;
}

void exact_sum_add(struct exact_sum *sum, double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    unsigned exponent = (unsigned)(bits >> MANTISSA_BITS) & 0x7ff;
    uint64_t mantissa = bits & ((UINT64_C(1) << MANTISSA_BITS) - 1);
    if (exponent == 0x7ff)
        abort(); /* the caller counts what is not finite and never adds it */
    if (exponent)
        mantissa |= UINT64_C(1) << MANTISSA_BITS;
    unsigned place = exponent ? exponent - 1 : 0; /* of the mantissa's last bit, in units */
    unsigned shift = place % LIMB_BITS;
    uint64_t low = mantissa << shift;
    uint64_t high = shift ? mantissa >> (LIMB_BITS - shift) : 0;
    if (bits >> 63)
        subtract_at(sum->limb, place / LIMB_BITS, low, high);
    else
        add_at(sum->limb, place / LIMB_BITS, low, high);
}

void exact_sum_merge(struct exact_sum *into, const struct exact_sum *from)
{
    uint64_t carry = 0;
    for (unsigned i = 0; i < EXACT_SUM_LIMBS; i++) {
        uint64_t partial = into->limb[i] + carry;
        carry = partial < carry;
        into->limb[i] = partial + from->limb[i];
        carry += into->limb[i] < partial;
    }
}

bool exact_sum_is_zero(const struct exact_sum *sum)
{
    for (unsigned i = 0; i < EXACT_SUM_LIMBS; i++)
        if (sum->limb[i])
            return false;
    return true;
}

static void negate(uint64_t *limb)
{
    uint64_t carry = 1;
    for (unsigned i = 0; i < EXACT_SUM_LIMBS; i++) {
        limb[i] = ~limb[i] + carry;
        carry = carry && limb[i] == 0;
    }
}

double exact_sum_value(const struct exact_sum *sum)
{
    struct exact_sum size = *sum;
    double sign = 1;
    if (size.limb[EXACT_SUM_LIMBS - 1] >> 63) {
        negate(size.limb);
        sign = -1;
    }
    int top = EXACT_SUM_LIMBS - 1;
    while (top > 0 && !size.limb[top])
        top--;
    uint64_t word = size.limb[top];
    if (!word)
        return 0;
    /* The 64 leading bits, the last of them standing for everything below as well: rounding 64 bits to 53 then rounds
     * the whole sum. */
    int lead = __builtin_clzll(word);
    int exponent = top * LIMB_BITS - lead;
    if (lead) {
        word <<= lead;
        if (top > 0)
            word |= size.limb[top - 1] >> (LIMB_BITS - lead);
    }
    uint64_t rest = top > 0 ? size.limb[top - 1] << lead : 0;
    for (int i = top - 2; i >= 0; i--)
        rest |= size.limb[i];
    /* Fewer than 53 bits above the unit are exact anyway, so scaling never rounds a second time. */
    word |= rest != 0;
    return sign * ldexp((double)word, exponent + UNIT_EXPONENT);
}
