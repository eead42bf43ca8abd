/* How the parts of a workbook hang together: [Content_Types].xml says what each part is, and *.rels files lead to it.
 */
#ifndef OUTPUTS_XLSX_LINKS_H
#define OUTPUTS_XLSX_LINKS_H

#include "outputs/xlsx_zip.h"

/* NULL: each part has one type and is led to, and nothing leads to a part that is missing. Parts must be well formed.
 */
const char *xlsx_links_check(struct arena *arena, const struct xlsx_zip *zip) MUST_CHECK;

#endif
