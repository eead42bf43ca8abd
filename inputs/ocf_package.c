#include "inputs/ocf_package.h"

#include "inputs/json_document.h"
#include "inputs/named_file.h"
#include "inputs/text_ends.h"
#include "inputs/zip_archive.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CLASSES_MAX = 1000 };

const char *ocf_text(const struct node *object, const char *key)
{
    const struct node *node = object && object->type == NODE_OBJECT ? node_member(object, key) : NULL;
    return node && (node->type == NODE_TEXT || node->type == NODE_NUMBER) ? node->text : NULL;
}

double ocf_number(const struct node *object, const char *key)
{
    const char *text = ocf_text(object, key);
    return text ? strtod(text, NULL) : (double)NAN;
}

double ocf_money(const struct node *object, const char *key)
{
    return ocf_number(object && object->type == NODE_OBJECT ? node_member(object, key) : NULL, "amount");
}

struct ocf_class *ocf_class_named(const struct ocf *ocf, const char *id)
{
    for (size_t i = 0; id && i < ocf->class_count; i++)
        if (strcmp(ocf->class[i].id, id) == 0)
            return &ocf->class[i];
    return NULL;
}

const struct node *ocf_item_named(const struct ocf_items *items, const char *id)
{
    for (size_t i = 0; id && i < items->count; i++) {
        const char *own = ocf_text(items->item[i], "id");
        if (own && strcmp(own, id) == 0)
            return items->item[i];
    }
    return NULL;
}

/* --- items -------------------------------------------------------------------------------------------------------- */

static void keep(struct ocf *ocf, struct ocf_items *items, const struct node *item)
{
    items->item = arena_grow(ocf->arena, items->item, items->count, sizeof *items->item);
    items->item[items->count++] = item;
}

/* Common shares of one share of the class, by its right to convert. */
static double ratio_of(const struct node *item)
{
    const struct node *rights = node_member(item, "conversion_rights");
    for (const struct node *right = rights ? rights->child : NULL; right; right = right->next) {
        const struct node *mechanism = right->type == NODE_OBJECT ? node_member(right, "conversion_mechanism") : NULL;
        const struct node *ratio = mechanism && mechanism->type == NODE_OBJECT ? node_member(mechanism, "ratio") : NULL;
        double factor = ocf_number(ratio, "numerator") / ocf_number(ratio, "denominator");
        if (factor > 0 && isfinite(factor))
            return factor;
    }
    return 1;
}

static void add_class(struct ocf *ocf, const struct node *item, bool plan)
{
    const char *id = ocf_text(item, "id"), *name = ocf_text(item, plan ? "plan_name" : "name");
    const char *type = ocf_text(item, "class_type");
    if (!id)
        return;
    if (ocf->class_count == CLASSES_MAX) {
        problem_add(ocf->problems, STATUS_LIMIT, item->at, "/capital", NULL, "more than %d stock classes and plans",
                    CLASSES_MAX);
        return;
    }
    ocf->class[ocf->class_count++] = (struct ocf_class){.node = item,
                                                        .id = id,
                                                        .name = name ? name : id,
                                                        .plan = plan,
                                                        .preferred = type && strcmp(type, "PREFERRED") == 0,
                                                        .ratio = ratio_of(item),
                                                        .reserved = ocf_number(item, "initial_shares_reserved")};
}

/* A warrant may say its shares in what it converts into. */
static double warrant_shares(const struct node *item)
{
    double quantity = ocf_number(item, "quantity");
    const struct node *triggers = node_member(item, "exercise_triggers");
    for (const struct node *one = triggers ? triggers->child : NULL; one && isnan(quantity); one = one->next) {
        const struct node *right = one->type == NODE_OBJECT ? node_member(one, "conversion_right") : NULL;
        const struct node *mechanism =
            right && right->type == NODE_OBJECT ? node_member(right, "conversion_mechanism") : NULL;
        quantity = ocf_number(mechanism, "converts_to_quantity");
    }
    return quantity;
}

static void add_security(struct ocf *ocf, const struct node *item, enum ocf_kind kind)
{
    const char *id = ocf_text(item, "security_id"), *date = ocf_text(item, "date");
    const char *award = ocf_text(item, "compensation_type");
    double quantity = kind == OCF_CONVERTIBLE ? ocf_money(item, "investment_amount")
                      : kind == OCF_WARRANT   ? warrant_shares(item)
                                              : ocf_number(item, "quantity");
    if (!id || !(quantity >= 0)) {
        problem_warn(ocf->problems, item->at, kind == OCF_CONVERTIBLE ? "/dilution/convertibles" : "/capital",
                     "%.60s does not say how much it is: not read", ocf_text(item, "object_type"));
        return;
    }
    double strike = ocf_money(item, "exercise_price");
    ocf->security = arena_grow(ocf->arena, ocf->security, ocf->security_count, sizeof *ocf->security);
    ocf->security[ocf->security_count++] =
        (struct ocf_security){.id = id,
                              .date = date ? date : "",
                              .node = item,
                              .kind = kind,
                              .unit = award && strcmp(award, "RSU") == 0,
                              .issued = quantity,
                              .quantity = quantity,
                              .strike = isnan(strike) ? ocf_money(item, "base_price") : strike};
}

