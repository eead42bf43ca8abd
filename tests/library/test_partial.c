/* A partial comes back as it was written; one of another version, or of another form, is refused with the reason, and
 * what differs between two questions is named. */
#include "include/offercast.h"
#include "library/partial.h"
#include "tests/support/assert_close.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char key[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
static const char *const words[] = {"run", "--paths", "1e6", "--set", "stay=2 years"};

static struct partial_head head_of(const char *version)
{
    return (struct partial_head){version, key, "offers", 7, 2, 3, sizeof words / sizeof *words, words};
}

static enum status write_and_read(struct arena *arena, const char *version, struct partial *back, const char **fault)
{
    char path[] = "/tmp/offercast-partial.XXXXXX";
    struct partial partial = {.head = head_of(version)};
    struct spool *spool = spool_create(arena, NULL);
    close(mkstemp(path));
    partial_put(arena, &partial, 0, 0, "ab", 2);
    assert_true(spool_put(spool, "cdefg", 5));
    partial_put_spool(arena, &partial, 1, 2, spool);
    assert_int_equal(partial_write(path, &partial, arena, fault), STATUS_OK);
    enum status status = partial_read(arena, path, back, fault);
    unlink(path);
    return status;
}

static void comes_back(void **state)
{
    struct arena *arena = arena_create();
    struct partial back;
    const char *fault = NULL;
    (void)state;
    assert_int_equal(write_and_read(arena, OFFERCAST_VERSION, &back, &fault), STATUS_OK);
    assert_string_equal(back.head.key, key);
    assert_int_equal(back.head.shard, 2);
    assert_int_equal(back.head.shards, 3);
    assert_string_equal(partial_command(arena, &back.head, "--shard 3/3"),
                        "offercast run --shard 3/3 --paths 1e6 --set 'stay=2 years'");
    assert_int_equal(back.stage_count, 2);
    assert_int_equal(partial_find(&back, 0, 0)->length, 2);
    assert_memory_equal(partial_find(&back, 0, 0)->bytes, "ab", 2);
    assert_memory_equal(partial_find(&back, 1, 2)->bytes, "cdefg", 5);
    assert_null(partial_find(&back, 1, 0));
    assert_null(partial_find(&back, 2, 0));
    arena_destroy(arena);
}

static void another_version_is_refused(void **state)
{
    struct arena *arena = arena_create();
    struct partial back;
    const char *fault = NULL;
    (void)state;
    assert_int_equal(write_and_read(arena, "0.0.9", &back, &fault), STATUS_INVALID);
    assert_non_null(strstr(fault, "was written by offercast 0.0.9; this is " OFFERCAST_VERSION));
    arena_destroy(arena);
}

static void another_form_is_refused(void **state)
{
    char path[] = "/tmp/offercast-partial.XXXXXX";
    struct arena *arena = arena_create();
    struct partial back;
    const char *fault = NULL;
    (void)state;
    FILE *file = fdopen(mkstemp(path), "wb");
    fprintf(file, "offercast partial 1\n%100s", "");
    fclose(file);
    assert_int_equal(partial_read(arena, path, &back, &fault), STATUS_INVALID);
    assert_non_null(strstr(fault, "of another version's form: make it again"));
    unlink(path);
    arena_destroy(arena);
}

static void what_differs_is_named(void **state)
{
    struct arena *arena = arena_create();
    struct partial_head head = head_of(OFFERCAST_VERSION), seed = head, offer = head, question = head;
    (void)state;
    seed.key = offer.key = question.key = "another";
    seed.seed = 8;
    offer.offers = "others";
    assert_null(partial_differs(arena, &head, &head));
    assert_string_equal(partial_differs(arena, &head, &seed), "is of the seed 7, not 8");
    assert_string_equal(partial_differs(arena, &head, &offer), "is of another offer, or the offer has changed since");
    assert_string_equal(partial_differs(arena, &head, &question),
                        "is of another question: offercast run --paths 1e6 --set 'stay=2 years'");
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(comes_back), cmocka_unit_test(another_version_is_refused),
                                       cmocka_unit_test(another_form_is_refused),
                                       cmocka_unit_test(what_differs_is_named)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
