#include "tests/models/waterfall_random.h"

#include <cjson/cJSON.h>
#include <stdio.h>

enum { MANY = 12 };

static char *file_text(struct arena *arena, const char *path)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    static char buffer[65536];
    size_t length = fread(buffer, 1, sizeof buffer, file);
    assert_true(length > 0 && length < sizeof buffer);
    fclose(file);
    return arena_copy(arena, buffer, length);
}

static cJSON *cases_of(struct arena *arena, const char *path, cJSON **root)
{
    *root = cJSON_Parse(file_text(arena, path));
    assert_non_null(*root);
    return cJSON_GetObjectItemCaseSensitive(*root, "cases");
}

static double number_of(const cJSON *object, const char *key, double otherwise)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);
    if (!item)
        return otherwise;
    return cJSON_IsString(item) ? strtod(item->valuestring, NULL) : item->valuedouble;
}

static const char *text_of(const cJSON *object, const char *key)
{
    return cJSON_GetObjectItemCaseSensitive(object, key)->valuestring;
}

static size_t capital_of(const cJSON *one_case, struct waterfall_class *classes, const char **names)
{
    const cJSON *row;
    size_t count = 0;
    cJSON_ArrayForEach(row, cJSON_GetObjectItemCaseSensitive(one_case, "capital"))
    {
        const char *kind = text_of(row, "kind");
        double invested = number_of(row, "invested", 0);
        struct waterfall_class to = {CLASS_COMMON,
                                     number_of(row, "shares", 0),
                                     invested * number_of(row, "multiple", 1),
                                     cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(row, "participating")),
                                     invested * number_of(row, "cap", HUGE_VAL),
                                     number_of(row, "seniority", 0),
                                     number_of(row, "strike", 0)};
        if (strcmp(kind, "preferred") == 0)
            to.kind = CLASS_PREFERRED;
        else if (strcmp(kind, "option") == 0)
            to.kind = CLASS_OPTION;
        names[count] = text_of(row, "name");
        classes[count++] = to;
        assert_true(count < MANY);
    }
    return count;
}

static size_t capital_named(const cJSON *cases, const char *name, struct waterfall_class *classes)
{
    const char *names[MANY];
    const cJSON *one_case;
    cJSON_ArrayForEach(one_case, cases)
    {
        if (strncmp(name, text_of(one_case, "name"), strlen(text_of(one_case, "name"))) == 0)
            return capital_of(one_case, classes, names);
    }
    fail_msg("no case %s", name);
    return 0;
}

static void test_published_cases_to_the_cent(void **state)
{
    struct arena *arena = *state;
    cJSON *root, *cases = cases_of(arena, SOURCE_DIR "/tests/cases/waterfall.json", &root);
    const cJSON *one_case, *row;
    int rows = 0;
    cJSON_ArrayForEach(one_case, cases)
    {
        struct waterfall_class classes[MANY];
        const char *names[MANY];
        size_t count = capital_of(one_case, classes, names);
        cJSON_ArrayForEach(row, cJSON_GetObjectItemCaseSensitive(one_case, "rows"))
        {
            double payout[MANY], proceeds = number_of(row, "exit", 0);
            double paid = waterfall_solve(classes, count, proceeds, payout, NULL, NULL);
            assert_close(paid, proceeds, 0.005);
            const cJSON *expected = cJSON_GetObjectItemCaseSensitive(row, "payout");
            for (size_t i = 0; i < count; i++) {
                struct price_curve curve = price_curve_of_class(arena, classes, count, i);
                assert_close(payout[i], number_of(expected, names[i], nan("")), 0.00501);
                assert_close(price_curve_at(&curve, proceeds), payout[i], 1e-6);
            }
            rows++;
        }
    }
    assert_int_equal(rows, 43);
    cJSON_Delete(root);
}

