#include "library/sweep_checkpoint.h"

#include "inputs/sha256.h"
#include "outputs/sink.h"
#include "outputs/text_buffer.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char magic[] = "offercast sweep checkpoint 2\n";
enum { HASH_BYTES = 64 };

/* --- the file: little-endian, on every machine -------------------------------------------------------------------- */

struct sweep_checkpoint {
    struct arena *arena;
    const char *path, *key;
    size_t count;
    const struct sweep_rows **rows; /* in the order they came */
    size_t sorted_count;            /* of those read from the file */
    const struct sweep_rows **sorted;
};

static void put_number(struct text_buffer *out, uint64_t number)
{
    unsigned char bytes[8];
    for (int i = 0; i < 8; i++)
        bytes[i] = (unsigned char)(number >> (8 * i));
    text_put_bytes(out, bytes, sizeof bytes);
}

static void put_text(struct text_buffer *out, const char *text)
{
    put_number(out, strlen(text));
    text_put(out, text);
}

static void put_double(struct text_buffer *out, double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    put_number(out, bits);
}

static void put_row(struct text_buffer *out, const struct report_row *row)
{
    put_text(out, row->metric);
    put_text(out, row->group);
    put_text(out, row->statistic);
    put_text(out, row->unit);
    put_double(out, row->figure.estimate);
    put_double(out, row->figure.std_error);
    put_double(out, row->figure.ci_low);
    put_double(out, row->figure.ci_high);
    put_double(out, row->figure.level);
    put_text(out, row->figure.method);
    put_text(out, row->figure.status);
    put_text(out, figure_note(&row->figure));
}

enum status sweep_checkpoint_write(struct sweep_checkpoint *checkpoint, const char **fault)
{
    struct arena *arena = arena_create();
    struct text_buffer text = {.arena = arena};
    char hash[HASH_BYTES + 1];
    text_put(&text, magic);
    text_put_bytes(&text, checkpoint->key, HASH_BYTES);
    put_number(&text, checkpoint->count);
    for (size_t i = 0; i < checkpoint->count; i++) {
        const struct sweep_rows *rows = checkpoint->rows[i];
        text_put_bytes(&text, rows->sha256, HASH_BYTES);
        put_number(&text, rows->count);
        for (size_t r = 0; r < rows->count; r++)
            put_row(&text, &rows->row[r]);
    }
    sha256_hex(text.bytes, text.length, hash);
    text_put_bytes(&text, hash, HASH_BYTES);
    enum status status = sink_write(checkpoint->arena, checkpoint->path, text.bytes, text.length, fault);
    arena_destroy(arena);
    return status;
}

/* Its hash was right, so the bytes are those that were written; the checks are against a file made by hand. */
struct bytes {
    struct arena *arena;
    const char *at, *end;
    bool short_of;
};

static const char *take(struct bytes *bytes, size_t length)
{
    if (bytes->short_of || (size_t)(bytes->end - bytes->at) < length) {
        bytes->short_of = true;
        return NULL;
    }
    const char *taken = bytes->at;
    bytes->at += length;
    return taken;
}

static uint64_t take_number(struct bytes *bytes)
{
    const char *taken = take(bytes, 8);
    uint64_t number = 0;
    for (int i = 0; taken && i < 8; i++)
        number |= (uint64_t)(unsigned char)taken[i] << (8 * i);
    return number;
}

