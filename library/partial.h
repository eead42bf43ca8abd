/* The file of a part of the work: what was counted, and of what. Of a shard: any number of them, of one question and
 * each shard of it once, are the whole. Of a checkpoint: what one machine has come to so far.
 *
 * "offercast partial 2\n", then packed (library/packed.h): the head; for each stage how many pieces there may be, and
 * of each its bytes; last the seal (library/sealed.h). */
#ifndef LIBRARY_PARTIAL_H
#define LIBRARY_PARTIAL_H

#include "library/spool.h"

enum { SHARDS_MAX = 1000000 };

struct partial_head {
    const char *version; /* of the program */
    const char *key;     /* a hash of all that the counts depend on, the offers and the seed among it */
    const char *offers;  /* a hash of them alone, to tell what differs */
    uint64_t seed;
    uint64_t shard, shards; /* from 0; of a checkpoint 0 and 0 */
    size_t argument_count;
    const char *const *argument; /* the words that asked, for whoever merges */
};

struct partial_piece { /* length 0: it is not there */
    char *bytes;       /* NULL: they are in the spool, from `at` on */
    uint64_t length;
    size_t room;
    struct spool *spool;
    uint64_t at;
};

struct partial_stage {
    size_t count;
    struct partial_piece *piece;
};

struct partial {
    struct arena *arena; /* of one that was read */
    struct partial_head head;
    size_t stage_count;
    struct partial_stage *stage;
};

/* STATUS_FILE: cannot be read; STATUS_INVALID: not a partial, damaged, or of another version. *fault names the file. */
enum status partial_read(struct arena *arena, const char *path, struct partial *partial, const char **fault) MUST_CHECK;
/* Written whole or not at all. */
enum status partial_write(const char *path, const struct partial *partial, struct arena *faults,
                          const char **fault) MUST_CHECK;

/* Keeps the bytes in place of what the piece was; with `arena` grows what is there. */
void partial_put(struct arena *arena, struct partial *partial, size_t stage, size_t piece, const void *bytes,
                 size_t length);
/* All that is in the spool, which is not changed any more, as a piece. */
void partial_put_spool(struct arena *arena, struct partial *partial, size_t stage, size_t piece, struct spool *spool);
/* NULL: it is not there. It may be in a spool. */
const struct partial_piece *partial_locate(const struct partial *partial, size_t stage, size_t piece);
/* With its bytes in memory; NULL: it is not there, or cannot be read. */
const struct partial_piece *partial_find(const struct partial *partial, size_t stage, size_t piece);

struct partial_head partial_head_copy(struct arena *arena, const struct partial_head *head);
/* The head of another question, offer, seed or version: in what it differs, in words that follow a file's name; NULL:
 * in nothing. */
const char *partial_differs(struct arena *arena, const struct partial_head *head, const struct partial_head *from);
/* The command that asks again, its arguments as a shell takes them, `added` behind the name of the command. */
const char *partial_command(struct arena *arena, const struct partial_head *head, const char *added);

#endif
