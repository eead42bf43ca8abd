/* An arena of its own for each test, handed to it as its state. */
#ifndef TESTS_SUPPORT_STATE_ARENA_H
#define TESTS_SUPPORT_STATE_ARENA_H

#include "sim/arena.h"
#include "tests/support/assert_close.h"

static inline int open_arena(void **state)
{
    *state = arena_create();
    return 0;
}

static inline int close_arena(void **state)
{
    arena_destroy(*state);
    return 0;
}

#define with_arena(test) cmocka_unit_test_setup_teardown(test, open_arena, close_arena)

#endif
