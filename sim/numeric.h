/* Own arithmetic: the same bits on every machine, compiler and instruction set.
 *
 * Only + - * / , comparisons, selects, sqrt, fabs and bit patterns, in strict IEEE double arithmetic (compile with
 * -ffp-contract=off): never a libm value. The inline functions have no branch and no table, so that a plain loop that
 * calls one of them is vectorised. Errors are stated in ulp (2^-52 relative) or relative, and guarded by
 * tests/sim/test_numeric.c.
 *
 * The functions below the inline ones (numeric.c) are for preparing, not for paths: they branch and iterate. */
#ifndef SIM_NUMERIC_H
#define SIM_NUMERIC_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define NUMERIC_LN2 0.6931471805599453
#define NUMERIC_SQRT_2PI 2.5066282746310002

static inline uint64_t numeric_bits(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static inline double numeric_from_bits(uint64_t bits)
{
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* log(x) + low for a normal x > 0 and a small correction; no check of the argument.
 * x = 2^k (1 + f), sqrt(1/2) <= 1 + f < sqrt(2); s = f/(2 + f); log(1 + f) = f - f^2/2 + s (f^2/2 + R(s^2)).
 * Coefficients of R: FreeBSD msun, e_log.c (Sun Microsystems 1993); below 1 ulp. */
static inline double numeric_log_of_normal(double x, double low)
{
    const uint64_t one = 0x3ff0000000000000, sqrt_half = 0x3fe6a09e667f3bcd;
    uint64_t bits = numeric_bits(x) + (one - sqrt_half);
    /* A small integer under the exponent of 2^52 is that integer plus 2^52. */
    double k = numeric_from_bits((bits >> 52) | 0x4330000000000000) - (4503599627370496.0 + 1023.0);
    double f = numeric_from_bits((bits & 0x000fffffffffffff) + sqrt_half) - 1.0;
    double s = f / (2.0 + f);
    double z = s * s;
    double w = z * z; /* R in two chains, which overlap */
    double even = 2.222219843214978396e-01 + w * 1.531383769920937332e-01;
    even = w * (3.999999999940941908e-01 + w * even);
    double odd = 1.818357216161805012e-01 + w * 1.479819860511658591e-01;
    odd = z * (6.666666666666735130e-01 + w * (2.857142874366239149e-01 + w * odd));
    double r = even + odd;
    double half = 0.5 * f * f;
    double tail = s * (half + r) + (k * 1.90821492927058770002e-10 + low);
    return k * 6.93147180369123816490e-01 - ((half - tail) - f);
}

/* Natural logarithm, below 1 ulp. log(0) = -inf, log(inf) = inf, NaN for x < 0 and NaN. */
static inline double numeric_log(double x)
{
    bool small = x < 2.2250738585072014e-308;
    double scaled = small ? x * 18014398509481984.0 : x; /* 2^54 */
    double y = numeric_log_of_normal(scaled, 0.0);
    y = small ? y - 37.42994775023704670 : y;
    y = x < HUGE_VAL ? y : x;
    return x > 0.0 ? y : (x == 0.0 ? -HUGE_VAL : (double)NAN);
}

/* log(1 + x), x > -1, below 2 ulp: what 1 + x loses comes back as a first-order term. */
static inline double numeric_log1p(double x)
{
    double w = 1.0 + x;
    double kept = w - 1.0;
    double lost = (1.0 - (w - kept)) + (x - kept);
    double y = numeric_log_of_normal(w, lost / w);
    y = x < HUGE_VAL ? y : x;
    return x > -1.0 ? y : (x == -1.0 ? -HUGE_VAL : (double)NAN);
}

/* -ln(1 - u), the quantile function of the standard exponential, 0 <= u < 1. Relative error below 2 ulp for any u: on
 * the samplers' grids 1 - u is exact, elsewhere the rounding error c of 1 - u comes back as c/(1 - u) = c (1 + u). */
static inline double numeric_exponential_inverse(double u)
{
    double w = 1.0 - u;
    double lost = (1.0 - w) - u;
    return -numeric_log_of_normal(w, lost + lost * u);
}

/* x = k ln 2 + r, |r| <= ln(2)/2; 2^k as the product of two powers of two that are normal for every k in use. */
struct numeric_exp_parts {
    double grown;        /* e^r - 1 */
    double first;        /* 2^a */
    double second;       /* 2^b, a + b = k */
    double second_under; /* 2^-b */
};

static inline struct numeric_exp_parts numeric_exp_split(double x)
{
    x = x > 710.0 ? 710.0 : x; /* past overflow; a NaN stays */
    x = x < -746.0 ? -746.0 : x;
    const double magic = 6755399441055744.0 + 2046.0; /* 1.5 * 2^52: rounds to an integer held in the low bits */
    double shifted = x * 1.4426950408889634 + magic;
    double k = shifted - magic;
    double r = (x - k * 6.93147180369123816490e-01) - k * 1.90821492927058770002e-10;
    /* (e^r - 1 - r)/r^2, minimax, 1.3e-17 of e^r (fitted with 50 digits). */
    double z = r * r, w = z * z;
    double low =
        (0.041666666666651406 + r * 0.00833333333334201) + z * (0.0013888888905847308 + r * 0.00019841269813347036);
    double high =
        (2.4801536446015266e-05 + r * 2.755733463916969e-06) + z * (2.7613779479088814e-07 + r * 2.507284920651911e-08);
    double p = (0.5 + r * 0.16666666666666663) + z * (low + w * high);
    uint64_t n = numeric_bits(shifted) & 0xfff; /* k + 2046, above 0 */
    uint64_t half = n >> 1;
    uint64_t rest = n - half;
    return (struct numeric_exp_parts){r + z * p, numeric_from_bits(half << 52), numeric_from_bits(rest << 52),
                                      numeric_from_bits((2046 - rest) << 52)};
}

/* e^x, below 1 ulp (subnormal results: one rounding more). Above 709.78 inf, below -745.13 zero. */
static inline double numeric_exp(double x)
{
    struct numeric_exp_parts e = numeric_exp_split(x);
    return (1.0 + e.grown) * e.first * e.second;
}

/* e^x - 1, below 2 ulp, also near 0. */
static inline double numeric_expm1(double x)
{
    struct numeric_exp_parts e = numeric_exp_split(x);
    return (e.grown * e.first + (e.first - e.second_under)) * e.second;
}

/* x^y = exp(y log x) for x >= 0: relative error near |y log x| 2^-53. 0^y is 0 for y > 0; x^0 is 1 for 0 < x < inf. */
static inline double numeric_power(double x, double y)
{
    return numeric_exp(y * numeric_log(x));
}

/* sqrt(-log min(u, 1 - u)): the variable of the normal quantile's tails. */
static inline double numeric_normal_root(double u)
{
    double p = u < 0.5 ? u : 1.0 - u;
    p = p < 7.703719777548943e-34 ? 7.703719777548943e-34 : p;
    return sqrt(-numeric_log_of_normal(p, 0.0));
}

/* The normal quantile at u, whose numeric_normal_root is r. A column is quicker in two loops than in one: two short
 * chains of operations overlap better than a long one. */
static inline double numeric_normal_at_root(double u, double r)
{
    double q = u - 0.5;
    double t = 0.180625 - q * q;
    double cp = 2510.59116401, cq = 5229.354021300282;
    cp = 33446.33327637412 + t * cp;
    cq = 28741.425258949108 + t * cq;
    cp = 67289.73130844877 + t * cp;
    cq = 39320.69269324334 + t * cq;
    cp = 45933.77440969937 + t * cp;
    cq = 21218.80370070353 + t * cq;
    cp = 13734.087693582343 + t * cp;
    cq = 5395.062363178961 + t * cq;
    cp = 1971.7983987771804 + t * cp;
    cq = 687.2539033941683 + t * cq;
    cp = 133.14803567900933 + t * cp;
    cq = 42.315210694935715 + t * cq;
    cp = 3.3871328727963665 + t * cp;
    cq = 1.0 + t * cq;
    double tp = 0.01675178548225895, tq = 0.011845073849342129;
    tp = 0.7771433955280728 + r * tp;
    tp = 9.0605969681814 + r * tp;
    tq = 0.5495836607446734 + r * tq;
    tp = 35.346827711825384 + r * tp;
    tq = 6.4425583520012175 + r * tq;
    tp = 49.07141881410774 + r * tp;
    tq = 26.18495319802187 + r * tq;
    tp = 12.227759355165745 + r * tp;
    tq = 44.928437861008945 + r * tq;
    tp = -32.37364156867802 + r * tp;
    tq = 38.209701199182824 + r * tq;
    tp = -26.592257345977 + r * tp;
    tq = 13.364914621234526 + r * tq;
    tp = -3.4293225165055947 + r * tp;
    tq = 1.0 + r * tq;
    bool central = t >= 0.0;
    tp = q < 0.0 ? -tp : tp;
    double over = central ? q * cp : tp;
    double under = central ? cq : tq;
    return over / under;
}

/* z with Phi(z) = u, 0 < u < 1, relative error below 2e-15 for 2^-110 <= u; a smaller u counts as 2^-110.
 * Two rational functions, in q^2 = (u - 1/2)^2 for |q| <= 0.425 and in r = sqrt(-log min(u, 1-u)) beyond: the split of
 * Wichura (1988), AS 241, with own coefficients (minimax, 7.6e-17 and 2.8e-16, fitted with 50 digits). */
static inline double numeric_normal_inverse(double u)
{
    return numeric_normal_at_root(u, numeric_normal_root(u));
}

/* Phi(-a) exp(a^2/2) for 0 <= a <= 38.6, the scaled tail of the normal; relative error below 1e-15 (minimax). */
static inline double numeric_normal_scaled_tail(double a)
{
    double p = 1.3817087572489222e-06, q = 3.4634302382360862e-06;
    q = 9.315748215137386e-05 + a * q;
    p = 3.716445836680223e-05 + a * p;
    q = 0.001230280181357857 + a * q;
    p = 0.0004894290722448089 + a * p;
    q = 0.010326403376543341 + a * q;
    p = 0.004082474457574999 + a * p;
    q = 0.06035175383904607 + a * q;
    p = 0.02359020047529925 + a * p;
    q = 0.25467826185895415 + a * q;
    p = 0.09759378575705648 + a * p;
    q = 0.781372420999112 + a * q;
    p = 0.28909723750616884 + a * p;
    q = 1.7133187698313097 + a * q;
    p = 0.5937164128689828 + a * p;
    q = 2.560208816861587 + a * q;
    p = 0.7746460324485162 + a * p;
    q = 2.347176625699888 + a * q;
    p = 0.5 + a * p;
    q = 1.0 + a * q;
    return p / q;
}

/* exp(-a^2/2), the square exact in two parts. */
static inline double numeric_gaussian(double a)
{
    double high = numeric_from_bits(numeric_bits(a) & ~(uint64_t)0x7ffffff); /* 26 bits: its square is exact */
    double low = 0.5 * (a - high) * (a + high);
    return numeric_exp(-0.5 * high * high) * (1.0 - low * (1.0 - 0.5 * low));
}

/* Phi(z), relative error below 1e-13 down to z = -37, 1e-15 for z > -5. 0 below -38.6, 1 above 8.3. */
static inline double numeric_normal_cdf(double z)
{
    double a = fabs(z);
    a = a > 38.6 ? 38.6 : a;
    double tail = numeric_gaussian(a) * numeric_normal_scaled_tail(a);
    return z > 0.0 ? 1.0 - tail : tail;
}

/* --- cold: numeric.c ---------------------------------------------------------------------------------------------- */

/* log Gamma(x), x > 0; error below 1e-14 max(1, |result|). */
double numeric_lgamma(double x);

/* A lower and an upper tail; the smaller one has its own relative accuracy (about 1e-13), also when it is tiny. */
struct numeric_tails {
    double lower; /* P(X <= x) */
    double upper; /* P(X > x) */
    double slope; /* the density of whatever variable the function takes */
};

/* Regularised incomplete gamma, shape > 0, x >= 0 (scale 1). Slope is x times the density: dP/d(log x). */
struct numeric_tails numeric_gamma_tails(double shape, double x);

/* Regularised incomplete beta at x, alpha and beta > 0; `complement` is 1 - x, given apart so that neither end loses
 * digits. Slope is x times the density. */
struct numeric_tails numeric_beta_tails(double alpha, double beta, double x, double complement);

/* The normal between two bounds; slope is its density. Right also far out ([50, 51]) and for narrow windows. */
struct numeric_tails numeric_normal_between(double low, double high, double z);

/* y in [low, high] where the lower (or upper) tail is p: Newton steps on the log of the tail, kept inside a bracket.
 * The bound itself when p lies beyond it. */
double numeric_tail_inverse(struct numeric_tails (*tails)(const void *context, double y), const void *context, double p,
                            bool upper, double low, double high, double guess);

#endif
