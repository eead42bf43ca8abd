#include "cli/asking.h"
#include "cli/command.h"
#include "cli/deliver.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* A file name as a shell takes it. */
static void put_quoted(const char *path)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-+,:@";
    if (strspn(path, plain) == strlen(path)) {
        fputs(path, stderr);
        return;
    }
    fputc('\'', stderr);
    for (; *path; path++)
        fputs(*path == '\'' ? "'\\''" : (const char[]){*path, 0}, stderr);
    fputc('\'', stderr);
}

/* On standard error, as a command that runs what was written once its values are put right. */
static void say_missing(const struct options *options, const struct offercast_offer *offer)
{
    const char *file = options->output.count ? options->output.text[0] : "-", *flag;
    if (!offercast_offer_missing(offer, 0))
        return;
    fputs("offercast: a simulation still needs the values below; those shown are examples, put yours:\n"
          "    offercast run ",
          stderr);
    put_quoted(strcmp(file, "-") == 0 ? "offer.json" : file);
    for (size_t i = 0; (flag = offercast_offer_missing(offer, i)); i++)
        fprintf(stderr, " \\\n        %s", flag);
    fputc('\n', stderr);
}

static void warn(const struct offercast_offer *offer)
{
    struct offercast_message message;
    for (size_t i = 0; offercast_offer_message(offer, i, &message); i++)
        if (message.kind == OFFERCAST_WARNING)
            fputs(message.printed, stderr);
}

/* What could be read of a report or letter is written all the same, with what is to be filled in; its faults are told
 * already. */
static enum offercast_status write_with_blanks(const struct options *options, struct offercast_offer *offer)
{
    const char *text = offercast_offer_json(offer);
    enum offercast_status status = text ? deliver_text(options, text) : OFFERCAST_INVALID;
    if (status == OFFERCAST_OK && !options->quiet)
        fputs("offercast: written all the same: \"to fill in\" marks what has to be put right\n", stderr);
    return status == OFFERCAST_OK ? OFFERCAST_INVALID : status;
}

static enum offercast_status write_whole(const struct options *options, struct offercast_offer *offer)
{
    const char *text = offercast_offer_json(offer);
    enum offercast_status status = text ? deliver_text(options, text) : deliver_out_of_memory();
    if (status == OFFERCAST_OK && !options->quiet) {
        warn(offer);
        say_missing(options, offer);
    }
    return status;
}

/* An offer file in a workbook's name would open in no spreadsheet. */
static bool names_another_format(const char *path)
{
    static const char *const endings[] = {".xlsx", ".xlsm", ".ods", ".csv", ".tsv", ".md", ".html", ".docx"};
    size_t length = strlen(path);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (length > strlen(endings[i]) && strcasecmp(path + length - strlen(endings[i]), endings[i]) == 0)
            return true;
    return false;
}

static enum offercast_status run(const struct options *options)
{
    for (size_t i = 0; i < options->output.count; i++) {
        if (!names_another_format(options->output.text[i]))
            continue;
        fprintf(stderr, "offercast: -o %s: import writes an offer file, which is JSON\n  help: -o offer.json\n",
                options->output.text[i]);
        return OFFERCAST_USAGE;
    }
    enum offercast_status status = OFFERCAST_OK;
    struct offercast_offer *offer = asking_read(options, options->operands.text[0], true, &status);
    if (status == OFFERCAST_OK)
        status = write_whole(options, offer);
    else if (status == OFFERCAST_INVALID)
        status = write_with_blanks(options, offer);
    offercast_offer_free(offer);
    return status;
}

const struct command command_import = {
    .name = "import",
    .operands = "REPORT.md|TABLES.csv|FOLDER",
    .summary = "write a report or tables as an offer file",
    .examples = "  offercast import report.md -o offer.json\n"
                "  offercast import tables/ --set stay='2-3 years' > offer.json\n",
    .details = "The tables are told by their columns, whatever their headings. Cells stay as they are\n"
               "written; what was assumed stands beside them in comments (\"// valuation\"). The report's\n"
               "date becomes `start`. What the report lacks is printed as flags for `run`. Where something\n"
               "is in doubt, what was read is written all the same, with \"to fill in\" beside the rest\n"
               "(status 1). A file that a\n"
               "value names (an empirical column) is looked for beside the new file.\n",
    .groups = OPTION_FORCE | OPTION_INPUT | OPTION_TEXT,
    .operands_min = 1,
    .operands_max = 1,
    .run = run,
};
