#include "analysis/metrics_report.h"
#include "library/compared_offers.h"
#include "library/fragility_reader.h"
#include "outputs/views/fragility_view.h"

/* One offer is held against its own market job, as it stands. */
static bool take_one(struct asking *asking, struct comparison *comparison)
{
    comparison->offers = arena_alloc(asking->arena, 1, sizeof *comparison->offers);
    comparison->check = arena_alloc(asking->arena, 1, sizeof *comparison->check);
    comparison->check[0] = asking->offers[0]->check;
    comparison->offers[0].label = "";
    return asking_subject(asking, asking->offers[0], true, &comparison->offers[0].subject);
}

static bool take(struct asking *asking, struct comparison *comparison)
{
    return comparison->count == 1 ? take_one(asking, comparison) : compared_offers_take(asking, comparison);
}

static enum status make(struct asking *asking)
{
    struct comparison comparison = {.count = asking->count};
    struct read_offer read[FRAGILITY_OFFERS_MAX];
    struct fragility fragility;
    const struct fragility_reading *reading = NULL;
    struct report **report = &asking->result->report;
    if (comparison.count > FRAGILITY_OFFERS_MAX) {
        problem_add(asking->problems, STATUS_USAGE, (struct place){0}, "", NULL,
                    "at most %d offers are read in other ways at once; these are more", FRAGILITY_OFFERS_MAX);
        return STATUS_USAGE;
    }
    if (!take(asking, &comparison))
        return asking_refuse(asking);
    for (size_t i = 0; i < comparison.count; i++)
        read[i] = (struct read_offer){&comparison.check[i]->input, comparison.offers[i].subject.plan};
    size_t count = fragility_readings(asking->arena, read, comparison.count, &reading);
    enum status status = fragility_report_of(asking->arena, &asking->question, comparison.offers, comparison.count,
                                             reading, count, &fragility, report);
    if (!*report)
        return status;
    if (comparison.job.warning)
        metrics_report_warn(*report, "", "%s", comparison.job.warning);
    if (comparison.job.stays)
        metrics_report_warn(*report, "", "%s", comparison.job.stays);
    fragility_view(*report, comparison.offers, &fragility);
    return status;
}

static const struct result_form *const tables[] = {&fragility_report_form, &result_form_results, NULL};

const struct answer answer_fragility = {"fragility", 0, 1, OFFERS_MAX, WORK_RESUMED, tables, make};
