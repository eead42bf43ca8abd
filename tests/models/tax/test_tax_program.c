/* The operators over columns against their formulas; the same bits from every instruction set; and that what is dropped
 * changes nothing. */
#include "inputs/problems_print.h"
#include "inputs/source.h"
#include "models/engine.h"
#include "models/tax/tax_program.h"
#include "tests/support/tax_household.h"

#include <stdlib.h>

static const struct source *text_source(const char *text)
{
    return source_create(households_arena, "test.json", text, strlen(text));
}

static struct tax_table *table_of_steps(const char *steps)
{
    struct problems *problems = problems_create(households_arena);
    struct tax_table *table = tax_table_from(
        households_arena,
        text_source(arena_text(
            households_arena,
            "{\"offercast_tax\": 1, \"id\": \"t\", \"name\": \"t\", \"currency\": \"USD\", \"disclaimer\": \"d\","
            " \"period\": {\"from\": \"2026-01-01\", \"to\": \"2026-12-31\"}, \"statuses\": [\"one\"],"
            " \"sources\": {\"s\": \"s\"}, \"inputs\": [\"wages\", \"wages2\", \"interest\"],"
            " \"numbers\": {\"ten\": {\"source\": \"s\", \"value\": 10}},"
            " \"tariffs\": {\"lines\": {\"source\": \"s\", \"all\": [[0, 0.1], [100, 0.3]]},"
            " \"dip\": {\"source\": \"s\", \"all\": [[20, 0.5], [100, 0.1]]},"
            " \"curve\": {\"source\": \"s\", \"all\": [{\"from\": 0, \"poly\": [0]},"
            " {\"from\": 50, \"origin\": 50, \"unit\": 10, \"poly\": [0.5, 2, 0.25]}]}},"
            " \"steps\": [%s], \"report\": {\"total\": \"x\"}}",
            steps)),
        problems);
    problems_print(problems, stderr);
    assert_non_null(table);
    return table;
}

/* The value of step `x` for three inputs. */
static double value_of(const char *steps, double wages, double wages2, double interest)
{
    struct tax_year *year = tax_year_create(households_arena, table_of_steps(steps), 0);
    double flow[TAX_FLOWS] = {[TAX_FLOW_WAGES] = wages, [TAX_FLOW_WAGES2] = wages2, [TAX_FLOW_INTEREST] = interest};
    tax_year_run(year, flow, NULL);
    return tax_year_report(year, "total");
}

