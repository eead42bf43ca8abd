/* The files of all shards of a question: each there once, and of nothing else. */
#ifndef LIBRARY_PARTIAL_SET_H
#define LIBRARY_PARTIAL_SET_H

#include "library/partial.h"

/* Reads every file once and keeps none. `wanted`: what the question is that they are merged for. STATUS_INVALID or
 * STATUS_FILE with *fault, which names the file, and *help, which may be NULL: how what is missing is run again. */
enum status partial_set_check(struct arena *arena, const char *const *path, size_t count,
                              const struct partial_head *wanted, const char **fault, const char **help) MUST_CHECK;

#endif
