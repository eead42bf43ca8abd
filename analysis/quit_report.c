#include "analysis/quit_report.h"

#include "analysis/estimate.h"
#include "analysis/metrics_report.h"
#include "models/leaving_month.h"
#include "models/stratify.h"
#include "sim/critical.h"

#include <math.h>

static const struct result_column columns[] = {
    {RESULT_COLUMN("month", COUNT), .sentence = "to stay until its end: the best of the months"},
    {RESULT_COLUMN("quit_option", FIGURE),
     .sentence = "what leaving then brings more than the offer's own stay; the month chosen on half of the replicates "
                 "and valued on the other half, both ways, averaged"}};
static const struct result_column months_columns[] = {
    {RESULT_COLUMN("month", COUNT), .sentence = "of the stay, from 1"},
    {RESULT_COLUMN("mean", FIGURE), .sentence = "of net_advantage, leaving at its end"},
    {RESULT_COLUMN("difference", FIGURE), .sentence = "of the mean from that of the offer's own stay"}};
const struct result_form quit_report_form = {RESULT_FORM("quit", ONE, columns),
                                             .sentence = "when to leave, and what the option to leave is worth"};
const struct result_form quit_report_months_form = {RESULT_FORM("months", ROWS, months_columns),
                                                    .sentence = "the offer with a stay of each whole month"};

/* --- simulating --------------------------------------------------------------------------------------------------- */

struct nets { /* how many plans, and which metric is their net */
    size_t plans, metric;
};

/* One group of all paths. Its columns: the net of the offer as it stands and of each month, then the difference of each
 * month. */
static void watch(const struct watcher *watcher, const struct outcome *const *outcomes, struct watched *watched)
{
    static const int32_t all_in_one[LANES];
    const struct nets *nets = watcher->context;
    size_t plans = nets->plans;
    for (size_t p = 0; p < plans; p++)
        watched->group_columns[p] = outcomes[p]->metric[nets->metric];
    for (size_t p = 1; p < plans; p++) {
        double *difference = watched->scratch[p - 1];
        for (size_t i = 0; i < LANES; i++)
            difference[i] = watched->group_columns[p][i] - watched->group_columns[0][i];
        watched->group_columns[plans + p - 1] = difference;
    }
    watched->row = all_in_one;
}

static size_t difference_column(const struct quit *quit, size_t month)
{
    return quit->months + month;
}

/* What was simulated: all of it, and its halves. */
struct halves {
    struct sample all, half[2];
    bool apart; /* there are halves */
};

/* Of replicates each is a unit; independent paths are simulated half by half. */
static bool simulate_halves(struct arena *arena, const struct share *share, struct simulation *simulation, double level,
                            struct halves *halves)
{
    const struct sampling *sampling = &simulation->sampling;
    struct tally **units = simulate_units(arena, simulation);
    if (sampling->sampler->replicated) {
        size_t replicates = sampling->replicates, first = replicates / 2;
        const struct tally *const *unit = (const struct tally *const *)units;
        if (!estimate_count_stage(arena, share, simulation, units, 0, sampling->points))
            return false;
        halves->apart = first >= 2;
        halves->all = sample_of(arena, unit, replicates, false, NULL, level);
        if (halves->apart) {
            halves->half[0] = sample_of(arena, unit, first, false, NULL, level);
            halves->half[1] = sample_of(arena, unit + first, replicates - first, false, NULL, level);
        }
        return true;
    }
    uint64_t middle = sampling->points / 2 / TILE_POINTS * TILE_POINTS;
    halves->apart = middle > 0;
    for (size_t h = halves->apart ? 0 : 1; h < 2; h++) {
        struct tally **part = simulate_units(arena, simulation);
        if (!estimate_count_stage(arena, share, simulation, part, h ? middle : 0, h ? sampling->points : middle))
            return false;
        halves->half[h] = sample_of(arena, (const struct tally *const *)part, 1, true, NULL, level);
        tally_merge(units[0], part[0]);
    }
    halves->all = sample_of(arena, (const struct tally *const *)units, 1, true, NULL, level);
    return true;
}

/* --- the best month ----------------------------------------------------------------------------------------------- */

static size_t best_month(const struct quit *quit, const struct sample *sample)
{
    size_t best = 1;
    double most = -HUGE_VAL;
    for (size_t m = 1; m <= quit->months; m++) {
        double mean = sample_total_mean(sample, m).estimate;
        if (mean > most) {
            most = mean;
            best = m;
        }
    }
    return best;
}

