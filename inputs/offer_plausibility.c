#include "inputs/offer_plausibility.h"

#include "models/valuation.h"

#include <math.h>
#include <string.h>

#define COMPANY_LOW 1e5 /* nobody sells a company for less */

static double mean_of(const struct value *value)
{
    return value->distribution.kind ? distribution_mean(&value->distribution) : 0;
}

static const char *written(struct reader *reader, const struct node *node)
{
    if (node->type == NODE_TEXT)
        return arena_text(reader->arena, "\"%.60s\"", node->written ? node->written : node->text);
    return node->type == NODE_NUMBER ? node->text : "this";
}

/* Numbers without a unit: "24 to 36". */
static bool is_bare(const struct node *node)
{
    return node && node->text && node->text[strspn(node->text, "0123456789., -to")] == '\0';
}

/* A member of a member: NULL where either is missing. */
static const struct node *member_of(const struct node *object, const char *first, const char *second)
{
    const struct node *inner = object ? node_member(object, first) : NULL;
    return inner ? node_member(inner, second) : NULL;
}

static void warn(struct reader *reader, const struct node *node, const char *is, const char *slip)
{
    if (node)
        reader_warn(reader, node, "%s is %s: %s", written(reader, node), is, slip);
}

static const char *amount(struct reader *reader, double value)
{
    return arena_text(reader->arena, "%s %s", cell_number_in_words(reader->arena, value), reader->offer->currency);
}

/* A range whose ends are far apart: a magnitude that was lent to the wrong end. */
static void range_apart(struct reader *reader, const struct node *node, const struct value *value)
{
    const double apart = 1000, tail = 0x1p-40;
    if (!node || !value->distribution.kind || value->distribution.kind != distribution_uniform(0, 1).kind)
        return;
    double low = distribution_quantile(&value->distribution, tail),
           high = distribution_quantile(&value->distribution, 1 - tail);
    if (round(low) > 0 && high > apart * low) /* from 0 on, as "up to $5M" is, no end lacks anything */
        warn(reader, node,
             arena_text(reader->arena, "a range from %s to %s", cell_number_in_words(reader->arena, round(low)),
                        cell_number_in_words(reader->arena, round(high))),
             "does its first end lack a magnitude?");
}

static void pay(struct reader *reader, const struct value *salary, const char *side)
{
    const double low = 1e3, high = 1e7;
    double mean = mean_of(salary);
    const struct node *compensation = node_member(reader->document, "compensation");
    const struct node *node = compensation ? member_of(compensation, side, "salary") : NULL;
    if (mean > 0 && mean < low)
        warn(reader, node, arena_text(reader->arena, "pay of %s a year", amount(reader, mean)),
             arena_text(reader->arena, "a K missing? --set compensation.%s.salary='%sK'", side,
                        cell_number_in_words(reader->arena, mean)));
    else if (mean > high)
        warn(reader, node, arena_text(reader->arena, "pay of %s a year", amount(reader, mean)),
             "a magnitude too much?");
    range_apart(reader, node, salary);
}

static void pay_apart(struct reader *reader)
{
    const double apart = 20;
    double here = mean_of(&reader->offer->pay_offer.salary), elsewhere = mean_of(&reader->offer->pay_market.salary);
    const struct node *compensation = node_member(reader->document, "compensation");
    if (compensation && here > 0 && elsewhere > 0 && (here > apart * elsewhere || elsewhere > apart * here))
        warn(reader, member_of(compensation, "market", "salary"),
             arena_text(reader->arena, "%s a year, but the offer %s", amount(reader, elsewhere), amount(reader, here)),
             "a K missing in one of them, or pay of a month?");
}

