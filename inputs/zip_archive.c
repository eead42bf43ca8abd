#include "inputs/zip_archive.h"

#include "inputs/byte_pile.h"
#include "inputs/source.h"
#include "inputs/text_ends.h"
#include "sim/guard.h"

#include <errno.h>
#include <minizip/unzip.h>
#include <string.h>

enum { PIECE_BYTES = 1 << 16 };

struct zip_archive {
    struct arena *arena;
    const struct source *source;
    struct problems *problems;
    size_t at; /* of the memory that minizip takes for a file */
    unzFile file;
    struct guard_cleanup closing;
    char *piece;
};

static void close_file(void *file)
{
    unzClose(file);
}

/* minizip takes memory that runs out for damage; only the C library tells which it was. */
static void tell_damage_from_memory(void)
{
    if (errno == ENOMEM)
        guard_exhausted();
}

/* --- memory as a file ------------------------------------------------------------------------------------------------
 */

static voidpf memory_open(voidpf opaque, const void *name, int mode)
{
    (void)name;
    (void)mode;
    return opaque;
}

static uLong memory_read(voidpf opaque, voidpf stream, void *bytes, uLong size)
{
    struct zip_archive *archive = opaque;
    (void)stream;
    size_t left = archive->at < archive->source->length ? archive->source->length - archive->at : 0;
    size_t got = size < left ? size : left;
    memcpy(bytes, archive->source->bytes + archive->at, got);
    archive->at += got;
    return (uLong)got;
}

static ZPOS64_T memory_tell(voidpf opaque, voidpf stream)
{
    (void)stream;
    return ((struct zip_archive *)opaque)->at;
}

static long memory_seek(voidpf opaque, voidpf stream, ZPOS64_T offset, int origin)
{
    struct zip_archive *archive = opaque;
    (void)stream;
    ZPOS64_T from = origin == ZLIB_FILEFUNC_SEEK_CUR   ? archive->at
                    : origin == ZLIB_FILEFUNC_SEEK_END ? archive->source->length
                                                       : 0;
    if (offset > archive->source->length || from + offset > archive->source->length)
        return -1;
    archive->at = (size_t)(from + offset);
    return 0;
}

static int memory_close(voidpf opaque, voidpf stream)
{
    (void)opaque;
    (void)stream;
    return 0;
}

static int memory_error(voidpf opaque, voidpf stream)
{
    (void)opaque;
    (void)stream;
    return 0;
}

/* --- parts
 * ------------------------------------------------------------------------------------------------------------ */

static void fault(const struct zip_archive *archive, enum status status, const char *help, const char *what)
{
    problem_add(archive->problems, status, (struct place){archive->source, 0}, "", help, "%s", what);
}

static void damaged(const struct zip_archive *archive, const char *part)
{
    fault(
        archive, STATUS_INVALID, "Open it in the program that wrote it and save it again.",
        arena_text(archive->arena, "the file is damaged or incomplete: the zip part \"%.80s\" does not inflate", part));
}

static bool parts_fit(const struct zip_archive *archive)
{
    size_t parts = 0;
    for (int more = unzGoToFirstFile(archive->file); more == UNZ_OK; more = unzGoToNextFile(archive->file)) {
        if (++parts > ZIP_PARTS_MAX) {
            fault(archive, STATUS_LIMIT, NULL, "the file has more than 10,000 zip parts, the limit");
            return false;
        }
    }
    return true;
}

struct zip_archive *zip_archive_open(struct arena *arena, const struct source *source, struct problems *problems)
{
    struct zip_archive *archive = arena_alloc(arena, 1, sizeof *archive);
    *archive = (struct zip_archive){.arena = arena, .source = source, .problems = problems};
    archive->piece = arena_alloc(arena, PIECE_BYTES, 1);
    zlib_filefunc64_def memory = {.zopen64_file = memory_open,
                                  .zread_file = memory_read,
                                  .ztell64_file = memory_tell,
                                  .zseek64_file = memory_seek,
                                  .zclose_file = memory_close,
                                  .zerror_file = memory_error,
                                  .opaque = archive};
    errno = 0;
    archive->file = unzOpen2_64("", &memory);
    if (!archive->file) {
        tell_damage_from_memory();
        bool begins = source->length >= 2 && memcmp(source->bytes, "PK", 2) == 0;
        fault(archive, STATUS_INVALID, "Open it in the program that wrote it and save it again.",
              begins ? "the file is a damaged or incomplete zip file: its end is missing"
                     : "this is not a workbook (.xlsx) or document: it is not a zip file");
        return NULL;
    }
    guard_push(&archive->closing, close_file, archive->file);
    if (parts_fit(archive))
        return archive;
    zip_archive_close(archive);
    return NULL;
}

