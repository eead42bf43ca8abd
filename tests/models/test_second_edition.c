/* The second edition of the model: small offers with exact answers (cases/model2/toys.json, handed.json), and figures
 * that another program came to (handed.json; test_slow_second_edition.c has all of them). */
#include "tests/support/case_figures.h"

enum { PATHS = 1 << 16, CASE_PATHS = 1 << 21 };

/* "equity_value.mean" */
static void check_answer(const char *name, const cJSON *expected, const struct simulated *simulated,
                         struct arena *arena)
{
    const char *dot = strchr(expected->string, '.');
    const char *metric = arena_copy(arena, expected->string, (size_t)(dot - expected->string));
    struct figure figure = simulated_figure(simulated, metric, dot + 1);
    double error = isnan(figure.std_error) ? 0 : figure.std_error, value = expected->valuedouble;
    if (!(fabs(figure.estimate - value) <= 4.5 * error + 1e-9 * fmax(1, fabs(value))))
        fail_msg("%s: %s is %.10g, not %.10g", name, expected->string, figure.estimate, value);
}

static void check_all(const cJSON *offers)
{
    const cJSON *one, *expected;
    cJSON_ArrayForEach(one, offers)
    {
        struct arena *arena = arena_create();
        char *text = cJSON_PrintUnformatted(cJSON_GetObjectItemCaseSensitive(one, "offer"));
        struct simulated simulated = simulated_offer(arena, text, "sobol", PATHS);
        cJSON_ArrayForEach(expected, cJSON_GetObjectItemCaseSensitive(one, "expect"))
            check_answer(case_text(one, "name"), expected, &simulated, arena);
        cJSON_free(text);
        arena_destroy(arena);
    }
}

static void toys(void **state)
{
    (void)state;
    cJSON *file = case_file("model2/toys.json");
    check_all(file);
    cJSON_Delete(file);
}

static void arithmetic(void **state)
{
    (void)state;
    cJSON *file = case_file("model2/handed.json");
    check_all(cJSON_GetObjectItemCaseSensitive(file, "arithmetic"));
    cJSON_Delete(file);
}

static void cases(void **state)
{
    (void)state;
    static const char *const quick[] = {"seed, linked 50%", "series-b, sensible by default, 90 days",
                                        "full cap table, second edition", "listed company, dollars"};
    cJSON *file = case_file("model2/handed.json");
    const cJSON *one;
    size_t met = 0;
    cJSON_ArrayForEach(one, cJSON_GetObjectItemCaseSensitive(file, "cases"))
    {
        for (size_t i = 0; i < sizeof quick / sizeof *quick; i++)
            if (strcmp(case_text(one, "name"), quick[i]) == 0) {
                case_figures_check(one, "sobol", CASE_PATHS);
                met++;
            }
    }
    assert_int_equal(met, sizeof quick / sizeof *quick);
    cJSON_Delete(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(toys), cmocka_unit_test(arithmetic), cmocka_unit_test(cases)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
