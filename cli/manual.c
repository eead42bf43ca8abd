#include "cli/manual.h"

#include "cli/option_sections.h"
#include "cli/option_values.h"
#include "cli/roff.h"

#include <ctype.h>
#include <string.h>

/* Of commands that take one of the groups of options; 0: of every command. */
static const struct {
    const char *status, *meaning;
    unsigned groups;
} statuses[] = {
    {"0", "Done.", 0},
    {"1", "The input is invalid; what is wrong, and where, is on standard error.", OPTION_INPUT},
    {"2", "Wrong usage: an unknown command or option, or a value that an option does not take.", 0},
    {"3", "A file could not be read or written.", 0},
    {"4", "Out of memory, or past a stated limit.", 0},
    {"5", "The accuracy that --target asks for was not reached; the result is written all the same.", OPTION_TARGET},
    {"130, 143", "Ended by SIGINT or SIGTERM.", 0}};

static const char *const variables[][2] = {
    {"NO_COLOR", "When set and not empty, no colour on a terminal. `--color` goes before it."},
    {"TERM", "On a terminal named dumb there is no colour."},
    {"LC_ALL, LC_CTYPE, LANG",
     "The first that is set tells whether tables on standard output may use more than ASCII. Numbers, dates and the "
     "order of anything never depend on it."}};

static const char *upper(const char *text)
{
    char *copy = page_copy(text, strlen(text));
    for (char *at = copy; *at; at++)
        *at = (char)toupper((unsigned char)*at);
    return copy;
}

static void put_head(struct page *out, const char *name, const char *summary)
{
    page_put(out, ".\\\" Made from the records of commands and options; edit those.\n.TH ");
    roff_put_word(out, upper(name));
    page_putf(out, " 1 \"\" \"offercast %s\" \"offercast manual\"\n.nh\n.ad l\n.SH NAME\n", offercast_version());
    roff_put_word(out, name);
    page_put(out, " \\-\n");
    roff_put_text(out, summary);
}

static void put_examples(struct page *out, const char *examples)
{
    page_put(out, ".SH EXAMPLES\n.nf\n");
    roff_put_lines(out, examples);
    page_put(out, ".fi\n");
}

static void put_term(struct page *out, const char *term, const char *meaning)
{
    page_put(out, ".TP\n.B ");
    roff_put_word(out, term);
    page_put(out, "\n");
    roff_put_text(out, meaning);
}

static void put_statuses(struct page *out, unsigned groups)
{
    page_put(out, ".SH EXIT STATUS\n");
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++)
        if (!statuses[i].groups || (statuses[i].groups & groups))
            put_term(out, statuses[i].status, statuses[i].meaning);
}

static void put_list(struct page *out, enum offercast_list list)
{
    const char *name, *meaning;
    for (size_t i = 0; (name = offercast_name(list, i, &meaning)); i++)
        put_term(out, name, meaning);
}

static void put_metrics(struct page *out)
{
    page_put(out, ".SH METRICS\n");
    roff_put_text(out, "What each path comes to. METRIC in the options:");
    put_list(out, OFFERCAST_METRICS);
    page_put(out, ".SH STATISTICS\n");
    roff_put_text(out,
                  "What is told of a metric, each with its interval. STATISTIC in the options; any percentile may be "
                  "asked for, such as p97.5:");
    put_list(out, OFFERCAST_STATISTICS);
}

static void put_variables(struct page *out)
{
    page_put(out, ".SH ENVIRONMENT\n");
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++)
        put_term(out, variables[i][0], variables[i][1]);
}

static void put_page_name(struct page *out, const char *name)
{
    page_put(out, ".BR ");
    roff_put_word(out, name);
    page_put(out, " (1)");
}

/* All pages but that of the command `but`; "" is that of the program. */
static void put_see_also(struct page *out, const char *but)
{
    bool first = !*but;
    page_put(out, ".SH SEE ALSO\n");
    if (*but)
        put_page_name(out, "offercast");
    for (size_t i = 0; command_list[i]; i++) {
        if (strcmp(command_list[i]->name, but) == 0)
            continue;
        page_put(out, first ? "" : ",\n");
        put_page_name(out, page_text("offercast-%s", command_list[i]->name));
        first = false;
    }
    page_put(out, "\n");
}

