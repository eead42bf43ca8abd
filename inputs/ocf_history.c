#include "inputs/ocf_history.h"

#include "inputs/text_ends.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int by_id(const void *key, const void *security)
{
    return strcmp(key, ((const struct ocf_security *)security)->id);
}

static struct ocf_security *security_named(struct ocf *ocf, const char *id)
{
    return id && ocf->security_count ? bsearch(id, ocf->security, ocf->security_count, sizeof *ocf->security, by_id)
                                     : NULL;
}

static double ratio_in(const struct node *event, const char *key)
{
    const struct node *ratio = event && event->type == NODE_OBJECT ? node_member(event, key) : NULL;
    return ocf_number(ratio, "numerator") / ocf_number(ratio, "denominator");
}

/* Whether the plan's awards are for shares of that class. */
static bool plan_of_class(const struct node *plan, const char *class)
{
    const struct node *list = node_member(plan, "stock_class_ids");
    const char *only = ocf_text(plan, "stock_class_id");
    for (const struct node *one = list ? list->child : NULL; one; one = one->next)
        if (one->type == NODE_TEXT && strcmp(one->text, class) == 0)
            return true;
    return only && strcmp(only, class) == 0;
}

/* Shares of the class, and awards for them, whose strike falls as their number rises. */
static void split_class(struct ocf *ocf, const struct node *event)
{
    const char *class = ocf_text(event, "stock_class_id"), *date = ocf_text(event, "date");
    double factor = ratio_in(event, "split_ratio");
    if (!class || !date || !(factor > 0) || !isfinite(factor)) {
        problem_warn(ocf->problems, event->at, "/capital", "a split without a class, a date or a ratio is not read");
        return;
    }
    for (size_t i = 0; i < ocf->class_count; i++)
        if (ocf->class[i].plan && plan_of_class(ocf->class[i].node, class))
            ocf->class[i].reserved *= factor;
    for (size_t i = 0; i < ocf->security_count; i++) {
        struct ocf_security *security = &ocf->security[i];
        const struct ocf_class *of = security->class;
        if (!of || security->kind == OCF_CONVERTIBLE || strcmp(security->date, date) > 0 ||
            !(of->plan ? plan_of_class(of->node, class) : strcmp(of->id, class) == 0))
            continue;
        security->issued *= factor;
        security->quantity *= factor;
        security->exercised *= factor;
        security->strike /= factor;
    }
}

static void adjust_ratio(struct ocf *ocf, const struct node *event)
{
    struct ocf_class *class = ocf_class_named(ocf, ocf_text(event, "stock_class_id"));
    const struct node *mechanism = node_member(event, "new_ratio_conversion_mechanism");
    double ratio = ratio_in(mechanism, "ratio");
    if (class && ratio > 0 && isfinite(ratio))
        class->ratio = ratio;
    else
        problem_warn(ocf->problems, event->at, "/capital", "a new ratio without a class or a number is not read");
}

static void adjust_pool(struct ocf *ocf, const struct node *event)
{
    struct ocf_class *plan = ocf_class_named(ocf, ocf_text(event, "stock_plan_id"));
    double reserved = ocf_number(event, "shares_reserved");
    if (plan && reserved >= 0)
        plan->reserved = reserved;
}

/* Several certificates of stock become one, which has an issuance of its own. */
static void consolidate(struct ocf *ocf, const struct node *event)
{
    const struct node *list = node_member(event, "security_ids");
    for (const struct node *one = list ? list->child : NULL; one; one = one->next) {
        struct ocf_security *security = one->type == NODE_TEXT ? security_named(ocf, one->text) : NULL;
        if (security)
            security->quantity = 0;
    }
}

static bool ends_with_any(const char *type, const char *const *endings)
{
    for (; *endings; endings++)
        if (text_ends_with(type, *endings))
            return true;
    return false;
}

/* How much of the security an event takes away; NAN: all of it. */
static double quantity_of(const struct node *event)
{
    static const char *const keys[] = {"quantity", "quantity_converted"};
    double quantity = ocf_money(event, "amount");
    for (size_t k = 0; k < 2 && isnan(quantity); k++)
        quantity = ocf_number(event, keys[k]);
    return quantity;
}

static void take_away(struct ocf *ocf, const struct node *event, const char *type)
{
    static const char *const whole[] = {"_RETRACTION", "_TRANSFER", "_REISSUANCE", NULL};
    static const char *const becomes_shares[] = {"_EXERCISE", "_RELEASE", NULL};
    struct ocf_security *security = security_named(ocf, ocf_text(event, "security_id"));
    if (!security) {
        problem_warn(ocf->problems, event->at, "/capital", "%.60s is about a security that was not issued", type);
        return;
    }
    double quantity = quantity_of(event);
    if (quantity > security->quantity * (1 + 1e-9))
        problem_warn(ocf->problems, event->at, "/capital", "%.60s of %.15g, but only %.15g are left", type, quantity,
                     security->quantity);
    if (isnan(quantity) || ocf_text(event, "balance_security_id") || ends_with_any(type, whole) ||
        quantity > security->quantity)
        quantity = security->quantity;
    security->quantity -= quantity;
    if (ends_with_any(type, becomes_shares))
        security->exercised += quantity;
}

static void apply(struct ocf *ocf, const struct node *event)
{
    static const char *const quiet[] = {"_ACCEPTANCE",
                                        "_VESTING_START",
                                        "_VESTING_EVENT",
                                        "_VESTING_ACCELERATION",
                                        "_AUTHORIZED_SHARES_ADJUSTMENT",
                                        "_RETURN_TO_POOL",
                                        NULL};
    static const char *const taking[] = {"_RETRACTION",   "_TRANSFER",   "_REISSUANCE",
                                         "_CANCELLATION", "_REPURCHASE", "_EXERCISE",
                                         "_CONVERSION",   "_RELEASE",    NULL};
    const char *type = ocf_text(event, "object_type");
    if (text_ends_with(type, "_CLASS_SPLIT"))
        split_class(ocf, event);
    else if (text_ends_with(type, "_RATIO_ADJUSTMENT"))
        adjust_ratio(ocf, event);
    else if (text_ends_with(type, "_POOL_ADJUSTMENT"))
        adjust_pool(ocf, event);
    else if (text_ends_with(type, "_CONSOLIDATION"))
        consolidate(ocf, event);
    else if (ends_with_any(type, taking))
        take_away(ocf, event, type);
    else if (!ends_with_any(type, quiet))
        problem_warn(ocf->problems, event->at, "/capital", "the event %.60s is not known: it changes no holding here",
                     type);
}

void ocf_history_apply(struct ocf *ocf)
{
    for (size_t i = 0; i < ocf->events.count; i++)
        apply(ocf, ocf->events.item[i]);
}
