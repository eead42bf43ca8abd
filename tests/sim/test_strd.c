/* The accumulators, as a run uses them, on the univariate data of NIST's Statistical Reference Datasets: every dataset,
 * its certified mean and standard deviation. */
#include "tests/sim/made_sample.h"
#include "tests/support/assert_close.h"

#include <stdio.h>

enum { ROOM = 5000 };
static double value[ROOM];

/* The log relative error of NIST: about how many decimal digits are right. */
static double right_digits(double actual, double certified)
{
    double error = fabs(actual - certified) / fabs(certified);
    return error > 1e-15 ? -log10(error) : 15;
}

static void assert_certified(const char *name, size_t n, double mean, double sd, double digits_of_sd)
{
    for (size_t units = 1; units <= 4; units += 3) {
        struct arena *arena = arena_create();
        struct sample s = made_sample(arena, value, n - n % units, units, 0.95);
        struct sample all = sample_of(arena, &s.pooled, 1, true, NULL, 0.95);
        if (n % units == 0) {
            double of_mean = right_digits(sample_mean(&all, 0).estimate, mean);
            double of_sd = right_digits(sample_sd(&all, 0).estimate, sd);
            if (of_mean < 15 || of_sd < digits_of_sd)
                fail_msg("%s in %zu parts: %.1f digits of the mean, %.1f of the standard deviation", name, units,
                         of_mean, of_sd);
        }
        arena_destroy(arena);
    }
}

/* Mavro and Michelso have no more digits of the standard deviation in doubles: exact arithmetic on them gives 13.12 and
 * 13.84. */
static void has_the_certified_digits_of_what_was_observed(void **state)
{
    static const struct {
        const char *name;
        double digits;
    } observed[] = {{"lew", 14.9}, {"lottery", 14.9}, {"mavro", 13.1}, {"michelson", 13.8}, {"pidigits", 14.9}};
    (void)state;
    for (size_t i = 0; i < sizeof observed / sizeof *observed; i++) {
        char path[512], line[512];
        double mean = NAN, sd = NAN;
        size_t n = 0;
        snprintf(path, sizeof path, SOURCE_DIR "/tests/cases/strd/%s.txt", observed[i].name);
        FILE *file = fopen(path, "r");
        assert_non_null(file);
        while (n == 0 && fgets(line, sizeof line, file) && sscanf(line, "%lf %lf", &mean, &sd) != 2)
            continue;
        while (n < ROOM && fscanf(file, "%lf", &value[n]) == 1)
            n++;
        fclose(file);
        assert_certified(observed[i].name, n, mean, sd, observed[i].digits);
    }
}

/* NumAcc2 to 4: one value, then 500 pairs a tenth below and above it. What is missing of the last two's digits is
 * missing in the doubles: their exact standard deviations are 0.100000000034925 and 0.100000000558794. */
static void has_the_certified_digits_of_what_was_made(void **state)
{
    static const struct {
        double middle, low, high, digits;
    } made[] = {{1.2, 1.1, 1.3, 14}, {1000000.2, 1000000.1, 1000000.3, 9.4}, {10000000.2, 10000000.1, 10000000.3, 8.2}};
    (void)state;
    for (size_t i = 0; i < sizeof made / sizeof *made; i++) {
        for (size_t k = 0; k < 1001; k++)
            value[k] = k == 0 ? made[i].middle : k % 2 ? made[i].low : made[i].high;
        assert_certified("NumAcc2 to 4", 1001, made[i].middle, 0.1, made[i].digits);
    }
    value[0] = 10000001, value[1] = 10000003, value[2] = 10000002;
    assert_certified("NumAcc1", 3, 10000002, 1, 15);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(has_the_certified_digits_of_what_was_observed),
                                       cmocka_unit_test(has_the_certified_digits_of_what_was_made)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
