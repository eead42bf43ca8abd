#include "models/company_plan.h"

#include "models/dimensions.h"
#include "models/stage.h"
#include "models/waterfall_kernel.h"
#include "sim/numeric.h"

#include <math.h>
#include <string.h>

static struct quantity row_quantity(struct preparation *preparation, const struct value *value, const char *table,
                                    const char *row, const char *key)
{
    return quantity_of(preparation, value, -1, arena_text(preparation->arena, "%s.%s.%s", table, row, key));
}

static bool uncertain(const struct quantity *quantity)
{
    return quantity->slot != DRAW_CERTAIN;
}

/* --- convertibles ---------------------------------------------------------------------------------------------- */

static void prepare_convertibles(struct preparation *preparation, struct company_plan *company)
{
    static const char table[] = "dilution.convertibles";
    const struct dilution *dilution = &preparation->offer->dilution;
    size_t count = dilution->convertible_count;
    struct convertible_plan *convertible = arena_alloc(preparation->arena, count + 1, sizeof *convertible);
    if (count > CONVERTIBLES_MAX)
        preparation_fault(preparation, "dilution.convertibles: %zu rows; %d are the limit", count, CONVERTIBLES_MAX);
    for (size_t i = 0; i < count; i++) {
        const struct convertible_row *row = &dilution->convertible[i];
        convertible[i] = (struct convertible_plan){
            .name = row->name,
            .kind = row->kind,
            .amount = row_quantity(preparation, &row->amount, table, row->name, "amount"),
            .cap = row_quantity(preparation, &row->cap, table, row->name, "cap"),
            .discount = row_quantity(preparation, &row->discount, table, row->name, "discount"),
            .interest = row_quantity(preparation, &row->interest, table, row->name, "interest"),
            .capped = row->cap.given,
            .post_money = row->post_money,
        };
    }
    company->convertible = convertible;
    company->convertible_count = count;
}

/* --- the capital -------------------------------------------------------------------------------------------------- */

/* Classes given by percent count in shares where the number of all is known, as strikes per share do; else the whole
 * company is 1. */
static double shares_per_whole(struct preparation *preparation)
{
    const struct value *all = &preparation->offer->fully_diluted_shares;
    double shares = 1;
    if (all->given && !distribution_is_point(&all->distribution, &shares))
        shares = distribution_mean(&all->distribution);
    return shares;
}

static double shares_of(struct preparation *preparation, const struct capital_class *row)
{
    const struct value *value = row->shares.given ? &row->shares : &row->percent;
    double shares = 0;
    if (!distribution_is_point(&value->distribution, &shares)) {
        shares = distribution_mean(&value->distribution);
        preparation_caution(preparation, "capital.%s: its size counts with its mean, %g", row->name, shares);
    }
    return row->shares.given ? shares : shares * shares_per_whole(preparation);
}

static bool prepare_class(struct preparation *preparation, const struct capital_class *row, struct class_plan *plan)
{
    static const char table[] = "capital";
    plan->name = row->name;
    plan->kind = row->kind;
    plan->participating = row->participating;
    plan->capped = row->cap.given;
    plan->seniority = row->seniority;
    plan->anti_dilution = row->anti_dilution;
    plan->shares = shares_of(preparation, row);
    plan->invested = row_quantity(preparation, &row->invested, table, row->name, "invested");
    plan->multiple = row_quantity(preparation, &row->multiple, table, row->name, "multiple");
    plan->cap = row_quantity(preparation, &row->cap, table, row->name, "cap");
    plan->dividend = row_quantity(preparation, &row->dividend, table, row->name, "dividend");
    plan->issued = row_quantity(preparation, &row->issued, table, row->name, "issued");
    plan->strike = row_quantity(preparation, &row->strike, table, row->name, "strike");
    return uncertain(&plan->invested) || uncertain(&plan->multiple) || uncertain(&plan->cap) ||
           uncertain(&plan->dividend) || plan->dividend.value != 0 || uncertain(&plan->strike);
}

/* Without `capital` all is 1, but for the strikes of pools, which are money a share. */
static double shares_of_the_whole(struct preparation *preparation)
{
    const struct dilution *dilution = &preparation->offer->dilution;
    for (size_t r = 0; r < dilution->round_count; r++)
        if (dilution->round[r].pool_strike.given)
            return shares_per_whole(preparation);
    return 1;
}

