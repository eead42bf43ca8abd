/* Text as roff: escaped so that a manual page shows it as it is written, in lines of at most 80 bytes. */
#ifndef CLI_ROFF_H
#define CLI_ROFF_H

#include "cli/page.h"

/* Without a newline, for the argument of a macro; quoted where it has spaces. */
void roff_put_word(struct page *out, const char *text);
/* Running text; `code` becomes bold. */
void roff_put_text(struct page *out, const char *text);
/* Running text whose lines that begin with a space are shown as they are, and whose empty lines part paragraphs. */
void roff_put_prose(struct page *out, const char *text);
/* Lines as they are; inside .nf and .fi. */
void roff_put_lines(struct page *out, const char *text);

#endif
