#include "analysis/check_report.h"
#include "analysis/metrics_report.h"
#include "analysis/scorecard.h"
#include "inputs/problems_print.h"
#include "library/answer.h"
#include "library/offer_subject.h"
#include "outputs/views/check_view.h"
#include "outputs/views/scorecard_view.h"

/* What every value was taken for, beside the cell as it was written. */
static const struct check_reading *readings_of(struct arena *arena, const struct offer_input *input, size_t *count)
{
    const struct problems *problems = input->problems;
    struct check_reading *reading = arena_alloc(arena, problems->reading_count + 1, sizeof *reading);
    const struct node *last = NULL;
    for (size_t i = 0; i < problems->reading_count; i++) {
        const struct value_reading *own = &problems->reading[i];
        reading[i] = (struct check_reading){own->pointer, subject_path(arena, input->document, own->pointer, &last),
                                            problems_place(arena, &own->at), own->written, own->text};
    }
    *count = problems->reading_count;
    return reading;
}

static enum status make(struct asking *asking)
{
    struct subject subject;
    if (!asking_subject(asking, asking->offers[0], false, &subject))
        return asking_refuse(asking);
    const struct offer_input *input = &asking->offers[0]->check->input;
    struct report *report = report_create(asking->arena, "check");
    metrics_report_header(report, &subject, &asking->question, NULL);
    size_t readings = 0;
    const struct check_reading *reading = readings_of(asking->arena, input, &readings);
    check_report_add(report, input->missing, input->missing_count, reading, readings);
    check_view(report, input->missing, input->missing_count, reading, readings);
    struct scorecard_shown scorecard = scorecard_add(report, subject.offer, asking->question.seed);
    scorecard_view(report, &scorecard);
    asking->result->report = report;
    return STATUS_OK;
}

static const struct result_form *const tables[] = {&check_report_form, &result_form_results, NULL};

const struct answer answer_check = {"check", 0, 1, 1, 0, tables, make};
