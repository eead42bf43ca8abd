#include "inputs/ocf_document.h"

#include "inputs/json_document.h"
#include "inputs/named_file.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CLASSES_MAX = 1000 };

struct ocf_class {
    const struct node *node; /* a stock class or a plan */
    const char *id, *name;
    double shares, invested;
};

struct ocf_security {
    const char *id, *date;
    const struct node *node; /* its issuance */
    double quantity;
    bool stock, unit; /* shares; RSUs; else an option or warrant */
};

struct ocf {
    struct arena *arena;
    struct problems *problems;
    struct node *document;
    size_t class_count, security_count, event_count, convertibles;
    struct ocf_class *class;
    struct ocf_security *security; /* sorted by id */
    const struct node **event;     /* by date */
};

static const char *text_of(const struct node *object, const char *key)
{
    const struct node *node = object ? node_member(object, key) : NULL;
    return node && (node->type == NODE_TEXT || node->type == NODE_NUMBER) ? node->text : NULL;
}

static double number_of(const struct node *object, const char *key)
{
    const char *text = text_of(object, key);
    return text ? strtod(text, NULL) : (double)NAN;
}

/* {"price_per_share": {"amount": "2.00", "currency": "USD"}} */
static double money_of(const struct node *object, const char *key)
{
    const struct node *money = node_member(object, key);
    return money ? number_of(money, "amount") : (double)NAN;
}

bool ocf_document_is_manifest(const struct node *document)
{
    const char *type = text_of(document, "file_type");
    return type && strcmp(type, "OCF_MANIFEST_FILE") == 0;
}

static bool ends_with(const char *text, const char *ending)
{
    size_t length = strlen(text), own = strlen(ending);
    return length >= own && strcmp(text + length - own, ending) == 0;
}

/* --- collecting
 * ---------------------------------------------------------------------------------------------------------- */

static void add_class(struct ocf *ocf, const struct node *item, const char *name_key)
{
    const char *id = text_of(item, "id"), *name = text_of(item, name_key);
    if (!id || ocf->class_count == CLASSES_MAX)
        return;
    ocf->class[ocf->class_count++] = (struct ocf_class){.node = item, .id = id, .name = name ? name : id};
}

static void add_security(struct ocf *ocf, const struct node *item, bool stock)
{
    const char *id = text_of(item, "security_id"), *date = text_of(item, "date");
    const char *kind = text_of(item, "compensation_type");
    double quantity = number_of(item, "quantity");
    if (!id || isnan(quantity))
        return;
    ocf->security = arena_grow(ocf->arena, ocf->security, ocf->security_count, sizeof *ocf->security);
    ocf->security[ocf->security_count++] = (struct ocf_security){.id = id,
                                                                 .date = date ? date : "",
                                                                 .node = item,
                                                                 .quantity = quantity,
                                                                 .stock = stock,
                                                                 .unit = kind && strcmp(kind, "RSU") == 0};
}

static void take_item(struct ocf *ocf, const struct node *item)
{
    const char *type = text_of(item, "object_type");
    if (!type)
        return;
    if (strcmp(type, "STOCK_CLASS") == 0)
        add_class(ocf, item, "name");
    else if (strcmp(type, "STOCK_PLAN") == 0)
        add_class(ocf, item, "plan_name");
    else if (strcmp(type, "TX_STOCK_ISSUANCE") == 0)
        add_security(ocf, item, true);
    else if (strcmp(type, "TX_EQUITY_COMPENSATION_ISSUANCE") == 0 || strcmp(type, "TX_PLAN_SECURITY_ISSUANCE") == 0 ||
             strcmp(type, "TX_STOCK_OPTION_ISSUANCE") == 0 || strcmp(type, "TX_WARRANT_ISSUANCE") == 0)
        add_security(ocf, item, false);
    else if (strcmp(type, "TX_CONVERTIBLE_ISSUANCE") == 0)
        ocf->convertibles++;
    else if (strncmp(type, "TX_", 3) == 0) {
        ocf->event = arena_grow(ocf->arena, ocf->event, ocf->event_count, sizeof *ocf->event);
        ocf->event[ocf->event_count++] = item;
    }
}

/* One file of the package; neither its name nor a link leads out of the folder. */
static void take_file(struct ocf *ocf, const char *base, const struct node *entry)
{
    const char *file = text_of(entry, "filepath");
    if (!file)
        return;
    file += strncmp(file, "./", 2) == 0 ? 2 : 0;
    if (file[0] == '/' || strstr(file, "..")) {
        problem_add(ocf->problems, STATUS_INVALID, entry->at, "", "The files of a package lie beside its manifest.",
                    "\"%.80s\" leads out of the package", file);
        return;
    }
    const struct source *source = named_file_read(ocf->arena, node_member(entry, "filepath"), base, ocf->problems);
    const struct node *document = source ? json_document(ocf->arena, source, ocf->problems) : NULL;
    const struct node *items = document ? node_member(document, "items") : NULL;
    for (const struct node *item = items ? items->child : NULL; item; item = item->next)
        if (item->type == NODE_OBJECT)
            take_item(ocf, item);
}

