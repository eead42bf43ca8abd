/* Published examples of equity taxes, checked and mended by others (tests/cases/tax/tax-corrected.json), computed by
 * the tables. */
#include "tests/support/tax_household.h"

static cJSON *file;

static const cJSON *case_beginning(const char *name)
{
    for (const cJSON *it = member(file, "cases")->child; it; it = it->next)
        if (strncmp(case_text(it, "name"), name, strlen(name)) == 0)
            return it;
    fail_msg("there is no case %s", name);
    return NULL;
}

/* Of a flat household that holds `shares` of restricted stock. */
struct stock_taxes {
    double ordinary_income, ordinary_tax, gain, gain_tax;
};

static struct stock_taxes stock_taxes_of(struct tax_holding holding, double shares)
{
    static const enum tax_event events[] = {TAX_EVENT_GRANT, TAX_EVENT_VEST, TAX_EVENT_SALE};
    struct household *it = household("flat.json", "37_20");
    const struct tax_table *table = it->year->table;
    for (size_t i = 0; i < 3; i++) {
        holding.date[events[i]] = (struct calendar_date){2012 + (int)i, 1, 1};
        if (holding.forfeited && events[i] == TAX_EVENT_VEST)
            continue;
        tax_event_add(households_arena, table, it->year->status, tax_table_grant(table, "rsa"), events[i], &holding,
                      shares, it->flow);
    }
    double wages = it->flow[TAX_FLOW_WAGES], gain = it->flow[TAX_FLOW_GAINS];
    household_run(it);
    double both = household_figure(it, "total");
    it->flow[TAX_FLOW_GAINS] = 0;
    household_run(it);
    double ordinary = household_figure(it, "total");
    return (struct stock_taxes){wages, ordinary, gain, both - ordinary};
}

static void restricted_stock_by_the_examples_of_the_irs(void **state)
{
    (void)state;
    const cJSON *it = case_beginning("IRS Rev. Proc. 2012-29");
    double shares = case_number(it, "shares");
    for (const cJSON *want = member(it, "expected")->child; want; want = want->next) {
        struct tax_holding holding = {.elected_83b = cJSON_IsTrue(member(want, "83b")),
                                      .forfeited = cJSON_GetObjectItemCaseSensitive(want, "leaves") != NULL};
        holding.amount[TAX_AMOUNT_PAID] = case_number(want, "paid") / shares;
        holding.amount[TAX_AMOUNT_GRANT_VALUE] = case_number(it, "price_at_grant");
        holding.amount[TAX_AMOUNT_VEST_VALUE] = case_number(it, "price_at_vest");
        holding.amount[TAX_AMOUNT_PRICE] = case_number(it, "price_at_sale");
        struct stock_taxes taxes = stock_taxes_of(holding, shares);
        figure_is(taxes.ordinary_income, member_or(want, "ordinary_income", 0), "IRS", "ordinary_income");
        figure_is(taxes.ordinary_tax, case_number(want, "ordinary_tax"), "IRS", "ordinary_tax");
        figure_is(taxes.gain, member_or(want, "gain", 0), "IRS", "gain");
        figure_is(taxes.gain_tax, member_or(want, "gain_tax", 0), "IRS", "gain_tax");
    }
}

static void an_election_saves_what_was_published(void **state)
{
    (void)state;
    const cJSON *expected = member(case_beginning("83(b), 100,000 shares"), "expected");
    struct tax_holding holding = {.elected_83b = false};
    holding.amount[TAX_AMOUNT_GRANT_VALUE] = 0.01;
    holding.amount[TAX_AMOUNT_VEST_VALUE] = 1;
    holding.amount[TAX_AMOUNT_PRICE] = 5;
    struct stock_taxes without = stock_taxes_of(holding, 100000);
    holding.elected_83b = true;
    struct stock_taxes with = stock_taxes_of(holding, 100000);
    double saves = without.ordinary_tax + without.gain_tax - with.ordinary_tax - with.gain_tax;
    double npv = without.ordinary_tax / 1.06 + without.gain_tax / (1.06 * 1.06) - with.ordinary_tax -
                 with.gain_tax / (1.06 * 1.06);
    figure_is_member(saves, expected, "saves", "83(b)");
    figure_is_member(npv, expected, "saves_npv", "83(b)");
}

static struct household *wages_and_spread(double year, double wages, double spread)
{
    struct household *it = household_us(year, "single");
    it->flow[TAX_FLOW_WAGES] = wages;
    it->flow[TAX_FLOW_AMT_SPREAD] = spread;
    household_run(it);
    return it;
}

