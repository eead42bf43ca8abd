/* Figures that other programs or closed forms came to: cases/seed-offer.json, variants.json, lognormal-common.json. */
#include "tests/support/case_figures.h"

#include <stdbool.h>

enum { PATHS = 1 << 22 };

static void seed_offer(void **state)
{
    (void)state;
    cJSON *file = case_file("seed-offer.json");
    const cJSON *one = cJSON_GetObjectItemCaseSensitive(file, "case");
    case_figures_check(one, "sobol", PATHS);
    case_figures_check(one, "mc", PATHS);
    cJSON_Delete(file);
}

static void variants(void **state)
{
    (void)state;
    cJSON *file = case_file("variants.json");
    const cJSON *one;
    cJSON_ArrayForEach(one, cJSON_GetObjectItemCaseSensitive(file, "cases"))
    {
        case_figures_check(one, "sobol", PATHS);
        case_figures_check(one, "mc", PATHS);
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
    if (!(fabs(figure.estimate - value) <= 4.5 * figure.std_error + 1e-9 * fabs(value)))
        fail_msg("%s: %.10g, give or take %.2g, is not %.10g", what, figure.estimate, figure.std_error, value);
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
