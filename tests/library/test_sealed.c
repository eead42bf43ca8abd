/* A file of kept work is whole as it was written, and in no other state: a bit changed, cut short, longer. */
#include "tests/support/assert_close.h"

#include "library/sealed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char text[] = "123456789"; /* its CRC-32 is the check value of the catalogue of CRCs: cbf43926 */

static bool is_whole(const char *path, const unsigned char *bytes, size_t length)
{
    struct arena *arena = arena_create();
    struct spool *spool;
    const char *fault = NULL;
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    fclose(file);
    assert_int_equal(spool_open(arena, path, &spool, &fault), STATUS_OK);
    bool whole = sealed_is_whole(spool);
    assert_null(spool_fault(spool));
    arena_destroy(arena);
    return whole;
}

static void only_what_was_written_is_whole(void **state)
{
    enum { TEXT_BYTES = sizeof text - 1, BYTES = TEXT_BYTES + SEAL_BYTES };
    static const unsigned char seal[SEAL_BYTES] = {0x26, 0x39, 0xf4, 0xcb};
    char path[] = "/tmp/offercast-sealed.XXXXXX";
    unsigned char bytes[BYTES + 1] = {0};
    struct arena *arena = arena_create();
    struct sealed file;
    const char *fault = NULL;
    (void)state;
    close(mkstemp(path));
    assert_int_equal(sealed_begin(&file, arena, path, &fault), STATUS_OK);
    sealed_put(&file, text, 4);
    struct spool *rest = spool_create(arena, NULL);
    assert_true(spool_put(rest, text, TEXT_BYTES));
    sealed_put_spool(&file, rest, 4, TEXT_BYTES - 4);
    assert_int_equal(sealed_end(&file, &fault), STATUS_OK);

    FILE *written = fopen(path, "rb");
    assert_int_equal(fread(bytes, 1, BYTES + 1, written), BYTES);
    fclose(written);
    assert_memory_equal(bytes, text, TEXT_BYTES);
    assert_memory_equal(bytes + TEXT_BYTES, seal, SEAL_BYTES);
    assert_true(is_whole(path, bytes, BYTES));
    for (size_t bit = 0; bit < (size_t)8 * BYTES; bit++) {
        bytes[bit / 8] ^= (unsigned char)(1U << bit % 8);
        assert_false(is_whole(path, bytes, BYTES));
        bytes[bit / 8] ^= (unsigned char)(1U << bit % 8);
    }
    for (size_t length = 0; length < BYTES; length++)
        assert_false(is_whole(path, bytes, length));
    assert_false(is_whole(path, bytes, BYTES + 1));
    unlink(path);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(only_what_was_written_is_whole)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
