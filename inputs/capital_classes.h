/* The classes of a cap table while its tables are read, and what becomes of them: `capital`. */
#ifndef INPUTS_CAPITAL_CLASSES_H
#define INPUTS_CAPITAL_CLASSES_H

#include "inputs/report_cells.h"

enum class_told { TOLD_UNKNOWN, TOLD_COMMON, TOLD_PREFERRED, TOLD_OPTION };

struct class_found {
    const char *name, *key; /* the key is what the tables agree on: "series a" */
    enum class_told kind;
    struct place at;
    double shares, percent;         /* percent, a share of the company, where no shares are told */
    double invested, price, strike; /* NAN: not told */
    double multiple, cap, rank;     /* NAN: not told */
    bool participating, terms_told, ordinal;
    const char *rank_words; /* "Senior to A" */
};

struct capital_classes {
    struct report *report;
    size_t count;
    struct class_found *class;
    double pool; /* shares that are not issued */
};

struct capital_classes capital_classes_create(struct report *report);
/* What a name or a type says. */
enum class_told capital_classes_kind(struct arena *arena, const char *text);
/* The class of that name, and of that strike where it is told; made when it is not there yet. NULL: too many. */
struct class_found *capital_classes_named(struct capital_classes *classes, const char *name, double strike,
                                          struct place at);
/* Sets `capital` of the document, where anybody holds anything. */
void capital_classes_end(struct capital_classes *classes);

#endif
