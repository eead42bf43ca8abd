#include "outputs/xlsx_zip.h"

#include <stdint.h>
#include <string.h>
#define ZLIB_CONST
#include <zlib.h>

/* Layout: APPNOTE.TXT 6.3.10, sections 4.3.7 (local header), 4.3.12 (central header), 4.3.16 (end record). */
enum {
    LOCAL_BYTES = 30,
    CENTRAL_BYTES = 46,
    END_BYTES = 22,
    COMMENT_MOST = 65535,
    DEFLATED = 8,
    VERSION = 20,
    FIRST_DAY = 0x0021, /* 1980-01-01, the first that a ZIP can say */
    PIECE = 65536
};
static const uint32_t LOCAL_MARK = 0x04034B50, CENTRAL_MARK = 0x02014B50, END_MARK = 0x06054B50;

static uint32_t number_at(const unsigned char *at, size_t bytes)
{
    uint32_t number = 0;
    for (size_t i = bytes; i-- > 0;)
        number = number << 8 | at[i];
    return number;
}

/* --- reading -------------------------------------------------------------------------------------------------- */

struct reading {
    const unsigned char *bytes;
    size_t length;
};

static bool fits(const struct reading *in, size_t from, size_t bytes)
{
    return from <= in->length && bytes <= in->length - from;
}

/* The end record is the last thing in the file, but for a comment. */
static const unsigned char *end_record(const struct reading *in)
{
    for (size_t back = END_BYTES; back <= in->length && back <= END_BYTES + COMMENT_MOST; back++) {
        const unsigned char *at = in->bytes + in->length - back;
        if (number_at(at, 4) == END_MARK && number_at(at + 20, 2) == back - END_BYTES)
            return at;
    }
    return NULL;
}

static const char *read_part(struct arena *arena, const struct reading *in, const unsigned char *central,
                             size_t name_length, struct xlsx_zip_part *part)
{
    uint32_t method = number_at(central + 10, 2);
    size_t local = number_at(central + 42, 4);
    *part = (struct xlsx_zip_part){.name = arena_copy(arena, (const char *)central + CENTRAL_BYTES, name_length),
                                   .crc = number_at(central + 16, 4),
                                   .packed_size = number_at(central + 20, 4),
                                   .size = number_at(central + 24, 4),
                                   .deflated = method == DEFLATED};
    if (method != 0 && method != DEFLATED)
        return "a part is packed in a way that spreadsheets do not know";
    if (!fits(in, local, LOCAL_BYTES) || number_at(in->bytes + local, 4) != LOCAL_MARK)
        return "a part's header is not where the directory says";
    const unsigned char *header = in->bytes + local;
    size_t own_name = number_at(header + 26, 2), extra = number_at(header + 28, 2);
    if (own_name != name_length || !fits(in, local + LOCAL_BYTES, own_name + extra) ||
        memcmp(header + LOCAL_BYTES, part->name, name_length) != 0)
        return "a part's header has another name than the directory";
    bool sizes_follow = number_at(header + 6, 2) & 8;
    if (!sizes_follow && (number_at(header + 14, 4) != part->crc || number_at(header + 18, 4) != part->packed_size ||
                          number_at(header + 22, 4) != part->size))
        return "a part's header and the directory disagree";
    size_t from = local + LOCAL_BYTES + own_name + extra;
    if (!fits(in, from, part->packed_size))
        return "a part runs past the end of the file";
    part->packed = in->bytes + from;
    return NULL;
}