/* The note of the "Ledgy challenge" case: where common's part of a further dollar changes. */
static void test_breakpoints_of_common(void **state)
{
    static const struct breakpoint expected[] = {
        {15e6, 0, 3, BREAKPOINT_CLAIM_PAID, 0},       {17.1e6, 0, 2, BREAKPOINT_CLAIM_PAID, 0},
        {18e6, 0, 1, BREAKPOINT_CLAIM_PAID, 1 / 3.0}, {18e6, 0, 0, BREAKPOINT_SHARES, 1 / 3.0},
        {18e6, 0, 1, BREAKPOINT_SHARES, 1 / 3.0},     {18e6, 0, 2, BREAKPOINT_SHARES, 1 / 3.0},
        {18e6, 0, 3, BREAKPOINT_SHARES, 1 / 3.0},     {31.5e6, 4.5, 1, BREAKPOINT_CAPPED, 1 / 2.8},
        {38.5e6, 7, 2, BREAKPOINT_CAPPED, 1 / 2.5},   {43.5e6, 9, 1, BREAKPOINT_CONVERTS, 1 / 2.7},
        {46.2e6, 10, 3, BREAKPOINT_CAPPED, 1 / 1.2},  {51e6, 14, 2, BREAKPOINT_CONVERTS, 1 / 1.5},
        {60e6, 20, 3, BREAKPOINT_CONVERTS, 1 / 3.0},
    };
    struct arena *arena = *state;
    struct waterfall_class classes[MANY];
    cJSON *root, *cases = cases_of(arena, SOURCE_DIR "/tests/cases/waterfall.json", &root);
    size_t count = capital_named(cases, "Ledgy challenge", classes);
    struct breakpoints found = breakpoints_find(arena, classes, count);
    assert_int_equal(found.count, sizeof expected / sizeof *expected);
    for (size_t i = 0; i < found.count; i++) {
        assert_close(found.breakpoint[i].proceeds, expected[i].proceeds, 1e-6);
        assert_close(found.breakpoint[i].price, expected[i].price, 1e-12);
        assert_int_equal(found.breakpoint[i].class_index, expected[i].class_index);
        assert_int_equal(found.breakpoint[i].event, expected[i].event);
        assert_close(found.breakpoint[i].common_share_after, expected[i].common_share_after, 1e-12);
    }
    assert_string_equal(breakpoint_event_words[found.breakpoint[0].event], "claim paid in full");
    cJSON_Delete(root);
}

static void test_breakpoints_of_options(void **state)
{
    struct arena *arena = *state;
    struct waterfall_class classes[MANY];
    cJSON *root, *cases = cases_of(arena, SOURCE_DIR "/tests/cases/waterfall.json", &root);
    size_t count = capital_named(cases, "Options in the waterfall", classes);
    struct breakpoints found = breakpoints_find(arena, classes, count);
    /* By hand: claim 6M; at 0.50 common has 3M; at 3 common 18M, options 2.5M; at 4 common 24M, options 3.5M, A 8M. */
    static const double proceeds[] = {6e6, 6e6, 9e6, 26.5e6, 35.5e6};
    static const enum breakpoint_event events[] = {BREAKPOINT_CLAIM_PAID, BREAKPOINT_SHARES, BREAKPOINT_EXERCISED,
                                                   BREAKPOINT_CONVERTS, BREAKPOINT_EXERCISED};
    assert_int_equal(found.count, 5);
    for (size_t i = 0; i < found.count; i++) {
        assert_close(found.breakpoint[i].proceeds, proceeds[i], 1e-6);
        assert_int_equal(found.breakpoint[i].event, events[i]);
    }
    cJSON_Delete(root);
}

static double normal_density(double z)
{
    return exp(-z * z / 2) / sqrt(2 * acos(-1));
}

/* Simpson's rule on each linear piece, in z = (ln D - ln median) / sigma. */
static double lognormal_mean(const struct price_curve *curve, double median, double sigma)
{
    enum { STEPS = 4000 };
    double sum = 0, from = -12, end = 16;
    for (size_t k = 0; k <= curve->count; k++) {
        double knot = k < curve->count ? curve->proceeds[k] : HUGE_VAL;
        double to = fmin(end, knot > 0 ? log(knot / median) / sigma : -12), width = (to - from) / STEPS;
        if (!(to > from))
            continue;
        for (int i = 0; i <= STEPS; i++) {
            double z = from + width * i, weight = i == 0 || i == STEPS ? 1 : (i % 2 ? 4 : 2);
            sum += weight * width / 3 * normal_density(z) * price_curve_at(curve, median * exp(sigma * z));
        }
        from = to;
    }
    return sum;
}

static void test_lognormal_closed_forms(void **state)
{
    struct arena *arena = *state;
    cJSON *root, *other, *cases = cases_of(arena, SOURCE_DIR "/tests/cases/lognormal-common.json", &root);
    cJSON *tables = cases_of(arena, SOURCE_DIR "/tests/cases/waterfall.json", &other);
    const cJSON *one_case;
    cJSON_ArrayForEach(one_case, cases)
    {
        struct waterfall_class classes[MANY];
        size_t count = capital_named(tables, text_of(one_case, "capital"), classes);
        double median = number_of(one_case, "median", 0), sigma = number_of(one_case, "sigma", 0), all = 0;
        for (size_t i = 0; i < count; i++) {
            struct price_curve curve = price_curve_of_class(arena, classes, count, i);
            double mean = lognormal_mean(&curve, median, sigma);
            if (classes[i].kind == CLASS_COMMON)
                assert_close(mean, number_of(one_case, "mean_common", 0), 0.01);
            all += mean;
        }
        assert_close(all, number_of(one_case, "mean_exit", 0), 0.01);
        double z = log(waterfall_claims(classes, count) / median) / sigma;
        assert_close(erfc(-z / sqrt(2)) / 2, number_of(one_case, "p_common_zero", 0), 5.1e-8);
    }
    cJSON_Delete(root);
    cJSON_Delete(other);
}

