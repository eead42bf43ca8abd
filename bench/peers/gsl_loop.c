/* The example offer as a user of the GNU Scientific Library would write it: one path at a time, mt19937, libm; a sort
 * for the quantiles. gsl_loop PATHS [SEED]: prints one line of JSON. */
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sort_double.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

struct path {
    double equity, foregone, net;
};

static const double day = 1 / 365.25;

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static struct path one_path(const gsl_rng *rng)
{
    double scenario = gsl_rng_uniform(rng), value, exit_years;
    int acquired = scenario >= 0.35 && scenario < 0.90;
    if (scenario < 0.35) {
        value = gsl_ran_flat(rng, 8e9, 12e9);
        exit_years = gsl_ran_flat(rng, 322 * day, 1053 * day);
    } else if (acquired) {
        value = scenario < 0.65 ? gsl_ran_flat(rng, 6e9, 8e9) : gsl_ran_flat(rng, 5e9, 7e9);
        exit_years = gsl_ran_flat(rng, 0, 687 * day);
    } else {
        value = gsl_ran_pareto(rng, 3, 15e9);
        exit_years = 687 * day + gsl_ran_exponential(rng, 2);
    }
    int worthless = gsl_rng_uniform(rng) < 0.30;
    int stagnant = gsl_rng_uniform(rng) < 0.30;
    if (stagnant)
        exit_years = HUGE_VAL;
    double laid_off = gsl_ran_exponential(rng, -1.5 / log(0.6));
    double end = fmin(gsl_ran_flat(rng, 2, 3), laid_off);
    if (acquired && exit_years <= end && gsl_rng_uniform(rng) < 0.50)
        end = exit_years;
    double months = floor(12 * end + 1e-9);
    double vested = months < 12 ? 0 : fmin(months, 48) / 48;
    struct path path;
    path.equity = worthless || stagnant ? 0 : value * 1e-4 * vested;
    path.foregone = (gsl_ran_flat(rng, 120e3, 250e3) - gsl_ran_flat(rng, 74e3, 105e3)) * end;
    path.net = path.equity - path.foregone;
    return path;
}

/* What a report asks of a column; its mean and sd come back before the sort. */
static double summarise(double *column, size_t n, double *sd)
{
    static const double levels[] = {0.01, 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95, 0.99};
    double mean = gsl_stats_mean(column, 1, n), kept = 0;
    *sd = gsl_stats_sd_m(column, 1, n, mean);
    gsl_sort(column, 1, n);
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
        kept += gsl_stats_quantile_from_sorted_data(column, 1, n, levels[i]);
    kept += gsl_stats_mean(column, 1, n / 20);
    return kept > -HUGE_VAL ? mean : 0;
}

int main(int argc, char **argv)
{
    size_t n = argc > 1 ? (size_t)strtod(argv[1], NULL) : 1000000;
    double *equity = malloc(n * sizeof *equity), *foregone = malloc(n * sizeof *foregone),
           *net = malloc(n * sizeof *net);
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    if (!equity || !foregone || !net || !rng)
        return 1;
    gsl_rng_set(rng, argc > 2 ? strtoul(argv[2], NULL, 10) : 1);
    double started = seconds();
    for (size_t i = 0; i < n; i++) {
        struct path path = one_path(rng);
        equity[i] = path.equity;
        foregone[i] = path.foregone;
        net[i] = path.net;
    }
    double simulated = seconds(), sd = 0;
    summarise(equity, n, &sd);
    summarise(foregone, n, &sd);
    double mean = summarise(net, n, &sd);
    printf("{\"peer\": \"GSL, a loop\", \"paths\": %zu, \"mean\": %.17g, \"std_error\": %.17g, \"simulate_s\": %.6f, "
           "\"total_s\": %.6f}\n",
           n, mean, sd / sqrt((double)n), simulated - started, seconds() - started);
    gsl_rng_free(rng);
    free(equity);
    free(foregone);
    free(net);
    return 0;
}
