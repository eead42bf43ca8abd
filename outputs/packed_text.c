#include "outputs/packed_text.h"

#include "outputs/zlib_arena.h"

#include <stdint.h>

enum { PIECE = 1 << 14, GZIP = 16, NO_SYSTEM = 255, LINE_BYTES = 90 /* 120 letters */ };

static void put_letters(struct text_buffer *out, const unsigned char *bytes, size_t length)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < length; i += 3) {
        size_t left = length - i;
        uint32_t three = (uint32_t)bytes[i] << 16;
        three |= left > 1 ? (uint32_t)bytes[i + 1] << 8 : 0;
        three |= left > 2 ? bytes[i + 2] : 0;
        char four[4] = {letters[three >> 18], letters[three >> 12 & 63], '=', '='};
        four[2] = left > 1 ? letters[three >> 6 & 63] : '=';
        four[3] = left > 2 ? letters[three & 63] : '=';
        text_put_bytes(out, four, sizeof four);
    }
}

static void put_lines(struct text_buffer *out, const unsigned char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i += LINE_BYTES) {
        put_letters(out, bytes + i, length - i < LINE_BYTES ? length - i : LINE_BYTES);
        text_put(out, "\n");
    }
}

bool packed_text_put(struct text_buffer *out, const char *bytes, size_t length)
{
    struct text_buffer packed = {.arena = out->arena};
    unsigned char piece[PIECE];
    gz_header header = {.os = NO_SYSTEM};
    z_stream stream = zlib_arena_stream(out->arena);
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, MAX_WBITS + GZIP, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return false;
    deflateSetHeader(&stream, &header);
    stream.next_in = (const Bytef *)bytes;
    for (bool done = false; !done;) {
        if (!stream.avail_in && length) {
            stream.avail_in = length < UINT32_MAX ? (uInt)length : UINT32_MAX;
            length -= stream.avail_in;
        }
        stream.next_out = piece;
        stream.avail_out = PIECE;
        done = deflate(&stream, length ? Z_NO_FLUSH : Z_FINISH) == Z_STREAM_END;
        text_put_bytes(&packed, piece, PIECE - stream.avail_out);
    }
    deflateEnd(&stream);
    put_lines(out, (const unsigned char *)packed.bytes, packed.length);
    return true;
}
