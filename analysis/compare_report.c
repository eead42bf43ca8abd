#include "analysis/compare_report.h"

#include "analysis/certainty.h"
#include "analysis/distribution_report.h"
#include "analysis/joined_inputs.h"
#include "analysis/metrics_report.h"
#include "analysis/result_forms.h"
#include "analysis/statistic.h"
#include "analysis/verdicts.h"
#include "models/pair_watcher.h"
#include "models/stratify.h"
#include "sim/dominance.h"
#include "sim/number.h"

#include <math.h>
#include <string.h>

static const char *pair_name(struct arena *arena, const struct compared *a, const struct compared *b)
{
    return arena_text(arena, "%s - %s", a->label, b->label);
}

/* --- header ------------------------------------------------------------------------------------------------------- */

static bool same_note(const struct report_note *a, const struct report_note *b)
{
    return strcmp(a->at, b->at) == 0 && strcmp(a->text, b->text) == 0;
}

static bool has_note(const struct report_note *notes, size_t count, const struct report_note *note)
{
    for (size_t i = 0; i < count; i++)
        if (same_note(&notes[i], note))
            return true;
    return false;
}

struct note_list {
    size_t count;
    const struct report_note *note;
};

/* Notes that all lists have come once, as they are; others say whose they are. */
static struct note_list joined_notes(struct arena *arena, const struct note_list *lists, const struct compared *offers,
                                     size_t count)
{
    size_t all = 0;
    for (size_t i = 0; i < count; i++)
        all += lists[i].count;
    struct report_note *joined = arena_alloc(arena, all + 1, sizeof *joined);
    struct note_list result = {0, joined};
    for (size_t i = 0; i < count; i++)
        for (size_t n = 0; n < lists[i].count; n++) {
            const struct report_note *note = &lists[i].note[n];
            size_t shared = 0;
            while (shared < count && has_note(lists[shared].note, lists[shared].count, note))
                shared++;
            if (shared == count && i > 0)
                continue;
            joined[result.count] = *note;
            if (shared < count) {
                joined[result.count].at = arena_text(arena, "%s%s%s", offers[i].label, *note->at ? ": " : "", note->at);
                joined[result.count].whose = offers[i].label;
            }
            result.count++;
        }
    return result;
}

/* What offers are ranked by. */
static size_t net_of(const struct report *report)
{
    return report_metric(report, METRIC_NET_ADVANTAGE);
}

void compare_report_header(struct report *report, const struct compared *offers, size_t count,
                           const struct question *question, const struct sampling *sampling)
{
    struct note_list *assumed = arena_alloc(report->arena, count, sizeof *assumed);
    struct note_list *warned = arena_alloc(report->arena, count, sizeof *warned);
    struct report_note *origin = arena_alloc(report->arena, count, sizeof *origin);
    const char *names = "";
    for (size_t i = 0; i < count; i++) {
        struct report *own = report_create(report->arena, "compare");
        metrics_report_header(own, &offers[i].subject, question, sampling);
        assumed[i] = (struct note_list){own->assumption_count, own->assumption};
        warned[i] = (struct note_list){own->warning_count, own->warning};
        origin[i] = (struct report_note){offers[i].label, offers[i].subject.sha256};
        names = arena_text(report->arena, "%s%s%s", names, i ? " | " : "", offers[i].label);
    }
    metrics_report_header(report, &offers[0].subject, question, sampling);
    struct note_list assumptions = joined_notes(report->arena, assumed, offers, count);
    struct note_list warnings = joined_notes(report->arena, warned, offers, count);
    joined_inputs_put(report, offers, count);
    report->assumption = assumptions.note;
    report->assumption_count = assumptions.count;
    report->warning = warnings.note;
    report->warning_count = warnings.count;
    size_t taxed = 0;
    for (size_t i = 0; i < count; i++) {
        taxed += plan_is_taxed(offers[i].subject.plan);
        metrics_report_tables(report, &offers[i].subject.offer->tax);
    }
    report->after_tax = taxed == count;
    if (taxed > 0 && taxed < count)
        metrics_report_warn(report, "/tax", "some of these offers have no `tax`: all are compared before tax");
    report->name = names;
    report->sha256[0] = 0; /* several inputs: each offer has its own */
    report->origin = origin;
    report->origin_count = count;
}

