/* `sweep`: its rows are those of run; nothing but a scenario's own values changes them; checkpoints; --vary. */
#define _XOPEN_SOURCE 700 /* mkstemp */
#include "inputs/vary.h"
#include "tests/cli/program.h"

#include <unistd.h>

#define TREE "tests/cases/decisions/seed_tree.json"
#define QUICK " --paths 4096 --format csv -q "

/* --- --vary ------------------------------------------------------------------------------------------------------- */

static void reads_lists_and_ranges(void **state)
{
    (void)state;
    static const struct {
        const char *text, *values; /* joined by | */
    } good[] = {{"0.01%,0.02%", "0.01%|0.02%"},
                {"74:105K:10K", "74K|84K|94K|104K"},
                {"0.01:0.05:0.01%", "0.01%|0.02%|0.03%|0.04%|0.05%"},
                {"$80K:$100K:$10K", "$80K|$90K|$100K"},
                {"$80:100:10K", "$80K|$90K|$100K"},
                {"0.1:0.3:0.1", "0.1|0.2|0.3"},
                {"500K:2M:500K", "500000|1000000|1500000|2000000"},
                {"1%,2%,5:10:5%", "1%|2%|5%|10%"},
                {"1:2 years:0.5", "1 years|1.5 years|2 years"},
                {"3:1:-1", "3|2|1"},
                {"100,200,300", "100|200|300"},
                {"$100, 200", "$100|200"},
                {"0.125,250", "0.125|250"},
                {"7:7:1", "7"},
                {"1:10:4", "1|5|9"},
                {"-5%:5%:5%", "-5%|0%|5%"},
                {"1e9:3e9:1e9", "1000000000|2000000000|3000000000"},
                {"$1E9:$1.5E+9:$2.5e8", "$1000000000|$1250000000|$1500000000"},
                {"1e-3:3e-3:1e-3%", "0.001%|0.002%|0.003%"},
                {"1 year:3:6 months", "12 months|18 months|24 months|30 months|36 months"},
                {"6 months:2 years:6 months", "6 months|12 months|18 months|24 months"},
                {"0.5 years:1 year:1 quarter", "6 months|9 months|12 months"},
                {"2 weeks:1 month:1 week", "14 days|21 days|28 days"},
                {" 2-3 years , 1 year ", "2-3 years|1 year"},
                {"{\"dist\": \"uniform\", \"min\": 1, \"max\": 2},[1, \"a:b,c\"],\"x,y\"",
                 "{\"dist\": \"uniform\", \"min\": 1, \"max\": 2}|[1, \"a:b,c\"]|\"x,y\""}};
    struct arena *arena = arena_create();
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        size_t count = 0;
        const char *fault = NULL, *joined = "", **value = vary_values(arena, good[i].text, &count, &fault);
        if (!value)
            fail_msg("%s: %s", good[i].text, fault);
        for (size_t k = 0; k < count; k++)
            joined = arena_text(arena, "%s%s%s", joined, k ? "|" : "", value[k]);
        assert_string_equal(joined, good[i].values);
    }
    arena_destroy(arena);
}

static void refuses_lists_and_ranges(void **state)
{
    (void)state;
    static const char *const bad[] = {"",
                                      "1,,2",
                                      "1,",
                                      "a:b:c",
                                      "1:2",
                                      "1:2:0",
                                      "2:1:1",
                                      "1:2:-1",
                                      "1 year:2:1%",
                                      "1e20:3e20:1e20",
                                      "$1:€2:1",
                                      "$1,200,000",
                                      "1,000",
                                      "€120,000,€130,000"};
    struct arena *arena = arena_create();
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        size_t count = 0;
        const char *fault = NULL;
        if (vary_values(arena, bad[i], &count, &fault))
            fail_msg("%s was read", bad[i]);
        assert_non_null(fault);
    }
    arena_destroy(arena);
}

static void writes_numbers_as_cells(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    assert_string_equal(vary_cell(arena, 0.0001, CELL_SHARE), "0.01%");
    assert_string_equal(vary_cell(arena, 125000, CELL_MONEY), "125000");
    assert_string_equal(vary_cell(arena, 1.5, CELL_DURATION), "1.5 years");
    assert_string_equal(vary_cell(arena, 0, CELL_MULTIPLE), "0x");
    arena_destroy(arena);
}

/* --- scenarios ---------------------------------------------------------------------------------------------------- */

static void assert_same_output(const char *first, const char *second)
{
    struct printed a = program_run(first), b = program_run(second);
    assert_int_equal(a.status, b.status);
    if (strcmp(a.text, b.text) != 0)
        fail_msg("%s\n%s\ndiffer:\n%.600s\n%.600s", first, second, a.text, b.text);
    assert_true(strlen(a.text) > 100);
    free(a.text);
    free(b.text);
}

