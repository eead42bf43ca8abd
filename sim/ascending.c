#include "sim/ascending.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { DIGITS = 8, DIGIT_BITS = 8, DIGIT_VALUES = 1 << DIGIT_BITS };

/* Unsigned numbers in the order of the doubles: the bits of what is below zero turn over, of the rest only the sign. */
static uint64_t key_of(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits ^ ((0 - (bits >> 63)) | UINT64_C(1) << 63);
}

static double value_of(uint64_t key)
{
    uint64_t bits = key ^ (((key >> 63) - 1) | UINT64_C(1) << 63);
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static size_t digit_of(uint64_t key, unsigned digit)
{
    return key >> (DIGIT_BITS * digit) & (DIGIT_VALUES - 1);
}

/* Where the first key of each value of the digit goes; false: all have the same value. */
static bool places_of(const size_t *count_of, size_t count, size_t *place)
{
    size_t before = 0;
    for (size_t v = 0; v < DIGIT_VALUES; v++) {
        if (count_of[v] == count)
            return false;
        place[v] = before;
        before += count_of[v];
    }
    return true;
}

struct keyed {
    uint64_t key;
    double along;
};

void ascending_along(struct arena *arena, double *value, double *along, size_t count)
{
    size_t count_of[DIGITS][DIGIT_VALUES] = {{0}}, place[DIGIT_VALUES];
    struct keyed *from = arena_alloc(arena, count, sizeof *from), *to = arena_alloc(arena, count, sizeof *to);
    for (size_t i = 0; i < count; i++) {
        from[i] = (struct keyed){key_of(value[i]), along ? along[i] : 0};
        for (unsigned d = 0; d < DIGITS; d++)
            count_of[d][digit_of(from[i].key, d)]++;
    }
    for (unsigned d = 0; d < DIGITS; d++) {
        if (!places_of(count_of[d], count, place))
            continue;
        for (size_t i = 0; i < count; i++)
            to[place[digit_of(from[i].key, d)]++] = from[i];
        struct keyed *sorted = to;
        to = from;
        from = sorted;
    }
    for (size_t i = 0; i < count; i++) {
        value[i] = value_of(from[i].key);
        if (along)
            along[i] = from[i].along;
    }
}

void ascending(struct arena *arena, double *value, size_t count)
{
    ascending_along(arena, value, NULL, count);
}
