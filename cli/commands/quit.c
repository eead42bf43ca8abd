#include "cli/asking.h"
#include "cli/command.h"

const struct command command_quit = {
    .name = "quit",
    .operands = "OFFER",
    .summary = "when to leave, and what the option to leave is worth",
    .examples = "  offercast quit offer.json\n"
                "  offercast quit offer.json --format csv\n",
    .details = "While you work there you know the month, and that no exit has come. So the best rule is to\n"
               "stay until a month that can be named today. Each whole month of the stay is run on the\n"
               "same random numbers; the option is what leaving at the end of the best one brings more than\n"
               "the stay of the offer. The month is chosen on half of the replicates and valued on the\n"
               "other half, both ways, so that it does not look good by chance.\n",
    .groups = OPTION_INPUT | OPTION_SIMULATION | OPTION_CHECKPOINT | OPTION_OUTPUT,
    .operands_min = 1,
    .operands_max = 1,
    .run = asking_operands,
};
