/* The exit: one scenario with its probability, its value and its time from their own distributions, and the planned
 * stay (a failure without a timeline is uniform over it). Rows are cumulated in the order of their names, so that the
 * order of listing moves nothing. One uniform serves each column: exits.valuation, exits.timeline. */
#include "models/column_kernel.h"
#include "models/dimensions.h"
#include "models/exit_table_kernel.h"
#include "models/lane_kernel.h"
#include "models/linked.h"
#include "models/stage.h"
#include "models/valuation.h"

#include <stdlib.h>

enum { CURVED_ROWS = 16 }; /* up to so many curved rows are tried one by one */

/* --- prepare ----------------------------------------------------------------------------------------------------- */

static int by_name(const void *a, const void *b)
{
    const struct exit_row *const *left = a;
    const struct exit_row *const *right = b;
    return strcmp((*left)->name, (*right)->name);
}

struct rated_row { /* and its mean value */
    const struct exit_row *row;
    double value;
};

/* Best first: of failures after all others, of a lower mean value after a higher one. */
static int by_merit(const void *a, const void *b)
{
    const struct rated_row *left = a, *right = b;
    bool left_fails = left->row->kind == EXIT_KIND_FAILURE, right_fails = right->row->kind == EXIT_KIND_FAILURE;
    if (left_fails != right_fails)
        return left_fails ? 1 : -1;
    if (left->value != right->value)
        return left->value < right->value ? 1 : -1;
    return strcmp(right->row->name, left->row->name);
}

static void sort_by_merit(struct arena *arena, const struct offer *offer, const struct exit_row **sorted)
{
    struct rated_row *rated = arena_alloc(arena, offer->exit_count + 1, sizeof *rated);
    for (size_t i = 0; i < offer->exit_count; i++)
        rated[i] = (struct rated_row){&offer->exit[i], linked_mean_value(offer, &offer->exit[i])};
    qsort(rated, offer->exit_count, sizeof *rated, by_merit);
    for (size_t i = 0; i < offer->exit_count; i++)
        sorted[i] = rated[i].row;
}

/* By name; where the choice is coupled the best first, "no exit" being the last: models/plan.c turns its uniform
 * around, so that a larger one is a better exit. */
static const struct exit_row **sorted_rows(struct arena *arena, const struct offer *offer, bool by_their_merit)
{
    const struct exit_row **sorted = arena_alloc(arena, offer->exit_count + 1, sizeof *sorted);
    for (size_t i = 0; i < offer->exit_count; i++)
        sorted[i] = &offer->exit[i];
    if (by_their_merit)
        sort_by_merit(arena, offer, sorted);
    else if (offer->exit_count)
        qsort(sorted, offer->exit_count, sizeof *sorted, by_name);
    return sorted;
}

static struct mixture mixture_of(struct preparation *preparation, const struct distribution *const *distributions,
                                 size_t rows, enum dimension dimension, bool wanted)
{
    struct arena *arena = preparation->arena;
    double *low = arena_alloc(arena, exit_table_entries(rows), sizeof *low);
    double *width = arena_alloc(arena, exit_table_entries(rows), sizeof *width);
    struct curve *curve = arena_alloc(arena, rows + 1, sizeof *curve);
    struct mixture mixture = {DRAW_CERTAIN, rows, low, width, curve};
    for (size_t k = 0; k < rows; k++) {
        curve[k] = distribution_prepare(arena, distributions[k]);
        bool affine = curve[k].family == CURVE_AFFINE;
        low[k] = affine ? curve[k].a : 0;
        width[k] = affine ? curve[k].b : 0;
        wanted = wanted || !affine || curve[k].b != 0;
    }
    if (wanted)
        mixture.slot = draws_add(arena, &preparation->plan->draws, dimension_names[dimension], (int)dimension);
    return mixture;
}

static struct exit_flag flag_of(struct arena *arena, const struct exit_row *const *row, size_t rows,
                                enum exit_kind kind)
{
    double *of_row = arena_alloc(arena, exit_table_entries(rows), sizeof *of_row);
    struct exit_flag flag = {false, of_row};
    for (size_t k = 0; k < rows; k++) {
        of_row[k] = row[k]->kind == kind;
        flag.any = flag.any || row[k]->kind == kind;
    }
    return flag;
}

static void prepare_model(struct preparation *preparation, const struct valuation *valuation, size_t row,
                          struct valuation_plan *model)
{
    const struct valuation_kind *kind = valuation->kind;
    *model = (struct valuation_plan){
        .row = row, .number = valuation_number(kind), .raised_ignored = valuation->raised_ignored};
    for (size_t i = 0; i < kind->key_count; i++) {
        const char *name = arena_text(preparation->arena, "exits.valuation.%s", kind->keys[i].name);
        if ((int)i != kind->row_key && kind->keys[i].unit != UNIT_CHOICE)
            model->value[i] = quantity_of(preparation, &valuation->value[i], dimension_named(name), name);
    }
}