static const struct {
    const char *step;
    double wages, wages2, interest, value;
} formulas[] = {
    {"{\"name\": \"x\", \"op\": \"sum\", \"of\": {\"wages\": 2, \"wages2\": -1, \"interest\": \"ten\", \"ten\": 1},"
     " \"plus\": 0.5}",
     1, 2, 3, 2 - 2 + 30 + 10 + 0.5},
    {"{\"name\": \"x\", \"op\": \"sum\", \"of\": {\"wages\": -1}, \"positive\": true}", 4, 0, 0, 0},
    {"{\"name\": \"x\", \"op\": \"min\", \"of\": [\"wages\", \"wages2\", 7]}", 9, 8, 0, 7},
    {"{\"name\": \"x\", \"op\": \"min\", \"of\": [\"wages\", \"wages2\"], \"positive\": true}", -9, 8, 0, 0},
    {"{\"name\": \"x\", \"op\": \"max\", \"of\": [\"wages\", \"ten\"]}", 9, 0, 0, 10},
    {"{\"name\": \"x\", \"op\": \"max\", \"of\": [\"wages\", \"wages2\"], \"positive\": true}", -9, -3, 0, 0},
    {"{\"name\": \"x\", \"op\": \"tariff\", \"of\": \"wages\", \"table\": \"lines\"}", 150, 0, 0, 10 + 15},
    {"{\"name\": \"x\", \"op\": \"tariff\", \"of\": \"wages\", \"table\": \"lines\"}", 100, 0, 0, 10},
    {"{\"name\": \"x\", \"op\": \"tariff\", \"of\": \"wages\", \"table\": \"lines\"}", -5, 0, 0, 0},
    {"{\"name\": \"x\", \"op\": \"tariff\", \"of\": \"wages\", \"table\": \"lines\", \"split\": 2}", 300, 0, 0, 50},
    {"{\"name\": \"x\", \"op\": \"tariff\", \"of\": \"wages\", \"table\": \"dip\"}", 120, 0, 0, 40 + 2},
    {"{\"name\": \"x\", \"op\": \"tariff\", \"of\": \"wages\", \"table\": \"dip\"}", 10, 0, 0, 0},
    {"{\"name\": \"x\", \"op\": \"tariff\", \"of\": \"wages\", \"table\": \"curve\"}", 50, 0, 0, 0},
    {"{\"name\": \"x\", \"op\": \"tariff\", \"of\": \"wages\", \"table\": \"curve\"}", 70, 0, 0, 0.5 + 4 + 1},
    {"{\"name\": \"x\", \"op\": \"stack\", \"of\": \"wages\", \"over\": \"wages2\", \"table\": \"lines\"}", 50, 80, 0,
     2 + 9},
    {"{\"name\": \"x\", \"op\": \"taper\", \"of\": \"wages\", \"amount\": 30, \"rate\": 0.5, \"over\": 100}", 120, 0, 0,
     20},
    {"{\"name\": \"x\", \"op\": \"taper\", \"of\": \"wages\", \"amount\": 30, \"rate\": 0.5, \"over\": 100}", 190, 0, 0,
     0},
    {"{\"name\": \"x\", \"op\": \"taper\", \"of\": \"wages\", \"amount\": \"wages2\", \"rate\": 6, \"over\": "
     "\"interest\","
     " \"step\": 2500}",
     2501, 20, 0, 8},
    {"{\"name\": \"x\", \"op\": \"taper\", \"of\": \"wages\", \"amount\": 20, \"rate\": 6, \"over\": 0, \"step\": "
     "2500}",
     2500, 0, 0, 14},
    {"{\"name\": \"x\", \"op\": \"notch\", \"of\": \"wages\", \"free\": 100, \"slope\": 0.5, \"rate\": 0.1}", 100, 0, 0,
     0},
    {"{\"name\": \"x\", \"op\": \"notch\", \"of\": \"wages\", \"free\": 100, \"slope\": 0.5, \"rate\": 0.1}", 110, 0, 0,
     5},
    {"{\"name\": \"x\", \"op\": \"notch\", \"of\": \"wages\", \"free\": 100, \"slope\": 0.5, \"rate\": 0.1}", 200, 0, 0,
     20},
    {"{\"name\": \"x\", \"op\": \"round\", \"of\": \"wages\", \"unit\": 1, \"mode\": \"down\"}", 3.99, 0, 0, 3},
    {"{\"name\": \"x\", \"op\": \"round\", \"of\": \"wages\", \"unit\": 1, \"mode\": \"down\"}", 4 - 1e-12, 0, 0, 4},
    {"{\"name\": \"x\", \"op\": \"round\", \"of\": \"wages\", \"unit\": 1, \"mode\": \"down\"}", -3.5, 0, 0, -4},
    {"{\"name\": \"x\", \"op\": \"round\", \"of\": \"wages\", \"unit\": 0.01, \"mode\": \"down\"}", 1613.7599, 0, 0,
     1613.75},
    {"{\"name\": \"x\", \"op\": \"round\", \"of\": \"wages\", \"unit\": 100, \"mode\": \"nearest\"}", 250, 0, 0, 300},
    {"{\"name\": \"x\", \"op\": \"round\", \"of\": \"wages\", \"unit\": 100, \"mode\": \"up\"}", 201, 0, 0, 300},
    {"{\"name\": \"x\", \"op\": \"round\", \"of\": \"wages\", \"unit\": 100, \"mode\": \"up\"}", 200, 0, 0, 200},
};

