#include "library/kept_rows.h"

#include "library/packed.h"
#include "library/sealed.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char magic[] = "offercast sweep checkpoint 4\n";
enum { HASH_BYTES = 64 };

/* --- what stands in the spool -------------------------------------------------------------------------------------
 *
 * The settings, packed, then records: a number, how many bytes follow, and those. A record of a text, which begins with
 * TEXT, gives it the next word; one of ROWS has the hash of a scenario and its rows, whose texts are words, or stand
 * there where there are too many of them. */

enum { TEXT = 't', ROWS = 'r', WORDS_MOST = 256, IN_FULL = WORDS_MOST, WORD_SLOTS = 2 * WORDS_MOST };
enum { ROWS_HEAD_BYTES = 1 + HASH_BYTES + 8, ROW_BYTES_LEAST = 7 * 2 + 5 * 8 };

struct words {
    size_t count;
    const char *text[WORDS_MOST];
    uint16_t slot[WORD_SLOTS]; /* of those that are added: a word and 1, by a hash of the text; 0: free */
};

struct address {
    uint64_t hash[2]; /* half of the SHA-256 says enough */
    uint64_t place : 63, empty : 1;
};

struct kept_rows {
    struct arena *arena;
    struct spool *spool;
    const char *settings;
    uint64_t begin; /* where the records do */
    size_t count;   /* of scenarios */
    struct words texts;
    size_t found_count;
    struct address *found; /* sorted */
};

struct kept_rows *kept_rows_create(struct arena *arena, const char *folder, const char *settings)
{
    struct kept_rows *rows = arena_alloc(arena, 1, sizeof *rows);
    rows->arena = arena;
    rows->spool = spool_create(arena, folder);
    rows->settings = arena_copy(arena, settings, strlen(settings));
    struct text_buffer head = {.arena = arena};
    packed_put_text(&head, settings);
    (void)spool_put(rows->spool, head.bytes, head.length); /* in memory still */
    rows->begin = spool_length(rows->spool);
    return rows;
}

struct spool *kept_rows_spool(const struct kept_rows *rows)
{
    return rows->spool;
}

static bool put_record(struct spool *spool, const struct text_buffer *record)
{
    struct text_buffer head = {.arena = record->arena};
    packed_put_number(&head, record->length);
    return spool_put(spool, head.bytes, head.length) && spool_put(spool, record->bytes, record->length);
}

/* --- adding ------------------------------------------------------------------------------------------------------- */

static size_t slot_of(const char *text)
{
    uint32_t hash = 2166136261U; /* FNV-1a */
    for (const char *c = text; *c; c++)
        hash = (hash ^ (unsigned char)*c) * 16777619U;
    return (hash ^ hash >> 16) % WORD_SLOTS;
}

/* The word of a text; IN_FULL: it has none. */
static unsigned word_of(struct kept_rows *rows, struct arena *arena, const char *text)
{
    struct words *words = &rows->texts;
    size_t slot = slot_of(text);
    for (; words->slot[slot]; slot = (slot + 1) % WORD_SLOTS)
        if (strcmp(words->text[words->slot[slot] - 1], text) == 0)
            return words->slot[slot] - 1U;
    if (words->count == WORDS_MOST)
        return IN_FULL;
    struct text_buffer record = {.arena = arena};
    text_put_bytes(&record, (const char[]){TEXT}, 1);
    text_put(&record, text);
    (void)put_record(rows->spool, &record); /* its fault is seen with the rows */
    words->text[words->count] = arena_copy(rows->arena, text, strlen(text));
    words->slot[slot] = (uint16_t)++words->count;
    return words->slot[slot] - 1U;
}

static void put_word(struct kept_rows *rows, struct text_buffer *out, const char *text)
{
    text = text ? text : "";
    unsigned word = word_of(rows, out->arena, text);
    text_put_bytes(out, (const unsigned char[]){word & 0xff, (unsigned char)(word >> 8)}, 2);
    if (word == IN_FULL)
        packed_put_text(out, text);
}

static void put_row(struct kept_rows *rows, struct text_buffer *out, const struct report_row *row)
{
    const struct figure *figure = &row->figure;
    const char *texts[] = {row->metric,    row->group,     row->statistic,     row->unit,
                           figure->method, figure->status, figure_note(figure)};
    const double numbers[] = {figure->estimate, figure->std_error, figure->ci_low, figure->ci_high, figure->level};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        put_word(rows, out, texts[i]);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        packed_put_double(out, numbers[i]);
}

uint64_t kept_rows_add(struct kept_rows *rows, const struct sweep_rows *added)
{
    struct arena *arena = arena_create();
    struct text_buffer record = {.arena = arena};
    text_put_bytes(&record, (const char[]){ROWS}, 1);
    text_put_bytes(&record, added->sha256, HASH_BYTES);
    packed_put_number(&record, added->count);
    for (size_t i = 0; i < added->count; i++)
        put_row(rows, &record, &added->row[i]);
    uint64_t place = spool_length(rows->spool);
    bool put = put_record(rows->spool, &record);
    rows->count++;
    arena_destroy(arena);
    return put ? place : KEPT_ROWS_NONE;
}

