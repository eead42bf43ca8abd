/* Where a note belongs, for people: an input by its plain name. */
#ifndef OUTPUTS_NOTE_PLACE_H
#define OUTPUTS_NOTE_PLACE_H

#include "analysis/report.h"

/* "/exits/0/valuation" -> "what the company is worth at IPO", "some_metric" -> "some metric", "--target" as it is;
 * "" where it is about all of the offer. With the offer's name where the note is of one of several. */
const char *note_place(struct arena *arena, const struct report_note *note);

/* Of an input, as the beginning of a line: "Your salary". */
const char *note_place_title(struct arena *arena, const struct report_input *input);

#endif
