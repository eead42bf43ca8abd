#define _POSIX_C_SOURCE 200809L /* open_memstream, fmemopen */
#include "library/partial.h"

#include "inputs/sha256.h"
#include "library/packed.h"
#include "outputs/sink.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char magic[] = "offercast partial 1\n";
enum { HASH_BYTES = 64 };

struct partial {
    struct arena *arena;
    struct share share;
    struct text_buffer bytes; /* of a shard */
    size_t file_count;        /* of the whole */
    const char *const *path;
    struct packed_reading *file; /* what is left of each */
};

/* --- estimates ---------------------------------------------------------------------------------------------------- */

static void free_bytes(void *bytes)
{
    free(bytes);
}

static void keep_units(void *context, struct tally *const *units, uint64_t count)
{
    struct partial *partial = context;
    char *bytes = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&bytes, &length);
    bool written = stream != NULL;
    for (uint64_t r = 0; written && r < count; r++)
        written = tally_write(units[r], stream) == STATUS_OK;
    if (stream && fclose(stream) != 0)
        written = false;
    if (!written) {
        free(bytes);
        guard_exhausted();
    }
    struct guard_cleanup freeing;
    guard_push(&freeing, free_bytes, bytes);
    partial_put(partial, bytes, length);
    guard_pop(&freeing);
    free(bytes);
}

static bool add_section(const char *bytes, size_t length, struct tally *const *units, uint64_t count)
{
    FILE *stream = length ? fmemopen((void *)(uintptr_t)bytes, length, "rb") : NULL;
    bool read = stream != NULL;
    for (uint64_t r = 0; read && r < count; r++)
        read = tally_read(units[r], stream) == STATUS_OK;
    read = read && getc(stream) == EOF;
    if (stream)
        fclose(stream);
    return read;
}

static enum status add_units(void *context, struct tally *const *units, uint64_t count, const char **fault)
{
    struct partial *partial = context;
    for (size_t i = 0; i < partial->file_count; i++) {
        size_t length = 0;
        const char *bytes = partial_take(partial, i, &length);
        if (bytes && add_section(bytes, length, units, count))
            continue;
        *fault = arena_text(partial->arena, "%s: what it holds is not of this question", partial->path[i]);
        return STATUS_INVALID;
    }
    return STATUS_OK;
}

/* --- a shard ------------------------------------------------------------------------------------------------------ */

struct partial *partial_create(struct arena *arena, const struct partial_head *head)
{
    struct partial *partial = arena_alloc(arena, 1, sizeof *partial);
    *partial = (struct partial){.arena = arena, .bytes = {.arena = arena}};
    partial->share = (struct share){head->shard, head->shards, false, partial, keep_units, add_units};
    text_put(&partial->bytes, magic);
    packed_put_text(&partial->bytes, head->version);
    packed_put_text(&partial->bytes, head->key);
    packed_put_number(&partial->bytes, head->shard);
    packed_put_number(&partial->bytes, head->shards);
    packed_put_number(&partial->bytes, head->argument_count);
    for (size_t i = 0; i < head->argument_count; i++)
        packed_put_text(&partial->bytes, head->argument[i]);
    return partial;
}

void partial_put(struct partial *partial, const char *bytes, size_t length)
{
    packed_put_bytes(&partial->bytes, bytes, length);
}

enum status partial_write(struct partial *partial, const char *path, const char **fault)
{
    char hash[HASH_BYTES + 1];
    sha256_hex(partial->bytes.bytes, partial->bytes.length, hash);
    text_put_bytes(&partial->bytes, hash, HASH_BYTES);
    return sink_write(partial->arena, path, partial->bytes.bytes, partial->bytes.length, fault);
}

