#include "cli/manual.h"

#include "analysis/statistic.h"
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

static const char *upper(struct arena *arena, const char *text)
{
    char *copy = arena_copy(arena, text, strlen(text));
    for (char *at = copy; *at; at++)
        *at = (char)toupper((unsigned char)*at);
    return copy;
}

static void put_head(struct text_buffer *out, const char *name, const char *summary)
{
    text_put(out, ".\\\" Made from the records of commands and options; edit those.\n.TH ");
    roff_put_word(out, upper(out->arena, name));
    text_put(out, " 1 \"\" \"offercast " OFFERCAST_VERSION "\" \"offercast manual\"\n.nh\n.ad l\n.SH NAME\n");
    roff_put_word(out, name);
    text_put(out, " \\-\n");
    roff_put_text(out, summary);
}

static void put_examples(struct text_buffer *out, const char *examples)
{
    text_put(out, ".SH EXAMPLES\n.nf\n");
    roff_put_lines(out, examples);
    text_put(out, ".fi\n");
}

static void put_term(struct text_buffer *out, const char *term, const char *meaning)
{
    text_put(out, ".TP\n.B ");
    roff_put_word(out, term);
    text_put(out, "\n");
    roff_put_text(out, meaning);
}

static void put_statuses(struct text_buffer *out, unsigned groups)
{
    text_put(out, ".SH EXIT STATUS\n");
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++)
        if (!statuses[i].groups || (statuses[i].groups & groups))
            put_term(out, statuses[i].status, statuses[i].meaning);
}

static void put_metrics(struct text_buffer *out)
{
    text_put(out, ".SH METRICS\n");
    roff_put_text(out, "What each path comes to. METRIC in the options:");
    for (size_t m = 0; m < METRICS; m++)
        put_term(out, metrics[m].key, metrics[m].sentence);
    text_put(out, ".SH STATISTICS\n");
    roff_put_text(out,
                  "What is told of a metric, each with its interval. STATISTIC in the options; any percentile may be "
                  "asked for, such as p97.5:");
    for (size_t i = 0; i < STATISTICS; i++)
        put_term(out, statistics[i].key, statistics[i].sentence);
}

static void put_variables(struct text_buffer *out)
{
    text_put(out, ".SH ENVIRONMENT\n");
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++)
        put_term(out, variables[i][0], variables[i][1]);
}

static void put_page_name(struct text_buffer *out, const char *name)
{
    text_put(out, ".BR ");
    roff_put_word(out, name);
    text_put(out, " (1)");
}

/* All pages but that of the command `but`; "" is that of the program. */
static void put_see_also(struct text_buffer *out, const char *but)
{
    bool first = !*but;
    text_put(out, ".SH SEE ALSO\n");
    if (*but)
        put_page_name(out, "offercast");
    for (size_t i = 0; command_list[i]; i++) {
        if (strcmp(command_list[i]->name, but) == 0)
            continue;
        text_put(out, first ? "" : ",\n");
        put_page_name(out, arena_text(out->arena, "offercast-%s", command_list[i]->name));
        first = false;
    }
    text_put(out, "\n");
}

static void put_option(struct text_buffer *out, const struct option_record *option)
{
    text_put(out, ".TP\n\\fB");
    if (option->letter)
        text_putf(out, "\\-%c\\fR, \\fB", option->letter);
    roff_put_word(out, arena_text(out->arena, "--%s", option->name));
    text_put(out, "\\fR");
    if (option->argument) {
        text_put(out, " \\fI");
        roff_put_word(out, option->argument);
        text_put(out, "\\fR");
    }
    text_put(out, "\n");
    roff_put_text(out, option->summary);
    const struct option_word *word = option_words(out->arena, option);
    if (!word || !*word->meaning)
        return;
    text_put(out, ".RS\n");
    for (; word->name; word++)
        put_term(out, word->name, word->meaning);
    text_put(out, ".RE\n");
}

static void put_options(struct text_buffer *out, const struct command *command)
{
    text_put(out, ".SH OPTIONS\n");
    for (const struct option_section *section = option_sections; section->title; section++) {
        const struct option_record *option = option_section_next(section, command, NULL);
        if (option && section->groups)
            text_putf(out, ".SS %s\n", section->title);
        for (; option; option = option_section_next(section, command, option))
            put_option(out, option);
    }
}

static void put_commands(struct text_buffer *out)
{
    text_put(out, ".SH COMMANDS\n");
    for (size_t i = 0; command_list[i]; i++) {
        text_put(out, ".TP\n");
        put_page_name(out, arena_text(out->arena, "offercast-%s", command_list[i]->name));
        text_put(out, "\n");
        roff_put_text(out, command_list[i]->summary);
    }
}

static void put_rules(struct text_buffer *out)
{
    text_put(out, ".SH DESCRIPTION\n");
    roff_put_text(out, "Reads a job offer, simulates a million futures of it (exits, layoffs, vesting, pay) and "
                       "prints what it is worth compared with the pay it costs, every figure with its interval.");
    text_put(out, ".PP\n");
    roff_put_text(out, "An offer is a JSON file, a Markdown report, a folder of CSV tables, one CSV table, or - for "
                       "standard input; the ending tells which, else the first byte. `offercast init` writes a "
                       "commented one to start from, `offercast schema` the JSON Schema of its keys.");
    text_put(out, ".PP\n");
    roff_put_text(out, "Results go to standard output and to the files that -o names, all else to standard error. A "
                       "file is written whole or not at all. The same offer, seed, paths, replicates, sampler and "
                       "level give the same bytes, whatever the threads, the processor or the locale.");
    text_put(out, ".PP\n");
    roff_put_text(out, "A command takes its options and operands in any order; what follows -- is an operand. "
                       "`--option VALUE` and `--option=VALUE` mean the same. `--help` anywhere prints help; "
                       "`--version` alone prints the version.");
}

const char *manual_program(struct arena *arena)
{
    struct text_buffer out = {.arena = arena};
    put_head(&out, "offercast", "what a startup job offer is worth, with honest intervals");
    text_put(&out, ".SH SYNOPSIS\n.B offercast\n.I COMMAND\n.RI [ OPTIONS ]\n.br\n.B offercast \\-\\-version\n.br\n"
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

const char *manual_command(struct arena *arena, const struct command *command)
{
    struct text_buffer out = {.arena = arena};
    put_head(&out, arena_text(arena, "offercast-%s", command->name), command->summary);
    text_put(&out, ".SH SYNOPSIS\n.B offercast ");
    roff_put_word(&out, command->name);
    text_put(&out, "\n");
    if (*command->operands) {
        text_put(&out, ".I ");
        roff_put_word(&out, command->operands);
        text_put(&out, "\n");
    }
    text_put(&out, ".RI [ OPTIONS ]\n.SH DESCRIPTION\n");
    roff_put_prose(&out, command->details);
    put_options(&out, command);
    put_statuses(&out, command->groups);
    put_examples(&out, command->examples);
    put_see_also(&out, command->name);
    return out.bytes;
}
