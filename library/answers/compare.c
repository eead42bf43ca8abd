#include "analysis/compare_cash.h"
#include "analysis/metrics_report.h"
#include "library/compared_offers.h"
#include "library/fragility_reader.h"
#include "outputs/views/compare_answer_view.h"
#include "outputs/views/compare_cash_view.h"
#include "outputs/views/compare_view.h"
#include "outputs/views/scorecard_view.h"

#include <math.h>
#include <string.h>

/* Columns grow with the square of the offers, and with them memory. */
enum { COMPARED_MAX = 12 };

static bool check_wealth(struct asking *asking, const struct comparison *comparison)
{
    for (size_t i = 0; asking->question.risk_aversion > 0 && i < comparison->count; i++)
        if (!comparison->offers[i].subject.offer->wealth.given) {
            problem_add_whole(asking->problems, STATUS_INVALID, asking->offers[i]->base.path,
                              "add --set wealth='$500K'", NULL, 0,
                              "--risk-aversion needs `wealth`: what you own besides");
            return false;
        }
    return true;
}

/* For people, on one screen. */
static void show_answer(struct asking *asking, const struct comparison *comparison,
                        const struct compare_verdict *verdict, struct report *report)
{
    struct read_offer *read = arena_alloc(asking->arena, comparison->count, sizeof *read);
    for (size_t i = 0; i < comparison->count; i++)
        read[i] = (struct read_offer){&comparison->check[i]->input, comparison->offers[i].subject.plan};
    compare_answer_view(
        report, comparison->offers, comparison->count, verdict, comparison->job.against,
        asking->asked->for_people ? fragility_beside(asking->arena, &asking->question, read, comparison->count) : NULL);
}

static struct compare_verdict show(struct report *report, const struct comparison *comparison,
                                   const struct question *question)
{
    const struct compared *offers = comparison->offers;
    size_t count = comparison->count;
    if (comparison->job.warning)
        metrics_report_warn(report, "--against", "%s", comparison->job.warning);
    if (comparison->job.stays)
        metrics_report_warn(report, "--against", "%s", comparison->job.stays);
    struct compare_verdict verdict = compare_report_verdict(report, offers, count, comparison->job.against);
    compare_cash_add(report, question, offers, count);
    compare_view(report, offers, count, &verdict, comparison->job.against, comparison->job.whose);
    compare_cash_view(report, offers, count);
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1; j < count; j++) {
            struct scorecard_ranking_shown ranking =
                scorecard_add_ranking(report, offers[i].subject.offer, offers[i].label, offers[j].subject.offer,
                                      offers[j].label, question->seed);
            scorecard_view_ranking(report, &ranking);
        }
    return verdict;
}

static enum status simulate_all(struct asking *asking, const struct question *question,
                                const struct comparison *comparison, struct report **report,
                                struct compare_verdict *verdict)
{
    const char *fault = NULL;
    enum status status =
        compare_report_of(asking->arena, question, comparison->offers, comparison->count, report, &fault);
    if (!*report)
        return asking_fault(asking, status, fault);
    *verdict = show(*report, comparison, question);
    return status;
}

/* Every statistic names something, told by a comparison of so few paths that nobody waits for it. */
static enum status try_statistics(struct asking *asking, const struct comparison *comparison)
{
    enum { FEW_PATHS = 1024 };
    struct question few = asking->question;
    struct report *report = NULL;
    struct compare_verdict verdict;
    few.paths = FEW_PATHS;
    few.max_time_seconds = 0;
    few.share = NULL;
    enum status status = simulate_all(asking, &few, comparison, &report, &verdict);
    if (!report)
        return status;
    return asking_check_statistics(asking, report) ? STATUS_OK : asking_refuse(asking);
}

static enum status make(struct asking *asking)
{
    const char *against = asking->asked->against;
    struct comparison comparison = {.count = asking->count - (against && strcmp(against, "last") == 0)};
    struct text_list above = asking_texts(&asking->asked->above), target = asking_texts(&asking->asked->target);
    if (comparison.count < 2 || comparison.count > COMPARED_MAX) {
        problem_add(asking->problems, STATUS_USAGE, (struct place){0}, "", NULL, "from 2 to %d offers are compared; %s",
                    COMPARED_MAX, comparison.count == 1 ? "this is one" : "these are more");
        return STATUS_USAGE;
    }
    if (!compared_offers_take(asking, &comparison) || !check_wealth(asking, &comparison) ||
        !question_reader_above(asking->arena, &above, comparison.offers[0].subject.offer->currency, asking->problems,
                               &asking->question) ||
        !question_reader_targets(asking->arena, &target, true, asking->problems, &asking->question))
        return asking_refuse(asking);
    enum status status = asking->question.statistic_count ? try_statistics(asking, &comparison) : STATUS_OK;
    struct report **report = &asking->result->report;
    struct compare_verdict verdict;
    if (status == STATUS_OK)
        status = simulate_all(asking, &asking->question, &comparison, report, &verdict);
    if (*report)
        show_answer(asking, &comparison, &verdict, *report);
    return status;
}

static const struct result_form *const tables[] = {&compare_report_offers_form, &compare_report_verdict_form,
                                                   &compare_cash_form, &result_form_results, NULL};

const struct answer answer_compare = {"compare", 0,   1, OFFERS_MAX, WORK_SHARED | WORK_RESUMED | WORK_EXTENDED,
                                      tables,    make};
