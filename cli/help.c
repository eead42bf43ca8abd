#include "cli/help.h"

#include "cli/option_sections.h"
#include "cli/page.h"

#include <string.h>

enum { PAGE_COLUMNS = 80, OPTION_COLUMN = 28, COMMAND_COLUMN = 15 };

enum offercast_status help_version(void)
{
    printf("offercast %s\n", offercast_version());
    return OFFERCAST_OK;
}

/* "  --paths N       how many ...", folded. */
static void put_entry(struct page *out, const char *left, size_t column, const char *summary)
{
    const char *indent = page_text("%*s", (int)column, "");
    size_t length = strlen(left);
    if (length + 1 < column) {
        page_put_paragraph(out, summary, PAGE_COLUMNS, page_text("%-*s", (int)column, left), indent);
    } else {
        page_putf(out, "%s\n", left);
        page_put_paragraph(out, summary, PAGE_COLUMNS, indent, indent);
    }
}

/* Lines that begin with a space stay as they are; what stands between them flows. */
static void put_prose(struct page *out, const char *text)
{
    struct page flow = {0};
    while (*text) {
        size_t length = strcspn(text, "\n");
        bool as_it_is = *text == ' ' || length == 0;
        if (as_it_is && flow.length) {
            page_put_paragraph(out, flow.bytes, PAGE_COLUMNS, "", "");
            flow = (struct page){0};
        }
        if (as_it_is)
            page_putf(out, "%.*s\n", (int)length, text);
        else
            page_putf(&flow, "%s%.*s", flow.length ? " " : "", (int)length, text);
        text += length + (text[length] == '\n');
    }
    if (flow.length)
        page_put_paragraph(out, flow.bytes, PAGE_COLUMNS, "", "");
}

enum offercast_status help_program(FILE *stream)
{
    struct page out = {0};
    page_put(&out, "offercast: what a startup job offer is worth, with honest intervals\n\n"
                   "  offercast init -o offer.json       a commented offer file to fill in\n"
                   "  offercast run offer.json           what it is worth, in tables\n"
                   "  offercast run report.md --set grants.0.percent=0.01% -o report.html\n\n"
                   "Usage: offercast COMMAND [OPTIONS]\n\n"
                   "Commands:\n");
    for (size_t i = 0; command_list[i]; i++)
        put_entry(&out, page_text("  %s", command_list[i]->name), COMMAND_COLUMN, command_list[i]->summary);
    page_put(&out, "\n`offercast COMMAND --help` tells more, `man offercast` most.\n"
                   "`offercast --version` prints the version.\n\n"
                   "Exit status: 0 done, 1 invalid input, 2 wrong usage, 3 a file could not be read\n"
                   "or written, 4 out of memory or past a limit, 5 the asked accuracy was not\n"
                   "reached, 130 or 143 ended by a signal.\n");
    fputs(out.bytes, stream);
    return OFFERCAST_OK;
}

static void put_section(struct page *out, const struct option_section *section, const struct command *command)
{
    const struct option_record *option = option_section_next(section, command, NULL);
    if (option)
        page_putf(out, "\n%s:\n", section->title);
    for (; option; option = option_section_next(section, command, option)) {
        const char *letter = option->letter ? page_text("-%c, ", option->letter) : "    ";
        const char *left = page_text("  %s--%s%s%s", letter, option->name, option->argument ? " " : "",
                                     option->argument ? option->argument : "");
        put_entry(out, left, OPTION_COLUMN, option->summary);
    }
}

enum offercast_status help_command(const struct command *command)
{
    struct page out = {0};
    page_putf(&out, "offercast %s: %s\n\n%s\nUsage: offercast %s%s%s [OPTIONS]\n\n", command->name, command->summary,
              command->examples, command->name, *command->operands ? " " : "", command->operands);
    put_prose(&out, command->details);
    for (const struct option_section *section = option_sections; section->title; section++)
        put_section(&out, section, command);
    fputs(out.bytes, stdout);
    return OFFERCAST_OK;
}

void help_no_command(const char *name)
{
    if (!name) {
        help_program(stderr);
        return;
    }
    const char *names[64];
    size_t count = 0;
    for (size_t i = 0; command_list[i] && count < 64; i++)
        names[count++] = command_list[i]->name;
    const char *near = offercast_nearest(name, names, count);
    fprintf(stderr, "offercast: there is no command %s%s%s%s\n  help: offercast --help\n", name,
            near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
}