/* --- certainty equivalents ---------------------------------------------------------------------------------------- */

static void add_certainty_equivalent(struct report *report, const struct sample *sample, size_t column,
                                     const struct compared *offer, double aversion)
{
    struct utility utility = {distribution_mean(&offer->subject.offer->wealth.distribution), aversion};
    double least = sample->pooled->column[column].min;
    struct figure figure = figure_unknown("wealth does not cover the worst path");
    if (aversion == 0) /* NOLINT: 0 is exact */
        figure = sample_mean(sample, column);
    else if (utility.wealth > 0 && utility.wealth + least > 0)
        figure = certainty_equivalent(sample, column, &utility);
    else
        metrics_report_warn(
            report, "--risk-aversion",
            "%s: a wealth of %s is used up on the worst path (net advantage %s), so it has no certainty "
            "equivalent",
            offer->label, number_for_people(report->arena, utility.wealth, 10, report->currency),
            number_for_people(report->arena, least, 10, report->currency));
    report_add_row(report, metric_names[net_of(report)], offer->label, "certainty_equivalent", "money", figure);
}

/* --- offers and pairs --------------------------------------------------------------------------------------------- */

static void add_offer(struct report *report, const struct sample *sample, const struct compared *offer, size_t count,
                      size_t i, const struct question *question)
{
    for (size_t m = 0; m < report_metrics(report); m++) {
        metrics_report_column(report, sample, pair_watcher_metric(count, i, m), metric_names[m], offer->label,
                              metric_units[m], question->above,
                              metrics[m].traits & METRIC_TAKES_ABOVE ? question->above_count : 0);
    }
    distribution_report_add(report, sample, pair_watcher_metric(count, i, net_of(report)), offer->label);
    struct figure foregone =
        sample_mean(sample, pair_watcher_metric(count, i, report_metric(report, METRIC_FOREGONE_COMPENSATION)));
    report_add_row(report, metric_names[net_of(report)], offer->label, "mean_without_equity", "money",
                   figure_from(0, foregone));
    if (!isnan(question->risk_aversion))
        add_certainty_equivalent(report, sample, pair_watcher_metric(count, i, net_of(report)), offer,
                                 question->risk_aversion);
}

static void add_dominance(struct report *report, const char *pair, const char *statistic,
                          const struct dominance_order *order, const struct dominance *dominance)
{
    struct figure figure = figure_unknown(COMPARE_NOT_RESOLVED);
    if (order->resolved) {
        figure = figure_without_interval(order->over);
        figure_tell(&figure, order->over > 0   ? "the first dominates"
                             : order->over < 0 ? "the second dominates"
                             : dominance->same ? COMPARE_SAME
                                               : "neither dominates");
    } else if (dominance->alike) {
        figure.note = COMPARE_ALIKE;
    } else if (isfinite(order->paths)) {
        figure.note = arena_text(report->arena, "about %.0f paths would tell", order->paths);
    }
    figure.method = arena_text(report->arena, "cdf, within %.1f standard errors", dominance->critical);
    report_add_row(report, metric_names[net_of(report)], pair, statistic, "", figure);
}

static void add_pair(struct report *report, const struct sample *sample, const struct compared *offers, size_t count,
                     size_t i, size_t j)
{
    const char *pair = pair_name(report->arena, &offers[i], &offers[j]);
    for (size_t m = 0; m < report_metrics(report); m++) {
        if (!(metrics[m].traits & METRIC_IS_PAIRED))
            continue;
        size_t a = pair_watcher_metric(count, i, m), b = pair_watcher_metric(count, j, m);
        size_t difference = pair_watcher_difference(count, i, j, m);
        struct figure better = sample_p_better(sample, difference);
        if (metrics[m].traits & METRIC_LESS_IS_BETTER)
            better = figure_from(1, better);
        report_add_row(report, metric_names[m], pair, "difference", "money", sample_mean(sample, difference));
        report_add_row(report, metric_names[m], pair, "p_better", "share", better);
        report_add_row(report, metric_names[m], pair, "correlation", "", sample_correlation(sample, a, b, difference));
        report_add_row(report, metric_names[m], pair, "variance_reduction", "multiple",
                       sample_variance_reduction(sample, a, b, difference));
    }
    struct dominance dominance = dominance_of(sample, pair_watcher_metric(count, i, net_of(report)),
                                              pair_watcher_metric(count, j, net_of(report)),
                                              pair_watcher_difference(count, i, j, net_of(report)));
    add_dominance(report, pair, "first_order_dominance", &dominance.first, &dominance);
    add_dominance(report, pair, "second_order_dominance", &dominance.second, &dominance);
}

