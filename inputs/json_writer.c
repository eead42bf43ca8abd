#include "inputs/json_writer.h"

#include "inputs/utf8_strict.h"

#include <assert.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct json_writer json_writer_create(struct arena *arena, bool pretty)
{
    return (struct json_writer){.arena = arena, .pretty = pretty};
}

static void append(struct json_writer *writer, const char *bytes, size_t length)
{
    if (writer->room - writer->length < length + 1) {
        size_t room = 2 * (writer->room + length + 512);
        char *grown = arena_alloc(writer->arena, room, 1);
        if (writer->length)
            memcpy(grown, writer->bytes, writer->length);
        writer->bytes = grown;
        writer->room = room;
    }
    memcpy(writer->bytes + writer->length, bytes, length);
    writer->length += length;
}

static void append_words(struct json_writer *writer, const char *words)
{
    append(writer, words, strlen(words));
}

static void new_line(struct json_writer *writer)
{
    if (!writer->pretty)
        return;
    append_words(writer, "\n");
    for (size_t i = 0; i < writer->depth; i++)
        append_words(writer, "  ");
}

/* What stands before a value or a key: a comma, a line of its own; nothing between a key and its value. */
static void before(struct json_writer *writer)
{
    if (writer->named) {
        writer->named = false;
        return;
    }
    if (!writer->depth)
        return;
    if (writer->filled[writer->depth])
        append_words(writer, ",");
    writer->filled[writer->depth] = true;
    new_line(writer);
}

void json_writer_open(struct json_writer *writer, char bracket)
{
    before(writer);
    append(writer, &bracket, 1);
    writer->depth++;
    assert(writer->depth < JSON_WRITER_DEPTH);
    writer->filled[writer->depth] = false;
}

void json_writer_close(struct json_writer *writer, char bracket)
{
    bool filled = writer->filled[writer->depth];
    writer->depth--;
    if (filled)
        new_line(writer);
    append(writer, &bracket, 1);
}

static void quoted(struct json_writer *writer, const char *text)
{
    append_words(writer, "\"");
    const char *end = text + strlen(text);
    for (const char *c = text; *c; c++) {
        unsigned char byte = (unsigned char)*c;
        size_t bytes = writer->pretty && byte >= 0x7F ? utf8_length(c, (size_t)(end - c)) : 0;
        if (byte == '"' || byte == '\\') {
            append_words(writer, "\\");
            append(writer, c, 1);
        } else if (byte < 0x20 || (bytes && utf8_deceives(utf8_code(c, bytes)))) {
            char escape[8];
            snprintf(escape, sizeof escape, "\\u%04x", byte < 0x20 ? byte : (unsigned)utf8_code(c, bytes) & 0xFFFFU);
            append_words(writer, escape);
            c += bytes ? bytes - 1 : 0;
        } else {
            append(writer, c, 1);
        }
    }
    append_words(writer, "\"");
}

void json_writer_key(struct json_writer *writer, const char *key)
{
    before(writer);
    quoted(writer, key);
    append_words(writer, writer->pretty ? ": " : ":");
    writer->named = true;
}

void json_writer_text(struct json_writer *writer, const char *text)
{
    before(writer);
    quoted(writer, text);
}

static const double whole_most = 1e15; /* as %.15g writes it: digits alone */

/* Most numbers of an offer are whole; each scenario of a sweep writes them all. */
static char *whole_number(char *end, int64_t number)
{
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    *--end = '\0';
    do
        *--end = (char)('0' + rest % 10);
    while (rest /= 10);
    if (number < 0)
        *--end = '-';
    return end;
}

void json_writer_number(struct json_writer *writer, double number)
{
    char words[32];
    if (number == 0)
        number = 0; /* no -0 */
    if (fabs(number) < whole_most && number == (double)(int64_t)number) {
        json_writer_raw(writer, whole_number(words + sizeof words, (int64_t)number));
        return;
    }
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(words, sizeof words, "%.*g", digits, number);
        if (strtod(words, NULL) == number)
            break;
    }
    json_writer_raw(writer, words);
}

void json_writer_bool(struct json_writer *writer, bool value)
{
    json_writer_raw(writer, value ? "true" : "false");
}

void json_writer_raw(struct json_writer *writer, const char *json)
{
    before(writer);
    append_words(writer, json);
}

void json_writer_text_member(struct json_writer *writer, const char *key, const char *text)
{
    json_writer_key(writer, key);
    json_writer_text(writer, text);
}

void json_writer_raw_member(struct json_writer *writer, const char *key, const char *json)
{
    json_writer_key(writer, key);
    json_writer_raw(writer, json);
}

const char *json_writer_finish(struct json_writer *writer)
{
    append(writer, writer->pretty ? "\n" : "", writer->pretty ? 1 : 0);
    writer->bytes[writer->length] = '\0';
    return writer->bytes;
}
