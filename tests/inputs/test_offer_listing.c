/* What the file says, key by key, as it was written. */
#include "inputs/json_document.h"
#include "inputs/offer_listing.h"
#include "inputs/source.h"
#include "tests/support/assert_close.h"

#include <string.h>

static const struct offer_listing_row *listing_of(struct arena *arena, const char *json, size_t *count)
{
    struct problems *problems = problems_create(arena);
    struct node *document = json_document(arena, source_create(arena, "offer.json", json, strlen(json)), problems);
    assert_non_null(document);
    return offer_listing(arena, document, count);
}

static void lists_keys_as_they_are_written(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    size_t count = 0;
    const struct offer_listing_row *row = listing_of(
        arena,
        "{\"name\": \"A\", \"//\": \"why\", \"stay\": \"2-3 years\","
        " \"exits\": [{\"name\": \"IPO\", \"probability\": 0.350, \"valuation\": {\"uniform\": [1e9, \"2B\"]}}],"
        " \"compensation\": {\"offer\": {\"salary\": 100000}}}",
        &count);
    static const char *const wanted[][2] = {{"/name", "A"},
                                            {"/stay", "2-3 years"},
                                            {"/exits/0/name", "IPO"},
                                            {"/exits/0/probability", "0.350"},
                                            {"/exits/0/valuation", "{\"uniform\":[1e9,\"2B\"]}"},
                                            {"/compensation/offer/salary", "100000"}};
    assert_int_equal(count, sizeof wanted / sizeof *wanted);
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(row[i].pointer, wanted[i][0]);
        assert_string_equal(row[i].text, wanted[i][1]);
    }
    arena_destroy(arena);
}

static const char *repeated(struct arena *arena, const char *head, const char *text, size_t times, const char *tail)
{
    char *json = arena_alloc(arena, strlen(head) + times * strlen(text) + strlen(tail) + 1, 1);
    char *end = stpcpy(json, head);
    for (size_t i = 0; i < times; i++)
        end = stpcpy(end, text);
    stpcpy(end, tail);
    return json;
}

static void cuts_what_is_long(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    size_t count = 0;
    const struct offer_listing_row *row = listing_of(arena, repeated(arena, "{\"name\": \"", "é", 200, "\"}"), &count);
    assert_int_equal(count, 1);
    assert_int_equal(strlen(row[0].text), OFFER_LISTING_TEXT_BYTES + strlen("…"));
    row = listing_of(arena, repeated(arena, "{\"stay\": {\"empirical\": [1", ",1", 100000, "]}}"), &count);
    assert_int_equal(count, 1);
    assert_true(strlen(row[0].text) <= OFFER_LISTING_TEXT_BYTES + strlen("…"));
    row =
        listing_of(arena, repeated(arena, "{\"exits\": [{\"name\": \"a\"}", ",{\"name\": \"a\"}", 2999, "]}"), &count);
    assert_int_equal(count, OFFER_LISTING_ROWS + 1);
    assert_string_equal(row[count - 1].pointer, "");
    assert_string_equal(row[count - 1].text, "1000 more values are in the file");
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_keys_as_they_are_written),
        cmocka_unit_test(cuts_what_is_long),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