/* Chosen on one half and valued on the other, both ways. The halves share no path. */
static struct figure option_of(const struct quit *quit, const struct halves *halves)
{
    if (!halves->apart)
        return figure_unknown(halves->all.independent ? "too few paths" : "too few replicates");
    struct figure value[2];
    for (size_t h = 0; h < 2; h++)
        value[h] = sample_total_mean(&halves->half[h], difference_column(quit, best_month(quit, &halves->half[1 - h])));
    struct figure option = value[0];
    double degrees = (double)(halves->half[0].units + halves->half[1].units) - 2;
    double critical =
        halves->all.independent ? critical_normal(halves->all.level) : critical_t(halves->all.level, degrees);
    option.estimate = (value[0].estimate + value[1].estimate) / 2;
    option.std_error = sqrt(value[0].std_error * value[0].std_error + value[1].std_error * value[1].std_error) / 2;
    option.ci_low = option.estimate - critical * option.std_error;
    option.ci_high = option.estimate + critical * option.std_error;
    return option;
}

static void fill(struct arena *arena, struct quit *quit, const struct halves *halves)
{
    quit->month = arena_alloc(arena, quit->months, sizeof *quit->month);
    quit->base = (struct quit_month){sample_total_mean(&halves->all, 0), figure_unknown("as it stands")};
    for (size_t m = 1; m <= quit->months; m++)
        quit->month[m - 1] = (struct quit_month){sample_total_mean(&halves->all, m),
                                                 sample_total_mean(&halves->all, difference_column(quit, m))};
    quit->best = best_month(quit, &halves->all);
    quit->option = option_of(quit, halves);
}

enum status quit_of(struct arena *arena, const struct question *question, const struct plan *plan, uint64_t paths,
                    struct quit *quit)
{
    size_t months = leaving_months(plan);
    struct nets *nets = arena_alloc(arena, 1, sizeof *nets);
    const struct plan **plans = arena_alloc(arena, months + 1, sizeof *plans);
    struct halves halves = {.apart = false};
    plans[0] = plan;
    for (size_t m = 1; m <= months; m++)
        plans[m] = leaving_month_plan(arena, plan, m);
    *nets = (struct nets){months + 1, plan_metric(plan, METRIC_NET_ADVANTAGE)};
    paths = paths && paths < question->paths ? paths : question->paths;
    *quit = (struct quit){.months = months,
                          .sampling = sampling_of(question->sampler, question->seed, paths, question->replicates)};
    quit->sampling = stratify(arena, plans, months + 1, &quit->sampling);
    struct simulation simulation = {.plans = plans,
                                    .plan_count = months + 1,
                                    .isa = question->isa,
                                    .sampling = quit->sampling,
                                    .threads = question->threads,
                                    .progress = question->progress,
                                    .watcher = {.layout = {.groups = 1, .group_columns = 2 * months + 1},
                                                .scratch_columns = months,
                                                .watch = watch,
                                                .context = nets}};
    if (!simulate_halves(arena, question->share, &simulation, question->level, &halves))
        return STATUS_STOPPED;
    fill(arena, quit, &halves);
    return STATUS_OK;
}

/* --- the report --------------------------------------------------------------------------------------------------- */

static void add_month(struct report *report, struct result_cell *cell, size_t month, const struct quit_month *row)
{
    const char *metric = metrics[report_metric(report, METRIC_NET_ADVANTAGE)].key, *unit = "money";
    const char *group = arena_text(report->arena, "month:%zu", month);
    struct report_row *mean = report_add_row(report, metric, group, "mean", unit, row->net_mean);
    cell[0] = result_count(month);
    cell[1] = result_figure(&row->net_mean, mean->unit);
    cell[2] = result_figure(&row->difference, mean->unit);
    report_add_row(report, metric, group, "difference", unit, row->difference);
}

enum status quit_report_of(struct arena *arena, const struct question *question, const struct subject *subject,
                           struct quit *quit, struct report **out)
{
    progress_begin(question->progress, question->paths);
    enum status status = quit_of(arena, question, subject->plan, 0, quit);
    progress_end(question->progress);
    if (status != STATUS_OK)
        return status;
    struct report *report = report_create(arena, "quit");
    metrics_report_header(report, subject, question, &quit->sampling);
    const char *metric = metrics[report_metric(report, METRIC_NET_ADVANTAGE)].key, *unit = "money";
    struct result_table *one = report_add_table(report, &quit_report_form, 1);
    struct report_row *option = report_add_row(report, "quit_option", "", "mean", unit, quit->option);
    one->cell[0] = result_count(quit->best);
    one->cell[1] = result_figure(&quit->option, option->unit);
    struct result_table *months = report_add_table(report, &quit_report_months_form, quit->months);
    report_add_row(report, metric, "as given", "mean", unit, quit->base.net_mean);
    for (size_t m = 1; m <= quit->months; m++)
        add_month(report, months->cell + (m - 1) * months->column_count, m, &quit->month[m - 1]);
    *out = report;
    return STATUS_OK;
}
