#include "inputs/nearest_word.h"
#include "inputs/place.h"
#include "inputs/problems_print.h"
#include "inputs/source.h"
#include "tests/support/assert_close.h"

#include "inputs/document.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct desk {
    struct arena *arena;
    struct problems *problems;
};

static struct desk desk_set(void)
{
    struct arena *arena = arena_create();
    return (struct desk){arena, problems_create(arena)};
}

static struct source *source_of(struct desk desk, const char *name, const char *text)
{
    return source_create(desk.arena, name, text, strlen(text));
}

static const char *printed(struct desk desk)
{
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    problems_print(desk.problems, stream);
    fclose(stream);
    const char *copy = arena_copy(desk.arena, text, length);
    free(text);
    return copy;
}

static void test_a_problem_shows_place_line_caret_and_help(void **state)
{
    (void)state;
    struct desk desk = desk_set();
    struct source *source = source_of(desk, "offer.json", "{\n\t\"näme\": 12\n}");
    problem_add(desk.problems, STATUS_INVALID, (struct place){source, 12}, "/name", "Write a text.",
                "expected a text, not %d", 12);
    assert_string_equal(printed(desk), "offercast: offer.json:2:10: expected a text, not 12 (at /name)\n"
                                       "  |  \"näme\": 12\n"
                                       "  |          ^\n"
                                       "  help: Write a text.\n");
    arena_destroy(desk.arena);
}

static void test_control_characters_are_escaped(void **state)
{
    (void)state;
    struct desk desk = desk_set();
    struct source *source = source_of(desk, "a\x1b[31m", "x\x1b\xC2\x9B\xFFy\xE2\x80\xAE!");
    problem_add(desk.problems, STATUS_INVALID, (struct place){source, 9}, "", NULL, "bell \a");
    assert_string_equal(printed(desk), "offercast: a\\x1b[31m:1:7: bell \\x07\n"
                                       "  | x\\x1b\\u009b\\xffy\\u202e!\n"
                                       "  |                       ^\n");
    arena_destroy(desk.arena);
}

static void test_a_long_line_is_cut_around_the_caret(void **state)
{
    (void)state;
    struct desk desk = desk_set();
    char *text = arena_alloc(desk.arena, 5001, 1);
    memset(text, 'a', 5000);
    text[3000] = 'X';
    problem_add(desk.problems, STATUS_INVALID, (struct place){source_of(desk, "f", text), 3000}, "", NULL, "here");
    const char *output = printed(desk);
    size_t line, column;
    place_line_column(&desk.problems->problem[0].at, &line, &column);
    assert_int_equal(column, 3001);
    const char *first = strchr(output, '\n') + 1, *second = strchr(first, '\n') + 1;
    assert_int_equal(strchr(first, 'X') - first, strchr(second, '^') - second);
    assert_true(second - first < 120);
    assert_int_equal(strncmp(first, "  | ...aaa", 10), 0);
    assert_int_equal(strncmp(second - 4, "...\n", 4), 0);
    arena_destroy(desk.arena);
}

static void test_problems_are_sorted_and_counted(void **state)
{
    (void)state;
    struct desk desk = desk_set();
    char *text = arena_alloc(desk.arena, 101, 1);
    memset(text, '\n', 100);
    struct source *source = source_of(desk, "f", text);
    for (size_t i = 0; i < 30; i++)
        problem_add(desk.problems, STATUS_INVALID, (struct place){source, 29 - i}, "", NULL, "number %zu", 29 - i);
    assert_int_equal(desk.problems->count, 30);
    for (size_t i = 0; i < PROBLEMS_SHOWN; i++)
        assert_int_equal(desk.problems->problem[i].at.offset, i);
    const char *output = printed(desk);
    assert_non_null(strstr(output, "offercast: f:1:1: number 0\n"));
    assert_non_null(strstr(output, "offercast: f: 10 more errors not shown\n"));
    arena_destroy(desk.arena);
}

static void test_problems_of_one_source_stand_together(void **state)
{
    (void)state;
    struct desk desk = desk_set();
    struct source *a = source_of(desk, "a", "12345"), *b = source_of(desk, "b", "12345");
    problem_add(desk.problems, STATUS_INVALID, (struct place){a, 3}, "", NULL, "a3");
    problem_add(desk.problems, STATUS_USAGE, (struct place){b, 1}, "", NULL, "b1");
    problem_add(desk.problems, STATUS_INVALID, (struct place){a, 1}, "", NULL, "a1");
    problem_add(desk.problems, STATUS_INVALID, (struct place){a, 3}, "", NULL, "a3 again");
    problem_add(desk.problems, STATUS_INVALID, (struct place){b, 0}, "", NULL, "b0");
    static const char *const order[] = {"a1", "a3", "a3 again", "b0", "b1"};
    for (size_t i = 0; i < 5; i++)
        assert_string_equal(desk.problems->problem[i].message, order[i]);
    assert_int_equal(desk.problems->status, STATUS_USAGE);
    arena_destroy(desk.arena);
}

