/* `compare` against exact answers: the seed tree, and twice its grant for 1.3 times the foregone pay. The expected
 * figures are those of the seed tree's closed form; the certainty equivalents were integrated numerically
 * (Gauss-Legendre, 200 x 200 points). */
#include "tests/cli/program.h"

#define OFFERS "tests/cases/decisions/seed_tree.json tests/cases/decisions/seed_tree_twice.json"

static void finds_the_exact_answers(void **state)
{
    (void)state;
    const char *a = "Seed tree", *b = "Twice the grant", *pair = "Seed tree - Twice the grant", *net = "net_advantage";
    struct printed printed = program_run("offercast compare " OFFERS " --paths 262144 --format csv -q");
    assert_int_equal(printed.status, 0);
    assert_near(csv_find(printed.text, 0, net, a, "mean"), 477000);
    assert_near(csv_find(printed.text, 0, net, a, "sd"), 459079.8769);
    assert_near(csv_find(printed.text, 0, net, a, "p_positive"), 0.7);
    assert_near(csv_find(printed.text, 0, net, a, "p5"), -141666.67);
    assert_near(csv_find(printed.text, 0, net, a, "p25"), -108333.33);
    assert_near(csv_find(printed.text, 0, net, a, "p50"), 533441.56);
    assert_near(csv_find(printed.text, 0, net, a, "cvar5"), -145833.33);
    assert_near(csv_find(printed.text, 0, net, a, "mean_without_equity"), -125000);
    assert_near(csv_find(printed.text, 0, net, b, "mean"), 1041500);
    assert_near(csv_find(printed.text, 0, net, pair, "difference"), -564500);
    assert_near(csv_find(printed.text, 0, net, pair, "correlation"), 0.9999394770676); /* the closed form, in full */
    assert_near(csv_find(printed.text, 0, net, pair, "variance_reduction"), 5.00221626206);
    /* A is better where the equity comes to nothing. */
    assert_near(csv_find(printed.text, 0, net, pair, "p_better"), 0.3);
    assert_near(csv_find(printed.text, 0, "equity_value", pair, "p_better"), 0.15);
    struct csv_row foregone = csv_find(printed.text, 0, "foregone_compensation", pair, "p_better");
    assert_true(foregone.estimate == 1 && foregone.low > 0.9999);
    /* Regret of B: the 1.3 times foregone pay where there is no equity, 0.3 x 37,500; of A: the rest of the difference.
     */
    assert_near(csv_find(printed.text, 0, net, "Twice the grant among Seed tree, Twice the grant", "expected_regret"),
                11250);
    assert_near(csv_find(printed.text, 0, net, "Seed tree among Seed tree, Twice the grant", "expected_regret"),
                575750);
    assert_near(csv_find(printed.text, 0, net, "Seed tree, Twice the grant", "evpi"), 11250);
    struct csv_row dominance = csv_find(printed.text, 0, net, pair, "second_order_dominance");
    assert_string_equal(dominance.note, "neither dominates");
    free(printed.text);
}

/* A year without pay, then the equity when the second is over: 0.7 x 0.01% of 8.6 billion on average. */
static void tells_the_years_of_each_offer(void **state)
{
    (void)state;
    struct printed printed = program_run("offercast compare " OFFERS " --paths 65536 --format csv -q --stat year");
    assert_int_equal(printed.status, 0);
    assert_near(csv_find(printed.text, 0, "year", "Seed tree: 1", "foregone"), 125000);
    assert_near(csv_find(printed.text, 0, "year", "Seed tree: 1", "vested"), 602000);
    assert_near(csv_find(printed.text, 0, "year", "Seed tree: 1", "cash"), 0);
    assert_near(csv_find(printed.text, 0, "year", "Seed tree: later", "cash"), 602000);
    struct csv_row later = csv_find(printed.text, 0, "year", "Twice the grant: later", "received");
    assert_near(later, 1204000);
    assert_close(csv_find(printed.text, 0, "year", "Twice the grant: total", "cash").estimate, later.estimate, 1e-6);
    struct csv_row first = csv_find(printed.text, 0, "year", "Twice the grant: 1", "foregone");
    assert_near(first, 162500);
    assert_close(csv_find(printed.text, 0, "year", "Twice the grant: total", "foregone").estimate, first.estimate,
                 1e-6);
    free(printed.text);
}

static void finds_certainty_equivalents(void **state)
{
    (void)state;
    static const struct {
        const char *aversion;
        double a, b;
    } exact[] = {{"0", 477000, 1041500},
                 {"0.5", 415705.7854214085, 868200.8219331817},
                 {"1", 349399.16393205663, 667841.6948635299},
                 {"2", 217303.07429715246, 297199.67827512184},
                 {"3.5", 74222.64457920345, 36433.47895988275}};
    for (size_t i = 0; i < sizeof exact / sizeof *exact; i++) {
        char command[512];
        snprintf(command, sizeof command,
                 "offercast compare " OFFERS " --risk-aversion %s --paths 65536 --format csv -q", exact[i].aversion);
        struct printed printed = program_run(command);
        assert_near(csv_find(printed.text, 0, "net_advantage", "Seed tree", "certainty_equivalent"), exact[i].a);
        assert_near(csv_find(printed.text, 0, "net_advantage", "Twice the grant", "certainty_equivalent"), exact[i].b);
        free(printed.text);
    }
    struct printed poor =
        program_run("offercast compare " OFFERS " --risk-aversion 2 --set wealth=100K --paths 16384 --format csv -q");
    assert_int_equal(poor.status, 0);
    struct csv_row none = csv_find(poor.text, 0, "net_advantage", "Seed tree", "certainty_equivalent");
    assert_string_equal(none.status, "wealth does not cover the worst path");
    free(poor.text);
    struct printed without =
        program_run("offercast compare examples/hugging-face.json tests/cases/decisions/seed_tree.json "
                    "--risk-aversion 2 --paths 1024 2>/dev/null");
    assert_int_equal(without.status, 1);
    free(without.text);
}