/* The rows whose value or time is neither a point nor uniform, ascending. */
static void find_curved(struct arena *arena, struct exit_plan *plan)
{
    size_t *curved = arena_alloc(arena, plan->rows + 1, sizeof *curved);
    bool *is_curved = arena_alloc(arena, plan->rows + 1, sizeof *is_curved);
    for (size_t k = 0; k < plan->rows; k++) {
        is_curved[k] = plan->value.curve[k].family != CURVE_AFFINE || plan->years.curve[k].family != CURVE_AFFINE;
        if (is_curved[k])
            curved[plan->curved_count++] = k;
    }
    plan->curved = curved;
    plan->is_curved = is_curved;
}

static void prepare_rows(struct preparation *preparation, const struct exit_row *const *row, size_t rows)
{
    struct arena *arena = preparation->arena;
    struct exit_plan *plan = &preparation->plan->exit;
    const struct distribution **value = arena_alloc(arena, rows + 1, sizeof *value);
    const struct distribution **years = arena_alloc(arena, rows + 1, sizeof *years);
    struct distribution *one = arena_alloc(arena, 1, sizeof *one);
    struct distribution *over_stay = arena_alloc(arena, 1, sizeof *over_stay);
    double *stay = arena_alloc(arena, exit_table_entries(rows), sizeof *stay);
    double *number = arena_alloc(arena, exit_table_entries(rows), sizeof *number);
    size_t *file_row = arena_alloc(arena, rows + 1, sizeof *file_row);
    const struct valuation_kind **kind = arena_alloc(arena, rows + 1, sizeof *kind);
    struct valuation_plan *model = arena_alloc(arena, rows + 1, sizeof *model);
    bool normal_wanted = false;
    *one = distribution_point(1);
    *over_stay = distribution_uniform(0, 1);
    for (size_t k = 0; k < rows; k++) {
        const struct valuation *valuation = &row[k]->valuation;
        file_row[k] = (size_t)(row[k] - preparation->offer->exit);
        stay[k] = !row[k]->timeline.given;
        plan->any_over_stay = plan->any_over_stay || stay[k] > 0;
        years[k] = stay[k] > 0 ? over_stay : &row[k]->timeline.distribution;
        kind[k] = valuation->kind;
        bool normal = kind[k]->row_key == VALUATION_NORMAL;
        value[k] = normal ? one : &valuation->value[kind[k]->row_key].distribution;
        normal_wanted = normal_wanted || normal;
        if (kind[k]->column)
            prepare_model(preparation, valuation, k, &model[plan->model_count++]);
    }
    for (size_t k = 0; k < exit_table_entries(rows); k++)
        number[k] = (double)k;
    plan->number = number;
    plan->file_row = file_row;
    plan->acquisition = flag_of(arena, row, rows, EXIT_KIND_ACQUISITION);
    plan->failure = flag_of(arena, row, rows, EXIT_KIND_FAILURE);
    plan->failure.any = plan->failure.any || preparation->offer->company_given; /* stages/runway.c writes it */
    plan->ipo = flag_of(arena, row, rows, EXIT_KIND_IPO);
    /* Nothing else asks for it. */
    plan->ipo.any = plan->ipo.any && (preparation->offer->lock_up.given || preparation->offer->qualified_ipo.given);
    plan->over_stay = stay;
    plan->valuation = kind;
    plan->model = model;
    plan->value = mixture_of(preparation, value, rows, DIMENSION_EXIT_VALUATION, normal_wanted);
    plan->years = mixture_of(preparation, years, rows, DIMENSION_EXIT_TIMELINE, false);
    find_curved(arena, plan);
}

static void add_choice(struct preparation *preparation, struct exit_plan *plan)
{
    struct draws *draws = &preparation->plan->draws;
    plan->choice_slot =
        draws_add(preparation->arena, draws, dimension_names[DIMENSION_EXIT_CHOICE], DIMENSION_EXIT_CHOICE);
    draws->draw[plan->choice_slot].cut = plan->below;
    draws->draw[plan->choice_slot].cut_count = plan->rows;
}

