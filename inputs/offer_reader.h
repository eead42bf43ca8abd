/* From a tree of nodes to the offer, through the key records. What the readers of keys share. */
#ifndef INPUTS_OFFER_READER_H
#define INPUTS_OFFER_READER_H

#include "inputs/key_records.h"
#include "inputs/offer_input.h"

struct reader {
    struct arena *arena;
    struct problems *problems;
    struct offer *offer;
    const struct node *document;
    struct cell_rules rules;
    bool silent;       /* a default is being read: nothing is assumed, nothing counts as given */
    bool start_missed; /* told once that a calendar date needs a start */
};

/* An error at a node's place. */
void reader_error(struct reader *reader, const struct node *node, const char *help, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void reader_error_at(struct reader *reader, const struct node *node, struct place at, const char *help,
                     const char *format, ...) __attribute__((format(printf, 5, 6)));
void reader_assume(struct reader *reader, const struct node *node, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void reader_warn(struct reader *reader, const struct node *node, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* An assumption about a member that is not there. */
void reader_assume_absent(struct reader *reader, const struct node *object, const char *key, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* "expected a share, such as "35%"; this is a list". */
void reader_wrong_type(struct reader *reader, const struct node *node, const struct key *key, const char *expected);

/* Members of an object; `target` is the struct they fill. */
void reader_object(struct reader *reader, const struct node *node, const struct object_record *record, void *target);
/* The defaults of an object that is not there. */
void reader_defaults(struct reader *reader, const struct object_record *record, void *target);

/* False, with a problem of STATUS_LIMIT, when a list has more rows than that. */
bool reader_list_fits(struct reader *reader, const struct node *list, size_t limit);

/* An unknown key of the object means this one: that was told, and that this one is not there is no second mistake. */
bool reader_misspelt(const struct node *object, const struct object_record *record, const char *key);

/* The text of a text or number node as a cell would have it. NULL for anything else. */
const char *reader_cell_text(struct reader *reader, const struct node *node);

/* A value of a key at a node; and one that must be certain. False: a problem was added. */
bool reader_value(struct reader *reader, const struct node *node, const struct key *key, struct value *value);
bool reader_certain(struct reader *reader, const struct node *node, const struct key *key, double *number);

/* The rules for a cell of this node: the file's, and how its source writes numbers. */
struct cell_rules reader_rules(const struct reader *reader, const struct node *node);

/* Kinds from names, by whole words (inputs/name_kinds.c). */
/* A name that fits none is an error for a risk, `independent` for an exit. */
void exit_kind_from_name(struct reader *reader, const struct node *row, struct exit_row *exit);
void risk_kind_from_name(struct reader *reader, const struct node *row, struct risk_row *risk);
bool horizon_from_name(struct reader *reader, const char *name, double *years);

/* The draw that a key path names (inputs/draw_names.c); NULL: a problem was added at `node`. */
const char *draw_named(struct reader *reader, const struct node *node, const char *path);

/* What a listed company can't have (inputs/keys/public_keys.c). */
void public_check(struct reader *reader);

/* What goes across tables (inputs/offer_checks.c), when all keys are read. */
void offer_check(struct reader *reader);
/* What `run` needs and the offer lacks (inputs/offer_missing.c): flags ready to paste. */
size_t offer_missing(struct arena *arena, const struct offer *offer, const char *const **missing);

/* A curve from points that may come in any order; the rows' nodes are for messages. */
struct curve_point {
    double years, probability;
    const struct node *node;
    struct value stated;
};
void hazard_from_points(struct reader *reader, struct curve_point *points, size_t count, struct hazard_curve *curve);

#endif
