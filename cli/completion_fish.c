#include "cli/command.h"
#include "cli/completion.h"
#include "cli/option_values.h"

/* In single quotes fish reads \' and \\. */
static const char *quoted(const char *text)
{
    struct page out = {0};
    page_put(&out, "'");
    for (; *text; text++)
        page_putf(&out, "%s%c", *text == '\'' || *text == '\\' ? "\\" : "", *text);
    page_put(&out, "'");
    return out.bytes;
}

static void put_values(struct page *out, const struct option_record *option)
{
    enum option_value value = option_value(option);
    if (value == OPTION_VALUE_FILE)
        page_put(out, " -r -F");
    if (value == OPTION_VALUE_ANY)
        page_put(out, " -x");
    if (value == OPTION_VALUE_WORD) {
        page_put(out, " -x -a '");
        for (const struct option_word *word = option_words(option); word->name; word++)
            page_putf(out, "%s ", word->name);
        out->length--;
        page_put(out, "'");
    }
}

static void put_command(struct page *out, const struct command *command)
{
    const char *condition = page_text("-n '__fish_seen_subcommand_from %s'", command->name);
    page_putf(out, "\ncomplete -c offercast -n __fish_use_subcommand -a %s -d %s\n", command->name,
              quoted(command->summary));
    for (const struct option_record *option = option_list; option->name; option++) {
        if (!option_belongs(option, command))
            continue;
        page_putf(out, "complete -c offercast %s -l %s", condition, option->name);
        if (option->letter)
            page_putf(out, " -s %c", option->letter);
        put_values(out, option);
        page_putf(out, " -d %s\n", quoted(option->summary));
    }
    if (command->operands_max)
        page_putf(out, "complete -c offercast %s -F\n", condition);
}

void completion_fish(struct page *out)
{
    page_put(out, "# fish completion for offercast, made from the records of its commands and options.\n"
                  "complete -c offercast -f\n"
                  "complete -c offercast -l help -d 'Tell more'\n"
                  "complete -c offercast -n __fish_use_subcommand -l version -d 'Name and version'\n");
    for (size_t i = 0; command_list[i]; i++)
        put_command(out, command_list[i]);
}
