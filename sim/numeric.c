#include "sim/numeric.h"

enum { MOST_TERMS = 2000000, GAUSS_POINTS = 8, MOST_PANELS = 400, MOST_STEPS = 200 };

/* Above this many (shape, or the smaller of alpha and beta) the density is summed by panels: series and continued
 * fractions would need too many terms. */
static const double panels_from = 30000.0;

/* Gauss-Legendre on [-1, 1], 16 points: positive nodes and weights (Abramowitz & Stegun, table 25.4). */
static const double gauss_node[GAUSS_POINTS] = {0.09501250983763744, 0.2816035507792589, 0.45801677765722737,
                                                0.6178762444026438,  0.755404408355003,  0.8656312023878318,
                                                0.9445750230732326,  0.9894009349916499};
static const double gauss_weight[GAUSS_POINTS] = {0.1894506104550685,  0.18260341504492358, 0.16915651939500254,
                                                  0.14959598881657674, 0.12462897125553388, 0.09515851168249279,
                                                  0.06225352393864789, 0.027152459411754096};

/* log of Gamma(x + 1) over Stirling's sqrt(2 pi x) (x/e)^x, x > 0. */
static double stirling_error(double x)
{
    if (x < 10.0)
        return numeric_lgamma(x + 1.0) - (x + 0.5) * numeric_log(x) + x - 0.9189385332046728;
    /* Bernoulli numbers: 1/12x - 1/360x^3 + ... (Abramowitz & Stegun 6.1.41) */
    double r = 1.0 / (x * x);
    double s = -3617.0 / 122400.0;
    s = 1.0 / 156.0 + r * s;
    s = -691.0 / 360360.0 + r * s;
    s = 1.0 / 1188.0 + r * s;
    s = -1.0 / 1680.0 + r * s;
    s = 1.0 / 1260.0 + r * s;
    s = -1.0 / 360.0 + r * s;
    return (1.0 / 12.0 + r * s) / x;
}

double numeric_lgamma(double x)
{
    double product = 1.0;
    while (x < 10.0) {
        product *= x;
        x += 1.0;
    }
    return (x - 0.5) * numeric_log(x) - x + 0.9189385332046728 + stirling_error(x) - numeric_log(product);
}

/* a log(a/x) + x - a >= 0, without cancellation near x = a (Loader 2000, "bd0"). */
static double deviance(double a, double x)
{
    double e = (x - a) / a;
    if (fabs(e) > 0.5)
        return a * (numeric_log(a) - numeric_log(x)) + x - a;
    double v = (x - a) / (x + a), square = v * v, term = v * square, sum = 0.0;
    for (int odd = 3; odd < 61 && fabs(term) > 1e-18 * square; odd += 2) {
        sum += term / odd;
        term *= square;
    }
    return a * (e * v - 2.0 * sum);
}

/* Mass of the density beyond x relative to the density at x, by Gauss-Legendre panels of the given (signed) width. */
static double mass_beyond(double (*density_ratio)(const void *context, double step), const void *context, double width)
{
    double mass = 0.0;
    for (int panel = 0; panel < MOST_PANELS; panel++) {
        double middle = (panel + 0.5) * width, part = 0.0;
        for (int i = 0; i < GAUSS_POINTS; i++)
            part += gauss_weight[i] * (density_ratio(context, middle - 0.5 * width * gauss_node[i]) +
                                       density_ratio(context, middle + 0.5 * width * gauss_node[i]));
        mass += 0.5 * part;
        if (part < 1e-17 * mass)
            break;
    }
    return mass * fabs(width);
}

/* --- gamma -------------------------------------------------------------------------------------------------------- */

struct shaped_point {
    double alpha, beta, x, complement;
};

static double gamma_ratio(const void *context, double step)
{
    const struct shaped_point *at = context;
    if (at->x + step <= 0.0)
        return 0.0;
    return numeric_exp((at->alpha - 1.0) * numeric_log1p(step / at->x) - step);
}

