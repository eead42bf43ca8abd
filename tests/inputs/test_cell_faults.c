/* What is not a value: every fault of the grammar of cells, with its place and help. */
#include "inputs/cell.h"
#include "inputs/cell_date.h"

#include "tests/support/test_arena.h"

#include <string.h>

static struct cell_rules plain_rules(void)
{
    struct cell_rules rules = cell_rules_usual();
    rules.start_given = true;
    assert_true(cell_date_days(2026, 2, 13, &rules.start_day));
    return rules;
}

static struct cell_reading read_plain(const char *text, enum cell_kind kind)
{
    struct cell_rules rules = plain_rules();
    return cell_read(arena, text, kind, &rules);
}

struct faulty {
    enum cell_kind kind;
    const char *text;
    size_t offset;
    const char *says; /* part of the fault */
    const char *help; /* part of the help */
};

static void assert_faults(const struct faulty *rows, size_t count, const struct cell_rules *rules)
{
    for (size_t i = 0; i < count; i++) {
        struct cell_reading reading = cell_read(arena, rows[i].text, rows[i].kind, rules);
        if (!reading.fault)
            fail_msg("`%s` reads as %s", rows[i].text, reading.understood);
        if (!strstr(reading.fault, rows[i].says))
            fail_msg("`%s`: \"%s\" does not say \"%s\"", rows[i].text, reading.fault, rows[i].says);
        if (!reading.help || !strstr(reading.help, rows[i].help))
            fail_msg("`%s`: help \"%s\" does not say \"%s\"", rows[i].text, reading.help ? reading.help : "",
                     rows[i].help);
        if (reading.fault_offset != rows[i].offset)
            fail_msg("`%s`: at %zu, not %zu", rows[i].text, reading.fault_offset, rows[i].offset);
    }
}

static void faults_say_what_was_understood_and_what_is_allowed(void **state)
{
    (void)state;
    static const struct faulty rows[] = {
        {CELL_MONEY, "$12-8B", 0, "reversed", "did you mean `$8-12B`?"},
        {CELL_MONEY, "$12B-$8B", 0, "from 12,000,000,000 USD to 8,000,000,000 USD", "`$8B-$12B`"},
        {CELL_MONEY, "$800-1.2B", 0, "reversed", "did you mean `$800M-1.2B`?"},
        {CELL_MONEY, "$500,000-1M", 0, "reversed", "`$500K-1M`"},
        {CELL_MONEY, "$100-10M", 0, "reversed", "`$100K-10M` or `$10-100M`"},
        {CELL_DURATION, "2 years - 18 months", 0, "reversed", "`18 months - 2 years`"},
        {CELL_SHARE, "50-30%", 0, "reversed", "`30-50%`"},
        {CELL_TIMELINE, "2028-2027", 0, "reversed", "earlier"},
        {CELL_TIMELINE, "1899", 0, "`1899` is not a year", "1900 to 2999"},
        {CELL_TIMELINE, "9999", 0, "`9999` is not a year", "1900 to 2999"},
        {CELL_TIMELINE, "2027.5", 0, "`2027.5` is not a year", "1900 to 2999"},
        {CELL_TIMELINE, "0001", 0, "`0001` is not a year", "1900 to 2999"},
        {CELL_TIMELINE, "2-9999", 0, "`2-9999` is not a year", "1900 to 2999"},
        {CELL_DURATION, "1899", 0, "`1899` is not a year", "1900 to 2999"},
        {CELL_TIMELINE, "2027-25", 0, "reversed", "earlier"},
        {CELL_SHARE, "35", 0, "fraction", "`35%`"},
        {CELL_SHARE, "0.5-20", 0, "fraction", "`0.5-20%`"},
        {CELL_SHARE, "30%+", 0, "open", "30-50%"},
        {CELL_SCORE, "7+", 0, "open", "8/10"},
        {CELL_TIMELINE, "< 2028", 0, "upper bound", "2027-2028"},
        {CELL_MONEY, "$5-€6M", 0, "two currencies, USD and EUR", "one currency"},
        {CELL_MONEY, "$0+", 0, "above zero", "$15B+"},
        {CELL_MONEY, "$8-12B+", 0, "range and open", "without `+`"},
        {CELL_MONEY, "1e999", 0, "too large", "amount of money"},
        {CELL_MONEY, "1e308B", 0, "too large", "amount of money"},
        {CELL_MONEY, "nan", 0, "`nan` does not belong", "$8-12B"},
        {CELL_MONEY, "inf", 0, "`inf` does not belong", "$8-12B"},
        {CELL_MONEY, "", 0, "no text", "$8-12B"},
        {CELL_MONEY, "$8B ARR", 4, "`ARR` does not belong", "$8-12B"},
        {CELL_MONEY, "35%", 2, "`%` does not belong", "$8-12B"},
        {CELL_MONEY, "$8-", 3, "ends before", "$8-12B"},
        {CELL_MONEY, "1,5", 1, "`,` does not continue", "1,234.5"},
        {CELL_MONEY, "1.2.3", 3, "`.` does not continue", "1,234.5"},
        {CELL_MONEY, "within $5", 0, "`within`", "$8-12B"},
        {CELL_SHARE, "$5", 0, "`$` does not belong", "35%"},
        {CELL_SHARE, "High", 0, "`High` does not belong in a share", "35%"},
        {CELL_DURATION, "-2 years", 0, "negative", "18 months"},
        {CELL_DURATION, "2027", 0, "calendar date", "18 months"},
        {CELL_DURATION, "18 moons", 3, "`moons`", "18 months"},
        {CELL_SCORE, "4/5", 1, "out of ten", "`8/10`"},
        {CELL_SCORE, "11", 0, "above ten", "8/10"},
        {CELL_DATE, "18 months", 0, "`18`", "2027-2028"},
        {CELL_DATE, "2027-8", 5, "month or a year", "`2027-08`"},
        {CELL_DATE, "2027-02-30", 0, "no such day", "2026-02-13"},
        {CELL_DATE, "Q3", 0, "no year", "Q3 2027"},
        {CELL_DATE, "Q5 2027", 0, "`Q`", "Q3 2027"},
        {CELL_DATE, "1492", 0, "not a year from 1900", "2027"},
        {CELL_TIMELINE, "2025", 0, "wholly before the start on 13 Feb 2026", "after"},
        {CELL_TIMELINE, "2026-02-12", 0, "before the start", "after"},
        {CELL_TIMELINE, "within 2027", 0, "takes a duration", "within 18 months"},
        {CELL_TIMELINE, "within 2-3 years", 0, "one duration", "within 18 months"},
    };
    struct cell_rules rules = plain_rules();
    assert_faults(rows, sizeof rows / sizeof *rows, &rules);
}