static void alternative_minimum_tax_as_corrected(void **state)
{
    (void)state;
    const cJSON *none = member(case_beginning("AMT 2024, none due"), "expected");
    struct household *it = wages_and_spread(2024, 150000, 20000);
    household_expect(it, none, "AMT 2024");
    assert_close(household_figure(it, "amt"), 0, 0);
    const cJSON *crossover = member(case_beginning("AMT 2025 crossover: single, standard"), "expected");
    it = wages_and_spread(2025, 265750, 45000);
    static const char *const figures[][2] = {
        {"regular", "regular"}, {"amti", "amti"}, {"m_base", "base"}, {"tentative", "tentative"}, {"amt", "amt"}};
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
        figure_is_member(household_figure(it, figures[i][0]), crossover, figures[i][1], "crossover");
    double at = case_number(crossover, "crossover_spread");
    assert_close(household_figure(wages_and_spread(2025, 265750, at - 0.01), "amt"), 0, 0);
    assert_true(household_figure(wages_and_spread(2025, 265750, at + 0.01), "amt") > 0);
}

/* An itemizer's deductions are not added back: as much less of the spread comes to the same. */
static void an_itemizer_crosses_later(void **state)
{
    (void)state;
    const cJSON *expected = member(case_beginning("AMT 2025 crossover, itemizer"), "expected");
    const double deductions = 15750;
    struct household *it = wages_and_spread(2025, 265750, 45000 - deductions);
    static const char *const figures[][2] = {
        {"regular", "regular"}, {"amti", "amti"}, {"m_base", "base"}, {"tentative", "tentative"}, {"amt", "amt"}};
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
        figure_is_member(household_figure(it, figures[i][0]), expected, figures[i][1], "itemizer");
    double at = case_number(expected, "crossover_spread") - deductions;
    assert_close(household_figure(wages_and_spread(2025, 265750, at - 0.01), "amt"), 0, 0);
    assert_true(household_figure(wages_and_spread(2025, 265750, at + 0.01), "amt") > 0);
}

static void the_full_phase_out_of_1998(void **state)
{
    (void)state;
    const cJSON *expected = member(case_beginning("AMT 1998"), "expected");
    struct household *it = household("amt-1998.json", NULL);
    it->flow[TAX_FLOW_INCOME] = 289000;
    it->flow[TAX_FLOW_OTHER_ORDINARY] = case_number(expected, "regular");
    household_run(it);
    figure_is_member(household_figure(it, "tentative"), expected, "tentative", "1998");
    figure_is_member(household_figure(it, "amt"), expected, "amt", "1998");
}

static void bracket_tops(void **state)
{
    (void)state;
    const cJSON *expected = member(case_beginning("Bracket tops"), "expected");
    figure_is_member(household_figure(wages_and_spread(2024, 609350 + 14600, 0), "regular"), expected,
                     "single 2024 at 609,350", "tops");
    figure_is_member(household_figure(wages_and_spread(2025, 626350 + 15750, 0), "regular"), expected,
                     "single 2025 at 626,350", "tops");
}

static void options_per_share(void **state)
{
    (void)state;
    const cJSON *iso = member(case_beginning("ISO disqualifying"), "expected");
    const cJSON *nso = member(case_beginning("NSO:"), "expected");
    struct household *it = household_us(2025, "single");
    const struct tax_table *table = it->year->table;
    struct tax_holding holding = {.date = {[TAX_EVENT_GRANT] = {2024, 1, 10}, [TAX_EVENT_EXERCISE] = {2024, 6, 1}}};
    holding.date[TAX_EVENT_SALE] = (struct calendar_date){2025, 3, 1};
    holding.amount[TAX_AMOUNT_STRIKE] = 10;
    holding.amount[TAX_AMOUNT_FMV] = 20;
    holding.amount[TAX_AMOUNT_PRICE] = 25;
    tax_event_add(households_arena, table, 0, tax_table_grant(table, "iso"), TAX_EVENT_SALE, &holding, 100, it->flow);
    figure_is_member(it->flow[TAX_FLOW_DISQ_WAGES], iso, "wages", "ISO");
    figure_is_member(it->flow[TAX_FLOW_SHORT], iso, "gain", "ISO");
    it = household_us(2025, "single");
    holding.amount[TAX_AMOUNT_STRIKE] = 12;
    holding.amount[TAX_AMOUNT_FMV] = 18;
    holding.amount[TAX_AMOUNT_PRICE] = 26;
    const struct tax_grant *option = tax_table_grant(table, "nso");
    tax_event_add(households_arena, table, 0, option, TAX_EVENT_EXERCISE, &holding, 1, it->flow);
    tax_event_add(households_arena, table, 0, option, TAX_EVENT_SALE, &holding, 1, it->flow);
    figure_is_member(it->flow[TAX_FLOW_WAGES], nso, "ordinary_per_share", "NSO");
    figure_is_member(it->flow[TAX_FLOW_SHORT], nso, "gain_per_share", "NSO");
}

