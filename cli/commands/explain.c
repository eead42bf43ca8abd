#include "cli/asking.h"
#include "cli/command.h"

const struct command command_explain = {
    .name = "explain",
    .operands = "OFFER",
    .summary = "one path, step by step: what was drawn, what followed",
    .examples = "  offercast explain offer.json --path 7\n"
                "  offercast explain offer.json --path 7 --format json\n"
                "  offercast explain offer.json --path 0:255 --format json\n",
    .details = "Path numbers are those of `run` with the same seed, paths, replicates and sampler.\n"
               "The JSON has every draw by its name and every amount, so that another program can compute\n"
               "the path from the offer: tests/reference/replay.py of the source does.\n",
    .groups = OPTION_INPUT | OPTION_SIMULATION | OPTION_PATH | OPTION_OUTPUT,
    .operands_min = 1,
    .operands_max = 1,
    .run = asking_operands,
};
