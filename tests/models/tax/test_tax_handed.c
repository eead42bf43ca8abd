/* The handed cases about years of households in six jurisdictions, computed by the tables to the cent. The others are
 * in test_tax_handed_grants.c. */
#include "tests/support/tax_handed.h"

/* --- curves: a list of amounts, a list of figures, by status -------------------------------------------------------
 */

static void curve(struct household *it, enum tax_flow flow, const cJSON *amounts, const cJSON *expected,
                  const char *figure, const char *id)
{
    assert_int_equal(cJSON_GetArraySize(amounts), cJSON_GetArraySize(expected));
    for (const cJSON *amount = amounts->child, *want = expected->child; amount;
         amount = amount->next, want = want->next) {
        it->flow[flow] = amount->valuedouble;
        it->flow[TAX_FLOW_FEDERAL_AGI] = amount->valuedouble;
        household_run(it);
        figure_is(household_figure(it, figure), want->valuedouble, id, figure);
    }
}

static void curve_case(const cJSON *input, const cJSON *expect, const char *id)
{
    const char *jurisdiction = case_text(input, "jurisdiction");
    const cJSON *year = member(input, "year"), *amounts = input->child->next->next;
    enum tax_flow flow = strcmp(jurisdiction, "us") == 0   ? TAX_FLOW_OTHER_ORDINARY
                         : strcmp(jurisdiction, "de") == 0 ? TAX_FLOW_INCOME
                                                           : TAX_FLOW_WAGES;
    char table[32];
    if (cJSON_IsString(year))
        snprintf(table, sizeof table, "%s-2025-26", jurisdiction);
    else
        snprintf(table, sizeof table, "%s-%d", jurisdiction, year->valueint);
    for (const cJSON *figures = expect->child; figures; figures = figures->next) {
        if (cJSON_IsArray(figures)) { /* the figure, for the only status */
            curve(household(table, NULL), flow, amounts, figures, figures->string, id);
            continue;
        }
        for (const cJSON *inner = figures->child; inner; inner = inner->next) {
            /* {figure: {status: list}} or {status: {figure: list}} */
            bool by_figure = tax_table_status(household(table, NULL)->year->table, inner->string) <
                             household(table, NULL)->year->table->status_count;
            const char *status = by_figure ? inner->string : figures->string;
            const char *figure = by_figure ? figures->string : inner->string;
            const cJSON *own = cJSON_IsArray(amounts) ? amounts : member(amounts, status);
            curve(household(table, status), flow, own, inner, figure, id);
        }
    }
}

static void amt_curve_case(const cJSON *input, const cJSON *expect, const char *id)
{
    struct household *it = household_us(2026, "single");
    household_fill(it, input);
    curve(it, TAX_FLOW_AMT_SPREAD, member(input, "spread"), member(expect, "amt"), "amt", id);
}

static void marginal_case(const cJSON *input, const cJSON *expect, const char *id)
{
    struct household *it = household_us(2026, "single");
    household_fill(it, input);
    curve(it, TAX_FLOW_WAGES, member(input, "wages"), member(expect, "total"), "total", id);
    curve(it, TAX_FLOW_WAGES, member(input, "wages"), member(expect, "amt"), "amt", id);
    const cJSON *total = member(expect, "total");
    double more = cJSON_GetArrayItem(total, 1)->valuedouble - cJSON_GetArrayItem(total, 0)->valuedouble;
    figure_is_member(100 * more / 1000, expect, "marginal_percent", id);
}

/* The largest spread without AMT: tentative tax less regular tax rises with it. */
static double crossover(struct household *it)
{
    double low = 0, high = 1e6;
    for (int i = 0; i < 60; i++) {
        double middle = 0.5 * (low + high);
        it->flow[TAX_FLOW_AMT_SPREAD] = middle;
        household_run(it);
        if (household_figure(it, "amt") > 0)
            high = middle;
        else
            low = middle;
    }
    return low;
}