/* True when what the classes get differs from path to path. */
static bool prepare_capital(struct preparation *preparation, struct company_plan *company)
{
    const struct offer *offer = preparation->offer;
    size_t count = offer->class_count ? offer->class_count : 1;
    struct class_plan *plan = arena_alloc(preparation->arena, count, sizeof *plan);
    bool differs = false;
    company->share_class = plan;
    company->class_count = count;
    if (offer->class_count == 0) {
        /* Without `capital` the existing company is one common class. */
        *plan = (struct class_plan){.name = "common", .kind = CLASS_COMMON, .shares = shares_of_the_whole(preparation)};
        struct quantity nothing = {.slot = DRAW_CERTAIN};
        plan->invested = plan->multiple = plan->cap = plan->dividend = plan->issued = plan->strike = nothing;
        company->total_shares = plan->shares;
        return false;
    }
    for (size_t c = 0; c < count; c++) {
        if (prepare_class(preparation, &offer->capital[c], &plan[c]))
            differs = true;
        company->total_shares += plan[c].shares;
    }
    if (!(company->total_shares > 0))
        preparation_fault(preparation, "capital: the classes have no shares");
    return differs;
}

/* --- which classes grants read ------------------------------------------------------------------------------------ */

static void prepare_slots(struct preparation *preparation, struct company_plan *company)
{
    const struct offer *offer = preparation->offer;
    size_t *slot_class = arena_alloc(preparation->arena, company->class_count + 1, sizeof *slot_class);
    slot_class[0] = COMMON_PRICE;
    company->slot_count = 1;
    company->slot_class = slot_class;
    for (size_t g = 0; g < offer->grant_count; g++) {
        size_t c = company_class_named(company, offer->grant[g].class_name);
        if (c == COMMON_PRICE || company->share_class[c].kind != CLASS_PREFERRED)
            continue; /* options and common read the common price */
        size_t s = 1;
        while (s < company->slot_count && slot_class[s] != c)
            s++;
        slot_class[s] = c;
        company->slot_count = s == company->slot_count ? s + 1 : company->slot_count;
    }
}

size_t company_class_named(const struct company_plan *company, const char *name)
{
    for (size_t c = 0; name && c < company->class_count; c++)
        if (strcmp(company->share_class[c].name, name) == 0)
            return c;
    return COMMON_PRICE;
}

size_t company_slot_of_class(const struct company_plan *company, const char *name)
{
    size_t c = company_class_named(company, name);
    for (size_t s = 1; s < company->slot_count; s++)
        if (company->slot_class[s] == c)
            return s;
    return 0;
}

/* --- the fixed capital's curves ----------------------------------------------------------------------------------- */

void company_classes_at(const struct class_plan *plan, size_t count, bool converted, struct waterfall_class *classes)
{
    for (size_t c = 0; c < count; c++) {
        double invested = plan[c].invested.mean;
        bool preferred = plan[c].kind == CLASS_PREFERRED && !converted;
        classes[c] = (struct waterfall_class){
            .kind = plan[c].kind == CLASS_PREFERRED && converted ? CLASS_COMMON : plan[c].kind,
            .shares = plan[c].shares,
            .claim = preferred ? invested * plan[c].multiple.mean : 0,
            .participating = plan[c].participating,
            .cap_total = plan[c].capped ? plan[c].cap.mean * invested : HUGE_VAL,
            .seniority = plan[c].seniority,
            .strike = plan[c].kind == CLASS_OPTION ? plan[c].strike.mean : 0,
        };
    }
}

static struct price_curve per_share(struct arena *arena, struct price_curve payout, double shares)
{
    double *value = arena_alloc(arena, payout.count, sizeof *value);
    double *slope = arena_alloc(arena, payout.count, sizeof *slope);
    for (size_t k = 0; k < payout.count; k++) {
        value[k] = payout.value[k] / shares;
        slope[k] = payout.slope[k] / shares;
    }
    return (struct price_curve){payout.count, payout.proceeds, value, slope};
}

static struct price_curve *slot_curves(struct arena *arena, const struct company_plan *company, bool converted)
{
    struct waterfall_class *classes = arena_alloc(arena, company->class_count, sizeof *classes);
    struct price_curve *curve = arena_alloc(arena, company->slot_count, sizeof *curve);
    company_classes_at(company->share_class, company->class_count, converted, classes);
    for (size_t s = 0; s < company->slot_count; s++) {
        size_t c = company->slot_class[s];
        curve[s] = c == COMMON_PRICE ? price_curve_of_common(arena, classes, company->class_count)
                                     : per_share(arena, price_curve_of_class(arena, classes, company->class_count, c),
                                                 company->share_class[c].shares);
    }
    return curve;
}

