#include "models/tax/tax_path.h"

#include "models/stage.h"

#include <math.h>
#include <string.h>

/* --- programs ------------------------------------------------------------------------------------------------------
 */

static const char *const result_names[TAX_RESULTS] = {"total", "agi", "income_tax", "withheld_supplemental"};

/* The reports that are read on a path, then the pools: what is wanted of a formula. */
static size_t *wanted_of(struct arena *arena, const struct tax_table *table, struct tax_result_places *places,
                         size_t *count)
{
    size_t *wanted = arena_alloc(arena, TAX_RESULTS + table->pool_count, sizeof *wanted);
    *count = 0;
    for (size_t r = 0; r < TAX_RESULTS; r++) {
        places->at[r] = TAX_CONSTANT;
        for (size_t i = 0; i < table->report_count; i++)
            if (strcmp(table->report[i].name, result_names[r]) == 0) {
                places->at[r] = *count;
                wanted[(*count)++] = table->report[i].value;
            }
    }
    places->first_pool = *count;
    for (size_t i = 0; i < table->pool_count; i++)
        wanted[(*count)++] = table->pool[i].carried;
    return wanted;
}

/* Gains and what corrects them may be losses. */
static bool may_be_negative(enum tax_flow flow)
{
    return flow == TAX_FLOW_SHORT || flow == TAX_FLOW_LONG || flow == TAX_FLOW_AMT_SPREAD ||
           flow == TAX_FLOW_AMT_SHORT_DIFF || flow == TAX_FLOW_AMT_LONG_DIFF || flow == TAX_FLOW_GAINS ||
           flow == TAX_FLOW_BADR_GAINS || flow == TAX_FLOW_GAIN_TERM;
}

/* What a flow of the year may come to: what the household has beside, pay, and, where `all` is computed, what the
 * grants bring. */
static struct tax_range range_of(const struct tax_path_plan *path, const struct tax_jurisdiction *jurisdiction,
                                 enum tax_flow flow, bool all)
{
    double beside = path->other[flow];
    if (all && jurisdiction->flow_used[flow])
        return may_be_negative(flow) ? tax_range_any : tax_range_not_negative;
    if (flow == TAX_FLOW_WAGES)
        return tax_range_not_negative;
    if (flow == TAX_FLOW_FEDERAL_AGI)
        return tax_range_any;
    return (struct tax_range){beside, beside};
}

static struct tax_program *program_with(struct arena *arena, const struct tax_path_plan *path,
                                        const struct tax_jurisdiction *jurisdiction, const struct tax_law *law,
                                        bool all, const size_t *wanted, size_t count)
{
    const struct tax_table *table = law->table;
    struct tax_range *argument = arena_alloc(arena, table->formula.argument_count + 1, sizeof *argument);
    for (size_t i = 0; i < table->formula.argument_count; i++)
        argument[i] = i < table->input_count         ? range_of(path, jurisdiction, table->input[i], all)
                      : all && jurisdiction->carries ? tax_range_any
                                                     : tax_range_zero;
    return tax_program_create(arena, table, law->status, &table->formula, argument, wanted, count);
}

struct tax_program *tax_path_program(struct arena *arena, const struct tax_path_plan *path,
                                     const struct tax_jurisdiction *jurisdiction, const struct tax_law *law,
                                     const size_t *wanted, size_t count)
{
    return program_with(arena, path, jurisdiction, law, true, wanted, count);
}

static struct tax_program *program_of(struct arena *arena, const struct tax_path_plan *path,
                                      const struct tax_jurisdiction *jurisdiction, const struct tax_law *law, bool all,
                                      struct tax_result_places *places)
{
    size_t count, *wanted = wanted_of(arena, law->table, places, &count);
    return program_with(arena, path, jurisdiction, law, all, wanted, count);
}

/* Whether a year that starts with nothing carried can leave something. */
static bool leaves_something(const struct tax_law *law)
{
    for (size_t i = 0; i < law->table->pool_count; i++) {
        const struct tax_place *place = &law->all->result[law->all_result.first_pool + i];
        if (place->column != TAX_CONSTANT || place->constant != 0)
            return true;
    }
    return false;
}

