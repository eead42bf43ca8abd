#include "inputs/sha256.h"

#include <string.h>

enum { BLOCK = 64 }; /* bytes */

/* FIPS 180-4, 4.2.2: the first 32 bits of the fractional parts of the cube roots of the first 64 primes. */
static const uint32_t round_constant[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t rotate_right(uint32_t x, unsigned bits)
{
    return x >> bits | x << (32 - bits);
}

/* 6.2.2: one block of 64 bytes. */
static void compress(uint32_t hash[8], const unsigned char *block)
{
    uint32_t w[64];
    for (size_t t = 0; t < 16; t++)
        w[t] = (uint32_t)block[4 * t] << 24 | (uint32_t)block[4 * t + 1] << 16 | (uint32_t)block[4 * t + 2] << 8 |
               (uint32_t)block[4 * t + 3];
    for (size_t t = 16; t < 64; t++) {
        uint32_t s0 = rotate_right(w[t - 15], 7) ^ rotate_right(w[t - 15], 18) ^ w[t - 15] >> 3;
        uint32_t s1 = rotate_right(w[t - 2], 17) ^ rotate_right(w[t - 2], 19) ^ w[t - 2] >> 10;
        w[t] = s1 + w[t - 7] + s0 + w[t - 16];
    }
    uint32_t a = hash[0], b = hash[1], c = hash[2], d = hash[3], e = hash[4], f = hash[5], g = hash[6], h = hash[7];
    for (size_t t = 0; t < 64; t++) {
        uint32_t sum1 = rotate_right(e, 6) ^ rotate_right(e, 11) ^ rotate_right(e, 25);
        uint32_t t1 = h + sum1 + ((e & f) ^ (~e & g)) + round_constant[t] + w[t];
        uint32_t sum0 = rotate_right(a, 2) ^ rotate_right(a, 13) ^ rotate_right(a, 22);
        uint32_t t2 = sum0 + ((a & b) ^ (a & c) ^ (b & c));
        h = g, g = f, f = e, e = d + t1, d = c, c = b, b = a, a = t1 + t2;
    }
    const uint32_t step[8] = {a, b, c, d, e, f, g, h};
    for (size_t i = 0; i < 8; i++)
        hash[i] += step[i];
}

struct sha256 sha256_begin(void)
{
    /* 5.3.3: the square roots of the first eight primes. */
    return (struct sha256){
        .hash = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19}};
}

void sha256_put(struct sha256 *sha256, const void *bytes, size_t length)
{
    const unsigned char *message = bytes;
    size_t held = (size_t)(sha256->length % BLOCK), missing = held ? BLOCK - held : 0;
    size_t filling = length < missing ? length : missing;
    sha256->length += length;
    if (filling)
        memcpy(sha256->rest + held, message, filling);
    if (filling && filling == missing)
        compress(sha256->hash, sha256->rest);
    message += filling;
    length -= filling;
    for (; length >= BLOCK; message += BLOCK, length -= BLOCK)
        compress(sha256->hash, message);
    if (length)
        memcpy(sha256->rest, message, length);
}

void sha256_end(const struct sha256 *sha256, char hex[65])
{
    /* 5.1.1: a one bit, zeros, the length in bits as 64 bits. */
    unsigned char tail[2 * BLOCK] = {0};
    uint32_t hash[8];
    size_t rest = (size_t)(sha256->length % BLOCK), tail_bytes = rest < 56 ? BLOCK : 2 * BLOCK;
    memcpy(hash, sha256->hash, sizeof hash);
    memcpy(tail, sha256->rest, rest);
    tail[rest] = 0x80;
    uint64_t bits = sha256->length * 8;
    for (size_t i = 0; i < 8; i++)
        tail[tail_bytes - 1 - i] = (unsigned char)(bits >> (8 * i) & 0xff);
    for (size_t i = 0; i < tail_bytes; i += BLOCK)
        compress(hash, tail + i);

    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < 64; i++)
        hex[i] = digits[hash[i / 8] >> (28 - 4 * (i % 8)) & 15];
    hex[64] = '\0';
}

void sha256_hex(const void *bytes, size_t length, char hex[65])
{
    struct sha256 sha256 = sha256_begin();
    sha256_put(&sha256, bytes, length);
    sha256_end(&sha256, hex);
}
