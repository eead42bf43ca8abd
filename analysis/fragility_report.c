#include "analysis/fragility_report.h"

#include "analysis/estimate.h"
#include "analysis/metrics_report.h"
#include "analysis/verdicts.h"
#include "models/event_rounding.h"
#include "models/pair_watcher.h"
#include "models/stratify.h"
#include "sim/number.h"

#include <math.h>
#include <string.h>

static const struct result_column columns[] = {
    {RESULT_COLUMN("row", KEY), .sentence = "of --assume; \"as given\" is the offer as it stands"},
    {RESULT_COLUMN("settings", TEXT), .sentence = "what it sets"},
    {RESULT_COLUMN("mean", FIGURE), .sentence = "of net_advantage, or net_after_tax where the offer has taxes"},
    {RESULT_COLUMN("p_better", FIGURE), .sentence = "the chance that the offer beats the market"},
    {RESULT_COLUMN("difference", FIGURE), .sentence = "of the mean from that of the offer as it stands",
     .optional = true},
    {RESULT_COLUMN("verdict", TEXT), .sentence = "ahead, behind or even: the mean's interval above, below, around 0"},
    {RESULT_COLUMN("changes", TEXT),
     .sentence = "sign: the verdict is the opposite; odds: p_better crosses one half; or empty"},
    {RESULT_COLUMN("source", TEXT), .sentence = "why it may be so"}};
const struct result_form fragility_report_form = {RESULT_FORM("fragility", ROWS, columns),
                                                  .sentence = "the offer as it stands, then each other reading of it"};

/* --- simulating --------------------------------------------------------------------------------------------------- */

struct nets { /* the metric of each plan: after tax where it has taxes */
    size_t count, *net;
};

/* Columns: the net of each plan, then the difference of each but the first from it. */
static void watch(const struct watcher *watcher, const struct outcome *const *outcomes, struct watched *watched)
{
    const struct nets *net_of = watcher->context;
    size_t plans = net_of->count;
    for (size_t p = 0; p < plans; p++)
        watched->columns[p] = outcomes[p]->metric[net_of->net[p]];
    for (size_t p = 1; p < plans; p++) {
        double *difference = watched->scratch[p - 1];
        for (size_t i = 0; i < LANES; i++)
            difference[i] = watched->columns[p][i] - watched->columns[0][i];
        watched->columns[plans + p - 1] = difference;
    }
    watched->row = NULL;
}

static struct watcher watcher_of(struct arena *arena, const struct plan *const *plans, size_t count,
                                 const struct isa *isa, const struct sampling *sampling)
{
    struct nets *context = arena_alloc(arena, 1, sizeof *context);
    double *shift = arena_alloc(arena, 2 * count, sizeof *shift);
    *context = (struct nets){count, arena_alloc(arena, count, sizeof *context->net)};
    for (size_t p = 0; p < count; p++) {
        context->net[p] = plan_metric(plans[p], METRIC_NET_ADVANTAGE);
        shift[p] = simulate_path_zero(arena, plans[p], isa, sampling)[context->net[p]];
    }
    for (size_t p = 1; p < count; p++)
        shift[count + p - 1] = shift[p] - shift[0];
    return (struct watcher){.layout = {.columns = 2 * count - 1, .shift = shift},
                            .scratch_columns = count,
                            .watch = watch,
                            .context = context};
}

/* --- rows --------------------------------------------------------------------------------------------------------- */

static bool opposite(enum verdict_side a, enum verdict_side b)
{
    return (a == VERDICT_ABOVE && b == VERDICT_BELOW) || (a == VERDICT_BELOW && b == VERDICT_ABOVE);
}

static enum verdict_side side_of_half(const struct fragility_row *row)
{
    return verdict_of(&row->p_better, 0.5, 0, 1).side;
}

static const char *changes_of(const struct fragility_row *base, const struct fragility_row *row)
{
    bool sign = opposite(base->side, row->side), odds = opposite(side_of_half(base), side_of_half(row));
    return sign && odds ? "sign, odds" : sign ? "sign" : odds ? "odds" : "";
}

static struct fragility_row row_of(const struct sample *sample, size_t plan, size_t plans)
{
    struct fragility_row row = {.net_mean = sample_mean(sample, plan),
                                .p_better = sample_p_positive(sample, plan),
                                .difference =
                                    plan ? sample_mean(sample, plans + plan - 1) : figure_unknown("as it stands"),
                                .changes = ""};
    row.side = sample_verdict(sample, plan).side;
    row.verdict = verdict_names[row.side];
    return row;
}

