/* SHA-256, FIPS 180-4. The hash that names a resolved offer. */
#ifndef INPUTS_SHA256_H
#define INPUTS_SHA256_H

#include <stddef.h>
#include <stdint.h>

/* Of bytes that come in pieces. */
struct sha256 {
    uint32_t hash[8];
    uint64_t length; /* so far */
    unsigned char rest[64];
};
struct sha256 sha256_begin(void);
void sha256_put(struct sha256 *sha256, const void *bytes, size_t length);
/* Lower-case hexadecimal digits and a zero; more may follow. */
void sha256_end(const struct sha256 *sha256, char hex[65]);

/* Lower-case hexadecimal digits and a zero. */
void sha256_hex(const void *bytes, size_t length, char hex[65]);

#endif
