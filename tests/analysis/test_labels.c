/* Names come out apart, in the order in which they came; very many of one name too. */
#include "analysis/labels.h"
#include "tests/support/assert_close.h"

#include <string.h>

static void a_name_that_is_there_gets_a_number(void **state)
{
    static const char *const expected[][2] = {
        {"a", "a"}, {"b", "b"},   {"a", "a (2)"},         {"a", "a (3)"},     {"b (2)", "b (2)"}, {"b", "b (3)"},
        {"", ""},   {"", " (2)"}, {"b (2)", "b (2) (2)"}, {"a (4)", "a (4)"}, {"a", "a (5)"}};
    enum { COUNT = sizeof expected / sizeof *expected };
    struct arena *arena = arena_create();
    struct labels *labels = labels_create(arena, COUNT);
    (void)state;
    for (size_t i = 0; i < COUNT; i++)
        assert_string_equal(labels_give(labels, expected[i][0]), expected[i][1]);
    arena_destroy(arena);
}

/* In quadratic time this would take minutes. */
static void so_many_of_one_name(void **state)
{
    enum { COUNT = 300000 };
    struct arena *arena = arena_create();
    struct labels *labels = labels_create(arena, COUNT);
    const char *last = NULL;
    (void)state;
    for (size_t i = 0; i < COUNT; i++)
        last = labels_give(labels, "offer");
    assert_string_equal(last, "offer (300000)");
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_name_that_is_there_gets_a_number),
                                       cmocka_unit_test(so_many_of_one_name)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
