/* Making bytes in a process of its own. libxlsxwriter 1.1.4 does not look at every allocation: out of memory it
 * crashes, or prints a line and goes on with a part left out. Apart, a crash is a status, and a line is noticed. */
#ifndef OUTPUTS_XLSX_APART_H
#define OUTPUTS_XLSX_APART_H

#include "outputs/text_buffer.h"
#include "sim/status.h"

typedef enum status xlsx_apart_maker(void *context, struct text_buffer *out, const char **fault);

/* What `make` puts into `out`, there or, where no process can be had, here. STATUS_LIMIT when the process did not come
 * to its end or anything was said on its standard error. No other thread may run meanwhile. */
enum status xlsx_apart_make(xlsx_apart_maker *make, void *context, struct text_buffer *out,
                            const char **fault) MUST_CHECK;

#endif
