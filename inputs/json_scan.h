/* A strict, positioned scanner of JSON (RFC 8259), in one pass and linear time. It stands before cJSON, which lets
 * through text after the end, leading zeros, raw control characters, lone surrogates and double keys, and knows no
 * positions.
 *
 * Collected and gone on from: double keys, bad escapes, control characters, bytes that are not UTF-8, words and numbers
 * that are none, a comma too many. The first fault of structure ends the scan. */
#ifndef INPUTS_JSON_SCAN_H
#define INPUTS_JSON_SCAN_H

#include "inputs/document.h"

struct json_mark { /* where a value stands, and its key if it has one: offsets into the source */
    uint32_t at;
    uint32_t key_at : 31;
    uint32_t twin : 1; /* the object has this key already */
};

struct json_scan {
    size_t count; /* of values, in document order: a container before what it contains */
    struct json_mark *mark;
    size_t number_bytes; /* of all numbers as written, with a zero byte each */
    bool long_number;    /* one has more than JSON_NUMBER_BYTES */
};

/* cJSON reads a number into a buffer of this size. */
enum { JSON_NUMBER_BYTES = 60 };

/* False when the text is no JSON; a key that comes twice is a problem, but the rest can be read. The value begins at
 * byte `start`; `pointer` is where it will stand. */
bool json_scan(struct arena *arena, const struct source *source, size_t start, const char *pointer,
               struct problems *problems, struct json_scan *scan);

/* Bytes of the number at `text`. */
size_t json_number_length(const char *text);

#endif
