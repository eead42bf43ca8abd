/* The seventy handed cases, told in words (tests/cases/tax/handed.json): two tests share them by topic. */
#ifndef TESTS_SUPPORT_TAX_HANDED_H
#define TESTS_SUPPORT_TAX_HANDED_H

#include "tests/support/tax_household.h"

static inline const char *status_of(const cJSON *input)
{
    const cJSON *filing = cJSON_GetObjectItemCaseSensitive(input, "filing");
    if (member_or(input, "parts", 0) == 3)
        return "joint_2_children";
    return filing ? filing->valuestring : NULL;
}

/* Flows of one year or of several in, figures out. */
static inline void year_case(const cJSON *input, const cJSON *expect, const char *id)
{
    const cJSON *years = cJSON_GetObjectItemCaseSensitive(input, "years");
    const cJSON *want = cJSON_IsArray(expect) ? expect->child : NULL;
    double pool[POOLS_MAX] = {0};
    if (!years) {
        struct household *it = household_us(case_number(input, "year"), status_of(input));
        household_fill(it, input);
        household_run(it);
        household_expect(it, expect, id);
        return;
    }
    for (const cJSON *year = years->child; year; year = year->next, want = want->next) {
        struct household *it = household_us(case_number(year, "year"), status_of(input));
        household_fill(it, input);
        household_fill(it, year);
        memcpy(it->pool, pool, sizeof pool);
        household_run(it);
        memcpy(pool, it->pool, sizeof pool);
        for (const cJSON *figure = want->child; figure; figure = figure->next) {
            bool year_itself = strcmp(figure->string, "year") == 0;
            figure_is(year_itself ? case_number(year, "year") : household_figure(it, figure->string),
                      figure->valuedouble, id, figure->string);
        }
    }
}

/* A year of a household that has one table only; words of the cases that are no flows are translated. */
static inline void year_abroad(const char *table, const cJSON *input, const cJSON *expect, const char *id)
{
    struct household *it = household(table, status_of(input));
    const cJSON *households_told = cJSON_GetObjectItemCaseSensitive(input, "households");
    household_fill(it, input);
    it->flow[TAX_FLOW_WAGES] = member_or(input, "salary", it->flow[TAX_FLOW_WAGES]);
    it->flow[TAX_FLOW_GAINS] = member_or(input, "securities", it->flow[TAX_FLOW_GAINS]);
    if (member_or(input, "bspce_years", 3) < 3) {
        it->flow[TAX_FLOW_BSPCE_GAIN_YOUNG] = it->flow[TAX_FLOW_BSPCE_GAIN];
        it->flow[TAX_FLOW_BSPCE_GAIN] = 0;
    }
    if (strncmp(table, "us-ca", 5) == 0) {
        it->flow[TAX_FLOW_LONG] = it->flow[TAX_FLOW_GAINS];
        it->flow[TAX_FLOW_FEDERAL_AGI] = it->flow[TAX_FLOW_WAGES] + it->flow[TAX_FLOW_LONG];
    }
    if (!households_told) {
        household_run(it);
        household_expect(it, expect, id);
        return;
    }
    for (int i = 0; i < cJSON_GetArraySize(households_told); i++) {
        const cJSON *told = cJSON_GetArrayItem(households_told, i);
        it = household(table, case_text(told, "filing"));
        it->flow[TAX_FLOW_INCOME] = case_number(told, "net_taxable");
        household_run(it);
        figure_is(household_figure(it, "income_tax"), cJSON_GetArrayItem(member(expect, "income_tax"), i)->valuedouble,
                  id, "income_tax");
    }
}

struct handed_topic {
    const char *topic;
    void (*test)(const cJSON *input, const cJSON *expect, const char *id);
};

/* Every case of the topics, each figure of its answer compared; how many cases. */
static inline size_t handed_cases(const struct handed_topic *topics, size_t topic_count)
{
    cJSON *file = case_file("tax/handed.json");
    size_t cases = 0;
    for (const cJSON *it = member(file, "cases")->child; it; it = it->next) {
        const cJSON *expect = member(it, "expect");
        const char *topic = case_text(it, "topic"), *id = case_text(it, "id");
        size_t before = figures_compared, i = 0;
        while (i < topic_count && strcmp(topics[i].topic, topic) != 0)
            i++;
        if (i == topic_count)
            continue;
        cases++;
        topics[i].test(member(it, "input"), expect, id);
        if (figures_compared - before != figure_count(expect))
            fail_msg("%s: %zu of %zu figures compared", id, figures_compared - before, figure_count(expect));
    }
    cJSON_Delete(file);
    return cases;
}

#endif
