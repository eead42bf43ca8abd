#include "models/tax/tax_table.h"

#include <stdint.h>
#include <string.h>

size_t tax_table_status(const struct tax_table *table, const char *name)
{
    size_t i = 0;
    while (i < table->status_count && strcmp(table->status[i], name) != 0)
        i++;
    return i;
}

const struct tax_grant *tax_table_grant(const struct tax_table *table, const char *type)
{
    for (size_t i = 0; i < table->grant_count; i++)
        if (strcmp(table->grant[i].type, type) == 0)
            return &table->grant[i];
    return NULL;
}

size_t tax_formula_value(const struct tax_formula *formula, const char *name)
{
    for (size_t i = 0; i < formula->argument_count; i++)
        if (strcmp(formula->argument[i], name) == 0)
            return i;
    for (size_t i = 0; i < formula->step_count; i++)
        if (strcmp(formula->step[i].name, name) == 0)
            return formula->argument_count + i;
    return SIZE_MAX;
}

double tax_piece_at(const struct tax_piece *piece, double amount)
{
    double u = (amount - piece->origin) / piece->unit;
    return piece->poly[0] + (piece->poly[1] + piece->poly[2] * u) * u;
}

double tax_schedule_at(const struct tax_schedule *schedule, double amount)
{
    const struct tax_piece *piece = schedule->piece;
    for (size_t i = 1; i < schedule->count; i++)
        if (amount > schedule->piece[i].from)
            piece = &schedule->piece[i];
    double first = schedule->piece[0].from;
    return tax_piece_at(piece, amount > first ? amount : first);
}
