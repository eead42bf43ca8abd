/* The taxes of an offer, as its file says them (`tax`): which tables serve which years, of what household. */
#ifndef MODELS_TAX_TAX_SETTING_H
#define MODELS_TAX_TAX_SETTING_H

#include "models/calendar_kernel.h"
#include "models/tax/tax_table.h"
#include "models/value.h"

/* One jurisdiction: its tables by year, the oldest first; a later year than the newest uses the newest. */
struct tax_family {
    const char *name; /* "us", or the file of a user's own table */
    size_t count;
    const struct tax_table *const *table;
    const size_t *status; /* in each table */
    const char *digest;   /* of a user's own table; NULL: a table of the program */
};

enum { TAX_FAMILIES_MAX = 2 };

struct tax_setting {
    bool given;
    bool flat;           /* two rates */
    int first_year;      /* the tax year of the start */
    size_t family_count; /* the second reads the gross income of the first */
    struct tax_family family[TAX_FAMILIES_MAX];
    const char *table, *status, *state;   /* as stated; NULL: not */
    struct value ordinary, capital_gains; /* flat */
    struct value partner_salary;          /* a year, in both worlds; its mean counts */
    double other[TAX_FLOWS];              /* what else the household has in every year */
};

/* Tax years begin on the day of the year on which the table's period does. */
struct calendar_tax_years tax_setting_years(const struct tax_table *table);

#endif
