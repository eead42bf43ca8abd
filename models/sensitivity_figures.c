/* From the sums of a pass over the paths to figures with intervals. */
#include "models/sensitivity.h"

#include "sim/evppi.h"
#include "sim/rank_correlation.h"

#include <math.h>
#include <string.h>

enum { COARSE_BINS = 16, PATHS_A_BIN = 256 };

static double *numbers(struct arena *arena, size_t count)
{
    return arena_alloc(arena, count + 1, sizeof(double));
}

/* Mean over units of a mean within each, with the interval that their spread gives. */
static struct figure mean_of_units(struct arena *arena, const double *unit_mean, size_t units, double level)
{
    double mean = 0, *influence = numbers(arena, units);
    for (size_t r = 0; r < units; r++)
        mean += unit_mean[r] / (double)units;
    for (size_t r = 0; r < units; r++)
        influence[r] = unit_mean[r] - mean;
    return figure_of_replicates(mean, influence, units, level);
}

static double base_mean(const struct sensitivity *s, size_t unit)
{
    return s->shift + s->base[unit].value / s->base[unit].paths;
}

static double total_paths(const struct sensitivity *s)
{
    double paths = 0;
    for (size_t r = 0; r < s->units; r++)
        paths += s->base[r].paths;
    return paths;
}

double sensitivity_tail(const struct sensitivity *s)
{
    struct arena *arena = arena_create();
    const struct tally_layout layout = {.columns = 1, .shift = &s->shift, .bounded = s->bounded};
    struct tally *tally = tally_create(arena, &layout);
    for (size_t i = 0; i < s->units * s->kept; i++)
        tally_add_path(tally, &s->kept_value[i], -1, NULL);
    const struct tally *const units[] = {tally};
    const struct pilot none = {0, NULL};
    struct sample sample = sample_of(arena, units, 1, true, &none, 0.95);
    struct tail_diagnosis tails = sample_tails(&sample, 0);
    arena_destroy(arena);
    return fmax(tails.k_low, tails.k_high);
}

struct figure sensitivity_mean(const struct sensitivity *s, double level)
{
    double paths = total_paths(s), value = 0;
    struct arena *arena = arena_create();
    double *influence = numbers(arena, s->units);
    for (size_t r = 0; r < s->units; r++)
        value += s->base[r].value / paths;
    for (size_t r = 0; r < s->units; r++)
        influence[r] = base_mean(s, r) - s->shift - value;
    struct figure figure = figure_of_replicates(s->shift + value, influence, s->units, level);
    arena_destroy(arena);
    return figure;
}

struct figure sensitivity_evpi(const struct sensitivity *s, double level)
{
    struct arena *arena = arena_create();
    double *best = numbers(arena, s->units), *net = numbers(arena, s->units);
    const double *const mean[] = {net, NULL};
    for (size_t r = 0; r < s->units; r++) {
        best[r] = s->best[r] / s->base[r].paths;
        net[r] = base_mean(s, r);
    }
    struct figure figure = evppi_of_everything(best, mean, 2, s->units, level);
    arena_destroy(arena);
    return figure;
}

struct sobol_index sensitivity_index(const struct sensitivity *s, size_t input_or_group, double level)
{
    const struct input_sums *sums = &s->sums[input_or_group];
    if (!sums->change)
        return (struct sobol_index){figure_unknown("correlated with another input"),
                                    figure_unknown("correlated with another input")};
    return sobol_index_of(s->base, sums->change, s->units, level);
}

/* --- the tornado -------------------------------------------------------------------------------------------------- */

/* Mean of each unit at the held value. */
static double *means_at(struct arena *arena, const struct sensitivity *s, size_t input, size_t held)
{
    const struct input_sums *sums = &s->sums[input];
    double *mean = numbers(arena, s->units);
    for (size_t r = 0; r < s->units; r++)
        mean[r] = sums->held_sum[r * sums->held_count + held] / s->base[r].paths;
    return mean;
}

struct figure sensitivity_at_level(const struct sensitivity *s, size_t input, size_t at, double level)
{
    struct arena *arena = arena_create();
    struct figure figure = mean_of_units(arena, means_at(arena, s, input, at), s->units, level);
    arena_destroy(arena);
    return figure;
}

