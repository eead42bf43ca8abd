#include "sim/verdict.h"

#include <math.h>

double verdict_paths(double paths, double narrower)
{
    const double most = 0x1p40;
    double needed = paths * narrower * narrower, power = 1;
    if (!(needed <= most))
        return (double)NAN;
    while (power < needed)
        power *= 2;
    return power;
}

struct verdict verdict_of(const struct figure *figure, double level, double close, double paths)
{
    if (isnan(figure->ci_low) || isnan(figure->ci_high))
        return (struct verdict){VERDICT_UNRESOLVED, (double)NAN};
    if (figure->ci_low > level || figure->ci_high < level)
        return (struct verdict){figure->ci_low > level ? VERDICT_ABOVE : VERDICT_BELOW, (double)NAN};
    if (figure->ci_low >= level - close && figure->ci_high <= level + close)
        return (struct verdict){VERDICT_EVEN, (double)NAN};
    double half = (figure->ci_high - figure->ci_low) / 2, distance = fabs(figure->estimate - level);
    return (struct verdict){VERDICT_UNRESOLVED, verdict_paths(paths, half / fmax(distance, close - distance))};
}
