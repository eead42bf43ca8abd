#include "sim/draws.h"
#include "sim/sampler.h"
#include "tests/support/test_arena.h"

#include <stdio.h>
#include <string.h>

enum { FIRST_FREE = 64, ROOM = SAMPLER_DIMENSIONS - FIRST_FREE };

static unsigned dimension_of(const struct draws *draws, const char *name)
{
    int slot = draws_find(draws, name);
    assert_true(slot >= 0);
    return draws->draw[slot].dimension;
}

/* FNV-1a of "", "a" and "foobar" is published (cbf29ce484222325, af63dc4c8601ec8c, 85944171f73967e8); the final mix
 * over it was computed with Python's integers. */
static void hash_is_fnv_1a_with_a_final_mix(void **state)
{
    (void)state;
    assert_true(draws_hash("") == UINT64_C(0xefd01f60ba992926));
    assert_true(draws_hash("a") == UINT64_C(0x82a2a958a9bece5b));
    assert_true(draws_hash("foobar") == UINT64_C(0x2c22194922d1672b));
    assert_true(draws_hash("exits.valuation") == UINT64_C(0x2a370d44c82ea7e8));
    assert_true(draws_hash("risks.Layoff within 18 months") == UINT64_C(0xe94d5db0940a564f));
}

static void a_name_is_one_draw(void **state)
{
    (void)state;
    struct draws draws = {0};
    char name[] = "stay";
    assert_int_equal(draws_add(arena, &draws, name, 4), 0);
    assert_int_equal(draws_add(arena, &draws, "risks.A", -1), 1);
    assert_int_equal(draws_add(arena, &draws, "stay", 4), 0);
    name[0] = 'x';
    assert_int_equal(draws_find(&draws, "stay"), 0);
    assert_int_equal(draws_find(&draws, "sta"), -1);
    assert_int_equal(draws.count, 2);
    assert_true(draws.draw[0].fixed && !draws.draw[1].fixed);
    assert_int_equal(draws.draw[0].dimension, 4);
    assert_true(draws.draw[1].key == draws_hash("risks.A"));
}

/* The first name after `than` (in the alphabet and the numbering) that hashes to the same dimension. */
static void colliding_name(const char *than, char *name, size_t size)
{
    uint64_t place = draws_hash(than) % ROOM;
    for (int i = 0;; i++) {
        snprintf(name, size, "%s %d", than, i);
        if (draws_hash(name) % ROOM == place)
            return;
    }
}

static void a_collision_moves_only_the_later_name(void **state)
{
    (void)state;
    char later[64];
    colliding_name("risks.B", later, sizeof later);
    unsigned place = FIRST_FREE + (unsigned)(draws_hash("risks.B") % ROOM);
    for (int order = 0; order < 2; order++) {
        struct draws draws = {0};
        draws_add(arena, &draws, order ? later : "risks.B", -1);
        draws_add(arena, &draws, order ? "risks.B" : later, -1);
        draws_add(arena, &draws, "exits.valuation", 1);
        assert_true(draws_place(&draws, FIRST_FREE));
        assert_int_equal(dimension_of(&draws, "risks.B"), place);
        assert_int_equal(dimension_of(&draws, later), FIRST_FREE + (place - FIRST_FREE + 1) % ROOM);
        assert_int_equal(dimension_of(&draws, "exits.valuation"), 1);
    }
}

static void listing_order_and_further_rows_move_nothing(void **state)
{
    (void)state;
    const char *names[] = {"risks.Layoff", "risks.Down round", "grants.New hire", "rounds.Series C", "risks.Zürich"};
    enum { COUNT = sizeof names / sizeof *names };
    struct draws few = {0}, turned = {0};
    for (int i = 0; i < COUNT; i++)
        draws_add(arena, &few, names[i], -1);
    draws_add(arena, &turned, "risks.One more", -1);
    for (int i = COUNT - 1; i >= 0; i--)
        draws_add(arena, &turned, names[i], -1);
    assert_true(draws_place(&few, FIRST_FREE) && draws_place(&turned, FIRST_FREE));
    for (int i = 0; i < COUNT; i++) {
        assert_int_equal(dimension_of(&few, names[i]), FIRST_FREE + (unsigned)(draws_hash(names[i]) % ROOM));
        assert_int_equal(dimension_of(&few, names[i]), dimension_of(&turned, names[i]));
    }
}

static void every_free_dimension_is_used_once_and_then_no_more(void **state)
{
    (void)state;
    struct draws draws = {0};
    char name[32];
    for (int i = 0; i < ROOM; i++) {
        snprintf(name, sizeof name, "risks.%d", i);
        draws_add(arena, &draws, name, -1);
    }
    for (int i = 0; i < FIRST_FREE; i++) {
        snprintf(name, sizeof name, "fixed.%d", i);
        draws_add(arena, &draws, name, i);
    }
    assert_true(draws_place(&draws, FIRST_FREE));
    bool used[SAMPLER_DIMENSIONS] = {false};
    for (size_t slot = 0; slot < draws.count; slot++) {
        unsigned dimension = draws.draw[slot].dimension;
        assert_true(dimension < SAMPLER_DIMENSIONS && !used[dimension]);
        used[dimension] = true;
    }
    draws_add(arena, &draws, "risks.One too many", -1);
    assert_false(draws_place(&draws, FIRST_FREE));
    struct draws none = {0};
    assert_true(draws_place(&none, FIRST_FREE));
    assert_true(draws_place(&none, SAMPLER_DIMENSIONS));
    draws_add(arena, &none, "risks.A", -1);
    assert_false(draws_place(&none, SAMPLER_DIMENSIONS));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hash_is_fnv_1a_with_a_final_mix),
        cmocka_unit_test(a_name_is_one_draw),
        cmocka_unit_test(a_collision_moves_only_the_later_name),
        cmocka_unit_test(listing_order_and_further_rows_move_nothing),
        cmocka_unit_test(every_free_dimension_is_used_once_and_then_no_more),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
