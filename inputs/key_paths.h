/* The key paths of an offer, as --set takes them: from the key records, so that none is forgotten. */
#ifndef INPUTS_KEY_PATHS_H
#define INPUTS_KEY_PATHS_H

#include <stdbool.h>
#include <stddef.h>

/* Path i, "grants.0.percent", a row of a table by its index 0, into `path`; false past the last, or where `bytes` do
 * not hold it. *meaning: what the key is, a sentence or two. */
bool key_paths_at(size_t i, char *path, size_t bytes, const char **meaning);

#endif