/* --- history
 * ------------------------------------------------------------------------------------------------------------- */

static int by_id(const void *a, const void *b)
{
    return strcmp(((const struct ocf_security *)a)->id, ((const struct ocf_security *)b)->id);
}

static int by_date(const void *a, const void *b)
{
    const char *left = text_of(*(const struct node *const *)a, "date"),
               *right = text_of(*(const struct node *const *)b, "date");
    return strcmp(left ? left : "", right ? right : "");
}

static struct ocf_security *security_named(struct ocf *ocf, const char *id)
{
    struct ocf_security wanted = {.id = id};
    return id && ocf->security_count ? bsearch(&wanted, ocf->security, ocf->security_count, sizeof wanted, by_id)
                                     : NULL;
}

static void split_class(struct ocf *ocf, const struct node *event)
{
    const struct node *ratio = node_member(event, "split_ratio");
    const char *class = text_of(event, "stock_class_id"), *date = text_of(event, "date");
    double factor = ratio ? number_of(ratio, "numerator") / number_of(ratio, "denominator") : 1;
    for (size_t i = 0; i < ocf->security_count && class && date && factor > 0; i++) {
        const char *own = text_of(ocf->security[i].node, "stock_class_id");
        if (own && strcmp(own, class) == 0 && strcmp(ocf->security[i].date, date) <= 0)
            ocf->security[i].quantity *= factor;
    }
}

/* What an event takes away. A balance or what results has an issuance of its own. */
static void apply(struct ocf *ocf, const struct node *event)
{
    static const char *const quiet[] = {"_ACCEPTANCE",
                                        "_VESTING_START",
                                        "_VESTING_EVENT",
                                        "_VESTING_ACCELERATION",
                                        "_RELEASE",
                                        "_POOL_ADJUSTMENT",
                                        "_AUTHORIZED_SHARES_ADJUSTMENT",
                                        "_RATIO_ADJUSTMENT",
                                        "_RETURN_TO_POOL"};
    const char *type = text_of(event, "object_type");
    struct ocf_security *security = security_named(ocf, text_of(event, "security_id"));
    double quantity = number_of(event, "quantity");
    if (isnan(quantity))
        quantity = number_of(event, "quantity_converted");
    for (size_t i = 0; i < sizeof quiet / sizeof *quiet; i++)
        if (ends_with(type, quiet[i]))
            return;
    if (ends_with(type, "_SPLIT")) {
        split_class(ocf, event);
        return;
    }
    bool whole = text_of(event, "balance_security_id") || ends_with(type, "_RETRACTION") ||
                 ends_with(type, "_TRANSFER") || ends_with(type, "_REISSUANCE");
    bool part = ends_with(type, "_CANCELLATION") || ends_with(type, "_REPURCHASE") || ends_with(type, "_EXERCISE") ||
                ends_with(type, "_CONVERSION");
    if (!whole && !part)
        problem_warn(ocf->problems, event->at, "/capital", "the event %.60s is not known: it changes no holding here",
                     type);
    else if (!security)
        problem_warn(ocf->problems, event->at, "/capital", "%.60s is about a security that was not issued", type);
    else if (whole || isnan(quantity))
        security->quantity = 0;
    else
        security->quantity = fmax(0, security->quantity - quantity);
}

/* --- the classes
 * --------------------------------------------------------------------------------------------------------- */

static void member(struct ocf *ocf, struct node *object, const char *key, const char *text)
{
    struct node *node = node_create(ocf->arena, NODE_TEXT, object->at);
    node->key = key;
    node->text = node->written = text;
    node_append(object, node);
}

static const char *plain(struct ocf *ocf, double number)
{
    return arena_text(ocf->arena, "%.15g", number);
}

static struct node *add_row(struct ocf *ocf, struct node *list, const struct node *at, const char *name,
                            const char *kind, double shares)
{
    struct node *object = node_create(ocf->arena, NODE_OBJECT, at->at);
    member(ocf, object, "name", name);
    member(ocf, object, "kind", kind);
    member(ocf, object, "shares", plain(ocf, shares));
    node_append(list, object);
    return object;
}

static void add_stock(struct ocf *ocf, struct node *list, const struct ocf_class *class)
{
    const char *type = text_of(class->node, "class_type");
    bool preferred = type && strcmp(type, "PREFERRED") == 0;
    double multiple = number_of(class->node, "liquidation_preference_multiple"),
           cap = number_of(class->node, "participation_cap_multiple");
    double rank = number_of(class->node, "seniority"), stated = isnan(multiple) ? 1 : multiple;
    if (class->shares <= 0)
        return;
    struct node *object =
        add_row(ocf, list, class->node, class->name, preferred ? "preferred" : "common", class->shares);
    if (!preferred)
        return;
    bool participating = cap > stated; /* there is no flag: a cap above the preference tells it */
    member(ocf, object, "invested", plain(ocf, class->invested));
    member(ocf, object, "multiple", plain(ocf, stated));
    member(ocf, object, "participating", participating ? "true" : "false");
    if (participating)
        member(ocf, object, "cap", plain(ocf, cap));
    if (!isnan(rank))
        member(ocf, object, "seniority", plain(ocf, rank));
    problem_assume(ocf->problems, class->node->at, "/capital", "\"%.60s\" is %s: the format has no flag but the cap",
                   class->name, participating ? "participating up to its cap" : "non-participating");
}

