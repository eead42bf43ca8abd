/* Drawn probabilities: a Dirichlet's moments and quantiles; ranges over their sum; risks in their places. */
#include "models/outer_draw.h"

#include "inputs/offer_input.h"
#include "models/run.h"
#include "tests/support/assert_close.h"

#include <stdlib.h>

enum { COUNT = 4096 };

static const char dirichlet[] = SOURCE_DIR "/tests/cases/dirichlet.json";

static struct offer read_offer(struct arena *arena, const struct setting *settings, size_t count)
{
    struct offer_input input;
    assert_true(offer_input_read(arena, dirichlet, settings, count, &input));
    return input.offer;
}

static int ascending(const void *a, const void *b)
{
    const double *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

/* Dirichlet(7, 6, 5, 2): the first share is Beta(7, 13), 95% in [0.162886, 0.565502]; the mean of 10, 7, 6, 15 is 8.6
 * with sd 0.587164. */
static void test_dirichlet(void **state)
{
    static const double value[] = {10, 7, 6, 15}, mean_share[] = {0.35, 0.3, 0.25, 0.1};
    struct arena *arena = arena_create();
    struct offer offer = read_offer(arena, NULL, 0);
    struct outer_draws *outer = outer_draws_of(arena, &offer, 1, COUNT);
    double *first = arena_alloc(arena, COUNT, sizeof *first), mean = 0, square = 0, share[4] = {0};
    (void)state;
    assert_int_equal(outer_draws_uncertain(outer), 4);
    for (size_t k = 0; k < COUNT; k++) {
        struct offer drawn = outer_draw_offer(arena, outer, k);
        double of_draw = 0, sum = 0;
        for (size_t i = 0; i < 4; i++) {
            of_draw += value[i] * drawn.exit[i].share;
            sum += drawn.exit[i].share;
            share[i] += drawn.exit[i].share / COUNT;
        }
        assert_close(sum, 1, 1e-12);
        mean += of_draw / COUNT;
        square += of_draw * of_draw / COUNT;
        first[k] = drawn.exit[0].share;
    }
    for (size_t i = 0; i < 4; i++)
        assert_close(share[i], mean_share[i], 0.002);
    assert_close(mean, 8.6, 4.5 * 0.587164 / 64); /* far inside: the points are even */
    assert_close(sqrt(square - mean * mean), 0.587164, 4.5 * 0.587164 / sqrt(2.0 * COUNT));
    qsort(first, COUNT, sizeof *first, ascending);
    assert_close(first[(size_t)(0.025 * COUNT)], 0.162886, 0.01);
    assert_close(first[(size_t)(0.975 * COUNT)], 0.565502, 0.01);
    arena_destroy(arena);
}

/* However small the shapes: one exit takes nearly all, each as often as its share says. */
static void test_small_concentration(void **state)
{
    static const double mean_share[] = {0.35, 0.3, 0.25, 0.1}, concentrations[] = {1, 1e-1, 1e-3, 1e-6, 1e-9};
    (void)state;
    for (size_t c = 0; c < sizeof concentrations / sizeof *concentrations; c++) {
        struct arena *arena = arena_create();
        struct offer offer = read_offer(arena, NULL, 0);
        offer.concentration.distribution = distribution_point(concentrations[c]);
        struct outer_draws *outer = outer_draws_of(arena, &offer, 1, COUNT);
        double share[4] = {0};
        for (size_t k = 0; k < COUNT; k++) {
            struct offer drawn = outer_draw_offer(arena, outer, k);
            double sum = drawn.no_exit_share;
            for (size_t i = 0; i < 4; i++) {
                sum += drawn.exit[i].share;
                share[i] += drawn.exit[i].share / COUNT;
            }
            assert_close(sum, 1, 1e-12);
        }
        for (size_t i = 0; i < 4; i++)
            assert_close(share[i], mean_share[i], 0.01);
        arena_destroy(arena);
    }
}

/* A range is drawn and all are divided by their sum; without `concentration` the others keep their proportions. */
static void test_ranges(void **state)
{
    static const struct setting range[] = {{"exits.A.probability=25-45%", 1}};
    struct arena *arena = arena_create();
    struct offer offer = read_offer(arena, range, 1);
    (void)state;
    offer.concentration.given = false;
    struct outer_draws *outer = outer_draws_of(arena, &offer, 1, 256);
    double low = 1, high = 0;
    assert_int_equal(outer_draws_uncertain(outer), 1);
    for (size_t k = 0; k < 256; k++) {
        struct offer drawn = outer_draw_offer(arena, outer, k);
        double a = drawn.exit[0].share, p = a * 0.65 / (1 - a); /* back to the drawn probability */
        low = fmin(low, p);
        high = fmax(high, p);
        assert_close(drawn.exit[1].share / drawn.exit[2].share, 30.0 / 25, 1e-12);
    }
    for (size_t i = 0; i < 4; i++)
        assert_true(outer_draws_exit_uncertain(outer, i)); /* all are divided by the sum */
    assert_true(low >= 0.25 && low < 0.26 && high <= 0.45 && high > 0.44);
    assert_close(offer.exit[0].share, 0.35, 1e-12); /* the offer itself is left alone */
    arena_destroy(arena);
}

static void test_risks(void **state)
{
    static const struct setting risks[] = {
        {"risks=[{\"name\": \"Layoff within 12 months\", \"probability\": \"20-40%\"},"
         "{\"name\": \"Layoff within 24 months\", \"probability\": \"40%\"},"
         "{\"name\": \"Team elimination\", \"probability\": \"10-90%\"},"
         "{\"name\": \"Equity goes to $0\", \"probability\": \"10-30%\"}]",
         1}};
    struct arena *arena = arena_create();
    struct offer_input input;
    (void)state;
    assert_true(offer_input_read(arena, dirichlet, risks, 1, &input));
    input.offer.concentration.given = false;
    struct outer_draws *outer = outer_draws_of(arena, &input.offer, 1, 64);
    assert_int_equal(outer_draws_uncertain(outer), 3);
    for (size_t i = 0; i < 4; i++)
        assert_false(outer_draws_exit_uncertain(outer, i));
    for (size_t k = 0; k < 64; k++) {
        struct offer drawn = outer_draw_offer(arena, outer, k);
        const char *fault = NULL;
        assert_close(drawn.layoff.point[0].probability, drawn.risk[0].chance, 0);
        assert_true(drawn.layoff.point[0].probability >= 0.2 && drawn.layoff.point[0].probability <= 0.4);
        assert_close(drawn.layoff.point[1].probability, 0.4, 0);
        assert_close(drawn.elimination_chance, drawn.risk[2].chance, 0);
        assert_true(drawn.risk[3].chance >= 0.1 && drawn.risk[3].chance <= 0.3);
        assert_non_null(plan_prepare(arena, &drawn, &fault));
    }
    arena_destroy(arena);
}

/* What the person does: quitting, losing the other job, exercising on leaving. */
static void test_leaving(void **state)
{
    static const struct setting settings[] = {
        {"quit=[{\"within\": \"1 year\", \"probability\": \"10-30%\"}, {\"within\": \"2 years\", \"probability\": "
         "\"25%\"}]",
         1},
        {"compensation.market.layoff=[{\"within\": \"1 year\", \"probability\": \"0-40%\"}]", 2},
        {"grants=[{\"percent\": \"0.01%\", \"type\": \"nso\", \"strike_value\": \"$1B\", "
         "\"on_leaving\": {\"exercise\": \"20-60%\"}}]",
         3}};
    struct arena *arena = arena_create();
    struct offer offer = read_offer(arena, settings, 3);
    double quits = 0, laid_off = 0, exercises = 0;
    (void)state;
    offer.concentration.given = false;
    struct outer_draws *outer = outer_draws_of(arena, &offer, 1, 256);
    assert_int_equal(outer_draws_uncertain(outer), 3);
    for (size_t k = 0; k < 256; k++) {
        struct offer drawn = outer_draw_offer(arena, outer, k);
        assert_true(drawn.quit.point[1].probability >= drawn.quit.point[0].probability);
        quits += drawn.quit.point[0].probability / 256;
        laid_off += drawn.market_layoff.point[0].probability / 256;
        exercises += drawn.grant[0].leaving_chance / 256;
    }
    assert_close(quits, 0.2, 1e-3);
    assert_close(laid_off, 0.2, 1e-3);
    assert_close(exercises, 0.4, 1e-3);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_dirichlet), cmocka_unit_test(test_small_concentration),
                                       cmocka_unit_test(test_ranges), cmocka_unit_test(test_risks),
                                       cmocka_unit_test(test_leaving)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
