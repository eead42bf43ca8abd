/* `quit` for people: the best month, what the option is worth, the months and their chart. */
#ifndef OUTPUTS_VIEWS_QUIT_VIEW_H
#define OUTPUTS_VIEWS_QUIT_VIEW_H

#include "analysis/quit_report.h"

/* Of the report of `run`: the answer and the chart, without the table. */
void quit_view_section(struct report *report, const struct quit *quit);
void quit_view(struct report *report, const struct quit *quit);

#endif