static void one_scenario_equals_run(void **state)
{
    (void)state;
    static const char *const samplers[] = {"sobol", "lhs", "antithetic", "mc"};
    for (size_t i = 0; i < sizeof samplers / sizeof *samplers; i++) {
        char sweep[512], run[512];
        snprintf(sweep, sizeof sweep,
                 "offercast sweep examples/hugging-face.json --vary grants.0.percent=0.03%% --sampler %s --paths 20000 "
                 "--above 100K --stat "
                 "mean,sd,min,max,p1,p5,p50,p95,p99,p_zero,p_positive,p_negative,cvar5,share,p_above --format csv -q "
                 "| cut -d, -f3-",
                 samplers[i]);
        snprintf(run, sizeof run,
                 "offercast run examples/hugging-face.json --set grants.0.percent=0.03%% --sampler %s --paths 20000 "
                 "--above 100K --stat "
                 "mean,sd,min,max,p1,p5,p50,p95,p99,p_zero,p_positive,p_negative,cvar5,share,p_above --format csv -q",
                 samplers[i]);
        assert_same_output(sweep, run);
    }
}

static void threads_and_company_change_nothing(void **state)
{
    (void)state;
    assert_same_output("offercast sweep " TREE QUICK "--vary grants.0.percent=0.01:0.05:0.01% --threads 1",
                       "offercast sweep " TREE QUICK "--vary grants.0.percent=0.01:0.05:0.01% --threads 5");
    /* A second axis, and more values of the first: the scenarios that were there keep their figures. */
    assert_same_output(
        "offercast sweep " TREE QUICK "--vary grants.0.percent=0.01%,0.02% | grep -v '^scenario' | cut -d, -f2-",
        "offercast sweep " TREE QUICK "--vary grants.0.percent=0.01%,0.02%,0.05% --vary stay='1 year,2 years' "
        "| grep '1 year' | grep -v '0.05%' | sed 's/^\"[^\"]*\",//' | cut -d, -f1,3-");
}

static void varied_values_are_in_base_units(void **state)
{
    (void)state;
    struct printed printed = program_run(
        "offercast sweep " TREE QUICK "--stat net_advantage.mean --vary grants.0.percent=0.02% "
        "--vary stay='18 months' --vary compensation.market.salary='$100-150K' --vary risks.0.probability=30%");
    assert_int_equal(printed.status, 0);
    assert_non_null(strstr(printed.text,
                           "scenario,grants.0.percent,stay,compensation.market.salary,risks.0.probability,"
                           "metric,group,statistic,estimate,unit,"));
    assert_non_null(strstr(printed.text, "\",0.0002,1.5,125000,0.3,net_advantage,,mean,"));
    free(printed.text);
}

static void a_bad_scenario_stands_in_its_row(void **state)
{
    (void)state;
    struct printed printed = program_run("offercast sweep " TREE QUICK "--vary grants.0.percent=0.01%,200%,0.02%");
    assert_int_equal(printed.status, 1);
    assert_non_null(strstr(printed.text, "grants.0.percent=0.02%,0.0002,net_advantage,,mean,"));
    assert_non_null(strstr(printed.text, "grants.0.percent=200%,2,,,,,,,,,,,"));
    assert_non_null(strstr(printed.text, "too large"));
    free(printed.text);
    printed = program_run("offercast sweep " TREE QUICK "--vary exits.9.probability=10% 2>&1");
    assert_int_equal(printed.status, 2);
    assert_non_null(strstr(printed.text, "--vary 1:7"));
    free(printed.text);
}

static void sets_of_files_have_a_row_each(void **state)
{
    (void)state;
    const char *files =
        "offercast sweep tests/cases/decisions/seed_tree.json tests/cases/decisions/seed_tree_twice.json" QUICK;
    assert_same_output(files, "offercast sweep tests/cases/decisions" QUICK);
    struct printed printed = program_run(files);
    assert_near(csv_find(printed.text, 1, "net_advantage", "", "mean"), 477000);
    assert_non_null(strstr(printed.text, "\nseed_tree_twice,net_advantage,,mean,"));
    free(printed.text);
    printed = program_run("offercast sweep " TREE " tests/cases/offers/bad/no-such-file.json" QUICK);
    assert_int_equal(printed.status, 1);
    assert_non_null(strstr(printed.text, "no-such-file,,,,,,,,,,,the file cannot be read"));
    free(printed.text);
}

static void wide_has_one_row_a_scenario(void **state)
{
    (void)state;
    struct printed printed =
        program_run("offercast sweep " TREE QUICK "--wide --stat net_advantage.mean,net_advantage.p97.5 "
                    "--vary grants.0.percent=0.01%,0.02%");
    assert_non_null(strstr(printed.text, "scenario,grants.0.percent,net_advantage.mean,net_advantage.mean.std_error,"
                                         "net_advantage.mean.ci_low,net_advantage.mean.ci_high,net_advantage.p97.5,"));
    size_t lines = 0;
    for (const char *at = printed.text; (at = strchr(at, '\n')); at++)
        lines++;
    assert_int_equal(lines, 3);
    free(printed.text);
}

