#include "analysis/run_report.h"

#include "analysis/capital_warning.h"
#include "analysis/cash_report.h"
#include "analysis/exercise_days.h"
#include "analysis/exercise_warning.h"
#include "analysis/metrics_report.h"
#include "analysis/offer_report.h"
#include "analysis/second_order.h"
#include "models/stratify.h"

enum status run_report_of(struct arena *arena, const struct question *question, const struct subject *subject,
                          struct run_answer *answer, const char **fault)
{
    struct estimate *estimate = &answer->estimate;
    const struct plan **plans = arena_alloc(arena, 1, sizeof *plans); /* the estimate is used further */
    plans[0] = subject->plan;
    struct sampling sampling = question_sampling(question);
    sampling = stratify(arena, plans, 1, &sampling);
    struct simulation simulation = {.plans = plans,
                                    .plan_count = 1,
                                    .isa = question->isa,
                                    .sampling = sampling,
                                    .watcher = metrics_watcher(arena, subject->plan, question->isa, &sampling)};
    enum status status = estimate_run(arena, question, &simulation, estimate, fault);
    if (status != STATUS_OK || share_keeps(question->share))
        return status;
    struct report *report = report_create(arena, "run");
    metrics_report_header(report, subject, question, &estimate->simulation.sampling);
    metrics_report_fill(report, estimate, subject->plan, question->above, question->above_count);
    cash_report_add(report, question, subject);
    exercise_days_add(report, question, subject);
    offer_report_timelines(report, subject->offer);
    exercise_warning_add(report, question, subject);
    capital_warning_add(report, question, subject);
    if (question->second_order)
        status = second_order_add(report, question, subject->offer);
    if (status != STATUS_OK)
        return status;
    answer->scorecard = scorecard_add(report, subject->offer, question->seed);
    answer->prose = prose_add(report, subject, estimate);
    answer->report = report;
    return estimate_status(estimate);
}
