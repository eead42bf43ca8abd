/* Assumptions for people: what is said many times is said once, with all its places. Nothing is left out; the formats
 * for programs list every assumption by itself.
 *
 *   "X" is read as Y (/a), "X" is read as Y (/b)    -> one note, at "the strike of A, the strike of B"
 *   `bonus` is not given: 0% (/pay/bonus), ...      -> not given: your bonus (0%), your raises (0%)
 *   "IPO" is of the kind ipo, from its name, ...    -> from the names: "IPO" is ipo, ...
 * in this order; other notes stay as they are, before them. What a note is about is called by its plain name
 * (outputs/note_place.h). */
#ifndef OUTPUTS_GATHERED_NOTES_H
#define OUTPUTS_GATHERED_NOTES_H

#include "analysis/report.h"

/* *gathered_count notes, at most `count`. */
const struct report_note *gathered_notes(struct arena *arena, const struct report_note *note, size_t count,
                                         size_t *gathered_count);

/* One line in place of `count` assumptions. */
const char *gathered_notes_count(struct arena *arena, size_t count);

#endif
