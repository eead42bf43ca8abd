#include "inputs/ocf_document.h"

#include "inputs/input_words.h"
#include "inputs/json_document.h"
#include "inputs/ocf_grants.h"
#include "inputs/ocf_history.h"
#include "inputs/ocf_package.h"
#include "inputs/text_ends.h"
#include "inputs/zip_archive.h"

#include <math.h>
#include <string.h>

bool ocf_document_is_manifest(const struct node *document)
{
    const char *type = ocf_text(document, "file_type");
    return type && strcmp(type, "OCF_MANIFEST_FILE") == 0;
}

/* --- nodes -------------------------------------------------------------------------------------------------------- */

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

static struct node *add_row(struct ocf *ocf, struct node *list, struct place at, const char *name, const char *kind,
                            double shares)
{
    struct node *object = node_create(ocf->arena, NODE_OBJECT, at);
    member(ocf, object, "name", name);
    member(ocf, object, "kind", kind);
    member(ocf, object, "shares", plain(ocf, shares));
    node_append(list, object);
    return object;
}

/* --- stock -------------------------------------------------------------------------------------------------------- */

static void sum_classes(struct ocf *ocf)
{
    for (size_t i = 0; i < ocf->security_count; i++) {
        const struct ocf_security *security = &ocf->security[i];
        if (security->kind != OCF_STOCK || !security->class || !(security->quantity > 0))
            continue;
        double price = ocf_money(security->node, "share_price"), bought = ocf_number(security->node, "quantity");
        security->class->shares += security->quantity * security->class->ratio;
        if (!isnan(price))
            security->class->invested += price * bought * security->quantity / security->issued;
    }
}

