/* An offer written as a workbook and read back is the same offer, and its mistakes stand in their cells. */
#include "inputs/offer_input.h"
#include "inputs/offer_templates.h"
#include "inputs/problems_print.h"
#include "library/template_workbook.h"
#include "tests/support/state_arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct offer_input read_bytes(struct arena *arena, const char *ending, const char *bytes, size_t length)
{
    char folder[] = "/tmp/offercast-test-XXXXXX";
    assert_non_null(mkdtemp(folder));
    const char *path = arena_text(arena, "%s/offer%s", folder, ending);
    FILE *file = fopen(path, "wb");
    struct offer_input input;
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    fclose(file);
    (void)!offer_input_read(arena, path, NULL, 0, &input);
    unlink(path);
    rmdir(folder);
    return input;
}

static struct offer_input read_as_workbook(struct arena *arena, const char *text)
{
    struct text_buffer out = {.arena = arena};
    const char *fault = NULL;
    assert_int_equal(template_workbook(text, &out, &fault), STATUS_OK);
    return read_bytes(arena, ".xlsx", out.bytes, out.length);
}

static void every_template_is_read_back_as_the_same_offer(void **state)
{
    for (const struct offer_template *template = offer_templates; template->name; template ++) {
        struct offer_input json = read_bytes(*state, ".json", template->text, strlen(template->text));
        struct offer_input book = read_as_workbook(*state, template->text);
        assert_int_equal(book.problems->status, STATUS_OK);
        assert_string_equal(book.sha256, json.sha256);
        assert_string_equal(book.offer.name, json.offer.name);
        assert_int_equal(book.problems->warning_count, json.problems->warning_count);
        assert_int_equal(book.problems->assumption_count, json.problems->assumption_count);
    }
}

/* Values in parts, numbers, words, a scorecard, comments inside of values, text that a spreadsheet could take for more.
 */
static void values_of_every_form_come_through(void **state)
{
    static const char text[] =
        "{\"offercast\": 1, \"name\": \"=1+1 <&> 100%\", \"currency\": \"EUR\", \"start\": \"2026-02-13\","
        " \"discount_rate\": 0.05, \"ipo\": {\"lock_up\": \"6 months\"}, \"remainder\": \"no exit\","
        " \"exits\": [{\"name\": \"IPO\", \"probability\": 0.25, \"timeline\": \"2028-2030\","
        "  \"valuation\": {\"dist\": \"lognormal\", \"median\": \"1B\", \"sigma\": 0.8, \"// why\": \"a guess\"}},"
        " {\"name\": \"Sale\", \"probability\": \"1/3\", \"valuation\": 200000000, \"timeline\": \"2-3 years\"}],"
        " \"compensation\": {\"offer\": {\"salary\": 90000.5, \"bonus\": \"10%\"}, \"market\": {\"salary\": "
        "\"100-120K\"}},"
        " \"grants\": [{\"name\": \"007\", \"type\": \"nso\", \"percent\": \"0.1%\", \"strike_value\": 1e7,"
        "  \"early_exercise\": true, \"vesting\": {\"months\": 36, \"cliff\": 6, \"step\": 3}}],"
        " \"scorecard\": [{\"dimension\": \"Learning\", \"score\": \"8/10\", \"weight\": \"100%\"}]}";
    struct offer_input json = read_bytes(*state, ".json", text, strlen(text));
    struct offer_input book = read_as_workbook(*state, text);
    assert_int_equal(json.problems->status, STATUS_OK);
    assert_int_equal(book.problems->status, STATUS_OK);
    assert_string_equal(book.sha256, json.sha256);
    assert_string_equal(book.offer.name, "=1+1 <&> 100%");
    assert_int_equal(book.offer.scorecard.count, 1);
}

static void a_mistake_is_told_with_its_sheet_and_cell(void **state)
{
    static const char text[] =
        "{\"stay\": \"four yeers\", \"exits\": [{\"name\": \"IPO\", \"probability\": \"50%\"},"
        " {\"name\": \"Sale\", \"probability\": \"lots\", \"valuation\": \"$1M\", \"timeline\": \"2 years\"}]}";
    struct offer_input book = read_as_workbook(*state, text);
    const char *said = "";
    assert_int_equal(book.problems->status, STATUS_INVALID);
    for (size_t i = 0; i < book.problems->count && i < PROBLEMS_SHOWN; i++) {
        struct place at = book.problems->problem[i].at;
        size_t row, column;
        place_cell(&at, &row, &column);
        said = arena_text(*state, "%s %s!%s", said, at.source->sheet ? at.source->sheet : "",
                          place_cell_name(*state, row, column));
    }
    assert_non_null(strstr(said, " Exits!C3"));
    assert_non_null(strstr(said, " Offer!B"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_arena(every_template_is_read_back_as_the_same_offer),
        with_arena(values_of_every_form_come_through),
        with_arena(a_mistake_is_told_with_its_sheet_and_cell),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
