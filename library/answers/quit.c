#include "analysis/quit_report.h"
#include "library/answer.h"
#include "outputs/views/quit_view.h"

static enum status make(struct asking *asking)
{
    struct subject subject;
    struct quit quit;
    struct report **report = &asking->result->report;
    if (!asking_subject(asking, asking->offers[0], true, &subject))
        return asking_refuse(asking);
    enum status status = quit_report_of(asking->arena, &asking->question, &subject, &quit, report);
    if (*report)
        quit_view(*report, &quit);
    return status;
}

static const struct result_form *const tables[] = {&quit_report_form, &quit_report_months_form, &result_form_results,
                                                   NULL};

const struct answer answer_quit = {"quit", 0, 1, 1, WORK_RESUMED, tables, make};
