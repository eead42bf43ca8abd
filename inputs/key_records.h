/* The keys of an offer file: one const record per key, in inputs/keys/ or, of what models has several kinds of, with
 * the kind (models/key.h). From a record come its reading, its check, its default, its schema, its place in the
 * canonical offer. A record names a shape, which knows how a kind of value is read, described and written; shapes are
 * records too, so that nobody asks "which kind is it?". */
#ifndef INPUTS_KEY_RECORDS_H
#define INPUTS_KEY_RECORDS_H

#include "inputs/cell.h"
#include "inputs/document.h"
#include "inputs/json_writer.h"
#include "models/key.h"
#include "models/offer.h"

struct reader; /* inputs/offer_reader.h */

struct shape {
    const char *expected; /* for messages: "a share, such as \"35%\"" */
    const char *name;     /* of its definition in the schema: "money"; NULL: written where it is used */
    enum cell_kind cell;  /* value shapes: the kind of the cell */
    bool drawn;           /* the target is a struct value: in a row of a table it is a draw of its own */
    void (*read)(struct reader *reader, const struct node *node, const struct key *key, void *target);
    void (*schema)(struct json_writer *schema, const struct key *key);
    /* Writes the key and its resolved value; nothing when there is nothing to tell. NULL where every key of this shape
     * is KEY_UNSIMULATED. */
    void (*canonical)(struct json_writer *text, const struct key *key, const void *target);
};

struct object_record {
    const char *name; /* "an exit" */
    const struct key *keys;
    size_t key_count;
    const struct key *(*more_keys)(size_t i); /* after those, NULL past the last: declared by kinds in models */
    /* Called when all members are read, also those that are not there; checks what goes across keys. */
    void (*finish)(struct reader *reader, const struct node *node, void *target);
    /* Of a table, whose key's offset is that of the pointer to its rows. */
    size_t row_bytes, count_offset;
    size_t row_limit;                /* 0: ROWS_MAX */
    bool named;                      /* the first key is the rows' unique name, at offset 0 of the row */
    const char *row_stem;            /* "grant": a row without a name is "grant 1"; NULL: a name is required */
    bool any_order;                  /* the canonical offer sorts the rows by name */
    bool (*counts)(const void *row); /* NULL: every row is part of the canonical offer */
    bool told_in_words;              /* a text stands for the object too (inputs/grant_words.h) */
};

extern const struct object_record offer_record;
extern const struct object_record exit_record, risk_record, compensation_record, grant_record, dilution_record;
extern const struct object_record capital_record, escrow_record, ipo_record, company_record, scorecard_record;
extern const struct object_record public_record, tax_record;
extern const struct object_record correlation_record, defaults_record;

/* Shapes. Target: struct value. */
extern const struct shape shape_money, shape_share, shape_duration, shape_timeline, shape_date, shape_score,
    shape_multiple, shape_count, shape_plain;
/* Target: double; int; bool; const char *; an enum; a bool. */
extern const struct shape shape_number, shape_years, shape_whole, shape_boolean, shape_text, shape_word, shape_choice;
/* Target: the struct itself; a pointer to rows. */
extern const struct shape shape_object, shape_table;
/* Of a single key, in their own files. */
extern const struct shape shape_defaults, shape_hazard, shape_vesting, shape_public, shape_tax;

/* How a key's value is read, described and written: its shape, or that of its unit. */
const struct shape *key_shape(const struct key *key);
const struct key *key_at(const struct object_record *record, size_t i); /* NULL past the last */
const struct key *key_named(const struct object_record *record, const char *name);

/* Schema of parts that several shapes share. */
void schema_open_key(struct json_writer *schema, const struct key *key); /* '{', description, default, examples */
void schema_object(struct json_writer *schema, const struct object_record *record); /* members of an object's schema */

void schema_definition(struct json_writer *schema, const struct shape *shape); /* of a value shape, in $defs */

/* The canonical form of a distribution: ["uniform",0.01,0.02]. */
void value_write_distribution(struct json_writer *text, const struct distribution *distribution);
void canonical_object(struct json_writer *text, const struct object_record *record, const void *target);

#endif
