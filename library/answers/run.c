#include "analysis/cash_report.h"
#include "analysis/exercise_days.h"
#include "analysis/labels.h"
#include "analysis/metrics_report.h"
#include "analysis/offer_report.h"
#include "analysis/quit_report.h"
#include "analysis/run_report.h"
#include "analysis/second_order.h"
#include "library/answer.h"
#include "library/ask_offers.h"
#include "library/fragility_reader.h"
#include "library/keep.h"
#include "library/offer_subject.h"
#include "outputs/views/answer_view.h"
#include "outputs/views/exercise_days_view.h"
#include "outputs/views/prose_view.h"
#include "outputs/views/quit_view.h"
#include "outputs/views/run_view.h"
#include "outputs/views/scorecard_view.h"
#include "outputs/views/second_order_view.h"
#include "outputs/views/tax_years_view.h"

static void show(const struct run_answer *answer)
{
    struct report *report = answer->report;
    run_view(report);
    tax_years_view(report);
    exercise_days_view(report);
    if (report->second_order_draws)
        second_order_view(report);
    scorecard_view(report, &answer->scorecard);
    prose_view(report, &answer->prose);
}

static void tell_left_out(struct asking *asking, const struct offer *offer, struct report *report)
{
    if (asking->asked->for_people && !fragility_quick(offer))
        metrics_report_warn(report, "run",
                            "the offer has too many rows to tell what the answer hangs on, what to ask for and when to "
                            "leave: ask `fragility`, `negotiate` and `quit`");
}

/* Where chances are ranges or stated to be loose: what not knowing them leaves open. NULL: nothing is known of it. */
static const struct report *odds_of(struct asking *asking, const struct subject *subject, const struct report *report)
{
    enum { FEW_DRAWS = 64, FEW_PATHS = 1 << 16 };
    struct question few = question_beside(&asking->question, FEW_PATHS);
    struct report *odds = report_create(asking->arena, report->command);
    if (report->second_order_draws)
        return report;
    odds->currency = report->currency;
    few.second_order = FEW_DRAWS;
    return second_order_add(odds, &few, subject->offer) == STATUS_OK ? odds : NULL;
}

/* What the answer hangs on and what to ask for are for people: short runs, on the first of the same paths. */
static void add_answer(struct asking *asking, const struct subject *subject, const struct offer_input *input,
                       struct report *report)
{
    enum { FEW_PATHS = 1 << 14 };
    struct arena *arena = asking->arena;
    struct answer_shown shown = {NULL};
    if (asking->asked->for_people && fragility_quick(subject->offer)) {
        struct negotiation *negotiation = arena_alloc(arena, 1, sizeof *negotiation);
        struct ask_source source = ask_offers_source(input);
        struct question few = question_beside(&asking->question, FEW_PATHS);
        const struct read_offer offer = {input, subject->plan};
        shown.fragility = fragility_beside(arena, &asking->question, &offer, 1);
        shown.negotiation = negotiate(arena, &few, subject, NULL, &source, negotiation) ? negotiation : NULL;
        shown.odds = odds_of(asking, subject, report);
    }
    answer_view(report, &shown);
}

/* When to leave is for people, too: every month is a run, of fewer paths yet. */
static void add_quit(struct asking *asking, const struct subject *subject, struct report *report)
{
    enum { FEW_PATHS = 1 << 12 };
    struct quit quit;
    struct question few = question_beside(&asking->question, FEW_PATHS);
    if (asking->asked->for_people && fragility_quick(subject->offer) &&
        quit_of(asking->arena, &few, subject->plan, FEW_PATHS, &quit) == STATUS_OK)
        quit_view_section(report, &quit);
}

static const char *effort(struct asking *asking, const struct estimate *estimate)
{
    double paths = (double)sampling_paths(&estimate->simulation.sampling);
    const char *before = asking->result->effort;
    return arena_text(asking->arena, "%s%s%.0f paths in %.3f s (%.1f ns a path) on %u threads, %s kernels",
                      before ? before : "", before ? "\n" : "", paths, estimate->seconds,
                      1e9 * estimate->seconds / paths, asking->question.threads, isa_name(estimate->simulation.isa));
}

