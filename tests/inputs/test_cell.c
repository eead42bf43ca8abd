/* The grammar of cells: every row of its table, and what makes no difference. Its faults: test_cell_faults.c. */
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

static double near(double value)
{
    return 1e-9 * (fabs(value) > 1 ? fabs(value) : 1);
}

struct expected {
    enum cell_kind kind;
    const char *text;
    double low, high; /* the lowest value and the highest, or the lowest and the mean of an open one */
    const char *understood;
};

static void assert_reading(const struct cell_reading *reading, const struct expected *expected)
{
    if (reading->fault)
        fail_msg("`%s`: %s", expected->text, reading->fault);
    double point;
    if (distribution_is_point(&reading->distribution, &point)) {
        assert_close(point, expected->low, near(expected->low));
        assert_close(point, expected->high, near(expected->low));
    } else {
        double low = distribution_quantile(&reading->distribution, 1e-12);
        double high = reading->form == CELL_FORM_OPEN ? distribution_mean(&reading->distribution)
                                                      : distribution_quantile(&reading->distribution, 1 - 1e-12);
        assert_close(low, expected->low, near(expected->high));
        assert_close(high, expected->high, near(expected->high));
    }
    if (expected->understood)
        assert_string_equal(reading->understood, expected->understood);
}

static void every_row_of_the_table_reads_as_it_says(void **state)
{
    (void)state;
    /* 322 days from 13 Feb 2026 to 1 Jan 2027; 687 to 1 Jan 2028; 1053 to 1 Jan 2029. */
    static const struct expected rows[] = {
        {CELL_MONEY, "$8-12B", 8e9, 12e9, "uniform between 8,000,000,000 and 12,000,000,000 USD"},
        {CELL_MONEY, "$74K–$105K", 74e3, 105e3, "uniform between 74,000 and 105,000 USD"},
        {CELL_MONEY, "$74K-$105K", 74e3, 105e3, NULL},
        {CELL_MONEY, "$74-105K", 74e3, 105e3, NULL},
        {CELL_MONEY, "EUR 76.2K", 76200, 76200, "76,200 EUR"},
        {CELL_MONEY, "€1,200,000", 1.2e6, 1.2e6, "1,200,000 EUR"},
        {CELL_MONEY, "$4.5 billion", 4.5e9, 4.5e9, "4,500,000,000 USD"},
        {CELL_MONEY, "-$200K to $1M", -2e5, 1e6, "uniform between -200,000 and 1,000,000 USD"},
        {CELL_SHARE, "35%", 0.35, 0.35, "35%"},
        {CELL_SHARE, "0.01%", 0.0001, 0.0001, "0.01%"},
        {CELL_SHARE, "0.02-0.05%", 0.0002, 0.0005, "uniform between 0.02% and 0.05%"},
        {CELL_SHARE, "30-50%", 0.3, 0.5, NULL},
        {CELL_SHARE, "0.35", 0.35, 0.35, "35%"},
        {CELL_DURATION, "18 months", 1.5, 1.5, "1.5 years"},
        {CELL_DURATION, "3-5 years", 3, 5, "uniform between 3 and 5 years"},
        {CELL_DURATION, "2-3 yrs", 2, 3, NULL},
        {CELL_DURATION, "90 days", 90 / 365.25, 90 / 365.25, NULL},
        {CELL_DURATION, "6 weeks", 42 / 365.25, 42 / 365.25, NULL},
        {CELL_DURATION, "within 18 months", 1.5, 1.5, "exactly 1.5 years"},
        {CELL_DURATION, "2.5", 2.5, 2.5, "2.5 years"},
        {CELL_TIMELINE, "within 18 months", 0, 1.5, "uniform between 0 and 1.5 years from start"},
        {CELL_TIMELINE, "18 months", 1.5, 1.5, "1.5 years from start"},
        {CELL_TIMELINE, "2027", 322 / 365.25, 687 / 365.25, NULL},
        {CELL_TIMELINE, "2027-2028", 322 / 365.25, 1053 / 365.25,
         "uniform between 0.88 and 2.88 years from start (1 Jan 2027 to 1 Jan 2029)"},
        {CELL_TIMELINE, "2027-28", 322 / 365.25, 1053 / 365.25, NULL},
        {CELL_TIMELINE, "Q3 2027", (322 + 181) / 365.25, (322 + 273) / 365.25, NULL},
        {CELL_TIMELINE, "H1 2027", 322 / 365.25, (322 + 181) / 365.25, NULL},
        {CELL_TIMELINE, "2027-05", (322 + 120) / 365.25, (322 + 151) / 365.25, NULL},
        {CELL_TIMELINE, "2026-02-13", 0, 0, NULL},
        {CELL_TIMELINE, "2028+", 687 / 365.25, 687 / 365.25 + 2,
         "at least 1.88 years from start (1 Jan 2028): that plus an exponential of mean 2 years"},
        {CELL_TIMELINE, "2026-2027", 0, 687 / 365.25,
         "uniform between 0 and 1.88 years from start (1 Jan 2026 to 1 Jan 2028, cut at the start)"},
        {CELL_TIMELINE, "2025+", 0, 2, NULL},
        {CELL_DATE, "2024", -774 / 365.25, -408 / 365.25, NULL},
        {CELL_SCORE, "8/10", 8, 8, "8 out of ten"},
        {CELL_SCORE, "7-8/10", 7, 8, "uniform between 7 and 8 out of ten"},
        {CELL_MULTIPLE, "59.6x", 59.6, 59.6, "59.6x"},
        {CELL_MULTIPLE, "5-15x", 5, 15, "uniform between 5x and 15x"},
        {CELL_MONEY, "$15B+", 15e9, 22.5e9,
         "at least 15,000,000,000 USD: Pareto with tail index 3 (mean 22,500,000,000 USD)"},
        {CELL_MONEY, ">$15B", 15e9, 22.5e9, NULL},
        {CELL_DURATION, "5 years+", 5, 7, "at least 5 years: that plus an exponential of mean 2 years"},
        {CELL_DURATION, "5+ years", 5, 7, NULL},
        {CELL_NUMBER, "1e6", 1e6, 1e6, "1,000,000"},
        {CELL_COUNT, "8-10M shares", 8e6, 10e6, NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct cell_reading reading = read_plain(rows[i].text, rows[i].kind);
        assert_reading(&reading, &rows[i]);
    }
}

static void magnitudes_currencies_and_lent_units(void **state)
{
    (void)state;
    static const struct expected rows[] = {
        {CELL_MONEY, "5k", 5e3, 5e3, "5,000"},
        {CELL_MONEY, "5 thousand", 5e3, 5e3, NULL},
        {CELL_MONEY, "5M", 5e6, 5e6, NULL},
        {CELL_MONEY, "5mn", 5e6, 5e6, NULL},
        {CELL_MONEY, "5 million", 5e6, 5e6, NULL},
        {CELL_MONEY, "5bn", 5e9, 5e9, NULL},
        {CELL_MONEY, "5B", 5e9, 5e9, NULL},
        {CELL_MONEY, "5T", 5e12, 5e12, NULL},
        {CELL_MONEY, "76.2K EUR", 76200, 76200, "76,200 EUR"},
        {CELL_MONEY, "EUR76.2K", 76200, 76200, "76,200 EUR"},
        {CELL_MONEY, "£3", 3, 3, "3 GBP"},
        {CELL_MONEY, "¥3", 3, 3, "3 JPY"},
        {CELL_MONEY, "US$3m", 3e6, 3e6, "3,000,000 USD"},
        {CELL_MONEY, "8 to 12 billion USD", 8e9, 12e9, "uniform between 8,000,000,000 and 12,000,000,000 USD"},
        {CELL_MONEY, "$8B-12", 8e9, 12e9, NULL},
        {CELL_MONEY, "$500K-1M", 5e5, 1e6, NULL},
        {CELL_MONEY, "$0-500K", 0, 5e5, NULL},
        {CELL_MONEY, "-8--5M", -8e6, -5e6, NULL},
        {CELL_MONEY, "-$8-5M", -8e6, 5e6, NULL},
        {CELL_MONEY, "between $8 and $12M", 8e6, 12e6, NULL},
        {CELL_MONEY, "$15 or more", 15, 22.5, NULL},
        {CELL_MONEY, "at least $15", 15, 22.5, NULL},
        {CELL_MONEY, "$5B-5B", 5e9, 5e9, "5,000,000,000 USD"},
        {CELL_MONEY, "$1.1B", 1100000000, 1100000000, "1,100,000,000 USD"},
        {CELL_MONEY, "1 200 000", 1.2e6, 1.2e6, NULL},
        {CELL_SHARE, "-5%", -0.05, -0.05, "-5%"},
        {CELL_SHARE, "7%", 0.07, 0.07, "7%"},
        {CELL_SHARE, "367%", 3.67, 3.67, NULL},
        {CELL_SHARE, "0.3-0.5", 0.3, 0.5, NULL},
        {CELL_DURATION, "6 months - 2 years", 0.5, 2, NULL},
        {CELL_DURATION, "18m", 1.5, 1.5, NULL},
        {CELL_SCORE, "7/10-8/10", 7, 8, NULL},
        {CELL_SCORE, "8 out of 10", 8, 8, NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct cell_reading reading = read_plain(rows[i].text, rows[i].kind);
        assert_reading(&reading, &rows[i]);
    }
}

static void dates_are_intervals_of_days(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int first[3], end[3];
    } rows[] = {
        {"Q3 2027-Q1 2028", {2027, 7, 1}, {2028, 4, 1}},
        {"2027 Q3", {2027, 7, 1}, {2027, 10, 1}},
        {"2027-Q3", {2027, 7, 1}, {2027, 10, 1}},
        {"Q3-Q4 2027", {2027, 7, 1}, {2028, 1, 1}},
        {"H2 2027", {2027, 7, 1}, {2028, 1, 1}},
        {"May 2027", {2027, 5, 1}, {2027, 6, 1}},
        {"May-July 2027", {2027, 5, 1}, {2027, 8, 1}},
        {"13 Feb 2027", {2027, 2, 13}, {2027, 2, 13}},
        {"February 13, 2027", {2027, 2, 13}, {2027, 2, 13}},
        {"2027-12", {2027, 12, 1}, {2028, 1, 1}},
        {"2009-10", {2009, 10, 1}, {2009, 11, 1}},
        {"2027 to 2028-06-30", {2027, 1, 1}, {2028, 6, 30}},
        {"2028-02-29", {2028, 2, 29}, {2028, 2, 29}},
        {"2027-05 - 2027-08", {2027, 5, 1}, {2027, 9, 1}},
        {"2027-Q1 2028", {2027, 1, 1}, {2028, 4, 1}},
        {"in 2027", {2027, 1, 1}, {2028, 1, 1}},
        {"1998-99", {1998, 1, 1}, {2000, 1, 1}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct cell_reading reading = read_plain(rows[i].text, CELL_DATE);
        if (reading.fault)
            fail_msg("`%s`: %s", rows[i].text, reading.fault);
        double first, end;
        assert_true(cell_date_days(rows[i].first[0], rows[i].first[1], rows[i].first[2], &first));
        assert_true(cell_date_days(rows[i].end[0], rows[i].end[1], rows[i].end[2], &end));
        assert_close(reading.low, first, 0);
        assert_close(reading.high, end, 0);
        assert_int_equal(reading.form, first == end ? CELL_FORM_POINT : CELL_FORM_RANGE);
    }
    assert_non_null(strstr(read_plain("2009-10", CELL_DATE).understood, "read as a month"));
}

static void civil_days_are_those_of_the_calendar(void **state)
{
    (void)state;
    double day;
    assert_true(cell_date_days(1970, 1, 1, &day));
    assert_close(day, 0, 0);
    assert_true(cell_date_days(2000, 3, 1, &day));
    assert_close(day, 11017, 0);
    assert_true(cell_date_days(2026, 2, 13, &day));
    assert_close(day, 20497, 0); /* date -u -d 2026-02-13 +%s, over 86400 */
    assert_false(cell_date_days(2026, 2, 29, &day));
    assert_false(cell_date_days(2026, 13, 1, &day));
    assert_false(cell_date_days(1900, 2, 29, &day));
}

static void the_file_chooses_what_a_range_means(void **state)
{
    (void)state;
    struct cell_rules rules = plain_rules();
    rules.range = RANGE_LOGNORMAL90;
    struct distribution money = cell_read(arena, "$8-12B", CELL_MONEY, &rules).distribution;
    assert_close(distribution_quantile(&money, 0.05), 8e9, 1);
    assert_close(distribution_quantile(&money, 0.95), 12e9, 1);
    struct distribution years = cell_read(arena, "2-3 years", CELL_DURATION, &rules).distribution;
    assert_close(distribution_quantile(&years, 0.25), 2.25, 1e-12);
    rules.range = RANGE_PERT;
    money = cell_read(arena, "$8-12B", CELL_MONEY, &rules).distribution;
    assert_close(distribution_mean(&money), 10e9, 1);
    /* scipy.stats.beta(3, 3).ppf(0.25) = 0.35943619 */
    assert_close(distribution_quantile(&money, 0.25), 8e9 + 4e9 * 0.359436191, 1e3);
    rules.tail_index = 2.5;
    money = cell_read(arena, "$15B+", CELL_MONEY, &rules).distribution;
    assert_close(distribution_mean(&money), 25e9, 1);
    rules.open_years = 3;
    years = cell_read(arena, "2028+", CELL_TIMELINE, &rules).distribution;
    assert_close(distribution_mean(&years), 687 / 365.25 + 3, 1e-9);
}

static void a_minus_in_a_column_of_impacts_is_a_loss(void **state)
{
    (void)state;
    struct cell_rules rules = plain_rules();
    rules.loss_column = true;
    static const struct expected rows[] = {
        {CELL_MONEY, "-$100K to $150K", 1e5, 1.5e5, "a loss, uniform between 100,000 and 150,000 USD"},
        {CELL_MONEY, "-$200K to $1M loss", 2e5, 1e6, NULL},
        {CELL_MONEY, "-$100K to $150K over 2-3 years", 1e5, 1.5e5, NULL},
        {CELL_MONEY, "-$100-150K", 1e5, 1.5e5, NULL},
        {CELL_MONEY, "-$150K to -$100K", 1e5, 1.5e5, NULL},
        {CELL_MONEY, "-$100K", 1e5, 1e5, NULL},
        {CELL_MONEY, "-$100K+", 1e5, 1.5e5, NULL},
        {CELL_MONEY, "$100K", 1e5, 1e5, NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct cell_reading reading = cell_read(arena, rows[i].text, rows[i].kind, &rules);
        assert_reading(&reading, &rows[i]);
    }
    assert_non_null(cell_read(arena, "Career disruption", CELL_MONEY, &rules).fault);
    assert_non_null(cell_read(arena, "50/50 job loss", CELL_MONEY, &rules).fault);
    assert_non_null(read_plain("$5 loss", CELL_MONEY).fault);
}

static void decimal_commas(void **state)
{
    (void)state;
    struct cell_rules rules = plain_rules();
    rules.commas = COMMA_DECIMAL;
    static const struct expected rows[] = {
        {CELL_SHARE, "0,35", 0.35, 0.35, NULL},         {CELL_MONEY, "1.234,5", 1234.5, 1234.5, NULL},
        {CELL_MONEY, "€1.200.000", 1.2e6, 1.2e6, NULL}, {CELL_MONEY, "$4,5-5,5B", 4.5e9, 5.5e9, NULL},
        {CELL_SHARE, "0.35", 0.35, 0.35, NULL},         {CELL_SHARE, "0,02-0,05%", 0.0002, 0.0005, NULL},
        {CELL_SHARE, "0.125", 0.125, 0.125, NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct cell_reading reading = cell_read(arena, rows[i].text, rows[i].kind, &rules);
        assert_reading(&reading, &rows[i]);
    }
    struct cell_reading thousands = cell_read(arena, "1.234", CELL_MONEY, &rules);
    assert_close(thousands.low, 1234, 0);
    assert_true(thousands.assumed); /* it could have been 1.234 */
    struct cell_reading decimals = cell_read(arena, "$120,000", CELL_MONEY, &rules);
    assert_close(decimals.low, 120, 0);
    assert_true(decimals.assumed); /* it could have been 120000 */
    assert_non_null(cell_read(arena, "1,200,000", CELL_MONEY, &rules).fault);
}

static void commas_that_nothing_tells(void **state)
{
    (void)state;
    struct cell_rules rules = plain_rules();
    rules.commas = COMMA_UNKNOWN;
    static const struct expected rows[] = {
        {CELL_MONEY, "$120,000", 120000, 120000, NULL}, {CELL_MONEY, "1.234", 1234, 1234, NULL},
        {CELL_MONEY, "$1.5M", 1.5e6, 1.5e6, NULL},      {CELL_MONEY, "€4,5-5,5B", 4.5e9, 5.5e9, NULL},
        {CELL_MONEY, "1,234.5", 1234.5, 1234.5, NULL},  {CELL_MONEY, "1.234,5", 1234.5, 1234.5, NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct cell_reading reading = cell_read(arena, rows[i].text, rows[i].kind, &rules);
        assert_reading(&reading, &rows[i]);
    }
    struct cell_reading group = cell_read(arena, "$120,000", CELL_MONEY, &rules);
    assert_true(group.assumed);
    assert_string_equal(group.understood, "120,000 USD, with `,` taken as between thousands");
    assert_false(cell_read(arena, "$1.5M", CELL_MONEY, &rules).assumed);
}

/* --- what makes no difference ---------------------------------------------------------------------------------- */

static const struct {
    enum cell_kind kind;
    const char *text;
} samples[] = {{CELL_MONEY, "$8-12B"},       {CELL_MONEY, "-$200K to $1M"}, {CELL_MONEY, "EUR 76.2K"},
               {CELL_MONEY, "$4.5 billion"}, {CELL_MONEY, "$15B+"},         {CELL_SHARE, "30-50%"},
               {CELL_DURATION, "2-3 yrs"},   {CELL_DURATION, "5 years+"},   {CELL_TIMELINE, "within 18 months"},
               {CELL_TIMELINE, "2027-28"},   {CELL_TIMELINE, "Q3 2027"},    {CELL_TIMELINE, "2027-05"},
               {CELL_SCORE, "7-8/10"},       {CELL_MULTIPLE, "5-15x"},      {CELL_DATE, "2026-02-13"}};

static void assert_same(const char *text, enum cell_kind kind, const char *variant)
{
    struct cell_reading first = read_plain(text, kind), second = read_plain(variant, kind);
    if (second.fault)
        fail_msg("`%s`: %s", variant, second.fault);
    assert_string_equal(first.understood, second.understood);
    assert_int_equal(first.form, second.form);
    assert_memory_equal(&first.low, &second.low, sizeof first.low);
    assert_memory_equal(&first.high, &second.high, sizeof first.high);
}

/* `text` with each byte `from` replaced by `to`. */
static const char *replaced(const char *text, char from, const char *to)
{
    const char *result = "";
    for (; *text; text++)
        result = *text == from ? arena_text(arena, "%s%s", result, to) : arena_text(arena, "%s%c", result, *text);
    return result;
}

static const char *upper(const char *text)
{
    char *copy = arena_copy(arena, text, strlen(text));
    for (char *c = copy; *c; c++)
        *c = *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c;
    return copy;
}

static const char *lower(const char *text)
{
    char *copy = arena_copy(arena, text, strlen(text));
    for (char *c = copy; *c; c++)
        *c = *c >= 'A' && *c <= 'Z' ? (char)(*c - 'A' + 'a') : *c;
    return copy;
}

static void case_space_emphasis_and_dashes_make_no_difference(void **state)
{
    (void)state;
    static const char *const dashes[] = {"–", "—", "−", "‐", " - ", " – "};
    static const char *const around[][2] = {{"**", "**"}, {"_", "_"},    {"`", "`"},
                                            {"~", ""},    {"  ", " \t"}, {"***", "***"},
                                            {"", "[^1]"}, {"[", "](x)"}, {"", " [↗ Sacra](https://a.example/b_(c)#d)"}};
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        enum cell_kind kind = samples[i].kind;
        const char *text = samples[i].text;
        assert_same(text, kind, upper(text));
        assert_same(text, kind, lower(text));
        assert_same(text, kind, replaced(text, ' ', "\xC2\xA0"));
        assert_same(text, kind, replaced(text, ' ', "  "));
        for (size_t k = 0; k < sizeof dashes / sizeof *dashes; k++)
            assert_same(text, kind, replaced(text, '-', dashes[k]));
        for (size_t k = 0; k < sizeof around / sizeof *around; k++)
            assert_same(text, kind, arena_text(arena, "%s%s%s", around[k][0], text, around[k][1]));
    }
    assert_same("$8-12B", CELL_MONEY, "**$8**–*12*`B`");
}

static void numbers_in_words(void **state)
{
    (void)state;
    assert_string_equal(cell_number_in_words(arena, 8e9), "8,000,000,000");
    assert_string_equal(cell_number_in_words(arena, 0.0123), "0.0123");
    assert_string_equal(cell_number_in_words(arena, -1234.5), "-1,234.5");
    assert_string_equal(cell_number_in_words(arena, 0), "0");
    assert_string_equal(cell_number_in_words(arena, 999), "999");
    assert_string_equal(cell_number_in_words(arena, 0.1 + 0.2), "0.3");
    assert_string_equal(cell_number_in_words(arena, 1e20), "1e+20");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_of_the_table_reads_as_it_says),
        cmocka_unit_test(magnitudes_currencies_and_lent_units),
        cmocka_unit_test(dates_are_intervals_of_days),
        cmocka_unit_test(civil_days_are_those_of_the_calendar),
        cmocka_unit_test(the_file_chooses_what_a_range_means),
        cmocka_unit_test(a_minus_in_a_column_of_impacts_is_a_loss),
        cmocka_unit_test(decimal_commas),
        cmocka_unit_test(commas_that_nothing_tells),
        cmocka_unit_test(case_space_emphasis_and_dashes_make_no_difference),
        cmocka_unit_test(numbers_in_words),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
