#include "analysis/scenario.h"

bool scenario_simulate(struct arena *arena, const struct question *question, unsigned threads,
                       struct scenario *scenario)
{
    const struct plan **plans = arena_alloc(arena, 1, sizeof *plans);
    plans[0] = scenario->subject.plan;
    struct sampling sampling = question_sampling(question);
    struct simulation simulation = {.plans = plans,
                                    .plan_count = 1,
                                    .isa = question->isa,
                                    .sampling = sampling,
                                    .watcher = metrics_watcher(arena, plans[0], question->isa, &sampling)};
    if (!estimate_alone(arena, question, &simulation, threads, &scenario->estimate) ||
        progress_over(question->progress))
        return false;
    if (estimate_overflow(&scenario->estimate)) {
        scenario->fault = "no future can be computed: on every path an amount is infinite or far too large";
        scenario->status = STATUS_INVALID;
    }
    return true;
}