static void fill(struct fragility *fragility, const struct sample *sample, size_t plans)
{
    size_t plan = 1;
    fragility->base = row_of(sample, 0, plans);
    for (size_t i = 0; i < fragility->count; i++) {
        struct fragility_row *row = &fragility->row[i];
        if (fragility->reading[i].plan) {
            *row = row_of(sample, plan++, plans);
            row->changes = changes_of(&fragility->base, row);
        } else {
            struct figure unknown = figure_unknown(fragility->reading[i].fault);
            *row = (struct fragility_row){unknown, unknown, unknown, VERDICT_EVEN, "", ""};
        }
        fragility->unresolved += row->side == VERDICT_UNRESOLVED;
        fragility->sign_changes += strncmp(row->changes, "sign", strlen("sign")) == 0;
    }
}

enum status fragility_of(struct arena *arena, const struct question *question, const struct plan *plan,
                         const struct fragility_reading *reading, size_t count, uint64_t paths,
                         struct fragility *fragility)
{
    const struct plan **plans = arena_alloc(arena, count + 1, sizeof *plans);
    size_t plan_count = 0;
    plans[plan_count++] = plan;
    for (size_t i = 0; i < count; i++)
        if (reading[i].plan)
            plans[plan_count++] = reading[i].plan;
    paths = paths && paths < question->paths ? paths : question->paths;
    *fragility =
        (struct fragility){.count = count,
                           .reading = reading,
                           .row = arena_alloc(arena, count + 1, sizeof *fragility->row),
                           .sampling = sampling_of(question->sampler, question->seed, paths, question->replicates)};
    fragility->sampling = stratify(arena, plans, plan_count, &fragility->sampling);
    struct simulation simulation = {
        .plans = plans, .plan_count = plan_count, .isa = question->isa, .sampling = fragility->sampling};
    simulation.watcher = watcher_of(arena, plans, plan_count, question->isa, &fragility->sampling);
    struct estimate estimate = {.question = question};
    if (!estimate_alone(arena, question, &simulation, question->threads, &estimate))
        return STATUS_STOPPED;
    struct sample sample = sample_of(arena, (const struct tally *const *)estimate.units, simulation.sampling.replicates,
                                     !simulation.sampling.sampler->replicated, NULL, question->level);
    sample.shared_error = event_rounding(arena, &simulation);
    fill(fragility, &sample, plan_count);
    return STATUS_OK;
}

const char *fragility_sentence(struct arena *arena, const struct fragility *fragility)
{
    if (fragility->count == 0)
        return "This offer leaves nothing to be read in another way.";
    const char *unresolved =
        fragility->unresolved
            ? arena_text(arena, " Of %zu, %s paths do not tell it.", fragility->unresolved,
                         number_count(arena, (unsigned long long)sampling_paths(&fragility->sampling)))
            : "";
    return arena_text(arena, "%zu of %zu readings change%s the sign.%s", fragility->sign_changes, fragility->count,
                      fragility->sign_changes == 1 ? "s" : "", unresolved);
}

/* --- the report --------------------------------------------------------------------------------------------------- */

static void add_row(struct report *report, struct result_cell *cell, const char *name, const char *settings,
                    const char *source, const struct fragility_row *row, bool base)
{
    const char *metric = metrics[report_metric(report, METRIC_NET_ADVANTAGE)].key, *unit = "money";
    struct report_row *mean = report_add_row(report, metric, name, "mean", unit, row->net_mean);
    cell[0] = result_text(name);
    cell[1] = result_text(settings);
    cell[2] = result_figure(&row->net_mean, mean->unit);
    cell[3] = result_figure(&row->p_better, "share");
    cell[4] = result_figure(&row->difference, mean->unit);
    cell[4].absent = base;
    cell[5] = result_text(row->verdict);
    cell[6] = result_text(row->changes);
    cell[7] = result_text(source);
    report_add_row(report, metric, name, "p_positive", "share", row->p_better);
    if (!base)
        report_add_row(report, metric, name, "difference", unit, row->difference);
}

enum status fragility_report_of(struct arena *arena, const struct question *question, const struct subject *subject,
                                const struct fragility_reading *reading, size_t count, struct fragility *fragility,
                                struct report **out)
{
    progress_begin(question->progress, question->paths);
    enum status status = fragility_of(arena, question, subject->plan, reading, count, 0, fragility);
    progress_end(question->progress);
    if (status != STATUS_OK)
        return status;
    struct report *report = report_create(arena, "fragility");
    metrics_report_header(report, subject, question, &fragility->sampling);
    struct result_table *table = report_add_table(report, &fragility_report_form, count + 1);
    add_row(report, table->cell, "as given", "", "", &fragility->base, true);
    for (size_t i = 0; i < count; i++)
        add_row(report, table->cell + (i + 1) * table->column_count, reading[i].name, reading[i].settings,
                reading[i].source, &fragility->row[i], false);
    *out = report;
    return STATUS_OK;
}
