/* Random offers with all that the model knows, against the figures of an independent program:
 * cases/model/random-offers.json. */
#include "tests/support/case_file.h"
#include "tests/support/simulated.h"

enum { PATHS = 1 << 18 };

static size_t compared, failures;

/* [value, standard error] of the case, and the run's own. */
static void check(const char *offer, const char *what, const char *statistic, struct figure figure,
                  const cJSON *expected)
{
    double value = cJSON_GetArrayItem(expected, 0)->valuedouble, error = cJSON_GetArrayItem(expected, 1)->valuedouble;
    double both = hypot(error, isnan(figure.std_error) ? 0 : figure.std_error);
    compared++;
    if (fabs(figure.estimate - value) <= 4.5 * both + 1e-9 * (fabs(value) + 1))
        return;
    print_error("%s, %s: %s is %.10g, not %.10g +- %.3g\n", offer, what, statistic, figure.estimate, value, both);
    failures++;
}

static void check_exit(const char *offer, const struct simulated *simulated, const cJSON *exit)
{
    const struct plan *plan = simulated->plan;
    size_t outcome = 0, equity = metrics_watcher_chain_column(plan, CHAIN_EXERCISED);
    while (strcmp(plan_outcome_name(plan, outcome), case_text(exit, "name")) != 0)
        outcome++;
    check(offer, case_text(exit, "name"), "share", sample_group_share(&simulated->sample, outcome),
          cJSON_GetObjectItemCaseSensitive(exit, "share"));
    check(offer, case_text(exit, "name"), "contribution",
          sample_group_contribution(&simulated->sample, outcome, equity),
          cJSON_GetObjectItemCaseSensitive(exit, "contribution"));
}

static void random_offers(void **state)
{
    (void)state;
    cJSON *file = case_file("model/random-offers.json");
    const cJSON *one, *metric, *expected, *exit;
    cJSON_ArrayForEach(one, cJSON_GetObjectItemCaseSensitive(file, "cases"))
    {
        struct arena *arena = arena_create();
        const cJSON *offer = cJSON_GetObjectItemCaseSensitive(one, "offer");
        const char *name = case_text(offer, "name");
        char *text = cJSON_PrintUnformatted(offer);
        struct simulated simulated = simulated_offer(arena, text, "sobol", PATHS);
        cJSON_ArrayForEach(metric, cJSON_GetObjectItemCaseSensitive(one, "expected"))
            cJSON_ArrayForEach(expected, metric)
                check(name, metric->string, expected->string,
                      simulated_figure(&simulated, metric->string, expected->string), expected);
        cJSON_ArrayForEach(exit, cJSON_GetObjectItemCaseSensitive(one, "exits")) check_exit(name, &simulated, exit);
        cJSON_free(text);
        arena_destroy(arena);
    }
    print_message("%zu figures\n", compared);
    assert_int_equal(failures, 0);
    cJSON_Delete(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(random_offers)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