/* --- taking ------------------------------------------------------------------------------------------------------- */

/* `texts`: of the spool that is read. */
static const char *take_word(struct packed_reading *reading, const struct words *texts)
{
    const unsigned char *bytes = (const unsigned char *)packed_take(reading, 2);
    unsigned word = bytes ? bytes[0] | (unsigned)bytes[1] << 8 : IN_FULL;
    if (word == IN_FULL)
        return packed_take_text(reading);
    reading->short_of = reading->short_of || word >= texts->count;
    return reading->short_of ? "" : texts->text[word];
}

static struct report_row take_row(struct packed_reading *reading, const struct words *texts)
{
    struct report_row row = {.metric = take_word(reading, texts)};
    row.group = take_word(reading, texts);
    row.statistic = take_word(reading, texts);
    row.unit = take_word(reading, texts);
    row.figure.method = take_word(reading, texts);
    row.figure.status = take_word(reading, texts);
    row.figure.note = take_word(reading, texts);
    row.figure.estimate = packed_take_double(reading);
    row.figure.std_error = packed_take_double(reading);
    row.figure.ci_low = packed_take_double(reading);
    row.figure.ci_high = packed_take_double(reading);
    row.figure.level = packed_take_double(reading);
    return row;
}

/* Behind its first byte. False: there is no such record. */
static bool take_rows(struct packed_reading *reading, const struct words *texts, struct sweep_rows *rows)
{
    const char *hash = packed_take(reading, HASH_BYTES);
    *rows = (struct sweep_rows){.count = 0};
    if (hash)
        memcpy(rows->sha256, hash, HASH_BYTES);
    uint64_t count = packed_take_number(reading);
    if (reading->short_of || count > packed_left(reading) / ROW_BYTES_LEAST)
        return false;
    rows->row = arena_alloc(reading->arena, (size_t)count + 1, sizeof *rows->row);
    while (rows->count < count && !reading->short_of)
        rows->row[rows->count++] = take_row(reading, texts);
    return !reading->short_of;
}

/* One record, `length` bytes from `place` on, into the rows; words of that spool gather in `texts`, which are in `own`.
 */
static bool take_record(struct kept_rows *rows, struct spool *spool, uint64_t place, uint64_t length, struct arena *own,
                        struct words *texts)
{
    struct arena *arena = arena_create();
    struct packed_reading reading = packed_of_spool(arena, spool, place, place + length);
    const char *kind = packed_take(&reading, 1);
    struct sweep_rows taken;
    bool fine = false;
    if (kind && *kind == TEXT && texts->count < WORDS_MOST) {
        const char *text = packed_take(&reading, length - 1);
        fine = text != NULL;
        if (fine)
            texts->text[texts->count++] = arena_copy(own, text, (size_t)length - 1);
    } else if (kind && *kind == ROWS && take_rows(&reading, texts, &taken) && packed_left(&reading) == 0) {
        fine = kept_rows_add(rows, &taken) != KEPT_ROWS_NONE;
    }
    arena_destroy(arena);
    return fine;
}

/* The first line that the others lack; NULL: they have all. */
static const char *line_without(struct arena *arena, const char *lines, const char *others)
{
    const char *among = arena_text(arena, "\n%s", others);
    for (size_t length; *lines; lines += length + 1) {
        length = strcspn(lines, "\n");
        if (!strstr(among, arena_text(arena, "\n%.*s\n", (int)length, lines)))
            return arena_copy(arena, lines, length);
    }
    return NULL;
}

/* In what the settings differ, in words; NULL: in nothing. */
static const char *difference(struct arena *arena, const char *kept, const char *wanted)
{
    const char *was = line_without(arena, kept, wanted), *is = line_without(arena, wanted, kept);
    return strcmp(kept, wanted) == 0 ? NULL
           : was && is               ? arena_text(arena, "was made with %s, not %s", was, is)
           : was                     ? arena_text(arena, "was made with %s, which is not asked for now", was)
           : is                      ? arena_text(arena, "was made without %s", is)
                                     : "was made with the same in another order";
}

bool kept_rows_take(struct kept_rows *rows, struct spool *spool, uint64_t from, uint64_t until, const char **differs)
{
    struct arena *arena = arena_create();
    struct packed_reading reading = packed_of_spool(arena, spool, from, until);
    struct words texts = {0};
    const char *settings = packed_take_text(&reading);
    bool fine = !reading.short_of;
    *differs = fine ? difference(rows->arena, settings, rows->settings) : NULL;
    while (fine && !*differs && packed_left(&reading)) {
        uint64_t length = packed_take_number(&reading), place = packed_place(&reading);
        packed_skip(&reading, length);
        fine = !reading.short_of && length && take_record(rows, spool, place, length, arena, &texts);
    }
    arena_destroy(arena);
    return fine && !*differs;
}