static double take_double(struct bytes *bytes)
{
    uint64_t bits = take_number(bytes);
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static const char *take_text(struct bytes *bytes)
{
    uint64_t length = take_number(bytes);
    const char *taken = take(bytes, (size_t)length);
    return taken ? arena_copy(bytes->arena, taken, (size_t)length) : "";
}

static struct report_row take_row(struct bytes *bytes)
{
    struct report_row row = {.metric = take_text(bytes)};
    row.group = take_text(bytes);
    row.statistic = take_text(bytes);
    row.unit = take_text(bytes);
    row.figure.estimate = take_double(bytes);
    row.figure.std_error = take_double(bytes);
    row.figure.ci_low = take_double(bytes);
    row.figure.ci_high = take_double(bytes);
    row.figure.level = take_double(bytes);
    row.figure.method = take_text(bytes);
    row.figure.status = take_text(bytes);
    row.figure.note = take_text(bytes);
    return row;
}

static int by_hash(const void *a, const void *b)
{
    const struct sweep_rows *const *left = a, *const *right = b;
    return strcmp((*left)->sha256, (*right)->sha256);
}

static bool take_all(struct sweep_checkpoint *checkpoint, struct bytes *bytes)
{
    enum { ROW_BYTES_LEAST = 11 * 8 };
    uint64_t scenarios = take_number(bytes);
    for (uint64_t i = 0; i < scenarios && !bytes->short_of; i++) {
        const char *hash = take(bytes, HASH_BYTES);
        uint64_t rows = take_number(bytes);
        if (bytes->short_of || rows > (uint64_t)(bytes->end - bytes->at) / ROW_BYTES_LEAST)
            return false;
        struct sweep_rows *one = arena_alloc(bytes->arena, 1, sizeof *one);
        memcpy(one->sha256, hash, HASH_BYTES);
        one->row = arena_alloc(bytes->arena, (size_t)rows + 1, sizeof *one->row);
        for (one->count = 0; one->count < rows; one->count++)
            one->row[one->count] = take_row(bytes);
        sweep_checkpoint_add(checkpoint, one);
    }
    return !bytes->short_of && bytes->at == bytes->end;
}

static enum status read_file(struct arena *arena, const char *path, struct bytes *bytes, const char **fault)
{
    FILE *file = fopen(path, "rb");
    if (!file && errno == ENOENT)
        return STATUS_OK; /* the first time */
    struct text_buffer text = {.arena = arena};
    char piece[1 << 16];
    size_t got;
    while (file && (got = fread(piece, 1, sizeof piece, file)) > 0)
        text_put_bytes(&text, piece, got);
    if (!file || ferror(file)) {
        *fault = arena_text(arena, "%s: cannot be read: %s", path, strerror(errno));
        if (file)
            fclose(file);
        return STATUS_FILE;
    }
    fclose(file);
    *bytes = (struct bytes){.arena = arena, .at = text.bytes ? text.bytes : "", .end = text.bytes};
    bytes->end = bytes->at + text.length;
    return STATUS_OK;
}

enum status sweep_checkpoint_open(struct arena *arena, const char *path, const char *key,
                                  struct sweep_checkpoint **checkpoint, const char **fault)
{
    struct sweep_checkpoint *made = arena_alloc(arena, 1, sizeof *made);
    *made = (struct sweep_checkpoint){.arena = arena, .path = path, .key = arena_copy(arena, key, HASH_BYTES)};
    *checkpoint = made;
    struct bytes bytes = {0};
    enum status status = read_file(arena, path, &bytes, fault);
    if (status != STATUS_OK || !bytes.at)
        return status;
    size_t length = (size_t)(bytes.end - bytes.at), head = strlen(magic);
    char hash[HASH_BYTES + 1];
    if (length < head + 2 * HASH_BYTES || memcmp(bytes.at, magic, head) != 0) {
        *fault = arena_text(arena, "%s: is not a checkpoint of a sweep", path);
        return STATUS_INVALID;
    }
    sha256_hex(bytes.at, length - HASH_BYTES, hash);
    bytes.end -= HASH_BYTES;
    bool whole = memcmp(bytes.end, hash, HASH_BYTES) == 0;
    bytes.at += head + HASH_BYTES;
    if (whole && memcmp(bytes.at - HASH_BYTES, key, HASH_BYTES) != 0) {
        *fault =
            arena_text(arena, "%s: was made with another version, seed, sampling, level or choice of statistics", path);
        return STATUS_INVALID;
    }
    if (!whole || !take_all(made, &bytes)) {
        *fault = arena_text(arena, "%s: is damaged", path);
        return STATUS_INVALID;
    }
    made->sorted_count = made->count;
    made->sorted = arena_alloc(arena, made->count + 1, sizeof *made->sorted);
    for (size_t i = 0; i < made->count; i++)
        made->sorted[i] = made->rows[i];
    qsort(made->sorted, made->count, sizeof *made->sorted, by_hash);
    return STATUS_OK;
}

const struct sweep_rows *sweep_checkpoint_find(const struct sweep_checkpoint *checkpoint, const char *sha256)
{
    struct sweep_rows wanted;
    const struct sweep_rows *key = &wanted;
    if (!checkpoint->sorted_count)
        return NULL;
    memcpy(wanted.sha256, sha256, sizeof wanted.sha256);
    const struct sweep_rows **found =
        bsearch(&key, checkpoint->sorted, checkpoint->sorted_count, sizeof *checkpoint->sorted, by_hash);
    return found ? *found : NULL;
}

void sweep_checkpoint_add(struct sweep_checkpoint *checkpoint, const struct sweep_rows *rows)
{
    checkpoint->rows = arena_grow(checkpoint->arena, checkpoint->rows, checkpoint->count, sizeof *checkpoint->rows);
    checkpoint->rows[checkpoint->count++] = rows;
}
