/* What to ask for: the table of asks, what is worth the same, the best package; and a memo that restates them. */
#ifndef OUTPUTS_VIEWS_NEGOTIATE_VIEW_H
#define OUTPUTS_VIEWS_NEGOTIATE_VIEW_H

#include "analysis/negotiate.h"
#include "analysis/report.h"

/* `against`: the name of the other offer, or NULL: the market job. */
void negotiate_view(struct report *report, const struct negotiation *negotiation, const char *against);

/* One page to send, of the strongest asks: its numbers are those of the table. */
struct report *negotiate_view_memo(const struct report *report, const struct negotiation *negotiation);

#endif
