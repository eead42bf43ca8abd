#include "library/kept_work.h"

#include "library/packed.h"
#include "sim/tally_bytes.h"

#include <errno.h>
#include <pthread.h>
#include <string.h>
#include <unistd.h>

static const double save_seconds = 2; /* at least, between two times that a checkpoint is written */

struct kept_work {
    struct arena *arena;
    struct share share;
    struct progress *progress;
    const char *path;    /* of a checkpoint */
    struct partial kept; /* of a shard and a checkpoint all; of all shards the numbers of the stage in hand */
    size_t file_count;   /* of all shards */
    const char *const *file;
    size_t begun;   /* stages */
    uint64_t dealt; /* items of the stage in hand; where none hands them out: */
    bool (*next)(void *context, uint64_t stage, uint64_t count, uint64_t *item);
    void *next_context;
    double saved_seconds, write_seconds;
    enum status status;
    const char *fault;
    pthread_mutex_t lock; /* of everything, where numbers are kept by many threads */
};

/* --- faults ------------------------------------------------------------------------------------------------------- */

static void fail(struct kept_work *work, enum status status, const char *fault)
{
    if (work->status == STATUS_OK) {
        work->status = status;
        work->fault = fault;
    }
    atomic_store(&work->progress->stop, true);
}

static void refuse(void *context, const char *why)
{
    struct kept_work *work = context;
    fail(work, STATUS_INVALID, work->path ? arena_text(work->arena, "%s: %s", work->path, why) : why);
}

static bool add_is_of_something_else(struct kept_work *work, const char *path)
{
    fail(work, STATUS_INVALID, arena_text(work->arena, "%s: what it holds is not of this question", path));
    return false;
}

/* --- saving now and then ------------------------------------------------------------------------------------------ */

/* Not so often that writing takes more than a tenth of the time. */
static bool is_due(const struct kept_work *work)
{
    double wait = 10 * work->write_seconds;
    return progress_seconds() - work->saved_seconds > (wait > save_seconds ? wait : save_seconds);
}

static void save_when_due(struct kept_work *work)
{
    const char *fault = NULL;
    if (work->share.role != SHARE_RESUMED || work->status != STATUS_OK || !is_due(work))
        return;
    double began = progress_seconds();
    enum status status = partial_write(work->path, &work->kept, work->arena, &fault);
    if (status != STATUS_OK) /* hours of work would be lost in the end */
        fail(work, status, fault);
    work->saved_seconds = progress_seconds();
    work->write_seconds = work->saved_seconds - began;
}

/* --- stages of paths ---------------------------------------------------------------------------------------------- */

static void begin(void *context)
{
    struct kept_work *work = context;
    work->begun++;
    work->dealt = 0;
    if (work->share.role == SHARE_ALL)
        work->kept = (struct partial){.stage_count = 0};
}

static bool next(void *context, uint64_t count, uint64_t *item)
{
    struct kept_work *work = context;
    struct guard_cleanup cleanup;
    if (work->next)
        return work->next(work->next_context, work->begun, count, item);
    guard_lock(&cleanup, &work->lock);
    *item = work->share.shard + work->share.shards * work->dealt++;
    guard_unlock(&cleanup);
    return *item < count;
}

static size_t stage_in_hand(const struct kept_work *work)
{
    return work->begun - 1;
}

static void keep(void *context, struct tally *const *units, uint64_t count, struct share_points points, bool due)
{
    struct kept_work *work = context;
    if (!due && !is_due(work))
        return;
    struct arena *arena = arena_create();
    struct byte_run bytes = {.arena = arena};
    byte_run_put_word(&bytes, points.end);
    byte_run_put_word(&bytes, points.toward);
    for (uint64_t r = 0; r < count; r++)
        tally_put(units[r], &bytes);
    partial_put(work->arena, &work->kept, stage_in_hand(work), 0, bytes.bytes, bytes.length);
    arena_destroy(arena);
    save_when_due(work);
}

static struct byte_span open_piece(const struct partial_piece *piece, struct share_points *points)
{
    struct byte_span span = {.short_of = !piece};
    if (piece) {
        span.at = (const unsigned char *)piece->bytes;
        span.end = span.at + piece->length;
        points->end = byte_span_take_word(&span);
        points->toward = byte_span_take_word(&span);
    }
    return span;
}

static bool points(void *context, struct share_points *points)
{
    struct kept_work *work = context;
    return !open_piece(partial_find(&work->kept, stage_in_hand(work), 0), points).short_of;
}

static bool add_piece(const struct partial_piece *piece, struct tally *const *units, uint64_t count)
{
    struct share_points unused;
    struct byte_span span = open_piece(piece, &unused);
    bool read = !span.short_of;
    for (uint64_t r = 0; read && r < count; r++)
        read = tally_take(units[r], &span) == STATUS_OK;
    return read && span.at == span.end;
}

/* Reads a file of all shards again; NULL: it has become another one since. */
static bool read_again(struct kept_work *work, struct arena *arena, size_t i, struct partial *partial)
{
    const char *fault = NULL;
    enum status status = partial_read(arena, work->file[i], partial, &fault);
    if (status != STATUS_OK)
        fail(work, status, arena_copy(work->arena, fault, strlen(fault)));
    return status == STATUS_OK;
}

static bool add_file(struct kept_work *work, size_t i, struct tally *const *units, uint64_t count)
{
    struct arena *arena = arena_create();
    struct partial partial;
    bool read = read_again(work, arena, i, &partial);
    bool fine = read && add_piece(partial_find(&partial, stage_in_hand(work), 0), units, count);
    arena_destroy(arena);
    return fine || (read && add_is_of_something_else(work, work->file[i]));
}

