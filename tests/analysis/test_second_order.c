/* run --second-order on the Dirichlet case: the epistemic part is 0.587164 of 8.6 (x 100,000), whatever the paths. */
#include "analysis/second_order.h"

#include "inputs/offer_input.h"
#include "tests/support/assert_close.h"

static struct progress progress;

static const struct report *add(struct arena *arena, uint64_t draws, uint64_t paths)
{
    struct question question = {.sampler = sampler_named("mc"),
                                .seed = 1,
                                .paths = paths,
                                .replicates = 16,
                                .threads = 1,
                                .isa = isa_best(),
                                .level = 0.95,
                                .progress = &progress,
                                .second_order = draws};
    struct offer_input input;
    assert_true(offer_input_read(arena, SOURCE_DIR "/tests/cases/dirichlet.json", NULL, 0, &input));
    struct report *report = report_create(arena, "run");
    report->currency = "USD";
    report->level = 0.95;
    assert_int_equal(second_order_add(report, &question, &input.offer), STATUS_OK);
    return report;
}

static void test_epistemic(void **state)
{
    static const uint64_t paths[] = {1024000, 4096000};
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct arena *arena = arena_create();
        const struct report *report = add(arena, 1000, paths[i]);
        const struct report_row *mean = report_find(report, "equity_value", "credible", "mean");
        const struct report_row *error = report_find(report, "equity_value", "credible", "mean_monte_carlo_error");
        const struct report_row *share = report_find(report, "exit_share", "A", "share");
        assert_non_null(mean);
        assert_close(mean->figure.estimate, 860000, 4.5 * 58716.4 / sqrt(1000));
        assert_close(mean->figure.std_error, 58716.4, 4.5 * 58716.4 / sqrt(2000));
        assert_string_equal(mean->figure.method, "credible-band");
        /* Of one path, given the shares: sqrt(35 + 14.7 + 9 + 22.5 - 8.6^2 - 0.587164^2) = 2.6259. */
        assert_close(error->figure.estimate, 262590 / sqrt(i ? 4096 : 1024), 100);
        assert_close(share->figure.ci_low, 0.162886, 0.02);
        assert_close(share->figure.ci_high, 0.565502, 0.02);
        arena_destroy(arena);
    }
}

/* The time is up before the draws are: what was done counts, and it is told. */
static void test_time_is_up(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    progress_limit(&progress, 1);
    const struct report *report = add(arena, 1000000, 1024);
    progress_limit(&progress, 0);
    const struct report_row *mean = report_find(report, "equity_value", "credible", "mean");
    assert_non_null(mean);
    assert_close(mean->figure.estimate, 860000, 30000);
    assert_int_equal(report->warning_count, 1);
    assert_non_null(strstr(report->warning[0].text, "the time was up after "));
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_epistemic), cmocka_unit_test(test_time_is_up)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