static void test_the_indifferent_do_not_convert(void **state)
{
    (void)state;
    const struct waterfall_class classes[] = {
        {CLASS_COMMON, 75, 0, false, HUGE_VAL, 0, 0},
        {CLASS_PREFERRED, 25, 2e6, false, HUGE_VAL, 1, 0},
        {CLASS_OPTION, 10, 0, false, HUGE_VAL, 0, 80000},
    };
    double payout[3], price;
    bool converts[3];
    waterfall_solve(classes, 3, 8e6, payout, converts, &price);
    assert_close(price, 80000, 1e-9);
    assert_false(converts[1] || converts[2]);
    waterfall_solve(classes, 3, 8e6 + 1, payout, converts, &price);
    assert_true(converts[1] && converts[2] && !converts[0]);
}

/* No common: the last dollar goes to the classes that convert, and stays undistributed where nobody has shares. */
static void test_capital_without_common(void **state)
{
    (void)state;
    const struct waterfall_class classes[] = {
        {CLASS_PREFERRED, 10, 10, false, HUGE_VAL, 1, 0},
        {CLASS_PREFERRED, 10, 20, false, HUGE_VAL, 2, 0},
        {CLASS_PREFERRED, 0, 5, true, HUGE_VAL, 2, 0},
    };
    double payout[3], price;
    assert_close(waterfall_solve(classes, 3, 40, payout, NULL, &price), 40, 1e-12);
    assert_close(payout[0], 15, 1e-12);
    assert_close(payout[1], 20, 1e-12);
    assert_close(payout[2], 5, 1e-12);
    assert_close(price, 1.5, 1e-12);
    assert_close(waterfall_solve(&classes[2], 1, 40, payout, NULL, &price), 5, 1e-12);
    assert_close(waterfall_solve(classes, 0, 40, payout, NULL, &price), 0, 0);
}

/* A participating claim above its cap counts as the cap. */
static void test_cap_below_claim(void **state)
{
    (void)state;
    const struct waterfall_class classes[] = {
        {CLASS_COMMON, 90, 0, false, HUGE_VAL, 0, 0},
        {CLASS_PREFERRED, 10, 30, true, 20, 1, 0},
    };
    double payout[2];
    waterfall_solve(classes, 2, 25, payout, NULL, NULL);
    assert_close(payout[1], 20, 1e-12);
    assert_close(payout[0], 5, 1e-12);
}

static void test_off_the_top(void **state)
{
    (void)state;
    struct waterfall_deductions off = waterfall_deduct(100e6, 0.02, 30e6, 0.1); /* 98 - 30 = 68; 6.8 to the carve-out */
    assert_close(off.transaction_costs, 2e6, 1e-6);
    assert_close(off.debt, 30e6, 1e-6);
    assert_close(off.carve_out, 6.8e6, 1e-6);
    assert_close(off.distributable, 61.2e6, 1e-6);
    off = waterfall_deduct(20e6, 0.02, 30e6, 0.1); /* all that is left goes to the lenders */
    assert_close(off.debt, 19.6e6, 1e-6);
    assert_close(off.carve_out, 0, 0);
    assert_close(off.distributable, 0, 0);
    assert_close(waterfall_exit_value(61.2e6, 0.02, 30e6, 0.1), 100e6, 1e-6);
    assert_true(isinf(waterfall_exit_value(1, 0, 0, 1)));
}

static void test_random_tables(void **state)
{
    (void)state;
    uint64_t random = 20260213;
    for (size_t t = 0; t < 500; t++) {
        struct arena *arena = arena_create();
        struct random_table table = random_table(&random, t);
        struct breakpoints bends = breakpoints_find(arena, table.classes, table.count);
        double proceeds[LANES];
        for (size_t lane = 0; lane < LANES; lane++)
            proceeds[lane] = random_proceeds(&random, &bends, waterfall_claims(table.classes, table.count));
        for (size_t exit = 0; exit < 3; exit++) {
            check_equilibrium(&table, proceeds[exit]);
            check_invariance(&table, proceeds[exit], t % table.count, exp(10 * random_unit(&random) - 5));
        }
        check_uniqueness(&table, proceeds[3]);
        check_columns(arena, &table, proceeds);
        arena_destroy(arena);
    }
}

static int create_arena(void **state)
{
    *state = arena_create();
    return 0;
}

static int destroy_arena(void **state)
{
    arena_destroy(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_published_cases_to_the_cent, create_arena, destroy_arena),
        cmocka_unit_test_setup_teardown(test_breakpoints_of_common, create_arena, destroy_arena),
        cmocka_unit_test_setup_teardown(test_breakpoints_of_options, create_arena, destroy_arena),
        cmocka_unit_test_setup_teardown(test_lognormal_closed_forms, create_arena, destroy_arena),
        cmocka_unit_test(test_the_indifferent_do_not_convert),
        cmocka_unit_test(test_capital_without_common),
        cmocka_unit_test(test_cap_below_claim),
        cmocka_unit_test(test_off_the_top),
        cmocka_unit_test(test_random_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
