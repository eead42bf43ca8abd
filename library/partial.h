/* The file of a shard: what it counted, and of what. Any number of them, of one question and each shard of it once, are
 * the whole.
 *
 * "offercast partial 1\n", then packed (library/packed.h): the version of the program; the key, a hash of all that the
 * counts depend on; shard and shards; the words that asked, for whoever merges; sections, one for each estimate or the
 * rows of a sweep; last the SHA-256 of everything before it, as text. */
#ifndef LIBRARY_PARTIAL_H
#define LIBRARY_PARTIAL_H

#include "analysis/share.h"
#include "outputs/text_buffer.h"

enum { SHARDS_MAX = 1000000 };

struct partial_head {
    const char *version, *key;
    uint64_t shard, shards; /* from 0 */
    size_t argument_count;
    const char *const *argument;
};

/* STATUS_FILE: cannot be read; STATUS_INVALID: no partial, damaged, or of another version. *fault names the file. */
enum status partial_head_read(struct arena *arena, const char *path, struct partial_head *head,
                              const char **fault) MUST_CHECK;

/* What is being kept, or all that was kept, behind a share. */
struct partial;

struct partial *partial_create(struct arena *arena, const struct partial_head *head);
/* Of the whole: every shard once, and of this key. *help, which may be NULL, says how one is run again. */
enum status partial_open_all(struct arena *arena, const char *const *path, size_t count, const char *key,
                             struct partial **partial, const char **fault, const char **help) MUST_CHECK;
const struct share *partial_share(const struct partial *partial);

/* A section as bytes, besides those of the estimates. */
void partial_put(struct partial *partial, const char *bytes, size_t length);
/* The next section of file `i`; NULL: there is no such file, or no more. */
const char *partial_take(struct partial *partial, size_t i, size_t *length);

/* Written whole or not at all. */
enum status partial_write(struct partial *partial, const char *path, const char **fault) MUST_CHECK;

#endif
