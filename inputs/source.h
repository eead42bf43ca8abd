/* Bytes with a name: of a file, of standard input, or a text that is there already. */
#ifndef INPUTS_SOURCE_H
#define INPUTS_SOURCE_H

#include "inputs/problems.h"

#include <sys/types.h>

/* A text as a source: without a byte order mark, ready for many places. `bytes` is kept, not copied. */
struct source *source_create(struct arena *arena, const char *name, const char *bytes, size_t length);

/* A whole file or standard input ("-"); NULL when a problem (status 3, 4 past the 64 MB limit, 2 where
 * it is to be written) was added. */
struct source *source_read(struct arena *arena, const char *path, struct problems *problems);

/* Files that are to be written: none of them is read (problems->written). One reading at a time. */
struct files_written {
    struct arena *arena;
    bool anywhere; /* a file that is named inside another may lie outside its folder (inputs/named_file.h) */
    size_t count;
    const struct file_written {
        const char *name; /* as the user gave it */
        dev_t device;
        ino_t inode;
    } * file;
    const char *fault; /* NULL, or the first reading that was refused: nothing may be written after it */
};
/* Of those that are there already; "-" is standard output. Only regular files are told apart. */
struct files_written *source_written(struct arena *arena, const char *const *path, size_t count);
#define SOURCE_WRITTEN_HELP "what is written needs a file of its own"

enum { FILE_BYTES_MAX = 64 << 20 };

#endif
