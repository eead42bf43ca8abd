/* Many offers from one document: the file is read once, and a variant is a copy of its tree with more settings. */
#ifndef INPUTS_OFFER_VARIANT_H
#define INPUTS_OFFER_VARIANT_H

#include "inputs/cell.h"
#include "inputs/offer_input.h"

/* Reads the document alone: base->document, base->report, base->problems. False when there is none, or it has faults of
 * form; none of the files in `written` (may be NULL) is read. What it means is only asked of the variants, so a key
 * that every variant sets may be missing. */
bool offer_variant_open(struct arena *arena, const char *path, struct files_written *written,
                        struct reading_wishes wishes, struct offer_input *base) MUST_CHECK;

/* Offer i of a document that holds several (inputs/several_offers.h), which must stay. */
bool offer_variant_part(struct arena *arena, const struct offer_input *several, size_t i,
                        struct offer_input *base) MUST_CHECK;

struct varied_value {    /* a value that a varied setting placed */
    const char *pointer; /* where: "/grants/0/percent" */
    enum cell_kind cell;
    bool known;         /* the kind is that of the key; else guessed from the text */
    bool text;          /* the key is a text: a name */
    double number;      /* in base units: a point, the mean of a range, NAN where it is neither */
    bool range;         /* the number is a mean */
    double least, most; /* what the key allows; -INFINITY, INFINITY: no bound */
    bool least_excluded, most_excluded;
};

/* As offer_input_read, from a copy of the base's tree (which is not changed): --set settings first, then --vary ones,
 * whose values are told in `value` (varied_count of them). `noted`: assumptions and warnings are kept, which cost time.
 */
bool offer_variant_read(struct arena *arena, const struct offer_input *base, const struct setting *settings,
                        size_t setting_count, const struct setting *varied, size_t varied_count, bool noted,
                        struct varied_value *value, struct offer_input *input) MUST_CHECK;

/* The document itself with its settings: with the problems and notes of its reading, too. */
bool offer_variant_check(struct arena *arena, const struct offer_input *base, const struct setting *settings,
                         size_t setting_count, struct offer_input *input) MUST_CHECK;

/* What stands at a pointer of an offer that was read; pointer "" where nothing does. */
struct varied_value offer_variant_at(struct arena *arena, const struct offer_input *input, const char *pointer);

#endif
