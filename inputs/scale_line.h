/* A line above a table that says in what its amounts are: "All figures in USD millions". */
#ifndef INPUTS_SCALE_LINE_H
#define INPUTS_SCALE_LINE_H

#include "inputs/heading_unit.h"

/* Whether the line says so: *unit gets the magnitude and, where it is told, the currency. */
bool scale_line_told(struct arena *arena, const char *line, struct heading_unit *unit);

#endif
