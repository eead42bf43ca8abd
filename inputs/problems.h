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

#include "inputs/place.h"
#include "sim/status.h"

#include <stdbool.h>
#include <stddef.h>

enum { PROBLEMS_SHOWN = 20, READINGS_KEPT = 4000 };

struct problem {
    struct place at;
    const char *pointer; /* JSON pointer "/exits/3/valuation", or "" */
    const char *message;
    const char *help; /* one line, or NULL */
    size_t flag_count;
    const char *const *flag; /* flags ready to paste that would mend it */
};

struct value_reading { /* how a value was understood */
    struct place at;
    const char *pointer, *written, *text;
    double mean;      /* in base units */
    const char *unit; /* "money", "share", "years", ... */
};

struct note { /* an assumption or a warning */
    struct place at;
    const char *pointer;
    const char *text;
};

/* What is wanted of a file that holds more than one thing to read; NULL: not said. */
struct reading_wishes {
    const char *sheet;        /* of a workbook: where several sheets hold the same table, the one that is read */
    const char *holder;       /* of a cap table: whose holdings become the grants */
    const char *value_column; /* of exits in a report: the heading of the company's value */
    const char *decimals;     /* "comma" or "point": how the file's numbers are to be read */
    const char *dates;        /* "day-first" or "month-first": how its dates with slashes are */
};

struct problems {
    struct arena *arena;
    enum status status; /* of the worst problem; OK while there is none */
    size_t count;       /* of errors found; the first PROBLEMS_SHOWN of them by place are kept */
    struct problem *problem;
    struct problem lacking; /* what to say where the offer turns out to have no exits; message NULL: nothing special */
    size_t assumption_count;
    struct note *assumption;
    struct files_written *written; /* what must not be read (inputs/source.h); NULL: nothing */
    struct reading_wishes wishes;
    bool sheet_met, holder_met, column_met; /* a reader looked for what is wished */
    bool without_notes;                     /* nobody reads assumptions and warnings: none is made */
    bool keep_readings;                     /* how each value was understood is kept, the first READINGS_KEPT of them */
    size_t reading_count;
    struct value_reading *reading;
    size_t warning_count;
    struct note *warning;
};

struct problems *problems_create(struct arena *arena);
/* None yet, of a part of the same reading. */
struct problems *problems_beside(struct arena *arena, const struct problems *problems);
struct problems *problems_copy(struct arena *arena, const struct problems *problems);

/* status is STATUS_INVALID for what the file says, STATUS_USAGE for a --set path, STATUS_FILE, STATUS_LIMIT. */
void problem_add(struct problems *problems, enum status status, struct place at, const char *pointer, const char *help,
                 const char *format, ...) __attribute__((format(printf, 6, 7)));
/* A problem of a whole file, at 1:1; shown with `flag_count` flags that would mend it. */
void problem_add_whole(struct problems *problems, enum status status, const char *path, const char *help,
                       const char *const *flag, size_t flag_count, const char *message);
/* Whether a problem there would be among those that are shown; of the others only the number counts. */
bool problem_shows(const struct problems *problems, struct place at);
/* How a value was understood; kept where that was asked for. */
void problem_understood(struct problems *problems, const struct value_reading *reading);
void problem_assume(struct problems *problems, struct place at, const char *pointer, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void problem_warn(struct problems *problems, struct place at, const char *pointer, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
