#include "analysis/waterfall_report.h"
#include "library/answer.h"
#include "library/offer_subject.h"
#include "outputs/views/waterfall_view.h"

static bool refuse(struct asking *asking, enum status status, const char *text)
{
    problem_add(asking->problems, status, (struct place){0}, "", NULL, "%s", text);
    return false;
}

static bool read_exits(struct asking *asking, const struct offer_input *input, double **exit_value, size_t *count)
{
    if (input->problems->status != STATUS_OK)
        return refuse(asking, input->problems->status, "this offer is invalid");
    if (input->offer.class_count == 0) {
        problem_add_whole(asking->problems, STATUS_INVALID, input->path, NULL, NULL, 0,
                          "a waterfall needs `capital`: the company's share classes");
        return false;
    }
    if (!question_reader_exits(asking->arena, asking->asked->exits, input->offer.currency, asking->problems, exit_value,
                               count))
        return false;
    return *count || asking->asked->breakpoints ||
           refuse(asking, STATUS_USAGE, "waterfall needs --exit, such as --exit '50M,80M,100M', or --breakpoints");
}

static enum status make(struct asking *asking)
{
    double *exit_value = NULL;
    size_t exit_count = 0;
    struct waterfall_shown shown;
    if (!asking->offers[0]->check) {
        refuse(asking, STATUS_USAGE, "this offer was not checked");
        return STATUS_USAGE;
    }
    const struct offer_input *input = &asking->offers[0]->check->input;
    if (!read_exits(asking, input, &exit_value, &exit_count))
        return asking_refuse(asking);
    struct subject subject = subject_of_input(asking->arena, input, NULL, true);
    struct report *report =
        waterfall_report_of(asking->arena, &asking->question, &subject, exit_value, exit_count, &shown);
    report->csv = asking->asked->breakpoints ? shown.break_table : shown.payout_table;
    waterfall_view(report, &shown);
    asking->result->report = report;
    return STATUS_OK;
}

static const struct result_form *const tables[] = {&waterfall_report_exits_form, &waterfall_report_breaks_form, NULL};

const struct answer answer_waterfall = {"waterfall", 0, 1, 1, 0, tables, make};
