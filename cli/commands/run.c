#include "cli/asking.h"
#include "cli/command.h"
#include "cli/deliver.h"

#include <stdio.h>

static enum offercast_status run(const struct options *options)
{
    enum offercast_status status = OFFERCAST_OK;
    if (options->keep && options->operands.count > 1) {
        fputs("offercast: --keep takes one offer at a time\n  help: offercast run --help\n", stderr);
        return OFFERCAST_USAGE;
    }
    if (options->keep)
        status = deliver_check_file(options->keep);
    return status == OFFERCAST_OK ? asking_operands(options) : status;
}

const struct command command_run = {
    .name = "run",
    .operands = "OFFER...",
    .summary = "simulate; print expected equity, foregone pay and what is left",
    .examples = "  offercast run examples/hugging-face.json\n"
                "  offercast run report.md --set grants.0.percent=0.01% --set stay='2-3 years'\n"
                "  offercast run offer.json -o report.html -o report.xlsx --paths 1e7\n"
                "  offercast run offer.json --target net_advantage.mean=500 --format json\n",
    .details = "OFFER is a JSON offer file, a Markdown report, a folder of CSV tables, one CSV table, or -.\n",
    .groups = OPTION_INPUT | OPTION_SIMULATION | OPTION_CHECKPOINT | OPTION_TARGET | OPTION_SHARD | OPTION_ABOVE |
              OPTION_KEEP | OPTION_OUTPUT | OPTION_SECOND_ORDER,
    .operands_min = 1,
    .operands_max = OPERANDS_MOST,
    .run = run,
};