static double gamma_series(double shape, double x) /* 1 + x/(a+1) + x^2/((a+1)(a+2)) + ... */
{
    double term = 1.0, sum = 1.0;
    for (int n = 1; n < MOST_TERMS && term > 1e-17 * sum; n++) {
        term *= x / (shape + n);
        sum += term;
    }
    return sum;
}

static double gamma_fraction(double shape, double x) /* DLMF 8.9.2, modified Lentz */
{
    double b = x + 1.0 - shape, c = 1e300, d = 1.0 / b, h = d;
    for (int n = 1; n < MOST_TERMS; n++) {
        double a = -n * (n - shape);
        b += 2.0;
        d = 1.0 / (a * d + b);
        c = b + a / c;
        h *= c * d;
        if (fabs(c * d - 1.0) < 2e-16)
            break;
    }
    return h;
}

struct numeric_tails numeric_gamma_tails(double shape, double x)
{
    if (!(x > 0.0))
        return (struct numeric_tails){0.0, 1.0, 0.0};
    double slope = sqrt(shape) / NUMERIC_SQRT_2PI * numeric_exp(-stirling_error(shape) - deviance(shape, x));
    bool right = x >= shape + 1.0;
    double tail;
    if (shape > panels_from) {
        struct shaped_point at = {shape, 0.0, x, 0.0};
        double sd = sqrt(shape), far = fabs(x - shape) / sd, width = sd / (far > 1.0 ? far : 1.0);
        tail = slope / x * mass_beyond(gamma_ratio, &at, right ? width : -width);
    } else {
        tail = right ? slope * gamma_fraction(shape, x) : slope / shape * gamma_series(shape, x);
    }
    return right ? (struct numeric_tails){1.0 - tail, tail, slope} : (struct numeric_tails){tail, 1.0 - tail, slope};
}

/* --- beta --------------------------------------------------------------------------------------------------------- */

static double beta_ratio(const void *context, double step)
{
    const struct shaped_point *at = context;
    if (at->x + step <= 0.0 || at->complement - step <= 0.0)
        return 0.0;
    return numeric_exp((at->alpha - 1.0) * numeric_log1p(step / at->x) +
                       (at->beta - 1.0) * numeric_log1p(-step / at->complement));
}

static double away_from_zero(double x)
{
    return fabs(x) < 1e-300 ? 1e-300 : x;
}

static double beta_fraction(double a, double b, double x) /* DLMF 8.17.22, modified Lentz */
{
    double c = 1.0, d = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0)), h = d;
    for (int m = 1; m < MOST_TERMS; m++) {
        double even = m * (b - m) * x / ((a + 2 * m - 1.0) * (a + 2 * m));
        d = 1.0 / away_from_zero(1.0 + even * d);
        c = away_from_zero(1.0 + even / c);
        h *= c * d;
        double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1.0));
        d = 1.0 / away_from_zero(1.0 + odd * d);
        c = away_from_zero(1.0 + odd / c);
        h *= c * d;
        if (fabs(c * d - 1.0) < 4e-16)
            break;
    }
    return h;
}

struct numeric_tails numeric_beta_tails(double alpha, double beta, double x, double complement)
{
    if (!(x > 0.0))
        return (struct numeric_tails){0.0, 1.0, 0.0};
    if (!(complement > 0.0))
        return (struct numeric_tails){1.0, 0.0, 0.0};
    double n = alpha + beta;
    /* x^alpha (1-x)^beta / B(alpha, beta), by saddle points (Loader 2000). */
    double front = sqrt(alpha * (beta / n)) / NUMERIC_SQRT_2PI *
                   numeric_exp(stirling_error(n) - stirling_error(alpha) - stirling_error(beta) -
                               deviance(alpha, n * x) - deviance(beta, n * complement));
    bool right = x >= (alpha + 1.0) / (n + 2.0);
    double tail;
    if (alpha > panels_from && beta > panels_from) {
        struct shaped_point at = {alpha, beta, x, complement};
        double sd = sqrt(alpha * beta / (n + 1.0)) / n, far = fabs(x - alpha / n) / sd;
        double width = sd / (far > 1.0 ? far : 1.0);
        tail = front / (x * complement) * mass_beyond(beta_ratio, &at, right ? width : -width);
    } else if (right) {
        tail = front / beta * beta_fraction(beta, alpha, complement);
    } else {
        tail = front / alpha * beta_fraction(alpha, beta, x);
    }
    double slope = front / complement;
    return right ? (struct numeric_tails){1.0 - tail, tail, slope} : (struct numeric_tails){tail, 1.0 - tail, slope};
}

