/* The tables of an offer that may come as CSV: their columns, what else those are called, and how to tell them apart.
 */
#ifndef INPUTS_OFFER_TABLES_H
#define INPUTS_OFFER_TABLES_H

#include "inputs/document.h"

struct key;
struct object_record;

struct column_name {
    const char *called; /* lower case, blanks as _ */
    const char *key;    /* NULL: the column is passed over */
};

struct offer_table {
    const char *key;                    /* of the offer: "exits" */
    const struct object_record *record; /* the keys of a row: its columns; or NULL, and... */
    const char *const *columns;         /* ...these; NULL ends */
    const struct column_name *synonyms; /* called == NULL ends */
    const char *const *all;             /* told by having all of these columns; NULL ends... */
    const char *const *any;             /* ...and one of these; NULL ends; empty: no matter */
};

/* NULL when there is none of that name. */
const struct offer_table *offer_table_named(const char *key);

/* The next table after `table` (NULL: the first), in the order in which they are tried; NULL at the end. */
const struct offer_table *offer_table_after(const struct offer_table *table);

/* Column i of the table; NULL past the last. */
const char *offer_table_column_at(const struct offer_table *table, size_t i);
/* The key of a row that the column holds; NULL: it has no record of its own (`side`). */
const struct key *offer_table_key(const struct offer_table *table, const char *column);

/* What a heading stands for. A column that a row's key begins ("vesting.months") keeps what follows the point. False
 * when the table has no such column; *key is NULL for a column to pass over ("// notes"). */
bool offer_table_column(struct arena *arena, const struct offer_table *table, const char *heading, const char **key);

/* The nearest column to a heading that is none, or NULL. */
const char *offer_table_nearest(struct arena *arena, const struct offer_table *table, const char *heading);

/* "name, kind, probability" */
const char *offer_table_columns(struct arena *arena, const struct offer_table *table);

/* Whether these headings make that table. */
bool offer_table_fits(struct arena *arena, const struct offer_table *table, const char *const *headings, size_t count);

/* Puts the table in the place of every `"exits": "exits.csv"` of the document. */
void offer_tables_fetch(struct arena *arena, const char *base_path, struct node *document, struct problems *problems);

#endif
