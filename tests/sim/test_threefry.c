/* Threefry4x64-20 against the known answers published with Random123 (tests/kat_vectors). */
#include "sim/threefry.h"
#include "sim/uniform.h"
#include "tests/support/assert_close.h"

#include <stddef.h>

struct known_answer {
    uint64_t counter[4], key[4], words[4];
};

static const uint64_t ones = UINT64_MAX;

static void published_known_answers(void **state)
{
    (void)state;
    const struct known_answer answers[] = {
        {{0, 0, 0, 0}, {0, 0, 0, 0}, {0x09218ebde6c85537, 0x55941f5266d86105, 0x4bd25e16282434dc, 0xee29ec846bd2e40b}},
        {{ones, ones, ones, ones},
         {ones, ones, ones, ones},
         {0x29c24097942bba1b, 0x0371bbfb0f6f4e11, 0x3c231ffa33f83a1c, 0xcd29113fde32d168}},
        {{0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x082efa98ec4e6c89},
         {0x452821e638d01377, 0xbe5466cf34e90c6c, 0xbe5466cf34e90c6c, 0xc0ac29b7c97c50dd},
         {0xa7e8fde591651bd9, 0xbaafd0c30138319b, 0x84a5c1a729e685b9, 0x901d406ccebc1ba4}},
    };
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        const struct known_answer *a = &answers[i];
        struct threefry_key key = threefry_key(a->key[0], a->key[1], a->key[2], a->key[3]);
        uint64_t x[4] = {a->counter[0], a->counter[1], a->counter[2], a->counter[3]};
        threefry4x64(&key, x);
        assert_memory_equal(x, a->words, sizeof x);
    }
}

static void uniforms_are_open_and_symmetric(void **state)
{
    (void)state;
    assert_true(uniform_from_bits(0) == 0x1p-53);
    assert_true(uniform_from_bits(UINT64_MAX) == 1 - 0x1p-53);
    assert_true(uniform_from_bits(UINT64_C(1) << 63) == 0.5 + 0x1p-53);
    for (uint64_t i = 0; i < 1000; i++) {
        uint64_t bits = i * UINT64_C(0x9e3779b97f4a7c15);
        assert_true(uniform_from_bits(bits) + uniform_from_bits(~bits) == 1);
        assert_true(uniform_from_bits(bits) == 1 - uniform_from_bits(~bits));
    }
    assert_true(uniform_midpoint(0) == 0.5);
    assert_true(uniform_midpoint(12345) == 12345.5);
    assert_true(uniform_midpoint((UINT64_C(1) << 52) - 1) == 0x1p52 - 0.5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_known_answers),
        cmocka_unit_test(uniforms_are_open_and_symmetric),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
