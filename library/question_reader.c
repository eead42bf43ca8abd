#include "library/question_reader.h"

#include "analysis/compare_report.h"
#include "analysis/statistic.h"
#include "inputs/cell.h"
#include "inputs/vary.h"

#include <string.h>

static const struct place nowhere = {0};

/* --- targets ------------------------------------------------------------------------------------------------------ */

static bool is_target(const struct target *target, bool pairs)
{
    struct figure unused;
    return pairs ? compare_report_target(NULL, target->metric, target->statistic, 0, &unused)
                 : statistic_figure(NULL, target->metric, target->statistic, &unused);
}

/* What is wrong with it, or NULL. */
static const char *read_target(struct arena *arena, const char *text, bool pairs, struct target *target)
{
    const char *equals = strchr(text, '='), *amount = equals ? equals + 1 : text;
    *target = (struct target){.text = text, .metric = METRIC_NET_ADVANTAGE, .statistic = "mean"};
    if (equals) {
        size_t length = (size_t)(equals - text), dot = strcspn(text, ".");
        struct metric_statistic asked = metric_statistic_read(arena, text, length);
        if (asked.metric == METRICS && dot < length)
            return arena_text(arena, "%.*s has no statistic %.*s that a target may be about", (int)dot, text,
                              (int)(length - dot - 1), text + dot + 1);
        if (asked.metric == METRICS)
            return arena_text(arena, "a metric and a statistic are needed, such as net_advantage.%s", asked.statistic);
        target->metric = asked.metric;
        target->statistic = asked.statistic;
    }
    target->relative = *amount && amount[strlen(amount) - 1] == '%';
    struct cell_rules rules = cell_rules_usual();
    struct cell_reading reading = cell_read(arena, amount, target->relative ? CELL_SHARE : CELL_MONEY, &rules);
    if (reading.fault || !distribution_is_point(&reading.distribution, &target->half_width) || target->half_width <= 0)
        return arena_text(
            arena, "\"%s\" is not a valid half-width: give an amount above 0, or a percentage of the figure", amount);
    if (is_target(target, pairs))
        return NULL;
    return arena_text(arena, "%s has no statistic %s that a target may be about", metrics[target->metric].key,
                      target->statistic);
}

bool question_reader_targets(struct arena *arena, const struct text_list *texts, bool pairs, struct problems *problems,
                             struct question *question)
{
    struct target *target = arena_alloc(arena, texts->count + 1, sizeof *target);
    question->target = target;
    question->target_count = texts->count;
    for (size_t i = 0; i < texts->count; i++) {
        const char *fault = read_target(arena, texts->text[i], pairs, &target[i]);
        if (!fault)
            continue;
        const char *help = arena_text(
            arena,
            "[METRIC.STAT=]VALUE, such as 0.5%% or net_advantage.p50=1000. METRIC, over all paths: %s. STAT: %s%s",
            metric_keys(arena), statistic_targets(arena), pairs ? ", difference" : "");
        problem_add(problems, STATUS_USAGE, nowhere, "", help, "--target %s: %s", texts->text[i], fault);
        return false;
    }
    return true;
}

/* --- amounts ------------------------------------------------------------------------------------------------------ */

bool question_reader_above(struct arena *arena, const struct text_list *texts, const char *currency,
                           struct problems *problems, struct question *question)
{
    struct cell_rules rules = cell_rules_usual();
    rules.currency = currency;
    double *above = arena_alloc(arena, texts->count + 1, sizeof *above);
    question->above = above;
    question->above_count = texts->count;
    for (size_t i = 0; i < texts->count; i++) {
        struct cell_reading reading = cell_read(arena, texts->text[i], CELL_MONEY, &rules);
        if (!reading.fault && distribution_is_point(&reading.distribution, &above[i]))
            continue;
        problem_add(problems, STATUS_USAGE, nowhere, "", "one amount, such as $500K", "--above %s: %s", texts->text[i],
                    reading.fault ? reading.fault : "a range is not a threshold");
        return false;
    }
    return true;
}

static bool refuse_exit(struct problems *problems, const char *text, const char *fault)
{
    problem_add(problems, STATUS_USAGE, nowhere, "", "amounts separated by commas, such as 50M,80M,100M",
                "--exit %s: %s", text, fault);
    return false;
}

bool question_reader_exits(struct arena *arena, const char *text, const char *currency, struct problems *problems,
                           double **exit_value, size_t *count)
{
    struct cell_rules rules = cell_rules_usual();
    rules.currency = currency;
    const char *rest = text ? text : "", *before = "";
    *exit_value = arena_alloc(arena, strlen(rest) + 1, sizeof **exit_value);
    for (*count = 0; *rest;) {
        size_t length = strcspn(rest, ",");
        const char *cell = arena_copy(arena, rest, length);
        struct cell_reading reading = cell_read(arena, cell, CELL_MONEY, &rules);
        double *amount = &(*exit_value)[*count];
        if (vary_splits_number(before, rest))
            return refuse_exit(problems, text, "a comma separates amounts; write one without commas");
        if (reading.fault || !distribution_is_point(&reading.distribution, amount) || *amount < 0)
            return refuse_exit(problems, cell, reading.fault ? reading.fault : "an exit is one amount, 0 or more");
        (*count)++;
        before = cell;
        rest += length + (rest[length] == ',');
    }
    return true;
}

/* --- the goal ----------------------------------------------------------------------------------------------------- */

static bool split_goal(struct arena *arena, const char *text, struct breakeven_goal *goal)
{
    struct metric_statistic asked = metric_statistic_read(arena, text, strcspn(text, "="));
    struct figure unused;
    goal->metric = asked.metric < METRICS ? asked.metric : METRIC_NET_ADVANTAGE;
    goal->statistic = asked.statistic;
    goal->unit = statistic_unit_of(goal->statistic, goal->metric);
    return statistic_figure(NULL, goal->metric, goal->statistic, &unused);
}

bool question_reader_goal(struct arena *arena, const char *text, struct problems *problems, struct breakeven_goal *goal)
{
    static const struct {
        const char *unit;
        enum cell_kind cell;
    } kinds[] = {{"money", CELL_MONEY}, {"share", CELL_SHARE}, {"years", CELL_DURATION}};
    *goal = (struct breakeven_goal){.text = text ? text : "net_advantage.mean=0"};
    const char *equals = strchr(goal->text, '=');
    bool known = equals && split_goal(arena, goal->text, goal);
    struct cell_rules rules = cell_rules_usual();
    for (size_t i = 0; known && i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(kinds[i].unit, goal->unit) != 0)
            continue;
        struct cell_reading reading = cell_read(arena, equals + 1, kinds[i].cell, &rules);
        if (!reading.fault && distribution_is_point(&reading.distribution, &goal->level))
            return true;
    }
    problem_add(problems, STATUS_USAGE, nowhere, "",
                "such as net_advantage.mean=0, net_advantage.p_positive=50% or p50=0",
                "--for %s: METRIC.STATISTIC=VALUE is needed", goal->text);
    return false;
}
