/* What goes across rows and tables: sums, curves, sizes, names of draws. */
#include "inputs/offer_checks.h"

#include "inputs/draw_names.h"
#include "inputs/idle_keys.h"
#include "inputs/keys/hazard_keys.h"
#include "inputs/keys/tax_keys.h"
#include "inputs/offer_plausibility.h"
#include "inputs/offer_reader.h"
#include "inputs/share_checks.h"

#include <math.h>
#include <string.h>
#include <strings.h>

static const struct node *table_node(const struct reader *reader, const char *key)
{
    return node_member(reader->document, key);
}

/* --- exits -----------------------------------------------------------------------------------------------------------
 */

/* "IPO 35%, Amazon acquisition 30%, ..." */
static const char *rows_in_words(struct reader *reader)
{
    enum { SHOWN = 8 };
    const struct offer *offer = reader->offer;
    const char *words = "";
    for (size_t i = 0; i < offer->exit_count && i < SHOWN; i++)
        words = arena_text(reader->arena, "%s%s%s %.4g%%", words, i ? " + " : "", offer->exit[i].name,
                           100 * offer->exit[i].share);
    if (offer->exit_count > SHOWN)
        words = arena_text(reader->arena, "%s + %zu more", words, offer->exit_count - SHOWN);
    return words;
}

/* Where a wrong sum is told: at a probability that --set changed, else at the one with which the sum passes `limit`,
 * else at the last. */
static struct place sum_place(const struct reader *reader, const struct node *table, double limit)
{
    struct place last = table->at, passing = {NULL, 0};
    double sum = 0;
    size_t row = 0;
    for (const struct node *item = table->child; item; item = item->next) {
        const struct node *probability = node_member(item, "probability");
        if (!probability)
            continue;
        last = probability->at;
        sum += reader->offer->exit[row++].share;
        if (last.source != table->at.source)
            return last;
        if (sum > limit && !passing.source)
            passing = last;
    }
    return passing.source ? passing : last;
}

/* One question for all exits that need a time. */
static void check_timelines(struct reader *reader)
{
    if (reader->untimed == 0)
        return;
    const char *flag = "--set defaults.timeline='3-5 years' serves every exit without one";
    if (reader->untimed == 1)
        reader_error(reader, reader->first_untimed,
                     arena_text(reader->arena, "for instance \"timeline\": \"2027-2028\" or \"3-5 years\"; %s", flag),
                     "an exit needs `timeline`");
    else
        reader_error(reader, reader->first_untimed, flag, "%zu exits need `timeline`, beginning with this one",
                     reader->untimed);
}

/* Whether money depends on the kind of an exit. */
static bool kind_matters(const struct offer *offer)
{
    return offer->class_count > 0 || offer->elimination_name;
}

static void check_kinds(struct reader *reader)
{
    const struct node *table = table_node(reader, "exits");
    const struct node *row = table && table->type == NODE_ARRAY ? table->child : NULL;
    const struct offer *offer = reader->offer;
    for (size_t i = 0; i < offer->exit_count && row; i++, row = row->next) {
        const struct node *name = node_member(row, "name");
        if (!offer->exit[i].kind_unknown || !kind_matters(offer) || !name)
            continue;
        const char *effect =
            offer->class_count
                ? "as an acquisition preferences are paid first; as an IPO or independent every class converts"
                : "an acquisition can cost the job; an IPO or independence cannot";
        const char *flag =
            arena_text(reader->arena, "--set exits.%zu.kind=acquisition, or ipo, independent, failure: %s", i, effect);
        if (reader->document->report)
            reader_error(reader, name, flag,
                         "what kind of exit is \"%s\"? Its name does not tell, and money depends on it",
                         offer->exit[i].name);
        else if (reader->problems->status == STATUS_OK)
            reader_warn(reader, name, "\"%s\" is taken for independent, and money depends on it: %s",
                        offer->exit[i].name, flag);
    }
}