static void test_a_setting_is_one_line_with_its_number(void **state)
{
    (void)state;
    struct desk desk = desk_set();
    struct source *source = source_of(desk, "--set", "stay=x\ny");
    source->first_line = 2;
    source->one_line = true;
    problem_add(desk.problems, STATUS_USAGE, (struct place){source, 7}, "/stay", NULL, "not a duration");
    assert_string_equal(printed(desk), "offercast: --set 2:8: not a duration (at /stay)\n"
                                       "  | stay=x\\ny\n"
                                       "  |         ^\n");
    arena_destroy(desk.arena);
}

static void test_places_are_the_same_with_and_without_marks(void **state)
{
    (void)state;
    struct desk desk = desk_set();
    enum { LENGTH = 20000 };
    char *text = arena_alloc(desk.arena, LENGTH + 1, 1);
    static const char piece[] = "ab\xC3\xA9\r\n\xF0\x9F\x98\x80x\n\r\xFFyz";
    for (size_t i = 0; i < LENGTH; i++)
        text[i] = piece[i % (sizeof piece - 1)];
    struct source marked = *source_create(desk.arena, "f", text, LENGTH), walked = marked;
    walked.mark = NULL;
    for (size_t offset = 0; offset <= LENGTH; offset += 37) {
        size_t line[2], column[2];
        place_line_column(&(struct place){&marked, offset}, &line[0], &column[0]);
        place_line_column(&(struct place){&walked, offset}, &line[1], &column[1]);
        assert_int_equal(line[0], line[1]);
        assert_int_equal(column[0], column[1]);
    }
    arena_destroy(desk.arena);
}

static void test_every_end_of_line_counts_once(void **state)
{
    (void)state;
    struct desk desk = desk_set();
    struct source *source = source_of(desk, "f", "a\nb\r\nc\rd");
    size_t line, column;
    place_line_column(&(struct place){source, 7}, &line, &column);
    assert_int_equal(line, 4);
    assert_int_equal(column, 1);
    arena_destroy(desk.arena);
}

static void test_the_nearest_word(void **state)
{
    (void)state;
    static const char *const words[] = {"name", "probability", "valuation", "timeline", "discount_rate", "stay"};
    static const struct {
        const char *word, *nearest;
    } cases[] = {
        {"nmae", "name"},
        {"NAME", "name"},
        {"probabilty", "probability"},
        {"valuaton", "valuation"},
        {"prob", "probability"},
        {"Discount Rate", "discount_rate"},
        {"discount-rat", "discount_rate"},
        {"say", "stay"},
        {"zebra", NULL},
        {"", NULL},
        {"x", NULL},
        {"timelines", "timeline"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *nearest = nearest_word(cases[i].word, words, 6);
        if (nearest != cases[i].nearest && (!nearest || !cases[i].nearest || strcmp(nearest, cases[i].nearest) != 0))
            fail_msg("%s: %s", cases[i].word, nearest ? nearest : "none");
    }
}

static void test_files_that_cannot_be_read(void **state)
{
    (void)state;
    struct desk desk = desk_set();
    assert_null(source_read(desk.arena, SOURCE_DIR "/tests/cases/json/no-such-file", desk.problems));
    assert_int_equal(desk.problems->status, STATUS_FILE);
    assert_string_equal(printed(desk), "offercast: " SOURCE_DIR
                                       "/tests/cases/json/no-such-file: cannot be read: No such file or directory\n");
    assert_null(source_read(desk.arena, SOURCE_DIR, desk.problems));
    assert_int_equal(desk.problems->status, STATUS_FILE);
    assert_null(source_read(desk.arena, "/dev/zero", desk.problems));
    assert_int_equal(desk.problems->status, STATUS_LIMIT);
    arena_destroy(desk.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_problem_shows_place_line_caret_and_help),
        cmocka_unit_test(test_control_characters_are_escaped),
        cmocka_unit_test(test_a_long_line_is_cut_around_the_caret),
        cmocka_unit_test(test_problems_are_sorted_and_counted),
        cmocka_unit_test(test_problems_of_one_source_stand_together),
        cmocka_unit_test(test_a_setting_is_one_line_with_its_number),
        cmocka_unit_test(test_places_are_the_same_with_and_without_marks),
        cmocka_unit_test(test_every_end_of_line_counts_once),
        cmocka_unit_test(test_the_nearest_word),
        cmocka_unit_test(test_files_that_cannot_be_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
