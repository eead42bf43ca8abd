#include "inputs/json_document.h"
#include "inputs/place.h"
#include "inputs/source.h"
#include "tests/support/assert_close.h"

#include "inputs/document.h"

#include <stdio.h>
#include <string.h>

struct reading {
    struct arena *arena;
    struct problems *problems;
    struct node *document;
};

static struct reading read_bytes(const char *bytes, size_t length)
{
    struct arena *arena = arena_create();
    struct problems *problems = problems_create(arena);
    struct source *source = source_create(arena, "test.json", bytes, length);
    return (struct reading){arena, problems, json_document(arena, source, problems)};
}

static struct reading read_case(const char *name)
{
    struct arena *arena = arena_create();
    struct problems *problems = problems_create(arena);
    const char *path = arena_text(arena, SOURCE_DIR "/tests/cases/json/%s", name);
    struct source *source = source_read(arena, path, problems);
    assert_non_null(source);
    return (struct reading){arena, problems, json_document(arena, source, problems)};
}

/* Where the first fault of each case stands. Columns count characters. */
static void test_every_bad_case_is_refused_at_its_place(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        size_t line, column;
        const char *pointer;
    } cases[] = {
        {"bad-text-after-end.json", 1, 10, ""},
        {"bad-double-key.json", 4, 3, "/name"},
        {"bad-leading-zero.json", 1, 11, "/a/1"},
        {"bad-raw-tab.json", 1, 9, "/a"},
        {"bad-raw-newline.json", 1, 9, "/a"},
        {"bad-lone-high.json", 1, 9, "/a"},
        {"bad-lone-low.json", 1, 8, "/a"},
        {"bad-high-high.json", 1, 3, "/0"},
        {"bad-nan.json", 1, 7, "/a"},
        {"bad-infinity.json", 1, 7, "/a"},
        {"bad-plus.json", 1, 2, "/0"},
        {"bad-point.json", 1, 2, "/0"},
        {"bad-hex.json", 1, 2, "/0"},
        {"bad-huge-number.json", 1, 2, "/0"},
        {"bad-bare-range.json", 1, 26, "/exits/0/valuation"},
        {"bad-trailing-comma.json", 1, 12, "/a"},
        {"bad-double-comma.json", 1, 4, "/1"},
        {"bad-comment.json", 2, 3, ""},
        {"bad-single-quotes.json", 1, 2, ""},
        {"bad-key-without-quotes.json", 1, 2, ""},
        {"bad-colon.json", 1, 6, "/a"},
        {"bad-escape.json", 1, 8, "/a"},
        {"bad-hex-escape.json", 1, 8, "/a"},
        {"bad-zero-escape.json", 1, 8, "/a"},
        {"bad-latin1.json", 1, 13, "/name"},
        {"bad-overlong.json", 1, 3, "/0"},
        {"bad-utf8-surrogate.json", 1, 3, "/0"},
        {"bad-unclosed-array.json", 2, 1, "/a"},
        {"bad-unclosed-text.json", 1, 9, "/a"},
        {"bad-upper-case.json", 1, 7, "/a"},
        {"bad-formfeed.json", 1, 2, "/0"},
        {"bad-zero-byte.json", 1, 4, ""},
        {"bad-only-space.json", 1, 1, ""},
        {"bad-nothing.json", 1, 1, ""},
        {"bad-escaped-slash-key.json", 1, 16, "/a~1b/~0/0"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reading r = read_case(cases[i].name);
        size_t line = 0, column = 0;
        if (r.problems->status != STATUS_INVALID || !r.problems->count)
            fail_msg("%s: was accepted", cases[i].name);
        place_line_column(&r.problems->problem[0].at, &line, &column);
        if (line != cases[i].line || column != cases[i].column ||
            strcmp(r.problems->problem[0].pointer, cases[i].pointer) != 0)
            fail_msg("%s: %zu:%zu %s (%s), expected %zu:%zu %s", cases[i].name, line, column,
                     r.problems->problem[0].pointer, r.problems->problem[0].message, cases[i].line, cases[i].column,
                     cases[i].pointer);
        assert_non_null(r.problems->problem[0].help);
        arena_destroy(r.arena);
    }
}

