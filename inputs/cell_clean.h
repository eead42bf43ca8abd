/* The text of a cell without what makes no difference: case, kinds of spaces and dashes, emphasis, pictures, links and
 * footnotes. A date 30.06.2027 is 2027-06-30 in it. */
#ifndef INPUTS_CELL_CLEAN_H
#define INPUTS_CELL_CLEAN_H

#include "sim/arena.h"

#include <stddef.h>

struct cell_cleaned {
    char *byte;     /* with a zero behind it */
    size_t *origin; /* origin[i] is where byte i stood in the text as given */
    size_t length;
};

struct cell_cleaned cell_clean(struct arena *arena, const char *text, size_t length);

#endif
