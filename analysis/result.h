/* A result as typed tables: what the machines' formats are projections of (JSON, JSON lines, CSV), and what the schema
 * of results is made from. A table knows no format; a format knows no table.
 *
 * The fixed part of a table is a form, one const record; a table adds rows. Rows are held, or a cursor makes each when
 * it is asked for, so that what is large is never held twice. */
#ifndef ANALYSIS_RESULT_H
#define ANALYSIS_RESULT_H

#include "sim/arena.h"
#include "sim/figure.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum column_kind {
    COLUMN_KEY,    /* text that tells the rows of a table apart; leading */
    COLUMN_TEXT,   /* NULL: null */
    COLUMN_NUMBER, /* not finite: null */
    COLUMN_COUNT,  /* a whole number of 64 bits */
    COLUMN_FLAG,
    COLUMN_FIGURE, /* an estimate with its interval */
    COLUMN_TABLE   /* a table within the row */
};

struct result_form;

struct result_column {
    const char *key; /* its member or heading; "": the value stands for its row, a figure's members for themselves */
    enum column_kind kind;
    const char *sentence;           /* for the schema; NULL: the key says it */
    const char *under;              /* NULL, or the member that it stands below, together with its neighbours */
    const struct result_form *form; /* of COLUMN_TABLE */
    bool optional;                  /* a row may lack it */
    bool nullable;                  /* of a text or a count: may be null; numbers always may */
};

enum table_shape {
    TABLE_ROWS,   /* a list of rows */
    TABLE_BY_KEY, /* rows by the text of their first column */
    TABLE_ONE     /* one row and no more */
};

/* What a table may have besides its columns, as what was asked for adds it. */
enum table_open {
    TABLE_CLOSED,
    TABLE_OPEN_FIGURES, /* more figures */
    TABLE_OPEN_GROUPS,  /* more members that hold figures: "equity_value": {"mean": ...} */
    TABLE_OPEN_VALUES   /* more numbers and texts */
};

struct result_form {
    const char *key; /* its member; "": its members stand in what holds it */
    enum table_shape shape;
    size_t column_count;
    const struct result_column *column;
    enum table_open open;
    bool optional; /* a result may lack it */
    bool csv_only; /* JSON tells the same in another way */
    const char *sentence;
};

/* Of a form whose members stand in what holds it, too: "figures", "answer". */
const char *result_form_name(const struct result_form *form);

struct result_table;

struct result_cell {
    bool absent, null;
    const char *text; /* KEY, TEXT */
    const char *unit; /* of a number or a figure */
    union {
        double number;
        uint64_t count;
        bool flag;
        struct figure figure;
        const struct result_table *table;
    };
};

struct result_table {
    const struct result_form *form;
    size_t column_count; /* of the form, or more where it is open */
    const struct result_column *column;
    size_t rows;
    struct result_cell *cell; /* rows x column_count, or NULL: the cursor makes them */
    struct result_cell *room; /* where it may make one, as tables within tables have it; NULL: whoever asks has room */
    /* The cells of a row, valid until the next is asked for. */
    void (*row)(const struct result_table *table, size_t index, struct result_cell *cells);
    void *context;
};

/* With room for its rows, all cells empty. */
struct result_table *result_table_create(struct arena *arena, const struct result_form *form, size_t rows);

/* The cells of a row: those that are held, or made in `room` (column_count cells). */
const struct result_cell *result_table_row(const struct result_table *table, size_t index, struct result_cell *room);

/* The numbers, or the estimates of the figures, of a column whose rows are held. */
const double *result_table_numbers(struct arena *arena, const struct result_table *table, size_t column);

static inline struct result_cell result_text(const char *text)
{
    return (struct result_cell){.text = text};
}

static inline struct result_cell result_number(double number, const char *unit)
{
    return (struct result_cell){.number = number, .unit = unit};
}

static inline struct result_cell result_count(uint64_t count)
{
    return (struct result_cell){.count = count};
}

static inline struct result_cell result_flag(bool flag)
{
    return (struct result_cell){.flag = flag};
}

static inline struct result_cell result_figure(const struct figure *figure, const char *unit)
{
    return (struct result_cell){.figure = *figure, .unit = unit};
}

static inline struct result_cell result_nested(const struct result_table *table)
{
    return (struct result_cell){.table = table};
}

/* {RESULT_COLUMN("share", FIGURE), .sentence = ...} */
#define RESULT_COLUMN(name, type) .key = (name), .kind = COLUMN_##type
/* {RESULT_FORM("exits", ROWS, columns), .open = ...} */
#define RESULT_FORM(name, of_shape, columns)                                                                           \
    .key = (name), .shape = TABLE_##of_shape, .column_count = sizeof(columns) / sizeof *(columns), .column = (columns)

#endif
