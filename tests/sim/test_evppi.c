/* The value of information against exact answers: Howard's party, Raiffa's wildcatter, and a sum of two normals. */
#include "sim/evppi.h"

#include "sim/numeric.h"
#include "sim/threefry.h"
#include "tests/support/assert_close.h"

enum { UNITS = 16, BINS = 64 };

/* Exact means: every unit is the same, so there is no error left. */
static struct figure exact(size_t levels, size_t decisions, const double *share, const double *const *pays)
{
    static double part[3][UNITS * 4];
    const double *parts[3];
    for (size_t d = 0; d < decisions; d++) {
        for (size_t r = 0; r < UNITS; r++)
            for (size_t k = 0; k < levels; k++)
                part[d][r * levels + k] = share[k] * pays[d][k];
        parts[d] = part[d];
    }
    const struct decision_parts all = {UNITS, levels, decisions, parts};
    return evppi_of(&all, NULL, 0.95);
}

/* P(sun) 0.4; outdoors 100/0, porch 90/20, indoors 40/50: the porch is best with 48, knowing the weather is worth 22.
 */
static void test_party(void **state)
{
    static const double share[] = {0.4, 0.6}, outdoors[] = {100, 0}, porch[] = {90, 20}, indoors[] = {40, 50};
    const double *const pays[] = {outdoors, porch, indoors};
    (void)state;
    struct figure figure = exact(2, 3, share, pays);
    assert_close(figure.estimate, 22, 1e-12);
    assert_close(figure.std_error, 0, 1e-12);
}

/* Dry 0.5 (-70), wet 0.3 (50), soaking 0.2 (200), or not to drill: drilling is worth 20, knowing 35. */
static void test_wildcatter(void **state)
{
    static const double share[] = {0.5, 0.3, 0.2}, drill[] = {-70, 50, 200};
    (void)state;
    double part[UNITS * 3], best[UNITS], mean[UNITS];
    for (size_t r = 0; r < UNITS; r++) {
        for (size_t k = 0; k < 3; k++)
            part[r * 3 + k] = share[k] * drill[k];
        best[r] = 0.3 * 50 + 0.2 * 200;
        mean[r] = 20;
    }
    const double *const decisions[] = {part, NULL}, *const means[] = {mean, NULL};
    const struct decision_parts parts = {UNITS, 3, 2, decisions};
    assert_close(evppi_of(&parts, NULL, 0.95).estimate, 35, 1e-12);
    assert_close(evppi_of_everything(best, means, 2, UNITS, 0.95).estimate, 35, 1e-12);
    const struct figure most = {.estimate = 30, .std_error = 2}; /* never above what everything is worth */
    assert_close(evppi_of(&parts, &most, 0.95).estimate, 30, 0);
    assert_close(evppi_of(&parts, &most, 0.95).std_error, 2, 0);
}

struct regression { /* benefit p1 + p2 + other, p1 ~ N(0, 1), p2 ~ N(0, 2), other an input that does nothing */
    double part[3][UNITS * BINS], best[UNITS], mean[UNITS];
};

static double uniform(uint64_t word)
{
    return ((double)(word >> 12) + 0.5) / 4503599627370496.0;
}

static void regress(struct regression *sums, uint64_t seed, uint64_t points, double benefit)
{
    const struct threefry_key key = threefry_key(seed, 1, 2, 3);
    for (size_t r = 0; r < UNITS; r++)
        for (uint64_t i = 0; i < points; i++) {
            uint64_t word[4] = {i, r, 0, 0};
            threefry4x64(&key, word);
            double y =
                benefit + numeric_normal_inverse(uniform(word[0])) + 2 * numeric_normal_inverse(uniform(word[1]));
            for (size_t k = 0; k < 3; k++)
                sums->part[k][r * BINS + (size_t)(uniform(word[k]) * BINS)] += y / (double)points;
            sums->best[r] += (y > 0 ? y : 0) / (double)points;
            sums->mean[r] += y / (double)points;
        }
}

static struct figure of_input(const struct regression *sums, size_t k, const struct figure *most)
{
    const double *const decisions[] = {sums->part[k], NULL};
    const struct decision_parts parts = {UNITS, BINS, 2, decisions};
    return evppi_of(&parts, most, 0.95);
}

static void test_regression(void **state)
{
    static struct regression sums;
    (void)state;
    sums = (struct regression){0};
    regress(&sums, 5, 20000, 0);
    const double *const means[] = {sums.mean, NULL};
    struct figure all = evppi_of_everything(sums.best, means, 2, UNITS, 0.95);
    struct figure first = of_input(&sums, 0, &all), second = of_input(&sums, 1, &all);
    assert_close(all.estimate, 0.8920620581, 4.5 * all.std_error);
    assert_close(first.estimate, 0.3989422804, 4.5 * first.std_error);
    assert_close(second.estimate, 0.7978845608, 4.5 * second.std_error);
    assert_true(second.estimate <= all.estimate && second.std_error < 0.02);
}

/* The worst case for bins: two decisions of equal worth and an input that does nothing. The plain estimate would be
 * around 0.4 standard errors of a bin's mean: 0.4 sqrt(5)/sqrt(paths of a bin). */
static void test_irrelevant(void **state)
{
    static struct regression sums;
    double sum = 0, above = 0;
    (void)state;
    for (uint64_t seed = 0; seed < 50; seed++) {
        sums = (struct regression){0};
        regress(&sums, seed, 1024, 0);
        struct figure figure = of_input(&sums, 2, NULL);
        assert_true(figure.estimate >= 0 && figure.ci_low >= 0);
        above += figure.ci_low > 0;
        sum += figure.estimate / 50;
    }
    assert_true(above <= 6); /* one-sided 2.5% of 50; 6 or fewer with chance 0.999 */
    assert_true(sum < 0.4 * sqrt(5) / sqrt(1024 * UNITS / BINS));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_party),
        cmocka_unit_test(test_wildcatter),
        cmocka_unit_test(test_regression),
        cmocka_unit_test(test_irrelevant),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