static void tax_laws_prepare(struct arena *arena, struct tax_path_plan *path)
{
    for (size_t j = 0; j < path->jurisdiction_count; j++) {
        struct tax_jurisdiction *jurisdiction = &path->jurisdiction[j];
        for (size_t k = 0; k < jurisdiction->law_count; k++) {
            struct tax_law *law = &jurisdiction->law[k];
            law->pay = program_of(arena, path, jurisdiction, law, false, &law->pay_result);
            law->all = program_of(arena, path, jurisdiction, law, true, &law->all_result);
        }
        for (size_t k = 0; k < jurisdiction->law_count && !jurisdiction->carries; k++)
            jurisdiction->carries = leaves_something(&jurisdiction->law[k]);
        for (size_t k = 0; k < jurisdiction->law_count && jurisdiction->carries; k++) {
            struct tax_law *law = &jurisdiction->law[k];
            law->all = program_of(arena, path, jurisdiction, law, true, &law->all_result);
        }
    }
}

/* --- the offer -----------------------------------------------------------------------------------------------------
 */

/* The tables that serve from the start on. */
static void prepare_jurisdiction(struct preparation *preparation, const struct tax_path_plan *path,
                                 const struct tax_family *family, struct tax_jurisdiction *jurisdiction)
{
    jurisdiction->name = family->name;
    jurisdiction->law = arena_alloc(preparation->arena, family->count, sizeof *jurisdiction->law);
    for (size_t i = 0; i < family->count; i++) {
        double end = i + 1 < family->count ? family->table[i + 1]->from.year : HUGE_VAL;
        if (end > path->start_year)
            jurisdiction->law[jurisdiction->law_count++] = (struct tax_law){
                .table = family->table[i],
                .status = family->status[i],
                .first_year = family->table[i]->from.year,
                .end_year = end,
            };
    }
}

/* The same pay at a rate of 0. */
static const struct plan *undiscounted(struct arena *arena, const struct plan *plan)
{
    struct plan *copy = arena_alloc(arena, 1, sizeof *copy);
    *copy = *plan;
    copy->pay.discount_rate = (struct quantity){.slot = DRAW_CERTAIN};
    struct pay_side *const sides[] = {&copy->pay.offer, &copy->pay.market};
    for (size_t i = 0; i < 2; i++) {
        sides[i]->same_force = sides[i]->raise.slot == DRAW_CERTAIN;
        sides[i]->force = sides[i]->same_force ? log1p(sides[i]->raise.value) : 0;
    }
    return copy;
}

void tax_path_prepare(struct preparation *preparation)
{
    const struct offer *offer = preparation->offer;
    const struct tax_setting *setting = &offer->tax;
    struct plan *plan = preparation->plan;
    if (!setting->given)
        return;
    struct tax_path_plan *path = arena_alloc(preparation->arena, 1, sizeof *path);
    path->years = tax_setting_years(setting->family[0].table[0]);
    path->start_day = offer->start_given ? offer->start_day : 0;
    path->start_year = calendar_tax_year(&path->years, floor(path->start_day));
    memcpy(path->other, setting->other, sizeof path->other);
    if (setting->partner_salary.given)
        path->other[TAX_FLOW_WAGES2] += distribution_mean(&setting->partner_salary.distribution);
    path->jurisdiction_count = setting->family_count;
    for (size_t j = 0; j < setting->family_count; j++)
        prepare_jurisdiction(preparation, path, &setting->family[j], &path->jurisdiction[j]);
    const struct quantity *rate = &plan->pay.discount_rate;
    path->discounts = rate->slot != DRAW_CERTAIN || rate->value != 0;
    path->undiscounted = undiscounted(preparation->arena, plan);
    tax_lots_prepare(preparation, path);
    tax_laws_prepare(preparation->arena, path);
    for (size_t j = 0; j < path->jurisdiction_count; j++)
        path->loses_beside =
            path->loses_beside ||
            (path->jurisdiction[j].carries && (path->other[TAX_FLOW_SHORT] < 0 || path->other[TAX_FLOW_LONG] < 0));
    plan->tax = path;
}