static void add_stock(struct ocf *ocf, struct node *list, const struct ocf_class *class)
{
    double multiple = ocf_number(class->node, "liquidation_preference_multiple"),
           cap = ocf_number(class->node, "participation_cap_multiple");
    double rank = ocf_number(class->node, "seniority"), stated = isnan(multiple) ? 1 : multiple;
    if (class->plan || class->shares <= 0)
        return;
    struct node *object =
        add_row(ocf, list, class->node->at, class->name, class->preferred ? "preferred" : "common", class->shares);
    if (class->ratio != 1)
        problem_assume(ocf->problems, class->node->at, "/capital",
                       "a share of \"%.60s\" converts into %.6g common shares: they are counted", class->name,
                       class->ratio);
    if (!class->preferred)
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

/* --- awards and warrants ------------------------------------------------------------------------------------------ */

struct award { /* one class of `capital`: of a plan, at one strike */
    const char *name;
    double strike, shares;
    struct place at;
    bool unit;
};

static bool same_strike(double one, double other)
{
    return one == other || (isnan(one) && isnan(other));
}

static size_t sum_awards(struct ocf *ocf, struct award *award)
{
    size_t count = 0;
    for (size_t i = 0; i < ocf->security_count; i++) {
        const struct ocf_security *security = &ocf->security[i];
        if (security->kind == OCF_STOCK || security->kind == OCF_CONVERTIBLE || !(security->quantity > 0))
            continue;
        const char *name = security->class && security->class->plan ? security->class->name
                           : security->kind == OCF_WARRANT          ? "Warrants"
                                                                    : "Options of no plan";
        double strike = security->unit ? 0 : security->strike;
        size_t k = 0;
        while (k < count && !(strcmp(award[k].name, name) == 0 && award[k].unit == security->unit &&
                              same_strike(award[k].strike, strike)))
            k++;
        if (k == count)
            award[count++] = (struct award){name, strike, 0, security->node->at, security->unit};
        award[k].shares += security->quantity;
    }
    return count;
}

static void add_awards(struct ocf *ocf, struct node *list)
{
    struct award *award = arena_alloc(ocf->arena, ocf->security_count + 1, sizeof *award);
    size_t count = sum_awards(ocf, award);
    for (size_t k = 0; k < count; k++) {
        bool warrants = strcmp(award[k].name, "Warrants") == 0;
        const char *name = award[k].unit            ? arena_text(ocf->arena, "%s RSUs", award[k].name)
                           : isnan(award[k].strike) ? award[k].name
                                                    : arena_text(ocf->arena, "%s%s $%.4g", award[k].name,
                                                                 warrants ? "" : " options", award[k].strike);
        struct node *object =
            add_row(ocf, list, award[k].at, name, award[k].unit ? "common" : "option", award[k].shares);
        if (!award[k].unit && !isnan(award[k].strike))
            member(ocf, object, "strike", plain(ocf, award[k].strike));
        if (warrants)
            problem_assume(ocf->problems, award[k].at, "/capital", "\"%.60s\" are options for common shares", name);
    }
}

/* What is reserved and not granted is nobody's. */
static void tell_pool(struct ocf *ocf, struct node *document)
{
    double pool = 0;
    for (size_t i = 0; i < ocf->class_count; i++)
        if (ocf->class[i].plan && ocf->class[i].reserved > 0)
            pool += ocf->class[i].reserved;
    for (size_t i = 0; i < ocf->security_count; i++)
        if (ocf->security[i].class && ocf->security[i].class->plan && ocf->security[i].class->reserved > 0)
            pool -= ocf->security[i].quantity + ocf->security[i].exercised;
    if (!(pool > 0))
        return;
    member(ocf, document, "unissued_pool", plain(ocf, pool));
    problem_assume(ocf->problems, ocf->manifest->at, "/unissued_pool",
                   "%s shares of the plans are reserved and not granted: nobody is paid for them at an exit",
                   cell_number_in_words(ocf->arena, pool));
}

/* --- convertibles ------------------------------------------------------------------------------------------------- */

/* The first way in which it converts into shares by a cap or a discount. */
static const struct node *mechanism_of(const struct node *issuance)
{
    const struct node *triggers = node_member(issuance, "conversion_triggers");
    for (const struct node *one = triggers ? triggers->child : NULL; one; one = one->next) {
        const struct node *right = one->type == NODE_OBJECT ? node_member(one, "conversion_right") : NULL;
        const struct node *mechanism =
            right && right->type == NODE_OBJECT ? node_member(right, "conversion_mechanism") : NULL;
        const char *type = ocf_text(mechanism, "type");
        if (type && (strcmp(type, "SAFE_CONVERSION") == 0 || strcmp(type, "CONVERTIBLE_NOTE_CONVERSION") == 0))
            return mechanism;
    }
    return NULL;
}

static double interest_of(const struct node *mechanism)
{
    const struct node *rates = mechanism ? node_member(mechanism, "interest_rates") : NULL;
    return rates && rates->child ? ocf_number(rates->child, "rate") : (double)NAN;
}

static void add_convertible(struct ocf *ocf, struct node *list, const struct ocf_security *security)
{
    const struct node *mechanism = mechanism_of(security->node);
    const char *kind = ocf_text(security->node, "convertible_type"), *called = ocf_text(security->node, "custom_id");
    const char *name = called ? called : security->id;
    bool note = kind && strcmp(kind, "NOTE") == 0;
    struct node *object = node_create(ocf->arena, NODE_OBJECT, security->node->at);
    member(ocf, object, "name", name);
    member(ocf, object, "kind", note ? "note" : "safe");
    member(ocf, object, "amount", plain(ocf, security->quantity));
    double cap = ocf_money(mechanism, "conversion_valuation_cap");
    double discount = ocf_number(mechanism, "conversion_discount"), interest = interest_of(mechanism);
    const char *timing = ocf_text(mechanism, "conversion_timing");
    if (cap > 0)
        member(ocf, object, "cap", plain(ocf, cap));
    if (discount > 0)
        member(ocf, object, "discount", arena_text(ocf->arena, "%.15g%%", 100 * discount));
    if (interest > 0)
        member(ocf, object, "interest", arena_text(ocf->arena, "%.15g%%", 100 * interest));
    if (timing && !note)
        member(ocf, object, "post_money", strcmp(timing, "POST_MONEY") == 0 ? "true" : "false");
    if (!mechanism)
        problem_warn(ocf->problems, security->node->at, "/dilution/convertibles",
                     "\"%.60s\" tells no cap and no discount: it converts at the price of the round", name);
    node_append(list, object);
}

static void add_convertibles(struct ocf *ocf, struct node *document)
{
    struct node *list = node_create(ocf->arena, NODE_ARRAY, ocf->manifest->at);
    for (size_t i = 0; i < ocf->security_count; i++)
        if (ocf->security[i].kind == OCF_CONVERTIBLE && ocf->security[i].quantity > 0)
            add_convertible(ocf, list, &ocf->security[i]);
    if (list->children > 0)
        (void)input_word_put(ocf->arena, document, "dilution.convertibles", list);
}

/* --- the whole ---------------------------------------------------------------------------------------------------- */

/* One for the whole package: that of its prices and amounts. */
static void add_currency(struct ocf *ocf, struct node *document)
{
    static const char *const keys[] = {"share_price", "exercise_price", "investment_amount"};
    const char *currency = NULL;
    for (size_t i = 0; i < ocf->security_count; i++) {
        const struct node *issuance = ocf->security[i].node;
        for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
            const char *own = ocf_text(node_member(issuance, keys[k]), "currency");
            if (own && currency && strcmp(own, currency) != 0) {
                problem_add(ocf->problems, STATUS_INVALID, issuance->at, "/currency",
                            "give all amounts in one currency", "an amount in %.8s, and others of the package in %.8s",
                            own, currency);
                return;
            }
            currency = own ? own : currency;
        }
    }
    if (currency)
        member(ocf, document, "currency", currency);
}

