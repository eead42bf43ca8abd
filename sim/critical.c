#include "sim/critical.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

enum { PRINTED_BITS = 40 };

double critical_rounded(double value)
{
    if (!isfinite(value))
        return value;
    int exponent;
    double mantissa = frexp(value, &exponent);
    return ldexp(rint(ldexp(mantissa, PRINTED_BITS)), exponent - PRINTED_BITS);
}

double critical_normal(double level)
{
    return critical_rounded(gsl_cdf_ugaussian_Qinv((1 - level) / 2));
}

double critical_t(double level, double degrees)
{
    /* Every figure of a run asks for the same one, which takes as long as a thousand paths. */
    static _Thread_local double last_level, last_degrees, last;
    if (last_level < level || last_level > level || last_degrees < degrees || last_degrees > degrees) {
        last = critical_rounded(gsl_cdf_tdist_Qinv((1 - level) / 2, degrees));
        last_level = level;
        last_degrees = degrees;
    }
    return last;
}
