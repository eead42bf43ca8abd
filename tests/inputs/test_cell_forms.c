/* Forms of values met in real reports: dates in words, odds, bounds, magnitudes of other countries, notes behind a
 * number. The expected ends are worked out by hand from docs/model.md, section 1. */
#include "inputs/cell.h"
#include "inputs/cell_date.h"

#include "tests/support/test_arena.h"

#include <string.h>

static double day(int year, int month, int of_month)
{
    double days = 0;
    assert_true(cell_date_days(year, month, of_month, &days));
    return days;
}

static struct cell_rules rules_of_2026(void)
{
    struct cell_rules rules = cell_rules_usual();
    rules.start_given = true;
    rules.start_day = day(2026, 3, 2);
    return rules;
}

static struct cell_reading read_form(const char *text, enum cell_kind kind)
{
    struct cell_rules rules = rules_of_2026();
    struct cell_reading reading = cell_read(arena, text, kind, &rules);
    if (reading.fault)
        fail_msg("`%s`: %s", text, reading.fault);
    return reading;
}

static void dates_in_words_are_stretches_of_the_calendar(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int from[3], to[3];
    } forms[] = {
        {"mid-2027", {2027, 4, 1}, {2027, 10, 1}},
        {"mid 2027", {2027, 4, 1}, {2027, 10, 1}},
        {"early 2027", {2027, 1, 1}, {2027, 5, 1}},
        {"late 2027", {2027, 9, 1}, {2028, 1, 1}},
        {"beginning of 2027", {2027, 1, 1}, {2027, 5, 1}},
        {"end of 2027", {2027, 10, 1}, {2028, 1, 1}},
        {"spring 2028", {2028, 3, 1}, {2028, 6, 1}},
        {"winter 2027/28", {2027, 12, 1}, {2028, 3, 1}},
        {"Q4'27", {2027, 10, 1}, {2028, 1, 1}},
        {"Q4 27", {2027, 10, 1}, {2028, 1, 1}},
        {"4Q27", {2027, 10, 1}, {2028, 1, 1}},
        {"Q4/2027", {2027, 10, 1}, {2028, 1, 1}},
        {"1H27", {2027, 1, 1}, {2027, 7, 1}},
        {"2H 2027", {2027, 7, 1}, {2028, 1, 1}},
        {"H2'27", {2027, 7, 1}, {2028, 1, 1}},
        {"FY27", {2027, 1, 1}, {2028, 1, 1}},
        {"FY2028", {2028, 1, 1}, {2029, 1, 1}},
        {"2027/28", {2027, 1, 1}, {2029, 1, 1}},
        {"Jun-27", {2027, 6, 1}, {2027, 7, 1}},
        {"06/2027", {2027, 6, 1}, {2027, 7, 1}},
        {"2030年", {2030, 1, 1}, {2031, 1, 1}},
        {"2030年6月", {2030, 6, 1}, {2030, 7, 1}},
        {"2027E", {2027, 1, 1}, {2028, 1, 1}},
        {"2029 (est.)", {2029, 1, 1}, {2030, 1, 1}},
        {"2030s", {2030, 1, 1}, {2040, 1, 1}},
        {"Year 2027", {2027, 1, 1}, {2028, 1, 1}},
        {"mid-2027 to early 2028", {2027, 4, 1}, {2028, 5, 1}},
        {"by the end of 2027", {2026, 3, 2}, {2028, 1, 1}},
        {"by 2028", {2026, 3, 2}, {2029, 1, 1}},
        {"before 2028", {2026, 3, 2}, {2028, 1, 1}},
        {"until Q3 2027", {2026, 3, 2}, {2027, 10, 1}},
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct cell_reading reading = read_form(forms[i].text, CELL_TIMELINE);
        double from = day(forms[i].from[0], forms[i].from[1], forms[i].from[2]);
        double to = day(forms[i].to[0], forms[i].to[1], forms[i].to[2]);
        if (reading.low != from || reading.high != to || reading.form != CELL_FORM_RANGE)
            fail_msg("`%s` is read as %s", forms[i].text, reading.understood);
    }
    assert_close(read_form("30.06.2027", CELL_TIMELINE).low, day(2027, 6, 30), 0);
    assert_close(read_form("30/06/2027", CELL_TIMELINE).low, day(2027, 6, 30), 0);
    assert_close(read_form("30 June 2027", CELL_TIMELINE).low, day(2027, 6, 30), 0);
}

