/* From a tree of nodes to the offer, through the key records. What the readers of keys share. */
#ifndef INPUTS_OFFER_READER_H
#define INPUTS_OFFER_READER_H

#include "inputs/key_records.h"

/* Means the tree: checks and fills the offer. */
void offer_from_document(struct arena *arena, const struct node *document, struct problems *problems,
                         struct offer *offer);

/* The same of one of many variants of an offer, for which `memo` keeps what their cells say; NULL: nothing does. */
void offer_from_variant(struct arena *arena, const struct node *document, struct cell_memo *memo,
                        struct problems *problems, struct offer *offer);

struct reader {
    struct arena *arena;
    struct problems *problems;
    struct offer *offer;
    const struct node *document;
    struct cell_rules rules;
    bool silent;                      /* a default is being read: nothing is assumed, nothing counts as given */
    const struct node *timeline;      /* of `defaults`: serves every exit without one; NULL: none */
    const struct node *first_untimed; /* the first exit that needs a timeline and has none, */
    size_t untimed;                   /* and how many there are */
    bool start_missed;                /* told once that a calendar date needs a start */
};

/* An error at a node's place. */
void reader_error(struct reader *reader, const struct node *node, const char *help, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void reader_error_at(struct reader *reader, const struct node *node, struct place at, const char *help,
                     const char *format, ...) __attribute__((format(printf, 5, 6)));
/* Whether assumptions and warnings are told now; where words for one take long, it is asked first. */
bool reader_notes(const struct reader *reader);
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

/* False, with a problem of STATUS_LIMIT, when a list has more rows than that. */
bool reader_list_fits(struct reader *reader, const struct node *list, size_t limit);

/* An unknown key of the object means this one: that was told, and that this one is not there is no second mistake. */
bool reader_misspelt(const struct node *object, const struct object_record *record, const char *key);

#endif
