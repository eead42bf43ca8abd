/* Texts of the HTML page, escaped. */
#ifndef OUTPUTS_HTML_TEXT_H
#define OUTPUTS_HTML_TEXT_H

#include "outputs/text_buffer.h"

#include <stddef.h>

/* Where the error of a number begins in "$149,833 ± 103" or "0% (0% to 0.1%)"; NULL: it has none. */
const char *html_text_error(const char *text);

/* "$149,833 ± 103": the half-width stands back. `room` letters are kept for it, so that a column's numbers stand below
 * each other. */
void html_text_number(struct text_buffer *out, const char *text, size_t room);

/* Sentences of the program. Amounts stay on one line: a browser may end one behind a minus. */
void html_text_sentences(struct text_buffer *out, const char *text);

/* What a reader of an offer has to say, with `keys` as code. */
void html_text_note(struct text_buffer *out, const char *text);

#endif