static double number_of(const struct tax_table *table, const char *name, const char *status)
{
    for (size_t i = 0; i < table->number_count; i++)
        if (strcmp(table->number[i].name, name) == 0)
            return table->number[i].value[tax_table_status(table, status)];
    fail_msg("%s has no number %s", table->id, name);
    return NAN;
}

static const struct tax_schedule *schedule_of(const struct tax_table *table, const char *name, const char *status)
{
    for (size_t i = 0; i < table->tariff_count; i++)
        if (strcmp(table->tariff[i].name, name) == 0)
            return &table->tariff[i].schedule[tax_table_status(table, status)];
    fail_msg("%s has no tariff %s", table->id, name);
    return NULL;
}

/* [single, joint] of a year's list. */
static void numbers_are(const struct tax_table *table, const char *name, const cJSON *list)
{
    static const char *const statuses[] = {"single", "joint"};
    for (int i = 0; i < 2; i++)
        figure_is(number_of(table, name, statuses[i]), cJSON_GetArrayItem(list, i)->valuedouble, table->id, name);
}

static void tops_are(const struct tax_table *table, const char *status, const cJSON *list, const cJSON *rates)
{
    const struct tax_schedule *schedule = schedule_of(table, "ordinary", status);
    assert_int_equal(schedule->count, cJSON_GetArraySize(rates));
    for (int i = 0; i < cJSON_GetArraySize(list); i++)
        figure_is(schedule->piece[i + 1].from, cJSON_GetArrayItem(list, i)->valuedouble, table->id, "bracket top");
    for (size_t i = 0; i < schedule->count; i++)
        assert_close(schedule->piece[i].poly[1], cJSON_GetArrayItem(rates, (int)i)->valuedouble, 0);
}

static void constants_of_the_federal_tables(void **state)
{
    (void)state;
    const cJSON *it = case_beginning("Constants");
    for (const cJSON *amt = member(it, "amt")->child; amt; amt = amt->next) {
        const char *year = amt->string;
        const struct tax_table *table = household_us(strtod(year, NULL), "single")->year->table;
        const cJSON *gains = member(member(it, "capital_gains_tops_0_and_15"), year);
        numbers_are(table, "amt_exemption", member(amt, "exemption"));
        numbers_are(table, "amt_phase_from", member(amt, "phase_out"));
        figure_is(number_of(table, "amt_phase_rate", "single"), case_number(amt, "rate"), year, "rate");
        figure_is(schedule_of(table, "amt", "single")->piece[1].from, case_number(amt, "28% above"), year, "28%");
        numbers_are(table, "standard", member(member(it, "standard_deduction"), year));
        figure_is(number_of(table, "ss_base", "single"), case_number(member(it, "social_security_base"), year), year,
                  "ss_base");
        tops_are(table, "single", member(member(it, "bracket_tops_single"), year), member(it, "rates"));
        tops_are(table, "joint", member(member(it, "bracket_tops_joint"), year), member(it, "rates"));
        for (int i = 0; i < 2; i++) {
            const char *status = i ? "joint" : "single";
            const cJSON *tops = cJSON_GetArrayItem(gains, i);
            figure_is(number_of(table, "gain0_to", status), cJSON_GetArrayItem(tops, 0)->valuedouble, year, "0%");
            figure_is(number_of(table, "gain15_to", status), cJSON_GetArrayItem(tops, 1)->valuedouble, year, "15%");
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(restricted_stock_by_the_examples_of_the_irs),
        cmocka_unit_test(an_election_saves_what_was_published),
        cmocka_unit_test(alternative_minimum_tax_as_corrected),
        cmocka_unit_test(an_itemizer_crosses_later),
        cmocka_unit_test(the_full_phase_out_of_1998),
        cmocka_unit_test(bracket_tops),
        cmocka_unit_test(options_per_share),
        cmocka_unit_test(constants_of_the_federal_tables),
    };
    file = case_file("tax/tax-corrected.json");
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    cJSON_Delete(file);
    return failed;
}