static void check_exits(struct reader *reader)
{
    struct offer *offer = reader->offer;
    const struct node *table = table_node(reader, "exits");
    double sum = 0;
    for (size_t i = 0; i < offer->exit_count; i++) {
        struct exit_row *row = &offer->exit[i];
        if (!row->probability.distribution.kind || !row->name)
            return; /* said already */
        row->share = distribution_mean(&row->probability.distribution);
        sum += row->share;
    }
    const double tolerance = 0.005 + 1e-9; /* half a point, and its rounding */
    bool remainder = offer->remainder == REMAINDER_NO_EXIT;
    if (sum > 1 + tolerance) {
        reader_error_at(reader, table, sum_place(reader, table, 1 + tolerance),
                        "exits exclude each other: together they are 100%",
                        "the exits' probabilities sum to %.6g%%: %s", 100 * sum, rows_in_words(reader));
    } else if (remainder && sum < 1) {
        offer->no_exit_share = 1 - sum;
        reader_assume(reader, table, "no exit happens on the remaining %.6g%% of paths", 100 * (1 - sum));
    } else if (sum < 1 - tolerance) {
        reader_error_at(reader, table, sum_place(reader, table, 1 + tolerance),
                        "add what is missing, or \"remainder\": \"no exit\" (or --set remainder='no exit')",
                        "the exits' probabilities sum to %.6g%%, %.6g%% are missing: %s", 100 * sum, 100 * (1 - sum),
                        rows_in_words(reader));
    } else if (sum != 1) {
        if (fabs(sum - 1) > 1e-12)
            reader_assume(reader, table, "the exits' probabilities sum to %.6g%% and are rescaled to 100%%", 100 * sum);
        for (size_t i = 0; i < offer->exit_count; i++)
            offer->exit[i].share /= sum;
    }
}

/* --- risks -----------------------------------------------------------------------------------------------------------
 */

static void check_elimination(struct reader *reader, const struct node *node, const struct risk_row *risk)
{
    struct offer *offer = reader->offer;
    if (offer->elimination_name) {
        reader_error(reader, node, "put them into one row", "a second elimination risk, beside \"%s\"",
                     offer->elimination_name);
        return;
    }
    offer->elimination_name = risk->name;
    offer->elimination_chance = risk->chance;
}

static bool cost_distribution(struct reader *reader, const struct node *node, const struct risk_row *risk,
                              struct distribution *cost)
{
    double point;
    *cost = risk->amount.distribution;
    if (risk->chance >= 1)
        return true;
    if (!distribution_is_point(cost, &point)) {
        reader_error(reader, node, "give one amount, or 100%, or a `compensation` block",
                     "a cost that is not certain needs one amount, not a range");
        return false;
    }
    const double values[2] = {0, point}, probabilities[2] = {1 - risk->chance, risk->chance};
    const struct distribution_argument arguments[2] = {{.key = "values", .count = 2, .numbers = values},
                                                       {.key = "probabilities", .count = 2, .numbers = probabilities}};
    const char *fault = NULL;
    const struct distribution_kind *discrete = distribution_kind_named("discrete");
    if (discrete->read(reader->arena, arguments, 2, cost, &fault))
        return true;
    reader_error(reader, node, NULL, "%s", fault);
    return false;
}

/* Without a compensation block, a cost is what the offer costs: market pay of that amount, paid once at the start. */
static void take_cost(struct reader *reader, const struct node *node, const struct risk_row *risk)
{
    struct offer *offer = reader->offer;
    if (table_node(reader, "compensation") || !risk->amount.given)
        return;
    if (offer->compensation_given) {
        reader_error(reader, node, "put them into one row, or give a `compensation` block", "a second cost");
        return;
    }
    struct distribution cost;
    if (!cost_distribution(reader, node, risk, &cost))
        return;
    offer->compensation_given = true;
    offer->pay_offer.salary.distribution = offer->pay_market.salary.distribution = distribution_point(0);
    offer->pay_market.signing = (struct value){cost, true};
    reader_assume(reader, node,
                  "there is no `compensation`: the foregone compensation is the amount of \"%s\", lost at the start",
                  risk->name);
}

