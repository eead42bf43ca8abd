#include "cli/command.h"
#include "cli/deliver.h"

#include <stdlib.h>

static enum offercast_status run(const struct options *options)
{
    char *text = offercast_schema(options->results);
    enum offercast_status status = text ? deliver_text(options, text) : deliver_out_of_memory();
    free(text);
    return status;
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
