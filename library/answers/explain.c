#include "models/explain.h"
#include "analysis/explain_report.h"
#include "analysis/metrics_report.h"
#include "library/answer.h"
#include "models/stratify.h"
#include "outputs/views/explain_view.h"

#include <inttypes.h>

enum { PATHS_TOLD_MAX = 4096 };

/* False with a problem: paths that this run does not have, or more than are told at once. */
static bool check_range(struct asking *asking, uint64_t first, uint64_t last, uint64_t paths)
{
    const char *fault = NULL;
    if (last >= paths)
        fault = arena_text(asking->arena, "--path %" PRIu64 ": this run has paths 0 to %" PRIu64, last, paths - 1);
    else if (last - first >= PATHS_TOLD_MAX)
        fault = arena_text(asking->arena, "--path %" PRIu64 ":%" PRIu64 ": at most %d paths are told at once", first,
                           last, PATHS_TOLD_MAX);
    if (fault)
        problem_add(asking->problems, STATUS_USAGE, (struct place){0}, "", NULL, "%s", fault);
    return !fault;
}

static enum status make(struct asking *asking)
{
    struct subject subject;
    struct sampling sampling = question_sampling(&asking->question);
    uint64_t first = asking->asked->path, last = asking->asked->last_path > first ? asking->asked->last_path : first;
    if (!asking_subject(asking, asking->offers[0], true, &subject))
        return asking_refuse(asking);
    if (!check_range(asking, first, last, sampling_paths(&sampling)))
        return STATUS_USAGE;
    sampling = stratify(asking->arena, (const struct plan *const[]){subject.plan}, 1, &sampling);
    struct told_path *told = plan_tell(asking->arena, subject.plan, asking->question.isa, &sampling, first, last);
    struct report *report = report_create(asking->arena, "explain");
    metrics_report_header(report, &subject, &asking->question, &sampling);
    explain_report_add(report, told, (size_t)(last - first + 1));
    for (uint64_t path = first; path <= last; path++)
        explain_view(report, path, told[path - first].story.line, told[path - first].story.count);
    asking->result->report = report;
    return STATUS_OK;
}

static const struct result_form *const tables[] = {&explain_report_path_form, &explain_report_steps_form,
                                                   &explain_report_draws_form, &explain_report_amounts_form, NULL};

const struct answer answer_explain = {"explain", 0, 1, 1, 0, tables, make};
