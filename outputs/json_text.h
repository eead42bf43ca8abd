/* Pieces of JSON. Output is UTF-8: bad bytes become U+FFFD, control characters are escaped. */
#ifndef OUTPUTS_JSON_TEXT_H
#define OUTPUTS_JSON_TEXT_H

#include "outputs/text_buffer.h"
#include "sim/figure.h"

void json_text_string(struct text_buffer *out, const char *text); /* with its quotes; NULL is null */
void json_text_number(struct text_buffer *out, double number);    /* number_exact; null when not finite */
/* {"estimate": ..., "std_error": ..., "ci_low": ..., "ci_high": ..., "level": ..., "method": "...", "status": "...",
 * "note": "..."} */
void json_text_figure(struct text_buffer *out, const struct figure *figure);
/* The members of a figure alone, without braces, for an object that has more of them. */
void json_text_figure_members(struct text_buffer *out, const struct figure *figure);

#endif