static void prepare(struct preparation *preparation)
{
    const struct offer *offer = preparation->offer;
    struct exit_plan *plan = &preparation->plan->exit;
    size_t rows = offer->exit_count;
    plan->by_merit = linked_choice(offer);
    const struct exit_row **row = sorted_rows(preparation->arena, offer, plan->by_merit);
    plan->rows = rows;
    plan->stay = plan->failure_stay = quantity_of(preparation, &offer->stay, DIMENSION_STAY, NULL);
    prepare_rows(preparation, row, rows);
    plan->below = arena_alloc(preparation->arena, exit_table_entries(rows), sizeof *plan->below);
    for (size_t k = rows; k < exit_table_entries(rows); k++)
        plan->below[k] = HUGE_VAL;
    double cumulated = 0;
    size_t possible = offer->no_exit_share > 0;
    plan->certain_row = rows; /* no exit, unless a row can be drawn */
    for (size_t k = 0; k < rows; k++) {
        cumulated += row[k]->share;
        plan->below[k] = cumulated;
        if (row[k]->share > 0) {
            possible++;
            plan->certain_row = k;
        }
    }
    plan->may_not_exit = offer->no_exit_share > 0;
    plan->steps = rows && !plan->may_not_exit ? rows - 1 : rows;
    if (rows && !plan->may_not_exit)
        plan->below[rows - 1] = HUGE_VAL;
    plan->choice_slot = DRAW_CERTAIN;
    if (rows && (possible > 1 || offer->concentration.given))
        add_choice(preparation, plan);
}

/* --- run --------------------------------------------------------------------------------------------------------- */

/* One row's curve over its lanes, gathered together. */
static void curved_lanes(const struct mixture *mixture, size_t k, double (*const u)[LANES],
                         const int32_t *restrict lane, size_t count, double *restrict out,
                         double (*restrict packed)[LANES])
{
    enum { WHOLE = 8 }; /* a dense column is filled up to whole vectors */
    if (mixture->curve[k].family == CURVE_AFFINE)
        return;
    const double *uniform = u[mixture->slot];
    if (count == LANES) {
        curve_column(&mixture->curve[k], uniform, out, LANES);
        return;
    }
    size_t padded = (count + WHOLE - 1) / WHOLE * WHOLE;
    for (size_t i = 0; i < count; i++)
        packed[0][i] = uniform[lane[i]];
    for (size_t i = count; i < padded; i++)
        packed[0][i] = 0.5;
    curve_column(&mixture->curve[k], packed[0], packed[1], padded);
    for (size_t i = 0; i < count; i++)
        out[lane[i]] = packed[1][i];
}

/* A curved row is computed for its own lanes only: the others would pay for nothing. */
static void curved_row(const struct exit_plan *plan, size_t k, struct path_block *block)
{
    int32_t lane[LANES];
    bool one = block->one_row == k;
    size_t count = one ? LANES : lanes_equal(block->exit_row, (double)k, lane);
    curved_lanes(&plan->years, k, block->u, lane, count, block->exit_years, block->scratch);
    curved_lanes(&plan->value, k, block->u, lane, count, block->exit_value, block->scratch);
}

/* Few curved rows are tried one by one; of many, only those that this block has. */
static void curved_rows(const struct exit_plan *plan, struct path_block *block)
{
    const double *restrict row = block->exit_row;
    if (block->one_row != SIZE_MAX) {
        if (block->one_row < plan->rows && plan->is_curved[block->one_row])
            curved_row(plan, block->one_row, block);
        return;
    }
    if (plan->curved_count <= CURVED_ROWS) {
        for (size_t c = 0; c < plan->curved_count; c++)
            curved_row(plan, plan->curved[c], block);
        return;
    }
    for (size_t i = 0; i < LANES; i++) {
        size_t k = (size_t)row[i];
        bool first = k < plan->rows && plan->is_curved[k];
        for (size_t j = 0; j < i && first; j++)
            first = row[j] != row[i];
        if (first)
            curved_row(plan, k, block);
    }
}

/* The kinds' records of this instruction set. */
#define VALUATION(name) extern const struct valuation_kind ISA_NAME(valuation_##name);
#include "models/valuations.def"
#undef VALUATION
static const struct valuation_kind *const kinds[] = {
#define VALUATION(name) &ISA_NAME(valuation_##name),
#include "models/valuations.def"
#undef VALUATION
};

static void value_models(const struct plan *whole, struct path_block *block)
{
    const struct exit_plan *plan = &whole->exit;
    double *restrict model_value = block->scratch[0];
    const double *uniform = plan->value.slot == DRAW_CERTAIN ? NULL : block->u[plan->value.slot];
    for (size_t m = 0; m < plan->model_count; m++) {
        const struct valuation_plan *model = &plan->model[m];
        double here = (double)model->row;
        kinds[model->number]->column(whole, model, uniform, block, model_value);
        for (size_t i = 0; i < LANES; i++)
            block->exit_value[i] *= block->exit_row[i] == here ? model_value[i] : 1.0;
    }
}

