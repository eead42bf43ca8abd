/* One arena for each test, or for all of a file, by set_up and tear_down: cmocka_unit_test_setup_teardown,
 * cmocka_run_group_tests. */
#ifndef TESTS_SUPPORT_TEST_ARENA_H
#define TESTS_SUPPORT_TEST_ARENA_H

#include "sim/arena.h"
#include "tests/support/assert_close.h"

static struct arena *arena;

static int set_up(void **state)
{
    (void)state;
    arena = arena_create();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

#endif
