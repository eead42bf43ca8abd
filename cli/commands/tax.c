#include "cli/command.h"
#include "cli/deliver.h"

#include <stdio.h>
#include <string.h>

static bool ends_in(const char *path, const char *ending)
{
    size_t length = strlen(path), wanted = strlen(ending);
    return length >= wanted && strcmp(path + length - wanted, ending) == 0;
}

static enum offercast_status check_endings(const struct text_list *paths)
{
    for (size_t i = 0; i < paths->count; i++) {
        const char *path = paths->text[i];
        if (strcmp(path, "-") != 0 && !ends_in(path, ".svg") && !ends_in(path, ".csv")) {
            fprintf(stderr, "offercast: -o %s: a curve is written as .svg or .csv\n", path);
            return OFFERCAST_USAGE;
        }
    }
    return OFFERCAST_OK;
}

static enum offercast_status write_curve(const struct text_list *paths, const struct offercast_result *result)
{
    enum offercast_status status = OFFERCAST_OK;
    for (size_t i = 0; i < paths->count && status == OFFERCAST_OK; i++)
        status = deliver_file(paths->text[i],
                              offercast_result_text(result, ends_in(paths->text[i], ".svg") ? "svg" : "csv"));
    return status;
}

static enum offercast_status check_options(const struct options *options)
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
    return fault ? OFFERCAST_USAGE : OFFERCAST_OK;
}

/* Errors always; warnings of the cases. */
static void tell(const struct options *options, const struct offercast_result *result)
{
    struct offercast_message message;
    for (size_t i = 0; offercast_result_message(result, i, &message); i++)
        if (message.kind == OFFERCAST_ERROR || (!options->quiet && options->check_cases))
            fputs(message.printed, stderr);
}

static enum offercast_status run(const struct options *options)
{
    static const char *standard[] = {"-"};
    struct text_list paths = options->output.count ? options->output : (struct text_list){1, standard};
    struct offercast_tax tax = {options->operands.count ? options->operands.text[0] : NULL,
                                options->check_cases,
                                options->curve,
                                options->filing_status,
                                options->flow,
                                options->curve_to,
                                {options->beside.text, options->beside.count}};
    struct offercast_result *result = NULL;
    enum offercast_status status = check_options(options), delivered = OFFERCAST_OK;
    if (status == OFFERCAST_OK && options->curve)
        status = check_endings(&paths);
    if (status != OFFERCAST_OK)
        return status;
    status = offercast_tax(&tax, &result);
    if (!result)
        return deliver_out_of_memory();
    tell(options, result);
    if (offercast_result_text(result, "csv"))
        delivered = write_curve(&paths, result);
    else if (offercast_result_text(result, "txt"))
        delivered = deliver_text(options, offercast_result_text(result, "txt"));
    offercast_result_free(result);
    return delivered == OFFERCAST_OK ? status : delivered;
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