static void tornado(struct arena *arena, const struct sensitivity *s, size_t input, double level,
                    struct input_figures *f)
{
    const struct uncertain_input *of = &s->inputs.input[input];
    size_t low = 0, high = 1;
    f->low_name = "10th percentile";
    f->high_name = "90th percentile";
    if (of->nominal && !of->level_count) {
        f->low = f->high = f->swing = figure_unknown("too many exits to hold each");
        return;
    }
    if (of->level_count) {
        for (size_t k = 0; of->nominal && k < of->level_count; k++) {
            double mean = sensitivity_at_level(s, input, k, level).estimate;
            low = mean < sensitivity_at_level(s, input, low, level).estimate ? k : low;
            high = mean > sensitivity_at_level(s, input, high, level).estimate ? k : high;
        }
        f->low_name = of->level[low].name;
        f->high_name = of->level[high].name;
    }
    double *below = means_at(arena, s, input, low), *above = means_at(arena, s, input, high);
    f->low = mean_of_units(arena, below, s->units, level);
    f->high = mean_of_units(arena, above, s->units, level);
    for (size_t r = 0; r < s->units; r++)
        above[r] -= below[r];
    f->swing = mean_of_units(arena, above, s->units, level);
}

/* --- along a continuous input ------------------------------------------------------------------------------------- */

/* Bins wide enough to hold some paths each. */
static size_t bin_count(const struct sensitivity *s, size_t most)
{
    double paths = total_paths(s);
    while (most > 4 && paths / (double)most < PATHS_A_BIN)
        most /= 2;
    return most;
}

/* The metric rises somewhere along the input and falls somewhere else, both further than chance would have it at any
 * of the pairs of bins (Bonferroni). */
static bool turns(struct arena *arena, const struct sensitivity *s, size_t input, double level)
{
    const struct input_sums *sums = &s->sums[input];
    size_t bins = bin_count(s, COARSE_BINS), merged = SENSITIVITY_BINS / bins;
    double *mean = numbers(arena, s->units * bins), *difference = numbers(arena, s->units);
    bool rises = false, falls = false;
    for (size_t r = 0; r < s->units; r++)
        for (size_t b = 0; b < bins; b++) {
            double sum = 0, paths = 0;
            for (size_t k = b * merged; k < (b + 1) * merged; k++) {
                sum += sums->bin_sum[r * SENSITIVITY_BINS + k];
                paths += sums->bin_paths[r * SENSITIVITY_BINS + k];
            }
            mean[r * bins + b] = sum / paths;
        }
    double strict = 1 - (1 - level) / (double)(bins * (bins - 1) / 2);
    for (size_t i = 0; i < bins; i++)
        for (size_t j = i + 1; j < bins; j++) {
            for (size_t r = 0; r < s->units; r++)
                difference[r] = mean[r * bins + j] - mean[r * bins + i];
            struct figure figure = mean_of_units(arena, difference, s->units, strict);
            rises = rises || figure.ci_low > 0;
            falls = falls || figure.ci_high < 0;
        }
    return rises && falls;
}

/* --- the value of knowing ----------------------------------------------------------------------------------------- */

static double *parts_of_levels(struct arena *arena, const struct sensitivity *s, size_t input)
{
    const struct uncertain_input *of = &s->inputs.input[input];
    double *part = numbers(arena, s->units * of->level_count);
    for (size_t k = 0; k < of->level_count; k++) {
        const double *mean = means_at(arena, s, input, k);
        for (size_t r = 0; r < s->units; r++)
            part[r * of->level_count + k] = of->level[k].share * mean[r];
    }
    return part;
}

static double *parts_of_bins(struct arena *arena, const struct sensitivity *s, size_t input, size_t bins)
{
    size_t merged = SENSITIVITY_BINS / bins;
    double *part = numbers(arena, s->units * bins);
    for (size_t r = 0; r < s->units; r++)
        for (size_t k = 0; k < SENSITIVITY_BINS; k++)
            part[r * bins + k / merged] += s->sums[input].bin_sum[r * SENSITIVITY_BINS + k] / s->base[r].paths;
    return part;
}

/* What bins hide: in the bin in which the better choice changes, the mean changes its sign on the way, as the bins
 * beside it tell; knowing where is worth the mean of max(y, 0) along that line less max of its mean. */
