#include "cli/asking.h"
#include "cli/command.h"

const struct command command_check = {
    .name = "check",
    .operands = "OFFER",
    .summary = "read, validate, print every assumption; no simulation",
    .examples = "  offercast check offer.json\n"
                "  offercast check report.md\n",
    .details = "Accepts an offer without compensation or grants, and says what `run` would need.\n",
    .groups = OPTION_INPUT | OPTION_OUTPUT,
    .operands_min = 1,
    .operands_max = 1,
    .run = asking_operands,
};
