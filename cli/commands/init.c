#include "cli/command.h"
#include "cli/deliver.h"
#include "inputs/offer_templates.h"
#include "library/template_workbook.h"
#include "outputs/sink.h"

#include <stdio.h>
#include <string.h>

static bool is_workbook(const char *path)
{
    size_t length = strlen(path);
    return length > 5 && strcmp(path + length - 5, ".xlsx") == 0;
}

static enum status write_offer(struct arena *arena, const char *path, const char *text)
{
    struct text_buffer out = {.arena = arena};
    const char *fault = NULL;
    enum status status = STATUS_OK;
    if (is_workbook(path))
        status = template_workbook(text, &out, &fault);
    else
        text_put(&out, text);
    if (status == STATUS_OK)
        status = sink_write(path, out.bytes, out.length, &fault);
    if (status != STATUS_OK)
        fprintf(stderr, "offercast: %s\n", fault);
    return status;
}

static enum status run(struct arena *arena, const struct options *options)
{
    const struct offer_template *template = options->template ? options->template : &offer_templates[0];
    const char *text = template->text;
    if (options->list) {
        text = "";
        for (template = offer_templates; template->name; template ++)
            text = arena_text(arena, "%s%-14s%s\n", text, template->name, template->summary);
    }
    enum status status = STATUS_OK;
    for (size_t i = 0; i < options->output.count && status == STATUS_OK && !options->list; i++)
        status = write_offer(arena, options->output.text[i], text);
    return options->output.count && !options->list ? status : deliver_text(options, text);
}

const struct command command_init = {
    .name = "init",
    .operands = "",
    .summary = "a commented offer file to start from",
    .examples = "  offercast init --list\n"
                "  offercast init --template seed -o offer.json\n"
                "  offercast init --template series-b -o offer.xlsx\n",
    .details = "The numbers of a template are typical ones; where they come from stands beside them, in\n"
               "comments (keys that begin with //). Put those of your offer in their place.\n"
               "With -o FILE.xlsx it is a workbook to fill in, with lists to choose from; every\n"
               "command reads it as it is.\n",
    .groups = OPTION_FORCE | OPTION_TEMPLATE | OPTION_TEXT,
    .operands_min = 0,
    .operands_max = 0,
    .run = run,
};
