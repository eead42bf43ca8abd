#include "models/share_rounding.h"

#include <math.h>
#include <stdbool.h>

/* Weights are binary fractions: 0.1 x 30 must not become 2.9999999999999996, rounded down to 2. */
static const double GRACE_SHARES = 1e-6;

static double whole_shares(double shares)
{
    return floor(shares + GRACE_SHARES);
}

static bool is_cumulative(enum vesting_rounding rule)
{
    return rule == ROUND_CUMULATIVE || rule == ROUND_CUMULATIVE_DOWN;
}

/* Shares vested once a share `weight` of the schedule has come, for the rules that round the cumulated shares. */
static double cumulated_shares(enum vesting_rounding rule, double shares, double weight, bool last)
{
    if (last)
        return shares;
    return fmin(shares, whole_shares(shares * weight + (rule == ROUND_CUMULATIVE ? 0.5 : 0)));
}

/* What rounding every tranche down leaves over: less than one share a tranche. */
static double left_over(double shares, const double *weight, size_t count)
{
    double left = shares;
    for (size_t k = 0; k < count; k++)
        left -= whole_shares(shares * weight[k]);
    return fmax(0, left);
}

/* The part of `left` that goes to tranche k. */
static double extra_shares(enum vesting_rounding rule, double left, size_t count, size_t k)
{
    switch (rule) {
    case ROUND_FRONT_LOADED:
        return fmax(0, fmin(1, left - (double)k));
    case ROUND_BACK_LOADED:
        return fmax(0, fmin(1, left - (double)(count - 1 - k)));
    case ROUND_FRONT_LOADED_TO_SINGLE:
        return k == 0 ? left : 0;
    default:
        return k == count - 1 ? left : 0;
    }
}

void share_rounding_tranches(enum vesting_rounding rule, double shares, const double *weight, size_t count,
                             double *tranche)
{
    double left = left_over(shares, weight, count), come = 0, before = 0;
    for (size_t k = 0; k < count; k++) {
        come += weight[k];
        if (rule == ROUND_FRACTIONAL) {
            tranche[k] = shares * weight[k];
        } else if (is_cumulative(rule)) {
            double after = cumulated_shares(rule, shares, come, k == count - 1);
            tranche[k] = after - before;
            before = after;
        } else {
            tranche[k] = whole_shares(shares * weight[k]) + extra_shares(rule, left, count, k);
        }
    }
}

double share_rounding_vested(enum vesting_rounding rule, double shares, const double *weight, size_t count,
                             size_t vested)
{
    if (vested >= count)
        return shares;
    double left = left_over(shares, weight, count), come = 0, sum = 0;
    for (size_t k = 0; k < vested; k++) {
        come += weight[k];
        sum += whole_shares(shares * weight[k]) + extra_shares(rule, left, count, k);
    }
    if (vested > 0 && is_cumulative(rule))
        return cumulated_shares(rule, shares, come, false);
    return rule == ROUND_FRACTIONAL ? shares * come : sum;
}

/* The steps of a schedule as tranches: their months and weights. */
struct tranches {
    size_t count;
    int *month;
    double *weight;
};

static struct tranches tranches_of(struct arena *arena, const struct vesting *vesting)
{
    size_t most = vesting->step_count > 0 ? vesting->step_count : (size_t)vesting_last_month(vesting) + 1;
    struct tranches tranches = {0, arena_alloc(arena, most, sizeof(int)), arena_alloc(arena, most, sizeof(double))};
    if (vesting->at_once || (vesting->step_count == 0 && vesting->months <= 0)) {
        tranches.weight[tranches.count++] = 1;
        return tranches;
    }
    for (size_t i = 0; i < vesting->step_count; i++) {
        tranches.month[i] = vesting->steps[i].month;
        tranches.weight[i] = vesting->steps[i].fraction;
        tranches.count++;
    }
    int step = vesting->step > 0 ? vesting->step : 1;
    for (int begin = 0; vesting->step_count == 0 && begin < vesting->months; begin += step) {
        int end = begin + step < vesting->months ? begin + step : vesting->months;
        tranches.month[tranches.count] = end > vesting->cliff ? end : vesting->cliff;
        tranches.weight[tranches.count] = (double)(end - begin) / vesting->months;
        tranches.count++;
    }
    return tranches;
}

struct vesting_table share_rounding_table(struct arena *arena, const struct vesting *vesting,
                                          enum vesting_rounding rule, double shares)
{
    if (rule == ROUND_FRACTIONAL || !(shares > 0))
        return vesting_table(arena, vesting);
    struct tranches tranches = tranches_of(arena, vesting);
    int months = vesting_last_month(vesting);
    double *fraction = arena_alloc(arena, (size_t)months + 1, sizeof *fraction);
    size_t come = 0;
    for (int n = 0; n <= months; n++) {
        while (come < tranches.count && tranches.month[come] <= n)
            come++;
        fraction[n] = share_rounding_vested(rule, shares, tranches.weight, tranches.count, come) / shares;
    }
    struct vesting_table table = {months, fraction};
    return table;
}
