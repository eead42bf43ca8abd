#include "cli/command.h"
#include "cli/deliver.h"
#include "cli/load.h"
#include "inputs/offer_writer.h"
#include "inputs/problems_print.h"

#include <stdio.h>
#include <string.h>

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
static void say_missing(const struct options *options, const struct offer_input *input)
{
    const char *file = options->output.count ? options->output.text[0] : "-";
    if (!input->missing_count || options->quiet)
        return;
    fputs("offercast: a simulation still needs the values below; those shown are examples, put yours:\n"
          "    offercast run ",
          stderr);
    put_quoted(strcmp(file, "-") == 0 ? "offer.json" : file);
    for (size_t i = 0; i < input->missing_count; i++)
        fprintf(stderr, " \\\n        %s", input->missing[i]);
    fputc('\n', stderr);
}

/* What could be read of a report or letter is written all the same, with what is to be filled in; its faults are told
 * already. */
static enum status write_with_blanks(struct arena *arena, const struct options *options,
                                     const struct offer_input *input, enum status faults)
{
    if (faults != STATUS_INVALID || !offer_writer_holds_something(input))
        return faults;
    enum status status = deliver_text(options, offer_writer_text(arena, input));
    if (status == STATUS_OK && !options->quiet)
        fputs("offercast: written all the same: \"to fill in\" marks what has to be put right\n", stderr);
    return status == STATUS_OK ? faults : status;
}

static enum status run(struct arena *arena, const struct options *options)
{
    struct offer_input input;
    enum status status = load_offer(arena, options, options->operands.text[0], false, &input);
    if (status != STATUS_OK)
        return write_with_blanks(arena, options, &input, status);
    status = deliver_text(options, offer_writer_text(arena, &input));
    if (status != STATUS_OK)
        return status;
    if (!options->quiet)
        problems_print_warnings(input.problems, stderr);
    say_missing(options, &input);
    return STATUS_OK;
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
