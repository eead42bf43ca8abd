#include "models/tax/tax_year.h"

#include <math.h>
#include <string.h>

struct tax_year *tax_year_create(struct arena *arena, const struct tax_table *table, size_t status)
{
    const struct tax_formula *formula = &table->formula;
    size_t values = formula->argument_count + formula->step_count;
    struct tax_range *any = arena_alloc(arena, formula->argument_count + 1, sizeof *any);
    size_t *wanted = arena_alloc(arena, values + 1, sizeof *wanted);
    for (size_t i = 0; i < formula->argument_count; i++)
        any[i] = tax_range_any;
    for (size_t i = 0; i < values; i++)
        wanted[i] = i;
    struct tax_year *year = arena_alloc(arena, 1, sizeof *year);
    year->table = table;
    year->status = status;
    year->program = tax_program_create(arena, table, status, formula, any, wanted, values);
    year->column = tax_columns_create(arena, year->program);
    year->value = arena_alloc(arena, values + 1, sizeof *year->value);
    return year;
}

void tax_year_run(struct tax_year *year, const double flow[TAX_FLOWS], double *pool)
{
    const struct tax_table *table = year->table;
    for (size_t i = 0; i < year->program->argument_count; i++) {
        double value = i < table->input_count ? flow[table->input[i]] : pool[i - table->input_count];
        if (year->program->argument[i] != TAX_CONSTANT)
            for (size_t lane = 0; lane < LANES; lane++)
                year->column[year->program->argument[i]][lane] = value;
    }
    tax_program_run(year->program, 0, year->column, 1);
    for (size_t i = 0; i < year->program->result_count; i++) {
        const struct tax_place *place = &year->program->result[i];
        year->value[i] = place->column == TAX_CONSTANT ? place->constant : year->column[place->column][0];
    }
    for (size_t i = 0; i < table->pool_count; i++)
        pool[i] = year->value[table->pool[i].carried];
}

double tax_year_report(const struct tax_year *year, const char *name)
{
    for (size_t i = 0; i < year->table->report_count; i++)
        if (strcmp(year->table->report[i].name, name) == 0)
            return year->value[year->table->report[i].value];
    return NAN;
}
