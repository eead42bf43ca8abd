/* Bytes that do not fit into memory come back as they were put, from wherever they are taken; a folder that cannot take
 * them is told by name, and a file that was there is read as it was. */
#include "tests/support/assert_close.h"

#include "library/packed.h"
#include "library/spool.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { HELD = 4 << 20, RECORDS = 40000, RECORD_BYTES = 150 }; /* 6 MB: more than is held */

/* A record tells its number in every word. */
static void make(unsigned number, unsigned words[RECORD_BYTES / sizeof(unsigned)])
{
    for (size_t i = 0; i < RECORD_BYTES / sizeof *words; i++)
        words[i] = number * 2654435761U + (unsigned)i;
}

static bool is_there(struct spool *spool, unsigned number)
{
    unsigned wanted[RECORD_BYTES / sizeof(unsigned)], got[RECORD_BYTES / sizeof(unsigned)];
    make(number, wanted);
    return spool_take(spool, (uint64_t)number * sizeof got, got, sizeof got) && memcmp(got, wanted, sizeof got) == 0;
}

static struct spool *filled(struct arena *arena, const char *folder)
{
    struct spool *spool = spool_create(arena, folder);
    unsigned words[RECORD_BYTES / sizeof(unsigned)];
    for (unsigned i = 0; i < RECORDS && !spool_fault(spool); i++) {
        make(i, words);
        spool_put(spool, words, sizeof words);
        assert_true(spool_fault(spool) || is_there(spool, i / 2)); /* taken while it is being filled */
    }
    return spool;
}

static void bytes_come_back(void **state)
{
    struct arena *arena = arena_create();
    (void)state;
    struct spool *spool = filled(arena, "");
    assert_null(spool_fault(spool));
    assert_true(spool_length(spool) > HELD);
    for (unsigned i = 0; i < RECORDS; i++)
        assert_true(is_there(spool, i * 7919U % RECORDS));
    char byte;
    assert_false(spool_take(spool, spool_length(spool), &byte, 1));
    assert_false(spool_take(spool, UINT64_MAX, &byte, 1));
    assert_null(spool_fault(spool));
    arena_destroy(arena);
}

static void nothing_is_left_behind(void **state)
{
    char folder[] = "/tmp/offercast-spool.XXXXXX";
    struct arena *arena = arena_create();
    (void)state;
    assert_non_null(mkdtemp(folder));
    filled(arena, folder);
    assert_int_equal(rmdir(folder), 0); /* while it is in use */
    arena_destroy(arena);
}

static void a_folder_is_told(void **state)
{
    struct arena *arena = arena_create();
    (void)state;
    struct spool *spool = filled(arena, "/no/such/folder");
    assert_string_equal(
        spool_fault(spool),
        "the folder for temporary files, /no/such/folder: cannot be written: No such file or directory");
    assert_false(spool_put(spool, "more", 4));
    arena_destroy(arena);
}

static void a_file_is_read_as_it_was(void **state)
{
    char path[] = "/tmp/offercast-spool-file.XXXXXX", got[8] = "";
    int file = mkstemp(path);
    struct arena *arena = arena_create();
    struct spool *spool;
    const char *fault = NULL;
    (void)state;
    assert_int_equal(write(file, "0123456789", 10), 10);
    close(file);
    assert_int_equal(spool_open(arena, path, &spool, &fault), STATUS_OK);
    unlink(path);
    assert_int_equal(spool_length(spool), 10);
    assert_true(spool_take(spool, 3, got, 5));
    assert_string_equal(got, "34567");
    assert_int_equal(spool_open(arena, path, &spool, &fault), STATUS_FILE);
    assert_non_null(strstr(fault, "cannot be read: No such file or directory"));
    assert_int_equal(spool_open(arena, "/tmp", &spool, &fault), STATUS_FILE);
    assert_string_equal(fault, "/tmp: cannot be read: Is a directory");
    assert_int_equal(spool_open(arena, "/dev/null", &spool, &fault), STATUS_FILE);
    assert_string_equal(fault, "/dev/null: is a pipe or a device, and is read more than once");
    arena_destroy(arena);
}

/* Numbers and texts across the ends of the windows through which a spool is read. */
static void packed_across_windows(void **state)
{
    enum { NUMBERS = 5000 };
    struct arena *arena = arena_create();
    struct text_buffer bytes = {.arena = arena};
    char text[64];
    (void)state;
    for (unsigned i = 0; i < NUMBERS; i++) {
        snprintf(text, sizeof text, "%.*s", (int)(i % 40), "a text of up to forty letters, as it comes");
        packed_put_number(&bytes, i);
        packed_put_text(&bytes, text);
    }
    struct spool *spool = spool_create(arena, NULL);
    assert_true(spool_put(spool, "head", 4) && spool_put(spool, bytes.bytes, bytes.length));
    struct packed_reading reading = packed_of_spool(arena, spool, 4, spool_length(spool));
    for (unsigned i = 0; i < NUMBERS; i++) {
        assert_int_equal(packed_take_number(&reading), i);
        if (i % 3 == 0) {
            packed_skip(&reading, 8 + i % 40);
            continue;
        }
        assert_int_equal(strlen(packed_take_text(&reading)), i % 40);
    }
    assert_int_equal(packed_left(&reading), 0);
    assert_false(reading.short_of);
    packed_skip(&reading, 1);
    assert_true(reading.short_of);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(bytes_come_back), cmocka_unit_test(nothing_is_left_behind),
                                       cmocka_unit_test(a_folder_is_told), cmocka_unit_test(a_file_is_read_as_it_was),
                                       cmocka_unit_test(packed_across_windows)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
