#include "library/sweep_checkpoint.h"

#include "inputs/sha256.h"
#include "library/packed.h"
#include "outputs/sink.h"

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

static void put_row(struct text_buffer *out, const struct report_row *row)
{
    packed_put_text(out, row->metric);
    packed_put_text(out, row->group);
    packed_put_text(out, row->statistic);
    packed_put_text(out, row->unit);
    packed_put_double(out, row->figure.estimate);
    packed_put_double(out, row->figure.std_error);
    packed_put_double(out, row->figure.ci_low);
    packed_put_double(out, row->figure.ci_high);
    packed_put_double(out, row->figure.level);
    packed_put_text(out, row->figure.method);
    packed_put_text(out, row->figure.status);
    packed_put_text(out, figure_note(&row->figure));
}

void sweep_checkpoint_put(const struct sweep_checkpoint *checkpoint, struct text_buffer *out)
{
    packed_put_number(out, checkpoint->count);
    for (size_t i = 0; i < checkpoint->count; i++) {
        const struct sweep_rows *rows = checkpoint->rows[i];
        text_put_bytes(out, rows->sha256, HASH_BYTES);
        packed_put_number(out, rows->count);
        for (size_t r = 0; r < rows->count; r++)
            put_row(out, &rows->row[r]);
    }
}

enum status sweep_checkpoint_write(struct sweep_checkpoint *checkpoint, const char **fault)
{
    struct arena *arena = arena_create();
    struct text_buffer text = {.arena = arena};
    char hash[HASH_BYTES + 1];
    text_put(&text, magic);
    text_put_bytes(&text, checkpoint->key, HASH_BYTES);
    sweep_checkpoint_put(checkpoint, &text);
    sha256_hex(text.bytes, text.length, hash);
    text_put_bytes(&text, hash, HASH_BYTES);
    enum status status = sink_write(checkpoint->arena, checkpoint->path, text.bytes, text.length, fault);
    arena_destroy(arena);
    return status;
}

/* Its hash was right, so the bytes are those that were written; the checks are against a file made by hand. */
static struct report_row take_row(struct packed_reading *bytes)
{
    struct report_row row = {.metric = packed_take_text(bytes)};
    row.group = packed_take_text(bytes);
    row.statistic = packed_take_text(bytes);
    row.unit = packed_take_text(bytes);
    row.figure.estimate = packed_take_double(bytes);
    row.figure.std_error = packed_take_double(bytes);
    row.figure.ci_low = packed_take_double(bytes);
    row.figure.ci_high = packed_take_double(bytes);
    row.figure.level = packed_take_double(bytes);
    row.figure.method = packed_take_text(bytes);
    row.figure.status = packed_take_text(bytes);
    row.figure.note = packed_take_text(bytes);
    return row;
}

static int by_hash(const void *a, const void *b)
{
    const struct sweep_rows *const *left = a, *const *right = b;
    return strcmp((*left)->sha256, (*right)->sha256);
}

static bool take_all(struct sweep_checkpoint *checkpoint, struct packed_reading *bytes)
{
    enum { ROW_BYTES_LEAST = 11 * 8 };
    uint64_t scenarios = packed_take_number(bytes);
    for (uint64_t i = 0; i < scenarios && !bytes->short_of; i++) {
        const char *hash = packed_take(bytes, HASH_BYTES);
        uint64_t rows = packed_take_number(bytes);
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

void sweep_checkpoint_index(struct sweep_checkpoint *checkpoint)
{
    checkpoint->sorted_count = checkpoint->count;
    checkpoint->sorted = arena_alloc(checkpoint->arena, checkpoint->count + 1, sizeof *checkpoint->sorted);
    for (size_t i = 0; i < checkpoint->count; i++)
        checkpoint->sorted[i] = checkpoint->rows[i];
    qsort(checkpoint->sorted, checkpoint->count, sizeof *checkpoint->sorted, by_hash);
}

struct sweep_checkpoint *sweep_checkpoint_create(struct arena *arena)
{
    struct sweep_checkpoint *checkpoint = arena_alloc(arena, 1, sizeof *checkpoint);
    checkpoint->arena = arena;
    return checkpoint;
}

bool sweep_checkpoint_take(struct sweep_checkpoint *checkpoint, const char *bytes, size_t length)
{
    struct packed_reading reading = {.arena = checkpoint->arena, .at = bytes, .end = bytes + length};
    return take_all(checkpoint, &reading);
}

static enum status read_file(struct arena *arena, const char *path, struct packed_reading *bytes, const char **fault)
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
    *bytes = (struct packed_reading){.arena = arena, .at = text.bytes ? text.bytes : "", .end = text.bytes};
    bytes->end = bytes->at + text.length;
    return STATUS_OK;
}

enum status sweep_checkpoint_open(struct arena *arena, const char *path, const char *key,
                                  struct sweep_checkpoint **checkpoint, const char **fault)
{
    struct sweep_checkpoint *made = arena_alloc(arena, 1, sizeof *made);
    *made = (struct sweep_checkpoint){.arena = arena, .path = path, .key = arena_copy(arena, key, HASH_BYTES)};
    *checkpoint = made;
    struct packed_reading bytes = {0};
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
    sweep_checkpoint_index(made);
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
