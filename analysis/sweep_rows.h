/* The rows of finished scenarios, as a sweep keeps them. */
#ifndef ANALYSIS_SWEEP_ROWS_H
#define ANALYSIS_SWEEP_ROWS_H

#include "analysis/report.h"

struct sweep_rows { /* of one scenario */
    char sha256[65];
    size_t count;
    struct report_row *row;
};

/* Texts that every scenario's rows share are kept once; beyond the first few hundred each is copied. */
enum { SWEEP_TEXTS = 256, SWEEP_TEXT_SLOTS = 2 * SWEEP_TEXTS };
struct sweep_texts {
    size_t count;
    const char *text[SWEEP_TEXT_SLOTS]; /* by a hash of the text; NULL: free */
};

/* Rows of `from` that its choice wants, copied. */
struct sweep_rows sweep_rows_of(struct arena *arena, struct sweep_texts *texts, const struct report *from,
                                const char *sha256);

#endif