static void check_risks(struct reader *reader)
{
    struct offer *offer = reader->offer;
    const struct node *table = table_node(reader, "risks");
    struct curve_point *points = arena_alloc(reader->arena, offer->risk_count, sizeof *points);
    size_t point_count = 0;
    double not_worthless = 1, not_stagnant = 1; /* rows of a kind first become one (docs/model.md, decision 5) */
    const struct node *node = table ? table->child : NULL;
    for (size_t i = 0; i < offer->risk_count; i++, node = node->next) {
        const struct risk_row *risk = &offer->risk[i];
        if (!risk->name || !risk->probability.distribution.kind)
            continue; /* said already */
        if (risk->kind == RISK_ELIMINATION)
            check_elimination(reader, node, risk);
        else if (risk->kind == RISK_LAYOFF && risk->within.distribution.kind)
            points[point_count++] = (struct curve_point){distribution_mean(&risk->within.distribution), risk->chance,
                                                         node, risk->probability};
        else if (risk->kind == RISK_COST)
            take_cost(reader, node, risk);
        else if (risk->kind == RISK_STAGNATION)
            not_stagnant *= 1 - risk->chance;
        else if (risk->kind == RISK_EQUITY_ZERO)
            not_worthless *= 1 - risk->chance;
    }
    bool stops = offer->layoff.stops;
    hazard_from_points(reader, points, point_count, &offer->layoff);
    offer->layoff.stops = offer->quit.stops = offer->market_layoff.stops = stops;
    double overlays = (1 - not_worthless) + (1 - not_stagnant);
    if (offer->exclusive_overlays && overlays > 1 + 1e-9)
        reader_error(reader, table, "exclusive risks sum to at most 100%; or leave `overlap` out",
                     "worthless equity and stagnation exclude each other, but sum to %.6g%%", 100 * overlays);
}

/* --- correlations ----------------------------------------------------------------------------------------------------
 */

/* A share that is certain. */
static void check_linked(struct reader *reader)
{
    struct offer *offer = reader->offer;
    if (!offer->linked_stated.given || distribution_is_point(&offer->linked_stated.distribution, &offer->linked))
        return;
    reader_error(reader, node_member(reader->document, "linked"), "for instance \"linked\": \"50%\"",
                 "`linked` is one share, at least 0%% and below 100%%");
}

static void check_correlations(struct reader *reader)
{
    struct offer *offer = reader->offer;
    const struct node *table = table_node(reader, "correlations");
    const struct node *row = table ? table->child : NULL;
    for (size_t i = 0; i < offer->correlation_count; i++, row = row->next) {
        struct correlation *correlation = &offer->correlation[i];
        const struct node *between = node_member(row, "between");
        if (!correlation->between[0] || !correlation->between[1])
            continue; /* said already */
        correlation->between[0] = draw_named(reader, between->child, correlation->between[0]);
        correlation->between[1] = draw_named(reader, between->last_child, correlation->between[1]);
        if (!correlation->between[0] || !correlation->between[1])
            continue;
        if (strcmp(correlation->between[0], correlation->between[1]) == 0)
            reader_error(reader, between, NULL, "\"%s\" is correlated with itself", correlation->between[0]);
        for (size_t j = 0; j < i; j++) {
            const char *const *other = offer->correlation[j].between;
            bool straight = other[0] && other[1] && strcmp(other[0], correlation->between[0]) == 0 &&
                            strcmp(other[1], correlation->between[1]) == 0;
            bool crossed = other[0] && other[1] && strcmp(other[0], correlation->between[1]) == 0 &&
                           strcmp(other[1], correlation->between[0]) == 0;
            if (straight || crossed)
                reader_error(reader, between, NULL, "\"%s\" and \"%s\" are correlated twice", correlation->between[0],
                             correlation->between[1]);
        }
    }
}

/* --- severance ---------------------------------------------------------------------------------------------------- */

