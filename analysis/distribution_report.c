#include "analysis/distribution_report.h"

#include "analysis/result_forms.h"

#include <math.h>
#include <stdlib.h>

enum { BARS = 40, ATOMS_MAX = 100 };
static const double ATOM_LEAST = 0.01; /* 1/ATOMS_MAX: no more of them fit */

static const struct result_table *numbers(struct arena *arena, const double *number, size_t count)
{
    struct result_table *table = result_table_create(arena, &result_form_numbers, count);
    for (size_t i = 0; i < count; i++)
        table->cell[i] = result_number(number[i], "");
    return table;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Edges and atoms in order, each once. */
static size_t amounts_of(const double *edges, const double *atoms, size_t atom_count, double *amounts)
{
    size_t count = 0, kept = 0;
    for (size_t i = 0; i <= BARS; i++)
        amounts[count++] = edges[i];
    for (size_t i = 0; i < atom_count; i++)
        amounts[count++] = atoms[i];
    qsort(amounts, count, sizeof *amounts, ascending);
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || amounts[i] > amounts[kept - 1])
            amounts[kept++] = amounts[i];
    return kept;
}

static void add_point(struct result_table *curve, double amount, struct figure above)
{
    struct result_cell *cell = curve->cell + curve->rows++ * curve->column_count;
    cell[0] = result_number(amount, "");
    cell[1] = result_figure(&above, "share");
}

static const struct result_table *curve_of(struct arena *arena, const struct sample *sample, size_t column,
                                           const double *edges)
{
    double atoms[ATOMS_MAX], amounts[BARS + 1 + ATOMS_MAX];
    size_t atom_count = sample_atoms(sample, column, ATOM_LEAST, ATOMS_MAX, atoms), atom = 0;
    size_t count = amounts_of(edges, atoms, atom_count, amounts);
    struct result_table *curve = result_table_create(arena, &result_form_exceedance, count + atom_count);
    curve->rows = 0;
    for (size_t i = 0; i < count; i++) {
        if (atom < atom_count && !(amounts[i] < atoms[atom])) {
            add_point(curve, amounts[i], sample_p_above(sample, column, nextafter(amounts[i], -INFINITY)));
            atom++;
        }
        add_point(curve, amounts[i], sample_p_above(sample, column, amounts[i]));
    }
    return curve;
}

void distribution_report_add(struct report *report, const struct sample *sample, size_t column, const char *metric)
{
    struct arena *arena = report->arena;
    double edges[BARS + 1], shares[BARS];
    sample_shares(sample, column, BARS, edges, shares);
    struct result_table *histogram = result_table_create(arena, &result_form_histogram, 1);
    histogram->cell[0] = result_nested(numbers(arena, edges, BARS + 1));
    histogram->cell[1] = result_nested(numbers(arena, shares, BARS));
    report->distribution =
        arena_grow(arena, report->distribution, report->distribution_count, sizeof *report->distribution);
    report->distribution[report->distribution_count++] =
        (struct report_distribution){metric, histogram, curve_of(arena, sample, column, edges)};
}
