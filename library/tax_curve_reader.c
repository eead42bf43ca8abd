#include "library/tax_curve_reader.h"

#include "inputs/cell.h"
#include "inputs/nearest_word.h"

#include <math.h>
#include <string.h>

static const struct place nowhere = {0};
static const char default_top[] = "1M";
static const double amount_max = 1e12;

static bool unknown(struct arena *arena, const struct tax_table *table, const char *option, const char *value,
                    const char *const *names, size_t count, struct problems *problems)
{
    const char *near = nearest_word(value, names, count), *help = near ? "did you mean" : "one of";
    for (size_t i = 0; !near && i < count; i++)
        help = arena_text(arena, "%s%s %s", help, i ? "," : "", names[i]);
    if (near)
        help = arena_text(arena, "%s %s?", help, near);
    problem_add(problems, STATUS_USAGE, nowhere, "", help, "--%s %s: %s has none of this name", option, value,
                table->id);
    return false;
}

static bool flow_named(struct arena *arena, const struct tax_table *table, const char *option, const char *name,
                       struct problems *problems, enum tax_flow *flow)
{
    const char *names[TAX_FLOWS];
    for (size_t i = 0; i < table->input_count; i++) {
        names[i] = tax_flow_words[table->input[i]].name;
        *flow = table->input[i];
        if (strcmp(names[i], name) == 0)
            return true;
    }
    return unknown(arena, table, option, name, names, table->input_count, problems);
}

static bool amount_of(struct arena *arena, const struct tax_table *table, const char *option, const char *text,
                      struct problems *problems, double *amount)
{
    struct cell_rules rules = cell_rules_usual();
    rules.currency = table->currency;
    struct cell_reading reading = cell_read(arena, text, CELL_MONEY, &rules);
    if (!reading.fault && distribution_is_point(&reading.distribution, amount) && fabs(*amount) <= amount_max)
        return true;
    problem_add(problems, STATUS_USAGE, nowhere, "", "an amount such as 500K", "--%s %s: %s", option, text,
                reading.fault ? reading.fault : "one amount is needed, of at most 1e12");
    return false;
}

static bool read_beside(struct arena *arena, const struct tax_table *table, const char *text, struct problems *problems,
                        struct tax_curve_question *question)
{
    const char *equals = strchr(text, '=');
    enum tax_flow flow = table->input[0];
    if (!equals) {
        problem_add(problems, STATUS_USAGE, nowhere, "", NULL, "--beside %s: FLOW=AMOUNT is needed, such as wages=300K",
                    text);
        return false;
    }
    const char *name = arena_copy(arena, text, (size_t)(equals - text));
    return flow_named(arena, table, "beside", name, problems, &flow) &&
           amount_of(arena, table, "beside", equals + 1, problems, &question->beside[flow]);
}

bool tax_curve_reader(struct arena *arena, const struct tax_table *table, const struct tax_curve_texts *texts,
                      struct problems *problems, struct tax_curve_question *question)
{
    const char *to = texts->to ? texts->to : default_top;
    *question = (struct tax_curve_question){.flow = table->input[0]};
    if (texts->status) {
        question->status = tax_table_status(table, texts->status);
        if (question->status == table->status_count)
            return unknown(arena, table, "status", texts->status, table->status, table->status_count, problems);
    }
    if (texts->flow && !flow_named(arena, table, "flow", texts->flow, problems, &question->flow))
        return false;
    for (size_t i = 0; i < texts->beside->count; i++)
        if (!read_beside(arena, table, texts->beside->text[i], problems, question))
            return false;
    if (!amount_of(arena, table, "to", to, problems, &question->top))
        return false;
    if (!(question->top > 0))
        problem_add(problems, STATUS_USAGE, nowhere, "", NULL, "--to %s: an amount above 0 is needed", to);
    return question->top > 0;
}