static void run(const struct plan *whole, struct path_block *block)
{
    const struct exit_plan *plan = &whole->exit;
    quantity_column(&plan->stay, block->u, block->stay_years);
    exit_rows(plan, block);
    curved_rows(plan, block);
    if (plan->any_over_stay) {
        double *restrict over_stay = block->scratch[0];
        double *restrict stay = block->scratch[1];
        exit_table_column(plan, plan->over_stay, block, over_stay);
        quantity_column(&plan->failure_stay, block->u, stay);
        for (size_t i = 0; i < LANES; i++)
            block->exit_years[i] *= over_stay[i] > 0 ? stay[i] : 1.0;
    }
    value_models(whole, block);
    if (plan->failure.any)
        exit_table_column(plan, plan->failure.of_row, block, block->failure); /* else it stays 0 */
    if (plan->ipo.any)
        exit_table_column(plan, plan->ipo.of_row, block, block->ipo);
    if (plan->may_not_exit) {
        double no_exit = (double)plan->rows;
        for (size_t i = 0; i < LANES; i++)
            block->exit_years[i] = block->exit_row[i] == no_exit ? HUGE_VAL : block->exit_years[i];
    }
}

/* --- explain ------------------------------------------------------------------------------------------------------ */

/* The row that was drawn, whatever became of it. */
static size_t drawn_row(const struct exit_plan *plan, const struct path_block *block, size_t lane)
{
    return plan->choice_slot == DRAW_CERTAIN
               ? plan->certain_row
               : exit_table_row(plan->below, plan->rows, block->u[plan->choice_slot][lane]);
}

static void tell_mixture(struct story *story, const char *name, const char *unit, const struct mixture *mixture,
                         size_t k, const struct path_block *block, size_t lane)
{
    struct quantity quantity = {.slot = mixture->slot, .value = mixture->low[k], .curve = mixture->curve[k]};
    if (quantity.curve.family == CURVE_AFFINE && mixture->width[k] == 0)
        quantity.slot = DRAW_CERTAIN;
    story_quantity(story, "exit", name, &quantity, block, lane, unit);
}

static void tell_value(const struct exit_plan *plan, size_t k, const struct path_block *block, size_t lane,
                       struct story *story)
{
    const struct valuation_kind *kind = plan->valuation[k];
    const struct valuation_plan *model = NULL;
    for (size_t m = 0; m < plan->model_count && !model; m++)
        model = plan->model[m].row == k ? &plan->model[m] : NULL;
    for (size_t i = 0; model && i < kind->key_count; i++)
        if ((int)i != kind->row_key && kind->keys[i].unit != UNIT_CHOICE)
            story_quantity(story, "exit", kind->keys[i].name, &model->value[i], block, lane,
                           unit_names[kind->keys[i].unit]);
    if (kind->row_key == VALUATION_NORMAL)
        story_tell(story, "exit", kind->row_name, block->u[plan->value.slot][lane], "uniform", "drawn");
    else
        tell_mixture(story, kind->row_name, unit_names[kind->keys[kind->row_key].unit], &plan->value, k, block, lane);
}

static void explain(const struct plan *whole, const struct path_block *block, size_t lane, struct story *story)
{
    const struct exit_plan *plan = &whole->exit;
    size_t k = drawn_row(plan, block, lane);
    if (plan->choice_slot != DRAW_CERTAIN)
        story_tell(story, "exit", "scenario",
                   plan->by_merit ? 1 - block->u[plan->choice_slot][lane] : block->u[plan->choice_slot][lane],
                   "uniform", "%s",
                   plan->by_merit ? "scenarios are cumulated from the worst to the best"
                                  : "scenarios are cumulated in the order of their names");
    story_quantity(story, "exit", "stay", &plan->stay, block, lane, "years");
    if (k >= plan->rows) {
        story_tell(story, "exit", "scenario", 0, "", "no exit");
        return;
    }
    const char *kind = plan->acquisition.of_row[k] > 0 ? "an acquisition"
                       : plan->ipo.of_row[k] > 0       ? "an IPO"
                       : plan->failure.of_row[k] > 0   ? "a failure"
                                                       : "independent";
    story_tell(story, "exit", "scenario", 0, "", "%s, %s", whole->exit_name[plan->file_row[k]], kind);
    tell_mixture(story, "time", plan->over_stay[k] > 0 ? "share" : "years", &plan->years, k, block, lane);
    if (plan->over_stay[k] > 0)
        story_tell(story, "exit", "time", block->u[plan->years.slot][lane] * block->stay_years[lane], "years",
                   "that share of the stay");
    tell_value(plan, k, block, lane, story);
    if (block->exit_row[lane] == (double)k)
        story_tell(story, "exit", "company value", block->exit_value[lane], "money", "if this exit comes");
}

const struct stage ISA_NAME(stage_exit) = {"exit", prepare, run, explain};
