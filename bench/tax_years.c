/* How long a household's year takes by a table: `ninja tax_years && ./tax_years TABLE REPORT|all [FLOW...]`.
 *
 * Only the named inputs are open (0 or more), all others and what is carried are 0; without one, everything is open.
 * Prints nanoseconds a year, the best of many rounds, for each instruction set that this processor has. */
#include "inputs/tax/tax_tables.h"
#include "models/engine.h"
#include "models/tax/tax_program.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { RUNS = 60, ROUNDS = 400 };

static double now_ns(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return 1e9 * (double)time.tv_sec + (double)time.tv_nsec;
}

static bool is_named(const char *name, int count, char **names)
{
    for (int i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

static struct tax_program *program_of(struct arena *arena, const struct tax_table *table, const char *report,
                                      int flow_count, char **flows)
{
    const struct tax_formula *formula = &table->formula;
    struct tax_range *range = arena_alloc(arena, formula->argument_count + 1, sizeof *range);
    size_t *wanted = arena_alloc(arena, table->report_count + table->pool_count + 1, sizeof *wanted), count = 0;
    bool all = strcmp(report, "all") == 0;
    for (size_t i = 0; i < formula->argument_count; i++)
        if (flow_count == 0)
            range[i] = tax_range_any;
        else if (is_named(formula->argument[i], flow_count, flows))
            range[i] = tax_range_not_negative;
    for (size_t i = 0; i < table->report_count; i++)
        if (all || strcmp(table->report[i].name, report) == 0)
            wanted[count++] = table->report[i].value;
    for (size_t i = 0; all && i < table->pool_count; i++)
        wanted[count++] = table->pool[i].carried;
    return tax_program_create(arena, table, 0, formula, range, wanted, count);
}

static double year_ns(const struct tax_program *program, size_t build, double (*column)[LANES])
{
    double best = 1e300;
    for (int round = 0; round < ROUNDS; round++) {
        double start = now_ns();
        for (int i = 0; i < RUNS; i++)
            tax_program_run(program, build, column, LANES);
        double taken = (now_ns() - start) / RUNS / LANES;
        best = taken < best ? taken : best;
    }
    return best;
}

int main(int argc, char **argv)
{
    static const char *const builds[] = {"baseline", "avx2", "avx512"};
    struct arena *arena = arena_create();
    struct problems *problems = problems_create(arena);
    const struct tax_table *table = argc > 2 ? tax_table_named(arena, argv[1], problems) : NULL;
    if (!table) {
        problems_print(problems, stderr);
        fputs("tax_years TABLE REPORT|all [FLOW...]\n", stderr);
        return 2;
    }
    const struct tax_program *program = program_of(arena, table, argv[2], argc - 3, argv + 3);
    double(*column)[LANES] = tax_columns_create(arena, program);
    for (size_t k = 0; k < program->argument_count; k++)
        for (size_t i = 0; program->argument[k] != TAX_CONSTANT && i < LANES; i++)
            column[program->argument[k]][i] = 1000.0 * (double)((i * 37 + k * 11) % 300);
    printf("%zu instructions, %zu columns of %d\n", program->instruction_count, program->column_count, LANES);
    for (size_t build = 0; build < TAX_BUILDS; build++) {
        const struct isa *isa = isa_named(builds[build]);
        if (isa_supported(isa))
            printf("%-8s %6.2f ns\n", builds[build], year_ns(program, isa->index, column));
    }
    arena_destroy(arena);
    return 0;
}
