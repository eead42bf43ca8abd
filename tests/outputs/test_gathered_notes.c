#include "outputs/gathered_notes.h"
#include "tests/support/assert_close.h"

#include <string.h>

#define COUNT(notes) (sizeof(notes) / sizeof *(notes))

static void assert_note(const struct report_note *note, const char *at, const char *text)
{
    assert_string_equal(note->text, text);
    assert_string_equal(note->at, at);
}

static void says_once_what_is_said_often(void **state)
{
    static const struct report_note notes[] = {
        {"/stay", "\"2-3 years\" is read as uniform between 2 and 3 years"},
        {"/exits/0/name", "\"IPO\" is of the kind ipo, from its name"},
        {"/exits/1/timeline", "\"2026\" is read as a year"},
        {"/exits/1/name", "\"Sale\" is of the kind acquisition, from its name"},
        {"/exits/2/timeline", "\"2026\" is read as a year"},
        {"/pay/offer/bonus", "`bonus` is not given: 0%"},
        {"/pay/offer/raise", "`raise` is not given: 0%"},
        {"/pay/market/bonus", "`bonus` is not given: 0%"},
        {"/pay/market/raise", "`raise` is not given: 0%"},
        {"/search", "`search` is not given: 0"},
        {"/severance", "`severance` is not given: 0"},
    };
    (void)state;
    struct arena *arena = arena_create();
    size_t count = 0;
    const struct report_note *gathered = gathered_notes(arena, notes, COUNT(notes), &count);
    assert_int_equal(count, 5);
    assert_note(&gathered[0], "/stay", "\"2-3 years\" is read as uniform between 2 and 3 years");
    assert_note(&gathered[1], "/exits/1/timeline, /exits/2/timeline", "\"2026\" is read as a year");
    assert_note(&gathered[2], "",
                "from the names: \"IPO\" is ipo (/exits/0/name), \"Sale\" is acquisition (/exits/1/name)");
    assert_note(&gathered[3], "/pay/offer, /pay/market", "not given: bonus 0%; raise 0%");
    assert_note(&gathered[4], "/", "not given: search 0; severance 0");
    arena_destroy(arena);
}

/* One of a form stays as it was said; so does what only looks like a form; names may hold the words of a form. */
static void leaves_what_stands_alone(void **state)
{
    static const struct report_note notes[] = {
        {"/exits/3/name", "\"Leader\" is of the kind independent, as its name tells no other"},
        {"/exits/4/name", "\"a` is not given: b\" is of the kind ipo, from its name"},
        {"/grants/0/type", "`type` is not given: rsu"},
        {"/grants/0", "`type` is not given: rsu"},
        {NULL, "no exit happens on the remaining 10% of paths"},
        {"", "no exit happens on the remaining 10% of paths"},
    };
    (void)state;
    struct arena *arena = arena_create();
    size_t count = 0;
    const struct report_note *gathered = gathered_notes(arena, notes, COUNT(notes), &count);
    assert_int_equal(count, 4);
    assert_note(&gathered[0], "/exits/3/name", notes[0].text);
    assert_note(&gathered[1], "/grants/0, /grants/0/type", "`type` is not given: rsu");
    assert_note(&gathered[2], "", "no exit happens on the remaining 10% of paths");
    assert_note(&gathered[3], "/exits/4/name", notes[1].text);
    gathered_notes(arena, NULL, 0, &count);
    assert_int_equal(count, 0);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_once_what_is_said_often),
        cmocka_unit_test(leaves_what_stands_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
