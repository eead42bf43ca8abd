/* Memory does not grow with paths: 2^26 of them on two threads stay far below 64 MB a thread, and take no more than
 * 2^22 do. (A billion take what 2^26 take, only longer.) */
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
    const struct CMUnitTest tests[] = {cmocka_unit_test(memory_does_not_grow)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
