#include "models/anti_dilution.h"
#include "models/company_plan.h"
#include "models/convertible.h"
#include "models/priced_round.h"
#include "sim/numeric.h"

#include <math.h>
#include <stdint.h>

/* The company on one path, while rounds come. The first company->class_count classes are those of the file. */
struct company_on_path {
    const struct company_plan *company;
    const struct company_columns *columns;
    size_t lane;
    double exit_years;
    struct waterfall_class *classes;
    size_t count;
    double all_shares;
    double top_seniority;
    bool converted; /* the convertibles have */
};

size_t capital_path_classes(const struct company_plan *company)
{
    /* The file's, one for everybody's later common shares, two a round (investors, pool), one a convertible. */
    return company->class_count + 1 + 2 * company->round_count + company->convertible_count;
}

static void add_class(struct company_on_path *path, const char *name, struct waterfall_class share_class)
{
    path->columns->class_name[path->count] = name;
    path->classes[path->count++] = share_class;
    path->all_shares += share_class.shares;
}

static void add_common(struct company_on_path *path, const char *name, double shares)
{
    if (shares > 0)
        add_class(path, name, (struct waterfall_class){.kind = CLASS_COMMON, .shares = shares, .cap_total = HUGE_VAL});
}

/* Simple dividend from its issue to the exit; part of the claim and of the cap. */
static struct waterfall_class preferred(double shares, double invested, double multiple, double dividend, double years,
                                        bool participating, double cap_multiple, double seniority)
{
    double accrued = years > 0 ? invested * dividend * years : 0;
    return (struct waterfall_class){.kind = CLASS_PREFERRED,
                                    .shares = shares,
                                    .claim = invested * multiple + accrued,
                                    .participating = participating,
                                    .cap_total = cap_multiple * invested,
                                    .seniority = seniority};
}

static void add_capital(struct company_on_path *path)
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

static void convertibles_at(const struct company_on_path *path, double years, struct convertible *terms)
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

/* SAFEs and notes become preferred shares beside those of the round, with what is owed as their claim. */
static void convert_at_round(struct company_on_path *path, double years, double pre_money)
{
    struct convertible terms[CONVERTIBLES_MAX];
    double shares[CONVERTIBLES_MAX];
    size_t count = path->company->convertible_count;
    if (count == 0 || path->converted)
        return;
    convertibles_at(path, years, terms);
    convertible_convert(terms, count, path->all_shares, pre_money, shares);
    for (size_t i = 0; i < count; i++)
        add_class(
            path, path->company->convertible[i].name,
            preferred(shares[i], convertible_claim(&terms[i]), 1, 0, 0, false, HUGE_VAL, path->top_seniority + 1));
    path->converted = true;
}

/* Before any priced round: each takes what it is owed or converts at its cap. */
static void add_unconverted(struct company_on_path *path)
{
    struct convertible terms[CONVERTIBLES_MAX];
    double shares[CONVERTIBLES_MAX];
    size_t count = path->company->convertible_count;
    if (count == 0 || path->converted)
        return;
    convertibles_at(path, path->exit_years, terms);
    convertible_at_exit(terms, count, path->all_shares, shares);
    path->top_seniority += 1;
    for (size_t i = 0; i < count; i++)
        add_class(path, path->company->convertible[i].name,
                  preferred(shares[i], convertible_claim(&terms[i]), 1, 0, 0, false, HUGE_VAL, path->top_seniority));
}

/* Protected classes convert to more shares after a round below their conversion price. */
static void protect_against(struct company_on_path *path, double round_price, double outstanding, double issued)
{
    for (size_t c = 0; c < path->company->class_count; c++) {
        const struct class_plan *plan = &path->company->share_class[c];
        struct waterfall_class *share_class = &path->classes[c];
        double invested = path->columns->share_class[c].invested[path->lane];
        bool protected_class = plan->kind == CLASS_PREFERRED && plan->anti_dilution != ANTI_DILUTION_NONE;
        if (!protected_class || !(plan->shares > 0 && invested > 0))
            continue;
        double issue_price = invested / plan->shares;
        double conversion_price = issue_price * plan->shares / share_class->shares;
        double lowered = anti_dilution_price(plan->anti_dilution, conversion_price, round_price, outstanding, issued);
        double shares = anti_dilution_shares(plan->shares, issue_price, lowered);
        path->all_shares += shares - share_class->shares;
        share_class->shares = shares;
    }
}

