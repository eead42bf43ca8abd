/* The text of a Word document (.docx), as Markdown: a paragraph is a line, headings and items of lists are marked, a
 * table is a table. What was deleted under tracked changes, notes, headers and footers are not there. A place in it is
 * a line of that text. */
#ifndef INPUTS_DOCX_TEXT_H
#define INPUTS_DOCX_TEXT_H

#include "inputs/problems.h"

#define DOCX_TEXT_PART "word/document.xml"

/* NULL with a problem. */
const struct source *docx_text(struct arena *arena, const struct source *source, struct problems *problems);

#endif
