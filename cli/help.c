#include "cli/help.h"
#include "inputs/nearest_word.h"

#include "cli/option_sections.h"
#include "inputs/problems.h"
#include "outputs/paragraph.h"

#include <string.h>

enum { PAGE_COLUMNS = 80, OPTION_COLUMN = 28, COMMAND_COLUMN = 15 };

enum status help_version(void)
{
    puts("offercast " OFFERCAST_VERSION);
    return STATUS_OK;
}

/* "  --paths N       how many ...", folded. */
static void put_entry(struct text_buffer *out, const char *left, size_t column, const char *summary)
{
    const char *indent = arena_text(out->arena, "%*s", (int)column, "");
    size_t length = strlen(left);
    if (length + 1 < column) {
        paragraph_put(out, summary, PAGE_COLUMNS, arena_text(out->arena, "%-*s", (int)column, left), indent);
    } else {
        text_putf(out, "%s\n", left);
        paragraph_put(out, summary, PAGE_COLUMNS, indent, indent);
    }
}

/* Lines that begin with a space stay as they are; what stands between them flows. */
static void put_prose(struct text_buffer *out, const char *text)
{
    struct text_buffer flow = {.arena = out->arena};
    while (*text) {
        size_t length = strcspn(text, "\n");
        bool as_it_is = *text == ' ' || length == 0;
        if (as_it_is && flow.length) {
            paragraph_put(out, flow.bytes, PAGE_COLUMNS, "", "");
            flow = (struct text_buffer){.arena = out->arena};
        }
        if (as_it_is)
            text_putf(out, "%.*s\n", (int)length, text);
        else
            text_putf(&flow, "%s%.*s", flow.length ? " " : "", (int)length, text);
        text += length + (text[length] == '\n');
    }
    if (flow.length)
        paragraph_put(out, flow.bytes, PAGE_COLUMNS, "", "");
}

enum status help_program(struct arena *arena, FILE *stream)
{
    struct text_buffer out = {.arena = arena};
    text_put(&out, "offercast: what a startup job offer is worth, with honest intervals\n\n"
                   "  offercast init -o offer.json       a commented offer file to fill in\n"
                   "  offercast run offer.json           what it is worth, in tables\n"
                   "  offercast run report.md --set grants.0.percent=0.01% -o report.html\n\n"
                   "Usage: offercast COMMAND [OPTIONS]\n\n"
                   "Commands:\n");
    for (size_t i = 0; command_list[i]; i++)
        put_entry(&out, arena_text(arena, "  %s", command_list[i]->name), COMMAND_COLUMN, command_list[i]->summary);
    text_put(&out, "\n`offercast COMMAND --help` tells more, `man offercast` most.\n"
                   "`offercast --version` prints the version.\n\n"
                   "Exit status: 0 done, 1 invalid input, 2 wrong usage, 3 a file could not be read\n"
                   "or written, 4 out of memory or past a limit, 5 the asked accuracy was not\n"
                   "reached, 130 or 143 ended by a signal.\n");
    fputs(out.bytes, stream);
    return STATUS_OK;
}

static void put_section(struct text_buffer *out, const struct option_section *section, const struct command *command)
{
    const struct option_record *option = option_section_next(section, command, NULL);
    if (option)
        text_putf(out, "\n%s:\n", section->title);
    for (; option; option = option_section_next(section, command, option)) {
        const char *letter = option->letter ? arena_text(out->arena, "-%c, ", option->letter) : "    ";
        const char *left = arena_text(out->arena, "  %s--%s%s%s", letter, option->name, option->argument ? " " : "",
                                      option->argument ? option->argument : "");
        put_entry(out, left, OPTION_COLUMN, option->summary);
    }
}

enum status help_command(struct arena *arena, const struct command *command)
{
    struct text_buffer out = {.arena = arena};
    text_putf(&out, "offercast %s: %s\n\n%s\nUsage: offercast %s%s%s [OPTIONS]\n\n", command->name, command->summary,
              command->examples, command->name, *command->operands ? " " : "", command->operands);
    put_prose(&out, command->details);
    for (const struct option_section *section = option_sections; section->title; section++)
        put_section(&out, section, command);
    fputs(out.bytes, stdout);
    return STATUS_OK;
}

void help_no_command(struct arena *arena, const char *name)
{
    if (!name) {
        help_program(arena, stderr);
        return;
    }
    const char *names[64];
    size_t count = 0;
    for (size_t i = 0; command_list[i] && count < 64; i++)
        names[count++] = command_list[i]->name;
    const char *near = nearest_word(name, names, count);
    fprintf(stderr, "offercast: there is no command %s%s%s%s\n  help: offercast --help\n", name,
            near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
}
