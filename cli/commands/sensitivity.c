#include "cli/asking.h"
#include "cli/command.h"

const struct command command_sensitivity = {
    .name = "sensitivity",
    .operands = "OFFER",
    .summary = "what moves the answer, and what to find out first",
    .examples = "  offercast sensitivity offer.json\n"
                "  offercast sensitivity offer.json --paths 2e5 -o sensitivity.html\n"
                "  offercast sensitivity offer.json --format csv --stat evppi\n",
    .details = "Each uncertain input by itself: the mean of net_advantage at the input's 10th and 90th\n"
               "percentile (an event: not happening, happening; the exit: each of them), Spearman's rank\n"
               "correlation, first-order and total Sobol' indices (also of each table as one group), and\n"
               "the value of knowing it before choosing between the offer and the market job (EVPPI, up to\n"
               "EVPI for knowing everything). Every path is run again for each input and each end.\n",
    .groups = OPTION_INPUT | OPTION_SIMULATION | OPTION_CHECKPOINT | OPTION_SHARD | OPTION_OUTPUT,
    .operands_min = 1,
    .operands_max = 1,
    .run = asking_operands,
};