const char *xlsx_zip_read(struct arena *arena, const void *bytes, size_t length, struct xlsx_zip *zip)
{
    struct reading in = {bytes, length};
    const unsigned char *end = end_record(&in);
    if (!end)
        return "there is no end record";
    zip->count = number_at(end + 10, 2);
    zip->part = arena_alloc(arena, zip->count + 1, sizeof *zip->part);
    size_t size = number_at(end + 12, 4), at = number_at(end + 16, 4);
    if (number_at(end + 4, 2) || number_at(end + 8, 2) != zip->count || !fits(&in, at, size) ||
        in.bytes + at + size != end)
        return "the directory is not where the end record says";
    for (size_t i = 0; i < zip->count; i++) {
        const unsigned char *central = in.bytes + at;
        if (!fits(&in, at, CENTRAL_BYTES) || number_at(central, 4) != CENTRAL_MARK)
            return "the directory is damaged";
        size_t name = number_at(central + 28, 2);
        size_t entry = CENTRAL_BYTES + name + number_at(central + 30, 2) + number_at(central + 32, 2);
        if (!fits(&in, at, entry))
            return "the directory is damaged";
        const char *fault = read_part(arena, &in, central, name, &zip->part[i]);
        if (fault)
            return fault;
        for (size_t before = 0; before < i; before++)
            if (strcmp(zip->part[before].name, zip->part[i].name) == 0)
                return "two parts have the same name";
        at += entry;
    }
    return in.bytes + at == end ? NULL : "the directory is damaged";
}

const struct xlsx_zip_part *xlsx_zip_find(const struct xlsx_zip *zip, const char *name)
{
    for (size_t i = 0; i < zip->count; i++)
        if (strcmp(zip->part[i].name, name) == 0)
            return &zip->part[i];
    return NULL;
}

static void *take_memory(void *arena, unsigned count, unsigned size)
{
    return arena_alloc(arena, count, size);
}

static void leave_memory(void *arena, void *memory)
{
    (void)arena;
    (void)memory;
}

const char *xlsx_zip_unpack(struct arena *arena, const struct xlsx_zip_part *part,
                            void (*piece)(void *context, const char *bytes, size_t length), void *context)
{
    if (!part->deflated) {
        if (part->size != part->packed_size || crc32_z(0, part->packed, part->size) != part->crc)
            return "a part's contents are not what was put in";
        piece(context, (const char *)part->packed, part->size);
        return NULL;
    }
    unsigned char *out = arena_alloc(arena, PIECE, 1);
    z_stream stream = {.zalloc = take_memory, .zfree = leave_memory, .opaque = arena};
    stream.next_in = part->packed;
    stream.avail_in = (uInt)part->packed_size;
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK)
        return "a part cannot be unpacked";
    size_t size = 0;
    uLong crc = crc32(0, NULL, 0);
    int result = Z_OK;
    while (result == Z_OK) {
        stream.next_out = out;
        stream.avail_out = PIECE;
        result = inflate(&stream, Z_NO_FLUSH);
        size_t got = PIECE - stream.avail_out;
        size += got;
        crc = crc32_z(crc, out, got);
        if (got && size <= part->size)
            piece(context, (const char *)out, got);
        if (size > part->size || (result == Z_OK && !got && !stream.avail_in))
            break;
    }
    inflateEnd(&stream);
    bool whole = result == Z_STREAM_END && stream.avail_in == 0 && size == part->size && crc == part->crc;
    return whole ? NULL : "a part's contents are not what was put in";
}

/* --- writing -------------------------------------------------------------------------------------------------- */

struct entry {
    const char *name;
    size_t local, packed_size, size;
    uint32_t crc;
};

struct xlsx_zip_writer {
    struct text_buffer *out;
    size_t start; /* where the archive begins in `out` */
    size_t count;
    struct entry *entry;
    z_stream stream;
    size_t held_length;
    unsigned char held[PIECE]; /* not yet packed: the pieces that come are small */
    unsigned char piece[PIECE];
};

static void put_number(struct text_buffer *out, size_t number, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++, number >>= 8) {
        char byte = (char)(unsigned char)(number & 0xFF);
        text_put_bytes(out, &byte, 1);
    }
}

struct xlsx_zip_writer *xlsx_zip_create(struct text_buffer *out)
{
    struct xlsx_zip_writer *writer = arena_alloc(out->arena, 1, sizeof *writer);
    writer->out = out;
    writer->start = out->length;
    return writer;
}

