/* The handed cases about grants: options, units, restricted stock, qualified small business stock, and three stories of
 * five years, computed by the tables' rules to the cent. */
#include "models/tax/option_limit.h"
#include "models/tax/stock_exclusion.h"
#include "tests/support/tax_handed.h"

/* --- grants ---------------------------------------------------------------------------------------------------- */

static void happens(struct tax_holding *holding, enum tax_event event, const cJSON *input, const char *key)
{
    const cJSON *date = cJSON_GetObjectItemCaseSensitive(input, key);
    if (cJSON_IsString(date))
        holding->date[event] = date_of(date->valuestring);
}

static struct tax_holding holding_of(const cJSON *input)
{
    struct tax_holding holding = {.elected_83b = cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(input, "election"))};
    happens(&holding, TAX_EVENT_GRANT, input, "granted");
    happens(&holding, TAX_EVENT_EXERCISE, input, "exercised");
    happens(&holding, TAX_EVENT_SETTLE, input, "settled");
    happens(&holding, TAX_EVENT_SALE, input, "sold");
    holding.amount[TAX_AMOUNT_PRICE] = member_or(input, "price", 0);
    holding.amount[TAX_AMOUNT_STRIKE] = member_or(input, "strike", 0);
    holding.amount[TAX_AMOUNT_FMV] = member_or(input, "value_at_exercise", member_or(input, "value_at_settlement", 0));
    holding.amount[TAX_AMOUNT_PAID] = member_or(input, "paid", 0);
    holding.amount[TAX_AMOUNT_GRANT_VALUE] = member_or(input, "value_at_grant", 0);
    holding.amount[TAX_AMOUNT_VEST_VALUE] = member_or(input, "value_at_vest", 0);
    return holding;
}

static void event_adds(struct household *it, const char *type, enum tax_event event, const struct tax_holding *holding,
                       double shares)
{
    const struct tax_table *table = it->year->table;
    const struct tax_grant *grant = tax_table_grant(table, type);
    assert_non_null(grant);
    tax_event_add(households_arena, table, it->year->status, grant, event, holding, shares, it->flow);
}

static const char *term_of_sale(const struct household *it, const char *type, const struct tax_holding *holding)
{
    const struct tax_table *table = it->year->table;
    const struct tax_rule *rule = tax_event_rule(table, tax_table_grant(table, type), TAX_EVENT_SALE, holding);
    for (size_t i = 0; i < rule->flow_count; i++)
        if (table->input[rule->flow[i].input] == TAX_FLOW_SHORT)
            return "short";
    return "long";
}

static void term_is(const char *term, const cJSON *expect, const char *key)
{
    assert_string_equal(term, case_text(expect, key));
    figures_compared++;
}

static void iso_case(const cJSON *input, const cJSON *expect, const char *id)
{
    struct tax_holding holding = holding_of(input);
    struct household *it = household_us(holding.date[TAX_EVENT_SALE].year, "single");
    const struct tax_grant *iso = tax_table_grant(it->year->table, "iso");
    event_adds(it, "iso", TAX_EVENT_SALE, &holding, case_number(input, "shares"));
    bool qualifying =
        tax_event_rule(it->year->table, iso, TAX_EVENT_SALE, &holding) == &iso->event[TAX_EVENT_SALE].rule[0];
    double gain = it->flow[TAX_FLOW_SHORT] + it->flow[TAX_FLOW_LONG];
    assert_int_equal(qualifying, cJSON_IsTrue(member(expect, "qualifying")));
    figures_compared++;
    figure_is_member(it->flow[TAX_FLOW_DISQ_WAGES], expect, "wages", id);
    figure_is_member(gain, expect, "gain", id);
    figure_is_member(gain + it->flow[TAX_FLOW_AMT_SHORT_DIFF] + it->flow[TAX_FLOW_AMT_LONG_DIFF], expect, "amt_gain",
                     id);
    figure_is_member(it->flow[TAX_FLOW_AMT_WAGE_ADJ], expect, "amt_wage_adj", id);
    term_is(term_of_sale(it, "iso", &holding), expect, "term");
    term_is(term_of_sale(it, "iso", &holding), expect, "amt_term");
}