static void test_good_cases_are_read(void **state)
{
    (void)state;
    static const char *const names[] = {"good-bom.json", "good-escapes.json", "good-numbers.json", "good-nested.json",
                                        "good-utf8.json"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct reading r = read_case(names[i]);
        if (!r.document || r.problems->count)
            fail_msg("%s: refused: %s", names[i], r.problems->count ? r.problems->problem[0].message : "");
        arena_destroy(r.arena);
    }
}

static void test_a_mark_at_the_start_takes_no_column(void **state)
{
    (void)state;
    struct reading r = read_bytes("\xEF\xBB\xBF[tru]", 8);
    size_t line, column;
    assert_null(r.document);
    place_line_column(&r.problems->problem[0].at, &line, &column);
    assert_int_equal(column, 2);
    arena_destroy(r.arena);
}

static void test_escapes_mean_their_characters(void **state)
{
    (void)state;
    struct reading r = read_case("good-escapes.json");
    const struct node *text = node_member(r.document, "text");
    assert_string_equal(text->text, "\" \\ / \b \f \n \r \t \xC3\xA9 \xF0\x9F\x98\x80");
    arena_destroy(r.arena);
}

static void test_numbers_keep_value_and_writing(void **state)
{
    (void)state;
    struct reading r = read_case("good-numbers.json");
    static const double values[] = {0, 0, 0.5, -1500000, 100, 123e-10, 9007199254740992, 0.1};
    const struct node *number = r.document->child;
    for (size_t i = 0; i < 8; i++, number = number->next) {
        assert_int_equal(number->type, NODE_NUMBER);
        assert_close(number->number, values[i], 0);
    }
    assert_int_equal(strlen(r.document->last_child->text), 72);
    assert_string_equal(r.document->child->next->next->next->text, "-1.5e6");
    arena_destroy(r.arena);
}

static void test_the_tree_knows_places_and_pointers(void **state)
{
    (void)state;
    static const char text[] = "{\"exits\": [\n  {\"name\": \"IPO\"},\n  {\"name\": \"x\", \"valuation\": \"$8B\"}]}";
    struct reading r = read_bytes(text, sizeof text - 1);
    const struct node *row = node_member(r.document, "exits")->child->next;
    const struct node *valuation = node_member(row, "valuation");
    size_t line, column;
    assert_int_equal(row->index, 1);
    assert_string_equal(node_pointer(r.arena, valuation), "/exits/1/valuation");
    place_line_column(&valuation->at, &line, &column);
    assert_int_equal(line, 3);
    assert_int_equal(column, 30);
    place_line_column(&valuation->key_at, &line, &column);
    assert_int_equal(column, 17);
    assert_string_equal(node_pointer(r.arena, r.document), "");
    arena_destroy(r.arena);
}

static void test_a_character_of_a_text_is_found_in_its_source(void **state)
{
    (void)state;
    static const char text[] = "[\"a\\\"\\u00e9\\uD83D\\uDE00z\"]"; /* a " e-acute emoji z: bytes 1 1 2 4 1 */
    struct reading r = read_bytes(text, sizeof text - 1);
    static const size_t offset[] = {0, 1, 2, 4, 8}, place[] = {2, 3, 5, 11, 23};
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(node_text_place(r.document->child, offset[i]).offset, place[i]);
    arena_destroy(r.arena);
}

static void test_nesting_of_64_is_read_and_65_is_not(void **state)
{
    (void)state;
    char text[131];
    memset(text, '[', 65);
    memset(text + 65, ']', 65);
    struct reading r = read_bytes(text + 1, 128);
    assert_non_null(r.document);
    arena_destroy(r.arena);
    r = read_bytes(text, 130);
    assert_null(r.document);
    assert_int_equal(r.problems->status, STATUS_INVALID);
    assert_int_equal(r.problems->problem[0].at.offset, 64);
    arena_destroy(r.arena);
}