static void operators_compute_their_formulas(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++) {
        double value = value_of(formulas[i].step, formulas[i].wages, formulas[i].wages2, formulas[i].interest);
        if (!(fabs(value - formulas[i].value) <= 1e-12 * (1 + fabs(formulas[i].value))))
            fail_msg("%s: %.17g, expected %.17g", formulas[i].step, value, formulas[i].value);
    }
}

static void every_operator_has_a_formula(void **state)
{
    (void)state;
    for (size_t op = 0; op < TAX_OPERATORS; op++) {
        char named[64];
        bool met = false;
        snprintf(named, sizeof named, "\"op\": \"%s\"", tax_operators[0][op]->name);
        for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++)
            met = met || strstr(formulas[i].step, named);
        if (!met)
            fail_msg("no formula is tried of the operator %s", tax_operators[0][op]->name);
    }
}

/* --- programs of whole tables ---------------------------------------------------------------------------------------
 */

static uint64_t random_state = 20260101;

static double random_uniform(void) /* splitmix64 */
{
    uint64_t z = (random_state += UINT64_C(0x9e3779b97f4a7c15));
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return (double)((z ^ (z >> 31)) >> 11) * 0x1p-53;
}

/* Often zero, sometimes negative, up to a million. */
static double random_amount(void)
{
    double u = random_uniform();
    return u < 0.3 ? 0 : u < 0.4 ? -1e5 * random_uniform() : 1e6 * random_uniform() * random_uniform();
}

struct prepared {
    struct tax_program *program;
    double (*column)[LANES];
};

/* All reports and carried pools of a table, with what is known of the arguments. */
static struct prepared prepared_for(const struct tax_table *table, size_t status, const struct tax_range *range)
{
    size_t wanted[128], count = 0;
    for (size_t i = 0; i < table->report_count; i++)
        wanted[count++] = table->report[i].value;
    for (size_t i = 0; i < table->pool_count; i++)
        wanted[count++] = table->pool[i].carried;
    struct tax_program *program =
        tax_program_create(households_arena, table, status, &table->formula, range, wanted, count);
    return (struct prepared){program, tax_columns_create(households_arena, program)};
}

static void run_prepared(const struct prepared *it, double (*argument)[LANES], size_t build)
{
    for (size_t i = 0; i < it->program->argument_count; i++)
        if (it->program->argument[i] != TAX_CONSTANT)
            memcpy(it->column[it->program->argument[i]], argument[i], sizeof *argument);
    tax_program_run(it->program, build, it->column, LANES);
}

static double result_at(const struct prepared *it, size_t result, size_t lane)
{
    const struct tax_place *place = &it->program->result[result];
    return place->column == TAX_CONSTANT ? place->constant : it->column[place->column][lane];
}

enum { ARGUMENTS_MAX = 32, RANDOM_STEPS = 10 };

static void dropping_changes_nothing(void **state)
{
    (void)state;
    static double argument[ARGUMENTS_MAX][LANES];
    for (const struct tax_builtin *builtin = tax_builtins; builtin->id; builtin++) {
        const struct tax_table *table = table_named(builtin->id);
        for (int round = 0; round < 40; round++) {
            struct tax_range any[ARGUMENTS_MAX], known[ARGUMENTS_MAX];
            size_t status = (size_t)round % table->status_count;
            for (size_t a = 0; a < table->formula.argument_count; a++) {
                double u = round == 0 ? 0 : random_uniform();
                any[a] = tax_range_any;
                known[a] = u < 0.5 ? tax_range_zero : u < 0.8 ? tax_range_not_negative : tax_range_any;
                for (size_t i = 0; i < LANES; i++) {
                    double amount = random_amount();
                    argument[a][i] = u < 0.5 ? 0 : u < 0.8 ? fabs(amount) : amount;
                }
            }
            struct prepared whole = prepared_for(table, status, any), part = prepared_for(table, status, known);
            assert_true(part.program->instruction_count <= whole.program->instruction_count);
            run_prepared(&whole, argument, 0);
            run_prepared(&part, argument, 0);
            for (size_t r = 0; r < whole.program->result_count; r++)
                for (size_t i = 0; i < LANES; i++)
                    assert_close(result_at(&part, r, i), result_at(&whole, r, i), 1e-9);
        }
    }
}