static enum status keep(struct asking *asking, const struct estimate *estimate)
{
    const struct offercast_question *asked = asking->asked;
    struct output_style style = {.csv_excel_eu = asked->csv_excel_eu, .csv_bom = asked->csv_bom};
    const char *fault = NULL;
    if (!asked->keep)
        return STATUS_OK;
    enum status status = keep_write(asking->arena, asked->keep, asked->keep_paths ? asked->keep_paths : UINT64_MAX,
                                    &style, &estimate->simulation, &fault);
    return asking_fault(asking, status, fault);
}

/* Every statistic names something, told by a run of so few paths that nobody waits for it. */
static enum status try_statistics(struct asking *asking, const struct subject *subject)
{
    enum { FEW_PATHS = 1024, FEW_DRAWS = 2 };
    struct question few = asking->question;
    struct run_answer answer = {.report = NULL};
    const char *fault = NULL;
    few.paths = FEW_PATHS;
    few.second_order = few.second_order ? FEW_DRAWS : 0;
    few.max_time_seconds = 0;
    few.share = NULL;
    enum status status = run_report_of(asking->arena, &few, subject, &answer, &fault);
    if (!answer.report)
        return asking_fault(asking, status, fault);
    return asking_check_statistics(asking, answer.report) ? STATUS_OK : asking_refuse(asking);
}

/* NULL: stopped, or the time was up before there was anything to report. */
static enum status run_offer(struct asking *asking, const struct offercast_offer *offer, struct report **report)
{
    struct subject subject;
    struct run_answer answer = {.report = NULL};
    struct text_list above = asking_texts(&asking->asked->above), target = asking_texts(&asking->asked->target);
    const char *fault = NULL;
    if (!asking_subject(asking, offer, true, &subject) ||
        !question_reader_above(asking->arena, &above, subject.offer->currency, asking->problems, &asking->question) ||
        !question_reader_targets(asking->arena, &target, false, asking->problems, &asking->question))
        return asking_refuse(asking);
    enum status status = STATUS_OK;
    if (asking->question.statistic_count && asking->count == 1)
        status = try_statistics(asking, &subject);
    if (status == STATUS_OK)
        status = run_report_of(asking->arena, &asking->question, &subject, &answer, &fault);
    if (!answer.report)
        return asking_fault(asking, status, fault);
    tell_left_out(asking, subject.offer, answer.report);
    show(&answer);
    add_quit(asking, &subject, answer.report);
    add_answer(asking, &subject, &offer->check->input, answer.report);
    asking->result->effort = effort(asking, &answer.estimate);
    *report = answer.report;
    enum status kept = keep(asking, &answer.estimate);
    return kept == STATUS_OK ? status : kept;
}

/* The worst of two: an answer that is not accurate enough is still better than none. */
static enum status worse(enum status a, enum status b)
{
    if (a == STATUS_OK || a == STATUS_ACCURACY)
        return b == STATUS_OK ? a : b;
    return a;
}

/* The offers' names are what tells their rows apart. */
static void label_parts(struct arena *arena, struct report **part, size_t count)
{
    struct labels *labels = labels_create(arena, count);
    for (size_t i = 0; i < count; i++)
        part[i]->name = labels_give(labels, offer_report_name(part[i]->name));
}

static enum status make(struct asking *asking)
{
    struct arena *arena = asking->arena;
    struct report **part = arena_alloc(arena, asking->count, sizeof(struct report *));
    enum status status = STATUS_OK;
    size_t done = 0;
    for (size_t i = 0; i < asking->count; i++) {
        status = worse(status, run_offer(asking, asking->offers[i], &part[done]));
        done += part[done] != NULL;
    }
    if (done == 0 || (status != STATUS_OK && status != STATUS_ACCURACY))
        return status;
    struct report *report = part[0];
    if (asking->count > 1) {
        label_parts(arena, part, done);
        report = report_create(arena, "run");
        report->part = part;
        report->part_count = done;
    }
    asking->result->report = report;
    return status;
}

static const struct result_form *const tables[] = {
    &result_form_metrics,    &result_form_beside,         &result_form_exits,  &result_form_others,
    &cash_report_years_form, &cash_report_tax_years_form, &exercise_days_form, NULL};

const struct answer answer_run = {"run", 0, 1, OFFERS_MAX, WORK_SHARED | WORK_RESUMED | WORK_EXTENDED, tables, make};