static void iso_limit_case(const cJSON *input, const cJSON *expect, const char *id)
{
    struct option_tranche tranche[16];
    double within[16];
    size_t count = 0;
    for (const cJSON *row = member(input, "first_exercisable")->child; row; row = row->next)
        tranche[count++] = (struct option_tranche){(int)case_number(row, "year"), case_number(row, "shares"),
                                                   case_number(row, "value_at_grant")};
    option_limit_split(tranche, count, 100000, within);
    for (size_t i = 0; i < count; i++) {
        const cJSON *want = cJSON_GetArrayItem(expect, (int)i);
        const cJSON *row = cJSON_GetArrayItem(member(input, "first_exercisable"), (int)i);
        figure_is_member(case_number(row, "grant"), want, "grant", id);
        figure_is_member(tranche[i].year, want, "year", id);
        figure_is_member(within[i], want, "iso", id);
        figure_is_member(tranche[i].shares - within[i], want, "nso", id);
    }
}

static void iso_leaving_case(const cJSON *input, const cJSON *expect, const char *id)
{
    (void)id;
    for (int i = 0; i < cJSON_GetArraySize(member(input, "pairs")); i++) {
        const cJSON *pair = cJSON_GetArrayItem(member(input, "pairs"), i), *left = member(pair, "left");
        bool iso = !cJSON_IsString(left) || calendar_compare(date_of(case_text(pair, "exercised")),
                                                             calendar_months_later(date_of(left->valuestring), 3)) <= 0;
        assert_int_equal(iso, cJSON_IsTrue(cJSON_GetArrayItem(member(expect, "iso"), i)));
        figures_compared++;
    }
}

static void nso_exercise_case(const cJSON *input, const cJSON *expect, const char *id)
{
    static const char *const parts[] = {"income_tax", "social_security", "medicare", "additional_medicare"};
    struct household *it = household_us(case_number(input, "year"), status_of(input));
    struct tax_holding holding = holding_of(input);
    double shares = case_number(input, "shares"), added[4];
    holding.date[TAX_EVENT_EXERCISE] = (struct calendar_date){2025, 6, 1};
    it->flow[TAX_FLOW_WAGES] = case_number(input, "salary");
    household_run(it);
    for (int i = 0; i < 4; i++)
        added[i] = -household_figure(it, parts[i]);
    event_adds(it, "nso", TAX_EVENT_EXERCISE, &holding, shares);
    household_run(it);
    for (int i = 0; i < 4; i++)
        added[i] += household_figure(it, parts[i]);
    double tax = added[0] + added[1] + added[2] + added[3];
    figure_is_member(it->flow[TAX_FLOW_SUPPLEMENTAL], expect, "spread", id);
    figure_is_member(added[0], expect, "income_tax_added", id);
    figure_is_member(added[1], expect, "social_security_added", id);
    figure_is_member(added[2] + added[3], expect, "medicare_added", id);
    figure_is_member(tax, expect, "tax_added", id);
    figure_is_member(tax + shares * holding.amount[TAX_AMOUNT_STRIKE], expect, "cash_out", id);
}

static void stock_case(const char *type, enum tax_event event, const cJSON *input, const cJSON *expect, const char *id)
{
    struct tax_holding holding = holding_of(input);
    double shares = member_or(input, "shares", 1);
    struct household *it = household_us(holding.date[TAX_EVENT_SALE].year, "single");
    event_adds(it, type, event, &holding, shares);
    figure_is_member(it->flow[TAX_FLOW_WAGES], expect, "wages", id);
    event_adds(it, type, TAX_EVENT_SALE, &holding, shares);
    figure_is_member(it->flow[TAX_FLOW_SHORT] + it->flow[TAX_FLOW_LONG], expect, "gain", id);
    term_is(term_of_sale(it, type, &holding), expect, "term");
    if (cJSON_GetObjectItemCaseSensitive(expect, "basis"))
        figure_is_member(holding.amount[TAX_AMOUNT_PRICE] - it->flow[TAX_FLOW_LONG], expect, "basis", id);
}

static void nso_case(const cJSON *input, const cJSON *expect, const char *id)
{
    if (cJSON_GetObjectItemCaseSensitive(input, "salary"))
        nso_exercise_case(input, expect, id);
    else
        stock_case("nso", TAX_EVENT_EXERCISE, input, expect, id);
}

static void rsu_case(const cJSON *input, const cJSON *expect, const char *id)
{
    stock_case("rsu", TAX_EVENT_SETTLE, input, expect, id);
}

