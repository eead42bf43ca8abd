#include "cli/asking.h"
#include "cli/command.h"

const struct command command_fragility = {
    .name = "fragility",
    .operands = "OFFER...",
    .summary = "which unsaid things turn the answer: each run again another way",
    .examples = "  offercast fragility offer.json\n"
                "  offercast fragility offer-a.json offer-b.json\n"
                "  offercast fragility offer.json --format json\n"
                "  offercast run offer.json --assume job-loss-costs\n",
    .details = "Where an offer says nothing the program takes a default. Each row is the offer with one of\n"
               "them changed, on the same random numbers: the mean of net_advantage, the chance of\n"
               "beating the market, the difference from the offer as it stands, and whether the sign\n"
               "turns or even odds are crossed. Rows that cannot matter to this offer are left out.\n"
               "Of several offers (at most four) each is read in the same way, and a row says\n"
               "whether another one is then the best.\n",
    .groups = OPTION_INPUT | OPTION_SIMULATION | OPTION_CHECKPOINT | OPTION_OUTPUT,
    .operands_min = 1,
    .operands_max = 4,
    .run = asking_operands,
};
