/* Writing JSON text into the arena: the schema (pretty) and the canonical offer (no spaces). */
#ifndef INPUTS_JSON_WRITER_H
#define INPUTS_JSON_WRITER_H

#include "sim/arena.h"

#include <stdbool.h>
#include <stddef.h>

enum { JSON_WRITER_DEPTH = 96 };

struct json_writer {
    struct arena *arena;
    bool pretty;
    char *bytes;
    size_t length, room;
    size_t depth;
    bool filled[JSON_WRITER_DEPTH]; /* the open object or list has a member already */
    bool named;                     /* a key was written: its value comes next */
};

struct json_writer json_writer_create(struct arena *arena, bool pretty);
void json_writer_open(struct json_writer *writer, char bracket);  /* '{' or '[' */
void json_writer_close(struct json_writer *writer, char bracket); /* '}' or ']' */
void json_writer_key(struct json_writer *writer, const char *key);
void json_writer_text(struct json_writer *writer, const char *text);
/* The shortest of %.15g, %.16g, %.17g that reads back as the same double; -0 is 0. Finite. */
void json_writer_number(struct json_writer *writer, double number);
void json_writer_bool(struct json_writer *writer, bool value);
void json_writer_raw(struct json_writer *writer, const char *json); /* one value, already JSON */

/* A key and its value in one. */
void json_writer_text_member(struct json_writer *writer, const char *key, const char *text);
void json_writer_raw_member(struct json_writer *writer, const char *key, const char *json);

/* The zero-terminated text; with a final newline when pretty. */
const char *json_writer_finish(struct json_writer *writer);

#endif
