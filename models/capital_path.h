/* The capital on one path: the file's classes, what rounds make of them and add to them, and convertibles. Where the
 * prices of rounds matter; else models/capital_kernel.h does the same in columns. */
#ifndef MODELS_CAPITAL_PATH_H
#define MODELS_CAPITAL_PATH_H

#include "models/company_plan.h"

struct capital_path {
    const struct company_plan *company;
    struct company_columns *columns;
    size_t lane;
    double exit_years;
    struct waterfall_class *classes; /* the first company->class_count are those of the file */
    size_t count;
    double all_shares;
    double top_seniority;
    bool converted;     /* the convertibles have */
    size_t unconverted; /* where they haven't: the first class of theirs */
    bool waived;        /* in some round anti-dilution was waived */
    bool waited;        /* in some round convertibles waited for another */
};

/* As it stands at an exit at exit_years, which happens; from what was drawn (models/stages/company.c). */
struct capital_path capital_path_at(const struct company_plan *company, struct company_columns *columns, size_t lane,
                                    double exit_years);
/* As in an IPO or a tender: everybody converts, but for convertibles that no round converted. */
void capital_path_convert(struct capital_path *path);

#endif
