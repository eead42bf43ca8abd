#include "analysis/exercise_days.h"

#include "analysis/few_paths.h"
#include "models/calendar_kernel.h"
#include "models/grant_kind.h"
#include "models/preparation.h"

#include <math.h>

enum { DAYS_MAX = 9, COMPARED_PATHS = 1 << 14 };

/* Of each day, means over the paths on which something is exercised; money present value but for the bill. */
enum { HAPPENS, STRIKE, TAX, SAVED, BRINGS, BETTER, OF_A_DAY };

static const struct result_column columns[] = {
    {RESULT_COLUMN("year", COUNT), .sentence = "of employment, at whose end what has vested is exercised"},
    {RESULT_COLUMN("day", TEXT), .sentence = "that day"},
    {RESULT_COLUMN("exercised", FIGURE), .sentence = "the chance that one is still there then, with something vested"},
    {RESULT_COLUMN("strike", FIGURE), .sentence = "paid on that day, over the futures in which it is"},
    {RESULT_COLUMN("tax", FIGURE), .sentence = "of the day's year that the exercise brings, over the same futures"},
    {RESULT_COLUMN("tax_saved", FIGURE),
     .sentence = "what all taxes on equity come to less than without, present value, over the same futures"},
    {RESULT_COLUMN("brings", FIGURE), .sentence = "equity_after_tax less that without, over the same futures"},
    {RESULT_COLUMN("p_better", FIGURE),
     .sentence = "the chance, of the same futures, that it brings more than nothing"}};
const struct result_form exercise_days_form = {
    RESULT_FORM("exercise_days", ROWS, columns), .optional = true,
    .sentence = "when to exercise: by year of employment, against the exit or the end of the job; where options are "
                "held, after tax"};

/* --- simulating --------------------------------------------------------------------------------------------------- */

/* Plan 0 is the offer as it stands; its metrics before and after tax stand in the outcome. */
static void watch(const struct watcher *watcher, const struct outcome *const *outcomes, struct watched *watched)
{
    static const int32_t all_in_one[LANES];
    const size_t *days = watcher->context;
    const double *before = outcomes[0]->metric[METRIC_EQUITY_VALUE];
    const double *after = outcomes[0]->metric[METRIC_EQUITY_AFTER_TAX];
    for (size_t d = 0; d < *days; d++) {
        const struct outcome *outcome = outcomes[d + 1];
        const double **column = &watched->group_columns[d * OF_A_DAY];
        double *saved = watched->scratch[3 * d], *brings = watched->scratch[3 * d + 1];
        double *better = watched->scratch[3 * d + 2];
        for (size_t i = 0; i < LANES; i++) {
            double more = outcome->metric[METRIC_EQUITY_VALUE][i] - before[i];
            brings[i] = outcome->metric[METRIC_EQUITY_AFTER_TAX][i] - after[i];
            saved[i] = brings[i] - more;
            better[i] = brings[i] > 0 ? 1.0 : 0.0;
        }
        column[HAPPENS] = outcome->purchase[PURCHASE_HAPPENS];
        column[STRIKE] = outcome->purchase[PURCHASE_STRIKE];
        column[TAX] = outcome->purchase[PURCHASE_TAX];
        column[SAVED] = saved;
        column[BRINGS] = brings;
        column[BETTER] = better;
    }
    watched->row = all_in_one;
}

static bool simulate_days(struct arena *arena, const struct question *question, const struct plan *const *plans,
                          size_t days, struct sample *sample)
{
    struct simulation simulation = few_paths(arena, question, plans, days + 1, COMPARED_PATHS);
    simulation.watcher = (struct watcher){.layout = {.groups = 1, .group_columns = days * OF_A_DAY},
                                          .scratch_columns = 3 * days,
                                          .watch = watch,
                                          .context = &days};
    return few_paths_sample(arena, &simulation, question->level, sample);
}

/* --- plans -------------------------------------------------------------------------------------------------------- */

static bool holds_options(const struct offer *offer)
{
    for (size_t g = 0; g < offer->grant_count; g++)
        if (offer->grant[g].kind->has_strike && !offer->grant[g].early_exercise)
            return !offer->listed;
    return false;
}

/* The ends of years that come before the longest stay. */
static size_t days_of(const struct plan *plan)
{
    double years = ceil(quantity_longest(&plan->exit.stay) - 1e-9) - 1;
    return years < 0 ? 0 : years < DAYS_MAX ? (size_t)years : DAYS_MAX;
}

/* The offer with each of the days; fewer where one cannot be prepared. */
static size_t plans_of(struct arena *arena, const struct subject *subject, size_t days, const struct plan **plans)
{
    struct offer changed = *subject->offer;
    const struct plan *decided = subject->plan;
    const char *fault;
    plans[0] = subject->plan;
    for (size_t d = 1; d <= days; d++) {
        changed.exercise_day_years = (double)d;
        plans[d] = decided = plan_prepare_decided(arena, &changed, decided, &fault);
        if (!plans[d])
            return d - 1;
    }
    return days;
}

/* --- the report --------------------------------------------------------------------------------------------------- */

static void add_day(struct report *report, const struct offer *offer, const struct sample *sample, size_t day,
                    struct result_cell *cell)
{
    const char *year = arena_text(report->arena, "%zu", day + 1);
    size_t first = day * OF_A_DAY, happens = first + HAPPENS;
    struct calendar_date date =
        calendar_date_of_code(calendar_date_code(floor(offer->start_day + (double)(day + 1) * 365.25 + 1e-6)));
    cell[0] = result_count(day + 1);
    cell[1] = result_text(arena_text(report->arena, "%04d-%02d-%02d", date.year, date.month, date.day));
    for (size_t c = HAPPENS; c < OF_A_DAY; c++) {
        struct figure figure =
            c == HAPPENS ? sample_total_share(sample, happens) : sample_flagged_mean(sample, first + c, happens);
        const char *unit = c == HAPPENS || c == BETTER ? "share" : "money";
        const struct report_row *row = report_add_row(report, "exercise_day", year, columns[2 + c].key, unit, figure);
        cell[2 + c] = result_figure(&row->figure, row->unit);
    }
}

static void add_days(struct report *report, const struct offer *offer, const struct sample *sample, size_t days)
{
    size_t rows = 0;
    for (size_t d = 0; d < days; d++)
        rows += sample_total_share(sample, d * OF_A_DAY).estimate > 0;
    if (rows == 0)
        return;
    struct result_table *table = report_add_table(report, &exercise_days_form, rows);
    struct result_cell *cell = table->cell;
    for (size_t d = 0; d < days; d++) {
        if (!(sample_total_share(sample, d * OF_A_DAY).estimate > 0))
            continue;
        add_day(report, offer, sample, d, cell);
        cell += table->column_count;
    }
}

void exercise_days_add(struct report *report, const struct question *question, const struct subject *subject)
{
    size_t days = days_of(subject->plan);
    if (!plan_is_taxed(subject->plan) || !holds_options(subject->offer) || days == 0)
        return;
    struct arena *arena = arena_create();
    const struct plan **plans = arena_alloc(arena, days + 1, sizeof *plans);
    struct sample sample;
    days = plans_of(arena, subject, days, plans);
    if (days > 0 && simulate_days(arena, question, plans, days, &sample))
        add_days(report, subject->offer, &sample, days);
    arena_destroy(arena);
}
