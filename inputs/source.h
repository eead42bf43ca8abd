/* Bytes with a name: of a file, of standard input, or a text that is there already. */
#ifndef INPUTS_SOURCE_H
#define INPUTS_SOURCE_H

#include "inputs/problems.h"

/* A text as a source: without a byte order mark, ready for many places. `bytes` is kept, not copied. */
struct source *source_create(struct arena *arena, const char *name, const char *bytes, size_t length);

/* A whole file or standard input ("-"); NULL when a problem (status 3, or 4 past the 64 MB limit) was added. */
struct source *source_read(struct arena *arena, const char *path, struct problems *problems);

/* Process-wide: is shown every file before it is read, in the thread that reads it. NULL: nobody is. */
struct stat;
void source_on_read(void (*look)(const char *path, const struct stat *about));

enum { FILE_BYTES_MAX = 64 << 20 };

#endif