static void the_context_makes_faults_too(void **state)
{
    (void)state;
    struct cell_rules rules = plain_rules();
    rules.currency = "USD";
    static const struct faulty currency[] = {{CELL_MONEY, "€5M", 0, "in EUR, but the offer's currency is USD", "USD"},
                                             {CELL_MONEY, "5M CHF", 0, "in CHF", "convert it to USD"}};
    assert_faults(currency, 2, &rules);
    rules.bare_refused = true;
    static const struct faulty bare[] = {{CELL_SHARE, "0.01", 0, "bare number", "write `0.01%` or `1%`"},
                                         {CELL_SHARE, "0.02-0.05", 0, "bare number", "write `0.02-0.05%` or `2-5%`"},
                                         {CELL_SHARE, "5", 0, "fraction", "`5%`"},
                                         {CELL_SHARE, "0", 0, "`0` is a bare number; here", "write `0%`"},
                                         {CELL_SHARE, ">30%", 1, "`>30%` is open", "`30-50%`"}};
    assert_faults(bare, 5, &rules);
    assert_null(cell_read(arena, "0.01%", CELL_SHARE, &rules).fault);
    rules.range = RANGE_LOGNORMAL90;
    static const struct faulty lognormal[] = {{CELL_MONEY, "$0-5B", 0, "above zero", "distribution object"}};
    assert_faults(lognormal, 1, &rules);
    rules.start_given = false;
    static const struct faulty start[] = {{CELL_TIMELINE, "2027", 0, "needs `start`", "\"start\""},
                                          {CELL_DATE, "2027", 0, "needs `start`", "\"start\""}};
    assert_faults(start, 2, &rules);
    struct cell_reading reading = cell_read(arena, "2026-02-13", CELL_DATE, &rules);
    assert_true(reading.needs_start);
    assert_close(reading.low, 20497, 0);
    assert_null(cell_read(arena, "18 months", CELL_TIMELINE, &rules).fault);
}

/* Bytes that no one means: no crash, no reading of what is not there, and time linear in the length. */
static void hostile_texts_are_faults(void **state)
{
    (void)state;
    static const char *const texts[] = {"\xFF\xFE", "\xE2\x80", "$\xC3", "8\x01", "[[[[",     "[](",       "](",
                                        "![",       "-",        "+",     "$",     ".",        ",",         "%",
                                        "x",        "/10",      "Q",     "2027-", "2027-05-", "2027-05-1", "--8B"};
    for (size_t kind = CELL_MONEY; kind <= CELL_NUMBER; kind++)
        for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
            assert_non_null(read_plain(texts[i], (enum cell_kind)kind).fault);
    static const char *const repeated[] = {"[", "[](", "9", "1,", "-", "8 ", "\xE2\x80\x93", "9.", "$", "1 000 ", "*"};
    for (size_t i = 0; i < sizeof repeated / sizeof *repeated; i++) {
        static const size_t sizes[] = {60000, 300000}; /* below and above what a cell may hold */
        for (size_t k = 0; k < 2; k++) {
            size_t length = strlen(repeated[i]);
            char *text = arena_alloc(arena, sizes[k] + 1, 1);
            for (size_t at = 0; at + length <= sizes[k]; at += length)
                memcpy(text + at, repeated[i], length);
            assert_non_null(read_plain(text, CELL_MONEY).fault);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(faults_say_what_was_understood_and_what_is_allowed),
        cmocka_unit_test(the_context_makes_faults_too),
        cmocka_unit_test(hostile_texts_are_faults),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
