#include "library/partial.h"

#include "include/offercast.h"
#include "library/packed.h"
#include "library/sealed.h"

#include <inttypes.h>
#include <string.h>

static const char magic[] = "offercast partial 2\n";
enum { HASH_BYTES = 64, PIECES_MAX = 100000000 };

/* --- pieces ------------------------------------------------------------------------------------------------------- */

static struct partial_stage *stage_of(struct arena *arena, struct partial *partial, size_t stage)
{
    while (partial->stage_count <= stage) {
        partial->stage = arena_grow(arena, partial->stage, partial->stage_count, sizeof *partial->stage);
        partial->stage[partial->stage_count++] = (struct partial_stage){0, NULL};
    }
    return &partial->stage[stage];
}

static struct partial_piece *piece_of(struct arena *arena, struct partial_stage *stage, size_t piece)
{
    while (stage->count <= piece) {
        stage->piece = arena_grow(arena, stage->piece, stage->count, sizeof *stage->piece);
        stage->piece[stage->count++] = (struct partial_piece){.length = 0};
    }
    return &stage->piece[piece];
}

void partial_put(struct arena *arena, struct partial *partial, size_t stage, size_t piece, const void *bytes,
                 size_t length)
{
    struct partial_piece *kept = piece_of(arena, stage_of(arena, partial, stage), piece);
    if (length > kept->room) {
        kept->room = kept->room ? length + length / 2 : length; /* what is put again may be somewhat longer */
        kept->bytes = arena_alloc(arena, kept->room, 1);
    }
    memcpy(kept->bytes, bytes, length);
    kept->length = length;
}

void partial_put_spool(struct arena *arena, struct partial *partial, size_t stage, size_t piece, struct spool *spool)
{
    *piece_of(arena, stage_of(arena, partial, stage), piece) =
        (struct partial_piece){.length = spool_length(spool), .spool = spool};
}

static struct partial_piece *locate(const struct partial *partial, size_t stage, size_t piece)
{
    bool there = stage < partial->stage_count && piece < partial->stage[stage].count &&
                 partial->stage[stage].piece[piece].length;
    return there ? &partial->stage[stage].piece[piece] : NULL;
}

const struct partial_piece *partial_locate(const struct partial *partial, size_t stage, size_t piece)
{
    return locate(partial, stage, piece);
}