static bool protects(const struct company_plan *company)
{
    for (size_t c = 0; c < company->class_count; c++)
        if (company->share_class[c].anti_dilution != ANTI_DILUTION_NONE)
            return true;
    return false;
}

/* The price of a round moves somebody's shares, or its pool is not simply common. */
static bool prices_matter(const struct company_plan *company)
{
    bool any = false;
    for (size_t r = 0; r < company->round_count; r++) {
        const struct round_plan *round = &company->round[r];
        any = any || round_plan_grants_pool(round) || ((round->priced || round->pre_money_given) && protects(company));
    }
    return any;
}

void company_plan_prepare(struct preparation *preparation)
{
    const struct offer *offer = preparation->offer;
    struct company_plan *company = preparation->plan->company; /* models/stages/rounds.c made it, with the rounds */
    company->annual = offer->dilution.annual.given;
    company->annual_dilution = quantity_of(preparation, &offer->dilution.annual, DIMENSION_DILUTION_ANNUAL, NULL);
    prepare_convertibles(preparation, company);
    bool differs = prepare_capital(preparation, company);
    company->debt = quantity_of(preparation, &offer->debt, DIMENSION_DEBT, NULL);
    company->transaction_costs = quantity_of(preparation, &offer->transaction_costs, DIMENSION_TRANSACTION_COSTS, NULL);
    company->carve_out = quantity_of(preparation, &offer->carve_out, DIMENSION_CARVE_OUT, NULL);
    company->deducted = offer->debt.given || offer->transaction_costs.given || offer->carve_out.given;
    prepare_slots(preparation, company);
    company->qualified_ipo = quantity_of(preparation, &offer->qualified_ipo, DIMENSION_QUALIFIED_IPO, NULL);
    company->ipo_qualifies = offer->qualified_ipo.given;
    bool dilutes = company->annual || company->round_count, by_price = prices_matter(company);
    if (differs || company->priced_count || company->convertible_count || by_price || (offer->class_count && dilutes)) {
        company->mode = COMPANY_BY_PATH;
        bool many = company->class_count + company->round_count > CLASSES_IN_COLUMNS;
        company->one_by_one = many || company->convertible_count || by_price;
    } else if (offer->class_count) {
        company->mode = COMPANY_FIXED;
        company->sale = slot_curves(preparation->arena, company, false);
        company->listed = slot_curves(preparation->arena, company, true);
    } else {
        company->mode = COMPANY_ONE_CLASS;
    }
}

struct company_columns *company_columns_create(struct arena *arena, const struct company_plan *company)
{
    struct company_columns *columns = arena_alloc(arena, 1, sizeof *columns);
    columns->round = arena_alloc(arena, company->round_count + 1, sizeof *columns->round);
    if (company->mode != COMPANY_BY_PATH)
        return columns;
    size_t classes = capital_path_classes(company);
    for (size_t r = 0; r < company->round_count; r++)
        for (size_t i = 0; i < LANES; i++)
            columns->round[r].pool_issued[i] = 1; /* where no stage writes it */
    columns->share_class = arena_alloc(arena, company->class_count, sizeof *columns->share_class);
    columns->convertible = arena_alloc(arena, company->convertible_count + 1, sizeof *columns->convertible);
    columns->annual = arena_alloc(arena, 1, sizeof *columns->annual);
    columns->column = arena_alloc(arena, company->class_count + company->priced_count + 1, sizeof *columns->column);
    columns->classes = arena_alloc(arena, classes, sizeof *columns->classes);
    columns->class_name = arena_alloc(arena, classes, sizeof *columns->class_name);
    columns->pool_of = arena_alloc(arena, classes, sizeof *columns->pool_of);
    columns->protected_class = arena_alloc(arena, company->class_count, sizeof *columns->protected_class);
    columns->payout = arena_alloc(arena, classes, sizeof *columns->payout);
    columns->price = arena_alloc(arena, company->slot_count, sizeof *columns->price);
    columns->order = arena_alloc(arena, company->round_count + 1, sizeof *columns->order);
    return columns;
}
