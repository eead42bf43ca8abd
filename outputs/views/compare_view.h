/* What people are shown of `compare`: blocks and JSON made from the report's rows, no figure computed. */
#ifndef OUTPUTS_VIEWS_COMPARE_VIEW_H
#define OUTPUTS_VIEWS_COMPARE_VIEW_H

#include "outputs/report.h"

struct compare_verdict {
    const char *sentence;
    const char *best; /* label of the best offer; NULL: a tie */
};

struct compare_offer {
    const char *label;
    const char *sha256;
};

/* Reads the rows that cli/compare_report.h names. */
void compare_view(struct report *report, const struct compare_offer *offers, size_t count,
                  const struct compare_verdict *verdict);

#endif
