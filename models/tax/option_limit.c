#include "models/tax/option_limit.h"

void option_limit_split(const struct option_tranche *tranche, size_t count, double limit, double *within)
{
    for (size_t i = 0; i < count; i++) {
        double left = limit, value = tranche[i].shares * tranche[i].grant_value;
        for (size_t k = 0; k < i; k++)
            if (tranche[k].year == tranche[i].year)
                left -= within[k] * tranche[k].grant_value;
        within[i] = value <= left ? tranche[i].shares : left / tranche[i].grant_value;
    }
}