/* --- checkpoints -------------------------------------------------------------------------------------------------- */

#define GRID "offercast sweep " TREE " --paths 16384 --format csv -q --vary grants.0.percent="

static void goes_on_from_a_checkpoint(void **state)
{
    (void)state;
    char file[] = "/tmp/offercast-sweep-XXXXXX", command[512];
    int descriptor = mkstemp(file);
    assert_true(descriptor >= 0);
    close(descriptor);
    remove(file);
    snprintf(command, sizeof command, GRID "0.01%%,0.03%%,500%% --checkpoint %s", file);
    struct printed part = program_run(command); /* a part of what comes next */
    assert_int_equal(part.status, 1);
    free(part.text);
    snprintf(command, sizeof command, GRID "0.01:0.05:0.01%% --checkpoint %s", file);
    assert_same_output(command, GRID "0.01:0.05:0.01%");
    assert_same_output(command, GRID "0.01:0.05:0.01%"); /* and all of it from the file */
    snprintf(command, sizeof command, GRID "0.01:0.05:0.01%% --seed 2 --checkpoint %s 2>&1", file);
    struct printed other = program_run(command);
    assert_int_equal(other.status, 1);
    assert_non_null(strstr(other.text, "was made with the seed 1, not the seed 2"));
    free(other.text);
    snprintf(command, sizeof command, "printf x >> %s && " GRID "0.01%% --checkpoint %s 2>&1", file, file);
    struct printed damaged = program_run(command);
    assert_int_equal(damaged.status, 1);
    assert_non_null(strstr(damaged.text, "is damaged"));
    free(damaged.text);
    remove(file);
}

static void goes_on_after_a_signal(void **state)
{
    (void)state;
    char file[] = "/tmp/offercast-sweep-XXXXXX", command[1024];
    int descriptor = mkstemp(file);
    assert_true(descriptor >= 0);
    close(descriptor);
    remove(file);
    FILE *kept = NULL;
    /* A slow build may not have come to its first scenario after a second: then later. */
    for (int seconds = 1; !kept && seconds <= 64; seconds *= 4) {
        snprintf(command, sizeof command,
                 "timeout --preserve-status -s INT %d \"$OFFERCAST\" sweep " TREE
                 " --paths 1e6 -q --vary grants.0.percent=0.001:10:0.001%% --checkpoint %s",
                 seconds, file);
        struct printed stopped = program_run(command);
        assert_int_equal(stopped.status, 130);
        assert_int_equal(strlen(stopped.text), 0);
        free(stopped.text);
        kept = fopen(file, "rb");
    }
    assert_non_null(kept);
    fclose(kept);
    snprintf(command, sizeof command,
             "offercast sweep " TREE " --paths 1e6 --format csv -q --vary grants.0.percent=0.001:0.004:0.001%% "
             "--checkpoint %s",
             file);
    assert_same_output(command, "offercast sweep " TREE
                                " --paths 1e6 --format csv -q --vary grants.0.percent=0.001:0.004:0.001%");
    remove(file);
}

static void refuses_what_means_nothing(void **state)
{
    (void)state;
    static const struct {
        const char *options;
        int status;
    } wrong[] = {{"--vary grants.0.percent", 2},
                 {"--vary =1", 2},
                 {"--vary stay=", 2},
                 {"--vary stay='1 year' --vary stay='2 years'", 2},
                 {"--vary stay=1:9:0.001years --vary grants.0.percent=0.01:9:0.01%", 4},
                 {"--vary grants.0.percent=0.01% --stat net_advantage.meen", 2},
                 {"--vary grants.0.percent=0.01% --target nonsense=1", 2}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char command[512];
        snprintf(command, sizeof command, "offercast sweep " TREE " %s --paths 1024 2>&1", wrong[i].options);
        struct printed printed = program_run(command);
        if (printed.status != wrong[i].status || strncmp(printed.text, "offercast: ", 11) != 0)
            fail_msg("%s: status %d: %.300s", wrong[i].options, printed.status, printed.text);
        free(printed.text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads_lists_and_ranges),
                                       cmocka_unit_test(refuses_lists_and_ranges),
                                       cmocka_unit_test(writes_numbers_as_cells),
                                       cmocka_unit_test(one_scenario_equals_run),
                                       cmocka_unit_test(threads_and_company_change_nothing),
                                       cmocka_unit_test(varied_values_are_in_base_units),
                                       cmocka_unit_test(a_bad_scenario_stands_in_its_row),
                                       cmocka_unit_test(sets_of_files_have_a_row_each),
                                       cmocka_unit_test(wide_has_one_row_a_scenario),
                                       cmocka_unit_test(goes_on_from_a_checkpoint),
                                       cmocka_unit_test(goes_on_after_a_signal),
                                       cmocka_unit_test(refuses_what_means_nothing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
