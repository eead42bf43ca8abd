#include "cli/help.h"

#include "inputs/problems.h"

#include <string.h>

enum { OPTION_COLUMN = 28 };

enum status help_version(void)
{
    puts("offercast " OFFERCAST_VERSION);
    return STATUS_OK;
}

enum status help_program(FILE *stream)
{
    fputs("offercast: what a startup job offer is worth, with honest intervals\n\n"
          "  offercast run examples/hugging-face.json\n"
          "  offercast run report.md --set grants.0.percent=0.01% -o report.html\n\n"
          "Commands:\n",
          stream);
    for (size_t i = 0; command_list[i]; i++)
        fprintf(stream, "  %-12s %s\n", command_list[i]->name, command_list[i]->summary);
    fputs("\n`offercast COMMAND --help` tells more; `offercast --version` prints the version.\n"
          "Exit status: 0 done, 1 invalid input, 2 wrong usage, 3 a file could not be read or\n"
          "written, 4 out of memory or past a limit, 5 the asked accuracy was not reached.\n",
          stream);
    return STATUS_OK;
}

/* "      --paths N       how many ...", folded at 80 columns. */
static void print_option(const struct option_record *option)
{
    char left[64];
    char letter[8] = "    ";
    if (option->letter)
        snprintf(letter, sizeof letter, "-%c, ", option->letter);
    snprintf(left, sizeof left, "  %s--%s%s%s", letter, option->name, option->argument ? " " : "",
             option->argument ? option->argument : "");
    printf("%-*s", OPTION_COLUMN, left);
    size_t column = strlen(left) < OPTION_COLUMN ? OPTION_COLUMN : strlen(left);
    for (const char *word = option->summary; *word;) {
        size_t length = strcspn(word, " ");
        if (column + 1 + length > 80) {
            printf("\n%*s", OPTION_COLUMN, "");
            column = OPTION_COLUMN;
        }
        printf(" %.*s", (int)length, word);
        column += 1 + length;
        word += length + (word[length] == ' ');
    }
    putchar('\n');
}

enum status help_command(const struct command *command)
{
    printf("offercast %s: %s\n\n%s\nUsage: offercast %s %s [OPTIONS]\n\n%s\nOptions:\n", command->name,
           command->summary, command->examples, command->name, command->operands, command->details);
    for (const struct option_record *option = option_list; option->name; option++)
        if (option_belongs(option, command))
            print_option(option);
    return STATUS_OK;
}

void help_no_command(struct arena *arena, const char *name)
{
    (void)arena;
    if (!name) {
        help_program(stderr);
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
