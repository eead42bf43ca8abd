#include "analysis/metrics_report.h"
#include "analysis/negotiate_report.h"
#include "library/answer.h"
#include "library/ask_offers.h"
#include "outputs/views/negotiate_view.h"

#include <string.h>

static bool check_currencies(struct asking *asking)
{
    const struct offer_input *own = &asking->offers[0]->check->input;
    const struct offer_input *other = &asking->offers[asking->count - 1]->check->input;
    if (strcmp(own->offer.currency, other->offer.currency) == 0)
        return true;
    problem_add(asking->problems, STATUS_INVALID, (struct place){0}, "",
                "offers are compared in one currency; convert one of them", "%s is in %s, %s in %s", own->path,
                own->offer.currency, other->path, other->offer.currency);
    return false;
}

/* The second offer, if there is one, is what the chance of coming out ahead is about. */
static enum status make(struct asking *asking)
{
    const struct offercast_offer *offer = asking->offers[0];
    const struct offercast_offer *against = asking->count > 1 ? asking->offers[1] : NULL;
    struct subject subject, other = {.plan = NULL};
    struct negotiation *negotiation = arena_alloc(asking->arena, 1, sizeof *negotiation);
    if (!asking_subject(asking, offer, true, &subject) ||
        (against && (!asking_subject(asking, against, true, &other) || !check_currencies(asking))))
        return asking_refuse(asking);
    struct ask_source source = ask_offers_source(&offer->check->input);
    if (!negotiate(asking->arena, &asking->question, &subject, other.plan, &source, negotiation))
        return STATUS_STOPPED;
    struct sampling sampling = question_sampling(&asking->question);
    struct report *report = report_create(asking->arena, "negotiate");
    metrics_report_header(report, &subject, &asking->question, &sampling);
    negotiate_report_add(report, negotiation);
    negotiate_view(report, negotiation, against ? against->check->input.offer.name : NULL);
    asking->result->report = report;
    asking->result->memo = negotiate_view_memo(report, negotiation);
    return STATUS_OK;
}

static const struct result_form *const tables[] = {&negotiate_report_asks_form, &negotiate_report_trades_form,
                                                   &negotiate_report_package_form, &result_form_results, NULL};

const struct answer answer_negotiate = {"negotiate", 0, 1, 2, WORK_RESUMED, tables, make};