static double hidden_in_bins(const struct sensitivity *s, const double *part, size_t bins)
{
    double mean[SENSITIVITY_BINS] = {0}, hidden = 0;
    for (size_t r = 0; r < s->units; r++)
        for (size_t k = 0; k < bins; k++)
            mean[k] += part[r * bins + k] / (double)s->units;
    for (size_t k = 0; k < bins; k++) {
        size_t before = k > 0 ? k - 1 : k, after = k + 1 < bins ? k + 1 : k;
        double rise = fabs(mean[after] - mean[before]) / (double)(after - before), top = mean[k] + rise / 2;
        if (fabs(mean[k]) < rise / 2)
            hidden += top * top / (2 * rise) - fmax(mean[k], 0);
    }
    return hidden;
}

static struct figure value_of_knowing(const struct sensitivity *s, const double *part, size_t levels, double level)
{
    const double *const decisions[] = {part, NULL};
    struct decision_parts parts = {s->units, levels, 2, decisions};
    const struct figure most = sensitivity_evpi(s, level);
    return evppi_of(&parts, &most, level);
}

struct figure sensitivity_level_evppi(const struct sensitivity *s, size_t input, size_t at, double level)
{
    struct arena *arena = arena_create();
    size_t levels = s->inputs.input[input].level_count;
    const double *all = parts_of_levels(arena, s, input);
    double *part = numbers(arena, 2 * s->units);
    for (size_t r = 0; r < s->units; r++)
        for (size_t k = 0; k < levels; k++)
            part[2 * r + (k == at)] += all[r * levels + k];
    struct figure figure = value_of_knowing(s, part, 2, level);
    arena_destroy(arena);
    return figure;
}

/* --- all of one input --------------------------------------------------------------------------------------------- */

/* Levels have no more than their order. */
static struct figure spearman(struct arena *arena, const struct sensitivity *s, size_t input,
                              const struct ranks *metric, double level)
{
    const struct uncertain_input *of = &s->inputs.input[input];
    size_t paths = s->units * s->kept;
    if (of->nominal)
        return figure_unknown("its outcomes have no order");
    double *value = numbers(arena, paths);
    for (size_t i = 0; i < paths; i++)
        value[i] = of->level_count ? (s->kept_draw[input][i] > of->level[0].share ? 1 : 0) : s->kept_draw[input][i];
    struct ranks ranks = ranks_of(arena, value, paths);
    return rank_correlation(arena, &ranks, metric, s->units, level);
}

static struct input_figures figures_of(struct arena *arena, const struct sensitivity *s, size_t input,
                                       const struct ranks *metric, double level)
{
    const struct uncertain_input *of = &s->inputs.input[input];
    struct input_figures f = {.index = sensitivity_index(s, input, level)};
    f.spearman = spearman(arena, s, input, metric, level);
    tornado(arena, s, input, level, &f);
    if (!s->sums[input].bin_sum) {
        f.evppi = value_of_knowing(s, parts_of_levels(arena, s, input), of->level_count, level);
    } else {
        size_t bins = bin_count(s, SENSITIVITY_BINS);
        f.turns = !of->nominal && turns(arena, s, input, level);
        const double *part = parts_of_bins(arena, s, input, bins);
        f.evppi = value_of_knowing(s, part, bins, level);
        double most = sensitivity_evpi(s, level).ci_high, high = f.evppi.ci_high + hidden_in_bins(s, part, bins);
        f.evppi.ci_high = high > most && f.evppi.ci_high <= most ? most : high;
    }
    return f;
}

struct input_figures *sensitivity_figures(struct arena *arena, const struct sensitivity *s, double level)
{
    struct input_figures *figures = arena_alloc(arena, s->inputs.count + 1, sizeof *figures);
    struct arena *kept = arena_create();
    struct ranks metric = ranks_of(kept, s->kept_value, s->units * s->kept);
    for (size_t k = 0; k < s->inputs.count; k++) {
        struct arena *scratch = arena_create();
        figures[k] = figures_of(scratch, s, k, &metric, level);
        arena_destroy(scratch);
    }
    arena_destroy(kept);
    return figures;
}