/* --- normal between bounds -------------------------------------------------------------------------------------------
 */

static double normal_scaled_tail(double a) /* as numeric_normal_scaled_tail, any a >= 0 */
{
    if (a < 38.0)
        return numeric_normal_scaled_tail(a);
    double r = 1.0 / (a * a); /* Mills ratio, Abramowitz & Stegun 26.2.12 */
    return (1.0 - r * (1.0 - r * (3.0 - r * (15.0 - r * (105.0 - r * 945.0))))) / (a * NUMERIC_SQRT_2PI);
}

/* exp((reference^2 - z^2)/2) */
static double gaussian_from(double z, double reference)
{
    return numeric_exp(-0.5 * (z - reference) * (z + reference));
}

/* Normal mass of [from, to] times exp(reference^2/2). */
static double normal_mass(double from, double to, double reference)
{
    double widest = fabs(from) > fabs(to) ? fabs(from) : fabs(to);
    if ((to - from) * (widest > 1.0 ? widest : 1.0) < 2.0) { /* a difference of tails would cancel */
        double half = 0.5 * (to - from), sum = 0.0;
        for (int i = 0; i < GAUSS_POINTS; i++) { /* by steps from the end: z itself would be rounded too coarsely */
            double near = half * (1.0 - gauss_node[i]), far = half * (1.0 + gauss_node[i]);
            sum +=
                gauss_weight[i] * (numeric_exp(-near * (from + 0.5 * near)) + numeric_exp(-far * (from + 0.5 * far)));
        }
        return gaussian_from(from, reference) * half * sum / NUMERIC_SQRT_2PI;
    }
    if (to <= 0.0)
        return normal_mass(-to, -from, reference);
    double right = gaussian_from(to, reference) * normal_scaled_tail(to);
    if (from >= 0.0)
        return gaussian_from(from, reference) * normal_scaled_tail(from) - right;
    return 1.0 - gaussian_from(from, reference) * normal_scaled_tail(-from) - right; /* here the reference is 0 */
}

struct numeric_tails numeric_normal_between(double low, double high, double z)
{
    double reference = low > 0.0 ? low : high < 0.0 ? high : 0.0;
    double mass = normal_mass(low, high, reference);
    double at = z < low ? low : z > high ? high : z;
    return (struct numeric_tails){normal_mass(low, at, reference) / mass, normal_mass(at, high, reference) / mass,
                                  gaussian_from(at, reference) / NUMERIC_SQRT_2PI / mass};
}

/* --- inverse ------------------------------------------------------------------------------------------------------ */

double numeric_tail_inverse(struct numeric_tails (*tails)(const void *context, double y), const void *context, double p,
                            bool upper, double low, double high, double guess)
{
    double y = guess > low && guess < high ? guess : 0.5 * (low + high);
    for (int i = 0; i < MOST_STEPS; i++) {
        struct numeric_tails at = tails(context, y);
        double tail = upper ? at.upper : at.lower;
        if (tail == p)
            return y;
        if ((tail > p) == upper) /* y is too small */
            low = y;
        else
            high = y;
        double excess = numeric_log(tail / p); /* of the tail; Newton squares it, up to a factor near 1 */
        double next = y + (upper ? excess : -excess) * tail / at.slope;
        if (fabs(excess) < 1e-8)
            return next < low ? low : next > high ? high : next;
        /* Not inside when a step overshoots, or the slope or the tail has underflowed. */
        y = next > low && next < high ? next : 0.5 * (low + high);
        if (high - low <= 2e-16 * fabs(y))
            break;
    }
    return y;
}
