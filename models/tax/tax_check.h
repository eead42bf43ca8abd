/* Cases whose answers someone else computed, replayed by a table: years of households, pools carried from year to year.
 */
#ifndef MODELS_TAX_TAX_CHECK_H
#define MODELS_TAX_TAX_CHECK_H

#include "models/tax/tax_table.h"
#include "sim/arena.h"

struct tax_expected {
    const char *name;
    size_t value; /* of the table's formula */
    double amount;
};

struct tax_check_year {
    double flow[TAX_FLOWS];
    size_t expected_count;
    struct tax_expected *expected; /* reports, then pools as the next year starts with them */
};

struct tax_check_case {
    const char *name;
    size_t status;
    size_t year_count;
    struct tax_check_year *year;
};

struct tax_check {
    size_t case_count;
    struct tax_check_case *check_case;
};

struct tax_miss {
    const char *case_name, *figure;
    size_t year; /* from 1 */
    double expected, actual;
};

struct tax_check_result {
    size_t figures, agreeing;
    size_t miss_count;
    struct tax_miss *miss;
};

/* Figures agree that differ by at most a cent. */
struct tax_check_result tax_check_run(struct arena *arena, const struct tax_table *table,
                                      const struct tax_check *check);

#endif
