#include "analysis/compare_report.h"
#include "analysis/offer_report.h"
#include "library/answer.h"
#include "outputs/views/compare_view.h"
#include "outputs/views/scorecard_view.h"

#include <math.h>
#include <string.h>

/* Columns grow with the square of the offers, and with them memory. */
enum { COMPARED_MAX = 12 };

static const char *path_of(const struct asking *asking, size_t i)
{
    return asking->offers[i]->base.path;
}

static bool take_offers(struct asking *asking, struct compared *offers)
{
    struct arena *arena = asking->arena;
    size_t count = asking->count;
    const char **name = arena_alloc(arena, count, sizeof *name), **label = arena_alloc(arena, count, sizeof *label);
    bool fine = true;
    for (size_t i = 0; i < count; i++) {
        if (!asking_subject(asking, asking->offers[i], true, &offers[i].subject)) {
            fine = false; /* what the others lack is told too */
            continue;
        }
        name[i] = offers[i].subject.offer->name;
        offers[i].label = label[i] = offer_report_label(arena, name, label, i);
    }
    return fine;
}

static bool check_currencies(struct asking *asking, const struct compared *offers)
{
    for (size_t i = 1; i < asking->count; i++) {
        const char *first = offers[0].subject.offer->currency, *other = offers[i].subject.offer->currency;
        if (strcmp(first, other) == 0)
            continue;
        problem_add(asking->problems, STATUS_INVALID, (struct place){0}, "",
                    "offers are compared in one currency; convert one of them", "%s is in %s, %s in %s",
                    path_of(asking, 0), first, path_of(asking, i), other);
        return false;
    }
    return true;
}

static bool check_wealth(struct asking *asking, const struct compared *offers)
{
    for (size_t i = 0; asking->question.risk_aversion > 0 && i < asking->count; i++)
        if (!offers[i].subject.offer->wealth.given) {
            problem_add_whole(asking->problems, STATUS_INVALID, path_of(asking, i), "add --set wealth='$500K'", NULL, 0,
                              "--risk-aversion needs `wealth`: what you own besides");
            return false;
        }
    return true;
}

static void show(struct report *report, const struct compared *offers, size_t count, uint64_t seed)
{
    struct compare_verdict verdict = compare_report_verdict(report, offers, count);
    compare_view(report, offers, count, &verdict);
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1; j < count; j++) {
            struct scorecard_ranking_shown ranking = scorecard_add_ranking(
                report, offers[i].subject.offer, offers[i].label, offers[j].subject.offer, offers[j].label, seed);
            scorecard_view_ranking(report, &ranking);
        }
}

static enum status simulate_all(struct asking *asking, const struct question *question, const struct compared *offers,
                                struct report **report)
{
    const char *fault = NULL;
    enum status status = compare_report_of(asking->arena, question, offers, asking->count, report, &fault);
    if (!*report)
        return asking_fault(asking, status, fault);
    show(*report, offers, asking->count, question->seed);
    return status;
}

/* Every statistic names something, told by a comparison of so few paths that nobody waits for it. */
static enum status try_statistics(struct asking *asking, const struct compared *offers)
{
    enum { FEW_PATHS = 1024 };
    struct question few = asking->question;
    struct report *report = NULL;
    few.paths = FEW_PATHS;
    few.max_time_seconds = 0;
    few.share = NULL;
    enum status status = simulate_all(asking, &few, offers, &report);
    if (!report)
        return status;
    return asking_check_statistics(asking, report) ? STATUS_OK : asking_refuse(asking);
}

static enum status make(struct asking *asking)
{
    struct compared *offers = arena_alloc(asking->arena, asking->count, sizeof *offers);
    struct text_list above = asking_texts(&asking->asked->above), target = asking_texts(&asking->asked->target);
    if (!take_offers(asking, offers) || !check_currencies(asking, offers) || !check_wealth(asking, offers) ||
        !question_reader_above(asking->arena, &above, offers[0].subject.offer->currency, asking->problems,
                               &asking->question) ||
        !question_reader_targets(asking->arena, &target, true, asking->problems, &asking->question))
        return asking_refuse(asking);
    enum status status = asking->question.statistic_count ? try_statistics(asking, offers) : STATUS_OK;
    return status == STATUS_OK ? simulate_all(asking, &asking->question, offers, &asking->result->report) : status;
}

static const struct result_form *const tables[] = {&compare_report_offers_form, &compare_report_verdict_form,
                                                   &result_form_results, NULL};

const struct answer answer_compare = {"compare", 0,   2, COMPARED_MAX, WORK_SHARED | WORK_RESUMED | WORK_EXTENDED,
                                      tables,    make};
