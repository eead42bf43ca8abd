/* What the readers of a tax table's parts share (inputs/tax/): faults are told at their place and reading goes on, so
 * that one pass finds them all. */
#ifndef INPUTS_TAX_TAX_READER_H
#define INPUTS_TAX_TAX_READER_H

#include "inputs/document.h"
#include "models/tax/tax_operator.h"

struct tax_reader {
    struct arena *arena;
    struct problems *problems;
    struct tax_table *table;
};

/* The values that a step may name: arguments, the steps above it, and the table's numbers. */
struct tax_scope {
    struct tax_formula *formula;
    const struct node *steps; /* the whole list, to tell a later step from an unknown one; or NULL */
};

void tax_error(struct tax_reader *reader, const struct node *node, const char *help, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* At the key of a member. */
void tax_key_error(struct tax_reader *reader, const struct node *node, const char *help, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* "unknown KIND "word"", with the nearest of `names` or all of them. */
void tax_unknown(struct tax_reader *reader, const struct node *node, bool at_key, const char *kind, const char *word,
                 const char *const *names, size_t count);

bool tax_is_comment(const struct node *member); /* a key that begins with two slashes */
size_t tax_member_count(const struct node *object);

struct tax_key {
    const char *name;
    enum node_type type; /* NODE_NULL: any */
    bool optional;
};

/* Unknown and missing keys and wrong types of an object are told. False: something is missing or of a wrong type, so
 * that the object cannot be read. `what`: "a rule". */
bool tax_object(struct tax_reader *reader, const struct node *node, const char *what, const struct tax_key *keys,
                size_t count);
bool tax_type(struct tax_reader *reader, const struct node *node, enum node_type type, const char *what);

/* YYYY-MM-DD. */
bool tax_date(struct tax_reader *reader, const struct node *node, struct calendar_date *date);
/* Index of a source by its key; told when unknown. */
size_t tax_source_index(struct tax_reader *reader, const struct node *node);
size_t tax_number_index(const struct tax_reader *reader, const char *name); /* SIZE_MAX: there is none */

/* For each member of `object` that is a status (or `common`, for all of them), its node by status; told where one is
 * missing or unknown. False: a fault was told. */
bool tax_by_status(struct tax_reader *reader, const struct node *object, const char *common, const struct node **found,
                   bool *by_status);

/* The parts. */
void tax_read_numbers(struct tax_reader *reader, const struct node *object);
void tax_read_tariffs(struct tax_reader *reader, const struct node *object);
/* Appends the steps of a list to the scope's formula. */
void tax_read_steps(struct tax_reader *reader, const struct node *list, struct tax_scope *scope);
void tax_read_grants(struct tax_reader *reader, const struct node *object);

#endif
