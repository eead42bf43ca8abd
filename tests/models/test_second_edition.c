/* The second edition of the model: small offers with exact answers (cases/model2/toys.json), and figures that another
 * program came to (handed.json). */
#include "tests/support/case_figures.h"

#include <stdbool.h>

enum { PATHS = 1 << 16, CASE_PATHS = 1 << 21 };

/* Toys of what is not simulated yet; this list only gets shorter. */
static const char *const waiting[] = {
    "SAFE converts at the price of the round, pool included",
    "SAFE with a discount and a pool",
    "a note takes what it is owed in an IPO",
    "a note takes what it is owed in a tender",
    "a capped SAFE converts in an IPO where that is more",
    "full ratchet, the round keeps its 20%",
    "weighted average, the round keeps its 20%",
    "full ratchet that leaves nothing is waived",
    "a pool's options have a strike, what is not granted is cancelled",
    "raise and pre_money give the dilution",
    "cash raised joins a value of today",
    "and does not where it is ignored",
    "a round extends the runway",
    "a round that comes too late does not",
    "an IPO below the threshold pays the preferences",
    "an IPO at the threshold converts",
};

static bool waits(const char *name)
{
    for (size_t i = 0; i < sizeof waiting / sizeof *waiting; i++)
        if (strcmp(waiting[i], name) == 0)
            return true;
    return false;
}

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

static void toys(void **state)
{
    (void)state;
    cJSON *file = case_file("model2/toys.json");
    const cJSON *one, *expected;
    size_t waited = 0;
    cJSON_ArrayForEach(one, file)
    {
        const char *name = case_text(one, "name");
        if (waits(name)) {
            waited++;
            continue;
        }
        struct arena *arena = arena_create();
        char *text = cJSON_PrintUnformatted(cJSON_GetObjectItemCaseSensitive(one, "offer"));
        struct simulated simulated = simulated_offer(arena, text, "sobol", PATHS);
        cJSON_ArrayForEach(expected, cJSON_GetObjectItemCaseSensitive(one, "expect"))
            check_answer(name, expected, &simulated, arena);
        cJSON_free(text);
        arena_destroy(arena);
    }
    assert_int_equal(waited, sizeof waiting / sizeof *waiting);
    cJSON_Delete(file);
}

/* Those of what is simulated so far; this list only gets longer. */
static void cases(void **state)
{
    (void)state;
    static const char *const simulated[] = {"listed company, dollars", "series-b, sensible by default, 90 days",
                                            "seed, linked 50%", "seed, linked 50%, exclusive",
                                            "series-b, linked 50%, exercise"};
    cJSON *file = case_file("model2/handed.json");
    const cJSON *one;
    size_t met = 0;
    cJSON_ArrayForEach(one, cJSON_GetObjectItemCaseSensitive(
                                file, "cases")) for (size_t i = 0; i < sizeof simulated / sizeof *simulated; i++)
    {
        if (strcmp(case_text(one, "name"), simulated[i]) != 0)
            continue;
        case_figures_check(one, "sobol", CASE_PATHS);
        case_figures_check(one, "mc", CASE_PATHS);
        met++;
    }
    assert_int_equal(met, sizeof simulated / sizeof *simulated);
    cJSON_Delete(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(toys), cmocka_unit_test(cases)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
