#include "cli/command.h"
#include "cli/completion.h"
#include "cli/option_values.h"

/* In single quotes fish reads \' and \\. */
static const char *quoted(struct arena *arena, const char *text)
{
    struct text_buffer out = {.arena = arena};
    text_put(&out, "'");
    for (; *text; text++)
        text_putf(&out, "%s%c", *text == '\'' || *text == '\\' ? "\\" : "", *text);
    text_put(&out, "'");
    return out.bytes;
}

static void put_values(struct text_buffer *out, const struct option_record *option)
{
    enum option_value value = option_value(option);
    if (value == OPTION_VALUE_FILE)
        text_put(out, " -r -F");
    if (value == OPTION_VALUE_ANY)
        text_put(out, " -x");
    if (value == OPTION_VALUE_WORD) {
        text_put(out, " -x -a '");
        for (const struct option_word *word = option_words(out->arena, option); word->name; word++)
            text_putf(out, "%s ", word->name);
        out->length--;
        text_put(out, "'");
    }
}

static void put_command(struct text_buffer *out, const struct command *command)
{
    const char *condition = arena_text(out->arena, "-n '__fish_seen_subcommand_from %s'", command->name);
    text_putf(out, "\ncomplete -c offercast -n __fish_use_subcommand -a %s -d %s\n", command->name,
              quoted(out->arena, command->summary));
    for (const struct option_record *option = option_list; option->name; option++) {
        if (!option_belongs(option, command))
            continue;
        text_putf(out, "complete -c offercast %s -l %s", condition, option->name);
        if (option->letter)
            text_putf(out, " -s %c", option->letter);
        put_values(out, option);
        text_putf(out, " -d %s\n", quoted(out->arena, option->summary));
    }
    if (command->operands_max)
        text_putf(out, "complete -c offercast %s -F\n", condition);
}

void completion_fish(struct text_buffer *out)
{
    text_put(out, "# fish completion for offercast, made from the records of its commands and options.\n"
                  "complete -c offercast -f\n"
                  "complete -c offercast -l help -d 'Tell more'\n"
                  "complete -c offercast -n __fish_use_subcommand -l version -d 'Name and version'\n");
    for (size_t i = 0; command_list[i]; i++)
        put_command(out, command_list[i]);
}
