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
        {"/stay", "\"2-3 years\" is read as uniform between 2 and 3 years", .path = "stay"},
        {"/exits/0/name", "\"IPO\" is of the kind ipo, from its name", .path = "exits.IPO.name"},
        {"/exits/1/timeline", "\"2026\" is read as a year", .path = "exits.Sale.timeline"},
        {"/exits/1/name", "\"Sale\" is of the kind acquisition, from its name", .path = "exits.Sale.name"},
        {"/exits/2/timeline", "\"2026\" is read as a year", .path = "exits.End.timeline"},
        {"/compensation/offer/bonus", "`bonus` is not given: 0%", .path = "compensation.offer.bonus"},
        {"/compensation/market/bonus", "`bonus` is not given: 0%", .path = "compensation.market.bonus"},
        {"/severance", "`severance` is not given: 0", .path = "severance"},
    };
    (void)state;
    struct arena *arena = arena_create();
    size_t count = 0;
    const struct report_note *gathered = gathered_notes(arena, notes, COUNT(notes), &count);
    assert_int_equal(count, 4);
    assert_note(&gathered[0], "how long you stay", "\"2-3 years\" is read as uniform between 2 and 3 years");
    assert_note(&gathered[1], "when Sale comes, when End comes", "\"2026\" is read as a year");
    assert_note(&gathered[2], "", "from the names: \"IPO\" is ipo, \"Sale\" is acquisition");
    assert_note(&gathered[3], "", "not given: your bonus (0%), the bonus of the market job (0%), the severance (0)");
    arena_destroy(arena);
}

/* What only looks like a form stays as it was said; names may hold the words of a form. */
static void leaves_what_stands_alone(void **state)
{
    static const struct report_note notes[] = {
        {"/exits/3/name", "\"Leader\" is of the kind independent, as its name tells no other",
         .path = "exits.Leader.name"},
        {"/exits/4/name", "\"a` is not given: b\" is of the kind ipo, from its name", .path = "exits.b.name"},
        {"/grants/0", "`type` is not given: rsu", .path = "grants.0"},
        {NULL, "no exit happens on the remaining 10% of paths"},
        {"", "no exit happens on the remaining 10% of paths"},
    };
    (void)state;
    struct arena *arena = arena_create();
    size_t count = 0;
    const struct report_note *gathered = gathered_notes(arena, notes, COUNT(notes), &count);
    assert_int_equal(count, 4);
    assert_note(&gathered[0], "the name of Leader", notes[0].text);
    assert_note(&gathered[1], "your grant", "`type` is not given: rsu");
    assert_note(&gathered[2], "", "no exit happens on the remaining 10% of paths");
    assert_note(&gathered[3], "", "from the names: \"a` is not given: b\" is ipo");
    gathered_notes(arena, NULL, 0, &count);
    assert_int_equal(count, 0);
    arena_destroy(arena);
}

/* Metrics and options are no inputs; of several offers it says whose note it is. */
static void names_what_a_note_is_about(void **state)
{
    static const struct report_note notes[] = {{"equity_value", "the tail is heavy"},
                                               {"--target", "not met"},
                                               {"A: /stay", "short", "stay", "A"},
                                               {"B", "shorter", NULL, "B"},
                                               {"/exits/1/valuation/values/2", "odd", "exits.IPO.valuation.values.2"}};
    static const char *const at[] = {"equity value", "--target", "A: how long you stay", "B",
                                     "what the company is worth at IPO"};
    (void)state;
    struct arena *arena = arena_create();
    size_t count = 0;
    const struct report_note *gathered = gathered_notes(arena, notes, COUNT(notes), &count);
    assert_int_equal(count, COUNT(notes));
    for (size_t i = 0; i < count; i++)
        assert_string_equal(gathered[i].at, at[i]);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_once_what_is_said_often),
        cmocka_unit_test(leaves_what_stands_alone),
        cmocka_unit_test(names_what_a_note_is_about),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
