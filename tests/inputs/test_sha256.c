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

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(published_vectors), cmocka_unit_test(a_million_letters)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
