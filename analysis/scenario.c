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
    return estimate_alone(arena, question, &simulation, threads, &scenario->estimate) &&
           !progress_over(question->progress);
}
