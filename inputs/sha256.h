/* SHA-256, FIPS 180-4. The hash that names a resolved offer. */
#ifndef INPUTS_SHA256_H
#define INPUTS_SHA256_H

#include <stddef.h>

/* Lower-case hexadecimal digits and a zero. */
void sha256_hex(const void *bytes, size_t length, char hex[65]);

#endif
