/* A folder that holds one offer: offer.json with its tables, or everything in it together, a letter or report, exits, a
 * cap table, an Open Cap Format package, in whatever files they came. */
#ifndef INPUTS_FOLDER_DOCUMENT_H
#define INPUTS_FOLDER_DOCUMENT_H

#include "inputs/document.h"

/* NULL with a problem. What two files tell is a problem where it is a table; else the first file counts, by kind (text,
 * workbooks, packages, tables) and name, and that is said. */
struct node *folder_document(struct arena *arena, const char *path, struct problems *problems);

#endif
