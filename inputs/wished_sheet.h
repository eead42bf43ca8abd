/* --sheet: which sheet of a workbook is read where several hold the same. */
#ifndef INPUTS_WISHED_SHEET_H
#define INPUTS_WISHED_SHEET_H

#include "inputs/grid.h"
#include "inputs/problems.h"

/* Whether that sheet is wished; false where no sheet is. Case does not count. */
bool wished_sheet_is(const struct problems *problems, const char *sheet);
/* Whether a sheet that is not this one is wished. */
bool wished_sheet_is_another(const struct problems *problems, const char *sheet);

/* Brings the wished sheet to the front, so that what it says is there before another sheet is asked. False, with a
 * problem, where the workbook has no sheet of that name. */
bool wished_sheet_first(struct arena *arena, struct problems *problems, struct grid *grid, size_t count,
                        struct place whole);

/* "--sheet \"Exits A\" or --sheet \"Exits B\"": how to choose between two. */
const char *wished_sheet_help(struct arena *arena, const char *sheet, const char *other);

#endif
