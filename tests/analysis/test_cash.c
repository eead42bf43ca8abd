/* Cash by year of employment and the bill for exercising, against figures of another program (handed.json, "years"). */
#include "analysis/run_report.h"
#include "tests/support/case_file.h"
#include "tests/support/simulated.h"

enum { PATHS = 1 << 16 };

static struct report *report_of(struct arena *arena, const cJSON *offer, const char *sampler)
{
    char *text = cJSON_PrintUnformatted(offer);
    struct simulated *made = arena_alloc(arena, 1, sizeof *made);
    *made = simulated_plan(arena, text);
    struct progress *progress = arena_alloc(arena, 1, sizeof *progress);
    struct question question = {.sampler = sampler_named(sampler),
                                .seed = 1,
                                .paths = PATHS,
                                .replicates = 16,
                                .threads = 2,
                                .isa = isa_best(),
                                .level = 0.95,
                                .progress = progress};
    struct subject subject = {.offer = &made->input.offer, .plan = made->plan, .sha256 = made->input.sha256};
    struct run_answer answer = {.report = NULL};
    const char *fault = NULL;
    assert_int_equal(run_report_of(arena, &question, &subject, &answer, &fault), STATUS_OK);
    cJSON_free(text);
    return answer.report;
}

static struct figure figure_at(const struct report *report, const char *metric, const char *group,
                               const char *statistic)
{
    const struct report_row *row = report_find(report, metric, group, statistic);
    if (!row)
        fail_msg("no %s %s %s", metric, group, statistic);
    return row->figure;
}

/* The rows of the case past those of the report are of its "later". */
static double expected_of(const cJSON *years, const char *key, size_t row, bool later, double *std_error)
{
    double value = 0, squares = 0;
    size_t i = 0;
    const cJSON *year;
    cJSON_ArrayForEach(year, years)
    {
        const cJSON *cell = cJSON_GetObjectItemCaseSensitive(year, key);
        if (i == row || (later && i > row)) {
            value += case_number(cell, "value");
            squares += case_number(cell, "std_error") * case_number(cell, "std_error");
        }
        i++;
    }
    *std_error = sqrt(squares);
    return value;
}

static void check_years(const cJSON *one, const struct report *report, const char *const *keys, size_t count)
{
    const cJSON *years = cJSON_GetObjectItemCaseSensitive(one, "years");
    size_t rows = 0;
    while (report_find(report, "year", arena_text(report->arena, "%zu", rows + 1), "employed"))
        rows++;
    assert_in_range(rows, 1, cJSON_GetArraySize(years) - 1);
    for (size_t row = 0; row <= rows; row++)
        for (size_t k = 0; k < count; k++) {
            const char *group = row < rows ? arena_text(report->arena, "%zu", row + 1) : "later";
            struct figure figure = figure_at(report, "year", group, keys[k]);
            double case_error, value = expected_of(years, keys[k], row, row == rows, &case_error);
            if (fabs(figure.estimate - value) > 4.5 * hypot(case_error, figure.std_error) + 1e-9 * fabs(value))
                fail_msg("%s, year %s: %s is %.10g, not %.10g", case_text(one, "name"), group, keys[k], figure.estimate,
                         value);
        }
}

static void years(void **state)
{
    (void)state;
    static const char *const keys[] = {"employed", "offer_pay", "foregone", "vested", "received"};
    cJSON *file = case_file("model2/handed.json");
    const cJSON *one;
    cJSON_ArrayForEach(one, cJSON_GetObjectItemCaseSensitive(file, "years"))
    {
        struct arena *arena = arena_create();
        check_years(one, report_of(arena, cJSON_GetObjectItemCaseSensitive(one, "offer"), "sobol"), keys,
                    sizeof keys / sizeof *keys);
        arena_destroy(arena);
    }
    cJSON_Delete(file);
}