/* A step over the income and what stands above it, of a kind that can be drawn as straight lines. */
static const char *random_step(size_t index)
{
    const char *a = index == 0 || random_uniform() < 0.3
                        ? "wages"
                        : arena_text(households_arena, "s%zu", (size_t)((double)index * random_uniform()));
    const char *b = index == 0 || random_uniform() < 0.3
                        ? "wages"
                        : arena_text(households_arena, "s%zu", (size_t)((double)index * random_uniform()));
    const char *cut = random_uniform() < 0.5 ? "true" : "false",
               *name = index == RANDOM_STEPS - 1 ? "x" : arena_text(households_arena, "s%zu", index);
    double u = random_uniform(), c = round(2000 * random_uniform() - 1000) / 10;
    if (u < 0.35)
        return arena_text(
            households_arena,
            "{\"name\": \"%s\", \"op\": \"sum\", \"of\": {\"%s\": %g%s%s%s}, \"plus\": %g, \"positive\": %s}", name, a,
            0.5 + random_uniform(), strcmp(a, b) == 0 ? "" : ", \"", strcmp(a, b) == 0 ? "" : b,
            strcmp(a, b) == 0 ? "" : "\": -1", u < 0.2 ? 0 : c, cut);
    if (u < 0.8)
        return arena_text(households_arena,
                          "{\"name\": \"%s\", \"op\": \"%s\", \"of\": [\"%s\", \"%s\", %g], \"positive\": %s}", name,
                          u < 0.6 ? "min" : "max", a, b, u < 0.5 ? 10 * fabs(c) : c, cut);
    if (u < 0.9)
        return arena_text(households_arena,
                          "{\"name\": \"%s\", \"op\": \"tariff\", \"of\": \"%s\", \"table\": \"lines\", \"split\": %g}",
                          name, a, u < 0.85 ? 1 : 1.5);
    return arena_text(
        households_arena,
        "{\"name\": \"%s\", \"op\": \"taper\", \"of\": \"%s\", \"amount\": \"%s\", \"over\": %g, \"rate\": 0.5}", name,
        a, b, c);
}

/* Formulas that nobody would write, of one income: what corners prove must hold between them. */
static void dropping_by_corners_changes_nothing(void **state)
{
    (void)state;
    static double argument[ARGUMENTS_MAX][LANES];
    size_t dropped = 0;
    for (int round = 0; round < 400; round++) {
        const char *steps = random_step(0);
        for (size_t i = 1; i < RANDOM_STEPS; i++)
            steps = arena_text(households_arena, "%s, %s", steps, random_step(i));
        const struct tax_table *table = table_of_steps(steps);
        struct tax_range any[3] = {tax_range_any, tax_range_any, tax_range_any};
        struct tax_range known[3] = {tax_range_not_negative, tax_range_zero, tax_range_zero};
        for (size_t i = 0; i < LANES; i++)
            argument[0][i] = i == 0 ? 0 : i < 100 ? 500 * random_uniform() : 1e7 * random_uniform();
        struct prepared whole = prepared_for(table, 0, any), part = prepared_for(table, 0, known);
        dropped += whole.program->instruction_count - part.program->instruction_count;
        run_prepared(&whole, argument, 0);
        run_prepared(&part, argument, 0);
        for (size_t i = 0; i < LANES; i++) {
            double want = result_at(&whole, 0, i);
            if (!(fabs(result_at(&part, 0, i) - want) <= 1e-8 + 1e-12 * fabs(want)))
                fail_msg("%s: %.17g of %.17g is %.17g", steps, result_at(&part, 0, i), argument[0][i], want);
        }
    }
    assert_true(dropped > 200);
}

