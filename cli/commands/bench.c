#include "cli/asking.h"
#include "cli/command.h"
#include "cli/deliver.h"

#include <stdio.h>

static const char example[] = "hugging-face"; /* timed when no file is given */

/* The example that is in the program, with every --set. */
static enum offercast_status run_example(const struct options *options)
{
    struct offercast_question question = asking_question(options);
    struct offercast_offer *offer = NULL;
    struct offercast_message message;
    enum offercast_status status = deliver_check(options);
    if (status == OFFERCAST_OK)
        status = offercast_read_text(example, offercast_template(example), &offer);
    for (size_t i = 0; i < options->set.count && status == OFFERCAST_OK; i++)
        status = offercast_set(offer, options->set.text[i]);
    if (status == OFFERCAST_OK)
        status = offercast_check(offer);
    for (size_t i = 0; offer && offercast_offer_message(offer, i, &message); i++)
        if (message.kind == OFFERCAST_ERROR)
            fputs(message.printed, stderr);
    if (status == OFFERCAST_OK)
        status = asking_answer(options, &question, &offer, 1);
    offercast_offer_free(offer);
    return status;
}

static enum offercast_status run(const struct options *options)
{
    return options->operands.count ? asking_operands(options) : run_example(options);
}

const struct command command_bench = {
    .name = "bench",
    .operands = "[FILES]",
    .summary = "how fast it is: ns a path, time to an accuracy, by sampler",
    .examples = "  offercast bench\n"
                "  offercast bench offer.json -o before.json\n"
                "  offercast bench offer.json --compare before.json\n",
    .details = "Times a run of --paths (4194304 unless given) under every sampler, or under\n"
               "--sampler and mc, --repeats times (9 unless given). Without FILES the example\n"
               "offer is taken. With --compare an earlier result is read, and what differs by\n"
               "more than the noise of the two is told. This is the one command whose output is\n"
               "not the same twice.\n",
    .groups = OPTION_INPUT | OPTION_SIMULATION | OPTION_REPEATS | OPTION_EARLIER | OPTION_OUTPUT,
    .operands_min = 0,
    .operands_max = OPERANDS_MOST,
    .run = run,
};