static void test_all_faults_of_a_text_are_collected(void **state)
{
    (void)state;
    static const char text[] = "{\"a\": 01, \"b\": NaN, \"a\": \"\\q\", \"c\": [1,], \"d\": \"\x01\"}";
    struct reading r = read_bytes(text, sizeof text - 1);
    assert_null(r.document);
    assert_int_equal(r.problems->count, 6);
    arena_destroy(r.arena);
}

static void test_a_double_key_leaves_the_first_one_in_the_tree(void **state)
{
    (void)state;
    static const char text[] = "{\"a\": \"1\", \"b\": {\"a\": \"2\"}, \"a\": {\"c\": [3]}, \"d\": 4}";
    struct reading r = read_bytes(text, sizeof text - 1);
    assert_int_equal(r.problems->count, 1);
    assert_string_equal(node_member(r.document, "a")->text, "1");
    assert_close(node_member(r.document, "d")->number, 4, 0);
    assert_int_equal(r.document->children, 3);
    arena_destroy(r.arena);
}

/* Megabytes of each shape that a careless reader takes quadratic time for. That it ends is the test. */
static void test_large_texts_end(void **state)
{
    (void)state;
    enum { BYTES = 4 << 20 };
    static const struct {
        const char *first, *again, *last;
        bool good;
    } shapes[] = {
        {"[", "0,", "0]", true},                           /* wide */
        {"", "[", "", false},                              /* deep */
        {"[\"", "abcdefgh", "\"]", true},                  /* one long text */
        {"{\"a\":0", ",\"a\":0", "}", false},              /* many faults: double keys */
        {"[\"", "\\q", "\"]", false},                      /* many faults: escapes */
        {"[\"", "\xFF", "\"]", false},                     /* many faults: bytes */
        {"[0", ",\n0", "]", true},                         /* many lines */
        {"[0", ",{\"a\":[{\"b\":{\"c\":0}}]}", "]", true}, /* many small objects */
    };
    char *text = test_malloc(BYTES + 64);
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        size_t length = strlen(shapes[i].first), step = strlen(shapes[i].again), last = strlen(shapes[i].last);
        memcpy(text, shapes[i].first, length);
        for (; length + step <= BYTES; length += step)
            memcpy(text + length, shapes[i].again, step);
        memcpy(text + length, shapes[i].last, last + 1);
        struct reading r = read_bytes(text, length + last);
        assert_int_equal(r.problems->count == 0, shapes[i].good);
        arena_destroy(r.arena);
    }
    test_free(text);
}

static void test_many_different_keys_end(void **state)
{
    (void)state;
    enum { KEYS = 400000 };
    char *text = test_malloc(KEYS * 16 + 16), *end = text;
    *end++ = '{';
    for (int i = 0; i < KEYS; i++)
        end += snprintf(end, 17, "\"k%d\":%d,", i, i % 10);
    end[-1] = '}';
    struct reading r = read_bytes(text, (size_t)(end - text));
    assert_int_equal(r.problems->count, 0);
    assert_int_equal(r.document->children, KEYS);
    arena_destroy(r.arena);
    test_free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_bad_case_is_refused_at_its_place),
        cmocka_unit_test(test_good_cases_are_read),
        cmocka_unit_test(test_a_mark_at_the_start_takes_no_column),
        cmocka_unit_test(test_escapes_mean_their_characters),
        cmocka_unit_test(test_numbers_keep_value_and_writing),
        cmocka_unit_test(test_the_tree_knows_places_and_pointers),
        cmocka_unit_test(test_a_character_of_a_text_is_found_in_its_source),
        cmocka_unit_test(test_nesting_of_64_is_read_and_65_is_not),
        cmocka_unit_test(test_all_faults_of_a_text_are_collected),
        cmocka_unit_test(test_a_double_key_leaves_the_first_one_in_the_tree),
        cmocka_unit_test(test_large_texts_end),
        cmocka_unit_test(test_many_different_keys_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
