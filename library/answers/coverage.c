#include "analysis/coverage_report.h"
#include "library/answer.h"
#include "outputs/views/coverage_view.h"

static enum status make(struct asking *asking)
{
    struct subject subject;
    struct coverage_shown shown;
    struct report **report = &asking->result->report;
    if (!asking_subject(asking, asking->offers[0], true, &subject))
        return asking_refuse(asking);
    enum status status = coverage_report_of(asking->arena, &asking->question, &subject, report, &shown);
    if (*report)
        coverage_view(*report, &shown);
    return status;
}

static const struct result_form *const tables[] = {&coverage_report_form, &coverage_report_curve_form,
                                                   &result_form_results, NULL};

const struct answer answer_coverage = {"coverage", UINT64_C(1) << 16, 1, 1, WORK_SHARED | WORK_RESUMED, tables, make};
