/* Two offers on the same random numbers, as a table: compare A B */
#include <offercast.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    struct offercast_offer *offers[2] = {NULL, NULL};
    struct offercast_result *result = NULL;
    enum offercast_status status = argc == 3 ? OFFERCAST_OK : OFFERCAST_USAGE;
    for (int i = 0; i < 2 && status == OFFERCAST_OK; i++) {
        status = offercast_read(argv[1 + i], NULL, &offers[i]);
        if (status == OFFERCAST_OK)
            status = offercast_check(offers[i]);
    }
    if (status == OFFERCAST_OK) {
        struct offercast_question question = offercast_question("compare");
        question.paths = 1 << 16;
        status = offercast_ask(&question, offers, 2, &result);
    }
    if (result) {
        const char *bytes;
        size_t length;
        if (offercast_write(result, "md", NULL, &bytes, &length) == OFFERCAST_OK)
            fwrite(bytes, 1, length, stdout);
    }
    offercast_result_free(result);
    offercast_offer_free(offers[0]);
    offercast_offer_free(offers[1]);
    return (int)status;
}
