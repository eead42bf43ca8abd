#include "outputs/xlsx_zip.h"

#include "outputs/zlib_arena.h"

#include <stdint.h>
#include <string.h>

enum { PIECE = 1 << 15, VERSION = 20, SIZES_BEHIND = 8, DEFLATED = 8, FIRST_DAY = 0x21 /* 1980-01-01 */ };
enum { LOCAL_MARK = 0x04034b50, BEHIND_MARK = 0x08074b50, CENTRAL_MARK = 0x02014b50, END_MARK = 0x06054b50 };

struct part {
    const char *name;
    size_t local, packed_size, size;
    uint32_t crc;
};

struct xlsx_zip {
    struct text_buffer *out;
    size_t start; /* where the archive begins in `out` */
    size_t count;
    struct part *part;
    bool failed;
    z_stream stream;
    unsigned char piece[PIECE];
};

static void put_number(struct text_buffer *out, size_t number, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++, number >>= 8)
        text_put_bytes(out, &(unsigned char){(unsigned char)(number & 0xFF)}, 1);
}

static void put_sizes(struct text_buffer *out, const struct part *part)
{
    put_number(out, part->crc, 4);
    put_number(out, part->packed_size, 4);
    put_number(out, part->size, 4);
}

/* From the version to the length of the extra field: alike in both headers. */
static void put_common(struct text_buffer *out, const struct part *part)
{
    put_number(out, VERSION, 2);
    put_number(out, SIZES_BEHIND, 2);
    put_number(out, DEFLATED, 2);
    put_number(out, 0, 2);
    put_number(out, FIRST_DAY, 2);
    put_sizes(out, part);
    put_number(out, strlen(part->name), 2);
    put_number(out, 0, 2);
}

static size_t place_of(const struct text_buffer *out)
{
    return out->drained + out->length;
}

struct xlsx_zip *xlsx_zip_create(struct text_buffer *out)
{
    struct xlsx_zip *zip = arena_alloc(out->arena, 1, sizeof *zip);
    zip->out = out;
    zip->start = place_of(out);
    zip->stream = zlib_arena_stream(out->arena);
    zip->failed =
        deflateInit2(&zip->stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK;
    return zip;
}

static void pack(struct xlsx_zip *zip, int flush)
{
    do {
        zip->stream.next_out = zip->piece;
        zip->stream.avail_out = PIECE;
        deflate(&zip->stream, flush);
        size_t got = PIECE - zip->stream.avail_out;
        text_put_bytes(zip->out, zip->piece, got);
        zip->part[zip->count - 1].packed_size += got;
    } while (zip->stream.avail_out == 0);
}

void xlsx_zip_put(struct xlsx_zip *zip, const char *bytes, size_t length)
{
    struct part *part = &zip->part[zip->count - 1];
    while (length && !zip->failed) {
        size_t taken = length < UINT32_MAX ? length : UINT32_MAX;
        part->crc = (uint32_t)crc32_z(part->crc, (const Bytef *)bytes, taken);
        part->size += taken;
        zip->stream.next_in = (const Bytef *)bytes;
        zip->stream.avail_in = (uInt)taken;
        pack(zip, Z_NO_FLUSH);
        bytes += taken;
        length -= taken;
    }
}

static void end_part(struct xlsx_zip *zip)
{
    if (!zip->count || zip->failed)
        return;
    const struct part *part = &zip->part[zip->count - 1];
    zip->stream.avail_in = 0;
    pack(zip, Z_FINISH);
    deflateReset(&zip->stream);
    put_number(zip->out, BEHIND_MARK, 4);
    put_sizes(zip->out, part);
    zip->failed = part->size > UINT32_MAX || part->packed_size > UINT32_MAX;
}

void xlsx_zip_begin(struct xlsx_zip *zip, const char *name)
{
    end_part(zip);
    zip->part = arena_grow(zip->out->arena, zip->part, zip->count, sizeof *zip->part);
    struct part *part = &zip->part[zip->count++];
    *part = (struct part){.name = name, .local = place_of(zip->out) - zip->start};
    put_number(zip->out, LOCAL_MARK, 4);
    put_common(zip->out, part);
    text_put(zip->out, name);
}

bool xlsx_zip_finish(struct xlsx_zip *zip)
{
    struct text_buffer *out = zip->out;
    end_part(zip);
    size_t directory = place_of(out) - zip->start;
    for (size_t i = 0; i < zip->count; i++) {
        put_number(out, CENTRAL_MARK, 4);
        put_number(out, VERSION, 2);
        put_common(out, &zip->part[i]);
        put_number(out, 0, 10); /* comment, disk, attributes */
        put_number(out, zip->part[i].local, 4);
        text_put(out, zip->part[i].name);
    }
    size_t end = place_of(out) - zip->start;
    put_number(out, END_MARK, 4);
    put_number(out, 0, 4);
    put_number(out, zip->count, 2);
    put_number(out, zip->count, 2);
    put_number(out, end - directory, 4);
    put_number(out, directory, 4);
    put_number(out, 0, 2);
    deflateEnd(&zip->stream);
    return !zip->failed && zip->count <= UINT16_MAX && end <= UINT32_MAX;
}
