/* The curves of all tables over 0 to 5 million: more tax for more income, and never more than the income itself, but
 * for the exceptions that the laws have. */
#include "models/tax/tax_curve.h"
#include "tests/support/tax_household.h"

static const double top = 5e6, step = 100;
static const double nothing[TAX_FLOWS];

/* Where a step of the curve may take more than it is, and how much at most of each unit. */
static const struct exception {
    const char *table;
    enum tax_flow flow;
    double from, to, rate;
} exceptions[] = {
    /* France's CDHR is smoothed at 82.5% beside 12.8 + 18.6 - 12.8 of flat tax and levies, and CEHR: 101.1%. */
    {"fr-2025", TAX_FLOW_GAINS, 250000, 1000000, 1.012},
    {"fr-2025", TAX_FLOW_BSPCE_GAIN, 250000, 1000000, 1.012},
    {"fr-2025", TAX_FLOW_BSPCE_GAIN_YOUNG, 250000, 1000000, 1.012},
};

static double highest_allowed(const char *table, enum tax_flow flow, double amount)
{
    for (size_t i = 0; i < sizeof exceptions / sizeof *exceptions; i++)
        if (strcmp(exceptions[i].table, table) == 0 && exceptions[i].flow == flow && amount > exceptions[i].from &&
            amount <= exceptions[i].to)
            return exceptions[i].rate;
    return 1;
}

static void check_curve(const struct tax_table *table, size_t status, enum tax_flow flow)
{
    struct tax_curve curve =
        tax_curve_of(households_arena, table, status, flow, nothing, step, (size_t)(top / step) + 1);
    assert_close(curve.amount[curve.count - 1], top, 0);
    assert_close(curve.total[0], 0, 0);
    for (size_t i = 1; i < curve.count; i++) {
        double marginal = curve.marginal[i];
        if (marginal < -1e-9 || marginal > highest_allowed(table->id, flow, curve.amount[i]) + 1e-9)
            fail_msg("%s, %s, %s: %.4f of a step to %.0f", table->id, table->status[status], tax_flow_words[flow].name,
                     marginal, curve.amount[i]);
    }
}

/* Flows that are income by themselves; the others are parts of one, adjustments, or what was paid before. */
static const enum tax_flow incomes[] = {
    TAX_FLOW_WAGES,
    TAX_FLOW_WAGES2,
    TAX_FLOW_DISQ_WAGES,
    TAX_FLOW_OTHER_ORDINARY,
    TAX_FLOW_INTEREST,
    TAX_FLOW_QUAL_DIV,
    TAX_FLOW_SHORT,
    TAX_FLOW_LONG,
    TAX_FLOW_AMT_SPREAD,
    TAX_FLOW_INCOME,
    TAX_FLOW_GAINS,
    TAX_FLOW_BSPCE_GAIN,
    TAX_FLOW_BSPCE_GAIN_YOUNG,
    TAX_FLOW_BADR_GAINS,
    TAX_FLOW_OPTION_SPREAD,
};

static void curves_rise_and_leave_something(void **state)
{
    (void)state;
    for (const struct tax_builtin *builtin = tax_builtins; builtin->id; builtin++) {
        const struct tax_table *table = table_named(builtin->id);
        for (size_t s = 0; s < table->status_count; s++)
            for (size_t k = 0; k < sizeof incomes / sizeof *incomes; k++)
                for (size_t i = 0; i < table->input_count; i++)
                    if (table->input[i] == incomes[k])
                        check_curve(table, s, incomes[k]);
    }
}

static double highest(const char *id, const char *status, enum tax_flow flow, double width, double to)
{
    const struct tax_table *table = table_named(id);
    size_t count = (size_t)(to / width) + 1;
    struct tax_curve curve =
        tax_curve_of(households_arena, table, tax_table_status(table, status), flow, nothing, width, count);
    double most = 0;
    for (size_t i = 1; i < count; i++)
        most = curve.marginal[i] > most ? curve.marginal[i] : most;
    return most;
}

/* 60% + 2% while the allowance of the United Kingdom goes; 45% x 1.055 in Germany; CDHR; the last bracket and Medicare.
 */
static void highest_rates_are_those_of_the_laws(void **state)
{
    (void)state;
    assert_close(highest("uk-2025-26", "single", TAX_FLOW_WAGES, 100, 5e5), 0.62, 1e-9);
    assert_close(highest("de-2025", "single", TAX_FLOW_INCOME, 10000, 5e6), 0.4748, 1e-4);
    assert_close(highest("fr-2025", "single", TAX_FLOW_GAINS, 100, 2e6), 1.011, 1e-9);
    assert_close(highest("us-2026", "single", TAX_FLOW_WAGES, 100, 5e6), 0.37 + 0.0145 + 0.009, 1e-9);
}

/* The credit of California shrinks by 6 for every 2500 that have begun: one dollar too many costs 6 and its tax. */
static void a_dollar_over_a_step_costs_six(void **state)
{
    (void)state;
    const struct tax_table *table = table_named("us-ca-2025");
    struct tax_curve curve = tax_curve_of(households_arena, table, 0, TAX_FLOW_WAGES, nothing, 1, 252210);
    assert_close(curve.marginal[252203], 0.093 + 0.012, 1e-6);
    assert_close(curve.marginal[252204], 6 + 0.093 + 0.012, 1e-6);
}

/* The handed case H-29: an exercise beside wages of 300,000, and the hump while the exemption goes. */
static void a_spread_beside_wages(void **state)
{
    (void)state;
    const double beside[TAX_FLOWS] = {[TAX_FLOW_WAGES] = 300000};
    const struct tax_table *table = table_named("us-2026");
    struct tax_curve curve = tax_curve_of(households_arena, table, 0, TAX_FLOW_AMT_SPREAD, beside, 20000, 25);
    assert_close(curve.total[24] - curve.total[0], 145375.75, 0.01);
    assert_close(curve.total[3] - curve.total[0], 2547.75, 0.01);
    assert_close(curve.marginal[11], 0.42, 1e-9);
    assert_close(curve.marginal[24], 0.28, 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(curves_rise_and_leave_something),
        cmocka_unit_test(highest_rates_are_those_of_the_laws),
        cmocka_unit_test(a_dollar_over_a_step_costs_six),
        cmocka_unit_test(a_spread_beside_wages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
