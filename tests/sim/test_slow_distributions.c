/* Ten million draws of each distribution, as a run makes them: a stream of independent paths through the prepared
 * curve, counted between the quantiles of somebody else's distribution function. */
#include "sim/sampler.h"
#include "tests/sim/forward_cases.h"
#include "tests/sim/read_distribution.h"

enum { CELLS = 1024, DRAWS = 10000000 };
static const double ERRORS = 4.5; /* of a chi-square of CELLS - 1 degrees of freedom, near enough normal */

/* x with F(x) = p, by halving. */
static double inverse(const struct forward_case *c, double p)
{
    double low = -1, high = 1;
    while (c->forward(low) > p)
        low *= 2;
    while (c->forward(high) < p)
        high *= 2;
    for (int i = 0; i < 200 && low < high; i++) {
        double middle = low + (high - low) / 2;
        *(c->forward(middle) < p ? &low : &high) = middle;
    }
    return high;
}

static size_t cell_of(const double *edge, double x)
{
    size_t low = 0, high = CELLS - 1;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (x < edge[middle])
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* The stream of the draw's name, so that each case has other uniforms. */
static void count_draws(const struct curve *curve, const char *name, const double *edge, uint64_t count[CELLS])
{
    struct draws draws = {0};
    draws_add(arena, &draws, name, -1);
    struct sampling sampling = sampling_of(sampler_named("mc"), 1, DRAWS, 1);
    struct stream stream = stream_create(arena, &sampling, &draws);
    stream_seat(&stream, &sampling, 0);
    double u[1][LANES], x[LANES];
    for (uint64_t first = 0; first < DRAWS; first += LANES) {
        sampling.sampler->fill[0](&stream, first, u);
        curve_column(curve, u[0], x, LANES);
        for (size_t k = 0; k < LANES && first + k < DRAWS; k++)
            count[cell_of(edge, x[k])]++;
    }
}

static void falls_between_quantiles_as_often_as_it_should(void **state)
{
    (void)state;
    for (size_t i = 0; i < FORWARD_CASES; i++) {
        const struct forward_case *c = &forward_cases[i];
        struct distribution d = reading(c->kind, c->text);
        struct curve curve = distribution_prepare(arena, &d);
        double edge[CELLS] = {0}, square = 0;
        uint64_t count[CELLS] = {0};
        shape = c->shape;
        for (size_t k = 0; k + 1 < CELLS; k++)
            edge[k] = inverse(c, (double)(k + 1) / CELLS);
        count_draws(&curve, arena_text(arena, "%s %s", c->kind, c->text), edge, count);
        for (size_t k = 0; k < CELLS; k++)
            square += pow((double)count[k] - (double)DRAWS / CELLS, 2) / ((double)DRAWS / CELLS);
        double errors = (square - (CELLS - 1)) / sqrt(2.0 * (CELLS - 1));
        print_message("%s %s: %.2f\n", c->kind, c->text, errors);
        if (!(fabs(errors) < ERRORS))
            fail_msg("%s %s: a chi-square of %.0f for %d degrees of freedom", c->kind, c->text, square, CELLS - 1);
    }
}

/* Values with probabilities, and equally likely ones. */
static void takes_each_value_as_often_as_it_should(void **state)
{
    static const double faces[] = {1, 2, 4, 8, 16}, weights[] = {0.05, 0.4, 0.25, 0.2, 0.1};
    (void)state;
    for (int weighted = 0; weighted < 2; weighted++) {
        struct distribution d = listed(weighted ? "discrete" : "empirical", faces, weighted ? weights : NULL, 5);
        struct curve curve = distribution_prepare(arena, &d);
        double edge[CELLS];
        uint64_t count[CELLS] = {0};
        for (size_t k = 0; k < CELLS; k++)
            edge[k] = k < 4 ? faces[k] + 0.5 : HUGE_VAL;
        count_draws(&curve, d.kind->name, edge, count);
        for (size_t k = 0; k < 5; k++) {
            double p = weighted ? weights[k] : 0.2;
            assert_close((double)count[k] / DRAWS, p, ERRORS * sqrt(p * (1 - p) / DRAWS));
        }
    }
}

static int begin(void **state)
{
    (void)state;
    arena = arena_create();
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(falls_between_quantiles_as_often_as_it_should),
                                       cmocka_unit_test(takes_each_value_as_often_as_it_should)};
    return cmocka_run_group_tests(tests, begin, end);
}
