/* A formula of a tax table for one status, made ready to run over columns: numbers put in, steps that cannot matter
 * taken out, few columns used. What is known of the arguments decides what matters: where an offer has no options,
 * every step about their spread falls away. */
#ifndef MODELS_TAX_TAX_PROGRAM_H
#define MODELS_TAX_TAX_PROGRAM_H

#include "models/tax/tax_operator.h"
#include "sim/arena.h"

struct tax_place { /* where a value is found */
    size_t column; /* TAX_CONSTANT: it is always `constant` */
    double constant;
};

struct tax_program {
    size_t column_count;
    size_t instruction_count;
    struct tax_instruction *instruction;
    size_t argument_count;
    size_t *argument; /* the column to write each into before a run; TAX_CONSTANT: it doesn't matter */
    size_t result_count;
    struct tax_place *result; /* in the order in which they were wanted; to be read after a run */
    size_t constant_count;
    struct tax_place *constant; /* columns that always hold the same */
};

/* What every argument may be: low == high where it is known. */
extern const struct tax_range tax_range_any, tax_range_zero, tax_range_not_negative;

/* `formula` is one of the table's; argument: a range for each of its arguments; wanted: values of the formula. */
struct tax_program *tax_program_create(struct arena *arena, const struct tax_table *table, size_t status,
                                       const struct tax_formula *formula, const struct tax_range *argument,
                                       const size_t *wanted, size_t wanted_count);

/* Columns for a program, its constants written. */
double (*tax_columns_create(struct arena *arena, const struct tax_program *program))[LANES];

/* build: the index of an isa (models/engine.h). */
void tax_program_run(const struct tax_program *program, size_t build, double (*column)[LANES], size_t lanes);

#endif
