#include "analysis/scenario.h"

#include "models/stratify.h"

bool scenario_simulate(struct arena *arena, const struct question *question, unsigned threads, struct seat_memo *memo,
                       struct scenario *scenario)
{
    struct sampling sampling = question_sampling(question);
    sampling = stratify(arena, (const struct plan *const[]){scenario->subject.plan}, 1, &sampling);
    sampling.memo = threads == 1 ? memo : NULL;
    struct simulation simulation = metrics_simulation(arena, scenario->subject.plan, question->isa, &sampling);
    if (!estimate_alone(arena, question, &simulation, threads, &scenario->estimate) ||
        progress_over(question->progress))
        return false;
    if (estimate_overflow(&scenario->estimate)) {
        scenario->fault = "no future can be computed: on every path an amount is infinite or far too large";
        scenario->status = STATUS_INVALID;
    }
    return true;
}
