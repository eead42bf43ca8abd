#include "models/capital_path.h"

#include "sim/numeric.h"

#include <math.h>
#include <string.h>

size_t capital_path_classes(const struct company_plan *company)
{
    /* The file's, one for everybody's later common shares, two a round (investors, pool), one a convertible. */
    return company->class_count + 1 + 2 * company->round_count + company->convertible_count;
}

static void add_class(struct capital_path *path, const char *name, struct waterfall_class share_class)
{
    path->columns->class_name[path->count] = name;
    path->classes[path->count++] = share_class;
    path->all_shares += share_class.shares;
}

static void add_common(struct capital_path *path, const char *name, double shares)
{
    if (shares > 0)
        add_class(path, name, (struct waterfall_class){.kind = CLASS_COMMON, .shares = shares, .cap_total = HUGE_VAL});
}

/* Simple dividend from its issue to the exit: part of the claim, and on top of the multiple that caps it. */
static struct waterfall_class preferred(double shares, double invested, double multiple, double dividend, double years,
                                        bool participating, double cap_multiple, double seniority)
{
    double accrued = years > 0 ? invested * dividend * years : 0;
    return (struct waterfall_class){.kind = CLASS_PREFERRED,
                                    .shares = shares,
                                    .claim = invested * multiple + accrued,
                                    .participating = participating,
                                    .cap_total = cap_multiple * invested + accrued,
                                    .seniority = seniority};
}

static void add_capital(struct capital_path *path)
{
    for (size_t c = 0; c < path->company->class_count; c++) {
        const struct class_plan *plan = &path->company->share_class[c];
        const struct class_columns *column = &path->columns->share_class[c];
        size_t lane = path->lane;
        if (plan->kind == CLASS_COMMON) {
            add_class(path, plan->name,
                      (struct waterfall_class){.kind = CLASS_COMMON, .shares = plan->shares, .cap_total = HUGE_VAL});
        } else if (plan->kind == CLASS_OPTION) {
            add_class(
                path, plan->name,
                (struct waterfall_class){.kind = CLASS_OPTION, .shares = plan->shares, .strike = column->strike[lane]});
        } else {
            add_class(path, plan->name,
                      preferred(plan->shares, column->invested[lane], column->multiple[lane], column->dividend[lane],
                                path->exit_years - column->issued[lane], plan->participating,
                                plan->capped ? column->cap[lane] : HUGE_VAL, plan->seniority));
            path->top_seniority = plan->seniority > path->top_seniority ? plan->seniority : path->top_seniority;
        }
    }
}

static void convertibles_at(const struct capital_path *path, double years, struct convertible *terms)
{
    for (size_t i = 0; i < path->company->convertible_count; i++) {
        const struct convertible_plan *plan = &path->company->convertible[i];
        const struct convertible_columns *column = &path->columns->convertible[i];
        terms[i] = (struct convertible){.kind = plan->kind,
                                        .amount = column->amount[path->lane],
                                        .cap = plan->capped ? column->cap[path->lane] : HUGE_VAL,
                                        .discount_frac = column->discount[path->lane],
                                        .interest_frac = column->interest[path->lane],
                                        .years = years,
                                        .post_money = plan->post_money};
    }
}

/* --- one round ---------------------------------------------------------------------------------------------------- */

/* What the round raises; without `raise`, what its pre-money value implies; 0: it has no price. */
static double raised_by(const struct round_plan *plan, const struct round_columns *column, size_t lane)
{
    double dilution = column->dilution[lane];
    if (plan->priced)
        return column->raise[lane];
    return plan->pre_money_given ? column->pre_money[lane] * dilution / (1 - dilution) : 0;
}

static double invested_in(const struct capital_path *path, size_t c)
{
    return path->columns->share_class[c].invested[path->lane];
}

/* A class of the file that has a conversion price to protect. */
static bool is_protected(const struct capital_path *path, size_t c)
{
    const struct class_plan *plan = &path->company->share_class[c];
    return plan->kind == CLASS_PREFERRED && plan->anti_dilution != ANTI_DILUTION_NONE && path->classes[c].shares > 0 &&
           invested_in(path, c) > 0;
}

