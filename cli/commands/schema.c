#include "inputs/schema.h"

#include "cli/command.h"
#include "cli/deliver.h"

static enum status run(struct arena *arena, const struct options *options)
{
    return deliver_text(options, schema_text(arena));
}

const struct command command_schema = {
    .name = "schema",
    .operands = "",
    .summary = "the JSON Schema (draft 2020-12) of the offer file",
    .examples = "  offercast schema -o offer.schema.json\n",
    .details = "With it an editor completes the keys of an offer and says what they mean: name it in\n"
               "the editor's settings for *.json. What it refuses, `check` refuses.\n",
    .groups = OPTION_TEXT,
    .operands_min = 0,
    .operands_max = 0,
    .run = run,
};
