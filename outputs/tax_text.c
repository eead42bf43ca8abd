#include "outputs/tax_text.h"

#include "models/tax/tax_operator.h"
#include "outputs/paragraph.h"
#include "outputs/utf8.h"
#include "sim/number.h"

#include <math.h>
#include <string.h>

enum { WIDTH = 100, NAME_WIDTH = 22 };

/* A text of the file, safe to show. */
static const char *shown(struct text_buffer *out, const char *text)
{
    return utf8_for_terminal(out->arena, text, true);
}

/* 12,400; 0.0145; -3.5 */
static const char *amount_text(struct arena *arena, double amount)
{
    char text[NUMBER_TEXT_BYTES];
    bool grouped = amount == floor(amount) && fabs(amount) >= 1000 && fabs(amount) < 1e15;
    if (!grouped)
        return arena_text(arena, "%s", number_exact(amount, text));
    return arena_text(arena, "%s%s", amount < 0 ? "-" : "", number_count(arena, (unsigned long long)fabs(amount)));
}

/* --- formulas ---------------------------------------------------------------------------------------------------- */

static const char *value_name(const struct tax_formula *formula, size_t value)
{
    return value < formula->argument_count ? formula->argument[value]
                                           : formula->step[value - formula->argument_count].name;
}

static const char *operand_text(struct arena *arena, const struct tax_table *table, const struct tax_formula *formula,
                                const struct tax_operand *operand)
{
    switch (operand->kind) {
    case TAX_OPERAND_NUMBER:
        return table->number[operand->index].name;
    case TAX_OPERAND_VALUE:
        return value_name(formula, operand->index);
    default:
        return amount_text(arena, operand->literal);
    }
}

/* " - 0.5 x fmv" or, first, "-0.5 x fmv". */
static const char *term_text(struct arena *arena, const struct tax_table *table, const struct tax_formula *formula,
                             const struct tax_step_term *term, bool first)
{
    const char *name = operand_text(arena, table, formula, &term->of);
    const struct tax_operand *by = &term->coefficient;
    bool minus = by->kind == TAX_OPERAND_LITERAL && by->literal < 0;
    const char *sign = first ? (minus ? "-" : "") : (minus ? " - " : " + ");
    if (by->kind == TAX_OPERAND_LITERAL && fabs(by->literal) == 1)
        return arena_text(arena, "%s%s", sign, name);
    struct tax_operand size = *by;
    size.literal = fabs(size.literal);
    return arena_text(arena, "%s%s x %s", sign, operand_text(arena, table, formula, &size), name);
}

/* The right side of a step: a sum as one, any other operator with its keys: "min(a, b)", "taper(of agi, rate 0.25)". */
static const char *step_text(struct arena *arena, const struct tax_table *table, const struct tax_formula *formula,
                             const struct tax_step *step)
{
    const struct tax_operator *record = tax_operators[0][step->op];
    const char *text = "";
    size_t term = 0, factor = 0;
    bool sum = record->key[0].kind == TAX_KEY_TERMS;
    for (const struct tax_operator_key *key = record->key; key < record->key + TAX_KEYS_MAX && key->name; key++) {
        const char *comma = *text ? ", " : "";
        size_t last = key->kind == TAX_KEY_VALUE ? term + 1 : step->term_count;
        bool listed = key->kind == TAX_KEY_TERMS || key->kind == TAX_KEY_LIST;
        for (; (listed || key->kind == TAX_KEY_VALUE) && term < last; term++) {
            const char *name = operand_text(arena, table, formula, &step->term[term].of);
            text = sum ? arena_text(arena, "%s%s", text, term_text(arena, table, formula, &step->term[term], term == 0))
                   : listed ? arena_text(arena, "%s%s%s", text, term ? ", " : "", name)
                            : arena_text(arena, "%s%s%s %s", text, comma, key->name, name);
        }
        if (key->kind == TAX_KEY_FACTOR) {
            const struct tax_operand *by = &step->factor[factor++];
            bool left_out = key->optional && by->kind == TAX_OPERAND_LITERAL && by->literal == key->fallback;
            if (!left_out)
                text = arena_text(arena, "%s%s%s %s", text, sum ? "" : comma, sum ? " +" : key->name,
                                  operand_text(arena, table, formula, by));
        }
        if (key->kind == TAX_KEY_TARIFF)
            text = arena_text(arena, "%s%s%s %s", text, comma, key->name, table->tariff[step->tariff].name);
        if (key->kind == TAX_KEY_MODE)
            text = arena_text(arena, "%s%s%s", text, comma, record->modes[step->mode]);
    }
    text = sum ? text : arena_text(arena, "%s(%s)", record->name, text);
    return arena_text(arena, "%s%s", text, step->positive ? ", at least 0" : "");
}

