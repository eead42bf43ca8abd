#include "models/tax/tax_check.h"

#include "models/tax/tax_year.h"

#include <math.h>

static const double tolerance = 0.01;

/* The difference of two amounts that are a cent apart is rarely a cent in doubles. */
static bool agrees(double actual, double expected)
{
    return fabs(actual - expected) <= tolerance + 1e-12 * fabs(expected);
}

static void check_year(struct arena *arena, const struct tax_check_case *it, size_t index, const struct tax_year *ran,
                       struct tax_check_result *result)
{
    const struct tax_check_year *year = &it->year[index];
    for (size_t i = 0; i < year->expected_count; i++) {
        const struct tax_expected *expected = &year->expected[i];
        double actual = ran->value[expected->value];
        result->figures++;
        if (agrees(actual, expected->amount)) {
            result->agreeing++;
            continue;
        }
        result->miss = arena_grow(arena, result->miss, result->miss_count, sizeof *result->miss);
        result->miss[result->miss_count++] =
            (struct tax_miss){it->name, expected->name, index + 1, expected->amount, actual};
    }
}

struct tax_check_result tax_check_run(struct arena *arena, const struct tax_table *table, const struct tax_check *check)
{
    struct tax_check_result result = {0, 0, 0, NULL};
    struct tax_year *years[TAX_STATUSES_MAX] = {NULL};
    double *pool = arena_alloc(arena, table->pool_count + 1, sizeof *pool);
    for (size_t i = 0; i < check->case_count; i++) {
        const struct tax_check_case *it = &check->check_case[i];
        struct tax_year **year = &years[it->status];
        if (!*year)
            *year = tax_year_create(arena, table, it->status);
        for (size_t p = 0; p < table->pool_count; p++)
            pool[p] = 0;
        for (size_t y = 0; y < it->year_count; y++) {
            tax_year_run(*year, it->year[y].flow, pool);
            check_year(arena, it, y, *year, &result);
        }
    }
    return result;
}
