/* Figures that other programs came to, against simulated ones. */
#ifndef TESTS_SUPPORT_CASE_FIGURES_H
#define TESTS_SUPPORT_CASE_FIGURES_H

#include "tests/support/case_file.h"
#include "tests/support/simulated.h"

#include <stdbool.h>

/* A Pareto tail of index 3 has no fourth moment: the standard deviation of what carries it has no usable error. */
static inline bool case_figures_has_no_fourth_moment(const char *metric, const char *statistic)
{
    return strcmp(statistic, "sd") == 0 &&
           (strcmp(metric, "equity_value") == 0 || strcmp(metric, "net_advantage") == 0);
}

static inline void case_figures_check_one(const char *name, const char *metric, const cJSON *expected,
                                          const struct simulated *simulated)
{
    const char *statistic = expected->string;
    struct figure figure = simulated_figure(simulated, metric, statistic);
    double value = case_number(expected, "value"), case_error = case_number(expected, "std_error");
    double own_error = isnan(figure.std_error) ? 0 : figure.std_error;
    double tolerance = 4.5 * hypot(case_error, own_error) + 1e-9 * fabs(value);
    if (case_figures_has_no_fourth_moment(metric, statistic))
        tolerance = 0.05 * value;
    else if (!simulated->sample.independent && case_error > 0 && own_error > 3 * case_error)
        fail_msg("%s: the error of %s %s is %g, that of the case %g", name, metric, statistic, own_error, case_error);
    if (!(fabs(figure.estimate - value) <= tolerance))
        fail_msg("%s, %s: %s %s is %.10g, not %.10g (within %.3g)", name, simulated->simulation.sampling.sampler->name,
                 metric, statistic, figure.estimate, value, tolerance);
}

/* The figures of a case, its `expected` of its `offer`: within 4.5 combined errors. */
static inline void case_figures_check(const cJSON *one, const char *sampler, uint64_t paths)
{
    struct arena *arena = arena_create();
    char *text = cJSON_PrintUnformatted(cJSON_GetObjectItemCaseSensitive(one, "offer"));
    struct simulated simulated = simulated_offer(arena, text, sampler, paths);
    const cJSON *expected = cJSON_GetObjectItemCaseSensitive(one, "expected"), *statistic;
    for (size_t m = 0; m < METRICS; m++)
        cJSON_ArrayForEach(statistic, cJSON_GetObjectItemCaseSensitive(expected, metric_names[m]))
            case_figures_check_one(case_text(one, "name"), metric_names[m], statistic, &simulated);
    cJSON_free(text);
    arena_destroy(arena);
}

#endif