static size_t protected_classes(const struct capital_path *path, struct protected_class *out)
{
    size_t count = 0;
    for (size_t c = 0; c < path->company->class_count; c++)
        if (is_protected(path, c))
            out[count++] =
                (struct protected_class){path->company->share_class[c].anti_dilution,
                                         invested_in(path, c) / path->classes[c].shares, path->classes[c].shares};
    return count;
}

/* The same classes again, with their shares after the round. */
static void take_protected(struct capital_path *path, const struct protected_class *after)
{
    for (size_t c = 0; c < path->company->class_count; c++) {
        if (!is_protected(path, c))
            continue;
        path->all_shares += after->shares - path->classes[c].shares;
        path->classes[c].shares = (after++)->shares;
    }
}

/* SAFEs and notes become preferred shares beside those of the round, with what is owed as their claim. */
static void add_converted(struct capital_path *path, const struct convertible *terms, const double *shares)
{
    for (size_t i = 0; i < path->company->convertible_count; i++)
        add_class(
            path, path->company->convertible[i].name,
            preferred(shares[i], convertible_claim(&terms[i]), 1, 0, 0, false, HUGE_VAL, path->top_seniority + 1));
    path->converted = true;
}

/* Common shares, or options where they have a strike. */
static void add_pool(struct capital_path *path, size_t r, const struct round_price *round)
{
    const struct round_plan *plan = &path->company->round[r];
    double strike = path->columns->round[r].pool_strike[path->lane] * (plan->strike_of_price ? round->price : 1);
    if (!(round->pool > 0))
        return;
    path->columns->pool_of[path->count] = r + 1;
    add_class(path, "its option pool",
              (struct waterfall_class){.kind = strike > 0 ? CLASS_OPTION : CLASS_COMMON,
                                       .shares = round->pool,
                                       .strike = strike,
                                       .cap_total = HUGE_VAL});
}

static void add_round(struct capital_path *path, size_t r)
{
    const struct round_plan *plan = &path->company->round[r];
    const struct round_columns *column = &path->columns->round[r];
    size_t lane = path->lane;
    struct convertible convertible[CONVERTIBLES_MAX];
    double shares[CONVERTIBLES_MAX];
    struct round_terms terms = {.shares_before = path->all_shares,
                                .raised = raised_by(plan, column, lane),
                                .dilution_frac = column->dilution[lane],
                                .pool_frac = column->pool[lane],
                                .convertible = convertible,
                                .protected_class = path->columns->protected_class};
    if (plan->priced && !path->converted) {
        terms.convertible_count = path->company->convertible_count;
        convertibles_at(path, column->years[lane], convertible);
    }
    terms.protected_count = protected_classes(path, terms.protected_class);
    struct round_price round = round_price_of(&terms, shares);
    path->waived = path->waived || round.waived;
    path->waited = path->waited || (terms.convertible_count && !round.converts);
    path->columns->round[r].price[lane] = round.price;
    take_protected(path, terms.protected_class);
    if (round.converts)
        add_converted(path, convertible, shares);
    add_pool(path, r, &round);
    if (!plan->priced) {
        add_common(path, plan->name, round.issued);
        return;
    }
    path->top_seniority += 1;
    add_class(path, plan->name,
              preferred(round.issued, column->raise[lane], column->multiple[lane], column->dividend[lane],
                        path->exit_years - column->years[lane], plan->participating,
                        plan->capped ? column->cap[lane] : HUGE_VAL, path->top_seniority));
}

/* --- the rounds before the exit ----------------------------------------------------------------------------------- */

static bool comes_after(const struct capital_path *path, size_t a, size_t b)
{
    const struct round_columns *column = path->columns->round;
    double years_a = column[a].years[path->lane], years_b = column[b].years[path->lane];
    return years_a > years_b || (years_a == years_b && a > b);
}

/* In order of time, then of listing. Shell's sort: rounds are few and mostly in order, and need no memory then. (Gaps:
 * M. Ciura, Best increments for the average case of Shellsort, 2001.) */
static void sort_rounds(const struct capital_path *path, size_t *order, size_t count)
{
    static const size_t gaps[] = {701, 301, 132, 57, 23, 10, 4, 1};
    for (size_t g = 0; g < sizeof gaps / sizeof *gaps; g++)
        for (size_t i = gaps[g]; i < count; i++) {
            size_t at = i, round = order[i];
            for (; at >= gaps[g] && comes_after(path, order[at - gaps[g]], round); at -= gaps[g])
                order[at] = order[at - gaps[g]];
            order[at] = round;
        }
}