static void crossover_case(const cJSON *input, const cJSON *expect, const char *id)
{
    for (const cJSON *year = expect->child; year; year = year->next)
        for (const cJSON *list = year->child; list; list = list->next)
            for (int i = 0; i < cJSON_GetArraySize(list); i++) {
                struct household *it = household_us(strtod(year->string, NULL), list->string);
                it->flow[TAX_FLOW_WAGES] = cJSON_GetArrayItem(member(input, "wages"), i)->valuedouble;
                figure_is(crossover(it), cJSON_GetArrayItem(list, i)->valuedouble, id, "crossover");
            }
}

/* --- years: flows in, figures out ----------------------------------------------------------------------------------
 */

static void joint_case(const cJSON *input, const cJSON *expect, const char *id)
{
    for (const cJSON *status = expect->child; status; status = status->next) {
        struct household *it = household_us(case_number(input, "year"), status->string);
        household_fill(it, input);
        household_run(it);
        household_expect(it, status, id);
    }
}

static void california_case(const cJSON *input, const cJSON *expect, const char *id)
{
    year_abroad(case_number(input, "year") == 2024 ? "us-ca-2024" : "us-ca-2025", input, expect, id);
}

static void germany_case(const cJSON *input, const cJSON *expect, const char *id)
{
    year_abroad("de-2025", input, expect, id);
}

static void france_case(const cJSON *input, const cJSON *expect, const char *id)
{
    year_abroad("fr-2025", input, expect, id);
}

static void flat_case(const cJSON *input, const cJSON *expect, const char *id)
{
    struct household *it = household("flat.json", "40_23");
    double wages = case_number(input, "wages") + case_number(input, "equity_wages");
    it->flow[TAX_FLOW_WAGES] = wages;
    it->flow[TAX_FLOW_GAINS] = case_number(input, "gain");
    household_run(it);
    figure_is_member(household_figure(it, "total"), expect, "tax", id);
    figure_is_member(wages + case_number(input, "gain") - household_figure(it, "total"), expect, "left", id);
}

static void withholding_case(const cJSON *input, const cJSON *expect, const char *id)
{
    struct household *it = household_us(2026, "single");
    const cJSON *payments = cJSON_GetObjectItemCaseSensitive(input, "payments");
    for (int i = 0; payments && i < cJSON_GetArraySize(payments); i++) {
        it->flow[TAX_FLOW_SUPPLEMENTAL_BEFORE] += it->flow[TAX_FLOW_SUPPLEMENTAL];
        it->flow[TAX_FLOW_SUPPLEMENTAL] = cJSON_GetArrayItem(payments, i)->valuedouble;
        household_run(it);
        figure_is(household_figure(it, "withheld_supplemental"),
                  cJSON_GetArrayItem(member(expect, "withheld"), i)->valuedouble, id, "withheld");
    }
    if (payments)
        return;
    it->flow[TAX_FLOW_WAGES] = case_number(input, "salary");
    household_run(it);
    double salary = household_figure(it, "regular");
    it->flow[TAX_FLOW_WAGES] += case_number(input, "rsu");
    it->flow[TAX_FLOW_SUPPLEMENTAL] = case_number(input, "rsu");
    household_run(it);
    double stock = household_figure(it, "withheld_supplemental"), due = household_figure(it, "income_tax");
    figure_is_member(salary, expect, "withheld_salary", id);
    figure_is_member(stock, expect, "withheld_rsu", id);
    figure_is_member(due, expect, "income_tax", id);
    figure_is_member(due - salary - stock, expect, "shortfall", id);
}

static const struct handed_topic topics[] = {
    {"curve", curve_case},
    {"gains", year_case},
    {"loss", year_case},
    {"niit", year_case},
    {"payroll", year_case},
    {"amt", year_case},
    {"credit", year_case},
    {"amt-curve", amt_curve_case},
    {"amt-crossover", crossover_case},
    {"marginal", marginal_case},
    {"joint", joint_case},
    {"california", california_case},
    {"germany", germany_case},
    {"france", france_case},
    {"flat", flat_case},
    {"withholding", withholding_case},
};

static void years_of_households_come_out(void **state)
{
    (void)state;
    assert_int_equal(handed_cases(topics, sizeof topics / sizeof *topics), 46);
    assert_int_equal(figures_compared, 1198);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(years_of_households_come_out)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
