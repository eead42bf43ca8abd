/* The items of an Open Cap Format package: the bytes are the one file that the manifest of a zip file names, stored and
 * not deflated, so that what is mutated is the text itself. The holder is that of the seeds. */
#include "tests/fuzz/offer_bytes.h"

#include <string.h>
#include <zlib.h>

extern const struct document_reader document_reader_ocf;

static const char manifest[] = "{\"file_type\": \"OCF_MANIFEST_FILE\", \"as_of\": \"2026-01-31\", "
                               "\"transactions_files\": [{\"filepath\": \"./Items.ocf.json\"}]}";

struct archive {
    char *bytes;
    size_t length;
};

static void put(struct archive *archive, unsigned long number, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++, number >>= 8)
        archive->bytes[archive->length++] = (char)(number & 0xFF);
}

static void put_bytes(struct archive *archive, const void *bytes, size_t length)
{
    memcpy(archive->bytes + archive->length, bytes, length);
    archive->length += length;
}

/* Flags to sizes, which a part and its entry in the directory share. */
static void put_part(struct archive *archive, const char *name, const void *bytes, size_t length)
{
    const unsigned long version = 20;
    put(archive, version, 2);
    put(archive, 0, 8); /* flags, stored, time, date */
    put(archive, crc32(0, bytes, (uInt)length), 4);
    put(archive, length, 4);
    put(archive, length, 4);
    put(archive, strlen(name), 2);
    put(archive, 0, 2);
}

static struct archive archive_of(struct arena *arena, const uint8_t *bytes, size_t length)
{
    const struct {
        const char *name;
        const void *bytes;
        size_t length;
    } part[] = {{"Manifest.ocf.json", manifest, sizeof manifest - 1}, {"Items.ocf.json", bytes, length}};
    struct archive archive = {arena_alloc(arena, length + 1024, 1), 0};
    size_t offset[2];
    for (size_t i = 0; i < 2; i++) {
        offset[i] = archive.length;
        put(&archive, 0x04034b50, 4);
        put_part(&archive, part[i].name, part[i].bytes, part[i].length);
        put_bytes(&archive, part[i].name, strlen(part[i].name));
        put_bytes(&archive, part[i].bytes, part[i].length);
    }
    size_t directory = archive.length;
    for (size_t i = 0; i < 2; i++) {
        put(&archive, 0x02014b50, 4);
        put(&archive, 20, 2);
        put_part(&archive, part[i].name, part[i].bytes, part[i].length);
        put(&archive, 0, 10); /* comment, disk, attributes */
        put(&archive, offset[i], 4);
        put_bytes(&archive, part[i].name, strlen(part[i].name));
    }
    size_t end = archive.length;
    put(&archive, 0x06054b50, 4);
    put(&archive, 0, 4);
    put(&archive, 2, 2);
    put(&archive, 2, 2);
    put(&archive, end - directory, 4);
    put(&archive, directory, 4);
    put(&archive, 0, 2);
    return archive;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct arena *arena = arena_create();
    struct archive archive = archive_of(arena, bytes, length);
    int result = offer_bytes_read_for(&document_reader_ocf, (const uint8_t *)archive.bytes, archive.length,
                                      (struct reading_wishes){.holder = "Eli Engineer"});
    arena_destroy(arena);
    return result;
}