/* The rows add up to what the metrics say, on the same paths, where nothing is discounted. */
static const char rich_offer[] =
    "{\"offercast\": 1, \"currency\": \"USD\", \"start\": \"2026-01-01\", \"stay\": \"2-5 years\", \"exits\": "
    "[{\"name\": \"IPO\", "
    "\"probability\": \"40%\", \"valuation\": \"$1-2B\", \"timeline\": \"1-6 years\"}, {\"name\": \"Sale\", "
    "\"probability\": \"30%\", \"valuation\": \"$100-300M\", \"timeline\": \"1-4 years\"}, {\"name\": \"Failure\", "
    "\"probability\": \"30%\"}], \"risks\": [{\"name\": \"Layoff within 18 months\", \"probability\": \"30%\"}, "
    "{\"name\": \"Elimination\", \"probability\": \"40%\"}], \"compensation\": {\"offer\": {\"salary\": \"$90-120K\", "
    "\"raise\": \"3%\", \"signing\": \"$10K\"}, \"market\": {\"salary\": \"$150K\", \"raise\": \"2-4%\", \"layoff\": "
    "[{\"within\": \"1 year\", \"probability\": \"10%\"}]}}, \"search\": \"2-6 months\", \"severance\": \"2 months\", "
    "\"reemployed_at\": \"90%\", \"escrow\": {\"fraction\": \"10%\", \"delay\": \"12 months\", \"loss\": \"20%\"}, "
    "\"ipo\": {\"lock_up\": \"180 days\", \"volatility\": \"50%\"}, \"grants\": [{\"name\": \"a\", \"type\": \"nso\", "
    "\"percent\": \"0.1%\", \"strike_value\": \"$50M\", \"on_leaving\": \"exercise\"}, {\"name\": \"b\", \"type\": "
    "\"iso\", \"percent\": \"0.1%\", \"strike_value\": \"$40M\", \"early_exercise\": true, \"cash_limit\": \"$30K\"}, "
    "{\"name\": \"c\", \"percent\": \"0.02%\", \"granted\": \"2027-01-01\", \"single_trigger\": \"50%\", "
    "\"double_trigger\": \"100%\", \"repeat\": {\"every\": \"1 year\", \"times\": 2}}]}";

static double sum_of_years(const struct report *report, const char *statistic)
{
    double sum = 0;
    for (size_t i = 0; i < report->row_count; i++)
        if (strcmp(report->row[i].metric, "year") == 0 && strcmp(report->row[i].statistic, statistic) == 0)
            sum += report->row[i].figure.estimate;
    return sum;
}

static void check_sums(const char *sampler)
{
    struct arena *arena = arena_create();
    cJSON *offer = cJSON_Parse(rich_offer);
    const struct report *report = report_of(arena, offer, sampler);
    static const char *const pairs[][2] = {
        {"employed", "years_employed"}, {"foregone", "foregone_compensation"}, {"received", "equity_value"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        double mean = figure_at(report, pairs[i][1], "", "mean").estimate;
        assert_close(sum_of_years(report, pairs[i][0]), mean, 1e-9 * fabs(mean));
    }
    double paid = figure_at(report, "exercise_cost", "a", "mean").estimate;
    paid += figure_at(report, "exercise_cost", "b", "mean").estimate;
    assert_close(paid, figure_at(report, "exercise_cost", "", "mean").estimate, 1e-6);
    assert_close(figure_at(report, "exercise_cost", "a", "full").estimate, 50000, 1e-6);
    assert_close(figure_at(report, "exercise_cost", "b", "when_paid").estimate, 30000, 1e-6);
    assert_close(figure_at(report, "exercise_cost", "b", "p_paid").estimate, 1, 0);
    assert_null(report_find(report, "exercise_cost", "c", "mean"));
    cJSON_Delete(offer);
    arena_destroy(arena);
}

static void rows_sum_to_the_metrics(void **state)
{
    (void)state;
    check_sums("sobol");
    check_sums("mc");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(years), cmocka_unit_test(rows_sum_to_the_metrics)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
