/* The user's mistakes: collected, located, told with what is allowed. And what was assumed or is worth a warning.
 *
 * A problem prints as
 *     offercast: FILE:LINE:COLUMN: what is wrong
 *       | the source line
 *       | ^ caret
 *       help: what is allowed, or "did you mean ...?"
 * Lines and columns start at 1; a column counts characters, not bytes. Control characters are escaped. */
#ifndef INPUTS_PROBLEMS_H
#define INPUTS_PROBLEMS_H

#include "sim/arena.h"
#include "sim/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct source { /* a text that was read */
    const char *name;   /* as the user gave it: "offer.json", "--set", "-" */
    const char *bytes;  /* zero terminated */
    size_t length;
    size_t first_line;  /* 1; for the n-th --set: n, so that a place reads "--set n:COLUMN"... */
    bool one_line;      /* ...a --set is one line: it prints NAME LINE:COLUMN as "--set 1:7" */
};

struct place {
    const struct source *source; /* NULL: no place (a whole run) */
    size_t offset;               /* in bytes from the start of the source */
};

void place_line_column(const struct place *place, size_t *line, size_t *column);

enum { PROBLEMS_SHOWN = 20 };

struct problem {
    struct place at;
    const char *pointer; /* JSON pointer "/exits/3/valuation", or "" */
    const char *message;
    const char *help;    /* one line, or NULL */
};

struct note { /* an assumption or a warning */
    struct place at;
    const char *pointer;
    const char *text;
};

struct problems {
    struct arena *arena;
    enum status status; /* of the worst problem; OK while there is none */
    size_t count;       /* of errors found; the first PROBLEMS_SHOWN are kept */
    struct problem *problem;
    size_t assumption_count;
    struct note *assumption;
    size_t warning_count;
    struct note *warning;
};

struct problems *problems_create(struct arena *arena);

/* status is STATUS_INVALID for what the file says, STATUS_USAGE for a --set path, STATUS_FILE, STATUS_LIMIT. */
void problem_add(struct problems *problems, enum status status, struct place at, const char *pointer, const char *help,
                 const char *format, ...) __attribute__((format(printf, 6, 7)));
void problem_assume(struct problems *problems, struct place at, const char *pointer, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void problem_warn(struct problems *problems, struct place at, const char *pointer, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Sorted by place, at most PROBLEMS_SHOWN, then a line that counts the rest. */
void problems_print(const struct problems *problems, FILE *stream);

/* The allowed word nearest to `word` (edit distance, swaps count one), or NULL when none is near. */
const char *nearest_word(const char *word, const char *const *words, size_t count);

#endif
