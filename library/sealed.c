#include "library/sealed.h"

#include "outputs/sink.h"

#include <string.h>
#include <zlib.h>

enum { PIECE_BYTES = 1 << 14 };

static unsigned long checksum(unsigned long before, const void *bytes, size_t length)
{
    return crc32_z(before, bytes, length);
}

static void seal_of(unsigned long checksum_of_all, unsigned char seal[SEAL_BYTES])
{
    for (size_t i = 0; i < SEAL_BYTES; i++)
        seal[i] = (unsigned char)((uint64_t)checksum_of_all >> (8 * i) & 0xff);
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

enum status sealed_begin(struct sealed *file, struct arena *arena, const char *path, const char **fault)
{
    *file = (struct sealed){.status = STATUS_OK};
    return sink_open(arena, path, &file->sink, fault);
}

void sealed_put(struct sealed *file, const void *bytes, size_t length)
{
    if (file->status != STATUS_OK)
        return;
    file->checksum = checksum(file->checksum, bytes, length);
    file->status = sink_put(file->sink, bytes, length, &file->fault);
}

void sealed_put_spool(struct sealed *file, struct spool *spool, uint64_t from, uint64_t length)
{
    char bytes[PIECE_BYTES];
    for (uint64_t done = 0, some; done < length && file->status == STATUS_OK; done += some) {
        some = length - done < sizeof bytes ? length - done : sizeof bytes;
        if (spool_take(spool, from + done, bytes, (size_t)some)) {
            sealed_put(file, bytes, (size_t)some);
        } else {
            file->status = STATUS_FILE;
            file->fault = spool_fault(spool);
        }
    }
}

enum status sealed_end(struct sealed *file, const char **fault)
{
    unsigned char seal[SEAL_BYTES];
    seal_of(file->checksum, seal);
    sealed_put(file, seal, sizeof seal);
    return sink_end(file->sink, file->status, file->fault, fault);
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

bool sealed_is_whole(struct spool *file)
{
    char bytes[PIECE_BYTES];
    unsigned char seal[SEAL_BYTES], last[SEAL_BYTES];
    unsigned long sum = 0;
    uint64_t length = spool_length(file), end = length - SEAL_BYTES;
    if (length < SEAL_BYTES)
        return false;
    for (uint64_t done = 0, some; done < end; done += some) {
        some = end - done < sizeof bytes ? end - done : sizeof bytes;
        if (!spool_take(file, done, bytes, (size_t)some))
            return false;
        sum = checksum(sum, bytes, (size_t)some);
    }
    seal_of(sum, seal);
    return spool_take(file, end, last, sizeof last) && memcmp(last, seal, sizeof seal) == 0;
}
