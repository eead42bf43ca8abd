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

static void put_spelling(struct text_buffer *out, const struct option_record *option)
{
    if (option->letter)
        text_putf(out, "-%c | ", option->letter);
    text_putf(out, "--%s", option->name);
}

/* What may follow an option that takes a value. */
static void put_values(struct text_buffer *out)
{
    text_put(out, "    case $before in\n");
    for (const struct option_record *option = option_list; option->name; option++) {
        enum option_value value = option_value(option);
        if (value == OPTION_VALUE_NONE)
            continue;
        text_put(out, "    ");
        put_spelling(out, option);
        text_put(out, ")\n");
        if (value == OPTION_VALUE_FILE)
            text_put(out, "        _offercast_files \"$current\"\n");
        if (value == OPTION_VALUE_WORD) {
            text_put(out, "        _offercast_words \"$current\" '");
            for (const struct option_word *word = option_words(out->arena, option); word->name; word++)
                text_putf(out, "%s ", word->name);
            out->length--;
            text_put(out, "'\n");
        }
        text_put(out, "        return\n        ;;\n");
    }
    text_put(out, "    esac\n");
}

static void put_commands(struct text_buffer *out)
{
    text_put(out, "    if ((COMP_CWORD < 2)); then\n        _offercast_words \"$current\" '");
    for (size_t i = 0; command_list[i]; i++)
        text_putf(out, "%s ", command_list[i]->name);
    text_put(out, "--help --version'\n        return\n    fi\n    case ${COMP_WORDS[1]} in\n");
    for (size_t i = 0; command_list[i]; i++) {
        const struct command *command = command_list[i];
        text_putf(out, "    %s)\n        options='", command->name);
        for (const struct option_record *option = option_list; option->name; option++)
            if (option_belongs(option, command))
                text_putf(out, "--%s ", option->name);
        text_put(out, "--help'\n");
        if (command->operands_max)
            text_put(out, "        files=yes\n");
        text_put(out, "        ;;\n");
    }
    text_put(out, "    esac\n");
}

void completion_bash(struct text_buffer *out)
{
    text_put(out, head);
    put_values(out);
    put_commands(out);
    text_put(out, "    if [[ $current == -* ]]; then\n"
                  "        _offercast_words \"$current\" \"$options\"\n"
                  "    elif [[ $files ]]; then\n"
                  "        _offercast_files \"$current\"\n"
                  "    fi\n"
                  "}\n"
                  "\n"
                  "complete -F _offercast offercast\n");
}