/* Regret of a choice: what a clairvoyant would have had more. The least expected regret is the value of perfect
 * information about the choice. */
static void add_regrets(struct report *report, const struct sample *sample, const struct compared *offers, size_t count)
{
    const char *all = "";
    size_t best = 0;
    double most = -INFINITY;
    for (size_t i = 0; i < count; i++) {
        double mean = sample_mean(sample, pair_watcher_metric(count, i, net_of(report))).estimate;
        all = arena_text(report->arena, "%s%s%s", all, i ? ", " : "", offers[i].label);
        best = mean > most ? i : best;
        most = mean > most ? mean : most;
    }
    for (size_t i = 0; i < count; i++)
        report_add_row(report, metric_names[net_of(report)],
                       arena_text(report->arena, "%s among %s", offers[i].label, all), "expected_regret", "money",
                       sample_mean(sample, pair_watcher_regret(count, i)));
    report_add_row(report, metric_names[net_of(report)], all, "evpi", "money",
                   sample_mean(sample, pair_watcher_regret(count, best)));
}

static void warn_tails(struct report *report, const struct sample *sample, const struct compared *offers, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct tail_diagnosis tails = sample_tails(sample, pair_watcher_metric(count, i, net_of(report)));
        double k = fmax(isnan(tails.k_low) ? 0 : tails.k_low, isnan(tails.k_high) ? 0 : tails.k_high);
        if (k > 0.7)
            metrics_report_warn(report, offers[i].label, "a tail of the net advantage is heavy: %s",
                                k > 1 ? "the mean may not exist" : "intervals of the mean can't be trusted");
    }
    if (sample->pooled->paths < 1000)
        metrics_report_warn(report, "", "%.0f paths leave fewer than 50 in each 5%% tail: p5, p95 and cvar5 are rough",
                            (double)sample->pooled->paths);
}

static void fill(struct report *report, const struct estimate *estimate, const struct compared *offers, size_t count)
{
    const struct sample *sample = &estimate->sample;
    const struct question *question = estimate->question;
    compare_report_header(report, offers, count, question, &estimate->simulation.sampling);
    for (size_t i = 0; i < count; i++)
        add_offer(report, sample, &offers[i], count, i, question);
    for (size_t j = 1; j < count; j++)
        for (size_t i = 0; i < j; i++)
            add_pair(report, sample, offers, count, i, j);
    add_regrets(report, sample, offers, count);
    warn_tails(report, sample, offers, count);
    for (size_t i = 0; i < question->target_count; i++) {
        const struct target *target = &question->target[i];
        const struct target_reached *reached = &estimate->reached[i];
        metrics_report_warn(report, "--target", "%s: %s.%s of every offer: largest half-width %.4g",
                            reached->met ? "met" : "not met", metrics[target->metric].key, target->statistic,
                            reached->half_width);
    }
}

enum status compare_report_of(struct arena *arena, const struct question *question, const struct compared *offers,
                              size_t count, struct report **report, const char **fault)
{
    const struct plan **plans = arena_alloc(arena, count, sizeof *plans);
    for (size_t i = 0; i < count; i++)
        plans[i] = offers[i].subject.plan;
    struct sampling sampling = question_sampling(question);
    sampling = stratify(arena, plans, count, &sampling);
    struct simulation simulation = {.plans = plans,
                                    .plan_count = count,
                                    .isa = question->isa,
                                    .sampling = sampling,
                                    .watcher = pair_watcher(arena, plans, count, question->isa, &sampling)};
    struct estimate estimate = {.target_figure = compare_report_target};
    enum status status = estimate_run(arena, question, &simulation, &estimate, fault);
    if (status != STATUS_OK || share_keeps(question->share))
        return status;
    *report = report_create(arena, "compare");
    fill(*report, &estimate, offers, count);
    return estimate_status(&estimate);
}

