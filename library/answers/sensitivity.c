#include "analysis/sensitivity_report.h"
#include "library/answer.h"
#include "outputs/views/sensitivity_view.h"

static enum status make(struct asking *asking)
{
    const struct question *question = &asking->question;
    struct subject subject;
    struct sensitivity_shown shown;
    struct report **report = &asking->result->report;
    const char *fault = NULL;
    if (!asking_subject(asking, asking->offers[0], true, &subject))
        return asking_refuse(asking);
    double started = progress_seconds();
    enum status status = sensitivity_report_of(asking->arena, question, &subject, report, &shown, &fault);
    if (fault)
        problem_add_whole(asking->problems, status, asking->offers[0]->base.path, NULL, NULL, 0, fault);
    if (!*report)
        return status;
    sensitivity_view(*report, &shown);
    asking->result->effort =
        arena_text(asking->arena, "%.0f paths and their changed copies in %.3f s on %u threads, %s kernels",
                   (double)(*report)->paths, progress_seconds() - started, question->threads, isa_name(question->isa));
    return status;
}

static const struct result_form *const tables[] = {&result_form_results, NULL};

const struct answer answer_sensitivity = {"sensitivity", 0, 1, 1, WORK_SHARED | WORK_RESUMED, tables, make};