const struct share *partial_share(const struct partial *partial)
{
    return &partial->share;
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

static enum status read_bytes(struct arena *arena, const char *path, struct text_buffer *text, const char **fault)
{
    char piece[1 << 16];
    size_t got;
    FILE *file = fopen(path, "rb");
    *text = (struct text_buffer){.arena = arena};
    while (file && (got = fread(piece, 1, sizeof piece, file)) > 0)
        text_put_bytes(text, piece, got);
    bool failed = !file || ferror(file);
    if (failed)
        *fault = arena_text(arena, "%s: cannot be read: %s", path, strerror(errno));
    if (file)
        fclose(file);
    return failed ? STATUS_FILE : STATUS_OK;
}

static enum status refuse(struct arena *arena, const char *path, const char *what, const char **fault)
{
    *fault = arena_text(arena, "%s: %s", path, what);
    return STATUS_INVALID;
}

static bool take_head(struct packed_reading *reading, struct partial_head *head)
{
    enum { ARGUMENT_BYTES_LEAST = 8 };
    head->version = packed_take_text(reading);
    head->key = packed_take_text(reading);
    head->shard = packed_take_number(reading);
    head->shards = packed_take_number(reading);
    uint64_t count = packed_take_number(reading);
    if (reading->short_of || count > (uint64_t)(reading->end - reading->at) / ARGUMENT_BYTES_LEAST)
        return false;
    const char **argument = arena_alloc(reading->arena, (size_t)count + 1, sizeof *argument);
    for (head->argument_count = 0; head->argument_count < count; head->argument_count++)
        argument[head->argument_count] = packed_take_text(reading);
    head->argument = argument;
    return !reading->short_of && strlen(head->key) == HASH_BYTES && head->shards <= SHARDS_MAX &&
           head->shard < head->shards;
}

/* The sections are left in `reading`. */
static enum status read_partial(struct arena *arena, const char *path, struct partial_head *head,
                                struct packed_reading *reading, const char **fault)
{
    struct text_buffer text;
    char hash[HASH_BYTES + 1];
    size_t known = strlen(magic) - 2; /* the number of the form comes last */
    enum status status = read_bytes(arena, path, &text, fault);
    if (status != STATUS_OK)
        return status;
    if (!text.length)
        return refuse(arena, path, "is empty: its shard did not end; run it again", fault);
    if (text.length < known || memcmp(text.bytes, magic, known) != 0)
        return refuse(arena, path, "is not a partial of offercast", fault);
    if (text.length < strlen(magic) + HASH_BYTES || memcmp(text.bytes, magic, strlen(magic)) != 0)
        return refuse(arena, path, "is cut short, or of another version's form: run its shard again", fault);
    sha256_hex(text.bytes, text.length - HASH_BYTES, hash);
    *reading = (struct packed_reading){arena, text.bytes + strlen(magic), text.bytes + text.length - HASH_BYTES, false};
    if (memcmp(reading->end, hash, HASH_BYTES) != 0 || !take_head(reading, head))
        return refuse(arena, path, "is cut short or damaged: run its shard again", fault);
    if (strcmp(head->version, OFFERCAST_VERSION) != 0)
        return refuse(arena, path,
                      arena_text(arena, "was written by offercast %s; this is %s, whose figures may be others",
                                 head->version, OFFERCAST_VERSION),
                      fault);
    return STATUS_OK;
}

enum status partial_head_read(struct arena *arena, const char *path, struct partial_head *head, const char **fault)
{
    struct packed_reading unused;
    return read_partial(arena, path, head, &unused, fault);
}

const char *partial_take(struct partial *partial, size_t i, size_t *length)
{
    if (i >= partial->file_count || partial->file[i].at == partial->file[i].end)
        return NULL;
    *length = (size_t)packed_take_number(&partial->file[i]);
    return packed_take(&partial->file[i], *length);
}

/* --- the whole ---------------------------------------------------------------------------------------------------- */

/* "--exits 'a b'" as a shell takes it. */
static const char *quoted(struct arena *arena, const char *text)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-+,:@=%";
    if (*text && strspn(text, plain) == strlen(text))
        return text;
    struct text_buffer out = {.arena = arena};
    text_put(&out, "'");
    for (; *text; text++)
        text_put(&out, *text == '\'' ? "'\\''" : (const char[]){*text, 0});
    text_put(&out, "'");
    return out.bytes;
}