/* What the company was worth before a round: as the row says, else what its price implies; nothing raised, no price. */
static double pre_money_of(const struct round_plan *plan, const struct round_columns *column, size_t lane)
{
    double raise = column->raise[lane], dilution = column->dilution[lane];
    if (plan->pre_money_given)
        return column->pre_money[lane];
    return raise > 0 && dilution > 0 ? raise * (1 - dilution) / dilution : HUGE_VAL;
}

/* The new shares are `dilution` of the company after the round, the new pool `pool` of it, that is pool / (1 -
 * dilution) of what is not the investors'. */
static void add_round(struct company_on_path *path, size_t r)
{
    const struct round_plan *plan = &path->company->round[r];
    const struct round_columns *column = &path->columns->round[r];
    size_t lane = path->lane;
    double dilution = column->dilution[lane], pool = plan->pooled ? column->pool[lane] : 0;
    double pre_money = pre_money_of(plan, column, lane);
    if (plan->priced)
        convert_at_round(path, column->years[lane], pre_money);
    double outstanding = path->all_shares;
    double pool_shares = priced_round_pool_top_up(outstanding, 0, pool / (1 - dilution));
    double issued = priced_round_issue(outstanding + pool_shares, dilution);
    if (!plan->priced) {
        add_common(path, plan->name, pool_shares + issued);
        return;
    }
    protect_against(path, pre_money / (outstanding + pool_shares), outstanding, issued);
    add_common(path, "its option pool", pool_shares);
    path->top_seniority += 1;
    add_class(path, plan->name,
              preferred(issued, column->raise[lane], column->multiple[lane], column->dividend[lane],
                        path->exit_years - column->years[lane], plan->participating,
                        plan->capped ? column->cap[lane] : HUGE_VAL, path->top_seniority));
}

static bool comes_after(const struct company_on_path *path, size_t a, size_t b)
{
    const struct round_columns *column = path->columns->round;
    double years_a = column[a].years[path->lane], years_b = column[b].years[path->lane];
    return years_a > years_b || (years_a == years_b && a > b);
}

/* In order of time, then of listing. Shell's sort: rounds are few and mostly in order, and need no memory then. (Gaps:
 * M. Ciura, Best increments for the average case of Shellsort, 2001.) */
static void sort_rounds(const struct company_on_path *path, size_t *order, size_t count)
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
static void add_rounds(struct company_on_path *path)
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

static void add_annual_dilution(struct company_on_path *path)
{
    if (!path->company->annual)
        return;
    double force = -numeric_log1p(-path->columns->annual[0][path->lane]);
    add_common(path, "annual dilution", path->all_shares * numeric_expm1(force * path->exit_years));
}

static double listed_price(const struct company_on_path *path, double distributed)
{
    for (size_t c = 0; c < path->count; c++)
        if (path->classes[c].kind == CLASS_PREFERRED)
            path->classes[c] = (struct waterfall_class){
                .kind = CLASS_COMMON, .shares = path->classes[c].shares, .cap_total = HUGE_VAL};
    return waterfall_price(path->classes, path->count, distributed);
}

void capital_path_price(const struct company_plan *company, struct company_columns *columns, size_t lane,
                        double exit_years, double distributed, bool sale, double *price_by_slot, double *kept)
{
    struct company_on_path path = {company, columns, lane, exit_years, columns->classes, 0, 0, 0, false};
    add_capital(&path);
    add_rounds(&path);
    add_unconverted(&path);
    add_annual_dilution(&path);
    columns->path_classes = path.count;
    *kept = company->total_shares / path.all_shares;
    double price = 0;
    if (sale)
        waterfall_solve(path.classes, path.count, distributed, columns->payout, NULL, &price);
    else
        price = listed_price(&path, distributed);
    for (size_t s = 0; s < company->slot_count; s++) {
        size_t c = company->slot_class[s];
        bool preferred_class = c != COMMON_PRICE && company->share_class[c].kind == CLASS_PREFERRED;
        /* A grant in a preferred class counts the class's shares as they stood at start. */
        if (preferred_class && sale)
            price_by_slot[s] = columns->payout[c] / company->share_class[c].shares;
        else if (preferred_class)
            price_by_slot[s] = price * path.classes[c].shares / company->share_class[c].shares;
        else
            price_by_slot[s] = price;
    }
}