static bool add(void *context, struct tally *const *units, uint64_t count)
{
    struct kept_work *work = context;
    if (work->share.role == SHARE_RESUMED)
        return add_piece(partial_find(&work->kept, stage_in_hand(work), 0), units, count) ||
               add_is_of_something_else(work, work->path);
    bool fine = true;
    for (size_t i = 0; fine && i < work->file_count; i++)
        fine = add_file(work, i, units, count);
    return fine;
}

/* --- stages of numbers -------------------------------------------------------------------------------------------- */

/* The numbers of the stage from all files. */
static void gather(struct kept_work *work)
{
    size_t stage = stage_in_hand(work);
    for (size_t i = 0; i < work->file_count; i++) {
        struct arena *arena = arena_create();
        struct partial partial;
        if (read_again(work, arena, i, &partial) && stage < partial.stage_count)
            for (size_t p = 0; p < partial.stage[stage].count; p++) {
                const struct partial_piece *piece = partial_find(&partial, stage, p);
                if (piece)
                    partial_put(work->arena, &work->kept, stage, p, piece->bytes, (size_t)piece->length);
            }
        arena_destroy(arena);
    }
}

static const double *numbers(void *context, uint64_t piece, size_t count)
{
    struct kept_work *work = context;
    struct guard_cleanup cleanup;
    guard_lock(&cleanup, &work->lock);
    if (work->share.role == SHARE_ALL && !work->kept.stage_count)
        gather(work);
    const struct partial_piece *found = partial_find(&work->kept, stage_in_hand(work), (size_t)piece);
    double *number = NULL;
    if (found && found->length == count * sizeof *number) {
        struct packed_reading reading = {.arena = work->arena, .at = found->bytes, .end = found->bytes + found->length};
        number = arena_alloc(work->arena, count, sizeof *number);
        for (size_t i = 0; i < count; i++)
            number[i] = packed_take_double(&reading);
    }
    guard_unlock(&cleanup);
    return number;
}

static void keep_numbers(void *context, uint64_t piece, const double *number, size_t count)
{
    struct kept_work *work = context;
    struct arena *arena = arena_create();
    struct text_buffer bytes = {.arena = arena};
    struct guard_cleanup cleanup;
    for (size_t i = 0; i < count; i++)
        packed_put_double(&bytes, number[i]);
    guard_lock(&cleanup, &work->lock);
    partial_put(work->arena, &work->kept, stage_in_hand(work), (size_t)piece, bytes.bytes, bytes.length);
    save_when_due(work);
    guard_unlock(&cleanup);
    arena_destroy(arena);
}

/* --- other bytes -------------------------------------------------------------------------------------------------- */

void kept_work_put(struct kept_work *work, struct spool *bytes)
{
    begin(work);
    partial_put_spool(work->arena, &work->kept, stage_in_hand(work), 0, bytes);
}

const struct partial_piece *kept_work_take(struct kept_work *work, struct arena *arena, size_t i)
{
    struct partial partial;
    return read_again(work, arena, i, &partial) ? partial_locate(&partial, 0, 0) : NULL;
}

/* --- the three kinds ---------------------------------------------------------------------------------------------- */

static struct kept_work *create(struct arena *arena, enum share_role role, struct progress *progress)
{
    struct kept_work *work = arena_alloc(arena, 1, sizeof *work);
    *work = (struct kept_work){.arena = arena, .progress = progress, .saved_seconds = progress_seconds()};
    work->share = (struct share){.role = role,
                                 .context = work,
                                 .begin = begin,
                                 .next = next,
                                 .points = points,
                                 .add = add,
                                 .keep = keep,
                                 .numbers = numbers,
                                 .keep_numbers = keep_numbers,
                                 .refuse = refuse};
    pthread_mutex_init(&work->lock, NULL);
    return work;
}

struct kept_work *kept_work_of_shard(struct arena *arena, const struct partial_head *head, struct progress *progress)
{
    struct kept_work *work = create(arena, SHARE_OF_MANY, progress);
    work->kept.head = *head;
    work->share.shard = head->shard;
    work->share.shards = head->shards;
    return work;
}

void kept_work_hand_out(struct kept_work *work,
                        bool (*hand_out)(void *context, uint64_t stage, uint64_t count, uint64_t *item), void *context)
{
    work->next = hand_out;
    work->next_context = context;
}

struct kept_work *kept_work_of_all(struct arena *arena, const char *const *path, size_t count,
                                   struct progress *progress)
{
    struct kept_work *work = create(arena, SHARE_ALL, progress);
    work->file = path;
    work->file_count = count;
    return work;
}

struct kept_work *kept_work_resumed(struct arena *arena, const char *path, const struct partial_head *head,
                                    struct progress *progress, enum status *status, const char **fault)
{
    struct kept_work *work = create(arena, SHARE_RESUMED, progress);
    *status = STATUS_OK;
    work->path = path;
    if (access(path, F_OK) == 0 || errno != ENOENT) {
        *status = partial_read(arena, path, &work->kept, fault);
        const char *differs = *status == STATUS_OK ? partial_differs(arena, &work->kept.head, head) : NULL;
        if (*status == STATUS_OK && work->kept.head.shards)
            differs = "is the partial of a shard, not a checkpoint";
        if (differs) {
            *fault = arena_text(arena, "%s: %s", path, differs);
            *status = STATUS_INVALID;
        }
    }
    work->kept.head = *head;
    return *status == STATUS_OK ? work : NULL;
}

const struct share *kept_work_share(const struct kept_work *work)
{
    return &work->share;
}

enum status kept_work_write(struct kept_work *work, const char *path, const char **fault)
{
    return partial_write(path, &work->kept, work->arena, fault);
}

enum status kept_work_fault(const struct kept_work *work, const char **fault)
{
    *fault = work->fault;
    return work->status;
}