static const char *line_again(struct arena *arena, const struct partial_head *head, uint64_t shard)
{
    const char *line = "offercast";
    for (size_t i = 0; i < head->argument_count; i++) {
        line = arena_text(arena, "%s %s", line, quoted(arena, head->argument[i]));
        if (i == 0) /* the command */
            line =
                arena_text(arena, "%s --shard %" PRIu64 "/%" PRIu64 " --partial FILE", line, shard + 1, head->shards);
    }
    return line;
}

/* The files of each shard are told apart; NULL with *fault: one is there twice, or of another number of shards. */
static const char **files_of_shards(struct arena *arena, const char *const *path, const struct partial_head *head,
                                    size_t count, const char **fault)
{
    uint64_t shards = head[0].shards;
    const char **of = arena_alloc(arena, (size_t)shards, sizeof *of);
    for (size_t i = 0; i < count; i++) {
        if (head[i].shards != shards) {
            *fault = arena_text(arena, "%s: is a shard of %" PRIu64 ", %s one of %" PRIu64, path[i], head[i].shards,
                                path[0], shards);
            return NULL;
        }
        if (of[head[i].shard]) {
            *fault = arena_text(arena, "%s: is shard %" PRIu64 " of %" PRIu64 ", and so is %s", path[i],
                                head[i].shard + 1, shards, of[head[i].shard]);
            return NULL;
        }
        of[head[i].shard] = path[i];
    }
    return of;
}

static enum status check_shards(struct arena *arena, const char *const *path, const struct partial_head *head,
                                size_t count, const char **fault, const char **help)
{
    enum { NAMED = 10 };
    uint64_t shards = head[0].shards, missing = 0, first_missing = 0;
    const char **of = files_of_shards(arena, path, head, count, fault), *list = "";
    if (!of)
        return STATUS_INVALID;
    for (uint64_t shard = 0; shard < shards; shard++) {
        if (of[shard])
            continue;
        first_missing = missing ? first_missing : shard;
        if (missing++ < NAMED)
            list = arena_text(arena, "%s%s%" PRIu64, list, *list ? ", " : "", shard + 1);
    }
    if (!missing)
        return STATUS_OK;
    *fault = arena_text(arena, "%" PRIu64 " of %" PRIu64 " shards missing: %s%s", missing, shards, list,
                        missing > NAMED ? ", ..." : "");
    *help = line_again(arena, &head[0], first_missing);
    return STATUS_INVALID;
}

enum status partial_open_all(struct arena *arena, const char *const *path, size_t count, const char *key,
                             struct partial **opened, const char **fault, const char **help)
{
    struct partial *partial = arena_alloc(arena, 1, sizeof *partial);
    struct partial_head *head = arena_alloc(arena, count, sizeof *head);
    struct packed_reading *file = arena_alloc(arena, count, sizeof *file);
    *help = NULL;
    for (size_t i = 0; i < count; i++) {
        enum status status = read_partial(arena, path[i], &head[i], &file[i], fault);
        if (status != STATUS_OK)
            return status;
        if (strcmp(head[i].key, head[0].key) != 0)
            return refuse(arena, path[i], arena_text(arena, "is of another question or offer than %s", path[0]), fault);
    }
    if (strcmp(head[0].key, key) != 0)
        return refuse(arena, path[0], "its offer has changed since, or is another file", fault);
    enum status status = check_shards(arena, path, head, count, fault, help);
    if (status != STATUS_OK)
        return status;
    *partial = (struct partial){.arena = arena, .file_count = count, .path = path, .file = file};
    partial->share = (struct share){0, head[0].shards, true, partial, keep_units, add_units};
    *opened = partial;
    return STATUS_OK;
}
