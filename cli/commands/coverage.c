#include "cli/asking.h"
#include "cli/command.h"

const struct command command_coverage = {
    .name = "coverage",
    .operands = "OFFER",
    .summary = "how often the printed intervals cover, on this very offer",
    .examples = "  offercast coverage examples/hugging-face.json\n"
                "  offercast coverage offer.json --sampler mc --repeats 200 --format csv\n",
    .details = "Repeats the run with the seeds S, S+1, ... (--paths of each: 65536 unless given) and holds every\n"
               "interval against one long run. At a level of 95% an honest interval covers 95 times in 100. In CSV\n"
               "and JSON, STAT is the share that cover; STAT_reference what they were held against, STAT_bias the\n"
               "mean error of a repeat, STAT_error_ratio the printed standard error over the true one.\n",
    .groups = OPTION_INPUT | OPTION_SIMULATION | OPTION_CHECKPOINT | OPTION_SHARD | OPTION_REPEATS | OPTION_OUTPUT,
    .operands_min = 1,
    .operands_max = 1,
    .run = asking_operands,
};
