/* Tables of a result as JSON (analysis/result.h): objects and lists by their shape, one figure a line. */
#ifndef OUTPUTS_JSON_TABLES_H
#define OUTPUTS_JSON_TABLES_H

#include "analysis/result.h"
#include "outputs/text_buffer.h"

struct json_writing {
    struct text_buffer *out;
    size_t depth; /* of brackets that are open */
    bool empty;   /* the innermost has nothing in it yet */
    bool flat;    /* all on one line */
};

void json_tables_open(struct json_writing *writing, const char *bracket);
void json_tables_close(struct json_writing *writing, const char *bracket);
/* Begins the next item of a list, or the next member of an object. */
void json_tables_item(struct json_writing *writing);
void json_tables_member(struct json_writing *writing, const char *key);

/* The table as the next member of the object that is open; without a key, its members. */
void json_tables_put(struct json_writing *writing, const struct result_table *table);
/* The members of a row, from column `first` on. */
void json_tables_put_members(struct json_writing *writing, const struct result_table *table,
                             const struct result_cell *cells, size_t first);

#endif
