/* The partials of all ranks on the first one, a file each. */
#ifndef MPI_GATHER_H
#define MPI_GATHER_H

#include <stdbool.h>

/* Of all ranks at once: `folder` is each rank's own and holds its "RANK.part". On the first rank, whose folder then
 * holds all of them, false with a line on standard error: one could not be written. */
bool gather_partials(const char *folder);

/* "FOLDER/RANK.part" */
const char *gather_path(const char *folder, int rank);
/* Removes the folder and the partials of so many ranks in it. */
void gather_remove(const char *folder, int ranks);

#endif
