/* The curve of exceedance: it steps down at what outcomes share, and is P(Y > amount) elsewhere. */
#include "analysis/distribution_report.h"

#include "tests/sim/made_sample.h"
#include "tests/support/assert_close.h"

enum { PATHS = 4096 };

/* Half of the outcomes are 0, a quarter 100, the rest lie evenly between 200 and 300. */
static const struct result_table *curve_of_atoms(struct arena *arena)
{
    static double values[PATHS];
    for (size_t i = 0; i < PATHS; i++)
        values[i] = i % 4 < 2 ? 0 : i % 4 == 2 ? 100 : 200 + 100 * ((double)i + 0.5) / PATHS;
    struct sample sample = made_sample(arena, values, PATHS, 1, 0.95);
    struct report *report = report_create(arena, "run");
    distribution_report_add(report, &sample, 0, "made");
    const struct report_distribution *made = report_distribution_of(report, "made");
    assert_non_null(made);
    return made->exceedance;
}

static void steps_at_atoms(void **state)
{
    struct arena *arena = arena_create();
    (void)state;
    const struct result_table *curve = curve_of_atoms(arena);
    const double *amount = result_table_numbers(arena, curve, 0), *above = result_table_numbers(arena, curve, 1);
    static const struct {
        double at, before, behind;
    } atoms[] = {{0, 1, 0.5}, {100, 0.5, 0.25}};
    size_t found = 0;
    for (size_t i = 0; i + 1 < curve->rows; i++) {
        assert_true(amount[i] <= amount[i + 1]);
        assert_true(above[i] >= above[i + 1]);
        if (amount[i] < amount[i + 1])
            continue;
        assert_true(found < 2);
        assert_close(amount[i], atoms[found].at, 0);
        assert_close(above[i], atoms[found].before, 1e-12);
        assert_close(above[i + 1], atoms[found++].behind, 1e-12);
        assert_true(curve->cell[2 * i + 3].figure.ci_low < above[i + 1]);
    }
    assert_int_equal(found, 2);
    for (size_t i = 0; i < curve->rows; i++)
        if (amount[i] > 200 && amount[i] < 300)
            assert_close(above[i], (300 - amount[i]) / 400, 0.002);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(steps_at_atoms)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
