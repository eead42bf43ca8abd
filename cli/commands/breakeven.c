#include "cli/asking.h"
#include "cli/command.h"
#include "cli/deliver.h"

/* The offer as it is may lack the key, so that it is not checked by itself. */
static enum offercast_status run(const struct options *options)
{
    struct offercast_question question = asking_question(options);
    enum offercast_status status = deliver_check(options);
    if (status != OFFERCAST_OK)
        return status;
    struct offercast_offer *offer = asking_offer(options, options->operands.text[0], false, &status);
    if (offer)
        status = asking_answer(options, &question, &offer, 1);
    offercast_offer_free(offer);
    return status;
}

const struct command command_breakeven = {
    .name = "breakeven",
    .operands = "OFFER",
    .summary = "the value of a key at which the offer breaks even",
    .examples = "  offercast breakeven offer.json --vary grants.0.percent\n"
                "  offercast breakeven offer.json --vary compensation.offer.salary=80K:250K\n"
                "  offercast breakeven offer.json --vary grants.0.percent --for p_positive=50%\n"
                "  offercast breakeven offer.json --vary exits.IPO.valuation --for p50=0\n",
    .details = "Finds the value of one key at which METRIC.STATISTIC is VALUE (without a metric:\n"
               "net_advantage). One value takes the place of what the offer has there. Without lo:hi it\n"
               "is looked for outward from the present value, within what the key allows. Every crossing\n"
               "that shows on the grid is told; where there is none the answer is \"no such value in\n"
               "[lo, hi]\" (status 0). The interval holds the values at which the statistic's own interval\n"
               "contains the goal.\n",
    .groups = OPTION_INPUT | OPTION_VARY | OPTION_GOAL | OPTION_SIMULATION | OPTION_CHECKPOINT | OPTION_OUTPUT,
    .operands_min = 1,
    .operands_max = 1,
    .run = run,
};
