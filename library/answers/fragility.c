#include "library/answer.h"
#include "library/fragility_reader.h"
#include "outputs/views/fragility_view.h"

static enum status make(struct asking *asking)
{
    struct subject subject;
    struct fragility fragility;
    const struct fragility_reading *reading = NULL;
    struct report **report = &asking->result->report;
    if (!asking_subject(asking, asking->offers[0], true, &subject))
        return asking_refuse(asking);
    size_t count = fragility_readings(asking->arena, &asking->offers[0]->check->input, &reading);
    enum status status =
        fragility_report_of(asking->arena, &asking->question, &subject, reading, count, &fragility, report);
    if (*report)
        fragility_view(*report, &fragility);
    return status;
}

static const struct result_form *const tables[] = {&fragility_report_form, &result_form_results, NULL};

const struct answer answer_fragility = {"fragility", 0, 1, 1, WORK_RESUMED, tables, make};
