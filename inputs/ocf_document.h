/* An Open Cap Format package (a folder with a manifest) -> the tree of an offer with its `capital`: holdings from the
 * history of issuances, cancellations, repurchases, retractions, transfers, exercises, conversions and splits in order
 * of date. */
#ifndef INPUTS_OCF_DOCUMENT_H
#define INPUTS_OCF_DOCUMENT_H

#include "inputs/document.h"

/* Whether a tree is a manifest. */
bool ocf_document_is_manifest(const struct node *document);
/* The package that a manifest names; files are looked for beside it, and nowhere else. */
struct node *ocf_document(struct arena *arena, const char *manifest_path, const struct node *manifest,
                          struct problems *problems);

#endif
