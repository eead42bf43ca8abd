/* `quit` for people: the best month, what the option is worth, the months and their chart. */
#ifndef OUTPUTS_VIEWS_QUIT_VIEW_H
#define OUTPUTS_VIEWS_QUIT_VIEW_H

#include "analysis/quit_report.h"

void quit_view(struct report *report, const struct quit *quit);

#endif
