/* What an offer is worth: run FILE */
#include <offercast.h>
#include <stdio.h>

static void print_messages(const struct offercast_offer *offer)
{
    struct offercast_message message;
    for (size_t i = 0; offercast_offer_message(offer, i, &message); i++)
        if (message.kind == OFFERCAST_ERROR)
            fputs(message.printed, stderr);
}

int main(int argc, char **argv)
{
    struct offercast_offer *offer = NULL;
    struct offercast_result *result = NULL;
    struct offercast_figure net;
    if (argc != 2)
        return OFFERCAST_USAGE;
    enum offercast_status status = offercast_read(argv[1], NULL, &offer);
    if (status == OFFERCAST_OK)
        status = offercast_check(offer);
    if (status == OFFERCAST_OK) {
        struct offercast_question question = offercast_question("run");
        question.paths = 1 << 16;
        status = offercast_ask(&question, &offer, 1, &result);
    } else if (offer) {
        print_messages(offer);
    }
    if (result && offercast_result_find(result, "net_advantage", "", "mean", &net))
        printf("net advantage %.0f %s, from %.0f to %.0f\n", net.estimate, net.unit, net.ci_low, net.ci_high);
    offercast_result_free(result);
    offercast_offer_free(offer);
    return (int)status;
}