static void rsa_case(const cJSON *input, const cJSON *expect, const char *id)
{
    static const char *const names[] = {"tax_2025", "tax_2026"};
    struct tax_holding holding = holding_of(input);
    double shares = case_number(input, "shares");
    holding.date[TAX_EVENT_GRANT] = (struct calendar_date){2025, 1, 15};
    holding.date[TAX_EVENT_VEST] = (struct calendar_date){2025, 6, 15};
    holding.date[TAX_EVENT_SALE] = (struct calendar_date){2026, 9, 1};
    for (int i = 0; i < 2; i++) {
        struct household *it = household_us(2025 + i, "single");
        it->flow[TAX_FLOW_WAGES] = 160000;
        household_run(it);
        double alone = household_figure(it, "total");
        if (i == 0) {
            event_adds(it, "rsa", TAX_EVENT_GRANT, &holding, shares);
            event_adds(it, "rsa", TAX_EVENT_VEST, &holding, shares);
            figure_is_member(it->flow[TAX_FLOW_WAGES] - 160000, expect, "wages", id);
        } else {
            event_adds(it, "rsa", TAX_EVENT_SALE, &holding, shares);
            figure_is_member(it->flow[TAX_FLOW_LONG], expect, "gain", id);
        }
        household_run(it);
        figure_is_member(household_figure(it, "total") - alone, expect, names[i], id);
    }
}

static void uk_case(const cJSON *input, const cJSON *expect, const char *id)
{
    const cJSON *want = expect->child;
    if (!cJSON_GetObjectItemCaseSensitive(input, "sales")) {
        year_abroad("uk-2025-26", input, expect, id);
        return;
    }
    for (const cJSON *sale = member(input, "sales")->child; sale; sale = sale->next, want = want->next) {
        struct household *it = household("uk-2025-26", NULL);
        struct tax_holding holding = holding_of(sale);
        holding.date[TAX_EVENT_GRANT] = (struct calendar_date){2022, 1, 15};
        holding.date[TAX_EVENT_EXERCISE] = holding.date[TAX_EVENT_SALE] = (struct calendar_date){2025, 6, 15};
        event_adds(it, "emi", TAX_EVENT_EXERCISE, &holding, case_number(sale, "shares"));
        event_adds(it, "emi", TAX_EVENT_SALE, &holding, case_number(sale, "shares"));
        figure_is_member(it->flow[TAX_FLOW_INCOME], want, "income", id);
        figure_is_member(it->flow[TAX_FLOW_BADR_GAINS], want, "gain", id);
    }
}

static void qsbs_story(const cJSON *input, const cJSON *expect, const char *id)
{
    double wages = case_number(input, "wages"), gain = case_number(input, "gain"), basis = case_number(input, "basis");
    struct stock_exclusion it =
        stock_exclusion_of((struct calendar_date){2021, 2, 1}, (struct calendar_date){2026, 3, 1}, gain, basis, 0);
    double tax[2];
    for (int with = 0; with < 2; with++) {
        struct household *federal = household_us(2026, "single");
        federal->flow[TAX_FLOW_WAGES] = wages;
        federal->flow[TAX_FLOW_LONG] = with ? it.taxed : gain;
        household_run(federal);
        tax[with] = household_figure(federal, "income_tax");
    }
    struct household *state = household("us-ca-2025", "single");
    state->flow[TAX_FLOW_WAGES] = wages;
    state->flow[TAX_FLOW_LONG] = it.taxed;
    state->flow[TAX_FLOW_EXCLUDED_GAIN] = it.excluded;
    state->flow[TAX_FLOW_FEDERAL_AGI] = wages + it.taxed;
    household_run(state);
    figure_is_member(tax[0], expect, "federal_tax_without", id);
    figure_is_member(tax[1], expect, "federal_tax_with", id);
    figure_is_member(tax[0] - tax[1], expect, "saved", id);
    figure_is_member(household_figure(state, "income_tax"), expect, "california_income_tax", id);
}

static void qsbs_case(const cJSON *input, const cJSON *expect, const char *id)
{
    const cJSON *sales = cJSON_GetObjectItemCaseSensitive(input, "sales");
    if (!sales && cJSON_GetObjectItemCaseSensitive(input, "gain28"))
        year_case(input, expect, id);
    else if (!sales)
        qsbs_story(input, expect, id);
    for (int i = 0; sales && i < cJSON_GetArraySize(sales); i++) {
        const cJSON *sale = cJSON_GetArrayItem(sales, i), *want = cJSON_GetArrayItem(expect, i);
        struct stock_exclusion it =
            stock_exclusion_of(date_of(case_text(sale, "acquired")), date_of(case_text(sale, "sold")),
                               case_number(input, "gain"), case_number(input, "basis"), 0);
        figure_is_member(it.share_frac, want, "percent", id);
        figure_is_member(it.cap, want, "cap", id);
        figure_is_member(it.eligible, want, "eligible", id);
        figure_is_member(it.excluded, want, "excluded", id);
        figure_is_member(it.taxed, want, "taxed", id);
        figure_is_member(it.gain28, want, "gain28", id);
    }
}

