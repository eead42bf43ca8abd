/* Walks through XML as it comes, piece by piece, and sees whether it is well formed as far as the parts of a workbook
 * need it: tags balance, attributes are quoted, entities end, characters are UTF-8 that XML allows. No validation. */
#ifndef OUTPUTS_XLSX_SCAN_H
#define OUTPUTS_XLSX_SCAN_H

#include <stdbool.h>
#include <stddef.h>

enum { XLSX_SCAN_TAG_BYTES = 4096, XLSX_SCAN_OPEN_BYTES = 2048 };

struct xlsx_scan { /* zeroed but for the callbacks to begin with */
    /* A whole tag with its brackets, or a piece of the text between tags; either may be NULL. */
    void (*on_tag)(void *context, const char *tag, size_t length);
    void (*on_text)(void *context, const char *text, size_t length);
    void *context;
    const char *fault; /* NULL: well formed so far */

    bool in_tag, root_seen;
    char quote;          /* that of the attribute value we are in, or 0 */
    size_t entity;       /* bytes since an ampersand, itself included; 0: in none */
    unsigned continuing; /* bytes that the UTF-8 character still needs */
    size_t tag_length, open_length, depth;
    char tag[XLSX_SCAN_TAG_BYTES];
    char open[XLSX_SCAN_OPEN_BYTES]; /* names of the open elements, each after a '/' */
};

void xlsx_scan_feed(struct xlsx_scan *scan, const char *bytes, size_t length);
/* NULL: a whole document was fed and is well formed; else what is wrong. */
const char *xlsx_scan_end(const struct xlsx_scan *scan);

#endif
