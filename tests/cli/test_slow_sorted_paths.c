/* What keeping counts instead of paths costs: a million paths by --keep, sorted, against the figures printed of them.
 *
 * Quantiles come out within a third of the half-width of their interval, mostly within a few hundredths: a bin is up to
 * a thousandth of a value wide. CVaR is within a hundredth of its own; mean and sd are exact but for rounding. On an
 * atom all are the very value. */
#include "inputs/document.h"
#include "inputs/json_document.h"
#include "inputs/source.h"
#include "models/run.h"
#include "tests/support/assert_close.h"
#include "tests/support/run_program.h"

#include <stdio.h>
#include <string.h>

enum { PATHS = 1 << 20 };
#define OFFER SOURCE_DIR "/examples/hugging-face.json"

struct weighed {
    double value, weight;
};

static int ascending(const void *a, const void *b)
{
    const struct weighed *left = a, *right = b;
    return (left->value > right->value) - (left->value < right->value);
}

/* Columns: path, exit, the metrics, then what the path counts for. */
static void read_paths(const char *path, struct weighed *column[METRICS_BEFORE_TAX])
{
    char line[1024];
    size_t row = 0;
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    assert_non_null(fgets(line, sizeof line, file));
    for (; fgets(line, sizeof line, file); row++) {
        assert_true(row < PATHS);
        char *cell = strchr(strchr(line, ',') + 1, ',');
        for (size_t m = 0; m < METRICS_BEFORE_TAX; m++)
            column[m][row].value = strtod(cell + 1, &cell);
        double weight = strtod(cell + 1, &cell);
        for (size_t m = 0; m < METRICS_BEFORE_TAX; m++)
            column[m][row].weight = weight;
    }
    fclose(file);
    assert_int_equal(row, PATHS);
    for (size_t m = 0; m < METRICS_BEFORE_TAX; m++)
        qsort(column[m], PATHS, sizeof **column, ascending);
}

static double member(const struct node *figure, const char *key)
{
    const struct node *node = node_member(figure, key);
    assert_true(node && node->type == NODE_NUMBER);
    return node->number;
}

/* The difference from `exact` in half-widths of the interval. */
static double in_half_widths(const struct node *figure, double exact)
{
    double off = fabs(member(figure, "estimate") - exact);
    double half = (member(figure, "ci_high") - member(figure, "ci_low")) / 2;
    return off > 0 ? off / half : 0;
}

/* The smallest value with that much at or below it. */
static double value_at(const struct weighed *sorted, double paths)
{
    double below = 0;
    for (size_t i = 0; i < PATHS; i++)
        if ((below += sorted[i].weight) >= paths)
            return sorted[i].value;
    return sorted[PATHS - 1].value;
}

static double worst_quantile(const struct node *metric, const struct weighed *sorted)
{
    double worst = 0;
    for (const struct node *figure = node_member(metric, "quantiles")->child; figure; figure = figure->next) {
        double paths = strtod(figure->key + 1, NULL) / 100 * PATHS * (1 - 0x1p-28);
        worst = fmax(worst, in_half_widths(figure, value_at(sorted, paths)));
    }
    return worst;
}

/* Sums from the smallest on, as exact as a long double makes them. */
static void check_sums(const struct node *metric, const struct weighed *sorted, bool replicated)
{
    long double sum = 0, squares = 0, worst = 0;
    double worst_paths = 0.05 * PATHS, left = worst_paths, positive = 0, zero = 0;
    for (size_t i = 0; i < PATHS; i++) {
        double value = sorted[i].value, weight = sorted[i].weight, counted = weight < left ? weight : left;
        sum += (long double)weight * value;
        worst += (long double)counted * value;
        left -= counted;
        positive += value > 0 ? weight : 0;
        zero += value == 0 ? weight : 0;
    }
    for (size_t i = 0; i < PATHS; i++)
        squares += sorted[i].weight * (sorted[i].value - sum / PATHS) * (sorted[i].value - sum / PATHS);
    double divisor = replicated ? PATHS : PATHS - 1; /* the paths of a net are no sample of independent ones */
    double mean = (double)(sum / PATHS), sd = (double)sqrtl(squares / divisor);
    assert_close(member(node_member(metric, "mean"), "estimate"), mean, 1e-12 * (fabs(mean) + sd));
    assert_close(member(node_member(metric, "sd"), "estimate"), sd, 1e-12 * sd);
    assert_close(member(node_member(metric, "p_positive"), "estimate"), positive / PATHS, 0x1p-27);
    assert_close(member(node_member(metric, "p_zero"), "estimate"), zero / PATHS, 0x1p-27);
    double off = in_half_widths(node_member(metric, "cvar5"), (double)(worst / worst_paths));
    assert_true(off < 0.01);
}

static void check_sampler(const char *sampler, const char *folder)
{
    struct arena *arena = arena_create();
    const char *csv = arena_text(arena, "%s/paths.csv", folder), *json = arena_text(arena, "%s/run.json", folder);
    const char *arguments[] = {"run",    OFFER, "--paths", "1048576", "--sampler", sampler,
                               "--keep", csv,   "-o",      json,      "-q",        NULL};
    assert_int_equal(run_program(arguments), 0);
    struct weighed *column[METRICS_BEFORE_TAX];
    for (size_t m = 0; m < METRICS_BEFORE_TAX; m++)
        column[m] = arena_alloc(arena, PATHS, sizeof **column);
    read_paths(csv, column);
    struct problems *problems = problems_create(arena);
    const struct node *document = json_document(arena, source_read(arena, json, problems), problems);
    for (size_t m = 0; m < METRICS_BEFORE_TAX; m++) {
        const struct node *metric = node_member(node_member(document, "metrics"), metric_names[m]);
        double off = worst_quantile(metric, column[m]);
        printf("%-10s %-22s quantiles within %.3f half-widths\n", sampler, metric_names[m], off);
        assert_true(off < 1.0 / 3);
        check_sums(metric, column[m], strcmp(sampler, "mc") != 0);
    }
    unlink(csv);
    unlink(json);
    arena_destroy(arena);
}

static void figures_are_those_of_a_full_sort(void **state)
{
    (void)state;
    char folder[] = "/tmp/offercast-sorted-XXXXXX";
    assert_non_null(mkdtemp(folder));
    check_sampler("sobol", folder);
    check_sampler("mc", folder);
    assert_int_equal(rmdir(folder), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(figures_are_those_of_a_full_sort)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
