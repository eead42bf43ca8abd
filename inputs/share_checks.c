/* Whether the classes make up the company, and the grants fit in their classes. */
#include "inputs/share_checks.h"

#include "inputs/keys/public_keys.h"

#include "models/grant_kind.h"

#include <math.h>
#include <string.h>

static const struct node *table_node(const struct reader *reader, const char *key)
{
    return node_member(reader->document, key);
}

static const struct node *row_node(const struct node *table, size_t row)
{
    const struct node *item = table->child;
    while (row--)
        item = item->next;
    return item;
}

struct shares_known {
    bool capital_by_shares;
    double total;  /* shares as converted at start; 0: not known */
    double factor; /* what of them a part of the fully diluted company is: above 1 with an unissued pool */
};

static double class_size(const struct capital_class *class)
{
    const struct value *size = class->shares.given ? &class->shares : &class->percent;
    return size->given ? distribution_mean(&size->distribution) : 0;
}

static void check_pool_strikes(struct reader *reader, const struct shares_known *known)
{
    const struct dilution *dilution = &reader->offer->dilution;
    const struct node *table = table_node(reader, "dilution"), *rounds = table ? node_member(table, "rounds") : NULL;
    for (size_t r = 0; r < dilution->round_count && known->total <= 0; r++)
        if (dilution->round[r].pool_strike.given)
            reader_error(reader, node_member(row_node(rounds, r), "pool_strike"),
                         "add `fully_diluted_shares`, or say it as a share of the round's price: \"30%\"",
                         "a strike per share needs the number of shares");
}

/* `fully_diluted_shares` beside classes in shares, and the pool that nobody holds; `sum`: of the classes. */
static void check_all_shares(struct reader *reader, struct shares_known *known, double sum)
{
    const struct offer *offer = reader->offer;
    const struct value *unissued = &offer->unissued_pool, *unissued_part = &offer->unissued_percent;
    double part = unissued_part->given && offer->class_count ? distribution_mean(&unissued_part->distribution) : 0;
    double pool = unissued->given ? distribution_mean(&unissued->distribution) : part / (1 - part) * sum;
    if (unissued->given && unissued_part->given)
        reader_error(reader, table_node(reader, "unissued_percent"), "leave one of them out",
                     "`unissued_pool` and `unissued_percent` tell the same pool");
    if (!known->capital_by_shares) {
        if (unissued->given)
            reader_error(reader, table_node(reader, "unissued_pool"),
                         "give the classes of `capital` by `shares`, or the pool as `unissued_percent`",
                         "`unissued_pool` counts shares beside those of `capital`, which says none");
        known->total *= 1 - part;
        known->factor = 1 / (1 - part);
        return;
    }
    if (offer->fully_diluted_shares.given && fabs(known->total - sum - pool) > 0.005 * (sum + pool)) {
        const char *help = known->total > sum && pool <= 0
                               ? arena_text(reader->arena,
                                            "leave it out: `capital` tells it; or where the rest is reserved and not "
                                            "issued: --set unissued_pool=%.0f",
                                            known->total - sum)
                               : "leave it out: `capital` tells it";
        reader_error(reader, table_node(reader, "fully_diluted_shares"), help,
                     "`fully_diluted_shares` is %.10g, but the classes add up to %.10g", known->total, sum + pool);
    }
    known->total = sum;
    known->factor = sum > 0 ? 1 + pool / sum : 1;
}

static struct shares_known check_capital(struct reader *reader)
{
    const struct offer *offer = reader->offer;
    struct shares_known known = {.factor = 1};
    const struct node *table = table_node(reader, "capital");
    if (offer->fully_diluted_shares.given)
        known.total = distribution_mean(&offer->fully_diluted_shares.distribution);
    double sum = 0;
    size_t by_shares = 0, by_percent = 0;
    const struct node *node = table ? table->child : NULL;
    for (size_t i = 0; i < offer->class_count; i++, node = node->next) {
        const struct capital_class *class = &offer->capital[i];
        by_shares += class->shares.given;
        by_percent += class->percent.given;
        sum += class_size(class);
        if (node->type != NODE_OBJECT || node_member(node, "shares") || node_member(node, "percent")) {
            if (class->shares.given && class->percent.given)
                reader_error(reader, node_member(node, "percent"), NULL, "a class has `shares` or `percent`, not both");
            continue;
        }
        reader_error(reader, node, "for instance \"shares\": 3000000 or \"percent\": \"12%\"",
                     "a class needs its size: `shares` or `percent`");
    }
    if (by_shares && by_percent && by_shares + by_percent == offer->class_count) {
        reader_error(reader, table, "give all by `shares` or all by `percent`",
                     "%zu classes have `shares` and %zu have `percent`", by_shares, by_percent);
    } else if (by_percent && by_percent == offer->class_count && fabs(sum - 1) > 0.005 + 1e-9) {
        reader_error(reader, table, "all classes together are the company: 100%",
                     "the classes' percentages sum to %.6g%%", 100 * sum);
    }
    known.capital_by_shares = by_shares && by_shares == offer->class_count;
    check_all_shares(reader, &known, sum);
    for (size_t i = 0; i < offer->class_count; i++) {
        if (offer->capital[i].strike.given && known.total <= 0)
            reader_error(reader, row_node(table, i), "add `fully_diluted_shares`, or give the classes by `shares`",
                         "a strike per share needs the number of shares");
    }
    check_pool_strikes(reader, &known);
    return known;
}