/* A threshold past what corners look at is not forgotten. */
static void a_threshold_far_out_stays(void **state)
{
    (void)state;
    const struct tax_table *table = table_of_steps(
        "{\"name\": \"over\", \"op\": \"sum\", \"of\": {\"wages\": 1}, \"plus\": -5e9, \"positive\": true},"
        " {\"name\": \"x\", \"op\": \"max\", \"of\": [\"over\", 0]}");
    static double argument[ARGUMENTS_MAX][LANES];
    struct tax_range known[3] = {tax_range_not_negative, tax_range_zero, tax_range_zero};
    struct prepared part = prepared_for(table, 0, known);
    argument[0][0] = 6e9;
    run_prepared(&part, argument, 0);
    assert_close(result_at(&part, 0, 0), 1e9, 1e-6);
}

static void every_instruction_set_computes_the_same_bits(void **state)
{
    (void)state;
    static const char *const names[] = {"avx2", "avx512"};
    static double argument[ARGUMENTS_MAX][LANES];
    for (const struct tax_builtin *builtin = tax_builtins; builtin->id; builtin++) {
        const struct tax_table *table = table_named(builtin->id);
        struct tax_range any[ARGUMENTS_MAX];
        for (size_t a = 0; a < table->formula.argument_count; a++) {
            any[a] = tax_range_any;
            for (size_t i = 0; i < LANES; i++)
                argument[a][i] = random_amount();
        }
        struct prepared base = prepared_for(table, 0, any);
        run_prepared(&base, argument, 0);
        for (size_t n = 0; n < 2; n++) {
            const struct isa *isa = isa_named(names[n]);
            if (!isa_supported(isa))
                continue;
            struct prepared other = prepared_for(table, 0, any);
            run_prepared(&other, argument, isa->index);
            for (size_t r = 0; r < base.program->result_count; r++)
                for (size_t i = 0; i < LANES; i++) {
                    double a = result_at(&base, r, i), b = result_at(&other, r, i);
                    assert_memory_equal(&a, &b, sizeof a);
                }
        }
    }
}

static size_t instructions_for(const struct tax_table *table, const enum tax_flow *live, size_t live_count)
{
    struct tax_range range[ARGUMENTS_MAX] = {{0, 0}};
    size_t total = SIZE_MAX;
    for (size_t i = 0; i < table->input_count; i++)
        for (size_t k = 0; k < live_count; k++)
            if (table->input[i] == live[k])
                range[i] = tax_range_not_negative;
    for (size_t i = 0; i < table->report_count; i++)
        if (strcmp(table->report[i].name, "total") == 0)
            total = table->report[i].value;
    return tax_program_create(households_arena, table, 0, &table->formula, range, &total, 1)->instruction_count;
}

static void what_cannot_matter_is_dropped(void **state)
{
    (void)state;
    static const enum tax_flow salary[] = {TAX_FLOW_WAGES}, shares[] = {TAX_FLOW_WAGES, TAX_FLOW_LONG};
    const struct tax_table *us = table_named("us-2026");
    assert_int_equal(instructions_for(us, salary, 0), 0);
    assert_true(instructions_for(us, salary, 1) <= 5);
    assert_true(instructions_for(us, shares, 2) <= 36);
    assert_true(instructions_for(table_named("us-ca-2025"), salary, 1) <= 9);
    assert_true(instructions_for(table_named("de-2025"), salary, 1) <= 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(operators_compute_their_formulas),
        cmocka_unit_test(every_operator_has_a_formula),
        cmocka_unit_test(dropping_changes_nothing),
        cmocka_unit_test(dropping_by_corners_changes_nothing),
        cmocka_unit_test(a_threshold_far_out_stays),
        cmocka_unit_test(every_instruction_set_computes_the_same_bits),
        cmocka_unit_test(what_cannot_matter_is_dropped),
    };
    households_arena = arena_create();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