static void take_item(struct ocf *ocf, const struct node *item)
{
    static const struct {
        const char *type;
        enum ocf_kind kind;
    } issuances[] = {{"TX_STOCK_ISSUANCE", OCF_STOCK},         {"TX_EQUITY_COMPENSATION_ISSUANCE", OCF_AWARD},
                     {"TX_PLAN_SECURITY_ISSUANCE", OCF_AWARD}, {"TX_STOCK_OPTION_ISSUANCE", OCF_AWARD},
                     {"TX_WARRANT_ISSUANCE", OCF_WARRANT},     {"TX_CONVERTIBLE_ISSUANCE", OCF_CONVERTIBLE}};
    const char *type = ocf_text(item, "object_type");
    if (!type)
        return;
    for (size_t k = 0; k < sizeof issuances / sizeof *issuances; k++)
        if (strcmp(type, issuances[k].type) == 0) {
            add_security(ocf, item, issuances[k].kind);
            return;
        }
    if (strcmp(type, "STOCK_CLASS") == 0 || strcmp(type, "STOCK_PLAN") == 0)
        add_class(ocf, item, strcmp(type, "STOCK_PLAN") == 0);
    else if (strcmp(type, "STAKEHOLDER") == 0)
        keep(ocf, &ocf->holders, item);
    else if (strcmp(type, "VESTING_TERMS") == 0)
        keep(ocf, &ocf->terms, item);
    else if (strcmp(type, "VALUATION") == 0)
        keep(ocf, &ocf->valuations, item);
    else if (strncmp(type, "TX_", 3) == 0)
        keep(ocf, &ocf->events, item);
}

/* --- files -------------------------------------------------------------------------------------------------------- */

/* One file of the package; neither its name nor a link leads out of it. */
static const struct source *open_file(struct ocf *ocf, const char *base, struct zip_archive *archive,
                                      const struct node *entry)
{
    const char *file = ocf_text(entry, "filepath");
    if (!file)
        return NULL;
    file += strncmp(file, "./", 2) == 0 ? 2 : 0;
    if (file[0] == '/' || strstr(file, "..")) {
        problem_add(ocf->problems, STATUS_INVALID, entry->at, "", "The files of a package lie beside its manifest.",
                    "\"%.80s\" leads out of the package", file);
        return NULL;
    }
    if (!archive)
        return named_file_read(ocf->arena, node_member(entry, "filepath"), base, ocf->problems);
    const char *part = arena_text(ocf->arena, "%s%s", base, file);
    if (!zip_archive_has(archive, part)) {
        problem_add(ocf->problems, STATUS_INVALID, entry->at, "", "The files of a package lie beside its manifest.",
                    "the zip file has no part \"%.80s\"", part);
        return NULL;
    }
    return zip_archive_source(archive, part);
}

static void take_file(struct ocf *ocf, const char *base, struct zip_archive *archive, const struct node *entry)
{
    const struct source *source = open_file(ocf, base, archive, entry);
    const struct node *document = source ? json_document(ocf->arena, source, ocf->problems) : NULL;
    const struct node *items = document && document->type == NODE_OBJECT ? node_member(document, "items") : NULL;
    for (const struct node *item = items ? items->child : NULL; item; item = item->next)
        if (item->type == NODE_OBJECT)
            take_item(ocf, item);
}

static int by_id(const void *a, const void *b)
{
    return strcmp(((const struct ocf_security *)a)->id, ((const struct ocf_security *)b)->id);
}

/* By date; on one day as they stand in the files. */
static int by_date(const void *a, const void *b)
{
    const struct node *left = *(const struct node *const *)a, *right = *(const struct node *const *)b;
    const char *one = ocf_text(left, "date"), *other = ocf_text(right, "date");
    int order = strcmp(one ? one : "", other ? other : "");
    if (order != 0 || left->at.source != right->at.source)
        return order;
    return left->at.offset < right->at.offset ? -1 : left->at.offset > right->at.offset;
}

bool ocf_package_read(struct ocf *ocf, const char *path, struct zip_archive *archive)
{
    const char *slash = strrchr(path, '/');
    /* A file is found from the folder of the manifest, a part of an archive by its whole name. */
    const char *base = archive ? arena_copy(ocf->arena, path, slash ? (size_t)(slash - path) + 1 : 0) : path;
    ocf->class = arena_alloc(ocf->arena, CLASSES_MAX, sizeof *ocf->class);
    for (const struct node *list = ocf->manifest->child; list; list = list->next)
        if (list->type == NODE_ARRAY && text_ends_with(list->key, "_files"))
            for (const struct node *entry = list->child; entry; entry = entry->next)
                take_file(ocf, base, archive, entry);
    if (ocf->problems->status != STATUS_OK)
        return false;
    if (ocf->security_count)
        qsort(ocf->security, ocf->security_count, sizeof *ocf->security, by_id);
    if (ocf->events.count)
        qsort(ocf->events.item, ocf->events.count, sizeof *ocf->events.item, by_date);
    for (size_t i = 0; i < ocf->security_count; i++) {
        struct ocf_security *security = &ocf->security[i];
        const char *plan = ocf_text(security->node, "stock_plan_id");
        security->class = ocf_class_named(
            ocf, plan && security->kind == OCF_AWARD ? plan : ocf_text(security->node, "stock_class_id"));
    }
    return true;
}
