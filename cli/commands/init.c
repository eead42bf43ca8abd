#include "cli/command.h"
#include "cli/deliver.h"
#include "inputs/offer_templates.h"

static enum status run(struct arena *arena, const struct options *options)
{
    const struct offer_template *template = options->template ? options->template : &offer_templates[0];
    const char *text = template->text;
    if (options->list) {
        text = "";
        for (template = offer_templates; template->name; template ++)
            text = arena_text(arena, "%s%-14s%s\n", text, template->name, template->summary);
    }
    return deliver_text(options, text);
}

const struct command command_init = {
    .name = "init",
    .operands = "",
    .summary = "a commented offer file to start from",
    .examples = "  offercast init --list\n"
                "  offercast init --template seed -o offer.json\n",
    .details = "The numbers of a template are typical ones; where they come from stands beside them, in\n"
               "comments (keys that begin with //). Put those of your offer in their place.\n",
    .groups = OPTION_FORCE | OPTION_TEMPLATE | OPTION_TEXT,
    .operands_min = 0,
    .operands_max = 0,
    .run = run,
};
