/* The classes of a cap table while its tables are read, and what becomes of them: `capital`. */
#ifndef INPUTS_CAPITAL_CLASSES_H
#define INPUTS_CAPITAL_CLASSES_H

#include "inputs/report_cells.h"

enum class_told { TOLD_UNKNOWN, TOLD_COMMON, TOLD_PREFERRED, TOLD_OPTION };

struct class_found {
    const char *name, *key; /* the key is what the tables agree on: "series a" */
    enum class_told kind;
    struct place at;
    double shares, percent; /* percent, a share of the company, where no shares are told */
    size_t table;           /* which tells its holdings, from 1; 0: none yet */
    double again;           /* shares that the table under way tells once more */
    struct place again_at;
    double invested, price, strike; /* NAN: not told */
    double multiple, cap, rank;     /* NAN: not told */
    bool participating, terms_told, ordinal;
    const char *rank_words; /* "Senior to A" */
};

struct capital_classes {
    struct report *report;
    size_t count;
    struct class_found *class;
    double pool;         /* shares that are not issued */
    double pool_percent; /* the same, of a table in percentages alone: a mistake */
    size_t table;        /* under way, from 1 */
};

struct capital_classes capital_classes_create(struct report *report);
/* What a name or a type says. */
enum class_told capital_classes_kind(struct arena *arena, const char *text);
/* The class of that name, and of that strike where it is told; made when it is not there yet. NULL: too many. */
struct class_found *capital_classes_named(struct capital_classes *classes, const char *name, double strike,
                                          struct place at);
/* Holdings that a row of the table under way tells. False: another table has told those of the class; they are held
 * against it, by capital_classes_end_table(). */
bool capital_classes_hold(struct capital_classes *classes, struct class_found *class, double shares, double percent,
                          struct place at);
/* What the table said of classes that another one has told: it must be the same. */
void capital_classes_end_table(struct capital_classes *classes);
/* Sets `capital` of the document, where anybody holds anything. */
void capital_classes_end(struct capital_classes *classes);

#endif