static void open_dates_begin_where_they_say(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int from;
    } forms[] = {
        {"from 2029", 2029}, {"2029 onwards", 2029}, {"2029 or later", 2029}, {"after 2028", 2029}, {"2028+", 2028}};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct cell_reading reading = read_form(forms[i].text, CELL_TIMELINE);
        assert_int_equal(reading.form, CELL_FORM_OPEN);
        assert_close(reading.low, day(forms[i].from, 1, 1), 0);
    }
}

static const struct {
    enum cell_kind kind;
    const char *text;
    double low, high;
} ends[] = {
    {CELL_TIMELINE, "Year 3-5", 2, 5},
    {CELL_TIMELINE, "Y3", 2, 3},
    {CELL_TIMELINE, "Y3-Y5", 2, 5},
    {CELL_TIMELINE, "Year 7+", 6, INFINITY},
    {CELL_TIMELINE, "Month 18-24", 17.0 / 12, 2},
    {CELL_TIMELINE, "in 3 years", 3, 3},
    {CELL_TIMELINE, "up to 3 years", 0, 3},
    {CELL_SHARE, "1 in 5", 0.2, 0.2},
    {CELL_SHARE, "1/4", 0.25, 0.25},
    {CELL_SHARE, "3 out of 10", 0.3, 0.3},
    {CELL_SHARE, "3:1 against", 0.25, 0.25},
    {CELL_SHARE, "4:1 on", 0.8, 0.8},
    {CELL_SHARE, "one in four", 0.25, 0.25},
    {CELL_SHARE, "1-in-8", 0.125, 0.125},
    {CELL_SHARE, "<5%", 0, 0.05},
    {CELL_SHARE, ">90%", 0.9, 1},
    {CELL_SHARE, "~25%", 0.25, 0.25},
    {CELL_SHARE, "High (70%)", 0.7, 0.7},
    {CELL_SHARE, "35% (base case)", 0.35, 0.35},
    {CELL_SHARE, "35% [1]", 0.35, 0.35},
    {CELL_SHARE, "35%\xE2\x80\xA0", 0.35, 0.35},
    {CELL_SHARE, "60~80%", 0.6, 0.8},
    {CELL_MONEY, "$50M~$70M", 5e7, 7e7},
    {CELL_MONEY, "$50M ~ $70M", 5e7, 7e7},
    {CELL_MONEY, "up to ~$10M", 0, 1e7},
    {CELL_MONEY, "5~7億円", 5e8, 7e8},
    {CELL_MONEY, "3.5亿元", 3.5e8, 3.5e8},
    {CELL_MONEY, "¥3.5亿", 3.5e8, 3.5e8},
    {CELL_MONEY, "5,000万円", 5e7, 5e7},
    {CELL_MONEY, "₩2조", 2e12, 2e12},
    {CELL_MONEY, "３億円", 3e8, 3e8},
    {CELL_MONEY, "$1_000_000", 1e6, 1e6},
    {CELL_TIMELINE, "3～5年", 3, 5},
    {CELL_TIMELINE, "18个月", 1.5, 1.5},
    {CELL_TIMELINE, "2½ years", 2.5, 2.5},
    {CELL_TIMELINE, "3 à 5 ans", 3, 5},
    {CELL_TIMELINE, "3 bis 5 Jahre", 3, 5},
    {CELL_MONEY, "$1-2B (8-15x ARR)", 1e9, 2e9},
    {CELL_MONEY, "$5-8B (likely acquired)", 5e9, 8e9},
    {CELL_MONEY, "$5B - likely acquired", 5e9, 5e9},
    {CELL_MONEY, "1500 ($M)", 1.5e9, 1.5e9},
    {CELL_MONEY, "<$10M", 0, 1e7},
    {CELL_MONEY, "up to $10M", 0, 1e7},
    {CELL_MONEY, "$80 Mio.", 8e7, 8e7},
    {CELL_MONEY, "$1.2 Mrd.", 1.2e9, 1.2e9},
    {CELL_MONEY, "$3 Mia", 3e9, 3e9},
    {CELL_MONEY,
     "\xE2\x82\xB9"
     "50 crore",
     5e8, 5e8},
    {CELL_MONEY, "Rs 20 lakh", 2e6, 2e6},
    {CELL_MONEY,
     "\xE2\x82\xA6"
     "5bn",
     5e9, 5e9},
    {CELL_MONEY, "CHF 120k", 1.2e5, 1.2e5},
    {CELL_DURATION, "four (4) years", 4, 4},
};

