/* Households of the tax tables, for tests that take their answers from a case file: years by table and status, and a
 * count of the figures compared, so that none of a case's is left out unseen. */
#ifndef TESTS_SUPPORT_TAX_HOUSEHOLD_H
#define TESTS_SUPPORT_TAX_HOUSEHOLD_H

#include "inputs/problems_print.h"
#include "inputs/tax/tax_tables.h"
#include "models/tax/tax_event.h"
#include "models/tax/tax_year.h"
#include "tests/support/case_file.h"

#include <string.h>

enum { HOUSEHOLDS_MAX = 64, POOLS_MAX = 16 };

struct household {
    char id[32], status[24];
    struct tax_year *year;
    double flow[TAX_FLOWS], pool[POOLS_MAX];
};

static struct arena *households_arena;
static struct household households[HOUSEHOLDS_MAX];
static size_t household_count, figures_compared;

static inline struct tax_table *table_named(const char *name)
{
    if (!households_arena)
        households_arena = arena_create();
    struct problems *problems = problems_create(households_arena);
    struct tax_table *table = tax_table_named(households_arena, name, problems);
    if (!table)
        problems_print(problems, stderr);
    assert_non_null(table);
    return table;
}

/* With no income and nothing carried in. `status` NULL: the table's first. */
static inline struct household *household(const char *id, const char *status)
{
    struct household *it = households;
    status = status ? status : "";
    while (it < households + household_count && (strcmp(it->id, id) != 0 || strcmp(it->status, status) != 0))
        it++;
    if (it == households + household_count) {
        char path[512];
        assert_true(household_count < HOUSEHOLDS_MAX);
        snprintf(path, sizeof path, "%s/tests/cases/tax/%s", SOURCE_DIR, id);
        struct tax_table *table = table_named(strstr(id, ".json") ? path : id);
        size_t index = *status ? tax_table_status(table, status) : 0;
        assert_true(index < table->status_count && table->pool_count <= POOLS_MAX);
        snprintf(it->id, sizeof it->id, "%s", id);
        snprintf(it->status, sizeof it->status, "%s", status);
        it->year = tax_year_create(households_arena, table, index);
        household_count++;
    }
    memset(it->flow, 0, sizeof it->flow);
    memset(it->pool, 0, sizeof it->pool);
    return it;
}

static inline struct household *household_us(double year, const char *status)
{
    char id[16];
    snprintf(id, sizeof id, "us-%d", year > 2026 ? 2026 : (int)year);
    return household(id, status);
}

/* A report, else a step, else a pool as carried on. */
static inline double household_figure(const struct household *it, const char *name)
{
    static const char *const otherwise[][2] = {
        {"amt_exemption", "m_exemption"},     {"amt_base", "m_base"},
        {"exemption", "m_exemption"},         {"gain_in_agi", "net_in"},
        {"carried_short", "loss_short_left"}, {"carried_long", "loss_long_left"}};
    const struct tax_table *table = it->year->table;
    double report = tax_year_report(it->year, name);
    if (!isnan(report))
        return report;
    for (size_t i = 0; i < sizeof otherwise / sizeof *otherwise; i++)
        if (strcmp(otherwise[i][0], name) == 0)
            name = otherwise[i][1];
    size_t value = tax_formula_value(&table->formula, name);
    if (value == SIZE_MAX)
        fail_msg("%s has no figure %s", table->id, name);
    return it->year->value[value];
}

static inline void household_run(struct household *it)
{
    tax_year_run(it->year, it->flow, it->pool);
}

/* Members of `object` that are flows fill the year. */
static inline void household_fill(struct household *it, const cJSON *object)
{
    for (const cJSON *member = object->child; member; member = member->next) {
        size_t flow = tax_word_index(tax_flow_words, TAX_FLOWS, member->string);
        if (flow < TAX_FLOWS && cJSON_IsNumber(member))
            it->flow[flow] = member->valuedouble;
    }
}

static inline void figure_is(double actual, double expected, const char *case_id, const char *name)
{
    figures_compared++;
    if (!(fabs(actual - expected) <= 0.01))
        fail_msg("%s: %s is %.4f, expected %.4f", case_id, name, actual, expected);
}

static inline void figure_is_member(double actual, const cJSON *object, const char *name, const char *case_id)
{
    figure_is(actual, case_number(object, name), case_id, name);
}

/* All numbers of `expect` are figures of the year that was run. */
static inline void household_expect(const struct household *it, const cJSON *expect, const char *case_id)
{
    for (const cJSON *member = expect->child; member; member = member->next)
        figure_is(household_figure(it, member->string), member->valuedouble, case_id, member->string);
}

/* Numbers, texts and flags of a case's answer. */
static inline size_t figure_count(const cJSON *expect)
{
    if (!cJSON_IsObject(expect) && !cJSON_IsArray(expect))
        return 1;
    size_t count = 0;
    for (const cJSON *member = expect->child; member; member = member->next)
        count += figure_count(member);
    return count;
}

static inline const cJSON *member(const cJSON *object, const char *key)
{
    const cJSON *found = cJSON_GetObjectItemCaseSensitive(object, key);
    if (!found)
        fail_msg("there is no %s", key);
    return found;
}

static inline double member_or(const cJSON *object, const char *key, double otherwise)
{
    const cJSON *found = cJSON_GetObjectItemCaseSensitive(object, key);
    return cJSON_IsNumber(found) ? found->valuedouble : otherwise;
}

static inline struct calendar_date date_of(const char *text)
{
    struct calendar_date date;
    assert_int_equal(sscanf(text, "%d-%d-%d", &date.year, &date.month, &date.day), 3);
    return date;
}

#endif