static void exits(struct reader *reader)
{
    const double low = COMPANY_LOW, high = 1e13, years = 30, bare_years = 15;
    const struct node *table = node_member(reader->document, "exits");
    const struct node *row = table && table->type == NODE_ARRAY ? table->child : NULL;
    const struct offer *offer = reader->offer;
    size_t certain = 0;
    for (size_t i = 0; i < offer->exit_count && row; i++, row = row->next) {
        const struct exit_row *exit = &offer->exit[i];
        const struct node *value = node_member(row, "valuation");
        double mean = exit->valuation.kind == valuation_kinds[0] ? mean_of(&exit->valuation.value[0]) : 0;
        double time = mean_of(&exit->timeline), share = mean_of(&exit->probability);
        certain += share <= 0 || share >= 1;
        if (mean > 0 && mean < low)
            warn(reader, value, arena_text(reader->arena, "a company of %s", amount(reader, mean)),
                 arena_text(reader->arena, "a magnitude missing, or a price per share? --set exits.%zu.valuation='%sM'",
                            i, cell_number_in_words(reader->arena, mean)));
        else if (mean > high)
            warn(reader, value, arena_text(reader->arena, "a company of %s", amount(reader, mean)),
                 "a magnitude too much?");
        const struct node *when = node_member(row, "timeline");
        if (time > years || (time > bare_years && is_bare(when)))
            warn(reader, when, arena_text(reader->arena, "an exit after %.4g years", time),
                 arena_text(reader->arena, "months? --set exits.%zu.timeline='%.6g months'", i, time));
        if (exit->valuation.kind == valuation_kinds[0])
            range_apart(reader, value, &exit->valuation.value[0]);
    }
    if (certain == offer->exit_count && offer->exit_count > 1)
        reader_warn(reader, table, "every exit has a probability of 0%% or 100%%: were they meant so?");
}

/* What the company brings at its best exit; 0: not known. */
static double best_exit(const struct offer *offer)
{
    double best = 0;
    for (size_t i = 0; i < offer->exit_count; i++) {
        if (offer->exit[i].valuation.kind != valuation_kinds[0])
            return 0;
        best = fmax(best, mean_of(&offer->exit[i].valuation.value[0]));
    }
    return best;
}

static void grant_size(struct reader *reader, const struct node *row, const struct grant *grant, double shares)
{
    const double large = 0.05, small = 1e-7;
    double share = grant->percent.given ? mean_of(&grant->percent) : shares > 0 ? mean_of(&grant->shares) / shares : 0;
    if (share > large || (share > 0 && share < small))
        warn(reader, node_member(row, grant->percent.given ? "percent" : "shares"),
             arena_text(reader->arena, "%.6g%% of the company", 100 * share),
             share > large ? "more than employees get; is there a magnitude too much, or are shares left out?"
                           : "too little to be meant");
}

static void grants(struct reader *reader)
{
    const struct node *table = node_member(reader->document, "grants");
    const struct node *row = table && table->type == NODE_ARRAY ? table->child : NULL;
    double shares = mean_of(&reader->offer->fully_diluted_shares), best = best_exit(reader->offer);
    double price = shares > 0 ? best / shares : 0;
    for (size_t i = 0; i < reader->offer->grant_count && row; i++, row = row->next) {
        const struct grant *grant = &reader->offer->grant[i];
        grant_size(reader, row, grant, shares);
        if (grant->strike.given && price > 0 && mean_of(&grant->strike) > price)
            warn(
                reader, node_member(row, "strike"),
                arena_text(reader->arena, "more than a share is worth at any exit (%s at most)", amount(reader, price)),
                "is the strike that of one share, and are all shares counted?");
        double behind = mean_of(&grant->strike_value); /* the strike */
        if (behind > 0 && behind < COMPANY_LOW)
            warn(reader, node_member(row, "strike_value"),
                 arena_text(reader->arena, "a company of %s", amount(reader, behind)),
                 "a price per share? that is `strike`");
        if (grant->strike_value.given && best > 0 && mean_of(&grant->strike_value) > best)
            warn(reader, node_member(row, "strike_value"),
                 arena_text(reader->arena, "more than the company is worth at any exit (%s at most)",
                            amount(reader, best)),
                 "the options bring nothing then");
    }
}

void offer_plausibility_warn(struct reader *reader)
{
    const double stay = 20, discount = 0.5;
    const struct offer *offer = reader->offer;
    exits(reader);
    pay(reader, &offer->pay_offer.salary, "offer");
    pay(reader, &offer->pay_market.salary, "market");
    pay_apart(reader);
    grants(reader);
    if (mean_of(&offer->stay) > stay)
        warn(reader, node_member(reader->document, "stay"),
             arena_text(reader->arena, "%.4g years", mean_of(&offer->stay)), "months?");
    if (mean_of(&offer->discount_rate) > discount)
        warn(reader, node_member(reader->document, "discount_rate"),
             arena_text(reader->arena, "a discount of %.4g%% a year", 100 * mean_of(&offer->discount_rate)),
             "was it meant in percent?");
}
