/* Memory does not grow with paths: 2^26 of them on two threads stay far below 64 MB a thread, and take no more than
 * 2^22 do. (A billion take what 2^26 take, only longer.) Nor with the scenarios of a sweep, but for the place where
 * each is kept. An offer with as many exits as there may be takes what docs/limits.md states, and time in proportion.
 */
#include "tests/support/assert_close.h"
#include "tests/support/run_program.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
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

static void write_exits(const char *path, int count)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "{\"stay\": \"2-3 years\", \"compensation\": {\"offer\": {\"salary\": \"$74-105K\"}, \"market\": "
                  "{\"salary\": \"$120-250K\"}}, \"grants\": [{\"percent\": \"0.01%%\"}], \"exits\": [");
    for (int i = 0; i < count; i++)
        fprintf(file,
                "%s{\"name\": \"e%d\", \"probability\": \"%.15f%%\", \"valuation\": \"$%d-%dM\", \"timeline\": "
                "\"2-4 years\"}",
                i ? ", " : "", i, 100.0 / count, i + 1, i + 50);
    fputs("]}", file);
    assert_int_equal(fclose(file), 0);
}

static double processor_seconds(void)
{
    struct rusage usage;
    assert_int_equal(getrusage(RUSAGE_CHILDREN, &usage), 0);
    return (double)usage.ru_utime.tv_sec + 1e-6 * (double)usage.ru_utime.tv_usec;
}

/* The least of three, in processor time. */
static double seconds_of(const char *path, const char *output)
{
    const char *arguments[] = {"run", path, "--paths", "256", "--threads", "1", "-q", "-o", output, NULL};
    double least = 1e9;
    for (int i = 0; i < 3; i++) {
        double began = processor_seconds();
        assert_int_equal(run_program(arguments), 0);
        double seconds = processor_seconds() - began;
        least = seconds < least ? seconds : least;
    }
    return least;
}

static bool has_line_with(const char *path, const char *words)
{
    char line[4096];
    bool found = false;
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    while (!found && fgets(line, sizeof line, file))
        found = strstr(line, words);
    fclose(file);
    return found;
}

/* Four times the exits: a quadratic part would take sixteen times as long. */
static void exits_at_their_limit(void **state)
{
    (void)state;
    write_exits("few_exits.json", 2500);
    write_exits("many_exits.json", 10000);
    double few = seconds_of("few_exits.json", "exits.csv"), many = seconds_of("many_exits.json", "exits.csv");
    seconds_of("many_exits.json", "exits.md"); /* for people */
    assert_true(has_line_with("exits.md", "to tell what the answer hangs on"));
    fprintf(stderr, "10,000 exits: %.2f times as long as 2,500, peak %ld KiB\n", many / few, peak_kib());
    assert_true(many < 7 * few);
    assert_true(peak_kib() < 450 * 1000 * 1000L / 1024);
    remove("exits.csv");
    remove("exits.md");
    remove("few_exits.json");
    remove("many_exits.json");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(scenarios_do_not_stay), cmocka_unit_test(memory_does_not_grow),
                                       cmocka_unit_test(exits_at_their_limit)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
