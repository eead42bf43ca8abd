#include "inputs/idle_keys.h"

#include <string.h>

static bool has_exit(const struct offer *offer, enum exit_kind kind)
{
    for (size_t i = 0; i < offer->exit_count; i++)
        if (offer->exit[i].kind == kind || offer->exit[i].kind_unknown)
            return true;
    return false;
}

static bool has_acquisition(const struct offer *offer)
{
    return has_exit(offer, EXIT_KIND_ACQUISITION);
}

static bool has_ipo(const struct offer *offer)
{
    return has_exit(offer, EXIT_KIND_IPO);
}

static bool may_fail(const struct offer *offer)
{
    return has_exit(offer, EXIT_KIND_FAILURE) || offer->company_given;
}

static bool has_raise(const struct offer *offer)
{
    for (size_t i = 0; i < offer->dilution.round_count; i++)
        if (offer->dilution.round[i].raise.given)
            return true;
    return false;
}

static bool has_preferred(const struct offer *offer)
{
    for (size_t i = 0; i < offer->class_count; i++)
        if (offer->capital[i].kind == CLASS_PREFERRED)
            return true;
    return has_raise(offer);
}

static bool may_lose_job(const struct offer *offer)
{
    bool eliminated = offer->elimination_chance > 0 && has_acquisition(offer);
    return offer->layoff.count > 0 || eliminated || may_fail(offer);
}

static bool may_search(const struct offer *offer)
{
    return may_lose_job(offer) || offer->market_layoff.count > 0;
}

static bool has_severance(const struct offer *offer)
{
    return offer->severance.given && may_fail(offer);
}

static bool has_sellable_preferred(const struct offer *offer)
{
    return has_ipo(offer) && has_preferred(offer);
}

static bool has_lock_up(const struct offer *offer)
{
    return has_ipo(offer) && offer->lock_up.given;
}

static bool has_hazard(const struct offer *offer)
{
    return offer->layoff.count + offer->quit.count + offer->market_layoff.count > 0;
}

static bool has_escrow(const struct offer *offer)
{
    return has_acquisition(offer) && offer->escrow_fraction.given;
}

/* A key at the top, or in an object there; it matters where `matters` holds. */
static const struct idle_key {
    const char *key, *member; /* NULL: the key itself */
    bool (*matters)(const struct offer *offer);
    const char *without;
} idle_keys[] = {
    {"debt", NULL, has_acquisition, "an acquisition among the exits"},
    {"transaction_costs", NULL, has_acquisition, "an acquisition among the exits"},
    {"carve_out", NULL, has_acquisition, "an acquisition among the exits"},
    {"escrow", NULL, has_acquisition, "an acquisition among the exits"},
    {"escrow", "delay", has_escrow, "a `fraction` that is held back"},
    {"escrow", "loss", has_escrow, "a `fraction` that is held back"},
    {"ipo", NULL, has_ipo, "an IPO among the exits"},
    {"ipo", "volatility", has_lock_up, "a `lock_up` in which the price moves"},
    {"qualified_ipo", NULL, has_sellable_preferred, "an IPO among the exits and preferred stock that it converts"},
    {"search", NULL, may_search, "a way to lose the job"},
    {"severance", NULL, may_lose_job, "a way to lose the job"},
    {"reemployed_at", NULL, may_lose_job, "a way to lose the job"},
    {"severance_on_failure", NULL, has_severance, "`severance` and a company that may fail"},
    {"after", NULL, has_hazard, "a layoff or a chance to quit"}};

static void warn_idle(struct reader *reader, const struct node *node, const char *key, const char *without)
{
    reader_warn(reader, node, "`%s` has no effect without %s", key, without);
}

/* Of an object that is idle as a whole its members need not be told. */
static void check_top(struct reader *reader)
{
    const char *told = "";
    for (size_t i = 0; i < sizeof idle_keys / sizeof *idle_keys; i++) {
        const struct idle_key *one = &idle_keys[i];
        const struct node *node = node_member(reader->document, one->key);
        if (node && one->member)
            node = strcmp(told, one->key) == 0 || node->type != NODE_OBJECT ? NULL : node_member(node, one->member);
        if (!node || one->matters(reader->offer))
            continue;
        told = one->key;
        warn_idle(reader, node, one->member ? one->member : one->key, one->without);
    }
}

static const struct node *rows_of(const struct reader *reader, const char *key)
{
    const struct node *table = node_member(reader->document, key);
    return table && table->type == NODE_ARRAY ? table->child : NULL;
}

static void warn_member(struct reader *reader, const struct node *row, const char *key, const char *without)
{
    const struct node *node = row->type == NODE_OBJECT ? node_member(row, key) : NULL;
    if (node)
        warn_idle(reader, node, key, without);
}

static void check_grants(struct reader *reader)
{
    const struct offer *offer = reader->offer;
    const struct node *row = rows_of(reader, "grants");
    for (size_t g = 0; row && g < offer->grant_count; g++, row = row->next) {
        if (!has_acquisition(offer)) {
            warn_member(reader, row, "single_trigger", "an acquisition among the exits");
            warn_member(reader, row, "double_trigger", "an acquisition among the exits");
        }
        if (!offer->grant[g].double_trigger.given)
            warn_member(reader, row, "double_trigger_window", "`double_trigger`");
        else if (!offer->layoff.count)
            warn_member(reader, row, "double_trigger_window", "a layoff among the risks");
    }
}

static void check_risks(struct reader *reader)
{
    const struct offer *offer = reader->offer;
    const struct node *row = rows_of(reader, "risks");
    for (size_t i = 0; row && i < offer->risk_count; i++, row = row->next)
        if (offer->risk[i].kind == RISK_ELIMINATION && !has_acquisition(offer))
            reader_warn(reader, row, "\"%s\" has no effect without an acquisition among the exits",
                        offer->risk[i].name);
}

static void check_exits(struct reader *reader)
{
    const struct offer *offer = reader->offer;
    const struct node *row = rows_of(reader, "exits");
    for (size_t i = 0; row && i < offer->exit_count; i++, row = row->next) {
        const struct node *valuation = row->type == NODE_OBJECT ? node_member(row, "valuation") : NULL;
        if (valuation && valuation->type == NODE_OBJECT && offer->exit[i].valuation.raised_ignored && !has_raise(offer))
            warn_member(reader, valuation, "raised", "a round with a `raise`");
    }
}

void idle_keys_warn(struct reader *reader)
{
    if (reader->offer->listed || !reader->offer->exit_count)
        return;
    check_top(reader);
    check_grants(reader);
    check_risks(reader);
    check_exits(reader);
}
