#include "tests/support/assert_close.h"

#include "sim/number.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

/* Digits by Python's repr (David Gay's shortest form), laid out as JSON wants them. */
static const struct {
    double number;
    const char *text;
} exact_vectors[] = {
    {0x0.0p+0, "0"},
    {-0x0.0p+0, "0"},
    {0x1.0000000000000p+0, "1"},
    {-0x1.0000000000000p+0, "-1"},
    {0x1.999999999999ap-4, "0.1"},
    {0x1.999999999999ap-3, "0.2"},
    {0x1.3333333333334p-2, "0.30000000000000004"},
    {0x1.5555555555555p-2, "0.3333333333333333"},
    {0x1.5555555555555p-1, "0.6666666666666666"},
    {0x1.47ae147ae147bp-7, "0.01"},
    {0x1.24b928f5c28f6p+17, "149874.32"},
    {0x1.4f8b588e368f1p-17, "0.00001"},
    {0x1.4f8b588e368f0p-17, "9.999999999999999e-6"},
    {0x1.ad7f29abcaf48p-24, "1e-7"},
    {0x1.421f5f40d8376p-23, "1.5e-7"},
    {0x1.1c37937e08000p+53, "10000000000000000"},
    {0x1.6345785d89fffp+56, "99999999999999980"},
    {0x1.6345785d8a000p+56, "1e17"},
    {0x1.b6951ef585a00p+56, "1.2345e17"},
    {0x1.b69b4ba630f35p+56, "1.2345678901234568e17"},
    {0x1.0000000000000p+53, "9007199254740992"},
    {0x1.0000000000001p+53, "9007199254740994"},
    {0x1.0000000000000p-44, "5.684341886080802e-14"},
    {0x1.0000000000000p-17, "7.62939453125e-6"},
    {0x1.0000000000000p-16, "0.0000152587890625"},
    {0x1.0000000000000p+56, "72057594037927940"},
    {0x0.0000000000001p-1022, "5e-324"},
    {0x1.0000000000000p-1022, "2.2250738585072014e-308"},
    {0x1.fffffffffffffp+1023, "1.7976931348623157e308"},
    {0x1.0000000000000p+53, "9007199254740992"},
    {0x1.0000000000002p+52, "4503599627370498"},
    {0x1.9999999999999p-1, "0.7999999999999999"},
    {0x1.0f0cf064dd592p+73, "1e22"},
    {0x1.52d02c7e14af6p+76, "1e23"},
    {0x1.3ec460ed80a18p-17, "9.5e-6"},
    {0x1.01f31f46ed246p-13, "0.000123"},
    {0x1.1c37937e08000p+52, "5000000000000000"},
    {0x0.0000000000003p-1022, "1.5e-323"},
    {0x1.0000000000000p-1022, "2.2250738585072014e-308"},
    {0x1.0000000000000p+100, "1.2676506002282294e30"},
    {0x1.0000000000000p-100, "7.888609052210118e-31"},
    {0x1.0000000000000p+1000, "1.0715086071862673e301"},
    {0x1.9000000000000p+6, "100"},
    {0x1.e848000000000p+19, "1000000"},
    {0x1.81cd6c8b43958p+13, "12345.678"},
    {-0x1.4272d78d4fdf4p+15, "-41273.421"},
    {0x1.4d8399f767c45p+23, "10928588.983213553"},
    {0x1.8fbbcbde5c099p+445, "1.4186613525849614e134"},
    {-0x1.11fdecb91ce37p-243, "-7.571968556055867e-74"},
    {-0x1.d4330f1446beap+375, "-1.4074705188261364e113"},
    {-0x1.b8c9ebd69fe29p-401, "-3.3339745473042614e-121"},
    {-0x1.0b125ec1d7da0p-900, "-1.2342180766211395e-271"},
    {-0x1.10dff076ce2efp+371, "-5.126864004244935e111"},
    {-0x1.5387777330bdbp+107, "-2.1520217579844227e32"},
    {0x1.1ea36f17fd374p-3, "0.1399601630397701"},
    {0x1.64138a6233255p-811, "1.01853664031722e-244"},
    {0x1.7688de6a16a3bp-381, "2.9704598186234577e-115"},
    {0x1.dd97f1cfb10f6p+499, "3.0534183338726823e150"},
    {-0x1.8bea8b527cbdcp+2, "-6.186190443567252"},
    {-0x1.389601dd2e31ap-9, "-0.0023848416591046974"},
    {0x1.8cf7feb001ac0p-20, "1.4788237585620158e-6"},
    {0x1.60c223ad8da26p+25, "46236743.355884835"},
    {-0x1.0d2fc2b817ab8p+22, "-4410352.679777794"},
    {-0x1.64ee4c68eed35p-11, "-0.0006807915752839235"},
    {-0x1.06d4cfc41f6d8p+46, "-72246516320219.38"},
    {-0x1.69865c65020c0p-7, "-0.01103286277249571"},
    {-0x1.4e5a6d4a5404dp-17, "-9.964502755949309e-6"},
    {-0x1.73e55524399a3p+2, "-5.810872350097642"},
    {0x1.d72b8efdbff98p-1, "0.9202542004349992"},
    {0x1.d1827c2503610p+12, "7448.155308736037"},
    {-0x1.dd0d708c53b95p+1, "-3.7269726453009278"},
    {0x1.64bc4149fe0a5p+49, "784469377416212.6"},
    {0x1.017ed5346c6e0p-2, "0.25146039135425546"},
    {0x1.3955113bdd4f4p+56, "88195200217599800"},
    {0x1.0000000000000p-16, "0.0000152587890625"},
    {0x1.0000000000000p-8, "0.00390625"},
    {0x1.0000000000000p+0, "1"},
    {0x1.0000000000000p+8, "256"},
    {0x1.0000000000000p+16, "65536"},
    {0x1.0000000000000p+24, "16777216"},
    {0x1.0000000000000p+32, "4294967296"},
    {0x1.0000000000000p+40, "1099511627776"},
    {0x1.0000000000000p+48, "281474976710656"},
    {0x1.0000000000000p+56, "72057594037927940"},
};

