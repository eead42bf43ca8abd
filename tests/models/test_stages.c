/* Small offers with answers worked out by hand, through reading, preparing, simulating and statistics:
 * cases/model/stages.json. */
#include "models/engine.h"
#include "tests/support/case_file.h"
#include "tests/support/simulated.h"

enum { PATHS = 1 << 15 };

static size_t failures;

/* "equity_value.mean": within what the run itself says of its error, 4.5 times. */
static void check(const char *name, const cJSON *expected, const struct simulated *simulated)
{
    char metric[64];
    const char *dot = strchr(expected->string, '.');
    assert_non_null(dot);
    assert_true((size_t)(dot - expected->string) < sizeof metric);
    memcpy(metric, expected->string, (size_t)(dot - expected->string));
    metric[dot - expected->string] = '\0';
    struct figure figure = simulated_figure(simulated, metric, dot + 1);
    double error = isnan(figure.std_error) ? 0 : figure.std_error, value = expected->valuedouble;
    if (!(fabs(figure.estimate - value) <= 4.5 * error + 1e-9 * (fabs(value) + 1))) {
        print_error("%s: %s is %.12g +- %.3g, not %.12g\n", name, expected->string, figure.estimate, error, value);
        failures++;
    }
}

static void stages(void **state)
{
    (void)state;
    cJSON *file = case_file("model/stages.json");
    const cJSON *one, *expected;
    cJSON_ArrayForEach(one, cJSON_GetObjectItemCaseSensitive(file, "cases"))
    {
        struct arena *arena = arena_create();
        char *text = cJSON_PrintUnformatted(cJSON_GetObjectItemCaseSensitive(one, "offer"));
        struct simulated simulated = simulated_offer(arena, text, "sobol", PATHS);
        cJSON_ArrayForEach(expected, cJSON_GetObjectItemCaseSensitive(one, "expected"))
            check(case_text(one, "name"), expected, &simulated);
        for (size_t column = 0; column < simulated.sample.pooled->layout.columns; column++)
            if (simulated.sample.pooled->column[column].not_finite)
                fail_msg("%s: paths that are no number", case_text(one, "name"));
        cJSON_free(text);
        arena_destroy(arena);
    }
    assert_int_equal(failures, 0);
    cJSON_Delete(file);
}

/* Every line of models/stages.def: each instruction set has the same stages in the same order, and each stage computes.
 */
static void every_stage_is_in_every_engine(void **state)
{
    (void)state;
    static const char *const names[] = {
#define STAGE(name) #name,
#include "models/stages.def"
#undef STAGE
    };
    static const char *const isas[] = {"baseline", "avx2", "avx512"};
    for (size_t i = 0; i < sizeof isas / sizeof *isas; i++) {
        const struct stage *const *stage = engine_stages(isa_named(isas[i]));
        for (size_t n = 0; n < sizeof names / sizeof *names; n++, stage++) {
            assert_non_null(*stage);
            assert_string_equal((*stage)->name, names[n]);
            assert_non_null((*stage)->run);
        }
        assert_null(*stage);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(stages), cmocka_unit_test(every_stage_is_in_every_engine)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
