#include "cli/asking.h"
#include "cli/command.h"

const struct command command_waterfall = {
    .name = "waterfall",
    .operands = "OFFER",
    .summary = "who gets what at these exits, and the breakpoints",
    .examples = "  offercast waterfall offer.json --exit '50M,80M,100M'\n"
                "  offercast waterfall offer.json --breakpoints --format csv\n",
    .details = "Needs only the offer's `capital`. The exits are sales: costs, debt and carve-out come\n"
               "off the top, then claims by seniority, conversion where it pays, options where the price\n"
               "passes their strike. With --breakpoints the CSV holds the breakpoints instead.\n",
    .groups = OPTION_INPUT | OPTION_WATERFALL | OPTION_OUTPUT,
    .operands_min = 1,
    .operands_max = 1,
    .run = asking_operands,
};
