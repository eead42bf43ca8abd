/* 10,000 random capital tables, judged by an evaluator of its own. */
#include "tests/models/waterfall_random.h"

static void test_ten_thousand_random_tables(void **state)
{
    (void)state;
    uint64_t random = 0x9e3779b97f4a7c15;
    for (size_t t = 0; t < 10000; t++) {
        struct arena *arena = arena_create();
        struct random_table table = random_table(&random, t);
        struct breakpoints bends = breakpoints_find(arena, table.classes, table.count);
        double claims = waterfall_claims(table.classes, table.count);
        for (int exit = 0; exit < 4; exit++) {
            double proceeds = random_proceeds(&random, &bends, claims);
            check_equilibrium(&table, proceeds);
            size_t which = (size_t)(random_unit(&random) * (double)table.count);
            check_invariance(&table, proceeds, which, exp(10 * random_unit(&random) - 5));
        }
        arena_destroy(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_ten_thousand_random_tables)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