void zip_archive_close(struct zip_archive *archive)
{
    guard_pop(&archive->closing);
    unzClose(archive->file);
}

bool zip_archive_names(const struct source *source, const char *part)
{
    size_t length = strlen(part);
    if (source->length < length || strncmp(source->bytes, "PK\3\4", 4) != 0)
        return false;
    for (size_t i = 0; i + length <= source->length; i++)
        if (source->bytes[i] == part[0] && memcmp(source->bytes + i, part, length) == 0)
            return true;
    return false;
}

bool zip_archive_has(struct zip_archive *archive, const char *part)
{
    return unzLocateFile(archive->file, part, 2) == UNZ_OK; /* 2: any case, as writers differ */
}

const char *zip_archive_part_ending(struct zip_archive *archive, const char *ending)
{
    enum { NAME_BYTES = 512 };
    char name[NAME_BYTES];
    for (int more = unzGoToFirstFile(archive->file); more == UNZ_OK; more = unzGoToNextFile(archive->file))
        if (unzGetCurrentFileInfo64(archive->file, NULL, name, sizeof name, NULL, 0, NULL, 0) == UNZ_OK &&
            memchr(name, '\0', sizeof name) && text_ends_with(name, ending))
            return arena_copy(archive->arena, name, strlen(name));
    return NULL;
}

/* What was inflated so far is more than is meant for any workbook. */
static bool too_large(struct zip_archive *archive, const char *part, size_t inflated, size_t packed)
{
    const size_t free_bytes = 1 << 20;
    bool ratio = inflated > free_bytes && inflated / ZIP_RATIO_MAX > packed + 1;
    if (inflated <= ZIP_PART_BYTES_MAX && !ratio)
        return false;
    fault(archive, STATUS_LIMIT, "A table of a few thousand rows has a few hundred kilobytes.",
          arena_text(archive->arena, "the part \"%.80s\" is too large: past the limit of %s", part,
                     ratio ? "300 times its packed size" : "256 MiB"));
    return true;
}

bool zip_archive_stream(struct zip_archive *archive, const char *part,
                        bool (*receive)(void *context, const char *bytes, size_t length, bool last), void *context)
{
    unz_file_info64 about;
    if (!zip_archive_has(archive, part))
        return false;
    if (unzGetCurrentFileInfo64(archive->file, &about, NULL, 0, NULL, 0, NULL, 0) != UNZ_OK || (about.flag & 1)) {
        fault(archive, STATUS_INVALID, "Save it without a password.", "a part of the file is encrypted");
        return false;
    }
    /* What it says of itself is asked first, and what comes is counted all the same. */
    if (too_large(archive, part, (size_t)about.uncompressed_size, (size_t)about.compressed_size))
        return false;
    errno = 0;
    if (unzOpenCurrentFile(archive->file) != UNZ_OK) {
        tell_damage_from_memory();
        damaged(archive, part);
        return false;
    }
    size_t inflated = 0;
    bool going = true;
    int got = 0;
    while (going && (got = unzReadCurrentFile(archive->file, archive->piece, PIECE_BYTES)) > 0) {
        inflated += (size_t)got;
        going = !too_large(archive, part, inflated, (size_t)about.compressed_size) &&
                receive(context, archive->piece, (size_t)got, false);
    }
    if (got == Z_MEM_ERROR)
        guard_exhausted();
    bool whole = unzCloseCurrentFile(archive->file) == UNZ_OK && got >= 0;
    if (going && !whole) {
        damaged(archive, part);
        return false;
    }
    return going && receive(context, "", 0, true);
}

struct collected {
    struct arena *arena;
    struct byte_pile pile;
};

static bool collect(void *context, const char *bytes, size_t length, bool last)
{
    struct collected *text = context;
    (void)last;
    if (text->pile.length + length > FILE_BYTES_MAX)
        return false;
    byte_pile_add(&text->pile, text->arena, bytes, length);
    return true;
}

const struct source *zip_archive_source(struct zip_archive *archive, const char *part)
{
    struct collected text = {.arena = archive->arena};
    if (!zip_archive_stream(archive, part, collect, &text)) {
        if (archive->problems->status == STATUS_OK)
            fault(archive, STATUS_LIMIT, NULL,
                  arena_text(archive->arena, "the part \"%.80s\" is past the limit of 64 MB", part));
        return NULL;
    }
    return source_create(archive->arena, arena_text(archive->arena, "%s/%s", archive->source->name, part),
                         text.pile.bytes, text.pile.length);
}
