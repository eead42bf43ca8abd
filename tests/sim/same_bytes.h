/* Tallies compared as they are written: the same sums, bins, values and groups, to the byte. */
#ifndef TESTS_SIM_SAME_BYTES_H
#define TESTS_SIM_SAME_BYTES_H

#include "sim/tally_bytes.h"
#include "tests/support/assert_close.h"

static inline unsigned char *bytes_of(struct arena *arena, const struct tally *tally, size_t *size)
{
    struct byte_run run = {.arena = arena};
    tally_put(tally, &run);
    *size = run.length;
    return run.bytes;
}

static inline void assert_same_bytes(struct arena *arena, const struct tally *a, const struct tally *b)
{
    size_t a_size, b_size;
    unsigned char *a_bytes = bytes_of(arena, a, &a_size), *b_bytes = bytes_of(arena, b, &b_size);
    assert_int_equal(a_size, b_size);
    assert_memory_equal(a_bytes, b_bytes, a_size);
}

#endif
