#include "inputs/ocf_grants.h"

#include "inputs/holder_grants.h"
#include "inputs/ocf_vesting.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

enum { USUAL_TERM_MONTHS = 120 };

static const char *holder_of(const struct ocf *ocf, const struct ocf_security *security)
{
    const struct node *holder = ocf_item_named(&ocf->holders, ocf_text(security->node, "stakeholder_id"));
    const struct node *called = holder ? node_member(holder, "name") : NULL;
    const char *name = ocf_text(called, "legal_name");
    return name ? name : "";
}

static const char *type_of(const struct ocf_security *security)
{
    const char *award = ocf_text(security->node, "compensation_type"),
               *option = ocf_text(security->node, "option_grant_type");
    if (security->kind == OCF_STOCK)
        return "rsa";
    if (security->unit)
        return "rsu";
    return (award && strstr(award, "ISO")) || (option && strcmp(option, "ISO") == 0) ? "iso" : "nso";
}

static void put(struct ocf *ocf, struct node *grant, const char *key, const char *text)
{
    struct node *node = node_create(ocf->arena, NODE_TEXT, grant->at);
    node->text = node->written = text;
    node_set_member(grant, key, grant->at, node);
}

/* How long after leaving of one's own accord it can be exercised. */
static const char *window_of(struct ocf *ocf, const struct ocf_security *security)
{
    static const char *const unit[][2] = {{"DAYS", "days"}, {"MONTHS", "months"}, {"YEARS", "years"}};
    const struct node *list = node_member(security->node, "termination_exercise_windows");
    for (const struct node *one = list ? list->child : NULL; one; one = one->next) {
        const char *reason = ocf_text(one, "reason"), *type = ocf_text(one, "period_type");
        double period = ocf_number(one, "period");
        for (size_t k = 0; k < 3 && type && reason && period >= 0; k++)
            if (strncmp(reason, "VOLUNTARY_OTHER", 15) == 0 && strcmp(type, unit[k][0]) == 0)
                return arena_text(ocf->arena, "%.15g %s", period, unit[k][1]);
    }
    return NULL;
}

/* The term of options, from their grant, where it is not the usual one. */
static const char *term_of(struct ocf *ocf, const struct ocf_security *security)
{
    const char *end = ocf_text(security->node, "expiration_date");
    long months = end ? ocf_vesting_months(ocf_vesting_start(ocf, security), end) : 0;
    return months > 0 && months != USUAL_TERM_MONTHS ? arena_text(ocf->arena, "%ld months", months) : NULL;
}

/* How odd shares are cut: the model has the words of the format, in lower case. */
static const char *rounding_of(struct ocf *ocf, const struct ocf_security *security)
{
    const struct node *terms = ocf_item_named(&ocf->terms, ocf_text(security->node, "vesting_terms_id"));
    const char *type = ocf_text(terms, "allocation_type");
    char *word = type ? arena_copy(ocf->arena, type, strlen(type)) : NULL;
    for (char *at = word; at && *at; at++)
        *at = (char)tolower((unsigned char)*at);
    return word;
}

static void complete(struct ocf *ocf, const struct ocf_security *security, struct node *grant)
{
    const char *window = window_of(ocf, security), *term = term_of(ocf, security),
               *rounding = rounding_of(ocf, security);
    const struct node *early = node_member(security->node, "early_exercisable");
    bool option = security->kind == OCF_AWARD && !security->unit;
    if (option && window)
        put(ocf, grant, "exercise_window", window);
    if (option && term)
        put(ocf, grant, "expires", term);
    if (option && early && early->type == NODE_TRUE)
        put(ocf, grant, "early_exercise", "true");
    if (rounding)
        put(ocf, grant, "rounding", rounding);
    if (security->kind != OCF_STOCK && security->quantity < security->issued)
        problem_assume(ocf->problems, security->node->at, "/grants",
                       "%.15g of %.15g are left: they vest as the whole does", security->quantity, security->issued);
}

static void add(struct ocf *ocf, struct holder_grants *grants, const struct ocf_security *security)
{
    const struct ocf_class *class = security->class;
    struct node *vesting = ocf_vesting_node(ocf, security);
    if (!vesting && security->kind == OCF_STOCK) {
        vesting = node_create(ocf->arena, NODE_TEXT, security->node->at);
        vesting->text = "none";
    }
    bool option = security->kind != OCF_STOCK && !security->unit;
    struct held held = {.name = class                           ? class->name
                                : security->kind == OCF_WARRANT ? "Warrants"
                                                                : security->id,
                        .type = type_of(security),
                        .class_name = class && class->preferred ? class->name : NULL,
                        .shares = security->quantity * (class && !class->plan ? class->ratio : 1),
                        .strike = option ? security->strike : (double)NAN,
                        .granted = ocf_vesting_start(ocf, security),
                        .vesting = vesting,
                        .at = security->node->at};
    struct node *grant = holder_grants_add(grants, &held);
    complete(ocf, security, grant);
}

void ocf_grants_add(struct ocf *ocf, struct node *document)
{
    struct holder_grants *grants = holder_grants_begin(ocf->arena, document, ocf->problems);
    if (!grants)
        return;
    for (size_t i = 0; i < ocf->security_count; i++) {
        const struct ocf_security *security = &ocf->security[i];
        if (security->kind != OCF_CONVERTIBLE && holder_grants_wants(grants, holder_of(ocf, security)) &&
            security->quantity > 0)
            add(ocf, grants, security);
    }
    holder_grants_end(grants, document->at);
}