/* How many offers have so many columns, before tax or after it. */
static size_t offers_of(size_t columns)
{
    size_t offers = 2;
    while (pair_watcher_columns(offers, false) < columns)
        offers++;
    if (pair_watcher_columns(offers, false) == columns)
        return offers;
    while (pair_watcher_columns(offers, true) > columns)
        offers--;
    return offers;
}

bool compare_report_target(const struct sample *sample, size_t metric, const char *statistic, size_t i,
                           struct figure *figure)
{
    bool pairs = strcmp(statistic, "difference") == 0 && metrics[metric].traits & METRIC_IS_PAIRED;
    if (!sample) /* is there such a figure? */
        return i == 0 && (pairs || statistic_figure(NULL, metric, statistic, figure));
    size_t offers = offers_of(sample->pooled->layout.columns);
    if (i >= (pairs ? offers * (offers - 1) / 2 : offers))
        return false;
    if (pairs) {
        *figure = sample_mean(sample, pair_watcher_pair(offers, i, metric));
        return true;
    }
    return statistic_figure(sample, pair_watcher_metric(offers, i, metric), statistic, figure);
}

/* --- the verdict -------------------------------------------------------------------------------------------------- */

/* Of the difference best - other, whichever way round the pair stands. */
static struct figure lead_over(const struct report *report, const struct compared *offers, size_t best, size_t other)
{
    size_t i = best < other ? best : other, j = best < other ? other : best;
    const char *pair = pair_name(report->arena, &offers[i], &offers[j]);
    struct figure lead = report_find(report, metric_names[net_of(report)], pair, "difference")->figure;
    return i == best ? lead : figure_from(0, lead);
}

/* "and beats its own market job, +$12K"; "" where there is none. */
static const char *against_market(const struct report *report, const struct compared *offer,
                                  enum compare_against against)
{
    const char *job = against == COMPARE_OWN_JOBS ? "its own market job" : "the market job";
    if (against == COMPARE_NO_JOB)
        return "";
    const struct figure *mean = &report_find(report, metric_names[net_of(report)], offer->label, "mean")->figure;
    const char *text = figure_signed_for_people(report->arena, mean, report->currency);
    struct verdict verdict = report_verdict(report, offer->label);
    switch (verdict.side) {
    case VERDICT_ABOVE:
        return arena_text(report->arena, ", and beats %s, %s", job, text);
    case VERDICT_BELOW:
        return arena_text(report->arena, ", but %s is better still, %s", job, text);
    case VERDICT_EVEN:
        return arena_text(report->arena, ", and ties with %s, %s", job, text);
    default:
        return arena_text(report->arena, ", and whether it beats %s, %s, %s", job, text,
                          verdict_unresolved(report->arena, &verdict, (double)report->paths));
    }
}

static double mean_of(const struct report *report, const struct compared *offer)
{
    return report_find(report, metric_names[net_of(report)], offer->label, "mean")->figure.estimate;
}

/* The offer of the highest mean, and the one that it leads least surely. */
static size_t best_of(const struct report *report, const struct compared *offers, size_t count, size_t *rival,
                      struct figure *least)
{
    size_t best = 0;
    for (size_t i = 1; i < count; i++)
        if (mean_of(report, &offers[i]) > mean_of(report, &offers[best]))
            best = i;
    *least = (struct figure){.ci_low = INFINITY, .estimate = INFINITY};
    for (size_t i = 0; i < count; i++) {
        struct figure lead = i == best ? *least : lead_over(report, offers, best, i);
        if (i != best && !(lead.ci_low >= least->ci_low)) { /* an unknown bound counts as the worst */
            *least = lead;
            *rival = i;
        }
    }
    return best;
}

/* As close as a mean is to 0 that is called even. */
static struct verdict lead_verdict(const struct report *report, const struct compared *best, const struct figure *lead)
{
    const char *net = metric_names[net_of(report)];
    return verdict_of_mean(lead, report_find(report, net, best->label, "p5")->figure.estimate,
                           report_find(report, net, best->label, "p95")->figure.estimate, (double)report->paths);
}

