/* --vary PATH=a,b,c or PATH=lo:hi:step: the values of a key; several make the grid.
 *
 * A comma separates values, or ranges lo:hi:step with hi included; a value that begins with {, [ or " is JSON, in which
 * commas and colons are its own. In a range a bare part takes the unit of the others: 74:105K:1K is 74K, 75K, ...,
 * 105K; parts in K, M and B may stand together. Steps are counted in decimals, so 0.1:0.3:0.1 ends with 0.3 and no
 * 0.30000000000000004 is met. */
#ifndef INPUTS_VARY_H
#define INPUTS_VARY_H

#include "inputs/cell.h"
#include "inputs/problems.h"

enum { SCENARIOS_MAX = 1000000 };

struct vary_axis {
    const char *path; /* as typed */
    size_t count;
    const char **value;  /* cells, ready for --set; of a table, NULL: what the offer says */
    const char *heading; /* of a column of a table; NULL: of no table */
};

struct vary {
    size_t axes;
    struct vary_axis *axis;
    size_t combinations;     /* 1 without axes; the first axis is the slowest */
    bool together;           /* the axes are the columns of a table: combination i has value i of each... */
    const char *const *name; /* ...and this name */
};

/* A comma that parts a number and no list, "$1,200,000": right after it stand three digits, and before it an amount
 * such as
 * "$1", or the digits begin with 0. */
bool vary_splits_number(const char *before, const char *item);

/* The values of one text, what stands behind PATH=; NULL with *fault. */
const char **vary_values(struct arena *arena, const char *text, size_t *count, const char **fault);

/* The ends of "lo:hi" as cells, a bare one in the other's unit; false with *fault. */
bool vary_ends(struct arena *arena, const char *text, const char *end[2], const char **fault);

/* "PATH=VALUES", all of them; false with a problem: STATUS_LIMIT past SCENARIOS_MAX, else STATUS_USAGE. */
bool vary_read(struct arena *arena, const char *const *text, size_t count, struct problems *problems,
               struct vary *vary) MUST_CHECK;

/* The value of an axis in a combination. */
const char *vary_value(const struct vary *vary, size_t combination, size_t axis);

/* A number in base units as a cell of that kind: 0.0001 as a share is "0.01%". */
const char *vary_cell(struct arena *arena, double number, enum cell_kind cell);

/* "30" + "years": the unit in which people are shown such a value; money is the report's currency. */
const char *vary_unit(enum cell_kind cell);

#endif
