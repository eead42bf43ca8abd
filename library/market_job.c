#include "library/market_job.h"

#include "inputs/offer_canonical.h"

#include <string.h>

static const struct node *market_of(const struct offer_input *input)
{
    const struct node *pay = node_member(input->document, "compensation");
    return pay && pay->type == NODE_OBJECT ? node_member(pay, "market") : NULL;
}

/* A cost that stands in for the pay counts, too. */
static bool has_market(const struct offer_input *input)
{
    return input->offer.pay_market.salary.distribution.kind != NULL;
}

static const struct offer_input *input_of(const struct asking *asking, size_t i)
{
    return &asking->offers[i]->check->input;
}

static const char *name_of(const struct asking *asking, size_t i)
{
    const struct offer_input *input = input_of(asking, i);
    return input->offer.name ? input->offer.name : input->path;
}

/* --- what the files have in common -------------------------------------------------------------------------------- */

/* The first offer with a market job; `count`: none has one. */
static size_t first_with_market(const struct asking *asking, size_t count)
{
    size_t i = 0;
    while (i < count && !has_market(input_of(asking, i)))
        i++;
    return i;
}

/* "salary $120-250K", as it stands in the file. */
static const char *said(struct arena *arena, const struct offer_input *input, const char *key)
{
    const struct node *market = market_of(input), *node = market ? node_member(market, key) : NULL;
    if (!node)
        return "nothing";
    return node->text ? arena_text(arena, "\"%.40s\"", node->text) : "a table";
}

/* How the market job of offer i differs from that of offer `first`; NULL: it does not. */
static const char *difference(const struct asking *asking, size_t first, size_t i)
{
    struct arena *arena = asking->arena;
    const struct offer_input *a = input_of(asking, first), *b = input_of(asking, i);
    const char *words = NULL;
    for (size_t k = 0; offer_canonical_market_key(k); k++) {
        const char *key = offer_canonical_market_key(k);
        if (strcmp(offer_canonical_market(arena, &a->offer, k), offer_canonical_market(arena, &b->offer, k)) == 0)
            continue;
        words = arena_text(arena, "%s%s%s is %s in %s, %s in %s", words ? words : "", words ? "; " : "", key,
                           said(arena, a, key), name_of(asking, first), said(arena, b, key), name_of(asking, i));
    }
    return words;
}

static struct market_job usual(const struct asking *asking, size_t count)
{
    struct arena *arena = asking->arena;
    size_t first = first_with_market(asking, count);
    const char *lacking = NULL;
    if (first == count)
        return (struct market_job){COMPARE_NO_JOB, NULL,
                                   "no offer says what you would earn otherwise: they are held against each other, "
                                   "and the figures count all pay"};
    for (size_t i = 0; i < count; i++) {
        const char *differs = i != first && has_market(input_of(asking, i)) ? difference(asking, first, i) : NULL;
        if (differs)
            return (struct market_job){
                COMPARE_OWN_JOBS, NULL,
                arena_text(arena,
                           "the market jobs differ: %s. Each offer is held against its own; --against first holds all "
                           "against that of %s",
                           differs, name_of(asking, 0))};
        if (!has_market(input_of(asking, i)))
            lacking = arena_text(arena, "%s%s%s", lacking ? lacking : "", lacking ? ", " : "", name_of(asking, i));
    }
    struct market_job job = {COMPARE_ONE_JOB, name_of(asking, first), NULL};
    if (lacking)
        job.warning = arena_text(arena, "no market job in %s: that of %s is taken", lacking, job.whose);
    return job;
}

/* --- what was asked for ------------------------------------------------------------------------------------------- */

/* The offer that lends its market job; `asking->count`: none does. */
static size_t lender_of(const struct asking *asking, size_t count, enum compare_against against)
{
    if (against != COMPARE_ONE_JOB)
        return asking->count;
    const char *asked = asking->asked->against;
    if (asked && strcmp(asked, "last") == 0)
        return count;
    return asked ? 0 : first_with_market(asking, count);
}

/* Pay over a longer stay is more pay: to say where offers are held against each other alone. */
static const char *stays_differ(const struct asking *asking, size_t count)
{
    double first = distribution_mean(&input_of(asking, 0)->offer.stay.distribution);
    for (size_t i = 1; i < count; i++) {
        double other = distribution_mean(&input_of(asking, i)->offer.stay.distribution);
        if (other < first || other > first)
            return arena_text(
                asking->arena,
                "the stays differ, %.3g years in %s and %.3g years in %s: without a market job the longer "
                "one counts more pay; --set stay='%.3g years' gives both the same",
                first, name_of(asking, 0), other, name_of(asking, i), first < other ? first : other);
    }
    return NULL;
}

