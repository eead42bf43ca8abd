/* What commas and points between digits mean in a table. */
#ifndef INPUTS_CSV_COMMAS_H
#define INPUTS_CSV_COMMAS_H

#include "inputs/csv_read.h"

/* What commas between digits mean in a table with semicolons. A number that can be read in one way only tells it for
 * all; where numbers contradict each other, it is COMMA_DECIMAL, with which "1.5" is understood too. */
enum comma_use csv_commas(const struct csv_rows *rows);

#endif
