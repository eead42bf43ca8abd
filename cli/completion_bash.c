#include "cli/command.h"
#include "cli/completion.h"
#include "cli/option_values.h"

static const char head[] = "# bash completion for offercast, made from the records of its commands and options.\n"
                           "\n"
                           "_offercast_files()\n"
                           "{\n"
                           "    compopt -o filenames 2>/dev/null\n"
                           "    mapfile -t COMPREPLY < <(compgen -f -- \"$1\")\n"
                           "}\n"
                           "\n"
                           "_offercast_words()\n"
                           "{\n"
                           "    mapfile -t COMPREPLY < <(compgen -W \"$2\" -- \"$1\")\n"
                           "}\n"
                           "\n"
                           "_offercast()\n"
                           "{\n"
                           "    local current=${COMP_WORDS[COMP_CWORD]} before= options= files=\n"
                           "    ((COMP_CWORD > 0)) && before=${COMP_WORDS[COMP_CWORD - 1]}\n"
                           "    # --format=js comes as three words.\n"
                           "    if [[ $current == = ]]; then\n"
                           "        current=\n"
                           "    elif [[ $before == = ]] && ((COMP_CWORD > 1)); then\n"
                           "        before=${COMP_WORDS[COMP_CWORD - 2]}\n"
                           "    fi\n"
                           "    COMPREPLY=()\n";

static void put_spelling(struct page *out, const struct option_record *option)
{
    if (option->letter)
        page_putf(out, "-%c | ", option->letter);
    page_putf(out, "--%s", option->name);
}

/* What may follow an option that takes a value. */
static void put_values(struct page *out)
{
    page_put(out, "    case $before in\n");
    for (const struct option_record *option = option_list; option->name; option++) {
        enum option_value value = option_value(option);
        if (value == OPTION_VALUE_NONE)
            continue;
        page_put(out, "    ");
        put_spelling(out, option);
        page_put(out, ")\n");
        if (value == OPTION_VALUE_FILE)
            page_put(out, "        _offercast_files \"$current\"\n");
        if (value == OPTION_VALUE_WORD) {
            page_put(out, "        _offercast_words \"$current\" '");
            for (const struct option_word *word = option_words(option); word->name; word++)
                page_putf(out, "%s ", word->name);
            out->length--;
            page_put(out, "'\n");
        }
        page_put(out, "        return\n        ;;\n");
    }
    page_put(out, "    esac\n");
}

static void put_commands(struct page *out)
{
    page_put(out, "    if ((COMP_CWORD < 2)); then\n        _offercast_words \"$current\" '");
    for (size_t i = 0; command_list[i]; i++)
        page_putf(out, "%s ", command_list[i]->name);
    page_put(out, "--help --version'\n        return\n    fi\n    case ${COMP_WORDS[1]} in\n");
    for (size_t i = 0; command_list[i]; i++) {
        const struct command *command = command_list[i];
        page_putf(out, "    %s)\n        options='", command->name);
        for (const struct option_record *option = option_list; option->name; option++)
            if (option_belongs(option, command))
                page_putf(out, "--%s ", option->name);
        page_put(out, "--help'\n");
        if (command->operands_max)
            page_put(out, "        files=yes\n");
        page_put(out, "        ;;\n");
    }
    page_put(out, "    esac\n");
}

void completion_bash(struct page *out)
{
    page_put(out, head);
    put_values(out);
    put_commands(out);
    page_put(out, "    if [[ $current == -* ]]; then\n"
                  "        _offercast_words \"$current\" \"$options\"\n"
                  "    elif [[ $files ]]; then\n"
                  "        _offercast_files \"$current\"\n"
                  "    fi\n"
                  "}\n"
                  "\n"
                  "complete -F _offercast offercast\n");
}
