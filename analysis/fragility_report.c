#include "analysis/fragility_report.h"

#include "analysis/estimate.h"
#include "analysis/metrics_report.h"
#include "analysis/verdicts.h"
#include "models/event_rounding.h"
#include "models/stratify.h"
#include "sim/number.h"

#include <math.h>
#include <string.h>

static const struct result_column columns[] = {
    {RESULT_COLUMN("row", KEY), .sentence = "of --assume; \"as given\" is the offer as it stands"},
    {RESULT_COLUMN("settings", TEXT), .sentence = "what it sets"},
    {RESULT_COLUMN("best", TEXT), .sentence = "of several offers: the one that is best as given", .optional = true},
    {RESULT_COLUMN("over", TEXT), .sentence = "the best of the others in this reading", .optional = true},
    {RESULT_COLUMN("mean", FIGURE),
     .sentence =
         "of net_advantage, or net_after_tax where the offer has taxes; of several offers: of `best` less `over`"},
    {RESULT_COLUMN("p_better", FIGURE),
     .sentence = "the chance that the offer beats the market; of several offers: that `best` beats `over`"},
    {RESULT_COLUMN("difference", FIGURE), .sentence = "of the mean from that of the same offers as they stand",
     .optional = true},
    {RESULT_COLUMN("verdict", TEXT), .sentence = "ahead, behind or even: the mean's interval above, below, around 0"},
    {RESULT_COLUMN("changes", TEXT),
     .sentence = "sign (of several offers: best): the verdict is the opposite; odds: p_better crosses one half; or "
                 "empty"},
    {RESULT_COLUMN("source", TEXT), .sentence = "why it may be so"}};
const struct result_form fragility_report_form = {RESULT_FORM("fragility", ROWS, columns),
                                                  .sentence = "the offer as it stands, then each other reading of it"};

/* --- simulating --------------------------------------------------------------------------------------------------- */

/* Plans come reading by reading, in each the offers. Of one offer a reading has one contrast, its net; of several one
 * for each pair i < j, the net of i less that of j. */
struct contrasts {
    size_t offers, readings, each; /* each: contrasts of a reading */
    const size_t *net;             /* of each reading: the metric, after tax where all its plans have taxes */
};

static size_t contrasts_of(size_t offers)
{
    return offers == 1 ? 1 : offers * (offers - 1) / 2;
}

/* Of offers i < j; of one offer it is 0. */
static size_t contrast_at(size_t i, size_t j)
{
    return j * (j - 1) / 2 + i;
}

/* The contrasts of each reading, then of each but the first reading what they differ by from those of the first. */
static size_t contrast_column(const struct contrasts *contrasts, size_t reading, size_t contrast)
{
    return reading * contrasts->each + contrast;
}

static size_t shift_column(const struct contrasts *contrasts, size_t reading, size_t contrast)
{
    return (contrasts->readings + reading - 1) * contrasts->each + contrast;
}

static size_t columns_of(const struct contrasts *contrasts)
{
    return (2 * contrasts->readings - 1) * contrasts->each;
}

static void subtract(const double *a, const double *b, double *difference)
{
    for (size_t i = 0; i < LANES; i++)
        difference[i] = a[i] - b[i];
}

static void watch(const struct watcher *watcher, const struct outcome *const *outcomes, struct watched *watched)
{
    const struct contrasts *contrasts = watcher->context;
    size_t offers = contrasts->offers;
    for (size_t r = 0; r < contrasts->readings; r++) {
        const struct outcome *const *outcome = outcomes + r * offers;
        if (offers == 1)
            watched->columns[r] = outcome[0]->metric[contrasts->net[r]];
        for (size_t j = 1; j < offers; j++)
            for (size_t i = 0; i < j; i++) {
                size_t column = contrast_column(contrasts, r, contrast_at(i, j));
                subtract(outcome[i]->metric[contrasts->net[r]], outcome[j]->metric[contrasts->net[r]],
                         watched->scratch[column]);
                watched->columns[column] = watched->scratch[column];
            }
        for (size_t c = 0; r > 0 && c < contrasts->each; c++) {
            size_t column = shift_column(contrasts, r, c);
            subtract(watched->columns[contrast_column(contrasts, r, c)], watched->columns[c], watched->scratch[column]);
            watched->columns[column] = watched->scratch[column];
        }
    }
    watched->row = NULL;
}

