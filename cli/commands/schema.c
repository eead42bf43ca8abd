#include "inputs/schema.h"

#include "cli/command.h"
#include "cli/deliver.h"
#include "outputs/result_schema.h"

/* Of every command that makes a result. */
static const char *results_text(struct arena *arena)
{
    struct text_buffer text = {.arena = arena};
    size_t count = 0;
    while (command_list[count])
        count++;
    struct result_answer *answer = arena_alloc(arena, count, sizeof *answer);
    count = 0;
    for (size_t i = 0; command_list[i]; i++)
        if (command_list[i]->tables)
            answer[count++] = (struct result_answer){command_list[i]->name, command_list[i]->tables};
    result_schema_put(&text, answer, count);
    return text.bytes;
}

static enum status run(struct arena *arena, const struct options *options)
{
    return deliver_text(options, options->results ? results_text(arena) : schema_text(arena));
}

const struct command command_schema = {
    .name = "schema",
    .operands = "",
    .summary = "the JSON Schema (draft 2020-12) of the offer file",
    .examples = "  offercast schema -o offer.schema.json\n"
                "  offercast schema --results -o results.schema.json\n",
    .details = "With it an editor completes the keys of an offer and says what they mean: name it in\n"
               "the editor's settings for *.json. What it refuses, `check` refuses. With --results it is\n"
               "the schema of what the other commands write as JSON.\n",
    .groups = OPTION_SCHEMA | OPTION_TEXT,
    .operands_min = 0,
    .operands_max = 0,
    .run = run,
};
