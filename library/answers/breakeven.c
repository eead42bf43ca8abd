#include "analysis/breakeven.h"
#include "library/answer.h"
#include "library/breakeven_reader.h"
#include "outputs/views/breakeven_view.h"

static enum status search(struct asking *asking, struct breakeven *breakeven, const char *path, const char *vary)
{
    struct report **report = &asking->result->report;
    struct breakeven_shown shown;
    const char *fault = NULL;
    enum status status = breakeven_report_of(asking->arena, breakeven, report, &shown, &fault);
    if (status == STATUS_ACCURACY)
        return asking_fault(asking, status, fault);
    if (fault)
        messages_add_error(&asking->result->messages, arena_text(asking->arena, "%s: %s", path, fault),
                           arena_text(asking->arena, "no value of --vary %s could be simulated", vary));
    if (!*report)
        return status;
    breakeven_view(*report, &shown);
    asking->result->effort = arena_text(asking->arena, "%zu values were simulated", breakeven->evaluations);
    return status;
}

static enum status make(struct asking *asking)
{
    const struct offercast_offer *asked = asking->offers[0];
    struct breakeven breakeven = {.question = &asking->question};
    const struct offer_input *base = offer_base(asking->arena, asked);
    struct breakeven_offer offer = {.base = base, .set_count = asked->setting_count, .set = asked->setting};
    struct breakeven_texts texts;
    struct text_list vary = asking_texts(&asking->asked->vary);
    if (!breakeven_reader_texts(asking->arena, &vary, asking->asked->goal, asking->problems, &texts, &breakeven))
        return asking_refuse(asking);
    if (base->problems->status == STATUS_USAGE) {
        *asking->problems = *base->problems;
        return STATUS_USAGE;
    }
    if (!asked->base.document || asked->base.problems->status != STATUS_OK) {
        problem_add_whole(asking->problems, asked->base.problems->status, asked->base.path, NULL, NULL, 0,
                          "this offer is invalid");
        return asking_refuse(asking);
    }
    if (!breakeven_reader_key(asking->arena, &texts, asking->problems, &offer, &breakeven))
        return asking_refuse(asking);
    if (!asking->asked->goal && offer.taxed &&
        !question_reader_goal(asking->arena, "net_after_tax.mean=0", asking->problems, &breakeven.goal))
        return asking_refuse(asking);
    if (!offer.taxed && breakeven.goal.metric >= METRICS_BEFORE_TAX) {
        problem_add_whole(asking->problems, STATUS_USAGE, asked->base.path, "give the offer a `tax`", NULL, 0,
                          arena_text(asking->arena, "%s: the offer has no `tax`", metrics[breakeven.goal.metric].key));
        return asking_refuse(asking);
    }
    return search(asking, &breakeven, asked->base.path, texts.vary);
}

static const struct result_form *const tables[] = {&breakeven_form, &result_form_results, NULL};

const struct answer answer_breakeven = {"breakeven", 0, 1, 1, WORK_RESUMED, tables, make};