static void check_severance(struct reader *reader)
{
    const struct offer *offer = reader->offer;
    bool may_fail = offer->company_given;
    for (size_t i = 0; i < offer->exit_count; i++)
        may_fail = may_fail || offer->exit[i].kind == EXIT_KIND_FAILURE;
    if (may_fail && offer->severance.given && !offer->severance_on_failure.given)
        reader_assume_absent(reader, reader->document, "severance_on_failure",
                             "`severance_on_failure` is not given: a company that fails pays no severance");
}

/* --- scorecard -------------------------------------------------------------------------------------------------------
 */

static bool is_total(const char *dimension)
{
    while (*dimension == '*' || *dimension == '_' || *dimension == ' ')
        dimension++;
    return strncasecmp(dimension, "total", 5) == 0 && !strchr("abcdefghijklmnopqrstuvwxyz", dimension[5] | 0x20);
}

static void check_scorecard(struct reader *reader)
{
    struct scorecard *card = &reader->offer->scorecard;
    const struct node *table = table_node(reader, "scorecard");
    const struct node *node = table ? table->child : NULL, *total_node = NULL;
    size_t kept = 0;
    double total = 0, weights = 0;
    for (size_t i = 0; i < card->count; i++, node = node->next) {
        const struct score_row row = card->row[i];
        if (!row.dimension)
            return; /* said already */
        if (is_total(row.dimension)) {
            total_node = node;
            card->total_stated = row.score.given;
            card->stated_total = row.score.given ? distribution_mean(&row.score.distribution) : 0;
            continue;
        }
        if (!row.score.given || !row.weight.given) {
            if (!node_member(node, "score") || !node_member(node, "weight"))
                reader_error(reader, node, "for instance \"score\": \"8/10\", \"weight\": \"25%\"",
                             "\"%s\" needs `score` and `weight`", row.dimension);
            return;
        }
        total += distribution_mean(&row.score.distribution) * distribution_mean(&row.weight.distribution);
        weights += distribution_mean(&row.weight.distribution);
        card->row[kept++] = row;
    }
    card->count = kept;
    if (kept && fabs(weights - 1) > 0.005)
        reader_warn(reader, table, "the weights of the scorecard sum to %.6g%%, not 100%%", 100 * weights);
    if (card->total_stated && fabs(total - card->stated_total) > 0.005 + 1e-9)
        reader_warn(reader, total_node, "the scorecard says %.4g in all, but its rows give %.4g", card->stated_total,
                    total);
}

/* --- all of it -------------------------------------------------------------------------------------------------------
 */

void offer_check(struct reader *reader)
{
    struct offer *offer = reader->offer;
    offer->currency = reader->rules.currency;
    if (!offer->currency) {
        offer->currency = "USD";
        reader_assume_absent(reader, reader->document, "currency", "no amount names a currency: USD");
    }
    bool exits_given = table_node(reader, "exits") || table_node(reader, "capital") || table_node(reader, "public") ||
                       reader_misspelt(reader->document, &offer_record, "exits");
    if (!exits_given && reader->problems->lacking.message)
        problem_add(reader->problems, STATUS_INVALID, reader->problems->lacking.at, "", reader->problems->lacking.help,
                    "%s", reader->problems->lacking.message);
    else if (!exits_given)
        reader_error(
            reader, reader->document,
            "\"exits\": [{\"name\": \"IPO\", \"probability\": \"100%\", \"valuation\": \"$8-12B\", \"timeline\": "
            "\"2027-2028\"}]",
            "an offer needs `exits`");
    if (offer->exit_count)
        check_exits(reader);
    else if (table_node(reader, "exits") && table_node(reader, "exits")->type == NODE_ARRAY &&
             !table_node(reader, "exits")->children)
        reader_error(reader, table_node(reader, "exits"), NULL, "`exits` has no rows");
    check_timelines(reader);
    check_risks(reader);
    check_kinds(reader);
    share_checks(reader);
    check_linked(reader);
    check_correlations(reader);
    check_severance(reader);
    check_scorecard(reader);
    tax_check(reader);
    if (reader->problems->status == STATUS_OK) {
        idle_keys_warn(reader);
        offer_plausibility_warn(reader);
    }
}