/* The rounds that happen before the exit. */
static void add_rounds(struct capital_path *path)
{
    size_t *order = path->columns->order, count = 0;
    for (size_t r = 0; r < path->company->round_count; r++) {
        const struct round_columns *column = &path->columns->round[r];
        if (column->happens[path->lane] != 0 && column->years[path->lane] < path->exit_years)
            order[count++] = r;
    }
    sort_rounds(path, order, count);
    for (size_t i = 0; i < count; i++)
        add_round(path, order[i]);
}

/* --- the exit ----------------------------------------------------------------------------------------------------- */

/* What of the pools was not granted is cancelled. */
static void cancel_pools(struct capital_path *path)
{
    for (size_t c = path->company->class_count; c < path->count; c++) {
        size_t round = path->columns->pool_of[c];
        if (round == 0)
            continue;
        double cancelled = path->classes[c].shares * (1 - path->columns->round[round - 1].pool_issued[path->lane]);
        path->classes[c].shares -= cancelled;
        path->all_shares -= cancelled;
    }
}

/* Before any round that raised money: each takes what it is owed, before all others, or converts at its cap. */
static void add_unconverted(struct capital_path *path)
{
    struct convertible terms[CONVERTIBLES_MAX];
    double shares[CONVERTIBLES_MAX];
    size_t count = path->company->convertible_count;
    path->unconverted = path->count;
    if (count == 0 || path->converted)
        return;
    convertibles_at(path, path->exit_years, terms);
    convertible_at_exit(terms, count, path->all_shares, shares);
    path->top_seniority += 1;
    for (size_t i = 0; i < count; i++)
        add_class(path, path->company->convertible[i].name,
                  preferred(shares[i], convertible_claim(&terms[i]), 1, 0, 0, false, HUGE_VAL, path->top_seniority));
}

static void add_annual_dilution(struct capital_path *path)
{
    if (!path->company->annual)
        return;
    double force = -numeric_log1p(-path->columns->annual[0][path->lane]);
    add_common(path, "annual dilution", path->all_shares * numeric_expm1(force * path->exit_years));
}

struct capital_path capital_path_at(const struct company_plan *company, struct company_columns *columns, size_t lane,
                                    double exit_years)
{
    struct capital_path path = {
        .company = company, .columns = columns, .lane = lane, .exit_years = exit_years, .classes = columns->classes};
    memset(columns->pool_of, 0, capital_path_classes(company) * sizeof *columns->pool_of);
    add_capital(&path);
    add_rounds(&path);
    cancel_pools(&path);
    add_unconverted(&path);
    add_annual_dilution(&path);
    return path;
}

void capital_path_convert(struct capital_path *path)
{
    size_t end = path->unconverted + (path->converted ? 0 : path->company->convertible_count);
    for (size_t c = 0; c < path->count; c++)
        if (path->classes[c].kind == CLASS_PREFERRED && !(c >= path->unconverted && c < end))
            path->classes[c] = (struct waterfall_class){
                .kind = CLASS_COMMON, .shares = path->classes[c].shares, .cap_total = HUGE_VAL};
}

void capital_path_price(const struct company_plan *company, struct company_columns *columns, size_t lane,
                        double exit_years, double distributed, bool by_claims, double *price_by_slot, double *kept)
{
    struct capital_path path = capital_path_at(company, columns, lane, exit_years);
    *kept = company->total_shares / path.all_shares;
    double price = 0;
    if (!by_claims)
        capital_path_convert(&path);
    waterfall_solve(path.classes, path.count, distributed, columns->payout, NULL, &price);
    for (size_t s = 0; s < company->slot_count; s++) {
        size_t c = company->slot_class[s];
        bool preferred_class = c != COMMON_PRICE && company->share_class[c].kind == CLASS_PREFERRED;
        /* A grant in a preferred class counts the class's shares as they stood at start. */
        price_by_slot[s] = preferred_class ? columns->payout[c] / company->share_class[c].shares : price;
    }
}
