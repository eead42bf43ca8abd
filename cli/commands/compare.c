#include "cli/asking.h"
#include "cli/command.h"

const struct command command_compare = {
    .name = "compare",
    .operands = "A B [C...]|OFFERS",
    .summary = "the same offers on the same random numbers, pair by pair",
    .examples = "  offercast compare here.json there.json\n"
                "  offercast compare a.json b.json --risk-aversion 2 --set wealth='$800K'\n"
                "  offercast compare offers.json --against none\n"
                "  offercast compare a.json b.json c.json --format csv --stat difference,p_better\n"
                "  offercast compare a.json b.json --target net_advantage.difference=500\n",
    .details = "All offers see the same draws, addressed by name, so most of the noise cancels in the\n"
               "differences, and adding an offer changes no other number. The best one is called best\n"
               "only if the lower bound of its lead is above 0 for every other; else it is a tie. Up to\n"
               "12 offers, all in one currency. --set changes every offer.\n\n"
               "OFFERS is one file that holds several: {\"offers\": [{...}, {...}], ...}, whose other keys all\n"
               "share, or a sheet with an offer a row.\n\n"
               "Each offer is held against a market job, told by --against: `first`, that of the first offer;\n"
               "`own`, each against its own; `none`, against each other alone, counting all pay; FILE, that of\n"
               "another file. Without it, the job that the files agree on; where they differ, `own`, with a\n"
               "warning; where none has one, `none`.\n",
    .groups = OPTION_INPUT | OPTION_SIMULATION | OPTION_CHECKPOINT | OPTION_TARGET | OPTION_SHARD | OPTION_ABOVE |
              OPTION_COMPARE | OPTION_AGAINST | OPTION_OUTPUT,
    .operands_min = 1,
    .operands_max = 12,
    .run = asking_operands,
};