/* The class that a grant is a part of, as a share of the company; negative when there is none of that name. */
static double class_share(const struct offer *offer, const char *name)
{
    if (!offer->class_count)
        return name ? -1 : 1;
    double part = 0, whole = 0;
    bool found = false;
    for (size_t i = 0; i < offer->class_count; i++) {
        const struct capital_class *class = &offer->capital[i];
        bool wanted = name ? class->name && strcmp(class->name, name) == 0 : class->kind == CLASS_COMMON;
        found |= wanted;
        whole += class_size(class);
        part += wanted ? class_size(class) : 0;
    }
    return found ? (whole > 0 ? part / whole : 1) : -1;
}

static double largest(const struct value *value)
{
    double point;
    return distribution_is_point(&value->distribution, &point) ? point
                                                               : distribution_quantile(&value->distribution, 1 - 1e-9);
}

static double smallest(const struct value *value)
{
    double point;
    return distribution_is_point(&value->distribution, &point) ? point
                                                               : distribution_quantile(&value->distribution, 1e-9);
}

static double grant_share(const struct grant *grant, const struct shares_known *known)
{
    double once = grant->percent.given                      ? largest(&grant->percent) * known->factor
                  : grant->shares.given && known->total > 0 ? largest(&grant->shares) / known->total
                  : grant->value.given && grant->valued_at.given
                      ? largest(&grant->value) / smallest(&grant->valued_at) * known->factor
                      : 0;
    return once * (1 + grant->repeat_times);
}

static void unknown_class(struct reader *reader, const struct node *node, const struct grant *grant)
{
    const struct offer *offer = reader->offer;
    const char *help = offer->class_count ? "the classes are" : "there is no `capital`";
    for (size_t i = 0; i < offer->class_count && i < 16; i++)
        help = arena_text(reader->arena, "%s%s \"%s\"", help, i ? "," : "", offer->capital[i].name);
    const struct node *at = node_member(node, "class");
    if (grant->class_name)
        reader_error(reader, at, help, "\"%s\" is not a class of `capital`", grant->class_name);
    else
        reader_error(reader, node, help, "`capital` has no common class that the grant could be a part of");
}

static void check_grant(struct reader *reader, const struct node *node, const struct grant *grant,
                        const struct shares_known *known, double taken_before)
{
    const struct offer *offer = reader->offer;
    const char *need = "add `fully_diluted_shares`, or `capital` with the classes by `shares`";
    if (grant->shares.given && known->total <= 0)
        reader_error(reader, node_member(node, "shares"), need, "a grant in shares needs the number of all shares");
    if (grant->kind && grant->kind->has_strike && grant->strike.given && grant->percent.given && known->total <= 0)
        reader_error(reader, node_member(node, "strike"), need,
                     "a strike per share and a size in percent need the number of all shares");
    double class = class_share(offer, grant->class_name);
    if (class < 0) {
        unknown_class(reader, node, grant);
        return;
    }
    double share = grant_share(grant, known);
    const struct node *size = node_member(node, grant->percent.given ? "percent"
                                                : grant->value.given ? "value"
                                                                     : "shares");
    if (taken_before + share > class * (1 + 1e-9))
        reader_error(reader, size ? size : node, "a grant is a part of its class, never more shares",
                     "the grant%s can be %.6g%% of the company; its class is %.6g%%", taken_before > 0 ? "s" : "",
                     100 * (taken_before + share), 100 * class);
}

static bool same_class(const struct grant *a, const struct grant *b)
{
    return a->class_name && b->class_name ? strcmp(a->class_name, b->class_name) == 0 : a->class_name == b->class_name;
}

static void check_grants(struct reader *reader, const struct shares_known *known)
{
    const struct offer *offer = reader->offer;
    const struct node *table = table_node(reader, "grants");
    for (size_t i = 0; i < offer->grant_count; i++) {
        double taken = 0;
        for (size_t j = 0; j < i; j++)
            taken += same_class(&offer->grant[i], &offer->grant[j]) ? grant_share(&offer->grant[j], known) : 0;
        if (taken <= 1)
            check_grant(reader, row_node(table, i), &offer->grant[i], known, taken);
    }
}

void share_checks(struct reader *reader)
{
    struct shares_known known = check_capital(reader);
    if (reader->offer->listed)
        public_check(reader);
    else
        check_grants(reader, &known);
}