/* --- stories: one grant over five years ------------------------------------------------------------------------------
 */

struct story_year {
    double withheld, cash;
};

/* What happens to the grant in `year`; options are exercised in two parts, units settle at the listing. */
static struct story_year story_events(struct household *it, const cJSON *input, int year)
{
    const char *type = case_text(input, "grant");
    bool units = strcmp(type, "rsu") == 0;
    const cJSON *ipo = member(input, "ipo"), *sold = member(input, "sold");
    struct story_year told = {0, 0};
    for (const cJSON *part = member(input, "exercised")->child; part; part = part->next) {
        struct tax_holding holding = holding_of(input);
        enum tax_event taken = units ? TAX_EVENT_SETTLE : TAX_EVENT_EXERCISE;
        double shares = case_number(part, "shares");
        holding.amount[TAX_AMOUNT_FMV] = units ? case_number(ipo, "price") : case_number(part, "value");
        holding.amount[TAX_AMOUNT_PRICE] = case_number(sold, "price");
        holding.date[taken] = date_of(case_text(units ? ipo : part, "date"));
        holding.date[TAX_EVENT_SALE] = date_of(case_text(sold, "date"));
        if (holding.date[taken].year == year) {
            event_adds(it, type, taken, &holding, shares);
            told.cash -= units ? 0 : shares * case_number(input, "strike");
        }
        if (holding.date[TAX_EVENT_SALE].year == year) {
            event_adds(it, type, TAX_EVENT_SALE, &holding, shares);
            told.cash += shares * case_number(sold, "price");
        }
    }
    return told;
}

static void story_year_is(const struct household *it, const cJSON *want, const struct story_year *told, double alone,
                          double alone_regular, const char *id)
{
    static const char *const figures[] = {"regular",     "amt",        "niit",    "credit_used",
                                          "credit_left", "income_tax", "payroll", "total"};
    double due = household_figure(it, "total") - alone;
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
        figure_is_member(household_figure(it, figures[i]), want, figures[i], id);
    figure_is_member(due, want, "tax_due_to_equity", id);
    figure_is_member(told->withheld, want, "withheld_on_equity", id);
    figure_is_member(household_figure(it, "income_tax") - alone_regular - told->withheld, want, "shortfall", id);
    figure_is_member(told->cash, want, "equity_cash", id);
    figure_is_member(told->cash - due, want, "equity_cash_after_tax", id);
    figure_is_member(household_figure(it, "loss_short_left"), member(want, "carried_loss"), "short", id);
    figure_is_member(household_figure(it, "loss_long_left"), member(want, "carried_loss"), "long", id);
}

static void story_case(const cJSON *input, const cJSON *expect, const char *id)
{
    double pool[POOLS_MAX] = {0}, cash = 0, tax = 0, left = 0;
    for (const cJSON *want = member(expect, "years")->child; want; want = want->next) {
        int year = (int)case_number(want, "year");
        char key[8];
        snprintf(key, sizeof key, "%d", year);
        struct household *it = household_us(year, case_text(input, "filing"));
        it->flow[TAX_FLOW_WAGES] = case_number(member(input, "wages"), key);
        household_run(it);
        double alone = household_figure(it, "total"), alone_regular = household_figure(it, "regular");
        struct story_year told = story_events(it, input, year);
        memcpy(it->pool, pool, sizeof pool);
        household_run(it);
        memcpy(pool, it->pool, sizeof pool);
        told.withheld = household_figure(it, "withheld_supplemental");
        figure_is_member(year, want, "year", id);
        story_year_is(it, want, &told, alone, alone_regular, id);
        cash += told.cash;
        tax += household_figure(it, "total") - alone;
        left = household_figure(it, "credit_left");
    }
    figure_is_member(cash, expect, "equity_cash_before_tax", id);
    figure_is_member(tax, expect, "equity_tax", id);
    figure_is_member(cash - tax, expect, "equity_cash_after_tax", id);
    figure_is_member(left, expect, "credit_never_used", id);
}

static const struct handed_topic topics[] = {
    {"iso", iso_case},
    {"iso-limit", iso_limit_case},
    {"iso-leaving", iso_leaving_case},
    {"nso", nso_case},
    {"rsu", rsu_case},
    {"rsa", rsa_case},
    {"uk", uk_case},
    {"qsbs", qsbs_case},
    {"story", story_case},
};

static void grants_come_out(void **state)
{
    (void)state;
    assert_int_equal(handed_cases(topics, sizeof topics / sizeof *topics), 24);
    assert_int_equal(figures_compared, 440);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(grants_come_out)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
