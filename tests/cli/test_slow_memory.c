/* Memory does not grow with paths: 2^26 of them on two threads stay far below 64 MB a thread, and take no more than
 * 2^22 do. (A billion take what 2^26 take, only longer.) Nor with the scenarios of a sweep, but for the place where
 * each is kept. */
#include "tests/support/assert_close.h"
#include "tests/support/run_program.h"

#include <stdio.h>
#include <sys/resource.h>

#define OFFER SOURCE_DIR "/examples/hugging-face.json"

/* The largest of all children so far. */
static long peak_kib(void)
{
    struct rusage usage;
    assert_int_equal(getrusage(RUSAGE_CHILDREN, &usage), 0);
    return usage.ru_maxrss;
}

static void run_paths(const char *sampler, const char *paths)
{
    const char *arguments[] = {"run",       OFFER, "--paths", paths,      "--sampler", sampler,
                               "--threads", "2",   "-q",      "--format", "csv",       NULL};
    assert_int_equal(run_program(arguments), 0);
}

static void sweep_scenarios(const char *salaries)
{
    char salary[64];
    snprintf(salary, sizeof salary, "compensation.offer.salary=%s", salaries);
    const char *arguments[] = {"sweep",      OFFER,  "--vary",       "grants.0.percent=0.001%:0.1%:0.001%",
                               "--vary",     salary, "--paths",      "64",
                               "--threads",  "1",    "--replicates", "8",
                               "-q",         "-o",   "many.csv",     "-o",
                               "many.jsonl", NULL};
    assert_int_equal(run_program(arguments), 0);
    remove("many.csv");
    remove("many.jsonl");
}

/* 7,000 fill what is held of the rows; 14,000 more may take a few words each. */
static void scenarios_do_not_stay(void **state)
{
    (void)state;
    sweep_scenarios("101K:170K:1K");
    long few = peak_kib();
    sweep_scenarios("101K:310K:1K");
    long many = peak_kib();
    fprintf(stderr, "peak: %ld KiB for 7,000 scenarios, %ld KiB for 21,000\n", few, many);
    assert_true(many < 64 * 1024);
    assert_true(many < few + 2 * 1024);
}

static void memory_does_not_grow(void **state)
{
    static const char *const samplers[] = {"sobol", "lhs", "antithetic", "mc"};
    (void)state;
    for (size_t s = 0; s < 4; s++)
        run_paths(samplers[s], "4194304");
    long few = peak_kib();
    for (size_t s = 0; s < 4; s++)
        run_paths(samplers[s], "67108864");
    long many = peak_kib();
    fprintf(stderr, "peak: %ld KiB for 2^22 paths, %ld KiB for 2^26\n", few, many);
    assert_true(many < 2 * 64 * 1024);
    assert_true(many < few + 8 * 1024);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(scenarios_do_not_stay), cmocka_unit_test(memory_does_not_grow)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
