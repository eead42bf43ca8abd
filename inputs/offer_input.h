/* Reading an offer, whatever it came in: JSON, a Markdown report, a folder of CSV tables, one CSV table, or "-". */
#ifndef INPUTS_OFFER_INPUT_H
#define INPUTS_OFFER_INPUT_H

#include "inputs/document.h"
#include "models/offer.h"

struct setting {
    const char *text;
    size_t number;
}; /* the n-th --set PATH=VALUE, n from 1 */

struct offer_input {
    const char *path;
    struct offer offer;
    struct node *document; /* after --set; NULL when it could not be read */
    char sha256[65];       /* of the resolved offer in canonical JSON: all that is simulated, no name, no scorecard */
    struct problems *problems; /* with assumptions and warnings */
    bool report;               /* came from Markdown or CSV, where things may be missing */
    size_t missing_count; /* what `run` still needs, as flags ready to paste: --set compensation.offer.salary='...' */
    const char *const *missing;
};

/* False when problems->status != STATUS_OK. An offer that lacks what `run` needs is still true here. */
bool offer_input_read(struct arena *arena, const char *path, const struct setting *settings, size_t setting_count,
                      struct offer_input *input) MUST_CHECK;

/* The document of a path alone, from its ending or first byte (readers: inputs/readers.def), without --set. */
struct node *offer_document(struct arena *arena, const char *path, struct problems *problems, bool *report);

/* Applies PATH=VALUE to the tree; adds problems placed at "--set n:COLUMN". */
void setting_apply(struct arena *arena, struct node *document, const struct setting *setting,
                   struct problems *problems);

/* The same for another option, which the problems then name; the node it placed, or NULL after a problem. */
struct node *setting_place(struct arena *arena, struct node *document, const struct setting *setting,
                           const char *option, struct problems *problems);

/* Means the tree: checks and fills the offer. */
void offer_from_document(struct arena *arena, const struct node *document, struct problems *problems,
                         struct offer *offer);

/* The resolved offer as canonical JSON: in the order of the key records, no spaces; its SHA-256 names a run's input. */
const char *offer_canonical(struct arena *arena, const struct offer *offer);

#endif
