/* The letters of a JSON text and the words between texts: what each is, or what is wrong with it. Pure functions. */
#ifndef INPUTS_JSON_LETTERS_H
#define INPUTS_JSON_LETTERS_H

#include "sim/arena.h"

#include <stdbool.h>
#include <stddef.h>

struct json_span {
    size_t at, length; /* of the bytes between the quotes */
    bool escaped;      /* it holds a backslash */
};

struct json_letter {
    size_t bytes;      /* to go on by; for a misfit 0: there is no going on */
    const char *fault; /* NULL: none; `shown` follows it */
    const char *shown; /* the character or word in question, or "" */
    const char *help;
};

/* The character or escape at `text`, of which `left` > 0 bytes may be read (a zero byte follows them). The arena is for
 * what a fault shows; NULL: nothing is shown. */
struct json_letter json_letter(struct arena *arena, const char *text, size_t left);

/* A copy of the text between the quotes, its escapes replaced (bad ones left as they are), zero terminated; *length is
 * without the zero. */
const char *json_decoded(struct arena *arena, const char *bytes, const struct json_span *text, size_t *length);

/* Bytes up to white space, a quote or one of , : [ ] { } */
size_t json_word_length(const char *text, size_t left);

/* What is wrong with what stands where a value should. */
struct json_letter json_misfit(struct arena *arena, const char *text, size_t left);

#endif
