/* Ways to damage a file, each with a place where it was done. Pure functions of a text and a sequence of numbers. */
#ifndef TESTS_INPUTS_DAMAGE_H
#define TESTS_INPUTS_DAMAGE_H

#include "sim/arena.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum format { FORMAT_JSON, FORMAT_CSV, FORMAT_MARKDOWN, FORMATS };

struct damaged {
    const char *bytes;
    size_t length;
    size_t from, to; /* what was changed: bytes of the new text, [from, to]; what was cut out: from == to */
};

/* SplitMix64 (Steele, Lea, Flood 2014). */
static inline uint64_t damage_next(uint64_t *state)
{
    uint64_t z = *state += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

static inline size_t damage_below(uint64_t *state, size_t count)
{
    return (size_t)(damage_next(state) % count);
}

/* `remove` bytes at `at` give way to `insert`. */
static inline struct damaged damage_splice(struct arena *arena, const char *text, size_t length, size_t at,
                                           size_t remove, const char *insert, size_t insert_length)
{
    char *bytes = arena_alloc(arena, length - remove + insert_length + 1, 1);
    memcpy(bytes, text, at);
    memcpy(bytes + at, insert, insert_length);
    memcpy(bytes + at + insert_length, text + at + remove, length - at - remove);
    return (struct damaged){bytes, length - remove + insert_length, at, at + (insert_length ? insert_length - 1 : 0)};
}

/* Where `is` holds, counted from a random byte on, around the end; `length` when nowhere. */
static inline size_t damage_find(uint64_t *state, const char *text, size_t length,
                                 bool (*is)(const char *text, size_t at, enum format format), enum format format)
{
    size_t start = damage_below(state, length);
    for (size_t i = 0; i < length; i++) {
        size_t at = (start + i) % length;
        if (is(text, at, format))
            return at;
    }
    return length;
}

/* One bit, or one character for another. */
static inline struct damaged damage_flip(struct arena *arena, uint64_t *state, const char *text, size_t length,
                                         enum format format)
{
    (void)format;
    size_t at = damage_below(state, length);
    unsigned char byte = (unsigned char)text[at];
    if (damage_below(state, 2))
        byte ^= (unsigned char)(1U << damage_below(state, 8));
    else
        byte = (unsigned char)(' ' + damage_below(state, 95));
    const char flipped = (char)byte;
    return damage_splice(arena, text, length, at, 1, &flipped, 1);
}

/* All from somewhere on, or up to 40 bytes. */
static inline struct damaged damage_cut(struct arena *arena, uint64_t *state, const char *text, size_t length,
                                        enum format format)
{
    (void)format;
    size_t at = damage_below(state, length), piece = 1 + damage_below(state, 40);
    bool rest = damage_below(state, 2) || piece > length - at;
    return damage_splice(arena, text, length, at, rest ? length - at : piece, "", 0);
}

static inline size_t damage_line_start(const char *text, size_t at)
{
    while (at > 0 && text[at - 1] != '\n')
        at--;
    return at;
}

static inline size_t damage_line_end(const char *text, size_t length, size_t at)
{
    while (at < length && text[at] != '\n')
        at++;
    return at;
}

/* Two neighbours change places: lines, or what commas, pipes, colons and the like part. */
static inline struct damaged damage_swap(struct arena *arena, uint64_t *state, const char *text, size_t length,
                                         enum format format)
{
    static const char *const parting[FORMATS] = {",:{}[]", ",;\t\n", "|\n"};
    size_t middle = damage_below(state, length), start, end;
    if (damage_below(state, 2)) {
        middle = damage_line_end(text, length - 1, middle);
        start = damage_line_start(text, middle);
        end = damage_line_end(text, length, middle + 1);
    } else {
        while (middle + 1 < length && !strchr(parting[format], text[middle]))
            middle++;
        for (start = middle; start > 0 && !strchr(parting[format], text[start - 1]);)
            start--;
        for (end = middle + 1; end < length && !strchr(parting[format], text[end]);)
            end++;
    }
    char *swapped = arena_alloc(arena, end - start + 1, 1);
    size_t after = end > middle ? end - middle - 1 : 0;
    memcpy(swapped, text + middle + 1, after);
    swapped[after] = text[middle];
    memcpy(swapped + after + 1, text + start, middle - start);
    return damage_splice(arena, text, length, start, after + 1 + middle - start, swapped, after + 1 + middle - start);
}

/* The quote that begins a key, a name of a column, a row of a table. */
static inline bool damage_is_key(const char *text, size_t at, enum format format)
{
    if (format == FORMAT_CSV)
        return damage_line_start(text, at) == at && text[at] != '\n';
    if (format == FORMAT_MARKDOWN)
        return damage_line_start(text, at) == at && text[at] == '|';
    const char *end = text[at] == '"' && at > 0 && strchr("{, \n", text[at - 1]) ? strchr(text + at + 1, '"') : NULL;
    return end && end[1] == ':';
}

/* A key or a row comes twice. */
static inline struct damaged damage_duplicate(struct arena *arena, uint64_t *state, const char *text, size_t length,
                                              enum format format)
{
    size_t at = damage_find(state, text, length, damage_is_key, format);
    if (at == length)
        return damage_flip(arena, state, text, length, format);
    size_t end = format == FORMAT_JSON ? (size_t)(strchr(strchr(text + at + 1, '"'), ':') - text) + 1
                                       : damage_line_end(text, length - 1, at) + 1;
    char *twice = arena_alloc(arena, end - at + 4, 1);
    memcpy(twice, text + at, end - at);
    size_t bytes = end - at;
    if (format == FORMAT_JSON) {
        memcpy(twice + bytes, "1, ", 3);
        bytes += 3;
    }
    /* The second one is what is wrong. */
    struct damaged damaged = damage_splice(arena, text, length, at, 0, twice, bytes);
    damaged.to += end - at;
    return damaged;
}

/* The last digit of a number in a cell. */
static inline bool damage_is_number_end(const char *text, size_t at, enum format format)
{
    if (!isdigit((unsigned char)text[at]) || isdigit((unsigned char)text[at + 1]))
        return false;
    return format != FORMAT_MARKDOWN || text[damage_line_start(text, at)] == '|';
}

static inline struct damaged damage_unit(struct arena *arena, uint64_t *state, const char *text, size_t length,
                                         enum format format)
{
    static const char *const units[] = {"kg", "%%", " parsecs", "B B", "\xC2\xB0", "..", " EUR", "x", " days", "M"};
    const char *unit = units[damage_below(state, sizeof units / sizeof *units)];
    size_t at = damage_find(state, text, length, damage_is_number_end, format);
    return damage_splice(arena, text, length, at < length ? at + 1 : at, 0, unit, strlen(unit));
}

/* Bytes of other encodings in the middle, and letters that only look like those of the format. */
static inline struct damaged damage_encoding(struct arena *arena, uint64_t *state, const char *text, size_t length,
                                             enum format format)
{
    static const char *const strange[] = {"\xE9",     "\xFF\xFE",         "\xC0\xAF",     "\xED\xA0\x80",
                                          "\x80",     "\xF5\x80\x80\x80", "\xE2\x80\x9C", "\xEF\xBC\x85",
                                          "\xD0\x95", "\xE2\x82"};
    const char *bytes = strange[damage_below(state, sizeof strange / sizeof *strange)];
    (void)format;
    size_t at = damage_below(state, length);
    return damage_splice(arena, text, length, at, damage_below(state, 2), bytes, strlen(bytes));
}

static const struct {
    const char *name;
    struct damaged (*damage)(struct arena *arena, uint64_t *state, const char *text, size_t length, enum format format);
} damages[] = {{"flip", damage_flip},           {"cut", damage_cut},   {"swap", damage_swap},
               {"duplicate", damage_duplicate}, {"unit", damage_unit}, {"encoding", damage_encoding}};
enum { DAMAGES = sizeof damages / sizeof *damages };

#endif