/* Every line of the first that names no choice among all offers is a line of the second. */
static void assert_lines_kept(const char *few, const char *more)
{
    for (const char *line = few; *line;) {
        size_t length = strcspn(line, "\n");
        char *copy = calloc(1, length + 3);
        snprintf(copy, length + 3, "\n%.*s\n", (int)length, line);
        bool of_all = strstr(copy, "expected_regret") || strstr(copy, ",evpi,");
        if (line > few && !of_all && !strstr(more, copy))
            fail_msg("changed: %s", copy);
        free(copy);
        line += length + (line[length] == '\n');
    }
}

static void adding_an_offer_changes_no_other_number(void **state)
{
    (void)state;
    static const char *const samplers[] = {"sobol", "lhs", "antithetic", "mc"};
    for (size_t i = 0; i < sizeof samplers / sizeof *samplers; i++) {
        char command[512];
        snprintf(command, sizeof command, "offercast compare " OFFERS " --sampler %s --paths 8192 --format csv -q",
                 samplers[i]);
        struct printed two = program_run(command);
        snprintf(command, sizeof command,
                 "offercast compare " OFFERS " examples/hugging-face.json tests/cases/decisions/seed_tree.json "
                 "--sampler %s --paths 8192 --format csv -q",
                 samplers[i]);
        struct printed four = program_run(command);
        assert_lines_kept(two.text, four.text);
        free(two.text);
        free(four.text);
    }
}

static void metrics_are_those_of_run(void **state)
{
    (void)state;
    struct printed pair = program_run("offercast compare " OFFERS " --paths 8192 --format csv -q");
    struct printed alone =
        program_run("offercast run tests/cases/decisions/seed_tree.json --paths 8192 --format csv -q "
                    "| grep -v '^run,' | grep '^[a-z_]*,,' | grep -v '^grant_' "
                    "| sed 's/,,/,Seed tree,/'");
    for (const char *line = alone.text; *line; line += strcspn(line, "\n") + 1) {
        char copy[1024];
        snprintf(copy, sizeof copy, "\n%.*s\n", (int)strcspn(line, "\n"), line);
        if (!strstr(pair.text, copy))
            fail_msg("not as in run: %s", copy);
    }
    free(pair.text);
    free(alone.text);
}

static void says_tie_when_it_is_one(void **state)
{
    (void)state;
    struct printed same = program_run("offercast compare tests/cases/decisions/seed_tree.json "
                                      "tests/cases/decisions/seed_tree.json --paths 4096 --format json -q");
    assert_non_null(strstr(same.text, "\"verdict\": \"Tie"));
    assert_non_null(strstr(same.text, "\"best\": null"));
    assert_non_null(strstr(same.text, "Seed tree (2)"));
    assert_non_null(strstr(same.text, "the same distribution"));
    struct printed better = program_run("offercast compare " OFFERS " --paths 4096 --format json -q");
    assert_non_null(strstr(better.text, "\"best\": \"Twice the grant\""));
    free(same.text);
    free(better.text);
}

static void stops_at_a_target_on_the_difference(void **state)
{
    (void)state;
    struct printed met =
        program_run("offercast compare " OFFERS " --target net_advantage.difference=2000 --format csv -q");
    assert_int_equal(met.status, 0);
    struct csv_row row = csv_find(met.text, 0, "net_advantage", "Seed tree - Twice the grant", "difference");
    assert_true(row.high - row.low <= 4000);
    struct printed missed =
        program_run("offercast compare " OFFERS " --target net_advantage.difference=1 --paths 8192 --format csv -q");
    assert_int_equal(missed.status, 5);
    free(met.text);
    free(missed.text);
}

static void refuses_two_currencies(void **state)
{
    (void)state;
    struct printed printed = program_run(
        "sed 's/USD/EUR/; s/\\$//g' tests/cases/decisions/seed_tree.json > \"${TMPDIR:-/tmp}/euro.$$.json\"; "
        "offercast compare tests/cases/decisions/seed_tree.json \"${TMPDIR:-/tmp}/euro.$$.json\" 2>&1; "
        "status=$?; rm \"${TMPDIR:-/tmp}/euro.$$.json\"; exit $status");
    assert_int_equal(printed.status, 1);
    assert_non_null(strstr(printed.text, "one currency"));
    free(printed.text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(finds_the_exact_answers),
                                       cmocka_unit_test(tells_the_years_of_each_offer),
                                       cmocka_unit_test(finds_certainty_equivalents),
                                       cmocka_unit_test(adding_an_offer_changes_no_other_number),
                                       cmocka_unit_test(metrics_are_those_of_run),
                                       cmocka_unit_test(says_tie_when_it_is_one),
                                       cmocka_unit_test(stops_at_a_target_on_the_difference),
                                       cmocka_unit_test(refuses_two_currencies)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