const struct partial_piece *partial_find(const struct partial *partial, size_t stage, size_t piece)
{
    struct partial_piece *found = locate(partial, stage, piece);
    if (!found || found->bytes)
        return found;
    char *bytes = arena_alloc(partial->arena, (size_t)found->length, 1);
    if (!spool_take(found->spool, found->at, bytes, (size_t)found->length))
        return NULL;
    found->bytes = bytes;
    found->room = (size_t)found->length;
    return found;
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

static void put_head(struct text_buffer *out, const struct partial_head *head)
{
    packed_put_text(out, head->version);
    packed_put_text(out, head->key);
    packed_put_text(out, head->offers);
    packed_put_number(out, head->seed);
    packed_put_number(out, head->shard);
    packed_put_number(out, head->shards);
    packed_put_number(out, head->argument_count);
    for (size_t i = 0; i < head->argument_count; i++)
        packed_put_text(out, head->argument[i]);
}

static void write_bytes(void *context, const char *bytes, size_t length)
{
    sealed_put(context, bytes, length);
}

static void put_piece(struct sealed *file, struct text_buffer *out, const struct partial_piece *piece)
{
    packed_put_number(out, piece->length);
    if (piece->bytes) {
        text_put_bytes(out, piece->bytes, (size_t)piece->length);
    } else if (piece->length) {
        text_drain(out);
        sealed_put_spool(file, piece->spool, piece->at, piece->length);
    }
}

static void put_partial(struct sealed *file, const struct partial *partial)
{
    struct arena *arena = arena_create();
    const struct text_drain drain = {write_bytes, file};
    struct text_buffer out = {.arena = arena, .drain = &drain};
    text_put(&out, magic);
    put_head(&out, &partial->head);
    packed_put_number(&out, partial->stage_count);
    for (size_t s = 0; s < partial->stage_count; s++) {
        const struct partial_stage *stage = &partial->stage[s];
        packed_put_number(&out, stage->count);
        for (size_t p = 0; p < stage->count && file->status == STATUS_OK; p++)
            put_piece(file, &out, &stage->piece[p]);
    }
    text_drain(&out);
    arena_destroy(arena);
}

enum status partial_write(const char *path, const struct partial *partial, struct arena *faults, const char **fault)
{
    struct sealed file;
    enum status status = sealed_begin(&file, faults, path, fault);
    if (status != STATUS_OK)
        return status;
    put_partial(&file, partial);
    return sealed_end(&file, fault);
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

static bool take_head(struct packed_reading *reading, struct partial_head *head)
{
    enum { ARGUMENT_BYTES_LEAST = 8 };
    head->version = packed_take_text(reading);
    head->key = packed_take_text(reading);
    head->offers = packed_take_text(reading);
    head->seed = packed_take_number(reading);
    head->shard = packed_take_number(reading);
    head->shards = packed_take_number(reading);
    uint64_t count = packed_take_number(reading);
    if (reading->short_of || count > packed_left(reading) / ARGUMENT_BYTES_LEAST)
        return false;
    const char **argument = arena_alloc(reading->arena, (size_t)count + 1, sizeof *argument);
    for (head->argument_count = 0; head->argument_count < count; head->argument_count++)
        argument[head->argument_count] = packed_take_text(reading);
    head->argument = argument;
    return !reading->short_of && strlen(head->key) == HASH_BYTES && head->shards <= SHARDS_MAX &&
           (head->shard < head->shards || (head->shard == 0 && head->shards == 0));
}

/* The pieces' bytes stay in the file. */
static bool take_pieces(struct packed_reading *reading, struct partial *partial)
{
    enum { BYTES_LEAST = 8 };
    uint64_t stages = packed_take_number(reading);
    if (reading->short_of || stages > packed_left(reading) / BYTES_LEAST)
        return false;
    partial->stage = arena_alloc(reading->arena, (size_t)stages + 1, sizeof *partial->stage);
    for (; partial->stage_count < stages; partial->stage_count++) {
        struct partial_stage *stage = &partial->stage[partial->stage_count];
        uint64_t count = packed_take_number(reading);
        if (reading->short_of || count > packed_left(reading) / BYTES_LEAST || count > PIECES_MAX)
            return false;
        stage->piece = arena_alloc(reading->arena, (size_t)count + 1, sizeof *stage->piece);
        for (; stage->count < count; stage->count++) {
            uint64_t length = packed_take_number(reading);
            stage->piece[stage->count] =
                (struct partial_piece){.length = length, .spool = reading->spool, .at = packed_place(reading)};
            packed_skip(reading, length);
        }
    }
    return !reading->short_of && packed_left(reading) == 0;
}

static enum status refuse(struct arena *arena, const char *path, const char *what, const char **fault)
{
    *fault = arena_text(arena, "%s: %s", path, what);
    return STATUS_INVALID;
}

enum status partial_read(struct arena *arena, const char *path, struct partial *partial, const char **fault)
{
    struct spool *file;
    char first[sizeof magic] = "";
    size_t head = strlen(magic), known = head - 2; /* the number of the form comes last */
    *partial = (struct partial){.arena = arena};
    enum status status = spool_open(arena, path, &file, fault);
    if (status != STATUS_OK)
        return status;
    uint64_t length = spool_length(file);
    if (!length)
        return refuse(arena, path, "is empty: what wrote it did not end; make it again", fault);
    if (!spool_take(file, 0, first, length < head ? (size_t)length : head)) {
        *fault = spool_fault(file);
        return STATUS_FILE;
    }
    if (length < known || memcmp(first, magic, known) != 0)
        return refuse(arena, path, "is not a partial of offercast", fault);
    if (length < head + SEAL_BYTES || memcmp(first, magic, head) != 0)
        return refuse(arena, path, "is cut short, or of another version's form: make it again", fault);
    struct packed_reading reading = packed_of_spool(arena, file, head, length - SEAL_BYTES);
    bool whole = sealed_is_whole(file) && take_head(&reading, &partial->head) && take_pieces(&reading, partial);
    *fault = spool_fault(file);
    if (*fault)
        return STATUS_FILE;
    if (!whole)
        return refuse(arena, path, "is cut short or damaged: make it again", fault);
    if (strcmp(partial->head.version, OFFERCAST_VERSION) != 0)
        return refuse(arena, path,
                      arena_text(arena, "was written by offercast %s; this is %s, whose figures may be others",
                                 partial->head.version, OFFERCAST_VERSION),
                      fault);
    return STATUS_OK;
}

/* --- heads -------------------------------------------------------------------------------------------------------- */

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

struct partial_head partial_head_copy(struct arena *arena, const struct partial_head *head)
{
    struct partial_head copy = *head;
    const char **argument = arena_alloc(arena, head->argument_count + 1, sizeof *argument);
    for (size_t i = 0; i < head->argument_count; i++)
        argument[i] = arena_copy(arena, head->argument[i], strlen(head->argument[i]));
    copy.version = arena_copy(arena, head->version, strlen(head->version));
    copy.key = arena_copy(arena, head->key, strlen(head->key));
    copy.offers = arena_copy(arena, head->offers, strlen(head->offers));
    copy.argument = argument;
    return copy;
}

const char *partial_command(struct arena *arena, const struct partial_head *head, const char *added)
{
    const char *line = "offercast";
    for (size_t i = 0; i < head->argument_count; i++)
        line = arena_text(arena, "%s %s%s%s", line, quoted(arena, head->argument[i]), i == 0 && *added ? " " : "",
                          i == 0 ? added : "");
    return line;
}

const char *partial_differs(struct arena *arena, const struct partial_head *head, const struct partial_head *from)
{
    if (strcmp(head->key, from->key) == 0)
        return NULL;
    if (strcmp(head->offers, from->offers) != 0)
        return "is of another offer, or the offer has changed since";
    if (head->seed != from->seed)
        return arena_text(arena, "is of the seed %" PRIu64 ", not %" PRIu64, head->seed, from->seed);
    return arena_text(arena, "is of another question: %s", partial_command(arena, head, ""));
}
