#include "cli/asking.h"
#include "cli/command.h"
#include "cli/deliver.h"

#include <stdio.h>

static enum offercast_status check_memo(const struct options *options)
{
    const char *format = options->memo ? deliver_format(options->memo) : NULL;
    if (!options->memo)
        return OFFERCAST_OK;
    if (!format || !offercast_format_for_people(format)) {
        fprintf(stderr, "offercast: --memo %s: the ending says no format\n  help: one of .md .html\n", options->memo);
        return OFFERCAST_USAGE;
    }
    return deliver_check_file(options->memo);
}

static enum offercast_status read_both(const struct options *options, struct offercast_offer *offers[2], size_t *count)
{
    enum offercast_status status = OFFERCAST_OK;
    offers[0] = asking_offer(options, options->operands.text[0], true, &status);
    if (status == OFFERCAST_OK && options->against)
        offers[1] = asking_against(options, &status);
    *count = options->against ? 2 : 1;
    return status;
}

static enum offercast_status run(const struct options *options)
{
    struct offercast_offer *offers[2] = {NULL, NULL};
    struct offercast_question question = asking_question(options);
    size_t count = 0;
    enum offercast_status status = deliver_check(options);
    if (status == OFFERCAST_OK)
        status = check_memo(options);
    if (status == OFFERCAST_OK)
        status = read_both(options, offers, &count);
    if (status == OFFERCAST_OK)
        status = asking_answer(options, &question, offers, count);
    offercast_offer_free(offers[0]);
    offercast_offer_free(offers[1]);
    return status;
}

const struct command command_negotiate = {
    .name = "negotiate",
    .operands = "OFFER",
    .summary = "what each thing to ask for is worth, and a memo",
    .examples = "  offercast negotiate offer.json\n"
                "  offercast negotiate offer.json --against other.json\n"
                "  offercast negotiate offer.json --memo memo.html\n",
    .details = "Each ask is a realistic step (a tenth of the salary, no cliff, three months of severance),\n"
               "run against the offer as it is on the same random numbers: what it adds on average, to the\n"
               "typical future and to the chance of coming out ahead, and what it costs the company. With\n"
               "--set and the setting that the JSON names, `run` gives the same figures.\n",
    .groups = OPTION_INPUT | OPTION_SIMULATION | OPTION_CHECKPOINT | OPTION_NEGOTIATE | OPTION_AGAINST | OPTION_OUTPUT,
    .operands_min = 1,
    .operands_max = 1,
    .run = run,
};
