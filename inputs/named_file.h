/* A file that is named inside another: a table in an offer, the column of an empirical distribution. Whoever sends an
 * offer names such files, not whoever runs it. So they lie in the folder of the file that names them or below, through
 * all links; what --set names, below where the program stands. */
#ifndef INPUTS_NAMED_FILE_H
#define INPUTS_NAMED_FILE_H

#include "inputs/document.h"
#include "inputs/source.h"

/* `text` names the file, from the folder of `base`, "": from where the program stands. NULL: a problem was added at the
 * text; of the status of an invalid offer where the file lies elsewhere, unless problems->written lets it. */
const struct source *named_file_read(struct arena *arena, const struct node *text, const char *base,
                                     struct problems *problems);

#endif
