#include "models/tax/tax_curve.h"

#include "models/tax/tax_program.h"

#include <math.h>
#include <string.h>

static bool grows(const struct tax_table *table, size_t input, enum tax_flow flow)
{
    return table->input[input] == flow || table->input[input] == TAX_FLOW_FEDERAL_AGI;
}

static struct tax_program *program_of(struct arena *arena, const struct tax_table *table, size_t status,
                                      enum tax_flow flow, const double beside[TAX_FLOWS])
{
    struct tax_range *range = arena_alloc(arena, table->formula.argument_count + 1, sizeof *range);
    size_t total = 0;
    for (size_t i = 0; i < table->input_count; i++) {
        double amount = beside[table->input[i]];
        range[i] = (struct tax_range){amount, grows(table, i, flow) ? HUGE_VAL : amount};
    }
    for (size_t i = 0; i < table->report_count; i++)
        if (strcmp(table->report[i].name, "total") == 0)
            total = table->report[i].value;
    return tax_program_create(arena, table, status, &table->formula, range, &total, 1);
}

static void fill(const struct tax_program *program, const struct tax_table *table, const double beside[TAX_FLOWS],
                 const double *amount, double (*column)[LANES])
{
    for (size_t i = 0; i < table->input_count; i++)
        for (size_t lane = 0; program->argument[i] != TAX_CONSTANT && lane < LANES; lane++)
            column[program->argument[i]][lane] = beside[table->input[i]] + amount[lane];
}

struct tax_curve tax_curve_of(struct arena *arena, const struct tax_table *table, size_t status, enum tax_flow flow,
                              const double beside[TAX_FLOWS], double step, size_t count)
{
    struct tax_program *program = program_of(arena, table, status, flow, beside);
    double(*column)[LANES] = tax_columns_create(arena, program);
    struct tax_curve curve = {count, arena_alloc(arena, count + LANES, sizeof(double)),
                              arena_alloc(arena, count + LANES, sizeof(double)),
                              arena_alloc(arena, count + LANES, sizeof(double))};
    for (size_t start = 0; start < count; start += LANES) {
        for (size_t i = 0; i < LANES; i++)
            curve.amount[start + i] = step * (double)(start + i);
        fill(program, table, beside, curve.amount + start, column);
        tax_program_run(program, 0, column, LANES);
        const struct tax_place *total = &program->result[0];
        for (size_t i = 0; i < LANES; i++)
            curve.total[start + i] = total->column == TAX_CONSTANT ? total->constant : column[total->column][i];
    }
    for (size_t i = 1; i < count; i++)
        curve.marginal[i] = (curve.total[i] - curve.total[i - 1]) / step;
    if (count > 1)
        curve.marginal[0] = curve.marginal[1];
    return curve;
}