/* From the version to the length of the name: the same in both headers. */
static void put_common(struct text_buffer *out, const struct entry *entry)
{
    put_number(out, VERSION, 2);
    put_number(out, 0, 2);
    put_number(out, DEFLATED, 2);
    put_number(out, 0, 2);
    put_number(out, FIRST_DAY, 2);
    put_number(out, entry->crc, 4);
    put_number(out, entry->packed_size, 4);
    put_number(out, entry->size, 4);
    put_number(out, strlen(entry->name), 2);
    put_number(out, 0, 2);
}

static void put_local(struct text_buffer *out, const struct entry *entry)
{
    put_number(out, LOCAL_MARK, 4);
    put_common(out, entry);
    text_put(out, entry->name);
}

void xlsx_zip_begin(struct xlsx_zip_writer *writer, const char *name)
{
    struct text_buffer *out = writer->out;
    writer->entry = arena_grow(out->arena, writer->entry, writer->count, sizeof *writer->entry);
    struct entry *entry = &writer->entry[writer->count++];
    *entry = (struct entry){.name = name, .local = out->length - writer->start, .crc = (uint32_t)crc32(0, NULL, 0)};
    put_local(out, entry); /* once more, with sizes, when they are known */
    if (writer->count > 1) {
        deflateReset(&writer->stream);
        return;
    }
    writer->stream = (z_stream){.zalloc = take_memory, .zfree = leave_memory, .opaque = out->arena};
    deflateInit2(&writer->stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
}

static void pack_held(struct xlsx_zip_writer *writer, int flush)
{
    struct entry *entry = &writer->entry[writer->count - 1];
    z_stream *stream = &writer->stream;
    entry->crc = (uint32_t)crc32_z(entry->crc, writer->held, writer->held_length);
    entry->size += writer->held_length;
    stream->next_in = writer->held;
    stream->avail_in = (uInt)writer->held_length;
    writer->held_length = 0;
    do {
        stream->next_out = writer->piece;
        stream->avail_out = sizeof writer->piece;
        deflate(stream, flush);
        size_t got = sizeof writer->piece - stream->avail_out;
        text_put_bytes(writer->out, writer->piece, got);
        entry->packed_size += got;
    } while (stream->avail_out == 0);
}

void xlsx_zip_put(struct xlsx_zip_writer *writer, const char *bytes, size_t length)
{
    while (length) {
        size_t room = sizeof writer->held - writer->held_length, taken = length < room ? length : room;
        memcpy(writer->held + writer->held_length, bytes, taken);
        writer->held_length += taken;
        bytes += taken;
        length -= taken;
        if (writer->held_length == sizeof writer->held)
            pack_held(writer, Z_NO_FLUSH);
    }
}

void xlsx_zip_end(struct xlsx_zip_writer *writer)
{
    pack_held(writer, Z_FINISH);
    struct entry *entry = &writer->entry[writer->count - 1];
    struct text_buffer header = {.arena = writer->out->arena};
    put_local(&header, entry);
    memcpy(writer->out->bytes + writer->start + entry->local, header.bytes, header.length);
}

const char *xlsx_zip_finish(struct xlsx_zip_writer *writer)
{
    struct text_buffer *out = writer->out;
    size_t directory = out->length - writer->start;
    bool too_large = writer->count > UINT16_MAX;
    for (size_t i = 0; i < writer->count; i++) {
        const struct entry *entry = &writer->entry[i];
        too_large = too_large || entry->size > UINT32_MAX || entry->packed_size > UINT32_MAX;
        put_number(out, CENTRAL_MARK, 4);
        put_number(out, VERSION, 2);
        put_common(out, entry);
        put_number(out, 0, 10); /* comment, disk, attributes */
        put_number(out, entry->local, 4);
        text_put(out, entry->name);
    }
    size_t end = out->length - writer->start;
    put_number(out, END_MARK, 4);
    put_number(out, 0, 4);
    put_number(out, writer->count, 2);
    put_number(out, writer->count, 2);
    put_number(out, end - directory, 4);
    put_number(out, directory, 4);
    put_number(out, 0, 2);
    if (writer->count)
        deflateEnd(&writer->stream);
    return too_large || end > UINT32_MAX ? "the workbook is larger than 4 GB" : NULL;
}
