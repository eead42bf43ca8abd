/* Files of kept work: whatever is in them, and last a checksum of it, by which one that is cut short or damaged is told
 * from a whole one. The CRC-32 of zlib, 8 bytes, least byte first: against accidents, as in gzip; nobody forges one. */
#ifndef LIBRARY_SEALED_H
#define LIBRARY_SEALED_H

#include "library/spool.h"

#include <stddef.h>

enum { SEAL_BYTES = 8 };

/* One that is written, whole or not at all. A fault is kept until sealed_end. */
struct sealed {
    struct sink *sink;
    unsigned long checksum;
    enum status status;
    const char *fault;
};

enum status sealed_begin(struct sealed *file, struct arena *arena, const char *path, const char **fault) MUST_CHECK;
void sealed_put(struct sealed *file, const void *bytes, size_t length);
void sealed_put_spool(struct sealed *file, struct spool *spool, uint64_t from, uint64_t length);
enum status sealed_end(struct sealed *file, const char **fault) MUST_CHECK;

/* Whether the file ends with the checksum of what is before that. False also with a fault of the spool. */
bool sealed_is_whole(struct spool *file);

#endif
