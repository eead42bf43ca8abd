/* Vectors: NIST FIPS 180-4 examples (SHA256.pdf) and the empty message of the CAVP short-message set. */
#include "inputs/sha256.h"
#include "tests/support/assert_close.h"

#include <string.h>

static void check(const void *message, size_t length, const char *expected)
{
    char hex[65];
    sha256_hex(message, length, hex);
    assert_string_equal(hex, expected);
}

static void published_vectors(void **state)
{
    (void)state;
    check("", 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    check("abc", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    const char *two_blocks = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
    check(two_blocks, strlen(two_blocks), "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    const char *longer = "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmno"
                         "ijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu";
    check(longer, strlen(longer), "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
}

static void a_million_letters(void **state)
{
    (void)state;
    static char message[1000000];
    memset(message, 'a', sizeof message);
    check(message, sizeof message, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

/* In pieces of any length it is that of the whole, at every moment. */
static void in_pieces(void **state)
{
    char message[1000], whole[65], pieces[65];
    (void)state;
    for (size_t i = 0; i < sizeof message; i++)
        message[i] = (char)(i * 37 + i / 64);
    for (size_t step = 1; step < 200; step += 13) {
        struct sha256 sha256 = sha256_begin();
        for (size_t done = 0; done < sizeof message; done += step) {
            size_t length = sizeof message - done < step ? sizeof message - done : step;
            sha256_put(&sha256, message + done, length);
            sha256_end(&sha256, pieces);
            sha256_hex(message, done + length, whole);
            assert_string_equal(pieces, whole);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(published_vectors), cmocka_unit_test(a_million_letters),
                                       cmocka_unit_test(in_pieces)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
