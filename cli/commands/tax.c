#include "cli/asking.h"
#include "cli/command.h"
#include "cli/deliver.h"
#include "inputs/problems_print.h"
#include "inputs/source.h"
#include "inputs/tax/tax_cases.h"
#include "inputs/tax/tax_tables.h"
#include "library/tax_curve_reader.h"
#include "models/tax/tax_curve.h"
#include "outputs/sink.h"
#include "outputs/tax_curve_svg.h"
#include "outputs/tax_text.h"

#include <stdio.h>
#include <string.h>

enum { RATE_STEPS = 1000 };

/* What the command works on. */
struct asked {
    struct arena *arena;
    const struct options *options;
    struct problems *problems;
    struct tax_table *table;
};

static const char *text_of(const struct text_buffer *out)
{
    return out->bytes ? out->bytes : "";
}

/* Without TABLE. */
static enum status list_tables(const struct asked *asked)
{
    struct text_buffer out = {.arena = asked->arena};
    for (const struct tax_builtin *builtin = tax_builtins; builtin->id; builtin++) {
        const struct tax_table *table = tax_table_named(asked->arena, builtin->id, asked->problems);
        text_putf(&out, "%-12s %s\n", builtin->id, table->name);
    }
    text_put(&out, "Estimates, not tax advice.\n");
    return deliver_text(asked->options, text_of(&out));
}

static enum status show_table(const struct asked *asked)
{
    struct text_buffer out = {.arena = asked->arena};
    tax_text_table(&out, asked->table);
    return deliver_text(asked->options, text_of(&out));
}

/* --- --check ----------------------------------------------------------------------------------------------------- */

static enum status check_table(const struct asked *asked)
{
    const struct source *source = source_read(asked->arena, asked->options->check_cases, asked->problems);
    const struct tax_check *check = source ? tax_cases_from(asked->arena, source, asked->table, asked->problems) : NULL;
    if (!check)
        return asking_told(asked->problems);
    if (!asked->options->quiet)
        problems_print_warnings(asked->problems, stderr);
    struct tax_check_result result = tax_check_run(asked->arena, asked->table, check);
    struct text_buffer out = {.arena = asked->arena};
    tax_text_check(&out, asked->table, &result);
    enum status status = deliver_text(asked->options, text_of(&out));
    return status == STATUS_OK && result.miss_count ? STATUS_INVALID : status;
}

/* --- --curve ----------------------------------------------------------------------------------------------------- */

static bool ends_in(const char *path, const char *ending)
{
    size_t length = strlen(path), wanted = strlen(ending);
    return length >= wanted && strcmp(path + length - wanted, ending) == 0;
}

static enum status check_endings(const struct text_list *paths)
{
    for (size_t i = 0; i < paths->count; i++) {
        const char *path = paths->text[i];
        if (strcmp(path, "-") != 0 && !ends_in(path, ".svg") && !ends_in(path, ".csv")) {
            fprintf(stderr, "offercast: -o %s: a curve is written as .svg or .csv\n", path);
            return STATUS_USAGE;
        }
    }
    return STATUS_OK;
}

static enum status write_curve(const struct text_list *paths, const struct text_buffer *csv,
                               const struct text_buffer *svg)
{
    const char *fault = NULL;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < paths->count && status == STATUS_OK; i++) {
        const struct text_buffer *out = ends_in(paths->text[i], ".svg") ? svg : csv;
        status = sink_write(paths->text[i], out->bytes, out->length, &fault);
    }
    if (status != STATUS_OK)
        fprintf(stderr, "offercast: %s\n", fault);
    return status;
}

static enum status draw_curve(const struct asked *asked)
{
    static const char *standard[] = {"-"};
    struct text_list paths = asked->options->output.count ? asked->options->output : (struct text_list){1, standard};
    const struct options *options = asked->options;
    const struct tax_curve_texts texts = {options->filing_status, options->flow, options->curve_to, &options->beside};
    struct tax_curve_question question;
    enum status status = check_endings(&paths);
    if (status != STATUS_OK)
        return status;
    if (!tax_curve_reader(asked->arena, asked->table, &texts, asked->problems, &question))
        return asking_told(asked->problems);
    struct tax_curve curve = tax_curve_of(asked->arena, asked->table, question.status, question.flow, question.beside,
                                          question.top / RATE_STEPS, RATE_STEPS + 1);
    struct text_buffer csv = {.arena = asked->arena}, svg = {.arena = asked->arena};
    tax_text_curve_csv(&csv, asked->table, question.status, question.flow, &curve);
    tax_curve_svg(&svg, asked->table, question.status, question.flow, &curve);
    return write_curve(&paths, &csv, &svg);
}

/* --- the command ------------------------------------------------------------------------------------------------- */

static enum status check_options(const struct options *options)
{
    bool of_curve = options->filing_status || options->flow || options->curve_to || options->beside.count;
    const char *fault = NULL;
    if (options->curve && options->check_cases)
        fault = "--curve and --check are asked for one at a time";
    else if (of_curve && !options->curve)
        fault = "--status, --flow, --beside and --to say what --curve draws; --curve is not given";
    else if ((options->curve || options->check_cases) && options->operands.count == 0)
        fault = "which table? --curve and --check need TABLE";
    if (fault)
        fprintf(stderr, "offercast: %s\n  help: offercast tax --help\n", fault);
    return fault ? STATUS_USAGE : STATUS_OK;
}

static enum status run(struct arena *arena, const struct options *options)
{
    struct asked asked = {arena, options, problems_create(arena), NULL};
    enum status status = check_options(options);
    if (status != STATUS_OK)
        return status;
    if (options->operands.count == 0)
        return list_tables(&asked);
    asked.table = tax_table_named(arena, options->operands.text[0], asked.problems);
    if (!asked.table)
        return asking_told(asked.problems);
    return options->check_cases ? check_table(&asked) : options->curve ? draw_curve(&asked) : show_table(&asked);
}

const struct command command_tax = {
    .name = "tax",
    .operands = "[TABLE]",
    .summary = "what a tax table says, its marginal rates, and whether it agrees with cases",
    .examples = "  offercast tax us-2026\n"
                "  offercast tax us-2026 --curve --flow amt_spread --beside wages=300K -o curve.svg -o curve.csv\n"
                "  offercast tax mine.json --check cases.json\n",
    .details = "TABLE is one of the program's (without TABLE they are listed) or a file of your own; its form\n"
               "is told in docs/tax.md. Everything it says is an estimate, not tax advice.\n",
    .groups = OPTION_TAX | OPTION_TEXT,
    .operands_min = 0,
    .operands_max = 1,
    .run = run,
};
