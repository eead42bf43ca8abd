/* `breakeven` against the seed tree's closed form. Its equity is worth 0.7 x grant x 8.6 billion on average, its
 * foregone pay 125,000, and every path on which the equity is not zero beats the market. */
#include "tests/cli/program.h"

#define TREE "tests/cases/decisions/seed_tree.json"

static struct csv_row found(const char *options, const char *metric, const char *path, const char *statistic)
{
    char command[1024];
    snprintf(command, sizeof command, "offercast breakeven " TREE " %s --paths 8192 --format csv -q", options);
    struct printed printed = program_run(command);
    assert_int_equal(printed.status, 0);
    struct csv_row row = csv_find(printed.text, 0, metric, path, statistic);
    free(printed.text);
    return row;
}

/* The interval holds the answer, or nearly; and it is an interval. */
static void assert_found(struct csv_row row, double exact)
{
    assert_near(row, exact);
    assert_string_equal(row.status, "ok");
    assert_true(row.low <= row.estimate && row.estimate <= row.high);
    assert_close(row.high - row.low, 2 * 2.131 * row.std_error, 0.05 * (row.high - row.low)); /* t(15) */
}

static void finds_the_grant(void **state)
{
    (void)state;
    double exact = 125000 / (0.7 * 8.6e9);
    struct csv_row row = found("--vary grants.0.percent", "net_advantage", "grants.0.percent", "breakeven");
    assert_found(row, exact);
    assert_true(row.low < row.high);
    /* The same in a range, and with bare ends. */
    assert_found(found("--vary grants.0.percent=0.001:0.01%", "net_advantage", "grants.0.percent", "breakeven"), exact);
}

static void finds_a_value_of_an_exit(void **state)
{
    (void)state;
    /* 0.7 x 0.003% x (0.35 v + 0.3 x 7e9 + 0.25 x 6e9 + 0.1 x 15e9) = 125,000 */
    struct csv_row row = found("--set grants.0.percent=0.003% --vary exits.IPO.valuation", "net_advantage",
                               "exits.IPO.valuation", "breakeven");
    assert_found(row, (125000 / (0.7 * 3e-5) - 5.1e9) / 0.35);
}

static void finds_the_salary(void **state)
{
    (void)state;
    struct csv_row row =
        found("--vary compensation.market.salary", "net_advantage", "compensation.market.salary", "breakeven");
    assert_found(row, 602000);
}

static void reaches_other_goals(void **state)
{
    (void)state;
    struct csv_row half = found("--vary risks.0.probability --for net_advantage.p_positive=50%", "net_advantage",
                                "risks.0.probability", "breakeven");
    assert_near(half, 0.5);
    struct csv_row nothing = found("--vary risks.0.probability --for equity_value.p_zero=25%", "equity_value",
                                   "risks.0.probability", "breakeven");
    assert_near(nothing, 0.25);
    struct csv_row foregone = found("--vary compensation.offer.salary --for foregone_compensation.mean=100K",
                                    "foregone_compensation", "compensation.offer.salary", "breakeven");
    assert_near(foregone, 25000);
    struct csv_row equity = found("--vary grants.0.percent --for equity_value.mean=1.204M", "equity_value",
                                  "grants.0.percent", "breakeven");
    assert_near(equity, 2e-4);
}

#define ONE_EXIT "tests/cases/one-exit.json"

static struct csv_row found_in(const char *offer, const char *options, const char *metric, const char *path,
                               const char *statistic)
{
    char command[1024];
    snprintf(command, sizeof command, "offercast breakeven %s %s --vary '%s' --paths 4096 --format csv -q", offer,
             options, path);
    struct printed printed = program_run(command);
    assert_int_equal(printed.status, 0);
    char key[128];
    snprintf(key, sizeof key, "%.*s", (int)strcspn(path, "="), path);
    struct csv_row row = csv_find(printed.text, 0, metric, key, statistic);
    free(printed.text);
    return row;
}

/* Options for 5 million shares at $3: worth nothing, as the offer is, up to a company of 15 million. */
static void finds_a_whole_range(void **state)
{
    (void)state;
    struct csv_row row = found_in("tests/cases/wild/17-breakeven-flat-option-worth-nothing-below/offer.json", "",
                                  "net_advantage", "exits.0.valuation", "breakeven");
    assert_close(row.estimate, 15e6, 0.01);
    assert_string_equal(row.status, "ok");
    assert_non_null(strstr(row.note, "so for every value from"));
}

/* Who leaves before a year has nothing for the pay given up, and who leaves after it a quarter of half a million. */
static void tells_a_jump_from_a_root(void **state)
{
    (void)state;
    struct csv_row row = found_in(ONE_EXIT, "", "net_advantage", "stay=0.55:1.5 years", "breakeven");
    assert_close(row.estimate, 1, 1e-6);
    assert_string_equal(row.note, "jumps past the level there");
}

/* The sd of a million or nothing is that times the root of p (1 - p), above 0.4998 between two points of the grid. */
static void finds_what_lies_between_the_points(void **state)
{
    (void)state;
    const char *goal = "--for equity_value.sd=499.8K";
    double half = sqrt(0.25 - 0.4998 * 0.4998);
    struct csv_row first = found_in(ONE_EXIT, goal, "equity_value", "risks.0.probability=2:92%", "breakeven");
    struct csv_row second = found_in(ONE_EXIT, goal, "equity_value", "risks.0.probability=2:92%", "breakeven_2");
    assert_close(first.estimate, 0.5 - half, 2e-3);
    assert_close(second.estimate, 0.5 + half, 2e-3);
}

