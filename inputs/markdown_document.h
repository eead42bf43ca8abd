/* A Markdown report -> the tree that an offer file would be: name, start, exits, risks, scorecard.
 *
 *     name       the first heading of level 1
 *     start      the report's own date: a line "Generated: 2026-02-13" ("Report generated", "Date", "As of", ...)
 *     exits ...  the first table that has their columns (inputs/report_tables.h); further ones are named in a warning
 *
 * Cells come without emphasis, links and footnotes, and keep their place in the report. A cell that is empty, a dash or
 * "n/a" is not there. Of a risk's impact only what reads as an amount is taken. Rows named TOTAL are not rows; that of
 * the scorecard and the report's "Overall Score" are checked against the rows.
 *
 * A report without a table of exits is a problem; then the answer is NULL. */
#ifndef INPUTS_MARKDOWN_DOCUMENT_H
#define INPUTS_MARKDOWN_DOCUMENT_H

#include "inputs/document.h"

struct node *markdown_document(struct arena *arena, const struct source *source, struct problems *problems);

#endif
