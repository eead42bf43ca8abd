/* XML from an archive's part, element by element. The one file that knows expat. Names come without their prefixes. */
#ifndef INPUTS_XML_WALK_H
#define INPUTS_XML_WALK_H

#include "inputs/zip_archive.h"

struct xml_walker {
    void (*open)(void *context, const char *name,
                 const char *const *attributes); /* names and values in turn, then NULL */
    void (*close)(void *context, const char *name);
    void (*text)(void *context, const char *bytes, size_t length);
};

/* False: the part is not there, or a problem was added. A document type is refused: no entity is ever expanded. */
bool xml_walk(struct zip_archive *archive, const struct source *source, struct problems *problems, const char *part,
              const struct xml_walker *walker, void *context);

/* The value of an attribute, whatever its prefix; NULL: it is not there. */
const char *xml_attribute(const char *const *attributes, const char *name);

#endif
