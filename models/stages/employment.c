/* When the job ends. L and Q come from piecewise-constant hazards, the stay is a plan. The person is there at the exit
 * when it comes no later than min(stay, L, Q); then an acquisition takes the job with the elimination chance, a failure
 * for certain. Job lost = ended by L or at the exit. */
#include "models/column_kernel.h"
#include "models/dimensions.h"
#include "models/hazard_kernel.h"
#include "models/stage.h"

static int hazard_slot(struct preparation *preparation, enum dimension dimension)
{
    return draws_add(preparation->arena, &preparation->plan->draws, dimension_names[dimension], (int)dimension);
}

static void prepare(struct preparation *preparation)
{
    const struct offer *offer = preparation->offer;
    struct employment_plan *employment = &preparation->plan->employment;
    employment->layoff = offer->layoff.count > 0;
    if (employment->layoff) {
        employment->layoff_hazard = hazard_prepare(preparation->arena, &offer->layoff);
        employment->layoff_slot = hazard_slot(preparation, DIMENSION_LAYOFF);
    }
    employment->quit = offer->quit.count > 0;
    if (employment->quit) {
        employment->quit_hazard = hazard_prepare(preparation->arena, &offer->quit);
        employment->quit_slot = hazard_slot(preparation, DIMENSION_QUIT);
    }
    employment->elimination = (struct event){DRAW_CERTAIN, 0};
    employment->elimination_name = offer->elimination_name;
    if (offer->elimination_name)
        employment->elimination = event_of(preparation, offer->elimination_chance, DIMENSION_ELIMINATION,
                                           dimension_names[DIMENSION_ELIMINATION]);
}

static void time_column(const struct hazard_segments *hazard, const double *restrict u, double *restrict e,
                        double *restrict years)
{
    for (size_t i = 0; i < LANES; i++)
        e[i] = numeric_exponential_inverse(u[i]);
    hazard_column(hazard, e, u, years, LANES);
}

/* min(stay, Q). */
static const double *until_by_choice(const struct employment_plan *employment, struct path_block *block)
{
    if (!employment->quit)
        return block->stay_years;
    double *restrict quit = block->scratch[1];
    time_column(&employment->quit_hazard, block->u[employment->quit_slot], block->scratch[3], quit);
    for (size_t i = 0; i < LANES; i++)
        quit[i] = block->stay_years[i] < quit[i] ? block->stay_years[i] : quit[i];
    return quit;
}

/* The chance that the exit takes the job, which is 0 or 1 by now: an acquisition where it eliminates, a failure. */
static void taken_column(const struct plan *plan, struct path_block *block, double *restrict taken)
{
    bool one = block->one_row != SIZE_MAX;
    if (one && plan->exit.acquisition.of_row[block->one_row] == 0)
        fill_column(taken, 0);
    else
        event_column(&plan->employment.elimination, block, taken);
    for (size_t i = 0; !one && i < LANES; i++)
        taken[i] *= block->acquisition[i];
    if (plan->exit.failure.any)
        for (size_t i = 0; i < LANES; i++)
            taken[i] += block->failure[i];
}

/* The columns are named one by one: where a compiler can't tell `by_choice` from what is written here, it works lane by
 * lane. */
static void end_of_employment(struct path_block *block, const double *restrict by_choice, const double *restrict layoff,
                              const double *restrict taken)
{
    const double *restrict exit_years = block->exit_years;
    double *restrict stays_until = block->stays_until, *restrict employed_years = block->employed_years;
    double *restrict there = block->present, *restrict job_gone = block->job_gone, *restrict job_lost = block->job_lost;
    for (size_t i = 0; i < LANES; i++) {
        double until = by_choice[i] < layoff[i] ? by_choice[i] : layoff[i];
        double present = exit_years[i] <= until ? 1.0 : 0.0;
        double gone = present * taken[i];
        double laid_off = layoff[i] < by_choice[i] ? 1.0 : 0.0;
        stays_until[i] = until;
        there[i] = present;
        job_gone[i] = gone;
        employed_years[i] = gone > 0 ? exit_years[i] : until;
        job_lost[i] = gone + laid_off - gone * laid_off; /* either */
    }
}

static void run(const struct plan *plan, struct path_block *block)
{
    const struct employment_plan *employment = &plan->employment;
    double *restrict layoff = block->scratch[0];
    double *restrict taken = block->scratch[2];
    if (employment->layoff)
        time_column(&employment->layoff_hazard, block->u[employment->layoff_slot], block->scratch[3], layoff);
    else
        fill_column(layoff, HUGE_VAL);
    const double *restrict by_choice = until_by_choice(employment, block);
    taken_column(plan, block, taken);
    end_of_employment(block, by_choice, layoff, taken);
}

static void explain(const struct plan *plan, const struct path_block *block, size_t lane, struct story *story)
{
    const struct employment_plan *employment = &plan->employment;
    if (employment->layoff) {
        double u = block->u[employment->layoff_slot][lane];
        story_tell(story, "employment", "layoff", u, "uniform", "drawn");
        story_tell(story, "employment", "layoff", hazard_years(&employment->layoff_hazard, u), "years",
                   "laid off then, if still there");
    }
    if (employment->quit) {
        double u = block->u[employment->quit_slot][lane];
        story_tell(story, "employment", "quit", u, "uniform", "drawn");
        story_tell(story, "employment", "quit", hazard_years(&employment->quit_hazard, u), "years",
                   "leaves by choice then, if still there");
    }
    if (employment->elimination.slot != DRAW_CERTAIN)
        story_tell(story, "employment", employment->elimination_name, block->u[employment->elimination.slot][lane],
                   "uniform", "an acquisition takes the job above %g", 1 - employment->elimination.chance);
    bool there = block->present[lane] > 0;
    story_tell(story, "employment", "at the exit", block->present[lane], "", "%s",
               there ? block->job_gone[lane] > 0 ? "there, and the job goes" : "there, and the job goes on"
                     : "not there any more, or there is no exit");
    story_tell(story, "employment", "years_employed", block->employed_years[lane], "years", "the job ends%s",
               block->job_lost[lane] > 0 ? ": lost" : "");
}

const struct stage ISA_NAME(stage_employment) = {"employment", prepare, run, explain};
