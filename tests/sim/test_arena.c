/* Memory that is used again: zeroed where that is promised, taken once. */
#include "sim/arena.h"
#include "tests/support/assert_close.h"

#include <stdint.h>
#include <string.h>

static void alloc_is_zeroed_after_reset(void **state)
{
    (void)state;
    const size_t sizes[] = {1, 100, 5000, 70000, 300, 2000000, 64};
    enum { SIZES = sizeof sizes / sizeof *sizes };
    struct arena *own = arena_create();
    for (int round = 0; round < 5; round++) {
        for (int i = 0; i < SIZES; i++) {
            size_t size = sizes[(i + round) % SIZES];
            unsigned char *piece = arena_alloc(own, 1, size);
            assert_int_equal((uintptr_t)piece % 64, 0);
            for (size_t k = 0; k < size; k++)
                assert_int_equal(piece[k], 0);
            memset(piece, 0xa5, size);
        }
        arena_reset(own);
        assert_int_equal(arena_used(own), 0);
    }
    arena_destroy(own);
}

/* Pieces of one round do not lie on each other, whichever were used before. */
static void pieces_stay_apart(void **state)
{
    (void)state;
    enum { PIECES = 200 };
    struct arena *own = arena_create();
    for (int round = 0; round < 3; round++) {
        unsigned char *piece[PIECES];
        for (int i = 0; i < PIECES; i++) {
            size_t size = (size_t)(1 + (i * 977 + round * 131) % 90000);
            piece[i] = i % 2 ? arena_room(own, 1, size) : arena_alloc(own, 1, size);
            memset(piece[i], i, size);
        }
        for (int i = 0; i < PIECES; i++) {
            size_t size = (size_t)(1 + (i * 977 + round * 131) % 90000);
            for (size_t k = 0; k < size; k += 31)
                assert_int_equal(piece[i][k], (unsigned char)i);
        }
        arena_reset(own);
    }
    arena_destroy(own);
}

/* The same work again takes no more blocks: it goes on where none are left. */
static void same_work_takes_memory_once(void **state)
{
    (void)state;
    atomic_long none = 0;
    struct arena *own = arena_create();
    for (int round = 0; round < 4; round++) {
        if (round == 1)
            arena_fail_after(&none);
        for (int i = 0; i < 50; i++)
            arena_alloc(own, 1, (size_t)(i * 3000));
        arena_reset(own);
    }
    arena_fail_after(NULL);
    arena_destroy(own);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(alloc_is_zeroed_after_reset),
        cmocka_unit_test(pieces_stay_apart),
        cmocka_unit_test(same_work_takes_memory_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