static void values_have_these_ends(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct cell_reading reading = read_form(ends[i].text, ends[i].kind);
        bool same = fabs(reading.low - ends[i].low) <= 1e-12 * fabs(ends[i].low) &&
                    (isinf(ends[i].high) ? isinf(reading.high)
                                         : fabs(reading.high - ends[i].high) <= 1e-12 * fabs(ends[i].high));
        if (!same)
            fail_msg("`%s` is read as %s", ends[i].text, reading.understood);
    }
}

static void what_could_mean_two_things_is_asked(void **state)
{
    (void)state;
    static const struct {
        enum cell_kind kind;
        const char *text;
    } forms[] = {
        {CELL_SHARE, "50/50"},
        {CELL_SHARE, "High"},
        {CELL_SHARE, "3:1"},
        {CELL_SHARE, "Likely"},
        {CELL_TIMELINE, "06/05/2027"},
        {CELL_TIMELINE, "Q3"},
        {CELL_TIMELINE, "Jun 27"},
        {CELL_TIMELINE, "soon"},
        {CELL_MONEY, "$(2,500)"},
        {CELL_MONEY, "$85 per share"},
        {CELL_MONEY, "$50 (per share)"},
        {CELL_MONEY, "$5M (loss)"},
        {CELL_MONEY, "100 kr"},
        {CELL_MONEY, "10-20x revenue"},
        {CELL_TIMELINE, "2027 - present"},
        {CELL_MONEY, "$5M (or $7M)"},
        {CELL_MONEY, "$5M / $7M / $9M"},
        {CELL_MONEY, "5M → 7M"},
        {CELL_MONEY, "~~5~~7M"}, /* struck out */
        {CELL_MONEY, "5*7M"},
        {CELL_MONEY, "1²5M"},
        {CELL_SHARE, "4➡7%"},
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct cell_rules rules = rules_of_2026();
        struct cell_reading reading = cell_read(arena, forms[i].text, forms[i].kind, &rules);
        if (!reading.fault)
            fail_msg("`%s` is read as %s", forms[i].text, reading.understood);
        if (reading.fault_offset > strlen(forms[i].text))
            fail_msg("`%s`: the fault stands behind its end", forms[i].text);
    }
}

static void points_between_thousands_are_asked(void **state)
{
    (void)state;
    struct cell_rules rules = cell_rules_usual();
    rules.doubt = DOUBT_BY_CURRENCY;
    assert_non_null(cell_read(arena, "62.000 \xE2\x82\xAC", CELL_MONEY, &rules).fault);
    assert_null(cell_read(arena, "$62.000", CELL_MONEY, &rules).fault);
    rules.doubt = DOUBT_ALWAYS;
    assert_non_null(cell_read(arena, "$62.000", CELL_MONEY, &rules).fault);
    assert_null(cell_read(arena, "$7.125B", CELL_MONEY, &rules).fault);
    assert_null(cell_read(arena, "62,000 \xE2\x82\xAC", CELL_MONEY, &rules).fault);
    rules.commas = COMMA_DECIMAL;
    assert_close(cell_read(arena, "62.000,50 \xE2\x82\xAC", CELL_MONEY, &rules).low, 62000.5, 1e-9);
}

