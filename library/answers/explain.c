#include "analysis/explain_report.h"
#include "analysis/metrics_report.h"
#include "library/answer.h"
#include "outputs/views/explain_view.h"

#include <inttypes.h>

static enum status make(struct asking *asking)
{
    struct subject subject;
    struct sampling sampling = question_sampling(&asking->question);
    uint64_t path = asking->asked->path;
    if (!asking_subject(asking, asking->offers[0], true, &subject))
        return asking_refuse(asking);
    if (path >= sampling_paths(&sampling)) {
        problem_add(asking->problems, STATUS_USAGE, (struct place){0}, "", NULL,
                    "--path %" PRIu64 ": this run has paths 0 to %" PRIu64, path, sampling_paths(&sampling) - 1);
        return STATUS_USAGE;
    }
    struct story story = plan_explain(asking->arena, subject.plan, asking->question.isa, &sampling, path);
    struct report *report = report_create(asking->arena, "explain");
    metrics_report_header(report, &subject, &asking->question, &sampling);
    explain_report_add(report, path, &story);
    explain_view(report, path, story.line, story.count);
    asking->result->report = report;
    return STATUS_OK;
}

static const struct result_form *const tables[] = {&explain_report_path_form, &explain_report_steps_form, NULL};

const struct answer answer_explain = {"explain", 0, 1, 1, 0, tables, make};
