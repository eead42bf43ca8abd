/* Reading an offer, whatever it came in: JSON, a Markdown report, a folder of CSV tables, one CSV table, or "-". */
#ifndef INPUTS_OFFER_INPUT_H
#define INPUTS_OFFER_INPUT_H

#include "inputs/setting.h"
#include "models/offer.h"

struct offer_input {
    const char *path;
    struct offer offer;
    struct node *document; /* after --set; NULL when it could not be read */
    char sha256[65];       /* of the resolved offer in canonical JSON: all that is simulated, no name, no scorecard */
    struct problems *problems; /* with assumptions and warnings */
    struct cell_memo *memo;    /* of a document that variants are read of: what their cells say */
    bool report;               /* came from Markdown or CSV, where things may be missing */
    size_t missing_count; /* what `run` still needs, as flags ready to paste: --set compensation.offer.salary='...' */
    const char *const *missing;
};

/* False when problems->status != STATUS_OK. An offer that lacks what `run` needs is still true here. */
bool offer_input_read(struct arena *arena, const char *path, const struct setting *settings, size_t setting_count,
                      struct offer_input *input) MUST_CHECK;

#endif