static void put_option(struct page *out, const struct option_record *option)
{
    page_put(out, ".TP\n\\fB");
    if (option->letter)
        page_putf(out, "\\-%c\\fR, \\fB", option->letter);
    roff_put_word(out, page_text("--%s", option->name));
    page_put(out, "\\fR");
    if (option->argument) {
        page_put(out, " \\fI");
        roff_put_word(out, option->argument);
        page_put(out, "\\fR");
    }
    page_put(out, "\n");
    roff_put_text(out, option->summary);
    const struct option_word *word = option_words(option);
    if (!word || !*word->meaning)
        return;
    page_put(out, ".RS\n");
    for (; word->name; word++)
        put_term(out, word->name, word->meaning);
    page_put(out, ".RE\n");
}

static void put_options(struct page *out, const struct command *command)
{
    page_put(out, ".SH OPTIONS\n");
    for (const struct option_section *section = option_sections; section->title; section++) {
        const struct option_record *option = option_section_next(section, command, NULL);
        if (option && section->groups)
            page_putf(out, ".SS %s\n", section->title);
        for (; option; option = option_section_next(section, command, option))
            put_option(out, option);
    }
}

static void put_commands(struct page *out)
{
    page_put(out, ".SH COMMANDS\n");
    for (size_t i = 0; command_list[i]; i++) {
        page_put(out, ".TP\n");
        put_page_name(out, page_text("offercast-%s", command_list[i]->name));
        page_put(out, "\n");
        roff_put_text(out, command_list[i]->summary);
    }
}

static void put_rules(struct page *out)
{
    page_put(out, ".SH DESCRIPTION\n");
    roff_put_text(out, "Reads a job offer, simulates a million futures of it (exits, layoffs, vesting, pay) and "
                       "prints what it is worth compared with the pay it costs, every figure with its interval.");
    page_put(out, ".PP\n");
    roff_put_text(out, "An offer is a JSON file, a Markdown report, a folder of CSV tables, one CSV table, or - for "
                       "standard input; the ending tells which, else the first byte. `offercast init` writes a "
                       "commented one to start from, `offercast schema` the JSON Schema of its keys.");
    page_put(out, ".PP\n");
    roff_put_text(out, "Results go to standard output and to the files that -o names, all else to standard error. A "
                       "file is written whole or not at all. The same offer, seed, paths, replicates, sampler and "
                       "level give the same bytes, whatever the threads, the processor or the locale.");
    page_put(out, ".PP\n");
    roff_put_text(out, "A command takes its options and operands in any order; what follows -- is an operand. "
                       "`--option VALUE` and `--option=VALUE` mean the same. `--help` anywhere prints help; "
                       "`--version` alone prints the version.");
}

const char *manual_program(void)
{
    struct page out = {0};
    put_head(&out, "offercast", "what a startup job offer is worth, with honest intervals");
    page_put(&out, ".SH SYNOPSIS\n.B offercast\n.I COMMAND\n.RI [ OPTIONS ]\n.br\n.B offercast \\-\\-version\n.br\n"
                   ".B offercast\n.RI [ COMMAND ]\n.B \\-\\-help\n");
    put_rules(&out);
    put_commands(&out);
    put_metrics(&out);
    put_statuses(&out, ~0U);
    put_variables(&out);
    put_examples(&out, "  offercast init --template seed -o offer.json\n"
                       "  offercast check offer.json\n"
                       "  offercast run offer.json\n"
                       "  offercast run report.md --set grants.0.percent=0.01% -o report.html\n");
    put_see_also(&out, "");
    return out.bytes;
}

const char *manual_command(const struct command *command)
{
    struct page out = {0};
    put_head(&out, page_text("offercast-%s", command->name), command->summary);
    page_put(&out, ".SH SYNOPSIS\n.B offercast ");
    roff_put_word(&out, command->name);
    page_put(&out, "\n");
    if (*command->operands) {
        page_put(&out, ".I ");
        roff_put_word(&out, command->operands);
        page_put(&out, "\n");
    }
    page_put(&out, ".RI [ OPTIONS ]\n.SH DESCRIPTION\n");
    roff_put_prose(&out, command->details);
    put_options(&out, command);
    put_statuses(&out, command->groups);
    put_examples(&out, command->examples);
    put_see_also(&out, command->name);
    return out.bytes;
}