static void a_price_and_a_multiple_become_the_companys_value(void **state)
{
    (void)state;
    struct cell_rules rules = cell_rules_usual();
    rules.whole_company = true;
    assert_non_null(cell_read(arena, "$85 per share", CELL_MONEY, &rules).fault);
    assert_non_null(cell_read(arena, "10-20x revenue", CELL_MONEY, &rules).fault);
    assert_non_null(cell_read(arena, "10x", CELL_MONEY, &rules).fault);
    rules.shares = 2e6;
    rules.arr = 5e7;
    assert_close(cell_read(arena, "$85 per share", CELL_MONEY, &rules).low, 1.7e8, 1);
    assert_close(cell_read(arena, "10-20x revenue", CELL_MONEY, &rules).high, 1e9, 1);
    assert_close(cell_read(arena, "8x ARR", CELL_MONEY, &rules).low, 4e8, 1);
}

static void pay_may_name_its_period(void **state)
{
    (void)state;
    struct cell_rules rules = cell_rules_usual();
    rules.yearly = true;
    assert_close(cell_read(arena, "$120,000 a year", CELL_MONEY, &rules).low, 120000, 0);
    assert_close(cell_read(arena, "$120K/yr", CELL_MONEY, &rules).low, 120000, 0);
    assert_close(cell_read(arena, "$10K per month", CELL_MONEY, &rules).low, 120000, 1e-6);
    assert_non_null(cell_read(arena, "$60 per hour", CELL_MONEY, &rules).fault);
}

static void fiscal_years_begin_when_the_file_says(void **state)
{
    (void)state;
    struct cell_rules rules = rules_of_2026();
    rules.fiscal_year_month = 4;
    struct cell_reading reading = cell_read(arena, "FY28", CELL_TIMELINE, &rules);
    assert_null(reading.fault);
    assert_close(reading.low, day(2027, 4, 1), 0);
    assert_close(reading.high, day(2028, 4, 1), 0);
}

static void the_order_of_dates_may_be_known(void **state)
{
    (void)state;
    struct cell_rules rules = rules_of_2026();
    rules.dates = DATES_DAY_FIRST;
    assert_close(cell_read(arena, "06/05/2027", CELL_TIMELINE, &rules).low, day(2027, 5, 6), 0);
    assert_close(cell_read(arena, "05/13/2027", CELL_TIMELINE, &rules).low, day(2027, 5, 13), 0); /* one day only */
    rules.dates = DATES_MONTH_FIRST;
    assert_close(cell_read(arena, "06/05/2027", CELL_TIMELINE, &rules).low, day(2027, 6, 5), 0);
}

static void yen_and_yuan_are_told_by_how_they_count(void **state)
{
    (void)state;
    struct cell_rules rules = rules_of_2026();
    assert_string_equal(cell_read(arena, "¥3亿", CELL_MONEY, &rules).currency, "CNY");
    assert_string_equal(cell_read(arena, "¥3億", CELL_MONEY, &rules).currency, "JPY");
    assert_string_equal(cell_read(arena, "5亿美元", CELL_MONEY, &rules).currency, "USD");
    rules.currency = "TWD";
    assert_string_equal(cell_read(arena, "3億元", CELL_MONEY, &rules).currency, "TWD");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_in_words_are_stretches_of_the_calendar),
        cmocka_unit_test(open_dates_begin_where_they_say),
        cmocka_unit_test(values_have_these_ends),
        cmocka_unit_test(what_could_mean_two_things_is_asked),
        cmocka_unit_test(points_between_thousands_are_asked),
        cmocka_unit_test(a_price_and_a_multiple_become_the_companys_value),
        cmocka_unit_test(pay_may_name_its_period),
        cmocka_unit_test(fiscal_years_begin_when_the_file_says),
        cmocka_unit_test(the_order_of_dates_may_be_known),
        cmocka_unit_test(yen_and_yuan_are_told_by_how_they_count),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