static bool choose(struct asking *asking, size_t count, struct market_job *job)
{
    static const struct {
        const char *word;
        enum compare_against against;
    } words[] = {
        {"first", COMPARE_ONE_JOB}, {"last", COMPARE_ONE_JOB}, {"own", COMPARE_OWN_JOBS}, {"none", COMPARE_NO_JOB}};
    const char *asked = asking->asked->against;
    if (!asked) {
        *job = usual(asking, count);
        return true;
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(asked, words[i].word) == 0) {
            *job = (struct market_job){.against = words[i].against};
            size_t lender = lender_of(asking, count, job->against);
            job->whose = lender < asking->count ? name_of(asking, lender) : NULL;
            return true;
        }
    problem_add(asking->problems, STATUS_USAGE, (struct place){0}, "", "first, own, none or last", "against %s", asked);
    return false;
}

/* --- other jobs --------------------------------------------------------------------------------------------------- */

static struct node *no_pay(struct arena *arena)
{
    struct place nowhere = {0};
    struct node *market = node_create(arena, NODE_OBJECT, nowhere), *salary = node_create(arena, NODE_NUMBER, nowhere);
    salary->text = "0";
    node_set_member(market, "salary", nowhere, salary);
    return market;
}

/* The market job that a file lends: where it has none, the pay that it offers. */
static struct node *lent(struct arena *arena, const struct offer_input *input)
{
    const struct node *market = market_of(input), *pay = node_member(input->document, "compensation");
    if (!market && pay && pay->type == NODE_OBJECT)
        market = node_member(pay, "offer");
    return market ? node_copy(arena, market) : NULL;
}

static const struct offer_check *with_market(struct asking *asking, size_t i, struct node *market)
{
    struct place nowhere = {0};
    struct offer_input *base = arena_alloc(asking->arena, 1, sizeof *base);
    *base = *offer_base(asking->arena, asking->offers[i]);
    base->document = node_copy(asking->arena, base->document);
    struct node *pay = node_member(base->document, "compensation");
    if (!pay || pay->type != NODE_OBJECT) {
        pay = node_create(asking->arena, NODE_OBJECT, nowhere);
        node_set_member(base->document, "compensation", nowhere, pay);
    }
    node_set_member(pay, "market", nowhere, market);
    return offer_check_as(asking->arena, asking->offers[i], base);
}

/* Whether offer i already is held against the job of the lender. */
static bool has_the_same(const struct asking *asking, size_t lender, size_t i)
{
    return i == lender ||
           (has_market(input_of(asking, lender)) && has_market(input_of(asking, i)) && !difference(asking, lender, i));
}

static bool cannot_lend(struct asking *asking, size_t lender)
{
    problem_add_whole(asking->problems, STATUS_INVALID, input_of(asking, lender)->path,
                      "say what the market pays: --set compensation.market.salary='$120-250K', or use --against own",
                      NULL, 0, "this offer has no market job to hold the others against");
    return false;
}

static bool whole(struct asking *asking, size_t i)
{
    const struct offercast_offer *offer = asking->offers[i];
    if (offer->check && offer->check->status == STATUS_OK)
        return true;
    return offer_has_plan(offer, asking->problems);
}

bool market_job_apply(struct asking *asking, size_t count, const struct offer_check **offer, struct market_job *job)
{
    bool fine = true;
    for (size_t i = 0; i < asking->count; i++)
        fine = whole(asking, i) && fine;
    if (!fine || !choose(asking, count, job))
        return false;
    if (job->against == COMPARE_NO_JOB)
        job->stays = stays_differ(asking, count);
    size_t lender = lender_of(asking, count, job->against);
    bool from_last = lender == count && lender < asking->count;
    if (lender < asking->count && !from_last && !has_market(input_of(asking, lender)))
        return cannot_lend(asking, lender);
    for (size_t i = 0; i < count; i++) {
        offer[i] = asking->offers[i]->check;
        bool keeps = job->against == COMPARE_OWN_JOBS || (lender < asking->count && has_the_same(asking, lender, i));
        struct node *market = keeps                            ? NULL
                              : job->against == COMPARE_NO_JOB ? no_pay(asking->arena)
                                                               : lent(asking->arena, input_of(asking, lender));
        if (!keeps && !market)
            return cannot_lend(asking, lender);
        if (!keeps)
            offer[i] = with_market(asking, i, market);
        fine = offer_check_can_run(offer[i], asking->problems) && fine; /* what the others lack is told too */
    }
    return fine;
}
