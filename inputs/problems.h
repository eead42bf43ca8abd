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

#include "inputs/comma_use.h"
#include "sim/arena.h"
#include "sim/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct source_mark; /* inputs/place.c: line and column at regular offsets, so that finding a place never costs a walk */

struct source {        /* a text that was read; made by source_create (inputs/document.h) */
    const char *name;  /* as the user gave it: "offer.json", "--set", "-" */
    const char *bytes; /* zero terminated, without a byte order mark */
    size_t length;
    size_t first_line;              /* 1; for the n-th --set: n, so that a place reads "--set n:COLUMN"... */
    bool one_line;                  /* ...a --set is one line: it prints NAME LINE:COLUMN as "--set 1:7" */
    enum comma_use commas;          /* a CSV with semicolons: its cells may write 3,5 for 3.5 */
    const struct source_mark *mark; /* NULL: a place is found by walking from the start (fine for short texts) */
};

struct place {
    const struct source *source; /* NULL: no place (a whole run) */
    size_t offset;               /* in bytes from the start of the source */
};

/* A line ends with LF, CR LF or CR. Of a text that is not UTF-8, a byte that fits nowhere counts as a character. */
void place_line_column(const struct place *place, size_t *line, size_t *column);
const struct source_mark *source_marks(struct arena *arena, const char *bytes, size_t length);

enum { PROBLEMS_SHOWN = 20 };

struct problem {
    struct place at;
    const char *pointer; /* JSON pointer "/exits/3/valuation", or "" */
    const char *message;
    const char *help; /* one line, or NULL */
};

struct note { /* an assumption or a warning */
    struct place at;
    const char *pointer;
    const char *text;
};

struct problems {
    struct arena *arena;
    enum status status; /* of the worst problem; OK while there is none */
    size_t count;       /* of errors found; the first PROBLEMS_SHOWN of them by place are kept */
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
/* Whether a problem there would be among those that are shown; of the others only the number counts. */
bool problem_shows(const struct problems *problems, struct place at);
void problem_assume(struct problems *problems, struct place at, const char *pointer, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void problem_warn(struct problems *problems, struct place at, const char *pointer, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Sorted by place, at most PROBLEMS_SHOWN, then a line that counts the rest. Long lines are cut to a window around the
 * caret; control characters, wrong UTF-8 and marks that turn the writing direction are escaped. */
void problems_print(const struct problems *problems, FILE *stream);

/* The warnings, each in one line with its place. */
void problems_print_warnings(const struct problems *problems, FILE *stream);

/* The allowed word nearest to `word` (edit distance, swaps count one; case does not count, nor do space, hyphen and
 * underscore differ), else the first one that `word` abbreviates, or NULL when none is near. */
const char *nearest_word(const char *word, const char *const *words, size_t count);

#endif
