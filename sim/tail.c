/* How heavy the tails are: Pareto k-hat as in Pareto-smoothed importance sampling, and the share of the mean that the
 * top 1% of paths carries.
 *
 * k-hat: the generalised Pareto shape of the M = min(n/5, 3 sqrt n) largest values over the next one, by the profile
 * posterior mean of Zhang and Stephens (2009), drawn to 1/2 with the weight of ten paths (Vehtari, Simpson, Gelman,
 * Yao, Gabry 2024, appendix G). The tail is not walked path by path: the outermost TAIL_SINGLE ranks are taken one by
 * one and the others in TAIL_STRATA equal parts, each at its middle rank. */
#include "sim/critical.h"
#include "sim/numeric.h"
#include "sim/sample.h"

#include <math.h>

enum { TAIL_SINGLE = 64, TAIL_STRATA = 128, TAIL_POINTS = TAIL_SINGLE + TAIL_STRATA, TAIL_LEAST = 5 };

struct tail {
    size_t points;
    double paths;
    double excess[TAIL_POINTS]; /* descending, over the cut-off */
    double weight[TAIL_POINTS]; /* paths each stands for */
};

/* side 1: the upper tail; -1: the lower one, mirrored. rank 1 is the outermost. */
static double outer_value(const struct sample *s, size_t column, double side, double rank)
{
    double paths = sample_paths(s, s->units, column);
    return side > 0 ? sample_value_of_rank(s, column, paths + 1 - rank) : -sample_value_of_rank(s, column, rank);
}

static void take_tail(const struct sample *s, size_t column, double side, double paths, struct tail *tail)
{
    double cut_off = outer_value(s, column, side, paths + 1);
    double singles = fmin(paths, TAIL_SINGLE), strata = fmin(paths - singles, TAIL_STRATA);
    double stratum = strata > 0 ? (paths - singles) / strata : 0;
    tail->points = (size_t)(singles + strata);
    tail->paths = paths;
    for (size_t i = 0; i < tail->points; i++) {
        bool single = (double)i < singles;
        double rank = single ? (double)i + 1 : singles + ((double)i - singles + 0.5) * stratum + 0.5;
        tail->excess[i] = outer_value(s, column, side, rank) - cut_off;
        tail->weight[i] = single ? 1 : stratum;
    }
}

enum { THETAS = 8 };

/* Given theta = -shape/scale, the likeliest shape is the mean of ln(1 - theta x). Of several thetas at once, so that
 * the products are vectors. */
static void shapes_given(const struct tail *tail, const double theta[THETAS], double shape[THETAS])
{
    enum { TOGETHER = 8 }; /* logarithms take most of the time of a short run: one for a product of some */
    double sum[THETAS] = {0};
    for (size_t i = 0; i < tail->points;) {
        double product[THETAS], weight = tail->weight[i];
        for (size_t k = 0; k < THETAS; k++)
            product[k] = 1;
        for (size_t end = i + TOGETHER;
             i < end && i < tail->points && tail->weight[i] <= weight && tail->weight[i] >= weight; i++)
            for (size_t k = 0; k < THETAS; k++)
                product[k] *= 1 - theta[k] * tail->excess[i];
        for (size_t k = 0; k < THETAS; k++)
            sum[k] += weight * numeric_log(product[k]);
    }
    for (size_t k = 0; k < THETAS; k++)
        shape[k] = sum[k] / tail->paths;
}

/* The excess that a quarter of the tail's paths lies below. */
static double quarter_excess(const struct tail *tail)
{
    double below = 0;
    for (size_t i = tail->points; i-- > 0;) {
        below += tail->weight[i];
        if (below >= floor(tail->paths / 4 + 0.5))
            return tail->excess[i];
    }
    return tail->excess[0];
}

static double fitted_shape(const struct tail *tail)
{
    enum { GRID = 512 };
    const double prior_scale = 3, prior_paths = 10, prior_shape = 0.5;
    double n = tail->paths, quarter = quarter_excess(tail), largest = tail->excess[0];
    if (!(quarter > 0 && largest > 0))
        return (double)NAN;
    size_t grid = 30 + (size_t)fmin(sqrt(n), GRID - 30);
    double theta[GRID + THETAS], shapes[GRID + THETAS], profile[GRID], highest = -HUGE_VAL;
    for (size_t j = 0; j < grid + THETAS; j++)
        theta[j] = 1 / largest +
                   (1 - sqrt((double)grid / (fmin((double)j, (double)grid - 1) + 0.5))) / (prior_scale * quarter);
    for (size_t j = 0; j < grid; j += THETAS)
        shapes_given(tail, theta + j, shapes + j);
    for (size_t j = 0; j < grid; j++) {
        profile[j] = n * (log(-theta[j] / shapes[j]) - shapes[j] - 1);
        if (profile[j] > highest)
            highest = profile[j];
    }
    double weights = 0, mean = 0;
    for (size_t j = 0; j < grid; j++) {
        double weight = profile[j] > -HUGE_VAL ? exp(profile[j] - highest) : 0; /* also when it is NaN */
        weights += weight;
        mean += weight * theta[j];
    }
    for (size_t k = 0; k < THETAS; k++)
        theta[k] = mean / weights;
    shapes_given(tail, theta, shapes);
    double shape = shapes[0];
    return critical_rounded((n * shape + prior_paths * prior_shape) / (n + prior_paths));
}

static bool outermost_is_atom(const struct sample *s, size_t column, double side)
{
    const struct column_tally *tally = &s->pooled->column[column];
    return sample_count_at(s, column, side > 0 ? tally->max : tally->min) > TAIL_LEAST;
}

static double shape_of_tail(const struct sample *s, size_t column, double side, double tail_paths)
{
    if (tail_paths < TAIL_LEAST || outermost_is_atom(s, column, side))
        return (double)NAN;
    struct tail tail;
    take_tail(s, column, side, tail_paths, &tail);
    return fitted_shape(&tail);
}

struct tail_diagnosis sample_tails(const struct sample *s, size_t column)
{
    double paths = sample_paths(s, s->units, column);
    double tail_paths = floor(fmin(paths / 5, 3 * sqrt(paths)));
    struct tail_diagnosis tails = {(double)NAN, (double)NAN, (size_t)tail_paths};
    if (!(paths > 0))
        return tails;
    if (tally_is_bounded(&s->pooled->layout, column))
        tail_paths = 0; /* no tail: a long one in the sample ends all the same */
    tails.k_low = shape_of_tail(s, column, -1, tail_paths);
    tails.k_high = shape_of_tail(s, column, 1, tail_paths);
    return tails;
}

double sample_top_share(const struct sample *s, size_t column)
{
    const double top = 0.01;
    double mean = sample_mean(s, column).estimate;
    return mean > 0 ? top * sample_cvar(s, column, -top).estimate / mean : (double)NAN;
}
