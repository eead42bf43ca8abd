/* An Open Cap Format package (Open Cap Table Coalition, versions 1.0 to 1.2) -> `capital`, `dilution.convertibles`, and
 * for --holder `grants`: its history, applied in order of date (inputs/ocf_package.h).
 *
 * Stock is a class of `capital` each, counted as converted; awards are a class for each plan and strike; warrants are
 * options. What was paid is the sum of price and quantity of what is still there. There is no flag for participation: a
 * cap above the preference tells it. */
#ifndef INPUTS_OCF_DOCUMENT_H
#define INPUTS_OCF_DOCUMENT_H

#include "inputs/document.h"

#define OCF_MANIFEST "Manifest.ocf.json"

struct zip_archive;

/* Whether a JSON file is the manifest of a package. */
bool ocf_document_is_manifest(const struct node *document);
/* `path` is that of the manifest, in the archive where that is not NULL. NULL with a problem. */
struct node *ocf_document(struct arena *arena, const char *path, struct zip_archive *archive,
                          const struct node *manifest, struct problems *problems);
struct node *ocf_document_of_zip(struct arena *arena, const struct source *source, struct problems *problems);

#endif