/* --- finding ------------------------------------------------------------------------------------------------------ */

static const unsigned char no_rows[8]; /* their number */

static void halve(const char *sha256, uint64_t hash[2])
{
    for (size_t half = 0; half < 2; half++) {
        char digits[17] = "";
        memcpy(digits, sha256 + 16 * half, 16);
        hash[half] = strtoull(digits, NULL, 16);
    }
}

static int by_hash(const void *a, const void *b)
{
    const struct address *left = a, *right = b;
    for (size_t i = 0; i < 2; i++)
        if (left->hash[i] != right->hash[i])
            return left->hash[i] < right->hash[i] ? -1 : 1;
    return 0;
}

void kept_rows_index(struct kept_rows *rows)
{
    struct arena *arena = arena_create();
    struct packed_reading reading = packed_of_spool(arena, rows->spool, rows->begin, spool_length(rows->spool));
    rows->found = arena_alloc(rows->arena, rows->count + 1, sizeof *rows->found);
    while (packed_left(&reading) && !reading.short_of && rows->found_count < rows->count) {
        uint64_t place = packed_place(&reading), length = packed_take_number(&reading);
        const char *head = length >= ROWS_HEAD_BYTES ? packed_take(&reading, ROWS_HEAD_BYTES) : NULL;
        if (head && *head == ROWS) {
            struct address *address = &rows->found[rows->found_count++];
            halve(head + 1, address->hash);
            address->place = place & INT64_MAX;
            address->empty = memcmp(head + 1 + HASH_BYTES, no_rows, sizeof no_rows) == 0;
        }
        packed_skip(&reading, head ? length - ROWS_HEAD_BYTES : length);
    }
    qsort(rows->found, rows->found_count, sizeof *rows->found, by_hash);
    arena_destroy(arena);
}

uint64_t kept_rows_find(const struct kept_rows *rows, const char *sha256, bool *empty)
{
    struct address wanted = {.place = 0};
    if (!rows->found_count)
        return KEPT_ROWS_NONE;
    halve(sha256, wanted.hash);
    const struct address *found = bsearch(&wanted, rows->found, rows->found_count, sizeof *rows->found, by_hash);
    *empty = found && found->empty;
    return found ? found->place : KEPT_ROWS_NONE;
}

struct sweep_rows kept_rows_at(struct kept_rows *rows, struct arena *arena, uint64_t place)
{
    struct packed_reading reading = packed_of_spool(arena, rows->spool, place, spool_length(rows->spool));
    struct sweep_rows taken = {.count = 0};
    packed_skip(&reading, 8 + 1); /* its length, and that these are rows */
    return take_rows(&reading, &rows->texts, &taken) ? taken : (struct sweep_rows){.count = 0};
}

/* --- the file ----------------------------------------------------------------------------------------------------- */

enum status kept_rows_write(struct kept_rows *rows, const char *path, struct arena *faults, const char **fault)
{
    struct sealed file;
    enum status status = sealed_begin(&file, faults, path, fault);
    if (status != STATUS_OK)
        return status;
    sealed_put(&file, magic, strlen(magic));
    sealed_put_spool(&file, rows->spool, 0, spool_length(rows->spool));
    return sealed_end(&file, fault);
}

static enum status refuse(struct kept_rows *rows, const char *path, const char *what, const char **fault)
{
    *fault = arena_text(rows->arena, "%s: %s", path, what);
    return STATUS_INVALID;
}

enum status kept_rows_read(struct kept_rows *rows, const char *path, const char **fault)
{
    struct spool *file;
    char head[sizeof magic] = "";
    const char *differs = NULL;
    if (access(path, F_OK) != 0 && errno == ENOENT)
        return STATUS_OK; /* the first time */
    enum status status = spool_open(rows->arena, path, &file, fault);
    if (status != STATUS_OK)
        return status;
    uint64_t begin = strlen(magic), length = spool_length(file), end = length - SEAL_BYTES;
    if (length < begin + SEAL_BYTES || !spool_take(file, 0, head, begin) || strcmp(head, magic) != 0)
        return refuse(rows, path, "is not a checkpoint of a sweep", fault);
    bool taken = sealed_is_whole(file) && kept_rows_take(rows, file, begin, end, &differs);
    *fault = spool_fault(file) ? spool_fault(file) : spool_fault(rows->spool);
    if (*fault)
        return STATUS_FILE;
    if (differs)
        return refuse(rows, path, differs, fault);
    if (!taken)
        return refuse(rows, path, "is damaged", fault);
    kept_rows_index(rows);
    return STATUS_OK;
}