static void says_when_there_is_none(void **state)
{
    (void)state;
    /* The grant that would do is 0.0020743%, 4 in 100,000 of it past the end of this range. */
    struct csv_row near =
        found_in(TREE, "--sampler lhs", "net_advantage", "grants.0.percent=0.001:0.0020742%", "breakeven");
    assert_memory_equal(near.status, "not resolved at this number of paths", 36);
    struct printed printed =
        program_run("offercast breakeven " TREE " --vary grants.0.percent=0.005:0.05% --paths 4096 --format json -q");
    assert_int_equal(printed.status, 0);
    assert_non_null(strstr(printed.text, "\"found\": 0"));
    assert_non_null(strstr(printed.text, "no such value in [0.005%, 0.05%]"));
    free(printed.text);
}

static void is_where_run_says_zero(void **state)
{
    (void)state;
    const char *path = "compensation.offer.salary";
    struct printed printed = program_run("offercast breakeven examples/hugging-face.json --vary "
                                         "compensation.offer.salary --paths 32768 --format csv -q");
    struct csv_row row = csv_find(printed.text, 0, "net_advantage", path, "breakeven");
    free(printed.text);
    char command[512];
    snprintf(command, sizeof command,
             "offercast run examples/hugging-face.json --set %s=%.12g --paths 32768 --format csv -q", path,
             row.estimate);
    printed = program_run(command);
    struct csv_row mean = csv_find(printed.text, 0, "net_advantage", "", "mean");
    free(printed.text);
    assert_close(mean.estimate, 0, 1e-3 * mean.std_error);
    /* The ends of the interval are where the interval of the mean begins and ends at zero. */
    snprintf(command, sizeof command,
             "offercast run examples/hugging-face.json --set %s=%.12g --paths 32768 --format csv -q", path, row.low);
    printed = program_run(command);
    mean = csv_find(printed.text, 0, "net_advantage", "", "mean");
    free(printed.text);
    assert_close(mean.high, 0, 0.05 * mean.std_error);
}

static void tells_every_crossing(void **state)
{
    (void)state;
    /* Vesting in months: too short a stay vests nothing, too long a stay costs more than it vests. */
    struct printed printed =
        program_run("offercast breakeven examples/hugging-face.json --vary stay --paths 8192 --format csv -q");
    assert_int_equal(printed.status, 0);
    struct csv_row first = csv_find(printed.text, 0, "net_advantage", "stay", "breakeven");
    struct csv_row second = csv_find(printed.text, 0, "net_advantage", "stay", "breakeven_2");
    assert_true(first.estimate > 1 && first.estimate < second.estimate);
    free(printed.text);
}

static void finds_whole_numbers(void **state)
{
    (void)state;
    struct printed printed = program_run("offercast breakeven examples/hugging-face.json --vary "
                                         "grants.0.vesting.months=12:96 --paths 8192 --format csv -q");
    struct csv_row row = csv_find(printed.text, 0, "net_advantage", "grants.0.vesting.months", "breakeven");
    free(printed.text);
    assert_true(row.estimate == (double)(int)row.estimate && row.estimate > 40 && row.estimate < 60);
    double mean[2];
    for (int i = 0; i < 2; i++) {
        char command[512];
        snprintf(
            command, sizeof command,
            "offercast run examples/hugging-face.json --set grants.0.vesting.months=%d --paths 8192 --format csv -q",
            (int)row.estimate - 1 + i);
        printed = program_run(command);
        mean[i] = csv_find(printed.text, 0, "net_advantage", "", "mean").estimate;
        free(printed.text);
    }
    assert_true(mean[0] > 0 && mean[1] <= 0);
}

static void refuses_what_means_nothing(void **state)
{
    (void)state;
    static const struct {
        const char *options;
        int status;
    } wrong[] = {{"", 2},
                 {"--vary grants.0.percent --vary stay", 2},
                 {"--vary grants.0.percent=5", 2},
                 {"--vary grants.0.percent=1%:0.5%", 2},
                 {"--vary grants.9.percent", 2},
                 {"--vary grants.0.percnt", 1},
                 {"--vary grants.0.percent --for mean", 2},
                 {"--vary grants.0.percent --for net_advantage.meen=0", 2},
                 {"--vary grants.0.percent --for p_positive=much", 2}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char command[512];
        snprintf(command, sizeof command, "offercast breakeven " TREE " %s --paths 1024 2>&1", wrong[i].options);
        struct printed printed = program_run(command);
        if (printed.status != wrong[i].status || strncmp(printed.text, "offercast: ", 11) != 0)
            fail_msg("%s: status %d: %s", wrong[i].options, printed.status, printed.text);
        free(printed.text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(finds_the_grant),
                                       cmocka_unit_test(finds_a_value_of_an_exit),
                                       cmocka_unit_test(finds_the_salary),
                                       cmocka_unit_test(reaches_other_goals),
                                       cmocka_unit_test(finds_a_whole_range),
                                       cmocka_unit_test(tells_a_jump_from_a_root),
                                       cmocka_unit_test(finds_what_lies_between_the_points),
                                       cmocka_unit_test(says_when_there_is_none),
                                       cmocka_unit_test(is_where_run_says_zero),
                                       cmocka_unit_test(tells_every_crossing),
                                       cmocka_unit_test(finds_whole_numbers),
                                       cmocka_unit_test(refuses_what_means_nothing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