static void add_head(struct ocf *ocf, struct node *document)
{
    const struct node *issuer = node_member(ocf->manifest, "issuer");
    const char *name = ocf_text(issuer, "legal_name"), *as_of = ocf_text(ocf->manifest, "as_of");
    if (name)
        member(ocf, document, "name", name);
    if (as_of)
        member(ocf, document, "start", as_of);
}

/* The last price of a share that an appraiser found: no figure needs it, and a person asks for it. */
static void tell_valuation(struct ocf *ocf)
{
    const struct node *last = NULL;
    for (size_t i = 0; i < ocf->valuations.count; i++) {
        const char *date = ocf_text(ocf->valuations.item[i], "effective_date");
        if (date && (!last || strcmp(date, ocf_text(last, "effective_date")) > 0))
            last = ocf->valuations.item[i];
    }
    if (last && !isnan(ocf_money(last, "price_per_share")))
        problem_assume(ocf->problems, last->at, "/capital",
                       "a share was valued at %.6g on %s: it is told, and no figure takes it",
                       ocf_money(last, "price_per_share"), ocf_text(last, "effective_date"));
}

struct node *ocf_document(struct arena *arena, const char *path, struct zip_archive *archive,
                          const struct node *manifest, struct problems *problems)
{
    struct ocf *ocf = arena_alloc(arena, 1, sizeof *ocf);
    *ocf = (struct ocf){.arena = arena, .problems = problems, .manifest = manifest};
    struct node *document = node_create(arena, NODE_OBJECT, manifest->at);
    document->report = true;
    if (!ocf_package_read(ocf, path, archive))
        return NULL;
    ocf_history_apply(ocf);
    sum_classes(ocf);
    add_head(ocf, document);
    add_currency(ocf, document);
    struct node *capital = node_create(arena, NODE_ARRAY, manifest->at);
    for (size_t i = 0; i < ocf->class_count; i++)
        add_stock(ocf, capital, &ocf->class[i]);
    add_awards(ocf, capital);
    if (capital->children > 0) {
        node_set_member(document, "capital", manifest->at, capital);
        tell_pool(ocf, document);
    }
    tell_valuation(ocf);
    add_convertibles(ocf, document);
    ocf_grants_add(ocf, document);
    return document;
}

/* --- a zip file --------------------------------------------------------------------------------------------------- */

struct node *ocf_document_of_zip(struct arena *arena, const struct source *source, struct problems *problems)
{
    struct zip_archive *archive = zip_archive_open(arena, source, problems);
    if (!archive)
        return NULL;
    const char *part = zip_archive_part_ending(archive, OCF_MANIFEST);
    const struct source *text = part ? zip_archive_source(archive, part) : NULL;
    const struct node *manifest = text ? json_document(arena, text, problems) : NULL;
    struct node *document = NULL;
    if (manifest && ocf_document_is_manifest(manifest))
        document = ocf_document(arena, part, archive, manifest, problems);
    else if (problems->status == STATUS_OK)
        problem_add(problems, STATUS_INVALID, (struct place){source, 0}, "",
                    "A zip file is an Open Cap Format package: " OCF_MANIFEST " and the files that it names.",
                    "the zip file holds no manifest of an Open Cap Format package");
    zip_archive_close(archive);
    return document;
}
