/* What people call an input: no key path stands in a sentence or a table for people. outputs/plain_names.def has the
 * words. */
#ifndef OUTPUTS_PLAIN_NAME_H
#define OUTPUTS_PLAIN_NAME_H

#include "sim/arena.h"

#include <stdbool.h>

/* "compensation.offer.salary" -> "your salary"; "risks.Layoff" -> "whether \"Layoff\" happens". A path that is in no
 * list stands for itself; a part of a value is called what the value is. */
const char *plain_name(struct arena *arena, const char *path);
/* The same as the beginning of a line: "Your salary" */
const char *plain_name_title(struct arena *arena, const char *path);

/* False: only the future tells it. */
bool plain_name_can_be_found_out(struct arena *arena, const char *path);

#endif
