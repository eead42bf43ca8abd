#include "cli/command.h"
#include "cli/completion.h"
#include "cli/option_values.h"

#include <string.h>

/* Of _arguments: the spec after the option's name. Brackets, colons and backslashes mean something in it. */
static const char special[] = "[]:\\";

static const char *action(const struct option_record *option)
{
    switch (option_value(option)) {
    case OPTION_VALUE_FILE:
        return "_files";
    case OPTION_VALUE_WORD: {
        struct page words = {0};
        for (const struct option_word *word = option_words(option); word->name; word++)
            page_putf(&words, "%s%s", words.length ? " " : "", word->name);
        return page_text("(%s)", words.bytes);
    }
    default:
        return " ";
    }
}

static void put_spec(struct page *out, const struct option_record *option, const char *spelling)
{
    const char *summary = completion_escaped(option->summary, special);
    page_putf(out, " \\\n                '%s%s[%s]", strstr(option->summary, "(repeatable") ? "*" : "", spelling,
              summary);
    if (option->argument)
        page_putf(out, ":%s:%s", completion_escaped(option->argument, special), action(option));
    page_put(out, "'");
}

static void put_command(struct page *out, const struct command *command)
{
    page_putf(out, "            %s)\n            _arguments -s", command->name);
    for (const struct option_record *option = option_list; option->name; option++) {
        if (!option_belongs(option, command))
            continue;
        if (option->letter)
            put_spec(out, option, page_text("-%c%s", option->letter, option->argument ? "+" : ""));
        put_spec(out, option, page_text("--%s%s", option->name, option->argument ? "=" : ""));
    }
    page_put(out, " \\\n                '--help[tell more]'");
    if (command->operands_max) {
        const char *operand = completion_escaped(command->operands, special);
        page_putf(out, " \\\n                '%s:%s:_files'", command->operands_max > 1 ? "*" : "1", operand);
    }
    page_put(out, "\n            ;;\n");
}

void completion_zsh(struct page *out)
{
    page_put(out, "#compdef offercast\n"
                  "# Made from the records of the commands and options of offercast.\n"
                  "\n"
                  "_offercast()\n"
                  "{\n"
                  "    local context state state_descr line\n"
                  "    typeset -A opt_args\n"
                  "    local -a commands\n"
                  "    commands=(\n");
    for (size_t i = 0; command_list[i]; i++)
        page_putf(out, "        '%s:%s'\n", command_list[i]->name, completion_escaped(command_list[i]->summary, ":\\"));
    page_put(out, "    )\n"
                  "    _arguments -C \\\n"
                  "        '(- *)--help[what there is]' \\\n"
                  "        '(- *)--version[name and version]' \\\n"
                  "        '1: :->command' \\\n"
                  "        '*:: :->argument'\n"
                  "    case $state in\n"
                  "        command)\n"
                  "        _describe -t commands 'offercast command' commands\n"
                  "        ;;\n"
                  "        argument)\n"
                  "        case $words[1] in\n");
    for (size_t i = 0; command_list[i]; i++)
        put_command(out, command_list[i]);
    page_put(out, "        esac\n"
                  "        ;;\n"
                  "    esac\n"
                  "}\n"
                  "\n"
                  "_offercast \"$@\"\n");
}
