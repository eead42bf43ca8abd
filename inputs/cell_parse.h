/* A reading under way, and the steps that amounts and dates share. */
#ifndef INPUTS_CELL_PARSE_H
#define INPUTS_CELL_PARSE_H

#include "inputs/cell_kinds.h"

struct cell_parse {
    struct arena *arena;
    const struct cell_rules *rules;
    const struct cell_grammar *grammar;
    const struct scan *scan;
    size_t next;        /* token */
    const char *remark; /* NULL, or what the sentence must add: "2009-10" is read as a month */
    struct cell_reading *reading;
};

/* Notes the first fault and returns false. */
bool cell_fault(struct cell_parse *parse, size_t at, const char *help, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* "`ARR` does not belong in an amount of money", with the kind's examples as help. */
bool cell_unexpected(struct cell_parse *parse, const struct token *token);

const struct token *cell_token(const struct cell_parse *parse);    /* the next one */
bool cell_take_mark(struct cell_parse *parse, char mark);          /* takes it if it is there */
bool cell_take_words(struct cell_parse *parse, const char *words); /* "or more": takes all of them or none */
bool cell_take_range(struct cell_parse *parse, bool between);      /* "-" or "to"; "and" after "between" */
bool cell_take_open(struct cell_parse *parse);                     /* "+", "or more", "and up", ... */

enum cell_bound {
    BOUND_NONE,
    BOUND_LOWER,
    BOUND_UPPER,
    BOUND_WITHIN,
    BOUND_BETWEEN,
    BOUND_FROM,   /* "from 2029": open, unless a second end follows */
    BOUND_BY,     /* up to the end of what follows */
    BOUND_BEFORE, /* up to its beginning */
    BOUND_AFTER   /* open, from its end */
};
enum cell_bound cell_take_bound(struct cell_parse *parse); /* ">", "at least", "up to", "within", ... */

#endif