static void exact_is_the_shortest_form(void **state)
{
    (void)state;
    char text[NUMBER_TEXT_BYTES];
    for (size_t i = 0; i < sizeof exact_vectors / sizeof *exact_vectors; i++)
        assert_string_equal(number_exact(exact_vectors[i].number, text), exact_vectors[i].text);
}

static void exact_reads_back(void **state)
{
    (void)state;
    char text[NUMBER_TEXT_BYTES];
    uint64_t bits = 42;
    for (int i = 0; i < 300000; i++) {
        bits = bits * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        double number;
        memcpy(&number, &bits, sizeof number);
        if (i % 2)
            number = (double)(int64_t)bits / (double)(UINT64_C(1) << (i % 61));
        if (isfinite(number) && strtod(number_exact(number, text), NULL) != number)
            fail_msg("%a became %s", number, text);
    }
}

static struct figure figure(double estimate, double std_error, double low, double high)
{
    return (struct figure){estimate, std_error, low, high, 0.95, "replicates-t", "ok", NULL};
}

static void people_read_two_digits_of_the_error(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    static const struct {
        double number, error;
        const char *unit, *text;
    } vectors[] = {{149833.45, 48.5, "USD", "$149,833"},
                   {149833.45, 485, "USD", "$149,830"},
                   {-41273.421, 20, "USD", "-$41,273"},
                   {0.29762886, 0.0002, "share", "29.763%"},
                   {0.35, (double)NAN, "share", "35%"},
                   {1.5019835, 0.00143, "years", "1.5020 years"},
                   {1200, 35, "CHF", "CHF 1,200"},
                   {76200, 0, "EUR", "€76,200"},
                   {0.5, 0, "USD", "$0.50"},
                   {8e9, 0, "USD", "$8,000,000,000"},
                   {33333333.333, 0, "GBP", "£33,333,333"},
                   {-0.2, 48.5, "USD", "$0"},
                   {4.5, 0, "multiple", "4.5x"},
                   {3, 5000, "USD", "$0"},
                   {(double)NAN, 1, "USD", "n/a"},
                   {(double)INFINITY, 1, "USD", "n/a"},
                   {12, 0, "", "12"},
                   {0, 0, "USD", "$0"},
                   {999.96, 0.996, "USD", "$1,000.0"},
                   {2.5, 0, "months", "2.5 months"},
                   {1e18, 2, "USD", "$1e18"}};
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++)
        assert_string_equal(number_for_people(arena, vectors[i].number, vectors[i].error, vectors[i].unit),
                            vectors[i].text);
    arena_destroy(arena);
}

