#include "cli/command.h"
#include "cli/deliver.h"
#include "cli/page.h"

#include <stdio.h>

static const char *list(void)
{
    const char *text = "", *name, *meaning;
    for (size_t i = 0; (name = offercast_name(OFFERCAST_TEMPLATES, i, &meaning)); i++)
        text = page_text("%s%-14s%s\n", text, name, meaning);
    return text;
}

static enum offercast_status write_offer(const char *name, const char *path)
{
    enum { FAULT_BYTES = 8192 };
    char fault[FAULT_BYTES];
    enum offercast_status status = offercast_template_save(name, path, fault, sizeof fault);
    if (status != OFFERCAST_OK)
        fprintf(stderr, "offercast: %s\n", fault);
    return status;
}

static enum offercast_status run(const struct options *options)
{
    const char *name = options->template ? options->template : offercast_name(OFFERCAST_TEMPLATES, 0, NULL);
    enum offercast_status status = OFFERCAST_OK;
    if (options->list || !options->output.count)
        return deliver_text(options, options->list ? list() : offercast_template(name));
    for (size_t i = 0; i < options->output.count && status == OFFERCAST_OK; i++)
        status = write_offer(name, options->output.text[i]);
    return status;
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