static void put_steps(struct text_buffer *out, const struct tax_table *table, const struct tax_formula *formula,
                      const char *indent)
{
    for (size_t i = 0; i < formula->step_count; i++) {
        const struct tax_step *step = &formula->step[i];
        const char *name = arena_text(out->arena, "%s%s = ", indent, shown(out, step->name));
        const char *rest = arena_text(out->arena, "%s    ", indent);
        paragraph_put(out, shown(out, step_text(out->arena, table, formula, step)), WIDTH, name, rest);
    }
}

/* --- parts ------------------------------------------------------------------------------------------------------- */

static void put_named(struct text_buffer *out, const char *name, const char *text)
{
    const char *first = arena_text(out->arena, "  %-*s ", NAME_WIDTH, shown(out, name));
    const char *rest = arena_text(out->arena, "  %-*s ", NAME_WIDTH, "");
    paragraph_put(out, shown(out, text), WIDTH, first, rest);
}

static void put_numbers(struct text_buffer *out, const struct tax_table *table)
{
    if (table->number_count)
        text_put(out, "\nNumbers\n");
    for (size_t i = 0; i < table->number_count; i++) {
        const struct tax_number *number = &table->number[i];
        const char *text = amount_text(out->arena, number->value[0]);
        for (size_t s = 0; number->by_status && s < table->status_count; s++)
            text = arena_text(out->arena, "%s%s %s", s ? arena_text(out->arena, "%s, ", text) : "", table->status[s],
                              amount_text(out->arena, number->value[s]));
        put_named(out, number->name, arena_text(out->arena, "%s [%s]", text, table->source[number->source].key));
    }
}

/* "over 12,400: 12%", or the polynomial of a piece that is curved. */
static const char *piece_text(struct arena *arena, const struct tax_piece *piece)
{
    const char *from = arena_text(arena, "over %s:", amount_text(arena, piece->from));
    if (isfinite(piece->rate))
        return arena_text(arena, "%s %s%%", from, amount_text(arena, round(1e10 * piece->rate) / 1e8));
    bool plain = piece->origin == 0 && piece->unit == 1;
    const char *u = plain ? "x" : "u", *text = arena_text(arena, "%s %s", from, amount_text(arena, piece->poly[0]));
    if (piece->poly[1] != 0)
        text = arena_text(arena, "%s + %s %s", text, amount_text(arena, piece->poly[1]), u);
    if (piece->poly[2] != 0)
        text = arena_text(arena, "%s + %s %s^2", text, amount_text(arena, piece->poly[2]), u);
    return plain ? text
                 : arena_text(arena, "%s with u = (x - %s) / %s", text, amount_text(arena, piece->origin),
                              amount_text(arena, piece->unit));
}

static void put_tariffs(struct text_buffer *out, const struct tax_table *table)
{
    if (table->tariff_count)
        text_put(out, "\nTariffs (the part of an amount over a threshold, at its rate)\n");
    for (size_t i = 0; i < table->tariff_count; i++) {
        const struct tax_tariff *tariff = &table->tariff[i];
        for (size_t s = 0; s < (tariff->by_status ? table->status_count : 1); s++) {
            const struct tax_schedule *schedule = &tariff->schedule[s];
            const char *text = "";
            for (size_t k = 0; k < schedule->count; k++)
                text =
                    arena_text(out->arena, "%s%s%s", text, k ? "; " : "", piece_text(out->arena, &schedule->piece[k]));
            const char *name =
                tariff->by_status ? arena_text(out->arena, "%s, %s", tariff->name, table->status[s]) : tariff->name;
            put_named(out, name, arena_text(out->arena, "%s [%s]", text, table->source[tariff->source].key));
        }
    }
}

static const char *date_text(struct arena *arena, struct calendar_date date)
{
    return arena_text(arena, "%04d-%02d-%02d", date.year, date.month, date.day);
}

static const char *condition_text(struct arena *arena, const struct tax_condition *condition)
{
    const char *name = tax_condition_words[condition->kind].name, *event = tax_event_words[condition->event].name;
    switch (tax_condition_arguments[condition->kind]) {
    case TAX_ARGUMENT_MONTHS:
        return arena_text(arena, "%s %s %d", name, event, condition->months);
    case TAX_ARGUMENT_EVENT:
        return arena_text(arena, "%s %s", name, event);
    case TAX_ARGUMENT_DATE:
        return arena_text(arena, "%s %s", name, date_text(arena, condition->date));
    default:
        return arena_text(arena, "%s%s", condition->flag ? "" : "not ", name);
    }
}

static void put_rule(struct text_buffer *out, const struct tax_table *table, const struct tax_rule *rule,
                     const char *type, const char *event)
{
    const char *when = "";
    for (size_t i = 0; i < rule->condition_count; i++)
        when = arena_text(out->arena, "%s%s %s", when, i ? " and" : ", when",
                          condition_text(out->arena, &rule->condition[i]));
    text_putf(out, "  %s, %s%s:%s\n", shown(out, type), event, when, rule->flow_count ? "" : " nothing");
    put_steps(out, table, &rule->formula, "      ");
    for (size_t i = 0; i < rule->flow_count; i++)
        text_putf(out, "    into %s: %s\n", tax_flow_words[table->input[rule->flow[i].input]].name,
                  shown(out, value_name(&rule->formula, rule->flow[i].value)));
}