static struct ocf_class *class_named(struct ocf *ocf, const char *id)
{
    for (size_t i = 0; id && i < ocf->class_count; i++)
        if (strcmp(ocf->class[i].id, id) == 0)
            return &ocf->class[i];
    return NULL;
}

/* Awards of a plan, one class for each strike, and one for units. */
static void add_awards(struct ocf *ocf, struct node *list)
{
    enum { AWARD_CLASSES_MAX = 1000 };
    struct award {
        const char *name;
        double strike, shares;
        const struct node *at;
        bool unit;
    } *award = arena_alloc(ocf->arena, AWARD_CLASSES_MAX, sizeof *award);
    size_t count = 0;
    for (size_t i = 0; i < ocf->security_count; i++) {
        const struct ocf_security *security = &ocf->security[i];
        if (security->stock || security->quantity <= 0)
            continue;
        const struct ocf_class *plan = class_named(ocf, text_of(security->node, "stock_plan_id"));
        const char *name = plan ? plan->name : "Warrants and options";
        double strike = security->unit ? 0 : money_of(security->node, "exercise_price");
        size_t k = 0;
        while (k < count && !(strcmp(award[k].name, name) == 0 && award[k].unit == security->unit &&
                              (award[k].strike == strike || (isnan(strike) && isnan(award[k].strike)))))
            k++;
        if (k == AWARD_CLASSES_MAX)
            continue;
        if (k == count)
            award[count++] = (struct award){name, strike, 0, security->node, security->unit};
        award[k].shares += security->quantity;
    }
    for (size_t k = 0; k < count; k++) {
        const char *name = award[k].unit ? arena_text(ocf->arena, "%s RSUs", award[k].name)
                                         : arena_text(ocf->arena, "%s options $%.4g", award[k].name, award[k].strike);
        struct node *object =
            add_row(ocf, list, award[k].at, name, award[k].unit ? "common" : "option", award[k].shares);
        if (!award[k].unit && !isnan(award[k].strike))
            member(ocf, object, "strike", plain(ocf, award[k].strike));
    }
}

static void sum_classes(struct ocf *ocf)
{
    for (size_t i = 0; i < ocf->security_count; i++) {
        const struct ocf_security *security = &ocf->security[i];
        struct ocf_class *class = security->stock ? class_named(ocf, text_of(security->node, "stock_class_id")) : NULL;
        double price = security->stock ? money_of(security->node, "share_price") : 0;
        if (!class)
            continue;
        class->shares += security->quantity;
        class->invested +=
            isnan(price) ? 0 : price * number_of(security->node, "quantity") * (security->quantity > 0 ? 1 : 0);
    }
}

struct node *ocf_document(struct arena *arena, const char *manifest_path, const struct node *manifest,
                          struct problems *problems)
{
    struct ocf *ocf = arena_alloc(arena, 1, sizeof *ocf);
    const char *slash = strrchr(manifest_path, '/');
    const char *base = arena_copy(arena, manifest_path, slash ? (size_t)(slash - manifest_path) + 1 : 0);
    *ocf =
        (struct ocf){.arena = arena, .problems = problems, .document = node_create(arena, NODE_OBJECT, manifest->at)};
    ocf->document->report = true;
    ocf->class = arena_alloc(arena, CLASSES_MAX, sizeof *ocf->class);
    for (const struct node *list = manifest->child; list; list = list->next)
        if (list->type == NODE_ARRAY && ends_with(list->key, "_files"))
            for (const struct node *entry = list->child; entry; entry = entry->next)
                take_file(ocf, base, entry);
    if (problems->status != STATUS_OK)
        return NULL;
    if (ocf->security_count)
        qsort(ocf->security, ocf->security_count, sizeof *ocf->security, by_id);
    if (ocf->event_count)
        qsort(ocf->event, ocf->event_count, sizeof *ocf->event, by_date);
    for (size_t i = 0; i < ocf->event_count; i++)
        apply(ocf, ocf->event[i]);
    sum_classes(ocf);
    struct node *capital = node_create(arena, NODE_ARRAY, manifest->at);
    for (size_t i = 0; i < ocf->class_count; i++)
        add_stock(ocf, capital, &ocf->class[i]);
    add_awards(ocf, capital);
    if (capital->children > 0)
        node_set_member(ocf->document, "capital", manifest->at, capital);
    if (ocf->convertibles > 0)
        problem_warn(problems, manifest->at, "/dilution/convertibles",
                     "%zu convertibles of the package are not read: add them to `dilution.convertibles`",
                     ocf->convertibles);
    return ocf->document;
}
