/* `public`: a listed company, whose stock is sold as it vests. */
#include "inputs/keys/public_keys.h"

#include "inputs/offer_reader.h"

#include "models/grant_kind.h"
#include "models/vesting.h"

#define MEMBER(member) offsetof(struct offer, member)

static const struct key public_keys[] = {
    {.name = "volatility",
     .shape = &shape_share,
     .offset = MEMBER(listed_volatility),
     .description = "Of the share price, a year.",
     .examples = "\"40%\"",
     .bounds = &bounds_not_negative,
     .flags = KEY_REQUIRED},
    {.name = "drift",
     .shape = &shape_share,
     .offset = MEMBER(listed_drift),
     .description =
         "Growth of the mean share price a year; without it, the discount rate: stock is worth today what it says.",
     .examples = "\"6%\"",
     .bounds = &bounds_rate},
    {.name = "share_price",
     .shape = &shape_money,
     .offset = MEMBER(listed_share_price),
     .description = "Of one share at start. A grant in shares needs it.",
     .examples = "\"$185\"",
     .bounds = &bounds_not_negative},
};

static void finish_public(struct reader *reader, const struct node *node, void *target)
{
    struct offer *offer = target;
    offer->listed = true;
    offer->no_exit_share = 1;
    if (!offer->listed_drift.given)
        reader_assume_absent(reader, node, "drift", "`drift` is not given: the share price grows by the discount rate");
}

/* Not there, it is no part of the canonical offer. */
static void canonical_public(struct json_writer *text, const struct key *key, const void *target)
{
    if (((const struct offer *)target)->listed)
        shape_object.canonical(text, key, target);
}

static void read_public(struct reader *reader, const struct node *node, const struct key *key, void *target)
{
    shape_object.read(reader, node, key, target);
}

static void schema_public(struct json_writer *schema, const struct key *key)
{
    shape_object.schema(schema, key);
}

const struct shape shape_public = {.expected = "an object such as {\"volatility\": \"40%\"}",
                                   .read = read_public,
                                   .schema = schema_public,
                                   .canonical = canonical_public};
const struct object_record public_record = {
    .name = "`public`", .keys = public_keys, .key_count = KEY_COUNT(public_keys), .finish = finish_public};

/* --- what does not go with it --------------------------------------------------------------------------------------
 */

static void refuse_keys(struct reader *reader, const struct node *object, const char *const *names, const char *whose)
{
    for (; *names; names++) {
        const struct node *member = node_member(object, *names);
        if (member)
            reader_error(reader, member, "with `public` the stock of a grant is sold as it vests", "%s has no `%s`",
                         whose, *names);
    }
}

static void check_risks(struct reader *reader, const struct node *table)
{
    static const enum risk_kind refused[] = {RISK_ELIMINATION, RISK_STAGNATION, RISK_EQUITY_ZERO};
    const struct node *row = table ? table->child : NULL;
    for (size_t i = 0; i < reader->offer->risk_count; i++, row = row->next)
        for (size_t k = 0; k < sizeof refused / sizeof *refused; k++)
            if (reader->offer->risk[i].kind == refused[k])
                reader_error(reader, row, "of the risks only layoffs and costs are left",
                             "a listed company has no exit that \"%s\" could be about", reader->offer->risk[i].name);
}

static bool is_one_day(const struct value *value)
{
    double years;
    return !value->given || distribution_is_point(&value->distribution, &years);
}

/* The first month at which something vests. */
static int first_month(const struct vesting *vesting)
{
    int month = 0, last = vesting_last_month(vesting);
    while (month < last && !(vesting_at_month(vesting, month) > 0))
        month++;
    return month;
}

static void check_dates(struct reader *reader, const struct node *row, const struct grant *grant)
{
    double granted = 0, priced = 0;
    if (!is_one_day(&grant->granted))
        reader_error(reader, node_member(row, "granted"), "for instance 2027-03-01",
                     "in a listed company `granted` is one day");
    else if (!is_one_day(&grant->price_date))
        reader_error(reader, node_member(row, "price_date"), "for instance 2027-03-01", "`price_date` is one day");
    else if (grant->price_date.given) {
        (void)distribution_is_point(&grant->granted.distribution, &granted);
        (void)distribution_is_point(&grant->price_date.distribution, &priced);
        if (priced > granted + first_month(&grant->vesting) / 12.0 + 1e-9)
            reader_error(reader, node_member(row, "price_date"), "the amount becomes shares before any vest",
                         "`price_date` is after the first vesting date");
    }
}

static void check_grants(struct reader *reader, const struct node *table)
{
    static const char *const refused[] = {"class",          "percent", "valued_at", "single_trigger",
                                          "double_trigger", "expires", NULL};
    const struct offer *offer = reader->offer;
    const struct node *row = table ? table->child : NULL;
    for (size_t i = 0; i < offer->grant_count; i++, row = row->next) {
        const struct grant *grant = &offer->grant[i];
        if (!grant->kind || row->type != NODE_OBJECT)
            continue; /* said already */
        refuse_keys(reader, row, refused, "a grant of a listed company");
        if (!grant->kind->pays_price)
            reader_error(reader, row, "\"rsu\" or \"rsa\"", "a listed company's grants are stock here; this is %s",
                         grant->kind->name);
        if (grant->shares.given && !offer->listed_share_price.given)
            reader_error(reader, node_member(row, "shares"),
                         "for instance \"public\": {\"share_price\": \"$185\", ...}",
                         "a grant in shares of a listed company needs the price of a share");
        check_dates(reader, row, grant);
    }
}

void public_check(struct reader *reader)
{
    static const char *const refused[] = {
        "exits",  "remainder", "overlap", "concentration",     "capital",   "dilution",      "ipo",
        "escrow", "company",   "debt",    "transaction_costs", "carve_out", "qualified_ipo", NULL};
    refuse_keys(reader, reader->document, refused, "a listed company");
    check_risks(reader, node_member(reader->document, "risks"));
    check_grants(reader, node_member(reader->document, "grants"));
}
