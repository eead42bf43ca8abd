#include "inputs/source.h"
#include "inputs/tax/tax_cases.h"
#include "inputs/tax/tax_tables.h"
#include "library/answer.h"
#include "library/tax_curve_reader.h"
#include "models/tax/tax_curve.h"
#include "outputs/tax_curve_svg.h"
#include "outputs/tax_text.h"

#include <string.h>

enum { RATE_STEPS = 1000 };

struct tax_call {
    const struct offercast_tax *tax;
    struct offercast_result *result;
};

/* What is worked on. */
struct asked {
    struct arena *arena;
    const struct offercast_tax *tax;
    struct problems *problems;
    struct tax_table *table;
    struct offercast_result *result;
};

static const char *text_of(const struct text_buffer *out)
{
    return out->bytes ? out->bytes : "";
}

static enum status list_tables(const struct asked *asked)
{
    struct text_buffer out = {.arena = asked->arena};
    for (const struct tax_builtin *builtin = tax_builtins; builtin->id; builtin++) {
        const struct tax_table *table = tax_table_named(asked->arena, builtin->id, asked->problems);
        text_putf(&out, "%-12s %s\n", builtin->id, table->name);
    }
    text_put(&out, "Estimates, not tax advice.\n");
    asked->result->text = text_of(&out);
    return STATUS_OK;
}

static enum status show_table(const struct asked *asked)
{
    struct text_buffer out = {.arena = asked->arena};
    tax_text_table(&out, asked->table);
    asked->result->text = text_of(&out);
    return STATUS_OK;
}

static enum status check_table(const struct asked *asked)
{
    const struct source *source = source_read(asked->arena, asked->tax->cases, asked->problems);
    const struct tax_check *check = source ? tax_cases_from(asked->arena, source, asked->table, asked->problems) : NULL;
    if (!check)
        return asked->problems->status;
    struct tax_check_result result = tax_check_run(asked->arena, asked->table, check);
    struct text_buffer out = {.arena = asked->arena};
    tax_text_check(&out, asked->table, &result);
    asked->result->text = text_of(&out);
    return result.miss_count ? STATUS_INVALID : STATUS_OK;
}

static enum status draw_curve(const struct asked *asked)
{
    const struct offercast_tax *tax = asked->tax;
    struct text_list beside = asking_texts(&tax->beside);
    const struct tax_curve_texts texts = {tax->filing_status, tax->flow, tax->curve_to, &beside};
    struct tax_curve_question question;
    if (!tax_curve_reader(asked->arena, asked->table, &texts, asked->problems, &question))
        return asked->problems->status;
    struct tax_curve curve = tax_curve_of(asked->arena, asked->table, question.status, question.flow, question.beside,
                                          question.top / RATE_STEPS, RATE_STEPS + 1);
    struct text_buffer csv = {.arena = asked->arena}, svg = {.arena = asked->arena};
    tax_text_curve_csv(&csv, asked->table, question.status, question.flow, &curve);
    tax_curve_svg(&svg, asked->table, question.status, question.flow, &curve);
    asked->result->csv = text_of(&csv);
    asked->result->svg = text_of(&svg);
    return STATUS_OK;
}

static enum status answer_tax(struct asked *asked)
{
    const struct offercast_tax *tax = asked->tax;
    if (!tax->table)
        return list_tables(asked);
    asked->table = tax_table_named(asked->arena, tax->table, asked->problems);
    if (!asked->table)
        return asked->problems->status;
    return tax->cases ? check_table(asked) : tax->curve ? draw_curve(asked) : show_table(asked);
}

static void ask_tax(void *argument)
{
    struct tax_call *call = argument;
    struct arena *arena = arena_create();
    struct offercast_result *result = arena_alloc(arena, 1, sizeof *result);
    result->arena = result->messages.arena = arena;
    struct asked asked = {arena, call->tax, problems_create(arena), NULL, result};
    result->status = answer_tax(&asked);
    messages_add_errors(&result->messages, asked.problems);
    messages_add_warnings(&result->messages, asked.problems);
    call->result = result;
}

enum offercast_status offercast_tax(const struct offercast_tax *tax, struct offercast_result **result)
{
    struct tax_call call = {tax, NULL};
    *result = NULL;
    if (!guard_run(ask_tax, &call))
        return OFFERCAST_LIMIT;
    *result = call.result;
    return (enum offercast_status)call.result->status;
}

const char *offercast_result_text(const struct offercast_result *result, const char *name)
{
    return strcmp(name, "txt") == 0   ? result->text
           : strcmp(name, "csv") == 0 ? result->csv
           : strcmp(name, "svg") == 0 ? result->svg
                                      : NULL;
}
