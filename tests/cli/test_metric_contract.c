/* What every line of models/metrics.def promises: the metric is in every output of every command that tells metrics,
 * can be asked for and aimed at, and help knows it. */
#include "models/metrics.h"
#include "tests/cli/command_lines.h"

#include <ctype.h>

/* "job_lost" as people read it: "Job lost". */
static const char *label_of(const char *key)
{
    static char label[64];
    snprintf(label, sizeof label, "%s", key);
    label[0] = (char)toupper((unsigned char)label[0]);
    for (char *at = label; *at; at++)
        *at = *at == '_' ? ' ' : *at;
    return label;
}

static void holds(const char *arguments, int status, const char *metric, const char *wanted)
{
    struct output output = output_of(arguments);
    if (output.status != status || !strstr(output.bytes, wanted))
        fail_msg("offercast %s: status %d, and no %s for the metric %s", arguments, output.status, wanted, metric);
    free(output.bytes);
}

static void test_in_every_output_of_run(void **state)
{
    (void)state;
    static const struct {
        const char *format, *before, *after;
        bool for_people;
    } outputs[] = {{"json", "\"", "\": {", false},
                   {"jsonl", "\"metric\": \"", "\"", false},
                   {"csv", "\n", ",,mean,", false},
                   {"table", "", "", true},
                   {"md", "", "", true},
                   {"html", "", "", true}};
    for (size_t m = 0; m < METRICS; m++)
        for (size_t i = 0; i < sizeof outputs / sizeof *outputs; i++) {
            char arguments[256], wanted[128];
            snprintf(arguments, sizeof arguments, "run " FACE " --paths 4096 -q --format %s", outputs[i].format);
            snprintf(wanted, sizeof wanted, "%s%s%s", outputs[i].before,
                     outputs[i].for_people ? label_of(metrics[m].key) : metrics[m].key, outputs[i].after);
            holds(arguments, 0, metrics[m].key, wanted);
        }
}

static void test_in_compare_and_sweep(void **state)
{
    (void)state;
    for (size_t m = 0; m < METRICS; m++) {
        char wanted[128];
        snprintf(wanted, sizeof wanted, "\"%s\"", metrics[m].key);
        holds("compare " FACE " " SERIES " --paths 4096 -q --format json", 0, metrics[m].key, wanted);
        holds("sweep " FACE " --vary grants.0.percent=0.01%,0.02% --paths 4096 -q --format json", 0, metrics[m].key,
              wanted);
    }
}

static void test_asked_for_and_aimed_at(void **state)
{
    (void)state;
    for (size_t m = 0; m < METRICS; m++) {
        char arguments[256], wanted[128];
        snprintf(arguments, sizeof arguments, "run " FACE " --paths 4096 -q --format csv --stat %s.mean",
                 metrics[m].key);
        snprintf(wanted, sizeof wanted, "\n%s,,mean,", metrics[m].key);
        holds(arguments, 0, metrics[m].key, wanted);
        snprintf(arguments, sizeof arguments, "run " FACE " --paths 4096 -q --format csv --target %s.mean=1e9",
                 metrics[m].key);
        holds(arguments, 0, metrics[m].key, wanted);
        snprintf(arguments, sizeof arguments, "run " FACE " --target %ss.mean=1e9 2>&1", metrics[m].key);
        snprintf(wanted, sizeof wanted, "%s", metrics[m].key);
        holds(arguments, 2, metrics[m].key, wanted); /* the nearest name is told */
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_in_every_output_of_run),
        cmocka_unit_test(test_in_compare_and_sweep),
        cmocka_unit_test(test_asked_for_and_aimed_at),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
