/* Tax tables: those that the program brings (inputs/tax/tables/ID.json, one line in inputs/tax/tax_tables.def each; the
 * build puts their texts into the program) and a user's own. The form of a table is told in docs/tax.md. */
#ifndef INPUTS_TAX_TAX_TABLES_H
#define INPUTS_TAX_TAX_TABLES_H

#include "inputs/document.h"
#include "models/tax/tax_table.h"

struct tax_builtin {
    const char *id;   /* "us-2026" */
    const char *text; /* of the file */
};
extern const struct tax_builtin tax_builtins[]; /* id == NULL ends */

/* NULL, with problems: every fault of the text, at its place. */
struct tax_table *tax_table_from(struct arena *arena, const struct source *source, struct problems *problems);

/* A table of the program by its id, else a file (a name that ends in .json or contains a slash, or "-"). NULL, with
 * problems. */
struct tax_table *tax_table_named(struct arena *arena, const char *name, struct problems *problems);

#endif
