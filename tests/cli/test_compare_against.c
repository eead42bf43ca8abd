/* `compare --against`: what offers are held against, by hand. All is certain in these offers: four years of pay, and
 * stock that is worth its money. A: 100K, 10K signing, 40K of stock, market 130K. B: 120K, 20K of stock, market 150K.
 * C: 110K, 80K of stock, no market job. */
#include "tests/cli/program.h"

#define CASES "tests/cases/compare/"
#define A CASES "a.json "
#define B CASES "b.json "
#define C CASES "c.json "

static struct printed compared(const char *rest)
{
    char command[512];
    snprintf(command, sizeof command, "offercast compare %s --paths 1024 --format csv 2>&1", rest);
    return program_run(command);
}

static void assert_nets(const char *rest, double a, double b, double c)
{
    static const char *const name[] = {"A", "B", "C"};
    const double net[] = {a, b, c};
    struct printed printed = compared(rest);
    if (printed.status != 0)
        fail_msg("%s: %s", rest, printed.text);
    for (size_t i = 0; i < 3; i++)
        if (net[i] > -1e9)
            assert_close(csv_find(printed.text, 0, "net_advantage", name[i], "mean").estimate, net[i], 1e-6);
    free(printed.text);
}

static void assert_says(const char *rest, const char *part)
{
    struct printed printed = compared(rest);
    if (!strstr(printed.text, part))
        fail_msg("%s does not say \"%s\": %.500s", rest, part, printed.text);
    free(printed.text);
}

static void holds_offers_against_what_is_asked(void **state)
{
    (void)state;
    const double none = -1e10;
    assert_nets(A B "--against own", -70000, -100000, none);
    assert_nets(A B "--against first", -70000, -20000, none);
    assert_nets(B A "--against first", -150000, -100000, none);
    assert_nets(A B "--against none", 450000, 500000, none);
    assert_nets(A C "--against " B, -150000, none, -80000);
    assert_nets(A B "--against " C, 10000, 60000, none); /* C has no market job: what it pays is one */
}

static void holds_them_against_what_their_files_agree_on(void **state)
{
    (void)state;
    const double none = -1e10;
    assert_nets(A B, -70000, -100000, none);
    assert_says(A B, "the market jobs differ: salary is \"$130K\" in A, \"$150K\" in B");
    assert_nets(A C, -70000, none, 0);
    assert_says(A C, "no market job in C: that of A is taken");
    assert_nets(C A, -70000, none, 0);
    assert_nets(C C, none, none, 520000);
    assert_says(C C, "no offer says what you would earn otherwise");
    assert_nets(A A "--set compensation.market.salary=100K", 50000, none, none);
}

static void says_what_is_missing(void **state)
{
    (void)state;
    assert_says(A C "--against own", "--set compensation.market.salary=");
    assert_says(C A "--against first", "has no market job to hold the others against");
    assert_says(A, "from 2 to 12 offers are compared; this is one");
}

static void takes_a_file_that_holds_several(void **state)
{
    (void)state;
    const double none = -1e10;
    assert_nets(CASES "several.json", -70000, -20000, 0);
    assert_nets(CASES "several.json --set compensation.market.salary=100K", 50000, 100000, 120000);
    assert_nets(CASES "offers.csv", 450000, 500000, none);
    assert_says(CASES "offers.csv", "the total says $505,000, and the row adds up to 500000");
    assert_nets(CASES "pay_only.csv", 440000, 504000, none);
    struct printed printed = program_run("offercast check " CASES "several.json 2>&1");
    assert_int_equal(printed.status, 1);
    assert_non_null(strstr(printed.text, "the file holds 3 offers, not one"));
    free(printed.text);
    printed = program_run("offercast run " CASES "several.json --paths 1024 --format csv -q");
    assert_int_equal(printed.status, 0);
    assert_close(csv_find(printed.text, 1, "net_advantage", "", "mean").estimate, -70000, 1e-6);
    free(printed.text);
}

static void reads_a_sheet_with_an_offer_a_row(void **state)
{
    (void)state;
    struct printed printed = compared("tests/cases/sheets/16-offers-one-row-each/offers.xlsx");
    assert_int_equal(printed.status, 0);
    assert_close(csv_find(printed.text, 0, "net_advantage", "Tessel Bay - Harrowgate", "difference").estimate, -34600,
                 1e-6);
    assert_close(csv_find(printed.text, 0, "net_advantage", "Harrowgate - Pellucid", "difference").estimate, 133600,
                 1e-6);
    free(printed.text);
}

/* Year 1: 100K and the signing; stock is sold on the day a year is over. */
static void tells_cash_by_year(void **state)
{
    (void)state;
    struct printed printed = program_run("offercast compare " A B "--paths 1024 -q --full");
    assert_int_equal(printed.status, 0);
    assert_non_null(strstr(printed.text, "1       $100K     $10K      $0        $0  $110K\n"));
    assert_non_null(strstr(printed.text, "2       $100K       $0    $10K      $10K  $110K\n"));
    assert_non_null(strstr(printed.text, "Total   $400K     $10K    $40K      $40K  $450K\n"));
    assert_non_null(strstr(printed.text, "Cash in all"));
    free(printed.text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(holds_offers_against_what_is_asked),
        cmocka_unit_test(holds_them_against_what_their_files_agree_on),
        cmocka_unit_test(says_what_is_missing),
        cmocka_unit_test(takes_a_file_that_holds_several),
        cmocka_unit_test(reads_a_sheet_with_an_offer_a_row),
        cmocka_unit_test(tells_cash_by_year),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
