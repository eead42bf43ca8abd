/* Single futures, one a line, as they are simulated: paths FILE */
#include <inttypes.h>
#include <offercast.h>
#include <stdio.h>

static bool print_path(void *context, uint64_t path, const char *exit, double weight, const double *metric)
{
    (void)context;
    printf("%" PRIu64 " %s %.6g", path, exit, weight);
    for (size_t i = 0; offercast_name(OFFERCAST_METRICS, i, NULL); i++)
        printf(" %.6g", metric[i]);
    putchar('\n');
    return true;
}

int main(int argc, char **argv)
{
    struct offercast_offer *offer = NULL;
    struct offercast_question question = offercast_question("run");
    if (argc != 2)
        return OFFERCAST_USAGE;
    enum offercast_status status = offercast_read(argv[1], NULL, &offer);
    if (status == OFFERCAST_OK)
        status = offercast_check(offer);
    question.paths = 1024;
    if (status == OFFERCAST_OK)
        status = offercast_paths(&question, offer, 0, 10, print_path, NULL);
    offercast_offer_free(offer);
    return (int)status;
}
