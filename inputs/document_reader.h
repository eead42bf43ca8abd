/* A kind of file that an offer may come in: one record in inputs/readers/NAME.c, one line in inputs/readers.def. */
#ifndef INPUTS_DOCUMENT_READER_H
#define INPUTS_DOCUMENT_READER_H

#include "inputs/document.h"

struct document_reader {
    const char *name;           /* "JSON", for messages */
    const char *const *endings; /* ".json"; NULL ends */
    /* Where the ending tells nothing: whether the text looks like this kind. Asked in the order of the list. */
    bool (*recognises)(struct arena *arena, const struct source *source);
    struct node *(*read)(struct arena *arena, const struct source *source, struct problems *problems);
    bool binary; /* not a text */
    bool report; /* things may be missing: an offer read from it is still to be completed by --set */
};

#endif