static size_t net_metric(const struct plan *const *plans, size_t offers)
{
    for (size_t i = 0; i < offers; i++)
        if (!plan_is_taxed(plans[i]))
            return METRIC_NET_ADVANTAGE;
    return plan_metric(plans[0], METRIC_NET_ADVANTAGE);
}

static struct contrasts *contrasts_create(struct arena *arena, const struct plan *const *plans, size_t offers,
                                          size_t readings)
{
    struct contrasts *contrasts = arena_alloc(arena, 1, sizeof *contrasts);
    size_t *net = arena_alloc(arena, readings, sizeof *net);
    for (size_t r = 0; r < readings; r++)
        net[r] = net_metric(plans + r * offers, offers);
    *contrasts = (struct contrasts){offers, readings, contrasts_of(offers), net};
    return contrasts;
}

static struct watcher watcher_of(struct arena *arena, const struct plan *const *plans, struct contrasts *contrasts,
                                 const struct isa *isa, const struct sampling *sampling)
{
    size_t total = columns_of(contrasts), offers = contrasts->offers;
    double *shift = arena_alloc(arena, total, sizeof *shift), *net = arena_alloc(arena, offers, sizeof *net);
    for (size_t r = 0; r < contrasts->readings; r++) {
        for (size_t i = 0; i < offers; i++)
            net[i] = simulate_path_zero(arena, plans[r * offers + i], isa, sampling)[contrasts->net[r]];
        shift[contrast_column(contrasts, r, 0)] = net[0];
        for (size_t j = 1; j < offers; j++)
            for (size_t i = 0; i < j; i++)
                shift[contrast_column(contrasts, r, contrast_at(i, j))] = net[i] - net[j];
        for (size_t c = 0; r > 0 && c < contrasts->each; c++)
            shift[shift_column(contrasts, r, c)] = shift[contrast_column(contrasts, r, c)] - shift[c];
    }
    return (struct watcher){
        .layout = {.columns = total, .shift = shift}, .scratch_columns = total, .watch = watch, .context = contrasts};
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

static const char *changes_of(struct arena *arena, const struct fragility *fragility, const struct fragility_row *row)
{
    const struct fragility_row *base = &fragility->base;
    bool sign = opposite(base->side, row->side), odds = opposite(side_of_half(base), side_of_half(row));
    const char *what = fragility->offers > 1 ? "best" : "sign";
    return sign && odds ? arena_text(arena, "%s, odds", what) : sign ? what : odds ? "odds" : "";
}

/* Mean of what offer i brings more than offer j in a reading. */
static double lead_of(const struct sample *sample, const struct contrasts *contrasts, size_t reading, size_t i,
                      size_t j)
{
    if (i == j)
        return 0;
    double lead =
        sample_mean(sample, contrast_column(contrasts, reading, i < j ? contrast_at(i, j) : contrast_at(j, i)))
            .estimate;
    return i < j ? lead : -lead;
}

/* The best of all offers but one; but: the number of offers for all of them. */
static size_t best_but(const struct sample *sample, const struct contrasts *contrasts, size_t reading, size_t but)
{
    size_t best = but == 0 ? 1 : 0;
    for (size_t i = best + 1; i < contrasts->offers; i++)
        if (i != but && lead_of(sample, contrasts, reading, i, best) > 0)
            best = i;
    return best;
}

/* The same of the other side. */
static struct verdict turned(struct verdict verdict)
{
    enum verdict_side side = verdict.side;
    verdict.side = side == VERDICT_ABOVE ? VERDICT_BELOW : side == VERDICT_BELOW ? VERDICT_ABOVE : side;
    return verdict;
}

static struct fragility_row row_of(const struct sample *sample, const struct contrasts *contrasts, size_t reading,
                                   size_t best)
{
    struct fragility_row row = {.difference = figure_unknown("as it stands"), .changes = ""};
    bool several = contrasts->offers > 1;
    row.rival = several ? best_but(sample, contrasts, reading, best) : 0;
    bool turn = row.rival < best;
    size_t contrast = several ? turn ? contrast_at(row.rival, best) : contrast_at(best, row.rival) : 0;
    size_t column = contrast_column(contrasts, reading, contrast);
    row.net_mean = sample_mean(sample, column);
    row.p_better = several ? sample_p_better(sample, column) : sample_p_positive(sample, column);
    row.side = sample_verdict(sample, column).side;
    if (reading > 0)
        row.difference = sample_mean(sample, shift_column(contrasts, reading, contrast));
    if (turn) {
        row.net_mean = figure_from(0, row.net_mean);
        row.p_better = figure_from(1, row.p_better);
        row.difference = reading > 0 ? figure_from(0, row.difference) : row.difference;
        row.side = turned(sample_verdict(sample, column)).side;
    }
    row.verdict = verdict_names[row.side];
    return row;
}

static void fill(struct arena *arena, struct fragility *fragility, const struct sample *sample,
                 const struct contrasts *contrasts)
{
    size_t read = 1;
    if (contrasts->offers > 1)
        fragility->best = best_but(sample, contrasts, 0, contrasts->offers);
    fragility->base = row_of(sample, contrasts, 0, fragility->best);
    for (size_t i = 0; i < fragility->count; i++) {
        struct fragility_row *row = &fragility->row[i];
        if (fragility->reading[i].plan) {
            *row = row_of(sample, contrasts, read++, fragility->best);
            row->changes = changes_of(arena, fragility, row);
        } else {
            struct figure unknown = figure_unknown(fragility->reading[i].fault);
            *row = (struct fragility_row){.net_mean = unknown,
                                          .p_better = unknown,
                                          .difference = unknown,
                                          .side = VERDICT_EVEN,
                                          .verdict = "",
                                          .changes = ""};
        }
        fragility->unresolved += row->side == VERDICT_UNRESOLVED;
        fragility->sign_changes += *row->changes && strcmp(row->changes, "odds") != 0;
    }
}

/* The plans of all readings, the offers as they stand first; how many readings. */
static size_t gather_plans(struct arena *arena, const struct plan *const *plan, size_t offers,
                           const struct fragility_reading *reading, size_t count, const struct plan ***plans)
{
    const struct plan **all = arena_alloc(arena, offers * (count + 1), sizeof *all);
    size_t readings = 1;
    memcpy(all, plan, offers * sizeof *all);
    for (size_t i = 0; i < count; i++)
        if (reading[i].plan)
            memcpy(all + offers * readings++, reading[i].plan, offers * sizeof *all);
    *plans = all;
    return readings;
}

enum status fragility_of(struct arena *arena, const struct question *question, const struct plan *const *plan,
                         size_t offers, const struct fragility_reading *reading, size_t count, uint64_t paths,
                         struct fragility *fragility)
{
    const struct plan **plans = NULL;
    size_t readings = gather_plans(arena, plan, offers, reading, count, &plans);
    struct contrasts *contrasts = contrasts_create(arena, plans, offers, readings);
    paths = paths && paths < question->paths ? paths : question->paths;
    *fragility =
        (struct fragility){.offers = offers,
                           .count = count,
                           .reading = reading,
                           .row = arena_alloc(arena, count + 1, sizeof *fragility->row),
                           .sampling = sampling_of(question->sampler, question->seed, paths, question->replicates)};
    fragility->sampling = stratify(arena, plans, offers * readings, &fragility->sampling);
    struct simulation simulation = {.plans = plans,
                                    .plan_count = offers * readings,
                                    .isa = question->isa,
                                    .sampling = fragility->sampling,
                                    .watcher =
                                        watcher_of(arena, plans, contrasts, question->isa, &fragility->sampling)};
    struct estimate estimate = {.question = question};
    if (!estimate_alone(arena, question, &simulation, question->threads, &estimate))
        return STATUS_STOPPED;
    struct sample sample = sample_of(arena, (const struct tally *const *)estimate.units, simulation.sampling.replicates,
                                     !simulation.sampling.sampler->replicated, NULL, question->level);
    sample.shared_error = event_rounding(arena, &simulation);
    fill(arena, fragility, &sample, contrasts);
    return STATUS_OK;
}

const char *fragility_sentence(struct arena *arena, const struct fragility *fragility)
{
    bool several = fragility->offers > 1, one = fragility->sign_changes == 1;
    if (fragility->count == 0)
        return arena_text(arena, "%s to be read in another way.",
                          several ? "These offers leave nothing" : "This offer leaves nothing");
    const char *unresolved =
        fragility->unresolved
            ? arena_text(arena, " Of %zu, %s paths do not tell it.", fragility->unresolved,
                         number_count(arena, (unsigned long long)sampling_paths(&fragility->sampling)))
            : "";
    return arena_text(arena, "%zu of %zu readings %s%s %s.%s", fragility->sign_changes, fragility->count,
                      several ? "make" : "change", one ? "s" : "", several ? "another offer the best" : "the sign",
                      unresolved);
}

/* --- the report --------------------------------------------------------------------------------------------------- */

static void add_row(struct report *report, struct result_cell *cell, const struct compared *offers,
                    const struct fragility *fragility, const struct fragility_reading *reading,
                    const struct fragility_row *row)
{
    const char *metric = metrics[report_metric(report, METRIC_NET_ADVANTAGE)].key, *unit = "money";
    bool several = fragility->offers > 1;
    const char *name = reading ? reading->name : "as given";
    struct report_row *mean = report_add_row(report, metric, name, several ? "lead" : "mean", unit, row->net_mean);
    *cell++ = result_text(name);
    *cell++ = result_text(reading ? reading->settings : "");
    *cell = result_text(offers[fragility->best].label);
    (cell++)->absent = !several;
    *cell = result_text(offers[row->rival].label);
    (cell++)->absent = !several;
    *cell++ = result_figure(&row->net_mean, mean->unit);
    *cell++ = result_figure(&row->p_better, "share");
    *cell = result_figure(&row->difference, mean->unit);
    (cell++)->absent = !reading;
    *cell++ = result_text(row->verdict);
    *cell++ = result_text(row->changes);
    *cell++ = result_text(reading ? reading->source : "");
    report_add_row(report, metric, name, several ? "p_better" : "p_positive", "share", row->p_better);
    if (reading)
        report_add_row(report, metric, name, "difference", unit, row->difference);
}

enum status fragility_report_of(struct arena *arena, const struct question *question, const struct compared *offers,
                                size_t offer_count, const struct fragility_reading *reading, size_t count,
                                struct fragility *fragility, struct report **out)
{
    const struct plan **plans = arena_alloc(arena, offer_count, sizeof *plans);
    for (size_t i = 0; i < offer_count; i++)
        plans[i] = offers[i].subject.plan;
    progress_begin(question->progress, question->paths);
    enum status status = fragility_of(arena, question, plans, offer_count, reading, count, 0, fragility);
    progress_end(question->progress);
    if (status != STATUS_OK)
        return status;
    struct report *report = report_create(arena, "fragility");
    if (offer_count > 1)
        compare_report_header(report, offers, offer_count, question, &fragility->sampling);
    else
        metrics_report_header(report, &offers[0].subject, question, &fragility->sampling);
    struct result_table *table = report_add_table(report, &fragility_report_form, count + 1);
    add_row(report, table->cell, offers, fragility, NULL, &fragility->base);
    for (size_t i = 0; i < count; i++)
        add_row(report, table->cell + (i + 1) * table->column_count, offers, fragility, &reading[i],
                &fragility->row[i]);
    *out = report;
    return STATUS_OK;
}
