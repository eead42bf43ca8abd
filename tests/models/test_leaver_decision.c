/* In which months a sensible leaver exercises, against another program (handed.json, "sensible"); what does not move
 * it; and that it is never worse than the rules it decides between. */
#include "models/leaver_decision.h"
#include "models/plan.h"
#include "tests/support/case_file.h"
#include "tests/support/simulated.h"

/* Those of what is simulated so far; this list only gets longer. */
static const char *const simulated_cases[] = {"series-b, sensible by default, 90 days"};

static const struct leaver_decision *decision_of(const struct plan *plan, const char *grant)
{
    for (size_t g = 0; g < plan->equity.count; g++)
        if (strcmp(plan->equity.grant[g].name, grant) == 0)
            return plan->equity.grant[g].decision;
    return NULL;
}

static void handed(void **state)
{
    (void)state;
    cJSON *file = case_file("model2/handed.json");
    const cJSON *one, *grant;
    size_t met = 0;
    cJSON_ArrayForEach(one, cJSON_GetObjectItemCaseSensitive(file, "cases"))
    {
        bool simulated = false;
        for (size_t i = 0; i < sizeof simulated_cases / sizeof *simulated_cases; i++)
            simulated = simulated || strcmp(simulated_cases[i], case_text(one, "name")) == 0;
        if (!simulated)
            continue;
        struct arena *arena = arena_create();
        char *text = cJSON_PrintUnformatted(cJSON_GetObjectItemCaseSensitive(one, "offer"));
        struct plan *plan = simulated_plan(arena, text).plan;
        cJSON_ArrayForEach(grant, cJSON_GetObjectItemCaseSensitive(one, "sensible"))
        {
            const struct leaver_decision *decision = decision_of(plan, grant->string);
            assert_non_null(decision);
            assert_string_equal(leaver_decision_months(arena, decision), case_text(grant, "exercise_in_months"));
            met++;
        }
        cJSON_free(text);
        arena_destroy(arena);
    }
    assert_true(met > 0);
    cJSON_Delete(file);
}

static const char *offer_of(struct arena *arena, const char *grant)
{
    return arena_text(
        arena,
        "{\"offercast\": 1, \"currency\": \"USD\", \"stay\": \"1-4 years\", \"discount_rate\": \"2-6%%\", "
        "\"exits\": [{\"name\": \"Failure\", \"probability\": \"50%%\", \"timeline\": \"1-5 years\"}, "
        "{\"name\": \"Sale\", \"probability\": \"50%%\", \"valuation\": \"$20-80M\", \"timeline\": "
        "\"2-6 years\"}], \"risks\": [{\"name\": \"Layoff within 18 months\", \"probability\": \"40%%\"}], "
        "\"compensation\": {\"offer\": {\"salary\": \"$100K\"}, \"market\": {\"salary\": \"$100K\"}}, "
        "\"grants\": [{\"name\": \"it\", \"type\": \"nso\", \"percent\": \"1%%\", \"strike_value\": "
        "\"$24M\"%s}]}",
        grant);
}

static double mean_of(struct arena *arena, const char *grant)
{
    struct simulated simulated = simulated_offer(arena, offer_of(arena, grant), "sobol", 1 << 16);
    return simulated_figure(&simulated, "equity_value", "mean").estimate;
}

/* On the same paths: at least what exercising always and never would bring, and more with a longer window. */
static void is_never_worse(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    double at_once = mean_of(arena, ", \"exercise_window\": \"0 days\"");
    double in_90_days = mean_of(arena, ""), in_10_years = mean_of(arena, ", \"exercise_window\": \"10 years\"");
    assert_true(at_once >= mean_of(arena, ", \"on_leaving\": \"exercise\""));
    assert_true(at_once >= mean_of(arena, ", \"on_leaving\": \"forfeit\""));
    assert_true(at_once >= mean_of(arena, ", \"on_leaving\": \"hold\", \"exercise_window\": \"0 days\""));
    assert_true(in_90_days >= at_once && in_10_years >= in_90_days);
    assert_true(mean_of(arena, ", \"cash_limit\": \"$10K\"") <= in_90_days);
    arena_destroy(arena);
}

/* Where exercising always pays it is `exercise`, on every path. */
static void exercises_what_always_pays(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const char *cheap = ", \"exercise_window\": \"0 days\", \"vesting\": \"none\"";
    const char *text = offer_of(arena, cheap), *at = strstr(text, "$24M");
    char *dear = arena_copy(arena, text, strlen(text));
    memcpy(dear + (at - text), "$ 1M", 4);
    struct simulated sensible = simulated_offer(arena, dear, "sobol", 1 << 14);
    assert_string_equal(leaver_decision_months(arena, decision_of(sensible.plan, "it")), "0-71");
    char *blind = arena_copy(arena, dear, strlen(dear) + 32);
    strcpy(strstr(blind, "\"vesting\""), "\"vesting\": \"none\", \"on_leaving\": \"exercise\"}]}");
    struct simulated exercise = simulated_offer(arena, blind, "sobol", 1 << 14);
    static const char *const statistics[] = {"mean", "sd", "min", "max", "p5", "p50"};
    for (size_t i = 0; i < sizeof statistics / sizeof *statistics; i++)
        assert_close(simulated_figure(&sensible, "equity_value", statistics[i]).estimate,
                     simulated_figure(&exercise, "equity_value", statistics[i]).estimate, 1e-9 * 1e6);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(handed), cmocka_unit_test(is_never_worse),
                                       cmocka_unit_test(exercises_what_always_pays)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
