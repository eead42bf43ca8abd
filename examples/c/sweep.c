/* One offer, read once, with grants of several sizes: sweep FILE */
#include <offercast.h>
#include <stdio.h>

static enum offercast_status ask(struct offercast_offer *offer, const char *setting)
{
    struct offercast_question question = offercast_question("run");
    struct offercast_result *result = NULL;
    struct offercast_figure net;
    enum offercast_status status = offercast_set(offer, setting);
    if (status == OFFERCAST_OK)
        status = offercast_check(offer);
    question.paths = 1 << 16;
    if (status == OFFERCAST_OK)
        status = offercast_ask(&question, &offer, 1, &result);
    if (result && offercast_result_find(result, "net_advantage", "", "mean", &net))
        printf("%s: %.0f %s\n", setting, net.estimate, net.unit);
    offercast_result_free(result);
    return status;
}

int main(int argc, char **argv)
{
    static const char *const settings[] = {"grants.0.percent=0.01%", "grants.0.percent=0.02%",
                                           "grants.0.percent=0.05%"};
    struct offercast_offer *offer = NULL;
    if (argc != 2)
        return OFFERCAST_USAGE;
    enum offercast_status status = offercast_read(argv[1], NULL, &offer);
    for (size_t i = 0; i < 3 && status == OFFERCAST_OK; i++)
        status = ask(offer, settings[i]);
    offercast_offer_free(offer);
    return (int)status;
}
