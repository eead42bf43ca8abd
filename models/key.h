/* A key of the offer file, as the record that owns it declares it: what it is called, what it takes, where that goes.
 * How a file is read is not known here: `inputs` reads, checks, describes and writes what is declared. */
#ifndef MODELS_KEY_H
#define MODELS_KEY_H

#include <stdbool.h>
#include <stddef.h>

struct shape;         /* inputs/key_records.h */
struct object_record; /* inputs/key_records.h */

/* The target is a struct value, but a bool for UNIT_YES_NO and for UNIT_CHOICE, which is one of two words. */
enum unit { UNIT_OTHER, UNIT_MONEY, UNIT_SHARE, UNIT_YEARS, UNIT_MULTIPLE, UNIT_YES_NO, UNIT_CHOICE };
extern const char *const unit_names[]; /* in an explanation: "money" */

struct bounds {
    double low, high;
    bool low_excluded, high_excluded;
    const char *words; /* "at least 0" */
};
extern const struct bounds bounds_probability, bounds_not_negative, bounds_positive, bounds_rate, bounds_below_one;

enum key_flags {
    KEY_REQUIRED = 1,
    KEY_TOLD = 2,            /* its default is an assumption worth a line */
    KEY_UNSIMULATED = 4,     /* changes no figure: not part of the canonical offer */
    KEY_MEAN = 8,            /* only the mean of a range counts */
    KEY_BARE_REFUSED = 16,   /* percent of a grant */
    KEY_FILE = 32,           /* a table that may be named as a CSV file (inputs/offer_tables.h) */
    KEY_IDLE_ELSEWHERE = 64, /* on a grant of another type it does nothing, which is told; else it is an error there */
    KEY_ADDED =
        128 /* a value that is told in the canonical offer only where it is given: older files keep their hash */,
    KEY_YEARLY = 256,  /* pay of a year: "a month" behind it makes it twelve times that */
    KEY_COMPANY = 512, /* value of the company: a price per share or a multiple of revenue becomes one */
};

struct word {
    const char *name;
    int number; /* of the enum */
    const char *meaning;
};

struct key {
    const char *name;
    enum unit unit;            /* or, for UNIT_OTHER... */
    const struct shape *shape; /* ...a shape of inputs */
    size_t offset;        /* of the target in its struct; 0 for an object whose members belong to that struct itself */
    const char *fallback; /* the default, as a file would write it; NULL: none */
    const char *description;
    const char *examples;               /* JSON values with commas between */
    const struct bounds *bounds;        /* of numbers */
    const struct word *words;           /* of a word: NULL name at the end */
    const struct object_record *object; /* of an object or a table */
    unsigned flags;
};

#define KEY_COUNT(keys) (sizeof(keys) / sizeof(keys)[0])

#endif