static void put_grants(struct text_buffer *out, const struct tax_table *table)
{
    if (table->grant_count)
        text_put(out, "\nGrants (per share; the first rule that applies)\n");
    for (size_t g = 0; g < table->grant_count; g++)
        for (size_t e = 0; e < TAX_EVENTS; e++)
            for (size_t r = 0; r < table->grant[g].event[e].count; r++)
                put_rule(out, table, &table->grant[g].event[e].rule[r], table->grant[g].type, tax_event_words[e].name);
}

static void put_head(struct text_buffer *out, const struct tax_table *table)
{
    text_putf(out, "%s: %s\n%s\n\n", shown(out, table->id), shown(out, table->name), shown(out, table->disclaimer));
    text_putf(out, "For %s to %s, in %s, for the statuses", date_text(out->arena, table->from),
              date_text(out->arena, table->to), table->currency);
    for (size_t i = 0; i < table->status_count; i++)
        text_putf(out, "%s %s", i ? "," : "", shown(out, table->status[i]));
    text_put(out, ".\n");
}

void tax_text_table(struct text_buffer *out, const struct tax_table *table)
{
    const struct tax_formula *formula = &table->formula;
    put_head(out, table);
    text_put(out, "\nWhat fills a year\n");
    for (size_t i = 0; i < table->input_count; i++)
        put_named(out, tax_flow_words[table->input[i]].name, tax_flow_words[table->input[i]].meaning);
    if (table->pool_count)
        text_put(out, "\nCarried from year to year\n");
    for (size_t i = 0; i < table->pool_count; i++)
        put_named(out, table->pool[i].name,
                  arena_text(out->arena, "the %s of the year before", value_name(formula, table->pool[i].carried)));
    put_numbers(out, table);
    put_tariffs(out, table);
    text_put(out, "\nSteps\n");
    put_steps(out, table, formula, "  ");
    put_grants(out, table);
    text_put(out, "\nReports\n");
    for (size_t i = 0; i < table->report_count; i++)
        put_named(out, table->report[i].name, value_name(formula, table->report[i].value));
    text_put(out, "\nSources\n");
    for (size_t i = 0; i < table->source_count; i++)
        put_named(out, table->source[i].key, table->source[i].text);
}

/* --- curve and check --------------------------------------------------------------------------------------------- */

static void put_csv_number(struct text_buffer *out, double number)
{
    char text[NUMBER_TEXT_BYTES];
    text_put(out, number_exact(number, text));
}

/* A text as a cell: quoted, so that a comma or a quote of a name stays in it; no spreadsheet takes it for a formula. */
static void put_csv_text(struct text_buffer *out, const char *text)
{
    text_put(out, *text && strchr("=+-@", *text) ? "\"'" : "\"");
    for (; *text; text++)
        text_put(out, *text == '"' ? "\"\"" : arena_text(out->arena, "%c", *text));
    text_put(out, "\"");
}

void tax_text_curve_csv(struct text_buffer *out, const struct tax_table *table, size_t status, enum tax_flow flow,
                        const struct tax_curve *curve)
{
    struct text_buffer labels = {.arena = out->arena};
    put_csv_text(&labels, shown(out, table->id));
    text_put(&labels, ",");
    put_csv_text(&labels, shown(out, table->status[status]));
    text_putf(&labels, ",%s,%s,", tax_flow_words[flow].name, table->currency);
    text_put(out, "table,status,flow,currency,amount,total,marginal_rate,note\n");
    for (size_t i = 0; i < curve->count; i++) {
        text_put(out, labels.bytes);
        put_csv_number(out, curve->amount[i]);
        text_put(out, ",");
        put_csv_number(out, round(100 * curve->total[i]) / 100);
        text_put(out, ",");
        put_csv_number(out, round(1e6 * curve->marginal[i]) / 1e6);
        text_put(out, ",\"an estimate, not tax advice\"\n");
    }
}

void tax_text_check(struct text_buffer *out, const struct tax_table *table, const struct tax_check_result *result)
{
    for (size_t i = 0; i < result->miss_count; i++) {
        const struct tax_miss *miss = &result->miss[i];
        text_putf(out, "%s, year %zu: %s is %.2f, expected %.2f\n", shown(out, miss->case_name), miss->year,
                  shown(out, miss->figure), miss->actual, miss->expected);
    }
    text_putf(out, "%zu of %zu figures agree (%s; an estimate, not tax advice)\n", result->agreeing, result->figures,
              shown(out, table->id));
}