static void figures_for_people(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct figure mean = figure(149833.45, 48.5, 149738.39, 149928.51);
    assert_string_equal(figure_for_people(arena, &mean, "USD"), "$149,833 ± 95");
    assert_string_equal(figure_signed_for_people(arena, &mean, "USD"), "+$149,833 ± 95");
    struct figure years = figure(1.5019835, 0.000143, 1.5016787, 1.5022883);
    assert_string_equal(figure_for_people(arena, &years, "years"), "1.50198 ± 0.00030 years");
    /* An error in the last bits of a double is none. */
    struct figure exact = figure(1000000, 5.5e-11, 1000000 - 1.16e-10, 1000000 + 1.16e-10);
    assert_string_equal(figure_for_people(arena, &exact, "USD"), "$1,000,000");
    struct figure atom = figure(0, 0, 0, 0);
    assert_string_equal(figure_for_people(arena, &atom, "USD"), "$0");
    struct figure never = figure(0, (double)NAN, 0, 0.0000035);
    assert_string_equal(figure_for_people(arena, &never, "share"), "0.000000% (0.000000% to 0.000350%)");
    struct figure bare = figure(12.5, (double)NAN, (double)NAN, (double)NAN);
    assert_string_equal(figure_for_people(arena, &bare, "USD"), "$12.50");
    struct figure unknown = figure((double)NAN, (double)NAN, (double)NAN, (double)NAN);
    assert_string_equal(figure_for_people(arena, &unknown, "USD"), "n/a");
    arena_destroy(arena);
}

static void short_numbers(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    static const struct {
        double number;
        const char *unit, *text;
    } vectors[] = {
        {1.2e6, "USD", "$1.2M"}, {480000, "USD", "$480K"},   {0.35, "share", "35%"},        {-41273, "USD", "-$41.3K"},
        {999999, "USD", "$1M"},  {8e9, "EUR", "€8B"},        {2.5, "years", "2.5"},         {0, "USD", "$0"},
        {3e12, "CHF", "CHF 3T"}, {0.0004, "share", "0.04%"}, {12.3456, "multiple", "12.3x"}};
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++)
        assert_string_equal(number_short(arena, vectors[i].number, vectors[i].unit), vectors[i].text);
    assert_string_equal(number_count(arena, 1048576), "1,048,576");
    assert_string_equal(number_count(arena, 12), "12");
    arena_destroy(arena);
}

/* A host program may have set a locale with a decimal comma; bytes must not change. Skipped where none is installed. */
static void no_locale_changes_a_number(void **state)
{
    (void)state;
    const char *comma = setlocale(LC_NUMERIC, "de_DE.UTF-8");
    if (!comma)
        comma = setlocale(LC_NUMERIC, "fr_FR.UTF-8");
    if (!comma)
        skip();
    exact_is_the_shortest_form(state);
    people_read_two_digits_of_the_error(state);
    short_numbers(state);
    setlocale(LC_NUMERIC, "C");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(exact_is_the_shortest_form),
                                       cmocka_unit_test(exact_reads_back),
                                       cmocka_unit_test(people_read_two_digits_of_the_error),
                                       cmocka_unit_test(figures_for_people),
                                       cmocka_unit_test(short_numbers),
                                       cmocka_unit_test(no_locale_changes_a_number)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
