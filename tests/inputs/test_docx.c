/* Word documents: a letter whose sentences are cut into runs, with a deleted sentence and a text that stands in for old
 * readers, and a memo with headings and tables (tests/cases/documents). */
#include "inputs/docx_text.h"
#include "inputs/offer_input.h"
#include "inputs/source.h"
#include "tests/support/assert_close.h"

#include <string.h>

#define DOCUMENTS SOURCE_DIR "/tests/cases/documents/"

static void a_letter_gives_pay_and_grant(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct offer_input input;
    const struct setting settings[] = {
        {"exits=[{\"name\": \"IPO\", \"probability\": \"100%\", \"valuation\": \"$1B\", \"timeline\": \"4 years\"}]",
         1},
        {"compensation.market.salary=$190K", 2}};
    assert_true(offer_input_read(arena, DOCUMENTS "letter.docx", settings, 2, &input));
    const struct offer *offer = &input.offer;
    assert_close(distribution_mean(&offer->pay_offer.salary.distribution), 165e3, 0);
    assert_close(distribution_mean(&offer->pay_offer.bonus.distribution), 0.1, 1e-15);
    assert_close(distribution_mean(&offer->pay_offer.signing.distribution), 15e3, 0); /* not the deleted 50,000 */
    assert_close(distribution_mean(&offer->grant[0].shares.distribution), 30e3, 0);
    assert_close(distribution_mean(&offer->grant[0].strike.distribution), 0.9, 1e-15);
    assert_close(distribution_mean(&offer->fully_diluted_shares.distribution), 20e6, 0);
    arena_destroy(arena);
}

static void a_memo_gives_its_tables(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct offer_input input;
    assert_false(offer_input_read(arena, DOCUMENTS "memo.docx", NULL, 0, &input)); /* "Options: 0.15%" */
    assert_int_equal(input.problems->count, 1);
    assert_non_null(strstr(input.problems->problem[0].message, "an option needs its strike"));
    static const struct setting strike = {"grants.0.strike_value=$20M", 1};
    assert_true(offer_input_read(arena, DOCUMENTS "memo.docx", &strike, 1, &input));
    assert_close(distribution_mean(&input.offer.grant[0].percent.distribution), 0.0015, 1e-15);
    assert_string_equal(input.offer.name, "Fernbank Robotics");
    assert_int_equal(input.offer.exit_count, 3);
    assert_close(distribution_mean(&input.offer.exit[1].probability.distribution), 0.35, 1e-15);
    assert_close(distribution_mean(&input.offer.pay_market.salary.distribution), 170e3, 0);
    arena_destroy(arena);
}

static void text_comes_as_markdown(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct problems *problems = problems_create(arena);
    const struct source *file = source_read(arena, DOCUMENTS "memo.docx", problems);
    const struct source *text = docx_text(arena, file, problems);
    assert_non_null(text);
    assert_memory_equal(text->bytes, "# Fernbank Robotics\n\n# Exit scenarios\n\n| Exit  | Probability  |", 63);
    assert_non_null(strstr(text->bytes, "- Options: 0.15%"));
    arena_destroy(arena);
}

static void a_file_that_is_none_is_refused(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct problems *problems = problems_create(arena);
    const struct source *book = source_read(arena, SOURCE_DIR "/tests/cases/workbooks/caps.xlsx", problems);
    assert_null(docx_text(arena, book, problems));
    assert_int_equal(problems->status, STATUS_INVALID);
    assert_non_null(strstr(problems->problem[0].message, "no Word document"));
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_letter_gives_pay_and_grant),
        cmocka_unit_test(a_memo_gives_its_tables),
        cmocka_unit_test(text_comes_as_markdown),
        cmocka_unit_test(a_file_that_is_none_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