static const char *verdict_sentence(const struct report *report, const struct compared *offers,
                                    const struct compare_verdict *verdict, enum compare_against against)
{
    struct arena *arena = report->arena;
    const char *a = offers[verdict->first].label, *b = offers[verdict->rival].label;
    const char *by = figure_for_people(arena, &verdict->by, report->currency);
    if (verdict->lead.side == VERDICT_ABOVE)
        return arena_text(arena, "%s is the best on average: %s ahead of %s%s.", a, by, b,
                          against_market(report, &offers[verdict->first], against));
    if (verdict->lead.side == VERDICT_UNRESOLVED)
        return arena_text(arena, "Not resolved: on average %s leads %s by %s; %s.", a, b, by,
                          verdict_unresolved(arena, &verdict->lead, (double)report->paths));
    const char *within = verdict->by.ci_low < verdict->by.ci_high ? arena_text(arena, ", %s apart", by) : "";
    return arena_text(arena, "Tie: %s and %s come to the same on average%s.", a, b, within);
}

static struct compare_verdict judge(const struct report *report, const struct compared *offers, size_t count,
                                    enum compare_against against)
{
    struct compare_verdict verdict = {.best = NULL};
    verdict.first = best_of(report, offers, count, &verdict.rival, &verdict.by);
    verdict.lead = lead_verdict(report, &offers[verdict.first], &verdict.by);
    verdict.best = verdict.lead.side == VERDICT_ABOVE ? offers[verdict.first].label : NULL;
    verdict.sentence = verdict_sentence(report, offers, &verdict, against);
    return verdict;
}

static const struct result_column compared_columns[] = {{RESULT_COLUMN("name", TEXT)},
                                                        {RESULT_COLUMN("sha256", TEXT)},
                                                        {RESULT_COLUMN("histogram", TABLE),
                                                         .sentence = "of the net advantage",
                                                         .form = &result_form_histogram, .optional = true}};
const struct result_form compare_report_offers_form = {RESULT_FORM("offers", ROWS, compared_columns)};
static const struct result_column verdict_columns[] = {
    {RESULT_COLUMN("verdict", TEXT), .sentence = "which offer is best on average, in a sentence"},
    {RESULT_COLUMN("best", TEXT), .sentence = "its name; null: a tie, or not resolved", .nullable = true},
    {RESULT_COLUMN("resolved", FLAG), .sentence = "whether so many paths tell"},
    {RESULT_COLUMN("paths_needed", NUMBER),
     .sentence = "not resolved: about how many would tell; null: no such number"},

    {RESULT_COLUMN("against", TEXT),
     .sentence =
         "what the offers are held against: \"own\" market jobs, \"one\" for all, or \"none\": then net advantage "
         "is pay and equity together"}};
const struct result_form compare_report_verdict_form = {RESULT_FORM("", ONE, verdict_columns)};

struct compare_verdict compare_report_verdict(struct report *report, const struct compared *offers, size_t count,
                                              enum compare_against against)
{
    static const char *const words[] = {
        [COMPARE_OWN_JOBS] = "own", [COMPARE_ONE_JOB] = "one", [COMPARE_NO_JOB] = "none"};
    struct compare_verdict verdict = judge(report, offers, count, against);
    struct result_table *names = report_add_table(report, &compare_report_offers_form, count);
    for (size_t i = 0; i < count; i++) {
        const struct report_distribution *of = report_distribution_of(report, offers[i].label);
        struct result_cell *cell = &names->cell[3 * i];
        cell[0] = result_text(offers[i].label);
        cell[1] = result_text(offers[i].subject.sha256);
        cell[2] = of ? result_nested(of->histogram) : (struct result_cell){.absent = true};
    }
    struct result_table *line = report_add_table(report, &compare_report_verdict_form, 1);
    line->cell[0] = result_text(verdict.sentence);
    line->cell[1] = result_text(verdict.best);
    line->cell[2] = result_flag(verdict.lead.side != VERDICT_UNRESOLVED);
    line->cell[3] = result_number(verdict.lead.paths, "");
    line->cell[4] = result_text(words[against]);
    return verdict;
}
