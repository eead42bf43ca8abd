/* Figures that other programs or closed forms came to: cases/seed-offer.json, variants.json, lognormal-common.json. */
#include "tests/support/case_file.h"
#include "tests/support/simulated.h"

#include <stdbool.h>

enum { PATHS = 1 << 22 };

/* A Pareto tail of index 3 has no fourth moment: the standard deviation of what carries it has no usable error. */
static bool has_no_fourth_moment(const char *metric, const char *statistic)
{
    return strcmp(statistic, "sd") == 0 &&
           (strcmp(metric, "equity_value") == 0 || strcmp(metric, "net_advantage") == 0);
}

static void check_figure(const char *name, const char *metric, const cJSON *expected, const struct simulated *simulated)
{
    const char *statistic = expected->string;
    struct figure figure = simulated_figure(simulated, metric, statistic);
    double value = case_number(expected, "value"), case_error = case_number(expected, "std_error");
    double own_error = isnan(figure.std_error) ? 0 : figure.std_error;
    double tolerance = 4.5 * hypot(case_error, own_error) + 1e-9 * fabs(value);
    if (has_no_fourth_moment(metric, statistic))
        tolerance = 0.05 * value;
    else if (!simulated->sample.independent && case_error > 0 && own_error > 3 * case_error)
        fail_msg("%s: the error of %s %s is %g, that of the case %g", name, metric, statistic, own_error, case_error);
    if (!(fabs(figure.estimate - value) <= tolerance))
        fail_msg("%s, %s: %s %s is %.10g, not %.10g (within %.3g)", name, simulated->simulation.sampling.sampler->name,
                 metric, statistic, figure.estimate, value, tolerance);
}

static void check_case(const cJSON *one, const char *sampler)
{
    struct arena *arena = arena_create();
    char *text = cJSON_PrintUnformatted(cJSON_GetObjectItemCaseSensitive(one, "offer"));
    struct simulated simulated = simulated_offer(arena, text, sampler, PATHS);
    const cJSON *metric, *statistic;
    cJSON_ArrayForEach(metric, cJSON_GetObjectItemCaseSensitive(one, "expected")) cJSON_ArrayForEach(statistic, metric)
        check_figure(case_text(one, "name"), metric->string, statistic, &simulated);
    cJSON_free(text);
    arena_destroy(arena);
}

static void seed_offer(void **state)
{
    (void)state;
    cJSON *file = case_file("seed-offer.json");
    const cJSON *one = cJSON_GetObjectItemCaseSensitive(file, "case");
    check_case(one, "sobol");
    check_case(one, "mc");
    cJSON_Delete(file);
}

static void variants(void **state)
{
    (void)state;
    cJSON *file = case_file("variants.json");
    const cJSON *one;
    cJSON_ArrayForEach(one, cJSON_GetObjectItemCaseSensitive(file, "cases"))
    {
        check_case(one, "sobol");
        check_case(one, "mc");
    }
    cJSON_Delete(file);
}

/* --- lognormal exits through a fixed capital ---------------------------------------------------------------------- */

/* "Simple pair (waterfall.json)" names a case of that file. */
static const cJSON *capital_of(const cJSON *waterfall, const char *named)
{
    const cJSON *one;
    cJSON_ArrayForEach(one, cJSON_GetObjectItemCaseSensitive(waterfall, "cases"))
    {
        const char *name = case_text(one, "name");
        if (strncmp(named, name, strlen(name)) == 0)
            return cJSON_GetObjectItemCaseSensitive(one, "capital");
    }
    fail_msg("no capital %s", named);
    return NULL;
}

static double common_share(const cJSON *capital)
{
    double all = 0, common = 0;
    const cJSON *row;
    cJSON_ArrayForEach(row, capital)
    {
        all += case_number(row, "shares");
        common += strcmp(case_text(row, "kind"), "common") == 0 ? case_number(row, "shares") : 0;
    }
    return common / all;
}

static void check_interval(const char *what, struct figure figure, double value)
{
    if (!(figure.ci_low <= value && value <= figure.ci_high))
        fail_msg("%s: [%.10g, %.10g] does not hold %.10g", what, figure.ci_low, figure.ci_high, value);
}

/* The grant is all of the common, so that its value is what the common gets; without capital, what the company gets. */
static void check_lognormal(const cJSON *one, const char *valuation, const cJSON *capital)
{
    struct arena *arena = arena_create();
    char *classes = capital ? cJSON_PrintUnformatted(capital) : NULL;
    const char *text = arena_text(
        arena,
        "{\"offercast\": 1, \"currency\": \"USD\", \"stay\": \"3 years\", \"exits\": [{\"name\": \"Sale\", "
        "\"probability\": \"100%%\", \"valuation\": %s, \"timeline\": \"1 year\"}], \"compensation\": {\"offer\": "
        "{\"salary\": 0}, \"market\": {\"salary\": 0}}, \"grants\": [{\"percent\": \"%.17g%%\", \"vesting\": "
        "\"none\"}]%s%s}",
        valuation, capital ? 100 * common_share(capital) : 100, capital ? ", \"capital\": " : "",
        capital ? classes : "");
    struct simulated simulated = simulated_offer(arena, text, "sobol", PATHS);
    struct figure mean = simulated_figure(&simulated, "equity_value", "mean");
    check_interval(case_text(one, "capital"), mean, case_number(one, capital ? "mean_common" : "mean_exit"));
    if (capital)
        check_interval("the common gets nothing", simulated_figure(&simulated, "equity_value", "p_zero"),
                       case_number(one, "p_common_zero"));
    cJSON_free(classes);
    arena_destroy(arena);
}

static void lognormal_common(void **state)
{
    (void)state;
    cJSON *file = case_file("lognormal-common.json"), *waterfall = case_file("waterfall.json");
    struct arena *arena = arena_create();
    const cJSON *one;
    cJSON_ArrayForEach(one, cJSON_GetObjectItemCaseSensitive(file, "cases"))
    {
        const cJSON *capital = capital_of(waterfall, case_text(one, "capital"));
        double median = case_number(one, "median"), sigma = case_number(one, "sigma");
        const char *amount =
            arena_text(arena, "{\"dist\": \"lognormal\", \"median\": %.17g, \"sigma\": %.17g}", median, sigma);
        const char *model = arena_text(arena, "{\"today\": %.17g, \"volatility\": \"%.17g%%\"}",
                                       case_number(one, "mean_exit"), 100 * sigma);
        check_lognormal(one, amount, capital);
        check_lognormal(one, amount, NULL);
        check_lognormal(one, model, capital);
        check_lognormal(one, model, NULL);
    }
    arena_destroy(arena);
    cJSON_Delete(waterfall);
    cJSON_Delete(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(seed_offer), cmocka_unit_test(variants),
                                       cmocka_unit_test(lognormal_common)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
