/* Columns as vectors: the widest registers of the instruction set a kernel file is compiled for. For the few loops that
 * carry a result from lane to lane, which a compiler does not vectorise by itself. Element by element the arithmetic is
 * that of plain doubles. */
#ifndef SIM_VECTOR_H
#define SIM_VECTOR_H

#include <stdint.h>
#include <string.h>

#if defined __AVX512F__
#define VECTOR_BYTES 64
#elif defined __AVX__
#define VECTOR_BYTES 32
#else
#define VECTOR_BYTES 16
#endif
#if defined __SSE2__
#include <immintrin.h>
#endif

/* The functions below are inlined, so it doesn't matter how one would hand vectors over. */
#pragma GCC diagnostic ignored "-Wpsabi"

typedef double vector __attribute__((vector_size(VECTOR_BYTES)));
typedef int64_t vector_mask __attribute__((vector_size(VECTOR_BYTES)));
typedef double vector_quad __attribute__((vector_size(32)));

enum { VECTOR_LANES = VECTOR_BYTES / 8, VECTOR_QUAD = 4 };

#if defined __AVX2__
#define VECTOR_ODD 1, 3, 5, 7, 9, 11, 13, 15
enum { VECTOR_WORDS = 8 };
#else
#define VECTOR_ODD 1, 3, 5, 7
enum { VECTOR_WORDS = 4 };
#endif
typedef int32_t vector_words __attribute__((vector_size(4 * VECTOR_WORDS)));

static inline vector vector_of(double value)
{
    return value - (vector){0}; /* gcc and clang spread the scalar; x - 0 is x, also for -0 */
}

static inline vector vector_load(const double *from)
{
    vector v;
    memcpy(&v, from, sizeof v);
    return v;
}

static inline void vector_store(double *to, vector v)
{
    memcpy(to, &v, sizeof v);
}

/* a < b ? a : b, and a > b ? a : b. */
static inline vector vector_min(vector a, vector b)
{
#if defined __AVX512F__
    return (vector)_mm512_min_pd((__m512d)a, (__m512d)b);
#elif defined __AVX__
    return (vector)_mm256_min_pd((__m256d)a, (__m256d)b);
#elif defined __SSE2__
    return (vector)_mm_min_pd((__m128d)a, (__m128d)b);
#else
    vector_mask less = a < b;
    return (vector)((less & (vector_mask)a) | (~less & (vector_mask)b));
#endif
}

static inline vector vector_max(vector a, vector b)
{
#if defined __AVX512F__
    return (vector)_mm512_max_pd((__m512d)a, (__m512d)b);
#elif defined __AVX__
    return (vector)_mm256_max_pd((__m256d)a, (__m256d)b);
#elif defined __SSE2__
    return (vector)_mm_max_pd((__m128d)a, (__m128d)b);
#else
    vector_mask more = a > b;
    return (vector)((more & (vector_mask)a) | (~more & (vector_mask)b));
#endif
}

/* The halves of doubles that hold sign, exponent and the first 20 digits; `lanes` is a multiple of VECTOR_WORDS. A
 * compiler that narrows a column of 64-bit integers by itself takes more than twice the steps. */
static inline void vector_upper_halves(const double *value, int32_t *restrict upper, size_t lanes)
{
    for (size_t i = 0; i < lanes; i += VECTOR_WORDS) {
        vector_words a, b;
        memcpy(&a, value + i, sizeof a);
        memcpy(&b, value + i + VECTOR_WORDS / 2, sizeof b);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
        a = __builtin_shufflevector(a, b, VECTOR_ODD);
#else
#error "halves of doubles are taken in little-endian order"
#endif
        memcpy(upper + i, &a, sizeof a);
    }
}

static inline vector_quad vector_quad_load(const double *from)
{
    vector_quad v;
    memcpy(&v, from, sizeof v);
    return v;
}

/* Four columns of four lanes, turned: row[j] has lane j of each column. */
static inline void vector_quad_turn(const double *a, const double *b, const double *c, const double *d,
                                    vector_quad row[VECTOR_QUAD])
{
    vector_quad qa = vector_quad_load(a), qb = vector_quad_load(b), qc = vector_quad_load(c), qd = vector_quad_load(d);
    vector_quad ab_even = __builtin_shufflevector(qa, qb, 0, 4, 2, 6),
                ab_odd = __builtin_shufflevector(qa, qb, 1, 5, 3, 7);
    vector_quad cd_even = __builtin_shufflevector(qc, qd, 0, 4, 2, 6),
                cd_odd = __builtin_shufflevector(qc, qd, 1, 5, 3, 7);
    row[0] = __builtin_shufflevector(ab_even, cd_even, 0, 1, 4, 5);
    row[1] = __builtin_shufflevector(ab_odd, cd_odd, 0, 1, 4, 5);
    row[2] = __builtin_shufflevector(ab_even, cd_even, 2, 3, 6, 7);
    row[3] = __builtin_shufflevector(ab_odd, cd_odd, 2, 3, 6, 7);
}

#endif
